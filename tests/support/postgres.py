"""A real PostgreSQL from Debian's packages: one server for a test run, databases copied from a template.

Fixtures: `postgres` (the server), `postgres_database` (the address of a fresh, empty database).
A template is built once for all workers: `postgres.template("schema", build)`; then
`postgres.create(name, template="schema")` copies it in some hundredths of a second.
"""

import fcntl
import os
import pwd
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.support.components import missing_component

START_SECONDS = 60
PACKAGE = "postgresql"


@dataclass(frozen=True)
class Postgres:
    """A running server: the folder of its socket, and the folder that all workers of the run share."""

    folder: Path
    run_folder: Path

    def url(self, database: str) -> str:
        """The address of a database as SQLAlchemy writes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str | None = None) -> str:
        """Make an empty database, or a copy of a template, and return its address."""
        self._administer("CREATE DATABASE {} TEMPLATE {}", database, template or "template0")
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, cutting off whoever is still connected."""
        self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def template(self, name: str, build: Callable[[str], object]) -> str:
        """The name of a template database, built by the first worker that asks (`build` gets its address)."""
        ready = self.run_folder / f"postgres-template-{name}"
        with locked(self.run_folder / "postgres-template.lock"):
            if not ready.exists():
                self.drop(name)
                build(self.create(name))
                self._cut_off(name)
                ready.touch()
        return name

    def _administer(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))

    def _cut_off(self, database: str) -> None:
        """A template with an open connection cannot be copied."""
        with self._connect() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True, connect_timeout=5
        )


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of the run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if is_xdist_worker() else base


def is_xdist_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> Postgres:
    """The run's PostgreSQL server, started by the first test that asks for it."""
    return running_postgres(run_folder, owner_pid=os.getppid() if is_xdist_worker() else os.getpid())


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    name = f"test_{uuid4().hex[:12]}"
    yield postgres.create(name)
    postgres.drop(name)


def running_postgres(run_folder: Path, owner_pid: int) -> Postgres:
    """The server of this run, started when it does not stand yet; it ends with the owner's process."""
    note = run_folder / "postgres-folder"
    with locked(run_folder / "postgres.lock"):
        if not note.exists():
            server = start_postgres(run_folder, owner_pid)
            note.write_text(str(server.folder), encoding="utf-8")
    return Postgres(Path(note.read_text(encoding="utf-8")), run_folder)


def start_postgres(run_folder: Path, owner_pid: int) -> Postgres:
    """Start the keeper and wait until the server answers."""
    programs = postgres_programs()
    user = server_user()
    # Not in the run's own folder, because a socket's path may have 107 letters and the server's user must reach it.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    log = run_folder / "postgres.log"
    with log.open("wb") as output:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.postgres_keeper"]
            + [str(argument) for argument in (folder, programs, owner_pid, user.pw_uid, user.pw_gid)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        )
    server = Postgres(folder, run_folder)
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and keeper.poll() is None:
        try:
            server._connect().close()
            return server
        except psycopg.OperationalError:
            time.sleep(0.05)
    keeper.terminate()
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}", pytrace=False)


def postgres_programs() -> Path:
    """The folder of the newest PostgreSQL that Debian's packages put here."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    for folder in reversed(folders):
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    missing_component("PostgreSQL", PACKAGE)


def server_user() -> pwd.struct_passwd:
    """Who runs the server: we ourselves, or an unprivileged user when we are root, whom initdb refuses."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that all workers of the run know."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
