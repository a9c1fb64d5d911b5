"""Góp ý: versions sent to units, what each said, and what was done with it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome = '' OR outcome IN ('taken', 'partly', 'not_taken')", name=op.f("ck_document_opinion_outcome")
        ),
        sa.CheckConstraint("(words = '') = (given_at IS NULL)", name=op.f("ck_document_opinion_given")),
        sa.CheckConstraint("(outcome = '') = (answered_at IS NULL)", name=op.f("ck_document_opinion_answered")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_opinion_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "n"],
            ["document_version.document_id", "document_version.n"],
            name=op.f("fk_document_opinion_document_id_n_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_document_opinion_department_id_department")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_document_opinion_asked_by_id_person")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_document_opinion_given_by_id_person")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_document_opinion_answered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_opinion")),
        sa.UniqueConstraint(
            "document_id", "n", "department_id", name=op.f("uq_document_opinion_document_id_n_department_id")
        ),
    )
    with op.batch_alter_table("document_opinion") as batch_op:
        for column in ("document_id", "department_id"):
            batch_op.create_index(op.f(f"ix_document_opinion_{column}"), [column])


def downgrade() -> None:
    op.drop_table("document_opinion")
