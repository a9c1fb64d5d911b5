"""Weekly briefings: what is typed, what their page counted, the letter they became."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "briefing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("unread", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("returned_note", sa.Text(), nullable=False),
        sa.Column("sheet", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'presented', 'concluded')", name=op.f("ck_briefing_state")),
        sa.CheckConstraint("(state = 'concluded') = (confirmed_at IS NOT NULL)", name=op.f("ck_briefing_confirmed")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_briefing_document_id_document")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_briefing_leader_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_briefing_made_by_id_person")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["person.id"], name=op.f("fk_briefing_saved_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing")),
        sa.UniqueConstraint("held_on", name=op.f("uq_briefing_held_on")),
    )
    op.create_index(op.f("ix_briefing_document_id"), "briefing", ["document_id"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_briefing_document_id"), table_name="briefing")
    op.drop_table("briefing")
