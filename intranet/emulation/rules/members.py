"""Kinds of members, their tax codes, and when two names are one member."""

import re
from enum import StrEnum

from intranet.docservice.vietnamese import fold


class MemberKind(StrEnum):
    """What a member is."""

    COOPERATIVE = "htx"
    UNION = "lien_hiep"
    CREDIT_FUND = "qtd"
    GROUP = "to_hop_tac"
    BUSINESS = "dn"


MEMBER_KIND_LABELS = {
    MemberKind.COOPERATIVE: "Hợp tác xã",
    MemberKind.UNION: "Liên hiệp hợp tác xã",
    MemberKind.CREDIT_FUND: "Quỹ tín dụng nhân dân",
    MemberKind.GROUP: "Tổ hợp tác",
    MemberKind.BUSINESS: "Doanh nghiệp",
}
# How a cell or a name may say it, folded; the longer words first.
KIND_WORDS = (
    ("lien hiep hop tac xa", MemberKind.UNION),
    ("lien hiep htx", MemberKind.UNION),
    ("lhhtx", MemberKind.UNION),
    ("quy tin dung", MemberKind.CREDIT_FUND),
    ("qtdnd", MemberKind.CREDIT_FUND),
    ("qtd", MemberKind.CREDIT_FUND),
    ("hop tac xa", MemberKind.COOPERATIVE),
    ("htx", MemberKind.COOPERATIVE),
    ("to hop tac", MemberKind.GROUP),
    ("tht", MemberKind.GROUP),
    ("doanh nghiep", MemberKind.BUSINESS),
    ("cong ty", MemberKind.BUSINESS),
    ("dntn", MemberKind.BUSINESS),
    ("dn", MemberKind.BUSINESS),
)
_SHORTER = (
    ("hop tac xa", "htx"),
    ("quy tin dung nhan dan", "qtdnd"),
    ("trach nhiem huu han", "tnhh"),
    ("co phan", "cp"),
    ("mot thanh vien", "mtv"),
    ("doanh nghiep tu nhan", "dntn"),
)
TAX_CODE = re.compile(r"\d{10}(-\d{3})?|\d{12}")
TAX_CODE_WRONG = "Mã số thuế có 10 chữ số, 13 chữ số như 0201234567-001, hoặc 12 chữ số."
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
DIGITS_WITHOUT_ZERO = 9


def kind_of(words: str) -> MemberKind | None:
    """The kind that a cell or the beginning of a name says; None when it says none."""
    text = fold(" ".join(words.split()))
    return next((kind for said, kind in KIND_WORDS if re.match(rf"{said}\b", text)), None)


def member_key(name: str) -> str:
    """A name as it is compared: "Hợp tác xã Nông nghiệp An Lão" and "HTX nông nghiệp An Lão" are one."""
    text = " ".join(re.sub(r"[^0-9a-z]+", " ", fold(name)).split())
    for long, short in _SHORTER:
        text = re.sub(rf"\b{long}\b", short, text)
    return text


def tax_code_of(words: str, was_number: bool = False) -> str | None:
    """A tax code as it is kept, "" for none, or None when it is no tax code.

    Excel takes the 0 in front from a code that was kept as a number; it is put back when the check digit agrees.
    """
    text = re.sub(r"[\s.]", "", words).replace("–", "-")
    if re.fullmatch(r"\d{13}", text):
        text = f"{text[:10]}-{text[10:]}"
    if was_number and len(text) == DIGITS_WITHOUT_ZERO and has_check_digit(f"0{text}"):
        text = f"0{text}"
    return text if not text or TAX_CODE.fullmatch(text) else None


def has_check_digit(code: str) -> bool:
    """Whether the tenth digit of a tax code is the one its first nine ask for."""
    left = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False)) % 11
    return code.isdecimal() and int(code[9]) == 10 - left
