"""The pictures of previews: a folder for each letter, named by content so that a page that stayed is not sent again."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from flask import current_app

from intranet.core.errors import NotFound


def keep_pages(document_id: int, pictures: Sequence[bytes]) -> list[str]:
    """Put the pages of a letter in place of the ones before; gives their names."""
    home = _home(document_id)
    home.mkdir(parents=True, exist_ok=True)
    names = [hashlib.sha256(picture).hexdigest()[:16] for picture in pictures]
    for name, picture in zip(names, pictures, strict=True):
        fresh = home / f".{name}"
        fresh.write_bytes(picture)
        fresh.replace(home / name)
    return names


def drop_others(document_id: int, names: Sequence[str]) -> None:
    """Remove the pages of a letter that are shown no more."""
    for path in _home(document_id).glob("*"):
        if path.name not in names:
            path.unlink(missing_ok=True)


def drop_all(document_id: int) -> None:
    """Remove everything of a letter that is no more."""
    shutil.rmtree(_home(document_id), ignore_errors=True)


def page_path(document_id: int, name: str) -> Path:
    """Where a page lies; raises NotFound when it was drawn anew meanwhile, and for any name that is none."""
    path = _home(document_id) / name
    if not name.isalnum() or not path.is_file():
        raise NotFound("Trang này đã được vẽ lại.", "Hãy tải lại trang.")
    return path


def _home(document_id: int) -> Path:
    folder: Path = current_app.extensions["settings"].previews_folder
    return folder / str(document_id)
