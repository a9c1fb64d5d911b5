"""States, words and permissions of checked files: read this first."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import is_admin
from intranet.core.permissions import Permission
from intranet.docservice.check.report import Verdict

# A file whose pages nobody asked for yet waits for a button; a handful is drawn at once.
MOST_DRAWN_AT_ONCE = 10
MOST_FILES = 200


class ReportState(StrEnum):
    """How far the check of a file is."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


# Colour and icon of each verdict; the words are those of the document service.
VERDICT_TONES: dict[Verdict, str] = {
    "dat": "done",
    "khong_dat": "late",
    "can_nguoi_xem": "soon",
    "khong_danh_gia": "none",
}
VERDICT_SENTENCES: dict[Verdict, str] = {
    "dat": "Không thấy chỗ nào trái Nghị định 30/2020/NĐ-CP.",
    "khong_dat": "Có chỗ trái Nghị định 30/2020/NĐ-CP, phải sửa trước khi ban hành.",
    "can_nguoi_xem": "Không thấy chỗ trái, nhưng có phần máy không nhìn được: cần người xem.",
    "khong_danh_gia": "Đây không phải văn bản hành chính theo Nghị định 30/2020/NĐ-CP nên không đánh giá.",
}
WEIGHT_TONES = {"must": "late", "should": "soon", "note": "doing"}


def slip_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The lines "sai = đúng" as pairs; a line that is none stands with an empty right side."""
    pairs = (line.partition("=") for line in text.splitlines() if line.strip())
    return tuple((wrong.strip(), right.strip()) for wrong, _, right in pairs)


def finding_key(finding: dict[str, Any]) -> str:
    """What names one finding of one report: its rule and where it stands."""
    place = finding["place"]
    return f"{finding['code']}/{place['component']}/{place.get('paragraph', 0)}"


def open_musts(findings: Iterable[dict[str, Any]], overruled: Collection[str]) -> list[dict[str, Any]]:
    """The findings of weight must that nobody let pass."""
    return [one for one in findings if one["weight"] == "must" and finding_key(one) not in overruled]


def is_own(person: Any, thing: Any) -> bool:
    """What somebody drops here is seen by nobody else."""
    return bool(thing.by_id == person.id)


_OWN = "Tệp này do người khác gửi lên kiểm tra; chỉ người gửi xem được."

PERMISSIONS = {
    "checking.set_profile": Permission(
        lambda person, _: is_admin(person), "Chỉ người quản trị đặt lựa chọn thể thức của cơ quan."
    ),
    "checking.check": Permission(lambda person, _: True),
    "checking.view": Permission(is_own, _OWN),
    "checking.mend": Permission(is_own, _OWN),
    "checking.check_again": Permission(is_own, _OWN),
}
