"""The columns of a sheet of letters: one for each fact of the template, by its label or its key."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from intranet.docservice.fields import Field
from intranet.docservice.vietnamese import fold

LETTERS_SHEET, COMMON_SHEET = "Danh sách", "Dùng chung"
COMMON_HEADS = ("Mục", "Nội dung chung cho mọi bản", "Cách ghi")
FAULTS_HEAD = "Chỗ cần sửa"
REQUIRED = "(bắt buộc)"
# Columns people add for their own use; they stand in no letter.
IGNORED = frozenset({fold(word) for word in ("STT", "TT", "Số TT", "Ghi chú", FAULTS_HEAD)})
# No cell can hold them: they come from the file of common facts.
NOT_IN_A_CELL = frozenset({"assignments"})
PARTS = {
    "office": (("ten", "tên"), ("chu_quan", "cơ quan chủ quản"), ("ky_hieu", "ký hiệu"), ("dia_danh", "địa danh")),
    "signer": (("quyen_han", "quyền hạn, chức vụ"), ("ho_ten", "họ và tên")),
}
OPTIONAL_PARTS = frozenset({"chu_quan", "ho_ten"})
LISTED = frozenset({"list", "legal_bases", "recipients", "addressees", "office", "signer"})
BODIES = frozenset({"paragraph", "outline", "articles"})


class HasForm(Protocol):
    """A template, as far as its sheet needs it."""

    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def example(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Column:
    """A column: the path of its fact ("kinh_moi", "nguoi_ky.ho_ten"), its head, and the field it belongs to."""

    path: str
    head: str
    field: Field

    @property
    def is_required(self) -> bool:
        """Whether a letter needs it; of a whole ("Cơ quan ban hành") some parts may stay empty."""
        return self.field.required and self.path.partition(".")[2] not in OPTIONAL_PARTS

    @property
    def help(self) -> str:
        """How the cell is filled, in one or two short sentences."""
        if self.field.kind == "rows":
            heads = " | ".join(column.label for column in self.field.columns)
            how = f"Mỗi hàng một dòng trong ô (Alt+Enter), các cột cách nhau bằng dấu “|”: {heads}."
        elif self.field.kind in LISTED and self.field.kind != "signer":
            how = "Nhiều dòng thì bấm Alt+Enter trong ô."
        elif self.field.kind in ("date", "letter_date"):
            how = "Ghi ngày như 31/01/2026."
        else:
            how = f"Chọn: {', '.join(self.field.choices)}." if self.field.choices else ""
        return f"{self.field.help} {how}".strip()

    def stated_in(self, facts: Mapping[str, Any]) -> Any:
        """What facts say under this column; None for nothing."""
        key, _, part = self.path.partition(".")
        return (facts.get(key) or {}).get(part) if part else facts.get(key)

    def put_into(self, facts: dict[str, Any], fact: Any) -> None:
        """State a fact under this column, a part of a fact ("nguoi_ky.ho_ten") beside its other parts."""
        key, _, part = self.path.partition(".")
        facts[key] = {**(facts.get(key) or {}), part: fact} if part else fact

    def is_about(self, path: str) -> bool:
        """Whether a problem at this path ("noi_nhan.3") is a problem of this column's cell."""
        return path == self.path or path.startswith(f"{self.path}.")


def columns_of(template: HasForm, without: Collection[str] = ()) -> tuple[Column, ...]:
    """A column for each fact a cell can hold, in the order of the form, leaving out the kinds of `without`."""
    fields = [field for field in template.fields if field.kind not in {*NOT_IN_A_CELL, *without}]
    labels = [fold(field.label) for field in fields]
    found: list[Column] = []
    for field in fields:
        label = field.label if labels.count(fold(field.label)) == 1 else f"{field.label} ({field.key})"
        if field.kind in PARTS:
            found += [Column(f"{field.key}.{part}", f"{label}: {words}", field) for part, words in PARTS[field.kind]]
        else:
            found.append(Column(field.key, label, field))
    return tuple(found)


def differing(columns: Iterable[Column]) -> tuple[str, ...]:
    """The paths that usually differ from letter to letter: whom it goes to; else the short facts of its body."""
    own = [column for column in columns if not column.field.known]
    to_whom = [column.path for column in own if column.field.kind == "addressees" and column.field.required]
    short = [c.path for c in own if c.field.required and c.field.kind not in BODIES | {"rows"} and not c.field.default]
    first = own[0].path if own else ""
    return tuple(to_whom or [path for path in short if path != "trich_yeu"] or [first])


def head_key(words: object) -> str:
    """A head as it is compared: without accents, capitals, and the mark of what is required."""
    return fold(" ".join(str(words).replace(REQUIRED, " ").replace("*", " ").split()))


def by_head(columns: Iterable[Column]) -> dict[str, Column]:
    """Column by every head it is known under: its label and its key."""
    columns = tuple(columns)
    return {fold(column.path): column for column in columns} | {head_key(column.head): column for column in columns}
