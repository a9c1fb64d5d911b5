"""The two forms of a template: its fields, a row each, and its example; read into what the two TOML files hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.docservice.fields import KINDS, Field, read_field
from intranet.lettertemplates.rules import COLUMN_KINDS, FIXED_KINDS, KIND_WORDS
from intranet.web.forms import clean_line, clean_text
from intranet.web.rows import Sent, table_of

ROWS = "muc"
CELLS = ("was", "key", "label", "kind", "required", "section", "help", "details")
REQUIRED_WORDS = ("bắt buộc", "bat buoc", "x")
LISTS = frozenset({"list", "legal_bases", "recipients", "addressees"})
TEXTS = frozenset({"paragraph", "outline", "articles"})
TYPED = frozenset({"text", "date", "choice", "money", "number", "letter_number", "letter_date", "rows"}) | LISTS | TEXTS
SEPARATOR = "|"
# What of a field the form shows, so that leaving it out means that it is gone.
SHOWN = ("required", "help", "choices", "columns", "amount")


@dataclass(frozen=True)
class FieldRow:
    """One field as a row of the form; `details` are choices or columns, a line each."""

    index: int | str
    key: str = ""
    label: str = ""
    kind: str = "text"
    required: bool = False
    section: str = ""
    help: str = ""
    details: str = ""
    was: str = ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What it may become: what every letter needs once stays what it is."""
        kinds = [self.kind] if self.kind in FIXED_KINDS else [kind for kind in KINDS if kind not in FIXED_KINDS]
        return [(kind, KIND_WORDS[kind]) for kind in kinds]


BLANK = FieldRow("__index__", section="noi_dung")


def rows_of(fields: Iterable[Mapping[str, Any]]) -> list[FieldRow]:
    """The [[fields]] of a template as rows."""
    return [
        FieldRow(
            index=index,
            key=str(table.get("key", "")),
            label=str(table.get("label", "")),
            kind=str(table.get("kind", "text")),
            required=table.get("required") is True,
            section=str(table.get("section", "")),
            help=str(table.get("help", "")),
            details=_details(table),
            was=str(table.get("key", "")),
        )
        for index, table in enumerate(fields)
    ]


def _details(table: Mapping[str, Any]) -> str:
    if table.get("kind") == "rows":
        return "\n".join(_column_line(column) for column in table.get("columns", ()))
    return "\n".join(table.get("choices", ()))


def _column_line(column: Mapping[str, Any]) -> str:
    parts = [column.get("key", ""), column.get("label", ""), KIND_WORDS.get(column.get("kind", ""), "")]
    return f" {SEPARATOR} ".join([*parts, *(["bắt buộc"] if column.get("required") else [])])


def fields_from(sent: Sent, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The [[fields]] as the form was sent; what the form does not show of a field stays as it was."""
    old = {str(table.get("key")): table for table in before}
    return [_field(cells, old.get(cells["was"], {})) for cells in table_of(ROWS, CELLS, sent)]


def _field(cells: Mapping[str, str], old: Mapping[str, Any]) -> dict[str, Any]:
    kind = cells["kind"] or "text"
    table = {key: value for key, value in old.items() if key not in SHOWN}
    table |= {"key": clean_line(cells["key"]) or "", "kind": kind, "label": clean_line(cells["label"]) or ""}
    table |= {"section": cells["section"]} if cells["section"] else {}
    if cells["required"]:
        table["required"] = True
    if help_words := clean_line(cells["help"]):
        table["help"] = help_words
    lines = [line for raw in cells["details"].splitlines() if (line := clean_line(raw))]
    if kind == "choice":
        table["choices"] = lines
        if table.get("default") not in (None, *lines):
            del table["default"]
    if kind == "rows":
        columns = {column.get("key"): column for column in old.get("columns", ())}
        table["columns"] = [_column(line, columns) for line in lines]
        keys = {column["key"] for column in table["columns"]}
        if set(old.get("amount", ())) <= keys and old.get("amount"):
            table["amount"] = list(old["amount"])
    return table


def _column(line: str, old: Mapping[Any, Mapping[str, Any]]) -> dict[str, Any]:
    """ "ten | Họ và tên | Một dòng chữ | bắt buộc"; label and kind may be left out."""
    parts = [part.strip() for part in line.split(SEPARATOR)] + [""] * 4
    by_words = {words.casefold(): kind for kind, words in KIND_WORDS.items() if kind in COLUMN_KINDS}
    column = {key: value for key, value in old.get(parts[0], {}).items() if key != "required"}
    kind = by_words.get(parts[2].casefold()) or (parts[2] if parts[2] else str(column.get("kind", "text")))
    column |= {"key": parts[0], "kind": kind, "label": parts[1] or parts[0]}
    if parts[3].casefold() in REQUIRED_WORDS:
        column["required"] = True
    return column


def field_problems(fields: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What is wrong with the rows, each with the id of its place."""
    found = []
    for index, table in enumerate(fields):
        problems: list[str] = []
        read_field(dict(table), problems)
        if not problems and not str(table["key"]).isidentifier():
            problems.append(f"Trường “{table['key']}”: tên chỉ gồm chữ không dấu, số và dấu gạch dưới.")
        found += [{"id": f"{ROWS}-{index}-label", "label": "", "message": message} for message in problems]
    return found


@dataclass(frozen=True)
class ExampleControl:
    """One fact of the example as it stands on the page."""

    name: str
    kind: str
    label: str
    help: str
    required: bool
    value: str
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()


def example_controls(fields: Iterable[Field], facts: Mapping[str, Any]) -> list[ExampleControl]:
    """The example as a form; office, signer and assignments stay as they are in the file."""
    return [_control(field, facts.get(field.key)) for field in fields if field.kind in TYPED]


def _control(field: Field, value: Any) -> ExampleControl:
    help_words = field.help
    if field.kind == "rows":
        heads = f" {SEPARATOR} ".join(column.label for column in field.columns)
        help_words = f"Mỗi dòng một hàng, các ô cách nhau bằng dấu {SEPARATOR}: {heads}."
        value = "\n".join(_cells(field, row) for row in value or ())
    elif isinstance(value, list):
        value = "\n".join(str(line) for line in value)
    lines = 12 if field.kind in ("outline", "articles") else 5 if field.kind in LISTS | {"rows"} else 3
    return ExampleControl(
        field.key,
        field.kind,
        field.label,
        help_words,
        field.required,
        "" if value is None else str(value),
        lines if field.kind in LISTS | TEXTS | {"rows"} else 1,
        tuple((choice, choice) for choice in ("", *field.choices)) if field.choices else (),
    )


def _cells(field: Field, row: Mapping[str, Any]) -> str:
    return f" {SEPARATOR} ".join(str(row.get(column.key) or "").replace("\n", " ") for column in field.columns)


def example_from(sent: Sent, fields: Iterable[Field], before: Mapping[str, Any]) -> dict[str, Any]:
    """The example as the form was sent; what the form does not show stays."""
    facts = dict(before)
    for field in fields:
        if field.kind in TYPED and field.key in sent:
            facts[field.key] = _fact(field, sent[field.key])
    return facts


def _fact(field: Field, text: str) -> Any:
    if field.kind in TEXTS:
        return clean_text(text) or ""
    lines = [line for raw in text.splitlines() if (line := clean_line(raw))]
    if field.kind in LISTS:
        return lines
    if field.kind == "rows":
        split = ([cell.strip() for cell in line.split(SEPARATOR)] for line in lines)
        return [dict(zip((column.key for column in field.columns), cells, strict=False)) for cells in split]
    return clean_line(text) or ""
