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

Install = Callable[[str], Flask]
TAKEN = 12
PHOTO = b"\xff\xd8 a photograph " * 50_000


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as `flask db upgrade` makes it, copied for each installation."""
    folder = tmp_path_factory.mktemp("migrated")
    _migrate(folder)
    return folder / "intranet.sqlite3"


def _migrate(folder: Path, url: str = "") -> None:
    with make_app(folder, url).app_context():
        upgrade()
        session.remove()
        db.engine.dispose()


@pytest.fixture
def install(tmp_path: Path, migrated_sqlite: Path, request: pytest.FixtureRequest) -> Iterator[Install]:
    """Make an empty installation on "sqlite" or "postgresql"; one test may make several."""
    apps: list[Flask] = []
    databases: list[str] = []

    def make(engine: str) -> Flask:
        instance, url = tmp_path / f"office{len(apps)}", ""
        instance.mkdir()
        if engine == "sqlite":
            shutil.copy(migrated_sqlite, instance / "intranet.sqlite3")
        else:
            server: Postgres = request.getfixturevalue("postgres")
            template = server.template("migrated", lambda url: _migrate(tmp_path / "template", url))
            databases.append(f"test_{uuid4().hex[:12]}")
            url = server.create(databases[-1], template)
        apps.append(make_app(instance, url))
        return apps[-1]

    yield make
    close_all_sessions()
    for app in apps:
        with app.app_context():
            db.engine.dispose()
    for name in databases:
        request.getfixturevalue("postgres").drop(name)


def fill(app: Flask) -> None:
    """An office with plans, tasks, numbers, files, history, and the values that are hard to carry over."""
    with app.app_context():
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
        session.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name
