"""Ways of sending, whom a line of Nơi nhận means, and who records what (Điều 18 NĐ 30/2020)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import departments_headed, departments_of, is_clerk
from intranet.core.permissions import HandedOver, Permission
from intranet.docservice.assignments.units import name_key
from intranet.notices.rules import MailState
from intranet.registers.rules import reads_register


class Way(StrEnum):
    """How a letter reaches its receiver."""

    INSIDE = "inside"
    POST = "post"
    HAND = "hand"
    EMAIL = "email"


WAY_LABELS = {
    Way.INSIDE: "Trong cơ quan",
    Way.POST: "Bưu điện",
    Way.HAND: "Chuyển tay, ký nhận",
    Way.EMAIL: "Thư điện tử, trục liên thông",
}
OUTSIDE_WAYS = (Way.POST, Way.HAND, Way.EMAIL)


class Kind(StrEnum):
    """What a receiver is."""

    PERSON = "p"
    DEPARTMENT = "d"
    AGENCY = "a"


@dataclass(frozen=True)
class Receiver:
    """Somebody on the office's lists: kind and id."""

    kind: Kind
    id: int

    @property
    def key(self) -> str:
        """As a form names it: "d:3"."""
        return f"{self.kind}:{self.id}"


def receiver_of(key: str) -> Receiver | None:
    """The receiver a form names, or None."""
    kind, _, number = key.partition(":")
    return Receiver(Kind(kind), int(number)) if kind in set(Kind) and number.isdecimal() else None


@dataclass(frozen=True)
class KnownReceivers:
    """The office's lists as names: each name and other spelling → the receivers it stands for."""

    names: Mapping[str, tuple[Receiver, ...]]

    @classmethod
    def of(
        cls,
        departments: Iterable[Any],
        groups: Iterable[Any],
        agencies: Iterable[Any],
        people: Iterable[Any],
        former: Mapping[int, Sequence[str]] | None = None,
    ) -> "KnownReceivers":
        """Units first: a name that two things share stands for the first of them in this order.

        `former` are the names of closed departments by the department they were merged into; they come last.
        """
        names: dict[str, tuple[Receiver, ...]] = {}
        for unit in departments:
            _note(names, _spellings(unit), (Receiver(Kind.DEPARTMENT, unit.id),))
        for group in groups:
            members = tuple(Receiver(Kind.DEPARTMENT, unit.id) for unit in group.members)
            _note(names, _spellings(group), members)
        for agency in agencies:
            _note(names, _spellings(agency), (Receiver(Kind.AGENCY, agency.id),))
        for person in people:
            _note(names, (person.name,), (Receiver(Kind.PERSON, person.id),))
        for heir_id, called in (former or {}).items():
            _note(names, called, (Receiver(Kind.DEPARTMENT, heir_id),))
        return cls(names)

    def find(self, words: str) -> tuple[Receiver, ...]:
        """Whom one line means; empty when the lists do not say. A line is met whole, then what follows a courtesy."""
        plain = COURTESY.sub("", words.strip(" -;.,"))
        for text in (words, plain, re.sub(r"\s*\(.*\)\s*$", "", plain)):
            if found := self.names.get(name_key(text)):
                return found
        return ()


FILED = re.compile(r"^[-–\s]*lưu\s*:", re.IGNORECASE)
COURTESY = re.compile(r"^(?:như trên|ông|bà|đồng chí|đ/c|các đồng chí)\s*[:,]?\s+", re.IGNORECASE)


def _spellings(unit: Any) -> Sequence[str]:
    return [unit.name, getattr(unit, "short_name", ""), *unit.spellings.splitlines()]


def _note(names: dict[str, tuple[Receiver, ...]], spellings: Iterable[str], receivers: tuple[Receiver, ...]) -> None:
    for spelling in spellings:
        if key := name_key(spelling):
            names.setdefault(key, receivers)


def lines_of(recipients: str) -> list[str]:
    """Nơi nhận as the register keeps it, line by line; where the letter itself is filed ("Lưu: VT") is no receiver."""
    lines = (line.strip() for line in re.split(r"[;\n]", recipients))
    return [line for line in lines if line.strip(" .") and not FILED.match(line)]


# What a mail to a receiver says.
MAILED = {
    "letter": "Gửi văn bản",
    "recall": "Báo thu hồi",
    "replace": "Báo thay thế",
    "rectify": "Báo đính chính",
}
# Plain letters only: the mail servers of receivers need not know more.
ADDRESS = re.compile(r"[A-Za-z0-9._%+&'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WRONG_ADDRESS = "Địa chỉ thư không đúng. Hãy ghi như vanthu@haiphong.gov.vn."


def is_address(text: str) -> bool:
    """Whether the text can be the address of a mailbox."""
    return bool(ADDRESS.fullmatch(text)) and ".." not in text


# A mail carries bytes as letters: four for three, and a line break after every 76.
GROWTH = 1.38
WORDS_OF_A_MAIL = 20_000


def fits_in_a_mail(sizes: Iterable[int], largest_mb: int) -> bool:
    """Whether files of these sizes (bytes) travel in one mail of at most so many MB."""
    return sum(sizes) * GROWTH + WORDS_OF_A_MAIL <= largest_mb * 1_000_000


STANDINGS = {
    "waiting": ("Chờ gửi", "soon"),
    "mailing": ("Đang gửi thư", "doing"),
    "mail_failed": ("Gửi thư lỗi", "late"),
    "mail_unknown": ("Không rõ đã tới", "soon"),
    "sent": ("Đã gửi", "doing"),
    "received": ("Đã nhận", "done"),
    "returned": ("Đã trả lại", "none"),
    "dropped": ("Không gửi", "none"),
}


MAIL_STANDINGS = {
    MailState.WAITING: "mailing",
    MailState.SENDING: "mailing",
    MailState.FAILED: "mail_failed",
    MailState.UNKNOWN: "mail_unknown",
}


def standing_of(delivery: Any) -> str:
    """How far a delivery is, as a name of STANDINGS."""
    if delivery.dropped_why:
        return "dropped"
    if delivery.returned_on:
        return "returned"
    if delivery.seen_at or delivery.received_by:
        return "received"
    return "sent" if delivery.sent_on else MAIL_STANDINGS.get(delivery.mail_state, "waiting")


def receives(person: Any, delivery: Any) -> bool:
    """Whether an inside delivery is for this person or for a unit of his."""
    return delivery.person_id == person.id or delivery.department_id in departments_of(person)


def _acknowledges(person: Any, delivery: Any) -> bool:
    return delivery.way == Way.INSIDE and not delivery.dropped_why and receives(person, delivery)


def _is_sent_to(person: Any, delivery: Any) -> bool:
    return delivery.person_id == person.id or delivery.department_id in departments_headed(person)


def _clerk(person: Any, thing: Any) -> bool:
    return is_clerk(person)


_CLERKS = "Chỉ văn thư ghi việc chuyển phát."
_READERS = "Việc chuyển phát dành cho văn thư, lãnh đạo, Văn phòng và trưởng các đơn vị."

PERMISSIONS = {
    "delivery.list": Permission(reads_register, _READERS),
    "delivery.add": Permission(_clerk, _CLERKS),
    "delivery.send": Permission(_clerk, _CLERKS),
    "delivery.mail": Permission(_clerk, _CLERKS),
    "delivery.drop": Permission(_clerk, _CLERKS),
    "delivery.take_back": Permission(_clerk, _CLERKS),
    "delivery.acknowledge": Permission(
        _acknowledges, "Chỉ người nhận văn bản xác nhận đã xem.", HandedOver(of=_is_sent_to)
    ),
    "agency.list": Permission(reads_register, _READERS),
    "agency.edit": Permission(_clerk, "Chỉ văn thư sửa danh sách nơi nhận bên ngoài."),
}
