"""`flask backup`: one consistent look at the database while people work, and every file it names."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from alembic.migration import MigrationContext
from sqlalchemy import JSON, MetaData, Table, Text, cast, select
from sqlalchemy.engine import Connection
from sqlalchemy.schema import sort_tables_and_constraints

from intranet.backup import archive
from intranet.backup.archive import BackupError, Manifest, TablePart, file_member, stamp, write_manifest, writing
from intranet.backup.values import plain
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.files import CHUNK, FileStore, StoredFile, store

REVISION_TABLE = "alembic_version"
ROWS_AT_ONCE = 1000


def save(target: Path) -> Manifest:
    """Write a backup; the file appears whole and proven, or not at all. Gives what it holds.

    Raises BackupError when the database was not made by the migrations or the file cannot be written. Files the
    store has lost or damaged are named in `lost`: the rest is saved, the caller must tell.
    """
    try:
        handle = tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False)  # noqa: SIM115
    except OSError as error:
        raise BackupError(f"Không ghi được vào {target.parent}: {error.strerror}.") from error
    draft = Path(handle.name)
    try:
        with handle:
            _write(handle)
            handle.flush()
            os.fsync(handle.fileno())
        with archive.opened(draft) as (_, manifest):  # read back: an unproven backup is none
            os.replace(draft, target)
        return manifest
    finally:
        draft.unlink(missing_ok=True)


def _write(handle: IO[bytes]) -> None:
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as target, _snapshot() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            raise BackupError("Cơ sở dữ liệu chưa được tạo bằng «flask db upgrade».", "Hãy chạy lệnh đó trước.")
        tables = [_write_table(target, connection, table) for table in tables_of(connection)]
        # After the snapshot: a file is kept before the row that names it, so every named file is there.
        files, lost = _write_files(target, connection)
        engine = connection.dialect.name
        write_manifest(target, Manifest(stamp(now()), engine, revision, tables, files, lost))


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """A connection that sees one moment of the database, however long it reads and whatever others write."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, referred ones first, whatever revision they are of."""
    metadata = MetaData()
    metadata.reflect(connection)
    ordered = [table for table, _ in sort_tables_and_constraints(metadata.tables.values()) if table is not None]
    return [table for table in ordered if table.name != REVISION_TABLE]


def _write_table(target: zipfile.ZipFile, connection: Connection, table: Table) -> TablePart:
    columns = [cast(c, Text) if isinstance(c.type, JSON) else c for c in table.columns]
    query = select(*columns).order_by(*table.primary_key).execution_options(yield_per=ROWS_AT_ONCE)
    names, count = [column.name for column in table.columns], 0
    with writing(target, f"tables/{table.name}.jsonl") as part:
        for row in connection.execute(query):
            part.write(json.dumps([plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
            count += 1
    return TablePart(table.name, names, count, part.sha256)


def _write_files(target: zipfile.ZipFile, connection: Connection) -> tuple[dict[str, int], list[str]]:
    files: dict[str, int] = {}
    lost: list[str] = []
    kept = store()
    for sha256 in connection.scalars(select(StoredFile.__table__.c.sha256).order_by("sha256")).all():
        size = _write_file(target, kept, sha256)
        if size is None:
            lost.append(sha256)
        else:
            files[sha256] = size
    return files, lost


def _write_file(target: zipfile.ZipFile, kept: FileStore, sha256: str) -> int | None:
    """The file's size; None when the store has lost it or its bytes are no longer those it is named by."""
    path = kept.path(sha256)
    if not path.is_file():
        return None
    with path.open("rb") as source, writing(target, file_member(sha256)) as part:
        while piece := source.read(CHUNK):
            part.write(piece)
    return part.size if part.sha256 == sha256 else None
