"""Reading letters: one, those a person may see, those that wait for him, and those a search finds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import Department, Person, PersonRole, SigningAuthority
from intranet.accounts.queries import signers_for
from intranet.accounts.rules import HEADS, Role, departments_headed, departments_of, is_clerk, is_leader
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.documents.models import Attachment, Check, Document, DocumentVersion, FormatDuty, KeptDraft, Scan
from intranet.documents.models.access import Reader
from intranet.documents.models.opinions import Opinion
from intranet.documents.models.preview import DraftPreview
from intranet.documents.rules import OUT, WRITABLE, CheckKind, State, covers_field, is_charged_with_format
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.rules import NumberState

PAGE_SIZE = 50


def get_document(document_id: int) -> Document:
    """The letter, or NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("Không tìm thấy văn bản này.")
    return document


def preview_of(document: Document) -> DraftPreview | None:
    """The pages of what is being typed, once somebody asked for them."""
    return session.get(DraftPreview, document.id)


def get_version(document: Document, n: int) -> DocumentVersion:
    """A version of this letter, or NotFound."""
    query = select(DocumentVersion).where(DocumentVersion.document_id == document.id, DocumentVersion.n == n)
    version = session.scalars(query).one_or_none()
    if version is None:
        raise NotFound(f"Văn bản này không có bản {n}.")
    return version


def get_attachment(document: Document, attachment_id: int) -> Attachment:
    """An attachment of this letter that was not taken away, or NotFound."""
    found = session.get(Attachment, attachment_id)
    if found is None or found.document_id != document.id or found.removed_at:
        raise NotFound("Không tìm thấy phụ lục này.")
    return found


def get_scan(document: Document, scan_id: int) -> Scan:
    """A signed sheet of this letter, or NotFound."""
    found = session.get(Scan, scan_id)
    if found is None or found.document_id != document.id:
        raise NotFound("Không tìm thấy bản quét này.")
    return found


def get_kept_draft(document: Document, kept_id: int) -> KeptDraft:
    """Words kept aside for this letter, or NotFound."""
    found = session.get(KeptDraft, kept_id)
    if found is None or found.document_id != document.id:
        raise NotFound("Không tìm thấy bản giữ lại này.")
    return found


def kept_drafts(document: Document) -> Sequence[KeptDraft]:
    """Words kept aside for this letter, the newest first."""
    query = select(KeptDraft).where(KeptDraft.document_id == document.id).order_by(KeptDraft.id.desc())
    return session.scalars(query).all()


def authorities(document: Document) -> list[SigningAuthority]:
    """Who may sign this letter today, in which capacity (Điều 13 NĐ 30/2020)."""
    found = signers_for(document.department.issuer_id, document.type_code, today())
    return [authority for authority in found if covers_field(authority, document.field)]


def people_with_format_duty() -> Sequence[FormatDuty]:
    """Those the office charged with the format besides clerks and the head of Văn phòng."""
    return session.scalars(select(FormatDuty)).all()


def possible_checkers() -> Sequence[Person]:
    """Those among whom the two checkers of any letter are: heads, leaders, clerks, and whoever has the format duty."""
    held = PersonRole.role.in_((*sorted(HEADS), Role.LEADER, Role.CLERK))
    query = select(Person).where(or_(Person.roles.any(held), Person.format_duty.has()))  # type: ignore[attr-defined]
    return session.scalars(query.options(joinedload(Person.format_duty))).unique().all()  # type: ignore[attr-defined]


def kept_numbers(document: Document) -> Sequence[RegisterNumber]:
    """Numbers the clerk kept that this letter may take: of its issuer and its type."""
    query = (
        select(RegisterNumber)
        .join(RegisterBook)
        .where(
            RegisterBook.issuer_id == document.issuer_id,
            RegisterNumber.type_code == document.type_code,
            RegisterNumber.state == NumberState.KEPT,
        )
        .order_by(RegisterNumber.issued_on, RegisterNumber.id)
    )
    return session.scalars(query).all()


# Who sees what, as one condition used everywhere.


def _is_reader(person: Any) -> ColumnElement[bool]:
    of_unit = Reader.department_id.in_(sorted(departments_of(person)))
    return exists().where(Reader.document_id == Document.id, or_(Reader.person_id == person.id, of_unit))


def _asked(person: Any) -> ColumnElement[bool]:
    return exists().where(Opinion.document_id == Document.id, Opinion.department_id.in_(sorted(departments_of(person))))


def sees_condition(person: Any) -> ColumnElement[bool]:
    """`rules.sees` as SQL."""
    if is_clerk(person) or is_leader(person):
        return true()
    ways = [
        and_(Document.state.in_(sorted(OUT)), or_(Document.is_restricted.is_(False), _is_reader(person))),
        Document.drafter_id == person.id,
        Document.signer_id == person.id,
        Document.department_id.in_(sorted(departments_of(person))),
        _asked(person),
    ]
    if is_charged_with_format(person):
        ways.append(Document.state != State.DRAFT)
    return or_(*ways)


def visible_documents(person: Any) -> Select[Document]:
    """The letters a person may see, in no order yet."""
    return select(Document).where(sees_condition(person))


# What waits for a person.


@dataclass(frozen=True)
class Waiting:
    """Letters that wait for a person for the same reason."""

    reason: str
    label: str
    documents: tuple[Document, ...]


WAITING_LABELS = {
    "opinion": "Chờ đơn vị bạn góp ý",
    "sign": "Chờ bạn ký",
    "returned": "Bị trả lại",
    "check_content": "Chờ kiểm tra nội dung",
    "check_format": "Chờ kiểm tra thể thức",
    "present": "Đã kiểm tra xong, chờ trình ký",
    "number": "Chờ cấp số",
    "scan": "Chờ bản quét",
    "issue": "Chờ phát hành",
}


def _has_check(kind: CheckKind) -> ColumnElement[bool]:
    return exists().where(
        Check.document_id == Document.id,
        Check.n == Document.current_n,
        Check.kind == kind,
        Check.dropped_at.is_(None),
    )


def _head_drafted() -> ColumnElement[bool]:
    return exists().where(
        PersonRole.person_id == Document.drafter_id,
        PersonRole.department_id == Document.department_id,
        PersonRole.role.in_((Role.HEAD, Role.DEPUTY_HEAD)),
    )


def _waiting_conditions(person: Any) -> dict[str, ColumnElement[bool]]:
    not_mine = Document.drafter_id != person.id
    checking = Document.state == State.CHECKING
    content, form = _has_check(CheckKind.CONTENT), _has_check(CheckKind.FORMAT)
    answers: ColumnElement[bool] = Document.department_id.in_(sorted(departments_headed(person)))
    if is_leader(person):
        answers = or_(answers, _head_drafted())
    clerk = true() if is_clerk(person) else false()
    format_duty = true() if is_charged_with_format(person) else false()
    asked = exists().where(
        Opinion.document_id == Document.id,
        Opinion.words == "",
        Opinion.department_id.in_(sorted(departments_headed(person))),
    )
    return {
        "opinion": and_(Document.state.in_(sorted(WRITABLE)), asked),
        "sign": and_(Document.state == State.PRESENTED, Document.signer_id == person.id),
        "returned": and_(Document.state == State.DRAFT, Document.returned_note != "", Document.drafter_id == person.id),
        "check_content": and_(checking, ~content, not_mine, answers),
        "check_format": and_(checking, ~form, not_mine, format_duty),
        "present": and_(checking, content, form, Document.drafter_id == person.id),
        "number": and_(Document.state == State.SIGNED, clerk),
        "scan": and_(Document.state == State.NUMBERED, clerk),
        "issue": and_(Document.state == State.SCANNED, clerk),
    }


def waiting_for(person: Any) -> list[Waiting]:
    """What waits for this person, by reason, the oldest first; a constant number of statements."""
    conditions = _waiting_conditions(person)
    reason = case(*((condition, name) for name, condition in conditions.items()))
    query = select(Document, reason).where(or_(*conditions.values())).order_by(Document.changed_at, Document.id)
    found: dict[str, list[Document]] = {}
    for document, name in session.execute(_for_lists(query)):
        found.setdefault(name, []).append(document)
    return [Waiting(name, label, tuple(found[name])) for name, label in WAITING_LABELS.items() if found.get(name)]


def count_waiting(person: Any) -> int:
    """How many letters wait for this person: the number in the menu."""
    conditions = _waiting_conditions(person)
    return session.scalar(select(func.count()).select_from(Document).where(or_(*conditions.values()))) or 0


def under_way_in(department_ids: Collection[int]) -> Sequence[Document]:
    """The letters of these units between the first word and the issue, what changed last first."""
    under_way = sorted(set(State) - OUT - {State.CANCELLED})
    query = select(Document).where(Document.department_id.in_(sorted(department_ids)), Document.state.in_(under_way))
    query = query.order_by(Document.changed_at.desc(), Document.id.desc())
    return session.scalars(_for_lists(query).limit(PAGE_SIZE)).all()


# Lists.


@dataclass(frozen=True)
class Filters:
    """Which letters are on the screen; the address of the page says the same."""

    whose: str = ""  # "" all I may see, "mine", "waiting"
    state: str = ""
    type_code: str = ""
    department_id: int | None = None
    words: str = ""


def found_by(person: Any, filters: Filters) -> Select[Document]:
    """The letters that pass the filters, in no order yet."""
    query = visible_documents(person)
    if filters.whose == "mine":
        query = query.where(Document.drafter_id == person.id)
    elif filters.whose == "waiting":
        query = query.where(or_(*_waiting_conditions(person).values()))
    for wanted, condition in (
        (filters.state, Document.state == filters.state),
        (filters.type_code, Document.type_code == filters.type_code),
        (filters.department_id, Document.department_id == filters.department_id),
    ):
        if wanted:
            query = query.where(condition)
    return query.where(_holds(filters.words))


def _holds(words: str) -> ColumnElement[bool]:
    return holds_all(Document.search_text, search_terms(words))


def _for_lists(query: Select[Any]) -> Select[Any]:
    """With everything a line of a list shows, so that the number of statements does not grow with the lines."""
    people = (Document.drafter, Document.signer)
    return query.options(
        *(selectinload(person) for person in people),
        selectinload(Document.department),
        selectinload(Document.number),
    )


def page_of_letters(person: Any, filters: Filters, page: int) -> Sequence[Document]:
    """One page of the list, what changed last first."""
    query = found_by(person, filters).order_by(Document.changed_at.desc(), Document.id.desc())
    return session.scalars(_for_lists(query).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()


def all_letters(person: Any, filters: Filters) -> Sequence[Document]:
    """The whole list, for Excel."""
    query = found_by(person, filters).order_by(Document.changed_at.desc(), Document.id.desc())
    return session.scalars(_for_lists(query)).all()


def counts_by(person: Any, filters: Filters, name: str) -> dict[Any, int]:
    """How many letters pass the other filters for each value of `state`, `type_code` or `department_id`."""
    column = getattr(Document, name)
    others = {
        "state": replace(filters, state=""),
        "type_code": replace(filters, type_code=""),
        "department_id": replace(filters, department_id=None),
    }[name]
    query = found_by(person, others).with_only_columns(column, func.count()).group_by(column)
    return dict(session.execute(query).all())


def count_of(person: Any, filters: Filters) -> int:
    """How many letters pass the filters."""
    counted = found_by(person, filters).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(counted) or 0


def search_documents(person: Any, words: str, most: int = 50) -> Sequence[Document]:
    """The letters a person may see that hold all the words, with or without accents; the newest first."""
    if not search_terms(words):
        return []
    query = visible_documents(person).where(_holds(words)).order_by(Document.changed_at.desc(), Document.id.desc())
    return session.scalars(_for_lists(query).limit(most)).all()


def units_one_drafts_for(person: Person) -> Sequence[Department]:
    """The departments a person may draft letters for: where he sits and those he heads."""
    return session.scalars(
        select(Department)
        .where(Department.id.in_(sorted(departments_of(person))), Department.closed_on.is_(None))
        .order_by(Department.position, Department.id)
    ).all()
