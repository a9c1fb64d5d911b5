"""Electronic copies made of paper, signed by the office."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    references = {
        "issuer_id": "issuer.id", "number_id": "register_number.id", "letter_id": "incoming_letter.id",
        "authority_id": "signing_authority.id", "by_id": "person.id", "scan_sha256": "stored_file.sha256",
        "sealed_sha256": "stored_file.sha256",
    }  # fmt: skip
    op.create_table(
        "digitised_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed_sha256", sa.String(length=64), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("broken", sa.Text(), nullable=False),
        sa.CheckConstraint("form IN ('SY', 'SL', 'TrS')", name=op.f("ck_digitised_copy_form")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_digitised_copy_{column}_{target.split('.')[0]}"))
            for column, target in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digitised_copy")),
        sa.UniqueConstraint("number_id", name=op.f("uq_digitised_copy_number_id")),
    )
    with op.batch_alter_table("digitised_copy") as batch_op:
        batch_op.create_index(op.f("ix_digitised_copy_letter_id"), ["letter_id"])


def downgrade() -> None:
    op.drop_table("digitised_copy")
