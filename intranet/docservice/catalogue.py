"""Reads doctemplates/ into Template objects; a folder with problems is set aside, and each problem named."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from intranet.docservice.clinic.examine import WHOLE_FILE, examine_docx
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.places import Place
from intranet.docservice.errors import DocError
from intranet.docservice.facts import check_facts
from intranet.docservice.fields import Field, Section, read_field
from intranet.docservice.nd30 import LETTER_TYPES, LetterType
from intranet.docservice.word import NUMBER_AND_DATE

DOCX, TOML, EXAMPLE = FILES = ("template.docx", "template.toml", "example.toml")
# A letter without these cannot be numbered, dated or signed.
NEEDED_KINDS = {"office": "cơ quan ban hành", "letter_number": "số", "letter_date": "ngày", "signer": "người ký"}
PLACE_OF_KIND = {"letter_number": "so", "letter_date": "ngay"}
_KEYS: dict[str, tuple[type, str]] = {
    "title": (str, "một dòng chữ"),
    "type": (str, "một dòng chữ"),
    "order": (int, "một số"),
    "group": (str, "một dòng chữ"),
    "purpose": (str, "một dòng chữ"),
    "sections": (list, "các bảng [[sections]]"),
    "fields": (list, "các bảng [[fields]]"),
}
_SECTION_KEYS = ("id", "title", "help")


@dataclass(frozen=True)
class TemplateFiles:
    """The three files of a template, as they lie in its folder or were kept."""

    docx: bytes = field(repr=False)
    toml: bytes = field(repr=False)
    example: bytes = field(repr=False)

    @property
    def revision(self) -> str:
        """Twelve hex digits that change with any of the files."""
        digest = hashlib.sha256()
        for name, content in zip(FILES, (self.docx, self.toml, self.example), strict=True):
            digest.update(f"{name}:{len(content)}:".encode() + content)
        return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Template:
    """A kind of letter: its form (`fields`, `sections`), its .docx, and a complete example of facts.

    `group` and `purpose` help to choose among many; templates of one group follow each other by `order`.
    """

    id: str
    title: str
    letter_type: LetterType
    order: int
    revision: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    docx: bytes = field(repr=False)
    example: dict[str, Any] = field(repr=False, compare=False)
    group: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The usable templates in order, and the problems of the others by folder name."""

    templates: tuple[Template, ...]
    problems: Mapping[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[Template]:
        return iter(self.templates)

    def get(self, template_id: str) -> Template:
        """The template of this id; DocError "unknown_template", or "broken_template" with what is wrong."""
        for template in self.templates:
            if template.id == template_id:
                return template
        if template_id in self.problems:
            raise DocError("broken_template", template=template_id, problems=" ".join(self.problems[template_id]))
        known = ", ".join(template.id for template in self.templates) or "chưa có mẫu nào"
        raise DocError("unknown_template", template=template_id, known=known)


def load_catalogue(folder: Path, types: Mapping[str, LetterType] = LETTER_TYPES) -> Catalogue:
    """The templates of a folder; folders whose name begins with "." or "_" are left out."""
    templates, problems = [], {}
    for home in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"):
        found: list[str] = []
        template = read_template(home, found, types)
        if template is None or found:
            problems[home.name] = tuple(found)
        else:
            templates.append(template)
    return Catalogue(in_order(templates), problems)


def in_order(templates: Iterable[Template]) -> tuple[Template, ...]:
    """Templates as people choose among them."""
    return tuple(sorted(templates, key=lambda template: (template.order, template.title)))


def read_files(home: Path) -> TemplateFiles:
    """The three files of a complete folder."""
    return TemplateFiles(*((home / name).read_bytes() for name in FILES))


def read_template(home: Path, problems: list[str], types: Mapping[str, LetterType] = LETTER_TYPES) -> Template | None:
    """The template of one folder; everything wrong with it is added to `problems`, in Vietnamese, all at once."""
    missing = [name for name in FILES if not (home / name).is_file()]
    problems += [f"Thiếu tệp {name}." for name in missing]
    contents = [b"" if name in missing else (home / name).read_bytes() for name in FILES]
    template, faults = template_of(home.name, TemplateFiles(*contents), types)
    problems += [_told(fault) for fault in faults if fault.weight == "must" and not _is_of(fault, missing)]
    return None if missing else template


def template_of(
    template_id: str, files: TemplateFiles, types: Mapping[str, LetterType] = LETTER_TYPES
) -> tuple[Template | None, tuple[Fault, ...]]:
    """The template of three files and everything wrong with them; None when there is not even a form.

    The Word file must have passed `guard.check_docx` when it comes from outside.
    """
    problems: list[str] = []
    description = _sound(_toml(TOML, files.toml, problems), problems)
    letter_type = types.get(description.get("type", ""))
    fields = _fields(description, letter_type, problems)
    sections = _sections(description.get("sections", ()), problems)
    known_sections = {section.id for section in sections}
    problems += [f"Trường “{f.key}”: không có phần “{f.section}”." for f in fields if f.section not in known_sections]
    if description and letter_type is None:
        problems.append(f"template.toml: không có loại văn bản “{description.get('type', '')}”.")
    wrong_example: list[str] = []
    example = _toml(EXAMPLE, files.example, wrong_example)
    faults = [Fault("form", Place(TOML), {"detail": problem}) for problem in problems]
    # While a field cannot be read, no name in the Word file can be judged.
    judged = fields if len(fields) == len(description.get("fields", ())) else None
    faults += _faults_of_docx(files.docx, judged if description else None, _places(letter_type))
    if letter_type is None or not description:
        return None, tuple(faults)
    template = Template(
        id=template_id, title=description.get("title", letter_type.name), letter_type=letter_type,
        order=description.get("order", 100), revision=files.revision, fields=fields, sections=sections,
        docx=files.docx, example=example, group=description.get("group", ""), purpose=description.get("purpose", ""),
    )  # fmt: skip
    wrong_example += [f"example.toml: {problem.message}" for problem in check_facts(template, example).problems]
    return template, (*faults, *(Fault("example", Place(EXAMPLE), {"detail": detail}) for detail in wrong_example))


def _is_of(fault: Fault, missing: list[str]) -> bool:
    """A fault of a file that is not there is no news."""
    part = fault.place.part
    return part in missing or ("template.docx" in missing and part not in (TOML, EXAMPLE))


def _told(fault: Fault) -> str:
    """A fault in one line; those of the form name their file themselves."""
    if fault.code in ("form", "example"):
        return fault.what
    return f"template.docx, {fault}. {fault.mend}{'' if fault.mend.endswith('.') else '.'}"


def _faults_of_docx(docx: bytes, fields: tuple[Field, ...] | None, places: tuple[str, ...]) -> list[Fault]:
    try:
        return list(examine_docx(docx, fields, places).faults)
    except DocError as error:
        return [Fault("unreadable", WHOLE_FILE, {"detail": error.sentence})]


def _toml(name: str, content: bytes, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        problems.append(f"{name}: không đọc được ({_toml_error(error)}).")
        return {}


def _toml_error(error: Exception) -> str:
    """Where the reading stopped, in Vietnamese: "dòng 12, cột 5"."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    if found:
        return f"dòng {found[1]}, cột {found[2]}"
    return "không phải mã UTF-8" if isinstance(error, UnicodeDecodeError) else "thiếu phần cuối tệp"


def _sound(description: dict[str, Any], problems: list[str]) -> dict[str, Any]:
    """The description without what is unknown or of the wrong kind; each is a problem."""
    for key, value in description.items():
        if key not in _KEYS:
            problems.append(f"template.toml: không có thuộc tính “{key}”.")
        elif not isinstance(value, _KEYS[key][0]) or isinstance(value, bool):
            problems.append(f"template.toml: “{key}” phải là {_KEYS[key][1]}.")
    return {
        key: value
        for key, value in description.items()
        if key in _KEYS and isinstance(value, _KEYS[key][0]) and not isinstance(value, bool)
    }


def _sections(tables: Iterable[Any], problems: list[str]) -> tuple[Section, ...]:
    sections = []
    for table in tables:
        is_table = isinstance(table, dict) and {"id", "title"} <= table.keys() <= set(_SECTION_KEYS)
        if is_table and all(isinstance(value, str) for value in table.values()):
            sections.append(Section(**table))
        else:
            problems.append("template.toml: mỗi [[sections]] phải có id, title và có thể có help.")
    return tuple(sections)


def _places(letter_type: LetterType | None) -> tuple[str, ...]:
    """The tags of the places for number and date; all of them while the type is not known."""
    return letter_type.controls if letter_type else NUMBER_AND_DATE


def _needed_kinds(letter_type: LetterType | None) -> Iterator[tuple[str, str]]:
    for kind, words in NEEDED_KINDS.items():
        if kind == "signer" and letter_type is not None and not letter_type.signed:
            continue
        if kind not in PLACE_OF_KIND or PLACE_OF_KIND[kind] in _places(letter_type):
            yield kind, words


def _fields(description: Mapping[str, Any], letter_type: LetterType | None, problems: list[str]) -> tuple[Field, ...]:
    if not description:
        return ()
    tables = description.get("fields", ())
    fields = tuple(field for table in tables if (field := read_field(table, problems)))
    keys = [field.key for field in fields]
    problems += [f"Trường “{key}” khai báo nhiều lần." for key in sorted({key for key in keys if keys.count(key) > 1})]
    outlines = {field.key for field in fields if field.kind == "outline"}
    problems += [
        f"Trường “{field.key}”: follows phải là tên một trường loại outline."
        for field in fields
        if field.kind == "assignments" and field.follows not in outlines
    ]
    for kind, words in _needed_kinds(letter_type):
        if sum(field.kind == kind for field in fields) != 1 and len(fields) == len(tables):
            problems.append(f"Mẫu phải có đúng một trường loại {kind} ({words}).")
    return fields
