"""Appendices in files of their own, as the office signs them with the letter."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    references = {
        "attachment_id": "document_attachment.id", "pdf_sha256": "stored_file.sha256",
        "sealed_sha256": "stored_file.sha256",
    }  # fmt: skip
    op.create_table(
        "appendix_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("sealed_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'as_it_is')", name=op.f("ck_appendix_copy_state")),
        sa.CheckConstraint("(state = 'ready') = (pdf_sha256 IS NOT NULL)", name=op.f("ck_appendix_copy_pdf")),
        sa.CheckConstraint("sealed_sha256 IS NULL OR pdf_sha256 IS NOT NULL", name=op.f("ck_appendix_copy_sealed")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_appendix_copy_{column}_{target.split('.')[0]}"))
            for column, target in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appendix_copy")),
        sa.UniqueConstraint("attachment_id", "n", name=op.f("uq_appendix_copy_attachment_id_n")),
    )


def downgrade() -> None:
    op.drop_table("appendix_copy")
