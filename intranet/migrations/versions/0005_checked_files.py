"""Files dropped to be checked, and what the checker said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "format_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("profile_n", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state <> 'ready' OR verdict <> ''", name=op.f("ck_format_report_verdict")),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f("ck_format_report_state")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_format_report_docx_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_report")),
        sa.UniqueConstraint("docx_sha256", "profile_n", name=op.f("uq_format_report_docx_sha256_profile_n")),
    )
    op.create_table(
        "check_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_check_batch_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_batch")),
    )
    with op.batch_alter_table("check_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_batch_by_id"), ["by_id"], unique=False)

    op.create_table(
        "checked_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("mended_from_id", sa.Integer(), nullable=True),
        sa.Column("repaired", sa.JSON(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_checked_file_files_state")),
        sa.CheckConstraint("(docx_sha256 IS NULL) = (report_id IS NULL)", name=op.f("ck_checked_file_report")),
        sa.ForeignKeyConstraint(["batch_id"], ["check_batch.id"], name=op.f("fk_checked_file_batch_id_check_batch")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_checked_file_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["mended_from_id"], ["checked_file.id"], name=op.f("fk_checked_file_mended_from_id_checked_file")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_checked_file_pdf_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["format_report.id"], name=op.f("fk_checked_file_report_id_format_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_file")),
        sa.UniqueConstraint("mended_from_id", name=op.f("uq_checked_file_mended_from_id")),
    )
    with op.batch_alter_table("checked_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checked_file_batch_id"), ["batch_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("checked_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checked_file_batch_id"))

    op.drop_table("checked_file")
    with op.batch_alter_table("check_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_check_batch_by_id"))

    op.drop_table("check_batch")
    op.drop_table("format_report")
