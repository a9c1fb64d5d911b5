"""The log is a chain: whatever single row is changed, removed, swapped or added, the first broken line is named."""

import random
import threading
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from intranet.accounts.queries import get_person
from intranet.core import chain, history
from intranet.core.chain import HistoryHead, HistoryLink, day_hash, verify
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import db, session, transaction
from intranet.core.history import HistoryEntry
from tests.support.office import Office

LINES = 40
SAMPLE = 12  # places tried for each kind of damage
COLUMNS: dict[str, Any] = {
    "at": "2020-01-01 00:00:00.000000", "subject_type": "ai", "subject_id": 999, "actor_id": None,
    "actor_name": "Người khác", "act": "khac", "words": "khác", "note": "khác", "before": "a", "after": "b",
    "detail": '{"n": 2}',
}  # fmt: skip

POSTGRESQL_TYPES = {"at": "timestamptz", "detail": "json"}


@pytest.fixture
def log(both_engines: Flask, office: Office) -> int:
    """A log of some lines; gives how many."""
    person = office.person()
    for n in range(LINES):
        with transaction():
            history.record(person, person, "made", f"việc {n}", note="Hồ sơ “đủ”", n=n, by={10: "x", 9: ["y"]})
    return LINES


class _Kept(Exception):
    """Takes a damage back, so that the next one starts from the whole log."""


def broken_after(*damages: str, **values: Any) -> str | None:
    """What verify says after somebody with the database's own tools made these statements; all is taken back."""
    with pytest.raises(_Kept), transaction():
        connection = session.connection()
        _lower_guards(connection)
        for damage in damages:
            connection.execute(text(damage), values)
        found = verify().broken
        raise _Kept
    return found


def _lower_guards(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for table in ("history", "history_link"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.exec_driver_sql("ALTER TABLE history_link DROP CONSTRAINT fk_history_link_history_id_history")
        return
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
        if name.startswith("history"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def places() -> list[int]:
    ids = list(session.scalars(select(HistoryEntry.id).order_by(HistoryEntry.id)))
    return sorted({ids[0], ids[-1], *random.Random(30).sample(ids, SAMPLE)})


def test_a_whole_log_is_whole(log: int) -> None:
    verdict = verify()
    assert (verdict.lines, verdict.broken) == (log, None)
    assert verdict.last == session.scalar(select(HistoryHead.hash))


def test_any_column_of_any_line_changed_is_found(log: int) -> None:
    for place in places():
        for column, value in COLUMNS.items():
            kind = POSTGRESQL_TYPES.get(column) if db.engine.dialect.name == "postgresql" else None
            new = f"CAST(:value AS {kind})" if kind else ":value"
            words = broken_after(f"UPDATE history SET {column} = {new} WHERE id = :id", id=place, value=value)
            assert words and f"dòng lịch sử {place} " in words, (column, words)


def test_any_line_removed_with_or_without_its_link_is_found(log: int) -> None:
    for place in places():
        gone = "DELETE FROM history WHERE id = :id"
        assert f"dòng lịch sử {place} " in (broken_after(gone, id=place) or "")
        unlinked = "DELETE FROM history_link WHERE history_id = :id"
        assert broken_after(unlinked, id=place)
        assert broken_after(unlinked, gone, id=place)


def test_any_two_lines_swapped_are_found(log: int) -> None:
    ids = places()
    for one, other in pairwise(ids):
        out = "UPDATE history SET id = -id WHERE id IN (:one, :other)"
        back = "UPDATE history SET id = CASE id WHEN -:one THEN :other ELSE :one END WHERE id < 0"
        assert f"dòng lịch sử {one} " in (broken_after(out, back, one=one, other=other) or "")


def test_a_link_with_another_hash_and_a_line_slipped_in_are_found(log: int) -> None:
    for place in places():
        assert broken_after("UPDATE history_link SET hash = :hash WHERE history_id = :id", id=place, hash="f" * 64)
    added = (
        "INSERT INTO history (at, subject_type, subject_id, actor_name, act, words, note, before, after, detail) "
        "SELECT at, subject_type, subject_id, actor_name, act, words, note, before, after, detail "
        "FROM history WHERE id = :id"
    )
    assert "không có mắt xích" in (broken_after(added, id=places()[0]) or "")


def test_a_savepoint_taken_back_leaves_no_link(both_engines: Flask, office: Office) -> None:
    person = office.person()
    with transaction():
        history.record(person, person, "made", "một")
        with pytest.raises(_Kept), session.begin_nested():
            history.record(person, person, "made", "hai")
            raise _Kept
    with pytest.raises(_Kept), transaction():
        history.record(person, person, "made", "ba")
        raise _Kept
    assert [entry.words for entry in history.history_of(person)] == ["một"]
    assert (verify().lines, verify().broken) == (1, None)


def test_many_hands_at_once_make_one_order(both_engines: Flask, office: Office) -> None:
    people = [office.person().id for _ in range(6)]
    session.remove()

    def work(person_id: int) -> None:
        with both_engines.app_context():
            for n in range(8):
                with transaction():
                    person = get_person(person_id)
                    history.record(person, person, "made", f"việc {n}")
                    history.record(person, person, "made", f"việc {n} tiếp")
            session.remove()

    threads = [threading.Thread(target=work, args=(person_id,)) for person_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (verify().lines, verify().broken) == (6 * 8 * 2, None)
    assert session.scalar(select(func.max(HistoryLink.seq))) == 96


def test_the_hash_of_a_day_stays_when_later_days_are_written(app: Flask, office: Office) -> None:
    person = office.person()

    def write(moment: datetime) -> None:
        with time_machine.travel(moment, tick=False), transaction():
            history.record(person, person, "made", "việc")

    write(datetime(2026, 3, 5, 23, 59, tzinfo=OFFICE_ZONE))
    seal = day_hash(date(2026, 3, 5))
    write(datetime(2026, 3, 6, 0, 1, tzinfo=OFFICE_ZONE))
    assert day_hash(date(2026, 3, 5)) == seal
    assert (seal.seq, day_hash(date(2026, 3, 6)).seq, day_hash(date(2026, 3, 4)).seq) == (1, 2, 0)
    assert seal.short.replace(" ", "") == seal.hash[:32]


def test_the_canonical_text_of_a_line_is_as_documented(app: Flask, office: Office) -> None:
    person = office.person(name="Đỗ Thị Ánh")
    moment = datetime(2026, 3, 5, 8, 30, 0, 1250, tzinfo=OFFICE_ZONE)
    with time_machine.travel(moment, tick=False), transaction():
        entry = history.record(person, person, "made", "đã tạo", n=3)
    assert chain.canonical(entry) == (
        f'{{"act":"made","actor_id":{person.id},"actor_name":"Đỗ Thị Ánh","after":"",'
        f'"at":"2026-03-05T01:30:00.001250Z","before":"","detail":{{"n":3}},"id":{entry.id},"note":"","subject_id":{person.id},"subject_type":"person",'
        '"words":"đã tạo"}'
    )


def test_flask_audit_names_the_first_broken_line(app: Flask, office: Office) -> None:
    person = office.person()
    with transaction():
        history.record(person, person, "made", "một")
    run = app.test_cli_runner()
    good = run.invoke(args=["audit", "verify", "--day", "05/03/2026"])
    assert (good.exit_code, "Nhật ký nguyên vẹn: 1 dòng" in good.output, "dòng 0" in good.output) == (0, True, True)
    with transaction():
        _lower_guards(session.connection())
        session.execute(text("UPDATE history SET note = 'khác'"))
    bad = run.invoke(args=["audit", "verify"])
    assert (bad.exit_code, "dòng lịch sử 1 (mắt xích 1) đã bị sửa" in bad.output) == (1, True)
    assert run.invoke(args=["audit", "hash", "hôm qua"]).exit_code == 2
