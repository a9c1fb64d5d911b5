"""Pages of what is being typed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_preview",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f("ck_draft_preview_state")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_draft_preview_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_draft_preview")),
    )


def downgrade() -> None:
    op.drop_table("draft_preview")
