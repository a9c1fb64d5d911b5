"""An absence is a record of its own, with who stands in; the days on the person move into it."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_absence_days")),
        sa.CheckConstraint("deputy_id <> person_id", name=op.f("ck_absence_deputy")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id_person")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_absence_entered_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_person_id_last_on", "absence", ["person_id", "last_on"])
    op.create_index("ix_absence_deputy_id_last_on", "absence", ["deputy_id", "last_on"])
    op.execute(
        "INSERT INTO absence (person_id, first_on, last_on, reason, entered_by_id, entered_at) "
        "SELECT id, away_from, away_until, 'Ghi khi chưa có mục xử lý thay', id, CURRENT_TIMESTAMP FROM person "
        "WHERE away_from IS NOT NULL"
    )
    with op.batch_alter_table("person") as person:
        person.drop_constraint(op.f("ck_person_away"), type_="check")
        person.drop_column("away_until")
        person.drop_column("away_from")


def downgrade() -> None:
    """Of each person only the last absence goes back: the person had room for one."""
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        person.add_column(sa.Column("away_until", sa.Date(), nullable=True))
    for column, kept in (("away_from", "first_on"), ("away_until", "last_on")):
        op.execute(
            f"UPDATE person SET {column} = (SELECT {kept} FROM absence WHERE absence.person_id = person.id "
            "AND cancelled_at IS NULL ORDER BY last_on DESC, id DESC LIMIT 1)"
        )
    with op.batch_alter_table("person") as person:
        person.create_check_constraint(
            op.f("ck_person_away"),
            "(away_from IS NULL) = (away_until IS NULL) AND (away_from IS NULL OR away_from <= away_until)",
        )
    op.drop_index("ix_absence_deputy_id_last_on", table_name="absence")
    op.drop_index("ix_absence_person_id_last_on", table_name="absence")
    op.drop_table("absence")
