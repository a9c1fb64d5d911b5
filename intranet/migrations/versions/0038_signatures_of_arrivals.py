"""What the signatures of letters that came are worth."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrival_check",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("signatures", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('none', 'valid', 'unproven', 'broken', 'unreadable')", name=op.f("ck_arrival_check_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["incoming_file.id"], name=op.f("fk_arrival_check_file_id_incoming_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_arrival_check")),
    )


def downgrade() -> None:
    op.drop_table("arrival_check")
