"""What the admin does with issuers: the agency's names, symbol and address, each from a day on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from intranet.accounts.models import Department, Issuer, IssuerName, Person
from intranet.accounts.rules import why_no_symbol
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused


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


def make_issuer(actor: Person | None, facts: IssuerFacts, *, holds_from: date, seal_of: Issuer | None = None) -> Issuer:
    """A new agency with its own seal and books, or a council that issues under the seal of one (PL I, II.3a).

    It stands after those that are there. Raises Invalid (field "seal_of") for the seal of a council, which has none,
    and (field "symbol") for the agency's own symbol, as the same số, ký hiệu would come twice, or what is no symbol.
    """
    require_symbol(facts.symbol)
    if seal_of is not None and (seal_of.seal_of_id is not None or seal_of.closed_on is not None):
        raise Invalid("Hãy chọn cơ quan có con dấu đang dùng.", field="seal_of")
    if seal_of is not None and facts.symbol == seal_of.symbol:
        raise Invalid("Hội đồng, Ban có số riêng nên ký hiệu phải khác ký hiệu của cơ quan.", field="symbol")
    last = session.scalar(select(func.max(Issuer.position))) or 0
    issuer = Issuer(position=last + 1, seal_of=seal_of)
    issuer.names.append(IssuerName(holds_from=holds_from, **vars(facts)))
    session.add(issuer)
    history.record(issuer, actor, "make_issuer", f"đã khai báo cơ quan «{facts.plain}»")
    return issuer


def rename_issuer(issuer: Issuer, actor: Person, facts: IssuerFacts, *, holds_from: date) -> None:
    """Other names or another address from a day on; letters of earlier days keep the old ones.

    What is given for a day that already has its own names corrects them; the same again only says that somebody
    looked, which settles a name the program had guessed. Raises Invalid (field "symbol").
    """
    require_symbol(facts.symbol)
    held = issuer.name_on(holds_from)
    old = _called(held)
    if all(getattr(held, field) == value for field, value in vars(facts).items()):
        history.record(issuer, actor, "rename_issuer", f"đã xem lại tên {old}, không sửa gì")
        return
    name = next((held for held in issuer.names if held.holds_from == holds_from), None)
    corrects = name is not None
    if name is None:
        name = IssuerName(holds_from=holds_from)
        issuer.names.append(name)
    for field, value in vars(facts).items():
        setattr(name, field, value)
    session.flush()
    session.expire(issuer, ["names"])
    done, day = "sửa" if corrects else "đổi", f"từ {holds_from:%d/%m/%Y}"
    words = f"đã {done} tên {old} thành {_called(facts)}, {day}"
    if old == _called(facts):
        words = f"đã {done} địa danh, địa chỉ của {old}, {day}"
    history.record(issuer, actor, "rename_issuer", words)


def _called(name: IssuerName | IssuerFacts) -> str:
    return f"«{name.plain}», ký hiệu {name.symbol}"


def require_symbol(words: str, field: str = "symbol") -> None:
    """Raise Invalid (for this field) for words that cannot stand in the symbol of a letter (PL I, II.3)."""
    if why := why_no_symbol(words):
        raise Invalid(why, field=field)


def close_issuer(issuer: Issuer, actor: Person, reason: str) -> None:
    """The agency issues no more letters from today. Raises Refused while departments belong to it."""
    open_departments = select(func.count()).where(Department.issuer_id == issuer.id, Department.closed_on.is_(None))
    count = session.scalar(open_departments) or 0
    if issuer.closed_on is not None:
        raise Refused("Cơ quan này đã ngừng ban hành.")
    bodies = select(func.count()).where(Issuer.seal_of_id == issuer.id, Issuer.closed_on.is_(None))
    if session.scalar(bodies):
        raise Refused("Còn Hội đồng, Ban dùng con dấu của cơ quan này.", "Hãy ngừng ban hành của các tổ chức ấy trước.")
    if count:
        raise Refused(f"Còn {count} đơn vị thuộc cơ quan này.", "Hãy đóng hoặc chuyển các đơn vị ấy trước.")
    issuer.closed_on = today()
    history.record(issuer, actor, "close_issuer", "đã ngừng ban hành văn bản", note=reason)
