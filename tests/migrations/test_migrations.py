"""The migrations make exactly the tables the models describe, on both engines, with the triggers that guard history."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from intranet.core import chain, history
from intranet.core.db import Base, db, session, transaction
from intranet.signatures.rules.checkpage import typed_code
from tests.documents.conftest import Letters, letters, quick_pdf
from tests.signatures.parts import ready_copy
from tests.support.office import Office, make_app

__all__ = ["letters", "quick_pdf"]


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The program on a database that only the migrations have touched."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_database")
    app = make_app(tmp_path, url)
    with app.app_context():
        upgrade()
        yield app
        session.remove()
        db.engine.dispose()


def test_the_migrations_equal_the_models(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_migrated_history_cannot_be_changed_or_removed(migrated: Flask, office: Office) -> None:
    person = office.person()
    with transaction():
        history.record(person, person, "made", "đã tạo")
    for statement in ("UPDATE history SET note = 'khác'", "DELETE FROM history"):
        with pytest.raises(DBAPIError, match="append-only"), transaction():
            session.execute(text(statement))
    assert [entry.words for entry in history.history_of(person)] == ["đã tạo"]


def test_lines_written_before_the_chain_are_linked_by_the_migration(migrated: Flask, office: Office) -> None:
    person = office.person()
    for n in range(5):
        with transaction():
            history.record(person, person, "made", f"việc {n}", n=n, who=["Đỗ", {"b": None, "a": 1.5}])
    seal = chain.verify().last
    session.remove()
    downgrade(revision="0002")
    upgrade()
    assert chain.verify() == chain.Verdict(lines=5, last=seal)


@pytest.mark.campaign  # once in an office's life, and half a minute of migrations
def test_letters_sealed_before_there_were_codes_get_theirs(migrated: Flask, letters: Letters) -> None:
    letter = letters.saved()
    with transaction():
        session.add(copy := ready_copy(letter))
        copy.signed_sha256 = copy.numbered_sha256 = copy.sealed_sha256 = copy.blank_sha256
    copy_id = copy.id
    session.remove()
    downgrade(revision="0028")
    upgrade()
    [(code, of)] = session.execute(text("SELECT code, copy_id FROM letter_code")).all()
    assert of == copy_id and typed_code(code) == code


def test_the_migrations_can_be_undone(migrated: Flask) -> None:
    downgrade(revision="base")
    with db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    assert names <= {"alembic_version"}


def test_days_away_written_on_a_person_become_an_absence_and_go_back(migrated: Flask, office: Office) -> None:
    person_id = office.person().id
    session.remove()
    number = next(Path("intranet/migrations/versions").glob("*_absences.py")).name[:4]
    before = f"{int(number) - 1:04}"
    downgrade(revision=before)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE person SET away_from = '2026-12-01', away_until = '2026-12-05'"))
    upgrade()
    absence = session.execute(text("SELECT person_id, first_on, last_on, deputy_id FROM absence")).one()
    assert [str(value) for value in absence] == [str(person_id), "2026-12-01", "2026-12-05", "None"]
    session.remove()
    downgrade(revision=before)
    kept = session.execute(text("SELECT away_from, away_until FROM person")).one()
    assert [str(value) for value in kept] == ["2026-12-01", "2026-12-05"]
    session.remove()
    upgrade()
