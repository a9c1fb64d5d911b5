"""The office's choices within the ranges of Decree 30, a row each time."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "format_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.Column("margins", sa.JSON(), nullable=False),
        sa.Column("indent", sa.String(length=4), nullable=False),
        sa.Column("departures", sa.JSON(), nullable=False),
        sa.Column("departures_why", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("slips", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_format_profile_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_profile")),
    )


def downgrade() -> None:
    op.drop_table("format_profile")
