"""The fields of a template's form, as template.toml describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIMPLE_KINDS = ("text", "paragraph", "date", "choice", "money", "number")
KINDS = (
    *SIMPLE_KINDS,
    "list",
    "rows",
    "legal_bases",
    "recipients",
    "addressees",
    "signer",
    "outline",
    "articles",
    "assignments",
    "office",
    "letter_number",
    "letter_date",
)
# What the intranet can fill in before the person begins.
KNOWN = ("office", "signer", "letter_number", "letter_date", "unit_code", "recipients")
# Characters of one text, unless the field says otherwise.
MAX_LENGTHS = {"paragraph": 20_000, "outline": 200_000, "articles": 200_000}
MAX_LENGTH = 2_000
MAX_ITEMS = 1_000

_TEXTS = ("key", "kind", "label", "help", "section", "known", "default", "heading", "follows", "ending")
_NUMBERS = ("max_length", "max_items")
_FLAGS = ("required",)
_LISTS = ("choices", "drop_prefix", "amount")


@dataclass(frozen=True)
class Section:
    """A part of the form with its title."""

    id: str
    title: str
    help: str = ""


@dataclass(frozen=True)
class Field:
    """One fact of a letter: what it is, how the form asks for it, and its limits.

    `known` names what the intranet fills in beforehand; `ending` ("./.") is put after the last paragraph;
    `drop_prefix` are words the template prints itself ("V/v"); `heading` and `follows` belong to
    `assignments`: the section's title, and the outline whose numbering it continues; `amount` belongs to
    `rows`: the columns multiplied with each other to the row's "thanh_tien", which is added up.
    """

    key: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    section: str = ""
    known: str = ""
    default: str = ""
    max_length: int = 0
    max_items: int = MAX_ITEMS
    choices: tuple[str, ...] = ()
    columns: tuple["Field", ...] = ()
    ending: str = ""
    drop_prefix: tuple[str, ...] = ()
    heading: str = "Tổ chức thực hiện"
    follows: str = ""
    amount: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """The most characters one text of this field may have."""
        return self.max_length or MAX_LENGTHS.get(self.kind, MAX_LENGTH)


def read_field(table: Any, problems: list[str], *, column_of: str = "") -> Field | None:
    """The field of one [[fields]] table; what is wrong is added to `problems` and None returned."""
    if not isinstance(table, dict):
        problems.append("template.toml: mỗi [[fields]] phải là một bảng tên – giá trị.")
        return None
    name = f"“{table.get('key', '?')}”" + (f" của bảng “{column_of}”" if column_of else "")
    wrong = [_wrong_value(key, value) for key, value in table.items()]
    wrong += [f"thiếu {key}" for key in ("key", "kind", "label") if not table.get(key)]
    wrong += [*_wrong_kind(table, bool(column_of))]
    found = [text for text in wrong if text]
    if found:
        problems += [f"Trường {name}: {text}." for text in found]
        return None
    columns = [read_field(column, problems, column_of=table["key"]) for column in table.get("columns", ())]
    values: dict[str, Any] = {
        key: tuple(value) if key in _LISTS else value for key, value in table.items() if key != "columns"
    }
    return Field(**values, columns=tuple(column for column in columns if column))


def _wrong_value(key: str, value: object) -> str:
    wanted = (
        (str, "một dòng chữ") if key in _TEXTS
        else (int, "một số") if key in _NUMBERS
        else (bool, "true hoặc false") if key in _FLAGS
        else (list, "một danh sách") if key in (*_LISTS, "columns")
        else None
    )  # fmt: skip
    if wanted is None:
        return f"không có thuộc tính “{key}”"
    is_right = isinstance(value, wanted[0]) and (wanted[0] is bool or not isinstance(value, bool))
    if is_right and key in _LISTS:
        is_right = all(isinstance(item, str) for item in value)  # type: ignore[attr-defined]
    return "" if is_right else f"“{key}” phải là {wanted[1]}"


def _wrong_kind(table: Mapping[str, Any], is_column: bool) -> list[str]:
    kind = table.get("kind")
    allowed = SIMPLE_KINDS if is_column else KINDS
    wrong: list[str] = []
    if not isinstance(kind, str):
        return wrong
    if kind and kind not in allowed:
        wrong.append(f"không có loại “{kind}” (các loại: {', '.join(allowed)})")
    if kind == "choice" and not table.get("choices"):
        wrong.append("loại choice phải có choices")
    if kind == "rows" and not table.get("columns"):
        wrong.append("loại rows phải có columns")
    columns = {column.get("key"): column.get("kind") for column in table.get("columns", ()) if isinstance(column, dict)}
    if any(columns.get(name) not in ("number", "money") for name in table.get("amount", ())):
        wrong.append("amount phải là tên các cột loại number hoặc money")
    if isinstance(table.get("known"), str) and table["known"] not in ("", *KNOWN):
        wrong.append(f"không có giá trị known “{table['known']}” (các giá trị: {', '.join(KNOWN)})")
    return wrong
