"""The file store: the same bytes are one file, nothing is overwritten, a half-written file is none."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from intranet.core.db import session, transaction
from intranet.core.errors import NotFound
from intranet.core.files import FileStore, StoredFile, keep, path_of, read, store

WORDS = "Kế hoạch".encode()
SHA256 = hashlib.sha256(WORDS).hexdigest()


def test_the_same_bytes_are_kept_once(both_engines: Flask) -> None:
    for media_type in ("text/plain", "application/pdf"):
        with transaction():
            kept = keep(BytesIO(WORDS), media_type)
            assert (kept.sha256, kept.size, kept.media_type) == (SHA256, len(WORDS), "text/plain")
    assert session.query(StoredFile).count() == 1
    assert list(store().names()) == [SHA256]
    assert read(SHA256) == WORDS


def test_a_change_that_is_undone_forgets_the_file(both_engines: Flask) -> None:
    with pytest.raises(RuntimeError), transaction():
        keep(BytesIO(WORDS), "text/plain")
        raise RuntimeError
    assert session.query(StoredFile).count() == 0
    with transaction():
        assert keep(BytesIO(WORDS), "text/plain").size == len(WORDS)


def test_a_lost_file_is_said_to_be_lost(app: Flask) -> None:
    with transaction():
        keep(BytesIO(WORDS), "text/plain")
    path_of(SHA256).unlink()
    with pytest.raises(NotFound) as refusal:
        read(SHA256)
    assert "không còn" in refusal.value.sentence


class BreaksHalfway(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError("the line dropped")
        return super().read(3)


def test_a_stream_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="dropped"):
        FileStore(tmp_path).write(BreaksHalfway(WORDS))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_empty_file_is_a_file_too(tmp_path: Path) -> None:
    assert FileStore(tmp_path).write(BytesIO()) == (hashlib.sha256().hexdigest(), 0)
