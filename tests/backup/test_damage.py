"""A backup that is not as it was written is refused before anything is touched."""

import hashlib
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.backup import archive
from intranet.backup.archive import BackupError
from intranet.backup.restore import restore
from intranet.backup.save import save
from intranet.core.db import db, session
from intranet.core.files import StoredFile, store
from tests.backup.conftest import PHOTO, Installations
from tests.support.office import make_app


@pytest.fixture(scope="session")
def good_backup(tmp_path_factory: pytest.TempPathFactory, full_sqlite: Path) -> Path:
    """A good backup of a working office."""
    file = tmp_path_factory.mktemp("backups") / "intranet.backup"
    with make_app(full_sqlite).app_context():
        save(file)
        session.remove()
        db.engine.dispose()
    return file


@pytest.fixture
def backup(good_backup: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may break."""
    return Path(shutil.copy(good_backup, tmp_path / "intranet.backup"))


def refused(app: Flask, file: Path, words: str) -> str:
    """Restoring is refused with these words, and nothing is there afterwards."""
    with app.app_context():
        with pytest.raises(BackupError, match=words) as refusal:
            restore(file)
        assert session.scalar(select(Person.id).limit(1)) is None
        assert list(store().names()) == []
        session.remove()
    return refusal.value.sentence


def members_of(file: Path) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(file) as content:
        return {info.filename: info for info in content.infolist()}


def test_a_flipped_byte_in_each_member_is_found_and_named(backup: Path, install: Installations, tmp_path: Path) -> None:
    app, whole, broken = install.empty("sqlite"), backup.read_bytes(), tmp_path / "broken"
    for name, info in members_of(backup).items():
        place = info.header_offset + 30 + len(name) + len(info.extra) + info.compress_size // 2
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        if info.compress_size > 60:
            assert name in refused(app, broken, "bị hỏng")


def test_a_flipped_byte_anywhere_is_found_or_harmless(backup: Path, tmp_path: Path) -> None:
    """Also in the zip's own headers: what still opens has every row and file as they were written."""
    whole, broken, dice = backup.read_bytes(), tmp_path / "broken", random.Random(43)
    directory = whole.rindex(b"PK\x01\x02", 0, len(whole))
    places = [dice.randrange(len(whole)) for _ in range(40)] + [
        dice.randrange(directory, len(whole)) for _ in range(40)
    ]
    with archive.opened(backup) as (_, good):
        pass
    for place in places:
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << dice.randrange(8))]) + whole[place + 1 :])
        try:
            with archive.opened(broken) as (_, held):
                assert held == good
        except BackupError:
            continue


@pytest.mark.parametrize("share", [0, 0.3, 0.9, 0.999])
def test_a_truncated_backup_is_refused(backup: Path, install: Installations, tmp_path: Path, share: float) -> None:
    whole, broken = backup.read_bytes(), tmp_path / "broken"
    broken.write_bytes(whole[: int(len(whole) * share)])
    refused(install.empty("sqlite"), broken, "bị cắt cụt|bị hỏng")


def test_a_missing_member_is_refused(backup: Path, install: Installations, tmp_path: Path) -> None:
    app, broken = install.empty("sqlite"), tmp_path / "broken"
    for missing in ("tables/person.jsonl", "files/", "manifest.json"):
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(broken, "w") as new:
            for info in old.infolist():
                if not info.filename.startswith(missing):
                    new.writestr(info, old.read(info))
            new.comment = old.comment
        assert missing in refused(app, broken, "bị hỏng")


def test_a_row_changed_together_with_its_hash_is_still_refused(
    backup: Path, install: Installations, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(broken, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "manifest.json":
                facts = json.loads(content)
                facts["tables"][0]["rows"] += 1
                content = json.dumps(facts).encode()
            new.writestr(info, content)
        new.comment = old.comment
    refused(install.empty("sqlite"), broken, "manifest.json")


def test_what_is_no_backup_is_refused(install: Installations, tmp_path: Path) -> None:
    app, file = install.empty("sqlite"), tmp_path / "letter.docx"
    refused(app, file, "Không có tệp")
    file.write_text("Kính gửi")
    refused(app, file, "không phải bản sao lưu")
    with zipfile.ZipFile(file, "w") as content:
        content.writestr("word/document.xml", "<w/>")
    refused(app, file, "bị hỏng")


def test_a_backup_of_a_newer_program_is_refused(
    backup: Path, install: Installations, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = archive._read_manifest

    def newer(*arguments: object) -> archive.Manifest:
        manifest = read(*arguments)  # type: ignore[arg-type]
        return archive.Manifest(**{**manifest.__dict__, "revision": "9999"})

    monkeypatch.setattr(archive, "_read_manifest", newer)
    refused(install.empty("sqlite"), backup, "phiên bản chương trình mới hơn")


def test_a_lost_or_damaged_file_is_named_and_the_rest_is_saved(install: Installations, tmp_path: Path) -> None:
    app, file = install.full("sqlite"), tmp_path / "intranet.backup"
    with app.app_context():
        sha256 = hashlib.sha256(PHOTO).hexdigest()
        path = store().path(sha256)
        path.chmod(0o600)
        path.write_bytes(b"rotten")
        assert save(file).lost == [sha256]
        path.unlink()
        assert save(file).lost == [sha256]
        session.remove()
    result = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "by-command")])
    assert (result.exit_code, sha256 in result.stderr) == (3, True)
    with install.empty("sqlite").app_context():
        assert restore(file).lost == [sha256]
        assert session.get(StoredFile, sha256) is not None
        session.remove()


def test_a_backup_that_fails_leaves_the_older_one(
    backup: Path, install: Installations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = install.full("sqlite")
    whole, before = backup.read_bytes(), set(tmp_path.iterdir())
    monkeypatch.setattr("intranet.backup.save.write_manifest", _full_disk)
    with office.app_context(), pytest.raises(OSError, match="No space"):
        save(backup)
    assert backup.read_bytes() == whole
    assert set(tmp_path.iterdir()) == before


def _full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_commands_say_what_they_did(install: Installations, tmp_path: Path) -> None:
    app, file = install.full("sqlite"), tmp_path / "intranet.backup"
    done = app.test_cli_runner().invoke(args=["backup", str(file)])
    assert (done.exit_code, "Đã sao lưu vào" in done.stdout) == (0, True)
    refusal = app.test_cli_runner().invoke(args=["restore", str(file)])
    assert (refusal.exit_code, "đã có dữ liệu" in refusal.stderr) == (1, True)
    back = install.empty("sqlite").test_cli_runner().invoke(args=["restore", str(file)])
    assert (back.exit_code, "Đã khôi phục" in back.stdout) == (0, True)
    nowhere = app.test_cli_runner().invoke(args=["backup", "/nowhere/at/all"])
    assert (nowhere.exit_code, "Không ghi được" in nowhere.stderr) == (1, True)
