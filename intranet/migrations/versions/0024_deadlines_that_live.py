"""Deadlines that live: the first deadline, work that comes again, deadlines that wait for an event, extensions."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NEVER = "9999-12-31"
# Columns with a value in every row: what the tasks there are so far get.
FILLED = (
    ("first_due_on", sa.Date(), NEVER),
    ("recurrence", sa.String(length=120), ""),
    ("event", sa.String(length=200), ""),
    ("event_days", sa.Integer(), "0"),
    ("event_in_working_days", sa.Boolean(), sa.false()),
)


def upgrade() -> None:
    """The deadline a task has now is the first that is known of."""
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("letter_mark", sa.String(length=100), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (state IN ('asked', 'withdrawn'))", name=op.f("ck_extension_decided")
        ),
        sa.CheckConstraint("(state = 'granted') = (granted_until IS NOT NULL)", name=op.f("ck_extension_granted")),
        sa.CheckConstraint("state IN ('asked', 'granted', 'declined', 'withdrawn')", name=op.f("ck_extension_state")),
        sa.CheckConstraint("due_on < asked_until", name=op.f("ck_extension_later")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_extension_asked_by_id_person")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_extension_decided_by_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_extension_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index("ix_extension_task_id", "extension", ["task_id"])
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        for name, kind, value in FILLED:
            task.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        task.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        task.add_column(sa.Column("falls_on", sa.Date(), nullable=True))
        task.create_unique_constraint(op.f("uq_task_series_id_falls_on"), ["series_id", "falls_on"])
        task.create_foreign_key(op.f("fk_task_series_id_task"), "task", ["series_id"], ["id"])
    op.execute("UPDATE task SET first_due_on = due_on")
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        for name, kind, _ in FILLED:
            task.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Forgets extensions and series; the tasks and their deadlines of today stay."""
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        task.drop_constraint(op.f("fk_task_series_id_task"), type_="foreignkey")
        task.drop_constraint(op.f("uq_task_series_id_falls_on"), type_="unique")
        for name in ("falls_on", "series_id", *(name for name, _, _ in FILLED)):
            task.drop_column(name)
    op.drop_table("extension")


@contextmanager
def _triggers_kept(table: str) -> Iterator[None]:
    """SQLite makes a changed table anew and forgets its triggers; they are put back as they were."""
    bind = op.get_bind()
    kept = []
    if bind.dialect.name == "sqlite":
        found = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        kept = list(bind.execute(found, {"table": table}).scalars())
    yield
    for statement in kept:
        op.execute(statement)
