"""What is backed up comes back: every row, every file, from each engine into each, while people work."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from intranet.accounts.models import Department, Person
from intranet.backup import save as saving
from intranet.backup.archive import BackupError, Manifest
from intranet.backup.restore import restore
from intranet.backup.save import save
from intranet.core import files
from intranet.core.clock import now, today
from intranet.core.db import Base, db, session, transaction
from intranet.core.history import HistoryEntry
from intranet.core.jobs import Job
from intranet.plans.models import Task
from intranet.registers import queries, service
from intranet.registers.models import RegisterBook, RegisterNumber
from tests.backup.conftest import PHOTO, TAKEN, Installations
from tests.support.office import make_app


def hashes(manifest: Manifest) -> dict[str, tuple[int, str]]:
    return {table.name: (table.rows, table.sha256) for table in manifest.tables}


def counts() -> dict[str, int]:
    names = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    return {name: session.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}


ACROSS = [("sqlite", "postgresql"), ("postgresql", "sqlite")]
WITHIN = [pytest.param(engine, engine, marks=pytest.mark.campaign) for engine in ("sqlite", "postgresql")]


@pytest.mark.parametrize(("source", "target"), [*ACROSS, *WITHIN])
def test_every_row_and_file_comes_back(install: Installations, source: str, target: str, tmp_path: Path) -> None:
    old, new, file = install.full(source), install.empty(target), tmp_path / "intranet.backup"
    with old.app_context():
        saved, before = save(file), counts()
        session.remove()
    with new.app_context():
        restore(file)
        assert counts() == before
        assert set(before) == set(Base.metadata.tables)
        assert hashes(save(tmp_path / "again")) == hashes(saved)
        _looks_the_same_to_people()
        session.remove()
    assert sum(count > 0 for count in before.values()) >= 15


def _book() -> RegisterBook:
    """The book of letters sent, of which numbers were taken; letters that came have books of their own."""
    taken = select(RegisterNumber.book_id).where(RegisterNumber.type_code == "BB")
    return session.get_one(RegisterBook, session.scalars(taken.limit(1)).one())


def _looks_the_same_to_people() -> None:
    of_ours = select(RegisterNumber).where(RegisterNumber.type_code == "BB")
    rows = session.scalars(of_ours.order_by(RegisterNumber.number)).all()
    assert len(rows) == TAKEN
    assert rows[0].subject == "Kế hoạch «thử» & báo cáo <ế ợ đ>\ndòng hai\t\\ \"'"
    assert (rows[0].sent_on, rows[-1].state, rows[-1].why) == (today(), "cancelled", "Trùng")
    assert now() - rows[0].at < timedelta(minutes=10)
    line = session.scalars(select(HistoryEntry).where(HistoryEntry.act == "scan")).one()
    assert line.detail["nothing"] is None and line.detail["many"] == [1, {"ế": 2.5}]
    assert files.read(line.detail["file"]) == PHOTO
    first = session.scalars(select(Department).order_by(Department.id)).first()
    assert first is not None and first.merged_into is not None and first.merged_into.id > first.id
    assert {job.key: job.arguments for job in session.scalars(select(Job).where(Job.key.in_(("một", "hai"))))} == {
        "một": {"n": None},
        "hai": None,
    }


def test_work_goes_on_after_restoring(install: Installations, engine: str, tmp_path: Path) -> None:
    """Numbers go on, new rows get new ids, history stays append-only, tallies count, references hold."""
    old, new, file = install.full("sqlite"), install.empty(engine), tmp_path / "intranet.backup"
    with old.app_context():
        save(file)
        last = _book().last_number
        session.remove()
    with new.app_context():
        restore(file)
        with transaction():
            clerk = session.query(Person).filter_by(username="vanthu").one()
            assert service.take_number(clerk.department.issuer, "BB", today(), actor=clerk).number == last + 1
        with pytest.raises(DBAPIError, match="append-only"), transaction():
            session.execute(text("DELETE FROM history"))
        with pytest.raises(DBAPIError), transaction():
            session.execute(text("UPDATE register_number SET book_id = 999"))
        assert queries.missing_numbers(_book()) == []
        tasks = session.scalar(select(func.count(Task.id)))
        assert tasks and session.scalar(text("SELECT sum(count) FROM task_tally")) == tasks
        with transaction():
            session.execute(text("UPDATE task SET state = 'cancelled' WHERE state = 'new'"))
        assert session.scalar(text("SELECT sum(count) FROM task_tally")) == tasks
        assert session.scalar(text("SELECT count FROM task_tally WHERE standing = 'out'"))
        session.remove()


def test_a_backup_is_one_moment_while_people_write(
    install: Installations, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the tables of the backup others commit; none of it may appear in any later table."""
    old, new, file = install.full(engine), install.empty("sqlite"), tmp_path / "intranet.backup"
    written: list[int] = []

    def write_meanwhile() -> None:
        with old.app_context(), transaction():
            clerk = session.query(Person).filter_by(username="vanthu").one()
            number = service.take_number(clerk.department.issuer, "BB", today(), actor=clerk)
            written.append(number.number)

    write_table = saving._write_table

    def slowly(*arguments: object) -> object:
        part = write_table(*arguments)  # type: ignore[arg-type]
        writer = threading.Thread(target=write_meanwhile)
        writer.start()
        writer.join()
        return part

    monkeypatch.setattr(saving, "_write_table", slowly)
    with old.app_context():
        before = _numbering()
        save(file)
        session.remove()
    assert len(written) > 20
    with new.app_context():
        restore(file)
        assert _numbering() == before
        assert queries.missing_numbers(_book()) == []
        session.remove()


def _numbering() -> tuple[object, ...]:
    """What three tables say about the numbers taken: a backup across two moments would have them disagree."""
    taken = select(func.count(HistoryEntry.id)).where(HistoryEntry.act == "take_number")
    return (
        session.scalar(select(func.sum(RegisterBook.last_number))),
        session.scalar(select(func.count(RegisterNumber.id))),
        session.scalar(taken),
    )


def test_an_installation_that_holds_anything_is_refused_untouched(
    install: Installations, engine: str, tmp_path: Path
) -> None:
    app, file = install.full(engine), tmp_path / "intranet.backup"
    with app.app_context():
        save(file)
        before = counts()
        with pytest.raises(BackupError, match="đã có dữ liệu"):
            restore(file)
        assert counts() == before
        session.remove()


def test_a_database_without_tables_gets_them(install: Installations, tmp_path: Path, postgres_database: str) -> None:
    old, file = install.full("sqlite"), tmp_path / "intranet.backup"
    with old.app_context():
        saved = save(file)
        session.remove()
    from_nothing = _bare(tmp_path / "bare", postgres_database)
    with from_nothing.app_context():
        restore(file)
        assert hashes(save(tmp_path / "again")) == hashes(saved)
        session.remove()
        db.engine.dispose()


def _bare(instance: Path, url: str) -> Flask:
    instance.mkdir()
    return make_app(instance, url)
