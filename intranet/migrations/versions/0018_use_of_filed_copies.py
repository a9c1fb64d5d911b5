"""Sổ sử dụng bản lưu: who had a filed copy in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copy_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("file_symbol", sa.String(length=60), nullable=False),
        sa.Column("allowed_by", sa.String(length=200), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("returned_on IS NULL OR used_on <= returned_on", name=op.f("ck_copy_use_days")),
        sa.ForeignKeyConstraint(
            ["number_id"], ["register_number.id"], name=op.f("fk_copy_use_number_id_register_number")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_copy_use_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_use")),
    )
    with op.batch_alter_table("copy_use") as batch_op:
        batch_op.create_index(op.f("ix_copy_use_number_id"), ["number_id"])


def downgrade() -> None:
    op.drop_table("copy_use")
