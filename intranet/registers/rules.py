"""How letters are numbered (Điều 15 NĐ 30/2020): series, symbols, states of a number, who may write the register."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import departments_headed, is_admin, is_clerk, sees_everything
from intranet.core.permissions import Permission
from intranet.docservice.nd30 import COPY_TYPES, LETTER_TYPES, LetterType, notation

CONG_VAN = "CV"
# A letter of thanks (thư công) has no abbreviation and no number (PL III.I).
TYPES: dict[str, LetterType] = {
    kind.abbreviation or CONG_VAN: kind for kind in LETTER_TYPES.values() if kind.id != "thu_cong"
}

COPY_CODES: dict[str, LetterType] = {kind.abbreviation: kind for kind in COPY_TYPES.values()}


class Scheme(StrEnum):
    """How an issuer counts its letters; its head decides (Điều 15.1c)."""

    SINGLE = "single"
    PER_TYPE = "per_type"


SCHEME_LABELS = {
    Scheme.SINGLE: "Một hệ thống số chung cho mọi loại văn bản",
    Scheme.PER_TYPE: "Mỗi loại văn bản một hệ thống số riêng",
}

# What follows a number that is put after another one: 43a, 43b.
SUFFIXES = "abcdefghijklmnopqrstuvwxyz"

COMMON_SERIES = "chung"
COPIES = "sao"  # sao y, sao lục, trích sao: one series a year for all of them (PL I, phần II, II.1c)
ARRIVALS = "den"  # the book of incoming letters: one series a year for paper and electronic ones (Điều 22.2)


class NumberState(StrEnum):
    """What became of a number."""

    ISSUED = "issued"
    KEPT = "kept"
    CANCELLED = "cancelled"


STATE_LABELS = {
    NumberState.ISSUED: "Đã cấp",
    NumberState.KEPT: "Để dành",
    NumberState.CANCELLED: "Đã hủy",
}
STATE_TONES = {NumberState.ISSUED: "done", NumberState.KEPT: "waiting", NumberState.CANCELLED: "none"}


def series_of(scheme: str, type_code: str) -> str:
    """The series a type is counted in; copies have their own whatever the scheme."""
    if type_code in COPY_CODES:
        return COPIES
    return COMMON_SERIES if scheme == Scheme.SINGLE else type_code


def series_label(series: str) -> str:
    """The series in words: "chung", "Kế hoạch"."""
    own = {COMMON_SERIES: "chung", ARRIVALS: "văn bản đến", COPIES: "bản sao"}
    return own.get(series) or type_name(series)


def book_label(series: str, year: int) -> str:
    """The name of a book: "Sổ chung 2026", "Sổ Kế hoạch 2026"."""
    return f"Sổ {series_label(series)} {year}"


def in_sentence(label: str) -> str:
    """A label inside a sentence: "sổ Kế hoạch 2026"."""
    return label[:1].lower() + label[1:]


def type_name(type_code: str) -> str:
    """The name of a type of letter: "Kế hoạch"; an unknown code is a bug."""
    return (TYPES | COPY_CODES)[type_code].name


def symbol(type_code: str, agency: str, unit: str) -> str:
    """The symbol after the number: KH-LMHTX; công văn LMHTX-VP, by unit or field (PL I, II.3b NĐ 30/2020)."""
    return notation((TYPES | COPY_CODES)[type_code], agency, unit)


@dataclass(frozen=True)
class Entry:
    """What the register says about a letter besides its number and date (PL IV.I.2, columns 3 to 10)."""

    subject: str = ""
    signer: str = ""
    recipients: str = ""
    archive_unit: str = ""
    copies: int | None = None
    sent_on: date | None = None
    received_by: str = ""
    remark: str = ""


BLANK = Entry()


def reads_register(person: Any, thing: Any) -> bool:
    """Clerks, leaders, Văn phòng and heads read it; it also names letters that are not issued yet."""
    return sees_everything(person) or bool(departments_headed(person))


def writes_register(person: Any, thing: Any) -> bool:
    """Only the clerk writes: one hand, one book (Điều 16 NĐ 30/2020)."""
    return is_clerk(person)


def sets_scheme(person: Any, thing: Any) -> bool:
    """The head's decision is entered by the clerk or the admin."""
    return is_clerk(person) or is_admin(person)


_READ = "Sổ văn bản đi dành cho văn thư, lãnh đạo, Văn phòng và trưởng các đơn vị."
_WRITE = "Chỉ văn thư được ghi sổ văn bản đi."

PERMISSIONS = {
    "register.view": Permission(reads_register, _READ),
    "register_number.view": Permission(reads_register, _READ),  # notices ask by the table's name
    "register.add_outside": Permission(writes_register, _WRITE),
    "register.keep": Permission(writes_register, _WRITE),
    "register.insert": Permission(writes_register, _WRITE),
    "register.set_keeping": Permission(sets_scheme, "Chỉ văn thư hoặc người quản trị ghi quy định để dành số."),
    "register.use_kept": Permission(writes_register, _WRITE),
    "register.correct": Permission(writes_register, _WRITE),
    "register.cancel": Permission(writes_register, _WRITE),
    "register.lend_copy": Permission(writes_register, _WRITE),
    "register.give_back_copy": Permission(writes_register, _WRITE),
    "register.open_book": Permission(writes_register, _WRITE),
    "register.set_scheme": Permission(sets_scheme, "Chỉ văn thư hoặc người quản trị được đổi cách đánh số."),
}
