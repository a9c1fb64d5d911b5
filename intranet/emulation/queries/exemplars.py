"""Reading exemplary people, collectives and models: narrowed, counted, in pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.emulation.models import Exemplar, ExemplarPaper, Member
from intranet.emulation.rules import ExemplarState

PAGE, FOUND_AT_MOST = 50, 10
ALL = "all"


@dataclass(frozen=True)
class ExemplarFilter:
    """What the list's address asks for; `state` an ExemplarState, "all", or "" for those that are followed."""

    q: str = ""
    kind: str = ""
    state: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filter as SQL."""
        found = [holds_all(Exemplar.search_text, search_terms(self.q))]
        if self.kind:
            found.append(Exemplar.kind == self.kind)
        if self.state == "":
            found.append(Exemplar.state != ExemplarState.DROPPED)
        elif self.state != ALL:
            found.append(Exemplar.state == self.state)
        return found


@dataclass(frozen=True)
class ExemplarPage:
    """One page of the list and how many there are in all."""

    exemplars: Sequence[Exemplar]
    total: int
    page: int
    pages: int


def get_exemplar(exemplar_id: int) -> Exemplar:
    """The exemplar, or NotFound."""
    exemplar = session.get(Exemplar, exemplar_id)
    if exemplar is None:
        raise NotFound("Không tìm thấy điển hình này.")
    return exemplar


def get_paper(paper_id: int) -> ExemplarPaper:
    """A paper of a file, or NotFound."""
    paper = session.get(ExemplarPaper, paper_id)
    if paper is None:
        raise NotFound("Không tìm thấy giấy tờ này.")
    return paper


def list_exemplars(wanted: ExemplarFilter, page: int = 1) -> ExemplarPage:
    """A page of the list, the latest found first."""
    total = session.scalar(select(func.count(Exemplar.id)).where(*wanted.conditions())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = _listed(wanted).limit(PAGE).offset((page - 1) * PAGE)
    return ExemplarPage(session.scalars(query).all(), total, page, pages)


def all_exemplars(wanted: ExemplarFilter) -> Sequence[Exemplar]:
    """The whole list, for Excel."""
    return session.scalars(_listed(wanted)).all()


def search_exemplars(words: str, most: int = FOUND_AT_MOST) -> Sequence[Exemplar]:
    """The exemplars that hold all the words, whatever their state, for the search of the whole program."""
    if not search_terms(words):
        return []
    return session.scalars(_listed(ExemplarFilter(q=words, state=ALL)).limit(most)).all()


def count_states(wanted: ExemplarFilter) -> Counter[str]:
    """How many stand in each state, the other filters kept."""
    others = replace(wanted, state=ALL).conditions()
    rows = session.execute(select(Exemplar.state, func.count()).where(*others).group_by(Exemplar.state))
    return Counter(dict(rows.all()))


def of_member(member: Member) -> Sequence[Exemplar]:
    """The exemplars of one member."""
    query = select(Exemplar).where(Exemplar.member_id == member.id).order_by(Exemplar.id.desc())
    return session.scalars(query.options(joinedload(Exemplar.member))).all()


def in_state(*states: ExemplarState) -> Sequence[Exemplar]:
    """Those in some states by name, for a select."""
    query = select(Exemplar).where(Exemplar.state.in_(states)).options(joinedload(Exemplar.member))
    return session.scalars(query.order_by(Exemplar.name_key, Exemplar.id)).all()


def twins_of(name_key: str, member_id: int, besides: int | None = None) -> Sequence[Exemplar]:
    """Others of the same name in the same member: most likely the same person or collective once more."""
    query = select(Exemplar).where(Exemplar.name_key == name_key, Exemplar.member_id == member_id)
    return session.scalars(query.where(Exemplar.id != besides) if besides else query).all()


def _listed(wanted: ExemplarFilter) -> Select[Exemplar]:
    shown = (joinedload(Exemplar.member), joinedload(Exemplar.department), selectinload(Exemplar.judgements))
    query = select(Exemplar).where(*wanted.conditions()).options(*shown)
    return query.order_by(Exemplar.found_on.desc(), Exemplar.id.desc())
