"""What the admin does with the authority to sign (Điều 13 NĐ 30/2020): give it and end it."""

from dataclasses import dataclass
from datetime import date, timedelta

from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.accounts.queries import deputies_of, get_department, heads_of
from intranet.accounts.rules import (
    CAPACITY_LABELS,
    Capacity,
    Role,
    lines_passed_on,
    problems_of_authority,
    why_not_passed_on,
)
from intranet.core import history, permissions
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused

# How many lines stand above a name on a letter of a council under the agency's seal (PL I, II.7c): those of anybody
# else and the post in the agency.
LINES_OF_A_COUNCIL = {capacity: 2 if capacity in (Capacity.HEAD, Capacity.Q) else 3 for capacity in Capacity}


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
    """Let somebody sign an issuer's letters. Raises Invalid naming the field that breaks Điều 13.

    TL. and TUQ. go to heads of units, or to the deputy in charge of a unit without a head (Điều 13.3, 13.4).
    """
    for field, sentence in problems_of_authority(facts).items():
        raise Invalid(sentence, field=field)
    if facts.capacity in (Capacity.TL, Capacity.TUQ) and not _leads_a_unit(person):
        raise Invalid("Thừa lệnh, thừa ủy quyền chỉ giao cho người đứng đầu đơn vị (Điều 13.3, 13.4).", field="person")
    if issuer.seal_of_id is not None and len(facts.lines.split("\n")) < LINES_OF_A_COUNCIL[facts.capacity]:
        raise Invalid(
            "Hội đồng, Ban dùng con dấu của cơ quan: ghi chức danh trong Hội đồng, Ban rồi chức vụ trong cơ quan, "
            "mỗi dòng một chức (Phụ lục I, II.7).",
            field="lines",
        )
    authority = SigningAuthority(person_id=person.id, issuer_id=issuer.id, **vars(facts))
    session.add(authority)
    label = CAPACITY_LABELS[facts.capacity]
    history.record(authority, actor, "give_authority", f"đã giao quyền ký cho {person.name}: {label}")
    session.refresh(authority)
    return authority


@dataclass(frozen=True)
class PassedOn:
    """To which deputy, with which title above his name, for which of the types, from when until when, on what paper."""

    deputy: Person
    title: str
    types: tuple[str, ...]
    valid_from: date
    valid_until: date
    basis: str = ""


def pass_on(authority: SigningAuthority, actor: Person, facts: PassedOn) -> SigningAuthority:
    """The head of a unit lets his deputy sign in his place what he signs by order (Điều 13.4 NĐ 30/2020).

    Raises NotPermitted for somebody else's authority, Refused for one that is never passed on (TUQ., KT.), Invalid
    (fields "deputy", "types", "valid_from", "valid_until", "title") for what goes beyond his own.
    """
    permissions.require(actor, "authority.pass_on", authority)
    problem = why_not_passed_on(authority, today())
    if problem:
        raise Refused(problem)
    _check_passed_on(authority, actor, facts)
    passed = SigningAuthority(
        person_id=facts.deputy.id,
        issuer_id=authority.issuer_id,
        capacity=Capacity.TL,
        lines=lines_passed_on(authority.lines, facts.title),
        types=" ".join(code for code in authority.types.split() if code in facts.types),
        fields=authority.fields,
        basis=facts.basis,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        passed_from_id=authority.id,
    )
    session.add(passed)
    words = f"đã giao lại cho {facts.deputy.name} ký thay đến hết {facts.valid_until:%d/%m/%Y}: {passed.types}"
    history.record(passed, actor, "pass_on", words, note=facts.basis)
    session.refresh(passed)
    return passed


def take_back(authority: SigningAuthority, actor: Person) -> None:
    """The deputy signs no longer from today on; what he has signed stays. Raises Refused when it is over already."""
    permissions.require(actor, "authority.take_back", authority)
    yesterday = today() - timedelta(days=1)
    if authority.valid_until is not None and authority.valid_until <= yesterday:
        raise Refused("Quyền ký này đã kết thúc.")
    authority.valid_from = min(authority.valid_from, yesterday)
    authority.valid_until = yesterday
    history.record(authority, actor, "take_back", f"đã thu lại quyền giao cho {authority.person.name} từ hôm nay")


def _check_passed_on(authority: SigningAuthority, actor: Person, facts: PassedOn) -> None:
    if facts.deputy.id not in {person.id for person in deputies_of(actor)}:
        raise Invalid("Chỉ giao lại cho cấp phó của đơn vị bạn đứng đầu (Điều 13.4).", field="deputy")
    if not facts.types or not set(facts.types) <= set(authority.types.split()):
        raise Invalid("Hãy chọn trong các loại văn bản bạn được ký.", field="types")
    if facts.valid_until < facts.valid_from or facts.valid_until < today():
        raise Invalid("Ngày kết thúc đã qua hoặc đứng trước ngày bắt đầu.", field="valid_until")
    if facts.valid_from < authority.valid_from:
        raise Invalid(f"Quyền của bạn chỉ có từ {authority.valid_from:%d/%m/%Y}.", field="valid_from")
    if authority.valid_until is not None and authority.valid_until < facts.valid_until:
        raise Invalid(f"Quyền của bạn chỉ đến hết {authority.valid_until:%d/%m/%Y}.", field="valid_until")
    if not facts.title.strip():
        raise Invalid("Hãy ghi chức vụ của cấp phó.", field="title")


def _leads_a_unit(person: Person) -> bool:
    """A head, or the deputy in charge of a department that has none (Điều 13.1)."""
    held = [role for role in person.roles if role.department_id is not None]
    return any(
        role.role == Role.HEAD or heads_of(get_department(role.department_id))[0] is None
        for role in held
        if role.department_id is not None
    )


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
