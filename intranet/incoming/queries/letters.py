"""Reading incoming letters: one, those a person may see, lists and their counts, the same letter come before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, or_, select
from sqlalchemy.orm import selectinload

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of, sees_everything
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.delivery.queries import agencies as outside_agencies
from intranet.docservice.searching import search_key, search_terms
from intranet.documents.models import Document
from intranet.documents.rules import State as LetterState
from intranet.incoming.models import Answer, Forwarding, IncomingFile, IncomingLetter
from intranet.incoming.rules import State
from intranet.notices.marks import FARTHEST
from intranet.plans.models import Plan, Task
from intranet.plans.queries.tasks import just_the_name
from intranet.plans.rules import ACTIVE, SourceKind
from intranet.workdays.queries import work_calendar

PAGE_SIZE = 50
MOST_AGENCIES = 150
MOST_DUE = 200
SOON = 3  # working days before a deadline on which the desk begins to show it

# What a list shows, by the name in its address.
VIEWS = {
    "": "Tất cả",
    "received": "Chờ vào sổ",
    "registered": "Chờ chuyển",
    "presented": "Chờ chỉ đạo",
    "handling": "Đang xử lý",
    "soon": "Sắp quá hạn",
    "late": "Quá hạn",
    "answered": "Đã trả lời",
    "finished": "Đã giải quyết",
}


@dataclass(frozen=True)
class Filters:
    """Which letters are on the screen; the address of the page says the same. `view` is a key of VIEWS."""

    view: str = ""
    year: int | None = None
    department_id: int | None = None
    words: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """Everything but the view, as SQL."""
        found = [contains(self.words)]
        if self.year:
            found.append(extract("year", IncomingLetter.arrived_on) == self.year)
        if self.department_id:
            found.append(_lies_with([self.department_id]))
        return found


@dataclass(frozen=True)
class Twin:
    """A letter that seems to be the same, and why it seems so."""

    letter: IncomingLetter
    why: str


def get_letter(letter_id: int) -> IncomingLetter:
    """The letter, or NotFound."""
    letter = session.get(IncomingLetter, letter_id)
    if letter is None:
        raise NotFound("Không tìm thấy văn bản đến này.")
    return letter


def get_file(letter: IncomingLetter, file_id: int) -> IncomingFile:
    """A file of this letter, or NotFound."""
    found = session.get(IncomingFile, file_id)
    if found is None or found.letter_id != letter.id:
        raise NotFound("Không tìm thấy tệp này.")
    return found


def visible_to(person: Person) -> list[ColumnElement[bool]]:
    """The conditions under which a person sees a letter; none for those who see everything."""
    if sees_everything(person):
        return []
    return [or_(_lies_with(sorted(departments_of(person))), lies_with_person(person.id))]


def contains(words: str) -> ColumnElement[bool]:
    """The letters in whose head or text each word begins a word, with or without accents."""
    return holds_all(IncomingLetter.search_text, search_terms(words))


def is_due_before(day: date) -> ColumnElement[bool]:
    """A letter being handled, one of whose deadlines lies before a day; before today: a late one."""
    late_task = exists().where(
        Plan.origin_id == IncomingLetter.id,
        Plan.kind == SourceKind.DIRECTIVE,
        Task.plan_id == Plan.id,
        Task.state.in_(ACTIVE),
        Task.due_on < day,
    )
    own = and_(IncomingLetter.limit_on < day, ~is_answered())
    return and_(IncomingLetter.state == State.HANDLING, or_(own, late_task))


def limits_near(day: date) -> Sequence[IncomingLetter]:
    """Letters whose own limit of answering is near enough, or past, to be spoken of; the earliest first."""
    query = select(IncomingLetter).where(
        IncomingLetter.state == State.HANDLING, IncomingLetter.limit_on <= day + FARTHEST, ~is_answered()
    )
    return session.scalars(for_lists(query).order_by(IncomingLetter.limit_on, IncomingLetter.id)).all()


def is_due_soon(day: date) -> ColumnElement[bool]:
    """A letter being handled that is late, or whose deadline comes within the next working days (SOON)."""
    return is_due_before(work_calendar().working_days_after(day, SOON) + timedelta(days=1))


def due_soon(day: date) -> Sequence[IncomingLetter]:
    """The letters of the whole office that are late or soon will be, the most pressing first."""
    query = for_lists(select(IncomingLetter).where(is_due_soon(day))).order_by(IncomingLetter.id).limit(MOST_DUE)
    found = session.scalars(query).all()
    return sorted(found, key=lambda letter: (letter.due_on or day, letter.id))


def is_answered() -> ColumnElement[bool]:
    """A letter that a sent letter answers."""
    issued = exists().where(Document.id == Answer.document_id, Document.state == LetterState.ISSUED)
    sent = or_(Answer.document_id.is_(None), issued)
    return exists().where(Answer.letter_id == IncomingLetter.id, Answer.is_reply, sent)


def for_lists(query: Select[IncomingLetter]) -> Select[IncomingLetter]:
    """With everything a line shows, in a number of statements that does not grow with the lines."""
    return query.options(
        selectinload(IncomingLetter.all_forwardings).selectinload(Forwarding.department),
        selectinload(IncomingLetter.all_forwardings).options(just_the_name(Forwarding.person)),
        selectinload(IncomingLetter.all_answers).selectinload(Answer.document).selectinload(Document.number),
        selectinload(IncomingLetter.tasks),
        selectinload(IncomingLetter.files),
        selectinload(IncomingLetter.book),
        just_the_name(IncomingLetter.leader),
    )


def list_letters(person: Person, filters: Filters, page: int) -> Sequence[IncomingLetter]:
    """A page of letters, what came last first."""
    found = select(IncomingLetter).where(*visible_to(person), _view(filters.view, today()), *filters.conditions())
    query = _newest_first(for_lists(found)).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return session.scalars(query).all()


def count_letters(person: Person, filters: Filters) -> dict[str, int]:
    """How many letters each view holds, the other filters kept: one statement."""
    day = today()
    sums = [func.sum(case((_view(view, day), 1), else_=0)) for view in VIEWS]
    counted = select(*sums).select_from(IncomingLetter).where(*visible_to(person), *filters.conditions())
    return {view: count or 0 for view, count in zip(VIEWS, session.execute(counted).one(), strict=True)}


def search_letters(person: Person, words: str, most: int = 50) -> Sequence[IncomingLetter]:
    """The visible letters that hold all the words, also in the text of a scan; the newest first."""
    if not search_terms(words):
        return []
    found = select(IncomingLetter).where(*visible_to(person), contains(words))
    return session.scalars(_newest_first(for_lists(found)).limit(most)).all()


def twins(letter: IncomingLetter, *, code: str, agency: str, identifier: str, written_on: date | None) -> list[Twin]:
    """Letters that look like the same one (PL VI NĐ 30/2020 asks for the warning).

    The same file; the same identifier; or the same số, ký hiệu of the same agency in the same year.
    """
    hashes = [file.file_sha256 for file in letter.files]
    same_file = IncomingLetter.id.in_(select(IncomingFile.letter_id).where(IncomingFile.file_sha256.in_(hashes)))
    same_code = and_(
        IncomingLetter.code_key == search_key(code),
        IncomingLetter.agency_key == search_key(agency),
        extract("year", func.coalesce(IncomingLetter.written_on, IncomingLetter.arrived_on))
        == (written_on or letter.arrived_on).year,
    )
    reasons: list[tuple[ColumnElement[bool], str]] = [(same_file, "cùng một tệp")]
    reasons += [(IncomingLetter.identifier == identifier, "cùng mã định danh")] if identifier else []
    reasons += [(same_code, "cùng số, ký hiệu và cơ quan")] if code else []
    found: dict[int, Twin] = {}
    for condition, why in reasons:
        query = select(IncomingLetter).where(
            condition, IncomingLetter.id != letter.id, IncomingLetter.state.not_in((State.DISCARDED, State.SECRET))
        )
        for other in session.scalars(query.order_by(IncomingLetter.id).limit(5)):
            found.setdefault(other.id, Twin(other, why))
    return list(found.values())


def agencies() -> list[str]:
    """Offered while one types: the agencies that wrote before, the last first, then those the office writes to."""
    query = select(IncomingLetter.agency).where(IncomingLetter.agency != "").group_by(IncomingLetter.agency)
    wrote = session.scalars(query.order_by(func.max(IncomingLetter.id).desc()).limit(MOST_AGENCIES))
    return list(dict.fromkeys([*wrote, *(agency.name for agency in outside_agencies())]))[:MOST_AGENCIES]


def next_to_register(after: IncomingLetter | None = None) -> IncomingLetter | None:
    """The letter that has waited longest for its number, other than the one just done."""
    query = select(IncomingLetter).where(IncomingLetter.state == State.RECEIVED)
    if after is not None:
        query = query.where(IncomingLetter.id != after.id)
    return session.scalars(query.order_by(IncomingLetter.id).limit(1)).one_or_none()


def _newest_first(query: Select[IncomingLetter]) -> Select[IncomingLetter]:
    return query.order_by(IncomingLetter.arrived_on.desc(), IncomingLetter.id.desc())


def _lies_with(department_ids: Sequence[int]) -> ColumnElement[bool]:
    there = select(Forwarding.letter_id).where(
        Forwarding.department_id.in_(department_ids), Forwarding.revoked_at.is_(None)
    )
    return IncomingLetter.id.in_(there)


def lies_with_person(person_id: int) -> ColumnElement[bool]:
    """The letters that went to a person by name."""
    there = select(Forwarding.letter_id).where(Forwarding.person_id == person_id, Forwarding.revoked_at.is_(None))
    return IncomingLetter.id.in_(there)


def _view(name: str, day: date) -> ColumnElement[bool]:
    if name == "late":
        return is_due_before(day)
    if name == "soon":
        return is_due_soon(day)
    if name == "answered":
        return is_answered()
    return IncomingLetter.state == name if name else IncomingLetter.state != State.DISCARDED
