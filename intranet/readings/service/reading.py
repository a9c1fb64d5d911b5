"""Having a letter read: its file is looked at and kept, a job reads it, and what it says is proposed."""

import io
from collections.abc import Sequence
from typing import BinaryIO

from sqlalchemy import delete, select

from intranet.accounts.models import Person
from intranet.core import files, history, permissions
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.core.jobs import enqueue
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS, inspect_upload, shown_name
from intranet.docservice.images import page_count, photos_to_pdf
from intranet.docservice.reading import check_text_file
from intranet.plans.models import Plan
from intranet.readings.models import Proposal, Reading, proposal_support
from intranet.readings.rules import FLOW, Purpose

Upload = tuple[BinaryIO, str]
READABLE = frozenset({"docx", "pdf", "jpeg", "png"})
MOST_TYPED = 400_000
READ_JOB = "readings.read"


def begin(
    actor: Person, uploads: Sequence[Upload], *, typed: str = "", plan: Plan | None = None, amends: bool = False
) -> Reading:
    """Keep a letter and ask the worker to read it; nothing else is made of it yet.

    `uploads` is one .docx, .pdf or .txt, or photographs of its pages in their order; `typed` a pasted text instead.
    With `plan` the tasks will be that plan's; `amends` when the letter is a newer wording of it.
    Raises Invalid (field "files") for a file that cannot be read, or when there is none.
    """
    permissions.require(actor, "reading.begin")
    if len(typed) > MOST_TYPED:
        raise Invalid(f"Dài quá {MOST_TYPED} ký tự. Hãy gửi tệp văn bản.", field="typed")
    reading = Reading(
        purpose=(Purpose.AMEND if amends else Purpose.ADD) if plan else Purpose.PLAN,
        plan_id=plan.id if plan else None,
        typed=typed,
        kind="txt",
        made_by_id=actor.id,
        changed_by_id=actor.id,
    )
    if uploads:
        _take(reading, uploads)
        reading.typed = ""
    elif not typed.strip():
        raise Invalid("Hãy chọn tệp văn bản, hoặc dán nội dung.", field="files")
    session.add(reading)
    history.record(reading, actor, "begin", f"gửi «{reading.file_name or 'nội dung dán vào'}» để đọc")
    enqueue(READ_JOB, reading_id=reading.id)
    return reading


def _take(reading: Reading, uploads: Sequence[Upload]) -> None:
    stream, name = uploads[0]
    try:
        if name.lower().endswith((".txt", ".md")) and len(uploads) == 1:
            check_text_file(stream, name)
            kept = files.keep(stream, "text/plain")
            reading.kind = "txt"
        else:
            kept = _kept_pages(reading, uploads)
    except DocError as error:
        raise Invalid(error.sentence, field="files") from error
    reading.file_sha256, reading.file_name = kept.sha256, shown_name(name)[:200] or "văn bản"


def _kept_pages(reading: Reading, uploads: Sequence[Upload]) -> files.StoredFile:
    kinds = [inspect_upload(stream, name, READABLE).kind for stream, name in uploads]
    if len(kinds) > 1 and set(kinds) - {"jpeg", "png"}:
        raise Invalid("Gửi một tệp Word, PDF hay văn bản thuần, hoặc các ảnh chụp; không gửi lẫn.", field="files")
    if kinds == ["docx"]:
        reading.kind = "docx"
        return files.keep(uploads[0][0], KINDS["docx"].media_type)
    reading.kind = "pdf"
    if kinds == ["pdf"]:
        reading.page_count = page_count(uploads[0][0], uploads[0][1])
        uploads[0][0].seek(0)
        return files.keep(uploads[0][0], KINDS["pdf"].media_type)
    return _photographs(reading, uploads)


def _photographs(reading: Reading, uploads: Sequence[Upload]) -> files.StoredFile:
    """Photographs of a letter become one PDF, a page each, so that they are read and looked at like any scan."""
    pdf = photos_to_pdf([stream for stream, _ in uploads])
    reading.page_count = len(uploads)
    return files.keep(io.BytesIO(pdf), KINDS["pdf"].media_type)


def read_again(reading: Reading, actor: Person, typed: str) -> None:
    """Read the letter anew from a text that was corrected by hand; what was proposed before is proposed anew.

    Raises Refused once the reading is settled, Invalid for an empty or too long text.
    """
    if not typed.strip() or len(typed) > MOST_TYPED:
        raise Invalid(f"Hãy ghi nội dung văn bản, dài nhất {MOST_TYPED} ký tự.", field="typed")
    advance(reading, FLOW, "read_again", actor)
    reading.typed, reading.problem = typed, ""
    clear_proposals(reading)
    touch(reading, actor)
    enqueue(READ_JOB, reading_id=reading.id)


def drop(reading: Reading, actor: Person) -> None:
    """Put a reading away; the letter and what was proposed stay on record."""
    advance(reading, FLOW, "drop", actor)
    touch(reading, actor)


def touch(reading: Reading, actor: Person) -> None:
    """Note who had the reading in hand last, for the clerk who goes on with it."""
    reading.changed_by_id, reading.changed_at = actor.id, now()


def clear_proposals(reading: Reading) -> None:
    """Take away what an earlier pass proposed: it was never more than a proposal."""
    session.flush()
    own = select(Proposal.id).where(Proposal.reading_id == reading.id)
    session.execute(delete(proposal_support).where(proposal_support.c.proposal_id.in_(own)))
    session.execute(delete(Proposal).where(Proposal.reading_id == reading.id))
    session.expire(reading, ["proposals"])
