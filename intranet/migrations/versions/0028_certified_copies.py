"""Copies of letters (sao y, sao lục, trích sao) under numbers of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    references = {
        "document_id": "document.id", "scan_id": "document_scan.id", "number_id": "register_number.id",
        "authority_id": "signing_authority.id", "by_id": "person.id", "docx_sha256": "stored_file.sha256",
        "pdf_sha256": "stored_file.sha256",
    }  # fmt: skip
    op.create_table(
        "certified_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("form IN ('SY', 'SL', 'TrS')", name=op.f("ck_certified_copy_form")),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_certified_copy_files_state")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_certified_copy_{column}_{target.split('.')[0]}"))
            for column, target in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certified_copy")),
        sa.UniqueConstraint("number_id", name=op.f("uq_certified_copy_number_id")),
    )
    with op.batch_alter_table("certified_copy") as batch_op:
        batch_op.create_index(op.f("ix_certified_copy_document_id"), ["document_id"])


def downgrade() -> None:
    op.drop_table("certified_copy")
