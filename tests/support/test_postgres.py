"""The PostgreSQL the tests stand on: shared by the run, separate for each test, gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.support.postgres import Postgres, running_postgres


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]
    finally:
        engine.dispose()


def test_a_fresh_database_is_empty_and_keeps_vietnamese(postgres_database: str) -> None:
    assert rows(postgres_database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    assert rows(postgres_database, "SELECT 'Đảng ủy ế ợ'") == [("Đảng ủy ế ợ",)]


def test_a_copy_of_a_template_has_its_tables_and_leaves_it_alone(postgres: Postgres) -> None:
    def build(url: str) -> None:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE number (value integer)"))

    template = postgres.template("support_example", build)
    copy = postgres.create(f"copy_of_{os.getpid()}", template=template)
    try:
        assert rows(copy, "INSERT INTO number VALUES (7) RETURNING value") == [(7,)]
        assert postgres.template("support_example", build) == template
        assert rows(postgres.create(f"second_{os.getpid()}", template=template), "SELECT * FROM number") == []
    finally:
        postgres.drop(f"copy_of_{os.getpid()}")
        postgres.drop(f"second_{os.getpid()}")


def test_the_server_ends_with_the_run_that_started_it(tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    server = running_postgres(tmp_path, owner.pid)
    connection = psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres", autocommit=True)
    owner.communicate(b"\n")
    # The server cuts every connection when it stops: waiting for that is waiting for the event itself.
    with pytest.raises(psycopg.OperationalError):
        next(connection.notifies(timeout=60))
