"""The slow work of batches: Word and PDF of each letter, a part at a time, going on where it was stopped."""

from intranet.batches import queries
from intranet.batches.models import Batch, BatchLetter
from intranet.batches.rules import State
from intranet.batches.service.making import DOCX, ask_for_letters, finish, numbered_docx, stop
from intranet.core.db import session, transaction
from intranet.core.errors import DomainError
from intranet.core.files import keep_bytes, read
from intranet.core.jobs import handles
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_count
from intranet.printing.jobs import GIVEN_UP, PASSING
from intranet.printing.pdf_maker import make_pdfs

PDF = KINDS["pdf"].media_type
# Between two parts the worker does what others wait for: a part takes a second or two.
WORDS_AT_ONCE, PDFS_AT_ONCE = 100, 20


def give_up(batch_id: int) -> None:
    """Tell those who wait that the worker tried in vain."""
    _stop(batch_id, GIVEN_UP)


@handles("batches.make_part", when_given_up=give_up)
def make_part(batch_id: int) -> None:
    """Make the next files of a batch and ask for the part after them; a second run makes only what is missing."""
    batch = session.get(Batch, batch_id)
    if batch is None or batch.state != State.MAKING or batch.stopped_why:
        return
    try:
        if not _make_words(batch):
            _make_pdfs(batch)
    except DocError as error:
        if error.code in PASSING:
            raise
        return _stop(batch_id, error.sentence)
    except DomainError as error:
        return _stop(batch_id, f"{error.sentence} {error.advice}".strip())
    with transaction():
        batch = session.get_one(Batch, batch_id, with_for_update=True)
        if batch.state != State.MAKING:
            return
        if queries.without_docx(batch_id, 1) or queries.without_pdf(batch_id, 1):
            ask_for_letters(batch)
        else:
            finish(batch)


def _make_words(batch: Batch) -> bool:
    """The Word files of the next letters; whether any was missing."""
    made = {letter.id: numbered_docx(batch, letter) for letter in queries.without_docx(batch.id, WORDS_AT_ONCE)}
    if made:
        with transaction():
            for letter_id, docx in made.items():
                session.get_one(BatchLetter, letter_id).docx_sha256 = keep_bytes(docx, DOCX)
    return bool(made)


def _make_pdfs(batch: Batch) -> None:
    waiting = [(letter.id, letter.docx_sha256 or "") for letter in queries.without_pdf(batch.id, PDFS_AT_ONCE)]
    session.rollback()  # LibreOffice takes its time: nothing stays open meanwhile
    pdfs = make_pdfs([read(docx) for _, docx in waiting])
    for (letter_id, _), pdf in zip(waiting, pdfs, strict=True):
        with transaction():
            letter = session.get_one(BatchLetter, letter_id)
            letter.pdf_sha256, letter.page_count = keep_bytes(pdf, PDF), page_count(pdf)


def _stop(batch_id: int, why: str) -> None:
    with transaction():
        batch = session.get_one(Batch, batch_id, with_for_update=True)
        if batch.state == State.MAKING:
            stop(batch, why)
