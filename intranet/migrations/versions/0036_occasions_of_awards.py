"""Occasions of awards: nominees, the council's seats and votes."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def _references(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.split('.')[0]}"))
        for column, target in targets.items()
    ]


def upgrade() -> None:
    op.create_table(
        "award_occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("award", sa.String(length=200), nullable=False),
        sa.Column("addressees", sa.Text(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("decision_mark", sa.String(length=60), nullable=False),
        sa.Column("decision_agency", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_sha256", sa.String(length=64), nullable=True),
        sa.Column("decision_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IN ('gathering', 'voting', 'submitted', 'decided', 'cancelled')",
            name=op.f("ck_award_occasion_state"),
        ),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name=op.f("ck_award_occasion_share")),
        sa.CheckConstraint("state <> 'decided' OR decided_on IS NOT NULL", name=op.f("ck_award_occasion_decided")),
        *_references(
            "award_occasion", by_id="person.id", document_id="document.id", decision_sha256="stored_file.sha256"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_occasion")),
    )
    op.create_index(op.f("ix_award_occasion_document_id"), "award_occasion", ["document_id"])
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion_id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("award", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("awarded", sa.Boolean(), nullable=True),
        sa.Column("result_note", sa.String(length=500), nullable=False),
        *_references("nomination", occasion_id="award_occasion.id", exemplar_id="exemplar.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("occasion_id", "exemplar_id", name=op.f("uq_nomination_occasion_id_exemplar_id")),
    )
    op.create_index(op.f("ix_nomination_exemplar_id"), "nomination", ["exemplar_id"])
    op.create_table(
        "council_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(voted_at IS NULL) = (voted_by_id IS NULL)", name=op.f("ck_council_seat_voted")),
        *_references("council_seat", occasion_id="award_occasion.id", person_id="person.id", voted_by_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_seat")),
        sa.UniqueConstraint(
            "occasion_id", "round", "person_id", name=op.f("uq_council_seat_occasion_id_round_person_id")
        ),
    )
    op.create_index(op.f("ix_council_seat_person_id"), "council_seat", ["person_id"])
    op.create_table(
        "vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        *_references("vote", nomination_id="nomination.id", seat_id="council_seat.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("nomination_id", "seat_id", name=op.f("uq_vote_nomination_id_seat_id")),
    )
    op.create_index(op.f("ix_vote_seat_id"), "vote", ["seat_id"])


def downgrade() -> None:
    for table in ("vote", "council_seat", "nomination", "award_occasion"):
        op.drop_table(table)
