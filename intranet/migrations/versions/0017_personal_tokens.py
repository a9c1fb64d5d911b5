"""Personal tokens for programs, and the letters they asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("beginning", sa.String(12), nullable=False),
        sa.Column("scopes", sa.String(100), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_person_id"), "api_token", ["person_id"])
    op.create_table(
        "api_rendering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("docx_sha256", sa.String(64), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_api_rendering_files_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_rendering_person_id_person")),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_api_rendering_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_api_rendering_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_rendering")),
    )
    op.create_index(op.f("ix_api_rendering_person_id"), "api_rendering", ["person_id"])


def downgrade() -> None:
    op.drop_table("api_rendering")
    op.drop_table("api_token")
