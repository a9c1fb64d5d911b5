"""Versions of the office's templates, and the changes being tried out."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("revision", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_template_version_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_template_version_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sa.UniqueConstraint("template_id", "n", name=op.f("uq_template_version_template_id_n")),
    )
    op.create_table(
        "template_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=60), nullable=False),
        sa.Column("base_revision", sa.String(length=12), nullable=False),
        sa.Column("like_id", sa.String(length=60), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("saved_as_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'saved', 'dropped')", name=op.f("ck_template_draft_state")),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_template_draft_files_state")),
        sa.CheckConstraint("(state = 'saved') = (saved_as_id IS NOT NULL)", name=op.f("ck_template_draft_saved_as")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_template_draft_by_id_person")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_template_draft_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_template_draft_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_template_draft_pdf_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["saved_as_id"], ["template_version.id"], name=op.f("fk_template_draft_saved_as_id_template_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_draft")),
    )


def downgrade() -> None:
    op.drop_table("template_draft")
    op.drop_table("template_version")
