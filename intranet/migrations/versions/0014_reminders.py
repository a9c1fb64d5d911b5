"""Reminders: what was spoken of, on which days people want to hear, and who is away."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing_type", sa.String(40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("mark_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "thing_type", "thing_id", "deadline", "mark_on",
            name=op.f("uq_reminder_thing_type_thing_id_deadline_mark_on"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_reminder_deadline"), "reminder", ["deadline"])
    op.create_table(
        "reminder_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_marks_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_marks")),
        sa.UniqueConstraint("person_id", name=op.f("uq_reminder_marks_person_id")),
    )
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        person.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        person.create_check_constraint(
            op.f("ck_person_away"),
            "(away_from IS NULL) = (away_until IS NULL) AND (away_from IS NULL OR away_from <= away_until)",
        )


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_constraint(op.f("ck_person_away"), type_="check")
        person.drop_column("away_until")
        person.drop_column("away_from")
    op.drop_table("reminder_marks")
    op.drop_table("reminder")
