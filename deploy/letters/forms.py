"""The forms of the letters: fields most of them share, and how a form is written as a template.toml."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from intranet.docservice.fields import Field

OFFICE = Field("co_quan", "office", "Cơ quan ban hành", "Tên mỗi dòng như in trên văn bản.", True, known="office")
NUMBER = Field("so", "letter_number", "Số", "Để trống: văn thư cấp số khi phát hành.", known="letter_number")
DATE = Field("ngay", "letter_date", "Ngày ban hành", "Để trống: ghi cùng lúc với số.", known="letter_date")
SIGNER = Field(
    "nguoi_ky", "signer", "Người ký",
    "Quyền hạn, chức vụ mỗi dòng một phần, ví dụ KT. CHỦ TỊCH rồi PHÓ CHỦ TỊCH.", True, known="signer",
)  # fmt: skip
RECIPIENTS = Field(
    "noi_nhan", "recipients", "Nơi nhận", "Mỗi nơi một dòng; dòng cuối là nơi lưu, ví dụ “Lưu: VT, VP”.", True,
    known="recipients", max_items=50,
)  # fmt: skip
LEGAL_BASES = Field(
    "can_cu", "legal_bases", "Căn cứ",
    "Mỗi căn cứ một dòng, bắt đầu bằng “Căn cứ” hoặc “Theo đề nghị của”. Dấu cuối dòng tự thêm.", max_items=30,
)  # fmt: skip
ADDRESSEES = Field("kinh_gui", "addressees", "Kính gửi", "Mỗi nơi một dòng.", True, max_items=30)
OPENING = Field("mo_dau", "paragraph", "Đoạn mở đầu", "Ví dụ: Thực hiện …, cơ quan thông báo như sau:")
OUTLINE = Field(
    "noi_dung", "outline", "Nội dung", "Mỗi ý một dòng, đánh số I., 1., a), gạch đầu dòng (-), dấu cộng (+).", True
)
ARTICLES = Field(
    "noi_dung", "articles", "Nội dung",
    "Mỗi ý một dòng: Chương I, Điều 1., 1., a), gạch đầu dòng (-). Dấu “./.” cuối tự thêm.", True, ending="./.",
)  # fmt: skip
CLOSING = Field("ket", "paragraph", "Đoạn kết", "Dấu “./.” tự thêm.", True, ending="./.")
URGENCY = Field(
    "do_khan", "choice", "Độ khẩn", "Để trống khi văn bản không khẩn.", choices=("Khẩn", "Thượng khẩn", "Hỏa tốc")
)
CIRCULATION = Field(
    "luu_hanh", "choice", "Phạm vi lưu hành", "Để trống khi không hạn chế.",
    choices=("Xem xong trả lại", "Lưu hành nội bộ"),
)  # fmt: skip
SECTION_TITLES = {"dau": "Đầu văn bản", "noi_dung": "Nội dung", "cuoi": "Người ký và nơi nhận"}


@dataclass(frozen=True)
class Letter:
    """What a template.toml says: the type, its place among the others, and the form in titled sections."""

    title: str
    type: str
    group: str
    order: int
    purpose: str
    sections: tuple[tuple[str, str, tuple[Field, ...]], ...]


def text(key: str, label: str, help: str = "", *, required: bool = True, most: int = 300, default: str = "") -> Field:
    """A line of words."""
    return Field(key, "text", label, help, required, max_length=most, default=default)


def subject(help: str, label: str = "Trích yếu") -> Field:
    """The subject of the letter, as the register takes it."""
    return text("trich_yeu", label, help, most=500)


def letter(title: str, type: str, place: tuple[str, int], purpose: str, *sections: Any) -> Letter:
    """A letter with the usual head and end around its own sections: (id, title, fields), or only fields.

    The first section's fields follow number and date; the last one's stand before signer and receivers.
    """
    named = [part if isinstance(part, tuple) else ("", "", part) for part in sections]
    parts = zip(named, _names(named), strict=True)
    named = [(id or name, words or SECTION_TITLES[name], own) for (id, words, own), name in parts]
    return Letter(title, type, *place, purpose, tuple((id, words, tuple(own)) for id, words, own in named))


def _names(parts: list[Any]) -> list[str]:
    return ["dau", *["noi_dung"] * (len(parts) - 2), "cuoi"]


HEAD = [OFFICE, NUMBER, DATE]
END = [SIGNER, RECIPIENTS]


def optional(field: Field) -> Field:
    """The field, which may stay empty."""
    return replace(field, required=False)


def toml(letter: Letter) -> str:
    """The template.toml of a letter."""
    return "\n".join(_toml_lines(letter)) + "\n"


def _toml_lines(letter: Letter) -> Iterator[str]:
    for name in ("title", "type", "group", "order", "purpose"):
        yield f"{name} = {_value(getattr(letter, name))}"
    for id, title, _ in letter.sections:
        yield from ("", "[[sections]]", f"id = {_value(id)}", f"title = {_value(title)}")
    for id, _, own in letter.sections:
        for field in own:
            yield from ("", "[[fields]]", *_field_lines(replace(field, section=id)))
            for column in field.columns:
                yield from ("", "[[fields.columns]]", *_field_lines(column))


def _field_lines(field: Field) -> Iterator[str]:
    for about in fields(Field):
        value = getattr(field, about.name)
        if about.name != "columns" and value != about.default:
            yield f"{about.name} = {_value(value)}"


def _value(value: Any) -> str:
    return json.dumps(
        list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value, ensure_ascii=False
    )
