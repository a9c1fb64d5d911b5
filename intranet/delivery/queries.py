"""Reading deliveries: of a letter, those still to be sent, those sent by post, and whom a letter's lines mean."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import PurePath
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from intranet.accounts.queries import active_people, former_names, groups, open_departments
from intranet.accounts.rules import departments_headed, departments_of
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.files import StoredFile
from intranet.delivery.models import Agency, Delivery, DeliveryMail
from intranet.delivery.rules import Kind, KnownReceivers, Way, lines_of
from intranet.docservice.assignments.units import name_key
from intranet.registers.models import RegisterBook, RegisterNumber


def get_delivery(delivery_id: int) -> Delivery:
    """The delivery, or NotFound."""
    found = session.get(Delivery, delivery_id)
    if found is None:
        raise NotFound("Không tìm thấy lần chuyển phát này.")
    return found


def get_agency(agency_id: int) -> Agency:
    """The agency outside, or NotFound."""
    found = session.get(Agency, agency_id)
    if found is None:
        raise NotFound("Không tìm thấy nơi nhận này.")
    return found


def agencies(with_closed: bool = False) -> Sequence[Agency]:
    """Agencies outside by name, those that still exist unless asked otherwise."""
    query = select(Agency).order_by(Agency.name)
    return session.scalars(query if with_closed else query.where(Agency.closed_on.is_(None))).all()


def known_receivers() -> KnownReceivers:
    """Everybody a line of Nơi nhận can name today."""
    return KnownReceivers.of(open_departments(), groups(), agencies(), active_people(), former_names())


def deliveries_of(number: RegisterNumber) -> Sequence[Delivery]:
    """To whom a letter goes, in the order in which it was said."""
    return session.scalars(
        _for_lists(select(Delivery).where(Delivery.number_id == number.id).order_by(Delivery.id))
    ).all()


def unresolved_lines(number: RegisterNumber, deliveries: Sequence[Delivery]) -> list[str]:
    """The lines of Nơi nhận that no delivery answers yet."""
    answered = {name_key(delivery.words) for delivery in deliveries}
    return [line for line in lines_of(number.recipients) if name_key(line) not in answered]


@dataclass(frozen=True)
class Reached:
    """The lines of Nơi nhận by whether the office's lists know whom they mean."""

    known: Sequence[str]
    unknown: Sequence[str]


def reached_by(number: RegisterNumber) -> Reached:
    """Whom a letter would reach if it were issued now, and the lines that would reach nobody yet."""
    lists = known_receivers()
    known: list[str] = []
    unknown: list[str] = []
    for line in lines_of(number.recipients):
        (known if lists.find(line) else unknown).append(line)
    return Reached(known, unknown)


def to_send() -> Sequence[Delivery]:
    """Outside deliveries of letters that are out but not sent yet, the oldest letter first."""
    query = select(Delivery).where(Delivery.way != Way.INSIDE, Delivery.sent_on.is_(None), Delivery.dropped_why == "")
    return session.scalars(_for_lists(query.order_by(Delivery.number_id, Delivery.id))).all()


def count_to_send() -> int:
    """How many outside deliveries wait."""
    query = select(func.count()).select_from(Delivery)
    query = query.where(Delivery.way != Way.INSIDE, Delivery.sent_on.is_(None), Delivery.dropped_why == "")
    return session.scalar(query) or 0


def sent_by_post(year: int) -> Sequence[Delivery]:
    """What went by post in a year, in the order of the register (PL IV.III)."""
    query = (
        select(Delivery)
        .join(RegisterNumber)
        .join(RegisterBook)
        .where(Delivery.way == Way.POST, Delivery.sent_on.is_not(None), Delivery.dropped_why == "")
        .where(func.extract("year", Delivery.sent_on) == year)
        .order_by(Delivery.sent_on, RegisterNumber.number, Delivery.id)
    )
    return session.scalars(_for_lists(query)).all()


def unseen_by(person: Any, number_id: int) -> Delivery | None:
    """The delivery of a letter that waits for this person's "đã xem", or for that of one he stands in for."""
    units = departments_of(person).union(*map(departments_headed, person.stands_in_for))
    query = select(Delivery).where(
        Delivery.number_id == number_id,
        Delivery.way == Way.INSIDE,
        Delivery.seen_at.is_(None),
        Delivery.dropped_why == "",
        or_(
            Delivery.person_id.in_([person.id, *(absent.id for absent in person.stands_in_for)]),
            and_(Delivery.department_id.is_not(None), Delivery.department_id.in_(sorted(units))),
        ),
    )
    return session.scalars(query.order_by(Delivery.id).limit(1)).first()


def _for_lists(query: Select[Delivery]) -> Select[Delivery]:
    """With everything a line shows, so that the number of statements does not grow with the lines."""
    shown = (Delivery.person, Delivery.department, Delivery.agency, Delivery.seen_by)
    mails = selectinload(Delivery.mails).joinedload(DeliveryMail.mail)
    return query.options(*(selectinload(one) for one in shown), mails)


# What goes by mail.


@dataclass(frozen=True)
class SentFile:
    """A file of a letter as a receiver gets it."""

    name: str
    sha256: str
    size: int


def files_of(number: RegisterNumber) -> list[SentFile]:
    """The signed and sealed sheet as a PDF, then the appendices beside it as they were sealed; each name comes once.

    None of a letter made outside. Documents stand above this feature: the letter is known by its name alone.
    """
    letter = getattr(number, "letter", None)
    if letter is None or letter.scan is None:
        return []
    named = [(f"{number.full.replace('/', '-')}.pdf", letter.scan.file_sha256)]
    named += [attachment.goes_as(letter.current_n) for attachment in letter.attachments]
    sent: dict[str, SentFile] = {}
    for name, sha256 in named:
        alone = _alone(name, sent)
        sent[alone] = SentFile(alone, sha256, session.get_one(StoredFile, sha256).size)
    return list(sent.values())


def _alone(name: str, taken: Container[str]) -> str:
    """A name no other file of the mail bears: who saves them into one folder must not lose one."""
    path = PurePath(name)
    numbered = (f"{path.stem} ({n}){path.suffix}" for n in count(2))
    return next(found for found in chain([name], numbered) if found not in taken)


def agencies_by_mail(number: RegisterNumber) -> list[Agency]:
    """Agencies of its Nơi nhận that get the letter by mail the moment it is issued."""
    known = known_receivers()
    found = [receiver.id for line in lines_of(number.recipients) for receiver in known.find(line)
             if receiver.kind == Kind.AGENCY]  # fmt: skip
    return [agency for agency in map(get_agency, dict.fromkeys(found)) if agency.way == Way.EMAIL and agency.email]


def delivery_of_mail(mail_id: int) -> DeliveryMail | None:
    """Which delivery a mail belongs to, if it is one of a letter's."""
    return session.scalars(select(DeliveryMail).where(DeliveryMail.mail_id == mail_id)).one_or_none()
