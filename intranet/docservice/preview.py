"""A letter as far as it is typed, for the pages beside its form: nothing is refused because it is not complete yet."""

from collections.abc import Mapping
from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.checks import Place, check_field
from intranet.docservice.context import build_context
from intranet.docservice.facts import check_facts
from intranet.docservice.fields import Field
from intranet.docservice.render import render_context

MISSING = "…"
# A wrong one of these cannot be printed at all; other kinds print what was typed.
STRICT = frozenset({"date", "number", "money", "choice", "letter_number", "letter_date"})
TEXTS = frozenset({"text", "paragraph", "outline", "articles"})
LISTS = frozenset({"list", "legal_bases", "recipients", "addressees"})
DAY = Field("han", "date", "")


def render_preview(template: Template, facts: Mapping[str, Any], *, year: int | None = None) -> bytes:
    """The .docx of facts that may lack or be wrong: "…" stands for what is missing, nothing for what is wrong.

    Never to be issued. DocError only for what is wrong with the template.
    """
    checked = check_facts(template, facts)
    wrong = {problem.path.partition(".")[0] for problem in checked.problems}
    printable = {
        field.key: _printable(field, checked.facts[field.key], field.key in wrong) for field in template.fields
    }
    return render_context(template, build_context(template, printable, year=year), title=template.title)


def _printable(field: Field, value: Any, is_wrong: bool) -> Any:
    if not is_wrong:
        return value
    if field.kind in STRICT:
        return ""
    if field.kind == "rows":
        return [{column.key: _cell(column, row[column.key]) for column in field.columns} for row in value]
    if field.kind == "assignments":
        return [unit | {"nhiem_vu": [_task(task) for task in unit["nhiem_vu"]]} for unit in value]
    if not value:
        return MISSING if field.kind in TEXTS else [MISSING] if field.kind in LISTS else value
    return value


def _cell(column: Field, value: Any) -> Any:
    return "" if column.kind in STRICT and _is_wrong(column, value) else value


def _task(task: dict[str, Any]) -> dict[str, Any]:
    return task | {"han": "" if _is_wrong(DAY, task["han"]) else task["han"]}


def _is_wrong(field: Field, value: Any) -> bool:
    place = Place(field.key, field.label, [])
    check_field(field, value, place)
    return bool(place.problems)
