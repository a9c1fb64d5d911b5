"""The office of an empty database: one issuer, one Văn phòng, and the first admin."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from intranet.accounts.lacking import GUESSED
from intranet.accounts.models import Department, Issuer
from intranet.accounts.rules import DepartmentKind
from intranet.accounts.service.departments import DepartmentFacts, make_department
from intranet.accounts.service.issuers import IssuerFacts, make_issuer
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.docservice.incoming.agency_names import in_a_sentence

NAMES_HOLD_FROM = date(2000, 1, 1)  # long enough ago for every letter that is entered later
REQUIRED = ("name", "symbol", "place")


def seed_office(first_office: Mapping[str, str]) -> Department:
    """Make the issuer of `[first_office]` and its Văn phòng; gives the Văn phòng, where the first admin sits.

    In a database that has an office nothing is made and the Văn phòng that stands there is given. `name` is in
    capitals, on one or two lines; `plain` is the same as in a sentence, guessed where it is not given, of which the
    admin's list says that it wants a look. Raises Invalid naming what is missing.
    """
    office = session.scalars(select(Department).where(Department.closed_on.is_(None)).order_by(Department.id)).all()
    if office:
        return next((department for department in office if department.is_office), office[0])
    missing = [name for name in REQUIRED if not first_office.get(name, "").strip()]
    if missing:
        raise Invalid(f"settings.toml, [first_office]: thiếu {', '.join(missing)}.", field=missing[0])
    issuer = session.scalars(select(Issuer).order_by(Issuer.position)).first() or _issuer(first_office)
    facts = DepartmentFacts(issuer_id=issuer.id, kind=DepartmentKind.VAN_PHONG, position=1, is_office=True)
    return make_department(None, facts, name="Văn phòng", short_name="VP", holds_from=NAMES_HOLD_FROM)


def _issuer(first_office: Mapping[str, str]) -> Issuer:
    lines, plain = first_office["name"].strip(), first_office.get("plain", "").strip()
    facts = IssuerFacts(
        lines=lines,
        plain=plain or in_a_sentence(" ".join(lines.split())),
        symbol=first_office["symbol"].strip(),
        place=first_office["place"].strip(),
        parent=first_office.get("parent", "").strip(),
    )
    issuer = make_issuer(None, facts, holds_from=NAMES_HOLD_FROM)
    if not plain:
        history.record(issuer, None, GUESSED, f"đã đoán tên viết thường «{facts.plain}» từ chữ in hoa")
    return issuer
