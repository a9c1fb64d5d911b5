"""The log as a chain: every line of history is sealed by a hash over itself and the one before (docs/log.md)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Row, String, insert, inspect, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import LAST_IN_TRANSACTION, Base, session
from intranet.core.history import UNCHAINED, HistoryEntry, guard_table

NOTHING_YET = "0" * 64
COLUMNS = (
    "id", "at", "subject_type", "subject_id", "actor_id", "actor_name", "act", "words", "note", "before", "after",
    "detail",
)  # fmt: skip
ROWS_AT_ONCE = 2000


class HistoryLink(Base):
    """The place of one line of history in the chain: `hash` seals it and everything before it."""

    __tablename__ = "history_link"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    history_id: Mapped[int] = mapped_column(ForeignKey("history.id"), unique=True)
    hash: Mapped[str] = mapped_column(String(64))


guard_table(HistoryLink)


class HistoryHead(Base):
    """The end of the chain, one row: whoever writes history waits for it last, so the chain has one order."""

    __tablename__ = "history_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


# Makes, locks and reads the end of the chain in one statement, alike on both engines.
_TAKE_HEAD = text(
    f"INSERT INTO history_head (id, seq, hash) VALUES (1, 0, '{NOTHING_YET}') "
    "ON CONFLICT (id) DO UPDATE SET seq = history_head.seq RETURNING seq, hash"
)


def canonical(entry: Any) -> str:
    """A line of history as the text that is hashed: JSON, keys in order, no spaces, the moment in UTC."""
    row = {name: getattr(entry, name) for name in COLUMNS}
    row["detail"] = json.loads(json.dumps(row["detail"]))  # as it comes back from the database
    row["at"] = row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sealed(before: str, entry: Any) -> str:
    """The hash of a line that follows the hash `before`: 64 hex digits."""
    return hashlib.sha256(f"{before}\n{canonical(entry)}".encode()).hexdigest()


def chain_new_lines() -> None:
    """Link what this transaction has recorded; runs last in it, because the whole office shares the chain's end."""
    session.flush()
    recorded: list[HistoryEntry] = session().info.pop(UNCHAINED, [])
    # A line written inside a savepoint that was taken back is no line.
    if entries := [entry for entry in recorded if inspect(entry).persistent]:
        extend_chain(entries)


def extend_chain(entries: Iterable[Any]) -> None:
    """Put lines at the end of the chain, in their order, within the caller's transaction."""
    seq, last = session.execute(_TAKE_HEAD).one()
    links = []
    for entry in entries:
        seq, last = seq + 1, sealed(last, entry)
        links.append({"seq": seq, "history_id": entry.id, "hash": last})
    session.execute(insert(HistoryLink), links)
    session.execute(
        update(HistoryHead).where(HistoryHead.id == 1).values(seq=seq, hash=last),
        execution_options={"synchronize_session": False},
    )


LAST_IN_TRANSACTION.append(chain_new_lines)


@dataclass(frozen=True)
class Verdict:
    """What reading the whole chain found: `broken` is the first thing that does not fit, None when all fits."""

    lines: int
    last: str
    broken: str | None = None


def verify() -> Verdict:
    """Read every line from the first on; says which one is the first that was changed, removed, swapped or added.

    People may go on working: what they write meanwhile is left to the next reading.
    """
    end = session.execute(select(HistoryHead.seq, HistoryHead.hash)).one_or_none() or (0, NOTHING_YET)
    seq, last = 0, NOTHING_YET
    for row in _chained_rows(end[0]):
        seq += 1
        if row.seq != seq:
            return Verdict(seq - 1, last, f"mắt xích {seq} đã mất (mắt xích tiếp theo là {row.seq})")
        if row.id is None:
            return Verdict(seq - 1, last, f"dòng lịch sử {row.history_id} (mắt xích {seq}) đã mất")
        if sealed(last, row) != row.hash:
            return Verdict(seq - 1, last, f"dòng lịch sử {row.id} (mắt xích {seq}) đã bị sửa hoặc đổi chỗ")
        last = row.hash
    if (seq, last) != tuple(end):
        return Verdict(seq, last, f"chuỗi dừng ở mắt xích {seq}, nhưng điểm cuối ghi mắt xích {end[0]}")
    return Verdict(seq, last, _stray_line())


def _chained_rows(until: int) -> Iterator[Row[Any]]:
    columns = [getattr(HistoryEntry, name) for name in COLUMNS]
    query = (
        select(HistoryLink.seq, HistoryLink.history_id, HistoryLink.hash, *columns)
        .join(HistoryEntry, HistoryEntry.id == HistoryLink.history_id, isouter=True)
        .where(HistoryLink.seq <= until)
        .order_by(HistoryLink.seq)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    yield from session.execute(query)


def _stray_line() -> str | None:
    linked = select(HistoryLink.history_id).where(HistoryLink.history_id == HistoryEntry.id).exists()
    stray = session.scalar(select(HistoryEntry.id).where(~linked).order_by(HistoryEntry.id).limit(1))
    return f"dòng lịch sử {stray} không có mắt xích" if stray is not None else None


@dataclass(frozen=True)
class DayHash:
    """The seal of everything recorded until the end of a day; printed, it fixes the log up to that line for ever."""

    day: date
    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The hash in groups that a person can compare: "3f9a 01bc … " (first 32 digits)."""
        return " ".join(self.hash[place : place + 4] for place in range(0, 32, 4))


def day_hash(day: date) -> DayHash:
    """The chain's hash at the end of a day of Vietnam; for today, as it stands now."""
    midnight = datetime.combine(day + timedelta(days=1), time(), OFFICE_ZONE)
    found = session.execute(
        select(HistoryLink.seq, HistoryLink.hash)
        .join(HistoryEntry, HistoryEntry.id == HistoryLink.history_id)
        .where(HistoryEntry.at < midnight)
        .order_by(HistoryLink.seq.desc())
        .limit(1)
    ).one_or_none()
    return DayHash(day, *found) if found else DayHash(day, 0, NOTHING_YET)
