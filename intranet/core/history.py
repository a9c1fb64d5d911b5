"""The append-only history of everything: who did what to which thing, when, with which words."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, Index, String, Text, event, select
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, session

ACTING_FOR = "acting_for"  # where a line's detail names the absent person: {"id": 7, "title": "Trưởng phòng …"}
UNCHAINED = "history_unchained"  # where a session keeps the lines core.chain has yet to link


class HistoryEntry(Base):
    """One line of history; the database itself refuses to change or remove it."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(String(40), default="")
    after: Mapped[str] = mapped_column(String(40), default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @property
    def who(self) -> str:
        """Who did it, and for whom: "Nguyễn Văn A (xử lý thay Chánh Văn phòng Trần Thị B)"."""
        absent = self.detail.get(ACTING_FOR)
        return f"{self.actor_name} (xử lý thay {absent['title']})" if absent else self.actor_name


def record(
    subject: Any,
    actor: Any,
    act: str,
    words: str,
    *,
    note: str = "",
    before: str = "",
    after: str = "",
    acting_for: Any = None,
    **detail: Any,
) -> HistoryEntry:
    """Write one line within the caller's transaction; `actor` None means the program itself.

    `acting_for` is the absent person for whom the actor did it (`permissions.require` gives him).
    """
    session.flush()  # a new subject gets its id here
    if acting_for is not None:
        detail[ACTING_FOR] = {"id": acting_for.id, "title": acting_for.title}
    entry = HistoryEntry(
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else "Hệ thống",
        act=act,
        words=words,
        note=note,
        before=before,
        after=after,
        detail=detail,
    )
    session.add(entry)
    session().info.setdefault(UNCHAINED, []).append(entry)
    return entry


def history_of(subject: Any) -> list[HistoryEntry]:
    """All lines about one thing, the newest first."""
    query = (
        select(HistoryEntry)
        .where(HistoryEntry.subject_type == subject.__tablename__, HistoryEntry.subject_id == subject.id)
        .order_by(HistoryEntry.id.desc())
    )
    return list(session.scalars(query))


def keep_append_only(table: str) -> dict[str, tuple[str, ...]]:
    """By engine, the triggers that refuse to change or remove a row; the same statements stand in the migrations."""
    return {
        "sqlite": tuple(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            for act in ("UPDATE", "DELETE")
        ),
        "postgresql": (
            "CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$",
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION history_append_only()",
        ),
    }


def guard_table(model: type[Base]) -> None:
    """Make a table append-only as soon as it exists."""
    for dialect, statements in keep_append_only(model.__tablename__).items():
        for statement in statements:
            event.listen(model.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))


guard_table(HistoryEntry)
