"""The office's calendar: years taken over, days off and swapped days."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_year",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(300), nullable=False),
        sa.CheckConstraint("(confirmed_on IS NULL) = (confirmed_by_id IS NULL)", name=op.f("ck_office_year_confirmed")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_office_year_confirmed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_year")),
    )
    op.create_table(
        "office_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("basis", sa.String(300), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'worked')", name=op.f("ck_office_day_kind")),
        sa.ForeignKeyConstraint(["year_id"], ["office_year.id"], name=op.f("fk_office_day_year_id_office_year")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_office_day")),
    )
    op.create_index("ix_office_day_year_id", "office_day", ["year_id"])


def downgrade() -> None:
    op.drop_table("office_day")
    op.drop_table("office_year")
