"""The backup file: a zip of one JSON line a row, the stored files, and a manifest with the SHA-256 of everything."""

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from intranet.core.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
# What reading a damaged zip may raise: zipfile trusts lengths, flags and names that a flipped bit has changed.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, RuntimeError, OSError)


class BackupError(Refused):
    """A backup cannot be made, trusted or restored; the sentence says which part is to blame."""


@dataclass(frozen=True)
class TablePart:
    """A table in the backup."""

    name: str
    columns: list[str]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: tables in dependency order, files by their SHA-256, and those the store had lost."""

    made_at: str
    engine: str
    revision: str
    tables: list[TablePart]
    files: dict[str, int]
    lost: list[str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class HashingWriter:
    """Writes into a member of the archive and knows the SHA-256 and size of what was written."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target, self.digest, self.size = target, hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        self.digest.update(piece)
        self.size += len(piece)
        self.target.write(piece)

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()


def file_member(sha256: str) -> str:
    """Where a stored file lies in the archive."""
    return f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextmanager
def writing(archive: zipfile.ZipFile, member: str) -> Iterator[HashingWriter]:
    """Write one member, of any size."""
    with archive.open(member, "w", force_zip64=True) as target:
        yield HashingWriter(target)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest last, its own SHA-256 into the archive's comment."""
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1).encode()
    archive.writestr(MANIFEST, content)
    archive.comment = hashlib.sha256(content).hexdigest().encode()


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup and prove every byte of it; raises BackupError naming the part that is not as it was written."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BackupError(f"Không có tệp {path}.") from error
    except DAMAGE as error:
        raise BackupError(
            f"{path} không phải bản sao lưu, hoặc đã bị cắt cụt.", "Hãy dùng một bản sao lưu khác."
        ) from error
    with archive:
        manifest = _read_manifest(archive, path)
        for table in manifest.tables:
            _prove(archive, table.member, table.sha256)
        for sha256 in manifest.files:
            _prove(archive, file_member(sha256), sha256)
        yield archive, manifest


def rows_of(archive: zipfile.ZipFile, table: TablePart) -> Iterator[list[Any]]:
    """The rows of a table as they were written."""
    with archive.open(table.member) as lines:
        for line in lines:
            yield json.loads(line)


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        content = archive.read(MANIFEST)
    except DAMAGE as error:
        raise _damaged(MANIFEST) from error
    if hashlib.sha256(content).hexdigest().encode() != archive.comment:
        raise _damaged(MANIFEST)
    facts = json.loads(content)
    if facts.pop("format") != FORMAT:
        raise BackupError(f"{path} được làm bởi một phiên bản chương trình khác.", "Hãy dùng đúng phiên bản đó.")
    tables = [TablePart(**table) for table in facts.pop("tables")]
    return Manifest(tables=tables, **facts)


def _prove(archive: zipfile.ZipFile, member: str, sha256: str) -> None:
    digest = hashlib.sha256()
    try:
        with archive.open(member) as content:
            while piece := content.read(CHUNK):
                digest.update(piece)
    except DAMAGE as error:
        raise _damaged(member) from error
    if digest.hexdigest() != sha256:
        raise _damaged(member)


def _damaged(member: str) -> BackupError:
    return BackupError(
        f"Bản sao lưu bị hỏng ở phần {member}: nội dung không khớp mã SHA-256.",
        "Chưa có gì được khôi phục. Hãy dùng một bản sao lưu khác.",
    )


def stamp(moment: datetime) -> str:
    """A moment in the manifest."""
    return moment.isoformat(timespec="seconds")
