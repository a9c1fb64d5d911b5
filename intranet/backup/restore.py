"""`flask restore`: a proven backup into an empty installation, on either engine; all of it or nothing."""

import itertools
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, Table, column, func, insert, inspect, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from intranet.backup.archive import BackupError, Manifest, TablePart, file_member, opened, rows_of
from intranet.backup.save import ROWS_AT_ONCE, tables_of
from intranet.backup.values import reader
from intranet.core.db import db
from intranet.core.files import store


def restore(source: Path) -> Manifest:
    """Bring everything of a backup into this installation, which must be empty; gives what came.

    Every hash is proven before anything is written, and all rows come in one transaction. Raises BackupError for a
    damaged file, an installation that holds anything, or a backup of a newer program.
    """
    with opened(source) as (archive, manifest):
        _require_known(manifest.revision)
        with db.engine.connect() as connection:
            _require_empty(connection)
            current = MigrationContext.configure(connection).get_current_revision()
        _bring_files(archive, manifest)
        _build(current, manifest.revision)
        _load(archive, manifest)
    upgrade()
    return manifest


def _require_known(revision: str) -> None:
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    try:
        scripts.get_revision(revision)
    except CommandError as error:
        raise BackupError(
            f"Bản sao lưu này của phiên bản chương trình mới hơn ({revision}).",
            "Hãy cài phiên bản mới rồi khôi phục.",
        ) from error


def _require_empty(connection: Connection) -> None:
    if not inspect(connection).get_table_names():
        return
    for filled in tables_of(connection):
        if connection.execute(select(1).select_from(filled).limit(1)).first():
            raise BackupError(
                f"Hệ thống này đã có dữ liệu (bảng {filled.name}). Chưa có gì được thay đổi.",
                "Chỉ khôi phục vào hệ thống trống: một thư mục instance mới, hoặc một cơ sở dữ liệu mới.",
            )


def _build(current: str | None, revision: str) -> None:
    """The tables as they were when the backup was made; they are empty, so they may be built anew."""
    if current == revision:
        return
    if current is not None:
        downgrade(revision="base")
    upgrade(revision=revision)


def _bring_files(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    kept = store()
    for sha256 in manifest.files:
        with archive.open(file_member(sha256)) as content:
            kept.write(cast(Any, content))


def _load(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        _require_empty(connection)  # once more, now that nobody else can write
        tables = {found.name: found for found in tables_of(connection)}
        with _guards_lowered(connection, tables.values()):
            for part in manifest.tables:
                if part.name not in tables:
                    raise BackupError(f"Chương trình này không có bảng {part.name}.")
                _load_table(connection, tables[part.name], part, rows_of(archive, part))
        _count_on(connection, tables.values())


def _load_table(connection: Connection, target: Table, part: TablePart, rows: Iterator[list[Any]]) -> None:
    kinds = [target.columns[name].type for name in part.columns]
    readers = [reader(kind) for kind in kinds]
    # none_as_null: without it SQLAlchemy writes the word null into a JSON column that holds nothing.
    bare = table(
        part.name,
        *(
            column(name, JSON(none_as_null=True) if isinstance(kind, JSON) else kind)
            for name, kind in zip(part.columns, kinds, strict=True)
        ),
    )
    while some := list(itertools.islice(rows, ROWS_AT_ONCE)):
        values = [
            {
                name: None if value is None else read(value)
                for name, read, value in zip(part.columns, readers, row, strict=True)
            }
            for row in some
        ]
        try:
            connection.execute(insert(bare), values)
        except DBAPIError as error:
            raise BackupError(f"Không ghi được bảng {part.name}: {error.orig}") from error


@contextmanager
def _guards_lowered(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Load rows as they were: no trigger counts or forbids them, references are judged when all rows are in."""
    lowered = _lowered_sqlite if connection.dialect.name == "sqlite" else _lowered_postgresql
    with lowered(connection, [found.name for found in tables]):
        yield


@contextmanager
def _lowered_sqlite(connection: Connection, tables: list[str]) -> Iterator[None]:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until this transaction ends
    triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        connection.exec_driver_sql(statement)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise BackupError(f"Bản sao lưu thiếu dòng mà bảng {broken[0]} nhắc đến.")


@contextmanager
def _lowered_postgresql(connection: Connection, tables: list[str]) -> Iterator[None]:
    references = connection.execute(
        text(
            "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
    ).all()
    for owner, name in references:
        connection.exec_driver_sql(f"ALTER TABLE {owner} ALTER CONSTRAINT {name} DEFERRABLE")
    for name in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
    connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
    yield
    try:
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")  # judges every row that came
    except DBAPIError as error:
        raise BackupError(f"Bản sao lưu thiếu dòng được nhắc đến: {error.orig}") from error
    for name in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
    for owner, name in references:
        connection.exec_driver_sql(f"ALTER TABLE {owner} ALTER CONSTRAINT {name} NOT DEFERRABLE")


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let PostgreSQL's sequences go on after the highest number that came."""
    if connection.dialect.name != "postgresql":
        return
    for target in tables:
        for found in target.columns:
            sequence = connection.scalar(
                text("SELECT pg_get_serial_sequence(quote_ident(:name), :column)"),
                {"name": target.name, "column": found.name},
            )
            if sequence:
                highest = connection.scalar(select(func.max(found)))
                connection.execute(
                    text("SELECT setval(:sequence, :value, :used)"),
                    {"sequence": sequence, "value": highest or 1, "used": highest is not None},
                )
