"""The office's catalogue: the templates that came with the program, and over them those the office made its own."""

from functools import lru_cache
from pathlib import Path

from flask import current_app

from intranet.core.errors import NotFound, Refused
from intranet.core.files import read
from intranet.docservice.catalogue import (
    FILES,
    Catalogue,
    Template,
    TemplateFiles,
    in_order,
    load_catalogue,
    read_files,
    template_of,
)
from intranet.docservice.errors import DocError
from intranet.docservice.nd30 import LAYOUT_TYPES
from intranet.lettertemplates import queries
from intranet.lettertemplates.models import TemplateVersion


def catalogue() -> Catalogue:
    """All templates as they are now, and the problems of those that cannot be used."""
    folder = _folder()
    shipped = _read(folder, _stamp(folder))
    own = {version.template_id: template_at(version) for version in queries.versions_in_force()}
    templates = [template for template in shipped if template.id not in own]
    problems = {name: told for name, told in shipped.problems.items() if name not in own}
    return Catalogue(in_order([*templates, *own.values()]), problems)


def get_template(template_id: str) -> Template:
    """The template; raises NotFound for an unknown id, Refused with the reasons for a broken one."""
    try:
        return catalogue().get(template_id)
    except DocError as error:
        if error.code == "unknown_template":
            raise NotFound(error.sentence) from error
        raise Refused(error.sentence, "Người quản trị sửa mẫu trong thư mục mẫu văn bản rồi thử lại.") from error


def files_in_force(template_id: str) -> TemplateFiles:
    """The three files of a template as it is now; raises NotFound."""
    for version in queries.versions_in_force():
        if version.template_id == template_id:
            return files_of(version)
    get_template(template_id)
    return read_files(_folder() / template_id)


def files_of(version: TemplateVersion) -> TemplateFiles:
    """The three files of a version."""
    return TemplateFiles(read(version.file_sha256), version.toml.encode(), version.example.encode())


def template_at(version: TemplateVersion) -> Template:
    """The template as a version has it: what a letter of that time was printed with."""
    return _kept(version.template_id, version.id, version.revision)


@lru_cache(maxsize=256)
def _kept(template_id: str, version_id: int, revision: str) -> Template:
    # Versions never change, so the row's id names their content.
    template, _ = template_of(template_id, files_of(queries.get_version(version_id)))
    assert template is not None
    return template


def _folder() -> Path:
    folder: Path = current_app.extensions["settings"].templates_folder
    return folder


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Catalogue:
    return load_catalogue(folder)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    files = (home / name for home in sorted(folder.iterdir()) if home.is_dir() for name in FILES)
    return tuple((str(file), file.stat().st_mtime_ns if file.is_file() else 0) for file in files)


def layouts() -> Catalogue:
    """What only goes with a letter: the last part of a copy, appendices in files of their own."""
    return load_catalogue(current_app.extensions["settings"].layouts_folder, LAYOUT_TYPES)
