"""A plausible fact for each kind of field: what a new field is tried out with until somebody fills in an example."""

from collections.abc import Callable, Iterable
from typing import Any

from intranet.docservice.fields import Field

OFFICE = {"chu_quan": "Cơ quan chủ quản", "ten": "Tên cơ quan ban hành", "ky_hieu": "KH", "dia_danh": "Hà Nội"}
SIGNER = {"quyen_han": ["CHỦ TỊCH"], "ho_ten": "Nguyễn Văn A"}
BODY = "I. MỤC ĐÍCH\n1. Việc thứ nhất.\na) Điểm thứ nhất.\n- Ý thứ nhất."
ARTICLES = "Điều 1. Phạm vi\n1. Khoản thứ nhất.\na) Điểm thứ nhất."

SAMPLES: dict[str, Callable[[Field], Any]] = {
    "text": lambda field: field.label,
    "paragraph": lambda field: f"{field.label}.",
    "date": lambda field: "2026-02-25",
    "choice": lambda field: field.choices[0],
    "money": lambda field: "1.000.000",
    "number": lambda field: "1",
    "list": lambda field: [field.label],
    "rows": lambda field: [sample_facts(field.columns)],
    "legal_bases": lambda field: ["Căn cứ quy định hiện hành"],
    "recipients": lambda field: ["Như trên", "Lưu: VT"],
    "addressees": lambda field: ["Đơn vị nhận"],
    "signer": lambda field: SIGNER,
    "outline": lambda field: BODY,
    "articles": lambda field: ARTICLES,
    "assignments": lambda field: [{"don_vi": "Văn phòng", "nhiem_vu": ["Theo dõi, đôn đốc việc thực hiện."]}],
    "office": lambda field: OFFICE,
    "letter_number": lambda field: "",
    "letter_date": lambda field: "2026-02-25",
}


def sample_facts(fields: Iterable[Field]) -> dict[str, Any]:
    """A fact for every field, not longer than the field allows."""
    return {field.key: sample_fact(field) for field in fields}


def sample_fact(field: Field) -> Any:
    """One plausible fact of a field."""
    value = SAMPLES[field.kind](field)
    return value[: field.longest] if isinstance(value, str) else value
