"""The slow work: reading a letter, a long scan in sittings so that the office's other work has its turn."""

import time

from intranet.core import files
from intranet.core.db import session, transaction
from intranet.core.jobs import enqueue, handles
from intranet.docservice.errors import DocError
from intranet.docservice.reading import Reading as LetterText
from intranet.docservice.reading import page_as_plain, page_from_plain, read_file, read_pages, read_text, reading_of
from intranet.readings import queries
from intranet.readings.models import Reading, ReadingPage
from intranet.readings.rules import SITTING_SECONDS, ReadingState
from intranet.readings.service.proposing import propose
from intranet.readings.service.reading import READ_JOB

GIVEN_UP = "Đã thử nhiều lần mà chưa đọc được văn bản. Hãy dán nội dung văn bản vào, hoặc báo người quản trị."
NO_TEXT = "Không thấy chữ nào trong văn bản. Hãy dán nội dung văn bản vào, hoặc quét lại rõ hơn."


def give_up(reading_id: int) -> None:
    """Tell those who wait that the worker tried in vain."""
    _fail(reading_id, GIVEN_UP)


@handles(READ_JOB, when_given_up=give_up)
def read(reading_id: int) -> None:
    """Read a letter as far as one sitting goes; a second run finds what the first has read."""
    reading = session.get(Reading, reading_id)
    if reading is None or reading.state != ReadingState.READING:
        return
    try:
        text = _text_of(reading)
    except DocError as error:
        _fail(reading_id, error.sentence)
        return
    if text is None:
        with transaction():
            enqueue(READ_JOB, reading_id=reading_id)
        return
    if not text.blocks:
        _fail(reading_id, NO_TEXT)
        return
    with transaction():
        reading = session.get(Reading, reading_id, with_for_update=True)
        if reading is not None and reading.state == ReadingState.READING:
            propose(reading, text)


def _text_of(reading: Reading) -> LetterText | None:
    """The letter's text; None while pages of its PDF are still to be read."""
    typed, kind, name = reading.typed, reading.kind, reading.file_name
    if typed:
        return read_text(typed)
    content = files.read(reading.file_sha256 or "")
    if kind != "pdf":
        name = name if name.lower().endswith((".docx", ".txt", ".md")) else f"{name}.{kind}"
        session.rollback()
        return read_file(content, name)
    if not _read_on(reading.id, content, name, reading.pages_read, reading.page_count):
        return None
    return reading_of([page_from_plain(page.plain) for page in queries.pages_of(session.get_one(Reading, reading.id))])


def _read_on(reading_id: int, content: bytes, name: str, pages_read: int, page_count: int) -> bool:
    """Read on from the first page that is missing, keeping each page at once; True when all are there."""
    session.rollback()  # tesseract takes seconds: nothing stays open meanwhile
    ends_at = time.monotonic() + SITTING_SECONDS
    if pages_read >= page_count:
        return True
    for page in read_pages(content, name, first=pages_read + 1):
        with transaction():
            session.merge(ReadingPage(reading_id=reading_id, number=page.number, plain=page_as_plain(page)))
            session.get_one(Reading, reading_id).pages_read = page.number
        if page.number < page_count and time.monotonic() >= ends_at:
            return False
    return True


def _fail(reading_id: int, sentence: str) -> None:
    with transaction():
        reading = session.get(Reading, reading_id)
        if reading is not None and reading.state == ReadingState.READING:
            reading.state, reading.problem = ReadingState.FAILED, sentence
