"""The office's own templates, read again when a clerk has changed a folder; a broken one is refused with its reason."""

from functools import lru_cache
from pathlib import Path

from flask import current_app

from intranet.core.errors import NotFound, Refused
from intranet.docservice.catalogue import FILES, Catalogue, Template, load_catalogue
from intranet.docservice.errors import DocError


def catalogue() -> Catalogue:
    """All templates as they are on disk now, and the problems of those that cannot be used."""
    folder = current_app.extensions["settings"].templates_folder
    return _read(folder, _stamp(folder))


def get_template(template_id: str) -> Template:
    """The template; raises NotFound for an unknown id, Refused with the reasons for a broken one."""
    try:
        return catalogue().get(template_id)
    except DocError as error:
        if error.code == "unknown_template":
            raise NotFound(error.sentence) from error
        raise Refused(error.sentence, "Người quản trị sửa mẫu trong thư mục mẫu văn bản rồi thử lại.") from error


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Catalogue:
    return load_catalogue(folder)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    files = (home / name for home in sorted(folder.iterdir()) if home.is_dir() for name in FILES)
    return tuple((str(file), file.stat().st_mtime_ns if file.is_file() else 0) for file in files)
