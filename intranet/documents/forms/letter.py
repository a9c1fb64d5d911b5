"""The form of a letter as its page shows it: its sections in order, each field with what is wrong in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from intranet.accounts.models import Department, DepartmentGroup, SigningAuthority
from intranet.docservice.catalogue import Template
from intranet.docservice.facts import Problem
from intranet.docservice.fields import Field
from intranet.documents.facts import Typed, is_asked
from intranet.documents.forms.reading import FIELD_OF_WORK, PASTE, SIGNER
from intranet.documents.offers import NOTHING_KNOWN, Offers, takes_tasks

# The control that shows each kind: its macro in templates/documents/fields.html, and how many lines it is high.
LINES = {"paragraph": 3, "outline": 18, "articles": 18, "list": 4, "legal_bases": 4, "recipients": 5, "addressees": 2}
LISTS = frozenset({"list", "legal_bases", "recipients", "addressees"})


@dataclass(frozen=True)
class Control:
    """One field as it stands on the page: name, words, value, and what is wrong with it."""

    name: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    value: Any = ""
    errors: tuple[str, ...] = ()
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple["Control", ...], ...] = ()
    blank: tuple["Control", ...] = ()
    paste: str = ""
    most: int = 0
    offers: tuple[str, ...] = ()
    plans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FormSection:
    """A titled part of the form."""

    title: str
    help: str
    controls: tuple[Control, ...]


@dataclass(frozen=True)
class Offered:
    """What the office's tables offer for choosing."""

    authorities: Sequence[SigningAuthority]
    units: tuple[str, ...] = ()
    known: Offers = NOTHING_KNOWN

    @property
    def fields_of_work(self) -> tuple[str, ...]:
        """The fields of work deputies have charge of; a letter names one only when the office divides them."""
        lines = (line.strip() for authority in self.authorities for line in authority.fields.splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


def names_of_units(departments: Iterable[Department], groups: Iterable[DepartmentGroup]) -> tuple[str, ...]:
    """What may stand as a receiver of work: the office's groups and departments."""
    return (*(group.name for group in groups), *(department.name for department in departments))


def sections_of(
    template: Template, typed: Typed, offered: Offered, problems: Sequence[Problem] = (), extra: str = ""
) -> list[FormSection]:
    """The whole form; `extra` names a table that gets one more empty row (the button "Thêm dòng" without a script)."""
    wrong = _by_place(template, problems)
    sections = []
    for section in template.sections:
        fields = [field for field in template.fields if field.section == section.id and is_asked(field)]
        controls = [c for field in fields for c in _controls(field, typed, offered, wrong, extra)]
        if controls:
            sections.append(FormSection(section.title, section.help, tuple(controls)))
    return sections


def problem_links(template: Template, problems: Sequence[Problem]) -> list[dict[str, str]]:
    """The problems for the summary on top, each with the id of its place in the form."""
    places = {field.key: _place_of(field) for field in template.fields}
    return [
        {"id": _anchor(places.get(problem.path.split(".")[0]), problem.path), "label": "", "message": problem.message}
        for problem in problems
    ]


def _anchor(kind: str | None, path: str) -> str:
    parts = path.split(".")
    if kind == "rows" and len(parts) == 3:
        return f"{parts[0]}-{int(parts[1]) - 1}-{parts[2]}"
    return SIGNER if kind == "signer" else parts[0]


def _place_of(field: Field) -> str:
    return "rows" if field.kind == "rows" else "signer" if field.kind == "signer" else ""


def _by_place(template: Template, problems: Sequence[Problem]) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for problem in problems:
        wrong.setdefault(problem.path, []).append(problem.message)
    return wrong


def _under(wrong: Mapping[str, list[str]], path: str) -> tuple[str, ...]:
    """What is wrong with the field itself or anything in it that has no place of its own."""
    return tuple(m for key, messages in wrong.items() if key == path or key.startswith(f"{path}.") for m in messages)


def _controls(
    field: Field, typed: Typed, offered: Offered, wrong: Mapping[str, list[str]], extra: str
) -> Iterable[Control]:
    base = Control(field.key, field.kind, field.label, field.help, field.required)
    value = typed.facts.get(field.key)
    if field.kind == "signer":
        yield from _signer(field, typed, offered, wrong)
    elif field.kind == "rows":
        base = replace(base, plans=offered.known.plans if takes_tasks(field) else ())
        yield _table(base, field, value or [], wrong, extra == field.key)
    elif field.kind == "assignments":
        yield _assignments(base, offered, value or [], wrong, extra == field.key)
    else:
        lines = offered.known.lines_for(field.kind)
        yield replace(base, errors=_under(wrong, field.key), offers=lines, **_plain(field, value))


def _plain(field: Field, value: Any) -> dict[str, Any]:
    if field.kind in LISTS:
        value = "\n".join(value) if isinstance(value, list) else value or ""
    choices = tuple((choice, choice) for choice in field.choices)
    if choices and not field.default:
        choices = (("", "– Chọn –"), *choices)
    return {
        "value": value or field.default,
        "lines": LINES.get(field.kind, 1),
        "choices": choices,
        "most": field.longest,
    }


def _signer(field: Field, typed: Typed, offered: Offered, wrong: Mapping[str, list[str]]) -> Iterable[Control]:
    fields = offered.fields_of_work
    if fields:
        yield Control(
            FIELD_OF_WORK,
            "choice",
            "Lĩnh vực",
            "Phó thủ trưởng chỉ ký thay trong lĩnh vực mình phụ trách.",
            value=typed.field,
            choices=(("", "– Chung –"), *((line, line) for line in fields)),
        )
    choices = tuple((str(a.id), signer_words(a)) for a in offered.authorities)
    none = "– Chọn người ký –" if choices else "Chưa khai báo ai được ký loại văn bản này"
    problems = ("Hãy chọn người ký.",) if _under(wrong, field.key) and not typed.signer_authority_id else ()
    yield Control(
        SIGNER,
        "choice",
        field.label,
        "Quyền hạn, chức vụ và họ tên in theo thẩm quyền ký đang có hiệu lực. Người ký của Hội đồng, Ban: văn bản mang "
        "tên, ký hiệu và số riêng của Hội đồng, Ban.",
        field.required,
        str(typed.signer_authority_id or ""),
        problems or tuple(wrong.get(SIGNER, ())),
        choices=(("", none), *choices),
    )


def signer_words(authority: SigningAuthority) -> str:
    """A choice of signer: "Phó Chủ tịch – KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", for a council with its name."""
    lines = " / ".join(line.strip() for line in authority.lines.splitlines() if line.strip())
    council = f" ({authority.issuer.name})" if authority.issuer.seal_of_id else ""
    return f"{authority.person.name} – {lines}{council}"


def _table(
    base: Control, field: Field, rows: Sequence[Mapping[str, Any]], wrong: Mapping[str, list[str]], extra: bool
) -> Control:
    def cells(index: int | str, row: Mapping[str, Any]) -> tuple[Control, ...]:
        return tuple(
            Control(
                f"{field.key}-{index}-{column.key}",
                column.kind,
                column.label,
                value=row.get(column.key) or "",
                errors=tuple(wrong.get(f"{field.key}.{int(index) + 1}.{column.key}", ())) if index != BLANK else (),
                lines=2 if column.kind == "paragraph" else 1,
                choices=tuple((choice, choice) for choice in ("", *column.choices)) if column.choices else (),
                most=column.longest,
            )
            for column in field.columns
        )

    shown = [*rows, *([{}] if extra or not rows else [])]
    return replace(
        base,
        errors=tuple(wrong.get(field.key, ())),
        rows=tuple(cells(index, row) for index, row in enumerate(shown)),
        blank=cells(BLANK, {}),
        paste=f"{field.key}-{PASTE}",
    )


BLANK = "__index__"


def _assignments(
    base: Control, offered: Offered, units: Sequence[Mapping[str, Any]], wrong: Mapping[str, list[str]], extra: bool
) -> Control:
    rows: list[tuple[Control, ...]] = []
    for unit_number, unit in enumerate(units, 1):
        for task_number, task in enumerate(unit.get("nhiem_vu") or [{}], 1):
            at = f"{base.name}.{unit_number}"
            first = task_number == 1
            rows.append(_task_row(base.name, len(rows), unit, task, wrong, at, f"{at}.nhiem_vu.{task_number}", first))
    if extra or not rows:
        rows.append(_task_row(base.name, len(rows), {}, {}, {}, "", "", False))
    return replace(
        base,
        errors=tuple(wrong.get(base.name, ())),
        rows=tuple(rows),
        blank=_task_row(base.name, BLANK, {}, {}, {}, "", "", False),
        choices=tuple((name, name) for name in offered.units),
    )


def _task_row(
    key: str,
    index: int | str,
    unit: Mapping[str, Any],
    task: Any,
    wrong: Mapping[str, list[str]],
    unit_path: str,
    task_path: str,
    is_first: bool,
) -> tuple[Control, ...]:
    task = {"noi_dung": task} if isinstance(task, str) else task
    of_unit = _under(wrong, f"{unit_path}.don_vi") + tuple(wrong.get(f"{unit_path}.nhiem_vu", ())) if is_first else ()
    name = f"{key}-{index}"
    return (
        Control(f"{name}-don_vi", "unit", "Đơn vị", value=unit.get("don_vi") or "", errors=of_unit),
        Control(
            f"{name}-noi_dung", "paragraph", "Nhiệm vụ", value=task.get("noi_dung") or "",
            errors=_under(wrong, f"{task_path}.noi_dung") if task_path else (), lines=2,
        ),
        Control(
            f"{name}-phoi_hop", "text", "Phối hợp",
            value="; ".join(task.get("phoi_hop") or ()),
            errors=_under(wrong, f"{task_path}.phoi_hop") if task_path else (),
        ),
        Control(
            f"{name}-han", "date", "Thời hạn", value=task.get("han") or "",
            errors=_under(wrong, f"{task_path}.han") if task_path else (),
        ),
    )  # fmt: skip
