"""Making the files of a batch: a few letters at a time, so that a killed worker loses none and nobody else waits."""

from typing import Any

from intranet.batches import queries
from intranet.batches.models import Batch, BatchLetter, BatchPreview
from intranet.batches.rules import State
from intranet.batches.service.telling import tell_of_end
from intranet.checking.service import print_letter
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Refused
from intranet.core.files import keep_bytes
from intranet.core.jobs import enqueue
from intranet.docservice.guard import KINDS
from intranet.lettertemplates.office_templates import get_template
from intranet.printing.rules import FilesState
from intranet.printing.service import ask_for_files

DOCX = KINDS["docx"].media_type


def ask_for_letters(batch: Batch) -> None:
    """Ask the worker for the letters still missing, in the same transaction as what needs them."""
    session.flush()
    enqueue("batches.make_part", batch_id=batch.id)


def make_again(batch: Batch, actor: Any) -> None:
    """Go on with a batch that was stopped; raises Refused while it is being made or when it is finished."""
    session.flush()
    lock(batch)
    if batch.state != State.MAKING or not batch.stopped_why:
        raise Refused("Đợt này không dừng giữa chừng.", "Hãy tải lại trang.")
    require_same_template(batch)
    history.record(batch, actor, "make_again", "làm tiếp", note=batch.stopped_why)
    batch.stopped_why = ""
    ask_for_letters(batch)


def ask_for_preview(batch: Batch, letter: BatchLetter) -> BatchPreview:
    """The letter as it will look, without its number; its PDF is made by the worker. A failed one is tried again."""
    preview = queries.preview_of(letter)
    if preview is None:
        docx = print_letter(get_template(batch.template_id), letter.facts, year=today().year)
        preview = BatchPreview(letter_id=letter.id, docx_sha256=keep_bytes(docx, DOCX))
        session.add(preview)
    elif preview.files_state != FilesState.FAILED:
        return preview
    ask_for_files(preview)
    return preview


def require_same_template(batch: Batch) -> None:
    """Raise Refused when the template is no longer the one whose letters were approved."""
    if get_template(batch.template_id).revision != batch.template_revision:
        raise Refused(
            f"Mẫu «{batch.template_title}» đã được sửa sau khi kiểm tra bảng.",
            "Hãy đưa đợt về chuẩn bị, gửi lại bảng, xem trước rồi duyệt lại.",
        )


def numbered_docx(batch: Batch, letter: BatchLetter) -> bytes:
    """The letter with its number and date. DocError, Refused when the template has changed or cannot be printed."""
    require_same_template(batch)
    template = get_template(batch.template_id)
    assert batch.issued_on is not None
    known = {"letter_number": letter.number.number_text if letter.number else "", "letter_date": f"{batch.issued_on}"}
    stated = {field.key: known[field.kind] for field in template.fields if field.kind in known}
    return print_letter(template, letter.facts | stated)


def finish(batch: Batch) -> None:
    """All letters have their files: the batch waits to be issued. Within the worker's transaction."""
    history.record(batch, None, "finish", "làm xong", note=f"{batch.letter_count} bản", before=batch.state)
    batch.state, batch.stopped_why = State.MADE, ""
    tell_of_end(batch, "Đợt văn bản đã làm xong, chờ in và phát hành.")


def stop(batch: Batch, why: str) -> None:
    """Something stands in the way of the next letter: said on the batch's page, with a way to go on."""
    history.record(batch, None, "stop", "dừng", note=why)
    batch.stopped_why = why
    tell_of_end(batch, f"Đợt văn bản dừng giữa chừng: {why}")
