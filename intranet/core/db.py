"""The database: typed base, session, types that behave alike on both engines, and the one place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

# Every constraint has a name from the first day, or SQLite's batch migrations cannot drop it.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of every table; Flask-SQLAlchemy only lends its session, so that type checkers see the columns."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
session = db.session


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment on both engines: stored in UTC, given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Done last inside every transaction (the log is chained here), so that no other lock is taken after theirs.
LAST_IN_TRANSACTION: list[Callable[[], None]] = []


@contextmanager
def transaction() -> Iterator[None]:
    """Do everything inside as one change: all of it is kept, or none.

    It opens with a fresh look: what was read before is read again, on SQLite under the write lock, so a check
    made inside still holds when the change is written.
    """
    session.rollback()
    session.connection(execution_options={"writes": True})
    try:
        yield
        for act in LAST_IN_TRANSACTION:
            act()
        session.commit()
    except BaseException:
        session.rollback()
        raise


def lock(row: Base) -> None:
    """Keep one row for this transaction, as it stands now: whoever else wants it waits at this line.

    Only the row itself: those fetched beside it by an outer join cannot be locked on PostgreSQL.
    """
    session.flush()
    session.refresh(row, with_for_update={"of": type(row)})


def insert_at_once(row: Base) -> None:
    """Write one row now, within the caller's transaction, so that a broken uniqueness shows here and not later."""
    session.add(row)
    session.flush()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    if not _is_sqlite(connection):
        return
    connection.isolation_level = None  # our own BEGIN below, since the driver's comes too late for a read
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        # Taking the write lock first means waiting in line; upgrading a read would fail under load.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(Session, "after_begin")
def _lock_nothing_by_accident(session: Session, transaction: Any, connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '15s'")


def _is_sqlite(connection: Any) -> bool:
    return type(connection).__module__.startswith("sqlite3")
