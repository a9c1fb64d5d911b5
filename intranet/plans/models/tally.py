"""How many tasks stand how: counted by the database itself at each change, so that the overview never counts tasks."""

from datetime import date

from sqlalchemy import DDL, ForeignKey, String, event
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.db import Base
from intranet.plans.models.task import Task
from intranet.plans.rules import ACTIVE, NEVER, Standing, TaskState


class TaskTally(Base):
    """The count of a department's tasks of one standing and, for active ones, one deadline (else NEVER)."""

    __tablename__ = "task_tally"
    # On SQLite its rows lie in the very order in which the overview sums them up.
    __table_args__ = ({"sqlite_with_rowid": False},)

    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), primary_key=True)
    standing: Mapped[str] = mapped_column(String(10), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


_ACTIVE = ", ".join(repr(str(state)) for state in sorted(ACTIVE))
_OUT = f"'{TaskState.CANCELLED}', '{TaskState.CLOSED}'"


def _standing(row: str) -> str:
    return (
        f"CASE WHEN {row}.state IN ({_ACTIVE}) THEN '{Standing.ACTIVE}'"
        f" WHEN {row}.state IN ({_OUT}) THEN '{Standing.OUT}' ELSE {row}.state END"
    )


def _due(row: str) -> str:
    return f"CASE WHEN {row}.state IN ({_ACTIVE}) THEN {row}.due_on ELSE '{NEVER.isoformat()}' END"


def _count(row: str, by: int) -> str:
    # The WHERE keeps SQLite from reading "ON CONFLICT" as a join.
    return (
        "INSERT INTO task_tally (department_id, standing, due_on, count)"
        f" SELECT {row}.lead_id, {_standing(row)}, {_due(row)}, {by} WHERE true"
        " ON CONFLICT (department_id, standing, due_on) DO UPDATE SET count = task_tally.count + excluded.count;"
    )


_ADD, _TAKE = _count("NEW", 1), _count("OLD", -1)

# The same statements stand in the first migration.
TALLY_SQLITE = (
    f"CREATE TRIGGER task_tally_insert AFTER INSERT ON task BEGIN {_ADD} END",
    f"CREATE TRIGGER task_tally_update AFTER UPDATE OF lead_id, state, due_on ON task BEGIN {_TAKE} {_ADD} END",
    f"CREATE TRIGGER task_tally_delete AFTER DELETE ON task BEGIN {_TAKE} END",
)
TALLY_POSTGRESQL = (
    "CREATE FUNCTION task_tally_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP <> 'INSERT' THEN {_TAKE} END IF; IF TG_OP <> 'DELETE' THEN {_ADD} END IF; RETURN NULL; END $$",
    "CREATE TRIGGER task_tally_insert_delete AFTER INSERT OR DELETE ON task"
    " FOR EACH ROW EXECUTE FUNCTION task_tally_count()",
    "CREATE TRIGGER task_tally_update AFTER UPDATE OF lead_id, state, due_on ON task"
    " FOR EACH ROW EXECUTE FUNCTION task_tally_count()",
)
for _dialect, _statements in (("sqlite", TALLY_SQLITE), ("postgresql", TALLY_POSTGRESQL)):
    for _statement in _statements:
        event.listen(Task.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))

# On PostgreSQL a change of many tasks takes the whole tally after its tasks, or two of them could wait for each other.
LOCK_POSTGRESQL = "LOCK TABLE task_tally IN SHARE ROW EXCLUSIVE MODE"
