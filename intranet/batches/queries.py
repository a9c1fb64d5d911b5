"""Reading batches: one, those a person may see, those that wait for him, and their letters."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import selectinload

from intranet.accounts.rules import departments_of, is_clerk, is_leader
from intranet.batches.models import Batch, BatchLetter, BatchPreview
from intranet.batches.rules import State
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.documents.rules import is_charged_with_format

PAGE_SIZE = 25


def get_batch(batch_id: int) -> Batch:
    """The batch, or NotFound."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound("Không tìm thấy đợt văn bản này.")
    return batch


def get_letter(batch: Batch, position: int) -> BatchLetter:
    """The letter at a place of the batch, or NotFound."""
    query = select(BatchLetter).where(BatchLetter.batch_id == batch.id, BatchLetter.position == position)
    letter = session.scalars(query).one_or_none()
    if letter is None:
        raise NotFound(f"Đợt này không có bản thứ {position}.")
    return letter


def preview_of(letter: BatchLetter) -> BatchPreview | None:
    """The letter's preview, once somebody asked for it."""
    return session.scalars(select(BatchPreview).where(BatchPreview.letter_id == letter.id)).one_or_none()


def letters_of(batch: Batch, page: int = 0) -> Sequence[BatchLetter]:
    """The letters in the order of the sheet; a page of them, or all when `page` is 0."""
    query = select(BatchLetter).where(BatchLetter.batch_id == batch.id).order_by(BatchLetter.position)
    if page:
        query = query.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return session.scalars(query.options(selectinload(BatchLetter.number))).all()


def without_docx(batch_id: int, most: int) -> Sequence[BatchLetter]:
    """The next letters that have no Word file yet, in their order."""
    return session.scalars(_missing(BatchLetter.docx_sha256, batch_id).limit(most)).all()


def without_pdf(batch_id: int, most: int) -> Sequence[BatchLetter]:
    """The next letters that have no PDF yet, in their order."""
    return session.scalars(_missing(BatchLetter.pdf_sha256, batch_id).limit(most)).all()


def _missing(file: Any, batch_id: int) -> Select[Any]:
    query = select(BatchLetter).where(BatchLetter.batch_id == batch_id, file.is_(None))
    return query.order_by(BatchLetter.position)


def made_counts(batch: Batch) -> tuple[int, int]:
    """How many letters have their Word file, and how many their PDF."""
    counted = select(func.count(BatchLetter.docx_sha256), func.count(BatchLetter.pdf_sha256))
    docx, pdf = session.execute(counted.where(BatchLetter.batch_id == batch.id)).one()
    return docx, pdf


def visible_to(person: Any) -> ColumnElement[bool]:
    """The condition of "batch.view" for a list: the same rule as `rules.sees_work`, in SQL."""
    if is_clerk(person) or is_leader(person) or is_charged_with_format(person):
        return true()
    return or_(
        Batch.drafter_id == person.id,
        Batch.signer_id == person.id,
        Batch.department_id.in_(sorted(departments_of(person))),
    )


def batches_for(person: Any, page: int) -> Sequence[Batch]:
    """A page of the batches a person may see, the last changed first."""
    query = select(Batch).where(visible_to(person)).order_by(Batch.changed_at.desc(), Batch.id.desc())
    query = query.options(selectinload(Batch.department), selectinload(Batch.drafter), selectinload(Batch.signer))
    return session.scalars(query.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()


def search_batches(person: Any, words: str, most: int = 50) -> Sequence[Batch]:
    """The batches a person may see that hold all the words, with or without accents; the last changed first."""
    if not search_terms(words):
        return []
    held = holds_all(Batch.search_text, search_terms(words))
    query = select(Batch).where(visible_to(person), held).order_by(Batch.changed_at.desc(), Batch.id.desc())
    return session.scalars(query.options(selectinload(Batch.department)).limit(most)).all()


def count_for(person: Any) -> int:
    """How many batches a person may see."""
    return session.scalar(select(func.count(Batch.id)).where(visible_to(person))) or 0


def _waiting(person: Any) -> ColumnElement[bool]:
    mine = (Batch.signer_id == person.id) & (Batch.state == State.PREPARING) & (Batch.fault_count == 0)
    clerks = Batch.state.in_((State.APPROVED, State.MADE)) if is_clerk(person) else false()
    return or_(mine, clerks)


def waiting_for(person: Any) -> Sequence[Batch]:
    """What waits for this person: to be approved by its signer, to be numbered or issued by the clerk."""
    query = select(Batch).where(_waiting(person)).order_by(Batch.changed_at, Batch.id)
    return session.scalars(query.options(selectinload(Batch.department), selectinload(Batch.drafter))).all()


def count_waiting(person: Any) -> int:
    """How many batches wait for this person: part of the number in the menu."""
    return session.scalar(select(func.count(Batch.id)).where(_waiting(person))) or 0
