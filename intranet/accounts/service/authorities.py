"""What the admin does with the authority to sign (Điều 13 NĐ 30/2020): give it and end it."""

from dataclasses import dataclass
from datetime import date

from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.accounts.rules import CAPACITY_LABELS, Capacity, problems_of_authority
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused


@dataclass(frozen=True)
class AuthorityFacts:
    """In whose place somebody signs, what stands above his name, for which letters, from when until when."""

    capacity: Capacity
    lines: str
    valid_from: date
    valid_until: date | None = None
    types: str = ""
    fields: str = ""
    basis: str = ""


def give_authority(person: Person, issuer: Issuer, actor: Person | None, facts: AuthorityFacts) -> SigningAuthority:
    """Let somebody sign an issuer's letters. Raises Invalid naming the field that breaks Điều 13."""
    for field, sentence in problems_of_authority(facts).items():
        raise Invalid(sentence, field=field)
    authority = SigningAuthority(person_id=person.id, issuer_id=issuer.id, **vars(facts))
    session.add(authority)
    label = CAPACITY_LABELS[facts.capacity]
    history.record(authority, actor, "give_authority", f"đã giao quyền ký cho {person.name}: {label}")
    session.refresh(authority)
    return authority


def end_authority(authority: SigningAuthority, actor: Person, last_day: date) -> None:
    """The authority holds until that day and no longer; letters signed before stay as they are.

    Raises Invalid (the day lies before its beginning) or Refused (it ends earlier already).
    """
    if last_day < authority.valid_from:
        raise Invalid("Ngày cuối không thể trước ngày bắt đầu.", field="last_day")
    if authority.valid_until is not None and authority.valid_until <= last_day:
        raise Refused("Quyền ký này đã kết thúc vào ngày sớm hơn.")
    authority.valid_until = last_day
    history.record(authority, actor, "end_authority", f"đã kết thúc quyền ký sau ngày {last_day:%d/%m/%Y}")
