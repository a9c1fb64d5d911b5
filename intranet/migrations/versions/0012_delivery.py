"""Delivery: agencies outside, receivers of numbered letters, and what befalls letters after they went out."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

EARLIER = "'draft', 'checking', 'presented', 'signed', 'numbered', 'scanned', 'issued', 'cancelled'"
NOW = "'draft', 'checking', 'presented', 'signed', 'numbered', 'scanned', 'issued', 'recalled', 'replaced', 'cancelled'"


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("spellings", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("way IN ('post', 'hand', 'email')", name=op.f("ck_agency_way")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("outside_name", sa.String(length=300), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("envelopes", sa.Integer(), nullable=True),
        sa.Column("received_by", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("dropped_why", sa.String(length=500), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('inside', 'post', 'hand', 'email')", name=op.f("ck_delivery_way")),
        sa.CheckConstraint("copies >= 0 AND (envelopes IS NULL OR envelopes >= 1)", name=op.f("ck_delivery_amounts")),
        sa.CheckConstraint(
            "(way = 'inside') = (person_id IS NOT NULL OR department_id IS NOT NULL) "
            "AND NOT (person_id IS NOT NULL AND department_id IS NOT NULL)",
            name=op.f("ck_delivery_receiver"),
        ),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_delivery_seen")),
        sa.ForeignKeyConstraint(
            ["number_id"], ["register_number.id"], name=op.f("fk_delivery_number_id_register_number")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delivery_person_id_person")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_delivery_department_id_department")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_delivery_agency_id_agency")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_delivery_seen_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery") as batch_op:
        for column in ("number_id", "person_id", "department_id", "agency_id", "sent_on"):
            batch_op.create_index(op.f(f"ix_delivery_{column}"), [column])
    op.create_table(
        "document_after_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("by_letter_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('recall', 'replace', 'rectify')", name=op.f("ck_document_after_issue_kind")),
        sa.CheckConstraint(
            "kind = 'recall' OR by_letter_id IS NOT NULL", name=op.f("ck_document_after_issue_by_letter")
        ),
        sa.CheckConstraint("document_id <> by_letter_id", name=op.f("ck_document_after_issue_another")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_after_issue_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["by_letter_id"], ["document.id"], name=op.f("fk_document_after_issue_by_letter_id_document")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_document_after_issue_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_after_issue")),
    )
    with op.batch_alter_table("document_after_issue") as batch_op:
        batch_op.create_index(op.f("ix_document_after_issue_document_id"), ["document_id"])
    with op.batch_alter_table("register_number") as batch_op:
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("withdrawn_words", sa.String(length=500), nullable=False, server_default=sa.text("''"))
        )
        batch_op.create_check_constraint(
            op.f("ck_register_number_withdrawn"), "(withdrawn_on IS NULL) = (withdrawn_words = '')"
        )
    _states(NOW, "'issued', 'numbered', 'recalled', 'replaced', 'scanned'")


def _states(known: str, numbered: str) -> None:
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_constraint(op.f("ck_document_state"), type_="check")
        batch_op.drop_constraint(op.f("ck_document_number"), type_="check")
        batch_op.create_check_constraint(op.f("ck_document_state"), f"state IN ({known})")
        batch_op.create_check_constraint(
            op.f("ck_document_number"), f"NOT (state IN ({numbered})) OR number_id IS NOT NULL"
        )


def downgrade() -> None:
    _states(EARLIER, "'issued', 'numbered', 'scanned'")
    with op.batch_alter_table("register_number") as batch_op:
        batch_op.drop_constraint(op.f("ck_register_number_withdrawn"), type_="check")
        batch_op.drop_column("withdrawn_words")
        batch_op.drop_column("withdrawn_on")
    op.drop_table("document_after_issue")
    op.drop_table("delivery")
    op.drop_table("agency")
