"""Letters by the hundred: batches, their letters, and previews."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=60), nullable=False),
        sa.Column("template_title", sa.String(length=200), nullable=False),
        sa.Column("template_revision", sa.String(length=12), nullable=False),
        sa.Column("type_code", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("drafter_id", sa.Integer(), nullable=False),
        sa.Column("signer_authority_id", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("sheet_sha256", sa.String(length=64), nullable=False),
        sa.Column("sheet_name", sa.String(length=300), nullable=False),
        sa.Column("fault_count", sa.Integer(), nullable=False),
        sa.Column("letter_count", sa.Integer(), nullable=False),
        sa.Column("numbering", sa.String(length=10), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("stopped_why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT (state IN ('issued', 'made', 'making')) OR (numbering <> '' AND issued_on IS NOT NULL)",
            name=op.f("ck_batch_numbered"),
        ),
        sa.CheckConstraint("numbering = '' OR numbering IN ('one', 'each', 'none')", name=op.f("ck_batch_numbering")),
        sa.CheckConstraint(
            "state IN ('preparing', 'approved', 'making', 'made', 'issued', 'cancelled')",
            name=op.f("ck_batch_state"),
        ),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_batch_department_id_department")),
        sa.ForeignKeyConstraint(["drafter_id"], ["person.id"], name=op.f("fk_batch_drafter_id_person")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_batch_issuer_id_issuer")),
        sa.ForeignKeyConstraint(
            ["sheet_sha256"], ["stored_file.sha256"], name=op.f("fk_batch_sheet_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["signer_authority_id"],
            ["signing_authority.id"],
            name=op.f("fk_batch_signer_authority_id_signing_authority"),
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_batch_signer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(op.f("ix_batch_drafter_id"), "batch", ["drafter_id"])
    op.create_index(op.f("ix_batch_signer_id"), "batch", ["signer_id"])
    op.create_index("ix_batch_state_department_id", "batch", ["state", "department_id"])

    op.create_table(
        "batch_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("recipient", sa.String(length=500), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=True),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_@@")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_batch_letter_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["number_id"], ["register_number.id"], name=op.f("fk_batch_letter_number_id_register_number")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_batch_letter_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_letter")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_batch_letter_batch_id_position")),
    )
    op.create_index(op.f("ix_batch_letter_number_id"), "batch_letter", ["number_id"])

    op.create_table(
        "batch_preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_batch_preview_files_state")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_batch_preview_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["batch_letter.id"], name=op.f("fk_batch_preview_letter_id_batch_letter")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_batch_preview_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_preview")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_batch_preview_letter_id")),
    )


def downgrade() -> None:
    op.drop_table("batch_preview")
    op.drop_table("batch_letter")
    op.drop_table("batch")
