"""The checker's report on each version of a letter, and what was let pass with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "format_overruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_format_overruling_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_format_overruling_by_id_person")),
        sa.ForeignKeyConstraint(
            ["document_id", "n"],
            ["document_version.document_id", "document_version.n"],
            name=op.f("fk_format_overruling_document_id_n_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_format_overruling_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_overruling")),
        sa.UniqueConstraint("document_id", "n", "key", name=op.f("uq_format_overruling_document_id_n_key")),
    )
    op.create_table(
        "version_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["format_report.id"], name=op.f("fk_version_report_report_id_format_report")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_version_report_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_report")),
        sa.UniqueConstraint("version_id", "report_id", name=op.f("uq_version_report_version_id_report_id")),
    )


def downgrade() -> None:
    op.drop_table("version_report")
    op.drop_table("format_overruling")
