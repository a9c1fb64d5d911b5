"""Reading the list of members: narrowed, in pages, and what may stand in it twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from intranet.accounts.models import Department
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.emulation.models import EmulationDuty, Member, MemberImport

PAGE, FOUND_AT_MOST = 50, 10
CURRENT, LEFT, DOUBLES, ALL = "", "left", "doubles", "all"


@dataclass(frozen=True)
class MemberFilter:
    """What the list's address asks for; `view` is one of CURRENT, LEFT, DOUBLES, ALL."""

    q: str = ""
    kind: str = ""
    view: str = CURRENT

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filter as SQL."""
        found = [holds_all(Member.search_text, search_terms(self.q))]
        if self.kind:
            found.append(Member.kind == self.kind)
        if self.view in (CURRENT, DOUBLES):
            found.append(Member.left_on.is_(None))
        if self.view == LEFT:
            found.append(Member.left_on.is_not(None))
        if self.view == DOUBLES:
            found.append(Member.name_key.in_(_named_twice()))
        return found


@dataclass(frozen=True)
class MemberPage:
    """One page of the list and how many there are in all."""

    members: Sequence[Member]
    total: int
    page: int
    pages: int


def get_member(member_id: int) -> Member:
    """The member, or NotFound."""
    member = session.get(Member, member_id)
    if member is None:
        raise NotFound("Không tìm thấy thành viên này.")
    return member


def get_import(import_id: int) -> MemberImport:
    """The sheet of members, or NotFound."""
    found = session.get(MemberImport, import_id)
    if found is None:
        raise NotFound("Không tìm thấy lần nhập này.")
    return found


def list_members(wanted: MemberFilter, page: int = 1) -> MemberPage:
    """A page of the list by name."""
    total = session.scalar(select(func.count(Member.id)).where(*wanted.conditions())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = select(Member).where(*wanted.conditions()).order_by(Member.name_key, Member.id)
    return MemberPage(session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all(), total, page, pages)


def all_members(wanted: MemberFilter) -> Sequence[Member]:
    """The whole list by name, for Excel and for a sheet that is checked."""
    return session.scalars(select(Member).where(*wanted.conditions()).order_by(Member.name_key, Member.id)).all()


def search_members(words: str, most: int = FOUND_AT_MOST) -> Sequence[Member]:
    """The members that hold all the words, those of today and those that left, for the search of the whole program."""
    if not search_terms(words):
        return []
    query = select(Member).where(*MemberFilter(q=words, view=ALL).conditions()).order_by(Member.name_key, Member.id)
    return session.scalars(query.limit(most)).all()


def count_doubles() -> int:
    """How many current members share their name with another."""
    return session.scalar(select(func.count(Member.id)).where(*MemberFilter(view=DOUBLES).conditions())) or 0


def current_members() -> Sequence[Member]:
    """The members of today by name, for a select."""
    return all_members(MemberFilter())


def imports(most: int = 10) -> Sequence[MemberImport]:
    """The last sheets that were sent."""
    return session.scalars(select(MemberImport).order_by(MemberImport.id.desc()).limit(most)).all()


def charged_with(duty: str) -> Sequence[Department]:
    """The departments that have a duty."""
    query = select(Department).join(EmulationDuty, EmulationDuty.department_id == Department.id)
    return session.scalars(query.where(EmulationDuty.duty == duty).order_by(Department.position)).all()


def _named_twice() -> Any:
    current = select(Member.name_key).where(Member.left_on.is_(None))
    return current.group_by(Member.name_key).having(func.count() > 1)
