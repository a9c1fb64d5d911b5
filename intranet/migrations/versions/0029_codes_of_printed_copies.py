"""Codes printed on copies of sealed letters, and codes that were wrong; letters sealed before get theirs."""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def upgrade() -> None:
    codes = op.create_table(
        "letter_code",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["electronic_copy.id"], name=op.f("fk_letter_code_copy_id_electronic_copy")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_letter_code")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_letter_code_copy_id")),
    )
    op.create_table(
        "wrong_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_code")),
    )
    with op.batch_alter_table("wrong_code") as batch_op:
        batch_op.create_index("ix_wrong_code_address_at", ["address", "at"])
    sealed = op.get_bind().execute(sa.text("SELECT id FROM electronic_copy WHERE sealed_sha256 IS NOT NULL"))
    rows = [
        {"code": "".join(secrets.choice(LETTERS) for _ in range(20)), "copy_id": id_, "made_at": datetime.now(UTC)}
        for (id_,) in sealed.fetchall()
    ]
    if rows:
        op.bulk_insert(codes, rows)


def downgrade() -> None:
    op.drop_table("wrong_code")
    op.drop_table("letter_code")
