"""Words, differences and permissions of the office's templates: read this first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import is_admin, is_clerk
from intranet.core.permissions import Permission
from intranet.docservice.clinic.guesses import key_of
from intranet.docservice.fields import SIMPLE_KINDS, Field

LONGEST_ID = 60
KIND_WORDS = {
    "text": "Một dòng chữ",
    "paragraph": "Đoạn văn",
    "date": "Ngày",
    "choice": "Chọn một",
    "money": "Số tiền",
    "number": "Số",
    "list": "Danh sách (mỗi dòng một ý)",
    "rows": "Bảng",
    "legal_bases": "Căn cứ",
    "recipients": "Nơi nhận",
    "addressees": "Kính gửi",
    "signer": "Người ký",
    "outline": "Nội dung đánh số I., 1., a)",
    "articles": "Nội dung có Chương, Điều",
    "assignments": "Phân công đơn vị",
    "office": "Cơ quan ban hành",
    "letter_number": "Số văn bản",
    "letter_date": "Ngày ban hành",
}
# Every letter has them once; the register and the office's table fill them.
FIXED_KINDS = frozenset({"office", "letter_number", "letter_date", "signer"})
COLUMN_KINDS = tuple(SIMPLE_KINDS)


class DraftState(StrEnum):
    """What became of a change of a template."""

    OPEN = "open"
    SAVED = "saved"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """One field that appears, vanishes or becomes another: `what` as a word, `label`, and the details."""

    what: str
    label: str
    details: str = ""


APPEARS, VANISHES, CHANGES = "Thêm", "Bỏ", "Đổi"


def field_changes(before: Sequence[Field], after: Sequence[Field]) -> list[Change]:
    """What the form gains and loses from one version to the next, in the order of the newer form, losses last."""
    old = {field.key: field for field in before}
    new = {field.key for field in after}
    changes = [
        Change(APPEARS, field.label, KIND_WORDS[field.kind] + (", bắt buộc" if field.required else ""))
        if field.key not in old
        else Change(CHANGES, field.label, "; ".join(_differences(old[field.key], field)))
        for field in after
        if field.key not in old or _differences(old[field.key], field)
    ]
    lost = "nội dung đã nhập ở mục này sẽ không in nữa"
    return [*changes, *(Change(VANISHES, field.label, lost) for field in before if field.key not in new)]


def _differences(old: Field, new: Field) -> list[str]:
    found = []
    if old.label != new.label:
        found.append(f"trước là “{old.label}”")
    if old.kind != new.kind:
        found.append(f"{KIND_WORDS[old.kind]} → {KIND_WORDS[new.kind]}")
    if old.required != new.required:
        found.append("thành bắt buộc" if new.required else "không còn bắt buộc")
    if old.choices != new.choices:
        found.append("đổi lựa chọn")
    before, after = {column.key: column.label for column in old.columns}, {c.key: c.label for c in new.columns}
    found += [f"thêm cột {label}" for key, label in after.items() if key not in before]
    found += [f"bỏ cột {label}" for key, label in before.items() if key not in after]
    return found


def new_id(title: str, taken: Iterable[str]) -> str:
    """The id of a template by its title, unlike any that is taken: "Lịch trực" → "lich_truc", "lich_truc_2"."""
    stem = re.sub(r"[^a-z0-9_]", "", key_of(title).replace(".", "_"))[: LONGEST_ID - 4] or "mau"
    stem, used = stem if stem[0].isalpha() else f"mau_{stem}", set(taken)
    return next(one for n in range(1, 1000) if (one := stem if n == 1 else f"{stem}_{n}") not in used)


def keeps_templates(person: Any, thing: Any) -> bool:
    """The clerk and the admin answer for the office's templates."""
    return is_clerk(person) or is_admin(person)


_KEEPERS = "Mẫu văn bản do văn thư và người quản trị sửa."

PERMISSIONS = {
    "template.view": Permission(keeps_templates, _KEEPERS),
    "template.change": Permission(keeps_templates, _KEEPERS),
}
