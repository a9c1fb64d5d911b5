"""The file store: each file kept once under its SHA-256, never changed, never overwritten."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from flask import current_app
from sqlalchemy import BigInteger, String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, session
from intranet.core.errors import NotFound

CHUNK = 1 << 20


class StoredFile(Base):
    """What is known of a kept file; its bytes lie in the store under the same SHA-256."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class FileStore:
    """A folder of files named by their content; a reader sees a whole file or none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def write(self, source: BinaryIO) -> tuple[str, int]:
        """Copy the stream into the store; gives its SHA-256 and size in bytes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as copy:
            try:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            except BaseException:
                os.unlink(copy.name)
                raise
        name = digest.hexdigest()
        target = self.path(name)
        if target.exists():
            os.unlink(copy.name)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(copy.name, target)
            _sync_folder(target.parent)
        return name, size

    def names(self) -> Iterator[str]:
        """The SHA-256 of every file in the store."""
        return (path.name for path in sorted(self.folder.glob("??/??/*")))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store() -> FileStore:
    """The office's file store."""
    return FileStore(current_app.extensions["settings"].files_folder)


def keep(source: BinaryIO, media_type: str) -> StoredFile:
    """Keep a file for ever; the same bytes kept twice are one file. The caller has checked what kind it is."""
    sha256, size = store().write(source)
    kept = session.get(StoredFile, sha256)
    if kept is None:
        kept = StoredFile(sha256=sha256, size=size, media_type=media_type)
        try:
            with session.begin_nested():
                session.add(kept)
        except IntegrityError:  # somebody kept the same bytes a moment ago
            kept = session.get_one(StoredFile, sha256)
    return kept


def keep_bytes(content: bytes, media_type: str) -> str:
    """Keep a file made here; gives its SHA-256."""
    return keep(io.BytesIO(content), media_type).sha256


def path_of(sha256: str) -> Path:
    """Where a kept file lies; raises NotFound when the store lost it."""
    path = store().path(sha256)
    if not path.is_file():
        raise NotFound("Tệp này không còn trong kho lưu trữ.", "Hãy báo ngay cho người quản trị.")
    return path


def read(sha256: str) -> bytes:
    """The bytes of a kept file; raises NotFound when the store lost it."""
    return path_of(sha256).read_bytes()


def forget(sha256: str) -> None:
    """Strike out a kept file that the law forbids to lie here; raises IntegrityError while any row names it.

    Only its row goes, within the caller's transaction; `erase` takes the bytes away once that is committed.
    """
    kept = session.get(StoredFile, sha256)
    if kept is not None:
        session.delete(kept)
        session.flush()


def erase(sha256: str) -> None:
    """Take the bytes of a forgotten file out of the store; a file that is known again, or was never here, stays."""
    if session.get(StoredFile, sha256) is None:
        store().path(sha256).unlink(missing_ok=True)
