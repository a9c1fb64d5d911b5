"""What goes on by itself: reading pages, the copy with its text, the stamp, erasing what is secret, reminding."""

import time

from intranet.core import files
from intranet.core.clock import now, office_time, today
from intranet.core.db import session, transaction
from intranet.core.jobs import enqueue, every_hour, handles
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_count
from intranet.docservice.incoming.one_pdf import one_pdf
from intranet.docservice.incoming.pages import SeenPage, page_from_plain, seen_pages
from intranet.docservice.incoming.proposals import proposals_of
from intranet.docservice.incoming.stamp import Stamp, stamped
from intranet.docservice.incoming.text_layer import plain_text, with_text
from intranet.incoming.models import IncomingLetter, IncomingPage
from intranet.incoming.queries import limits_near
from intranet.incoming.rules import IN_THE_BOOK, ReadingState
from intranet.incoming.service.receiving import ERASE_JOB, READ_JOB, SEEN
from intranet.incoming.service.registering import STAMP_JOB, ask_for_stamp, note_words
from intranet.incoming.service.reminding import THING, remind_of_limit
from intranet.incoming.sheet import sent_on
from intranet.notices.marks import reached
from intranet.notices.queries import remembered
from intranet.plans.jobs import EARLIEST
from intranet.printing.pdf_maker import font_of_letters, make_pdf
from intranet.workdays.queries import work_calendar

PDF = KINDS["pdf"].media_type
SITTING_SECONDS = 45  # a long scan is read in sittings, so that the office's other work has its turn
# These pass by themselves or by starting LibreOffice anew; everything else would fail again.
PASSING = frozenset({"pdf_crashed", "pdf_busy", "pdf_no_start", "pdf_bad_output"})
GIVEN_UP = "Đã thử nhiều lần mà chưa đọc được văn bản. Tệp gốc vẫn mở được; hãy tự ghi các mục."


def give_up(letter_id: int) -> None:
    """Tell those who wait that the worker tried in vain."""
    _fail(letter_id, GIVEN_UP)


@handles(READ_JOB, when_given_up=give_up)
def read(letter_id: int) -> None:
    """Read a letter as far as one sitting goes; a second run finds what the first has read."""
    letter = session.get(IncomingLetter, letter_id)
    if letter is None or letter.reading_state != ReadingState.WAITING:
        return
    try:
        pdf = _viewed(letter)
        if not _read_on(letter_id, pdf, len(letter.pages) + 1):
            return
    except DocError as error:
        if error.code in PASSING:
            raise
        _fail(letter_id, error.sentence)
        return
    _finish(letter_id, pdf)


@handles(STAMP_JOB)
def stamp(letter_id: int) -> None:
    """Make the copy with the stamp ĐẾN anew, with what it says now."""
    letter = session.get(IncomingLetter, letter_id)
    if letter is None or letter.state not in IN_THE_BOOK or letter.view_sha256 is None:
        return
    asked = _stamp_of(letter)
    source = letter.text_sha256 or letter.view_sha256
    pdf = files.read(source)
    session.rollback()
    made = stamped(pdf, asked, font_of_letters("Bold"))
    with transaction():
        letter = session.get_one(IncomingLetter, letter_id, with_for_update=True)
        if letter.state in IN_THE_BOOK and source == (letter.text_sha256 or letter.view_sha256):
            letter.stamped_sha256 = files.keep_bytes(made, PDF)


@every_hour("incoming.remind_of_limits")
def remind_of_limits() -> None:
    """Speak of every letter's own limit whose day has come and of which nobody has spoken yet."""
    day, calendar = today(), work_calendar()
    if office_time(now()).hour < EARLIEST:
        return
    near = [(one.id, one.limit_on, sent_on(one) or one.arrived_on) for one in limits_near(day)]
    done = remembered({limit for _, limit, _ in near if limit})
    for letter_id, limit, since in near:
        mark = reached(limit, since, day, calendar) if limit else None
        if limit and mark and (THING, letter_id, limit, mark.on) not in done:
            with transaction():
                remind_of_limit(letter_id, limit, mark, day)


@handles(ERASE_JOB)
def erase(sha256: str) -> None:
    """Take the bytes of a secret letter out of the store, once the change that forgot them stands."""
    files.erase(sha256)


def _viewed(letter: IncomingLetter) -> bytes:
    """The PDF of all pages, made now when a Word file is among the files."""
    if letter.view_sha256:
        return files.read(letter.view_sha256)
    letter_id, wanted = letter.id, [file for file in letter.files if file.kind in SEEN]
    parts = [(file.kind, files.read(file.file_sha256)) for file in wanted]
    session.rollback()  # LibreOffice takes seconds: nothing stays open meanwhile
    pdf = one_pdf([("pdf", make_pdf(content)) if kind == "docx" else (kind, content) for kind, content in parts])
    with transaction():
        kept = session.get_one(IncomingLetter, letter_id, with_for_update=True)
        if kept.reading_state == ReadingState.WAITING:  # not found to be secret meanwhile
            kept.view_sha256, kept.page_count = files.keep_bytes(pdf, PDF), page_count(pdf)
    return pdf


def _read_on(letter_id: int, pdf: bytes, first: int) -> bool:
    """Read pages until the sitting is over; whether that was the last of them."""
    began = time.monotonic()
    session.rollback()
    for page in seen_pages(pdf, first=first):
        with transaction():
            letter = session.get_one(IncomingLetter, letter_id, with_for_update=True)
            if letter.reading_state != ReadingState.WAITING or page.number in {kept.n for kept in letter.pages}:
                return False  # secret meanwhile, or another worker was quicker
            session.add(IncomingPage(letter_id=letter_id, n=page.number, is_scan=page.is_scan, seen=page.as_plain()))
            if page.number == 1:
                letter.proposals = {name: found.as_plain() for name, found in proposals_of(page).items()}
        if time.monotonic() - began > SITTING_SECONDS:
            with transaction():
                enqueue(READ_JOB, letter_id=letter_id)
            return False
    return True


def _finish(letter_id: int, pdf: bytes) -> None:
    letter = session.get_one(IncomingLetter, letter_id)
    pages: dict[int, SeenPage] = {page.n: page_from_plain(page.seen) for page in letter.pages}
    scans = {number: page for number, page in pages.items() if page.is_scan and page.words}
    session.rollback()
    copy = with_text(pdf, scans, font_of_letters()) if scans else None
    words = plain_text([page for _, page in sorted(pages.items())])
    with transaction():
        letter = session.get_one(IncomingLetter, letter_id, with_for_update=True)
        if letter.reading_state != ReadingState.WAITING:
            return
        if copy:
            letter.text_sha256 = files.keep_bytes(copy, PDF)
        letter.reading_state = ReadingState.READY
        note_words(letter, words)
        if letter.state in IN_THE_BOOK:
            ask_for_stamp(letter)


def _fail(letter_id: int, reason: str) -> None:
    with transaction():
        letter = session.get(IncomingLetter, letter_id)
        if letter is not None and letter.reading_state == ReadingState.WAITING:
            letter.reading_state, letter.reading_reason = ReadingState.FAILED, reason


def _stamp_of(letter: IncomingLetter) -> Stamp:
    assert letter.book is not None
    leads = [one.short_name for one in letter.forwardings if one.department_id in letter.lead_ids]
    return Stamp(
        agency=" ".join(letter.book.issuer.name_on(letter.arrived_on).lines.split()),
        number=letter.number_text,
        day=letter.arrived_on,
        sent_to=", ".join(leads),
        record=letter.record_symbol,
    )
