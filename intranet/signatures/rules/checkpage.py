"""What the page that checks a printed copy says: does the letter hold, and the code that opens it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intranet.core.clock import office_time
from intranet.documents.rules import State

# Letters and digits nobody mistakes for one another (Crockford's base 32); 20 of them are 100 bits.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 20, 5
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """As it is printed: ABCDE-FGHJK-…"""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def typed_code(words: str) -> str:
    """What somebody typed from paper, as the code stands here; "" when it cannot be one."""
    code = words.strip().upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


@dataclass(frozen=True)
class Standing:
    """Whether the letter holds: a word with its tone, and sentences."""

    label: str
    tone: str
    sentences: tuple[str, ...] = ()


def standing(document: Any, copy: Any, after: Sequence[Any]) -> Standing:
    """Whether what was printed from this copy still holds (Điều 18.3, 18.4 NĐ 30/2020); `after` newest first."""
    if document.state == State.CANCELLED:
        return Standing("Đã hủy", "late", ("Văn bản đã bị hủy; không dùng bản in này.",))
    if copy.n != document.current_n or document.state not in _SEALED:
        return Standing("Không còn dùng", "late", ("Văn bản đã được trả lại để sửa; không dùng bản in này.",))
    if document.state == State.RECALLED:
        return Standing("Đã thu hồi", "late", _told(after, "recall", "Thu hồi", "theo"))
    if document.state == State.REPLACED:
        return Standing("Đã được thay thế", "late", _told(after, "replace", "Thay thế", "bởi"))
    if document.state == State.SCANNED:
        return Standing("Đã ký, chưa phát hành", "soon", ("Văn bản chưa gửi đi; hỏi văn thư trước khi dùng.",))
    corrected = _told(after, "rectify", "Đính chính", "bằng")
    return Standing("Còn hiệu lực, có đính chính" if corrected else "Còn hiệu lực", "done", corrected)


_SEALED = {State.SCANNED, State.ISSUED, State.RECALLED, State.REPLACED}


def _told(after: Sequence[Any], kind: str, label: str, joint: str) -> tuple[str, ...]:
    return tuple(_sentence(one, label, joint) for one in after if one.kind == kind)


def _sentence(one: Any, label: str, joint: str) -> str:
    letter = one.by_letter
    if letter is None or letter.number is None:
        return f"{label} ngày {office_time(one.at):%d/%m/%Y}."
    return f"{label} {joint} {letter.type_name.lower()} số {letter.mark} ngày {letter.number.issued_on:%d/%m/%Y}."
