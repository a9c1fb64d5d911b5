"""Channels, what was published on them, about whom, and which task it proves."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def _references(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.split('.')[0]}"))
        for column, target in targets.items()
    ]


def upgrade() -> None:
    op.create_table(
        "channel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("name", name=op.f("uq_channel_name")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("picture_sha256", sa.String(length=64), nullable=True),
        sa.Column("picture_name", sa.String(length=200), nullable=False),
        sa.Column("about_words", sa.String(length=300), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=500), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("topic IN ('policy', 'movement', 'example')", name=op.f("ck_publication_topic")),
        sa.CheckConstraint("url <> '' OR picture_sha256 IS NOT NULL", name=op.f("ck_publication_proof")),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why = '')", name=op.f("ck_publication_withdrawn")),
        *_references(
            "publication",
            channel_id="channel.id",
            picture_sha256="stored_file.sha256",
            department_id="department.id",
            by_id="person.id",
            task_id="task.id",
            evidence_id="evidence.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("evidence_id", name=op.f("uq_publication_evidence_id")),
    )
    op.create_index("ix_publication_published_on", "publication", ["published_on", "channel_id"])
    op.create_index(op.f("ix_publication_channel_id"), "publication", ["channel_id"])
    op.create_index(op.f("ix_publication_task_id"), "publication", ["task_id"])
    op.create_table(
        "publication_exemplar",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        *_references("publication_exemplar", publication_id="publication.id", exemplar_id="exemplar.id"),
        sa.PrimaryKeyConstraint("publication_id", "exemplar_id", name=op.f("pk_publication_exemplar")),
    )
    op.create_index(op.f("ix_publication_exemplar_exemplar_id"), "publication_exemplar", ["exemplar_id"])


def downgrade() -> None:
    for table in ("publication_exemplar", "publication", "channel"):
        op.drop_table(table)
