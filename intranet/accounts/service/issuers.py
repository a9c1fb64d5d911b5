"""What the admin does with issuers: the agency's names, symbol and address, each from a day on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from intranet.accounts.models import Department, Issuer, IssuerName, Person
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Refused


@dataclass(frozen=True)
class IssuerFacts:
    """What stands at the head of an issuer's letters (NĐ 30/2020, PL I, II.2 to II.4) and how to reach it."""

    lines: str
    plain: str
    symbol: str
    place: str
    parent: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


def make_issuer(actor: Person | None, facts: IssuerFacts, *, holds_from: date) -> Issuer:
    """A new agency with its own seal and books; it stands after those that are there."""
    last = session.scalar(select(func.max(Issuer.position))) or 0
    issuer = Issuer(position=last + 1)
    issuer.names.append(IssuerName(holds_from=holds_from, **vars(facts)))
    session.add(issuer)
    history.record(issuer, actor, "make_issuer", f"đã khai báo cơ quan «{facts.plain}»")
    return issuer


def rename_issuer(issuer: Issuer, actor: Person, facts: IssuerFacts, *, holds_from: date) -> None:
    """Other names or another address from a day on; letters of earlier days keep the old ones.

    What is given for a day that already has its own names corrects them.
    """
    name = next((held for held in issuer.names if held.holds_from == holds_from), None)
    if name is None:
        name = IssuerName(holds_from=holds_from)
        issuer.names.append(name)
    for field, value in vars(facts).items():
        setattr(name, field, value)
    session.flush()
    session.expire(issuer, ["names"])
    words = f"đã ghi tên «{facts.plain}», ký hiệu {facts.symbol}, từ {holds_from:%d/%m/%Y}"
    history.record(issuer, actor, "rename_issuer", words)


def close_issuer(issuer: Issuer, actor: Person, reason: str) -> None:
    """The agency issues no more letters from today. Raises Refused while departments belong to it."""
    open_departments = select(func.count()).where(Department.issuer_id == issuer.id, Department.closed_on.is_(None))
    count = session.scalar(open_departments) or 0
    if issuer.closed_on is not None:
        raise Refused("Cơ quan này đã ngừng ban hành.")
    if count:
        raise Refused(f"Còn {count} đơn vị thuộc cơ quan này.", "Hãy đóng hoặc chuyển các đơn vị ấy trước.")
    issuer.closed_on = today()
    history.record(issuer, actor, "close_issuer", "đã ngừng ban hành văn bản", note=reason)
