"""Installations to back up and to restore into, made by the migrations as real ones are."""

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.orm import close_all_sessions

from intranet.accounts.models import Department, Person
from intranet.commands.demo import load_office, read_office
from intranet.core import files, history
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.jobs import Job
from intranet.registers import service
from intranet.registers.rules import Entry
from tests.support.office import make_app
from tests.support.postgres import Postgres

TAKEN = 12
PHOTO = b"\xff\xd8 a photograph " * 50_000


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder of an empty office as `flask db upgrade` makes it, copied for each installation."""
    return _made(tmp_path_factory.mktemp("migrated"), upgrade)


@pytest.fixture(scope="session")
def full_sqlite(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """The same of an office at work."""
    folder = tmp_path_factory.mktemp("full") / "office"
    shutil.copytree(migrated_sqlite, folder)
    return _made(folder, fill)


def _made(instance: Path, what: Callable[[], object], url: str = "") -> Path:
    with make_app(instance, url).app_context():
        what()
        close_all_sessions()
        session.remove()
        db.engine.dispose()
    return instance


class Installations:
    """Empty and full offices on "sqlite" or "postgresql", as many as one test needs."""

    def __init__(self, tmp_path: Path, request: pytest.FixtureRequest) -> None:
        self.tmp_path, self.request = tmp_path, request
        self.apps: list[Flask] = []
        self.databases: list[str] = []

    def empty(self, engine: str) -> Flask:
        """An installation nobody has used."""
        return self._copy(engine, self.request.getfixturevalue("migrated_sqlite"), "migrated", upgrade)

    def full(self, engine: str) -> Flask:
        """An office at work (see `fill`)."""
        return self._copy(engine, self.request.getfixturevalue("full_sqlite"), "full", _migrate_and_fill)

    def _copy(self, engine: str, instance: Path, template: str, build: Callable[[], object]) -> Flask:
        folder, url = self.tmp_path / f"office{len(self.apps)}", ""
        shutil.copytree(instance, folder)
        if engine == "postgresql":
            (folder / "intranet.sqlite3").unlink()
            server: Postgres = self.request.getfixturevalue("postgres")
            server.template(template, lambda url: _made(self.tmp_path / template, build, url))
            self.databases.append(f"test_{uuid4().hex[:12]}")
            url = server.create(self.databases[-1], template)
        self.apps.append(make_app(folder, url))
        return self.apps[-1]

    def close(self) -> None:
        """Let go of every database."""
        close_all_sessions()
        for app in self.apps:
            with app.app_context():
                db.engine.dispose()
        for name in self.databases:
            self.request.getfixturevalue("postgres").drop(name)


@pytest.fixture
def install(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Installations]:
    """The offices of one test."""
    made = Installations(tmp_path, request)
    yield made
    made.close()


def _migrate_and_fill() -> None:
    upgrade()
    fill()


def fill() -> None:
    """An office with plans, tasks, numbers, files, history, and the values that are hard to carry over."""
    with transaction():
        load_office(read_office())
    with transaction():
        clerk = session.query(Person).filter_by(username="vanthu").one()
        issuer = clerk.department.issuer
        entry = Entry(subject="Kế hoạch «thử» & báo cáo <ế ợ đ>\ndòng hai\t\\ \"'", copies=3, sent_on=today())
        for _ in range(TAKEN):
            number = service.take_number(issuer, "BB", today(), actor=clerk, entry=entry)
        service.cancel_number(number, "Trùng", clerk)
        photo = files.keep(BytesIO(PHOTO), "image/jpeg")
        history.record(number, clerk, "scan", "đã quét", file=photo.sha256, nothing=None, many=[1, {"ế": 2.5}])
        # A reference to a row with a higher number: no order of tables or rows could satisfy it.
        departments = session.query(Department).order_by(Department.id).all()
        departments[0].merged_into_id = departments[-1].id
        session.add(Job(kind="printing.make_files", arguments={"n": None}, key="một"))
        session.add(Job(kind="printing.make_files", arguments=None, key="hai"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name
