"""Receiving letters (Điều 21 NĐ 30/2020): files as they came, a copy to look at, and secret ones kept out."""

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from sqlalchemy.exc import IntegrityError

from intranet.core import files, history, permissions
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.flow import advance
from intranet.core.jobs import enqueue
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_count
from intranet.docservice.incoming.one_pdf import one_pdf
from intranet.docservice.incoming.secrecy import secrecy_in_file
from intranet.incoming.models import IncomingFile, IncomingLetter
from intranet.incoming.rules import FLOW, OPEN, SECRECY_LABELS, ReadingState, Secrecy, State
from intranet.plans.service import TakenFile, take

Upload = tuple[BinaryIO, str]
TAKEN = frozenset({"pdf", "docx", "jpeg", "png", "xlsx"})
SEEN = frozenset({"pdf", "docx", "jpeg", "png"})  # what has pages to look at
MOST_FILES = 30
READ_JOB, ERASE_JOB = "incoming.read", "incoming.erase"
VERIFY_JOB = "signatures.verify_arrival"  # by name: signatures stand above

WHY_NOT = (
    "Văn bản có dấu chỉ độ mật không được lưu trên máy này (Luật Bảo vệ bí mật nhà nước; Điều 22.4 Nghị định 30/2020)."
)
WHERE_INSTEAD = (
    "Hãy đăng ký vào sổ văn bản mật bằng giấy. Ở đây chỉ ghi là có văn bản mật đến, không tệp, không nội dung."
)


def receive(actor: Any, uploads: Sequence[Upload], arrived_on: date) -> IncomingLetter:
    """Take a letter in: its files, if it has any, are kept as they came, and the worker is asked to read them.

    Raises Invalid (field "files", "arrived_on"), Refused for a file whose own words say that it is secret.
    """
    permissions.require(actor, "incoming.receive")
    _check_day(arrived_on)
    taken = _taken(uploads)
    letter = IncomingLetter(arrived_on=arrived_on, received_by_id=actor.id)
    session.add(letter)
    history.record(letter, actor, "receive", f"tiếp nhận {len(taken)} tệp" if taken else "tiếp nhận bản giấy")
    _put_in(letter, taken)
    return letter


def add_files(letter: IncomingLetter, actor: Any, uploads: Sequence[Upload]) -> None:
    """The scan of a letter that came on paper; a letter that has its files keeps them as they came.

    Raises Invalid (field "files") without a file, Refused for a letter with files, without content or marked secret.
    """
    permissions.require(actor, "incoming.add_files", letter)
    session.flush()
    lock(letter)
    if letter.files or letter.state not in OPEN:
        raise Refused("Chỉ gửi được tệp cho văn bản đến bằng giấy chưa có tệp nào và còn đang xử lý.")
    taken = _taken(uploads)
    if not taken:
        raise Invalid("Hãy chọn tệp quét hoặc ảnh chụp.", field="files")
    history.record(letter, actor, "add_files", f"gửi {len(taken)} tệp của bản giấy")
    _put_in(letter, taken)


def note_secret(actor: Any, secrecy: Secrecy, arrived_on: date) -> IncomingLetter:
    """Note that a secret letter came: nothing of it but the day and the degree (Điều 22.4 NĐ 30/2020)."""
    permissions.require(actor, "incoming.receive")
    _check_day(arrived_on)
    letter = IncomingLetter(state=State.SECRET, secrecy=secrecy, arrived_on=arrived_on, received_by_id=actor.id)
    session.add(letter)
    history.record(letter, actor, "note_secret", f"ghi nhận một văn bản {SECRECY_LABELS[secrecy].lower()} đến")
    return letter


def record_secret(letter: IncomingLetter, secrecy: Secrecy, actor: Any) -> None:
    """A letter turns out to be secret: its files and everything read from them leave this machine.

    Raises Refused unless it still waits for its number.
    """
    if not secrecy:
        raise Invalid("Hãy chọn độ mật ghi trên văn bản.", field="secrecy")
    permissions.require(actor, "incoming.record_secret", letter)
    session.flush()
    lock(letter)
    if letter.state != State.RECEIVED:
        raise Refused(
            f"Văn bản đang ở trạng thái «{letter.state_label}» nên không chuyển thành văn bản mật được.",
            "Hãy báo ngay người quản trị và người phụ trách bảo vệ bí mật nhà nước.",
        )
    with session.no_autoflush:  # state and secrecy are one fact: a constraint ties them
        letter.state, letter.secrecy = State.SECRET, secrecy
    _wipe(letter)
    words = f"xác định là văn bản {SECRECY_LABELS[secrecy].lower()}, xóa tệp và nội dung"
    history.record(letter, actor, "record_secret", words, before=State.RECEIVED, after=State.SECRET)


def discard(letter: IncomingLetter, actor: Any, note: str) -> None:
    """It does not go into the book (sent to the wrong place, received twice); raises Invalid without a reason."""
    advance(letter, FLOW, "discard", actor, note)


def _check_day(arrived_on: date) -> None:
    if arrived_on > today():
        raise Invalid("Ngày đến không được sau hôm nay.", field="arrived_on")


def _refuse_marked(stream: BinaryIO, name: str) -> None:
    stream.seek(0)
    content = stream.read()
    stream.seek(0)
    degree = secrecy_in_file(content)
    if degree:
        raise Refused(f"Tệp “{name}” ghi «{degree}». {WHY_NOT}", WHERE_INSTEAD)


def _taken(uploads: Sequence[Upload]) -> list[TakenFile]:
    if len(uploads) > MOST_FILES:
        raise Invalid(f"Mỗi lần gửi tối đa {MOST_FILES} tệp.", field="files")
    for stream, name in uploads:
        _refuse_marked(stream, name)
    return [take(stream, name, TAKEN, "files") for stream, name in uploads]


def _put_in(letter: IncomingLetter, taken: Sequence[TakenFile]) -> None:
    letter.files = [
        IncomingFile(position=n, name=file.name, kind=file.kind, file_sha256=file.sha256)
        for n, file in enumerate(taken, 1)
    ]
    _look_over(letter, taken)
    if any(file.kind in SEEN for file in taken):
        letter.reading_state = ReadingState.WAITING
        session.flush()
        enqueue(READ_JOB, letter_id=letter.id)
    if any(file.kind == "pdf" for file in taken):
        session.flush()
        enqueue(VERIFY_JOB, letter_id=letter.id)


def _look_over(letter: IncomingLetter, taken: Sequence[TakenFile]) -> None:
    """One PDF to look at, made at once when no Word file has to be converted first."""
    kinds = {file.kind for file in taken} & SEEN
    if not kinds or "docx" in kinds:
        return
    try:
        pdf = one_pdf([(file.kind, files.read(file.sha256)) for file in taken if file.kind in SEEN])
    except DocError as error:
        raise Invalid(error.sentence, field="files") from error
    letter.view_sha256, letter.page_count = files.keep_bytes(pdf, KINDS["pdf"].media_type), page_count(pdf)


def _wipe(letter: IncomingLetter) -> None:
    hashes = {file.file_sha256 for file in letter.files}
    hashes |= {made for made in (letter.view_sha256, letter.text_sha256, letter.stamped_sha256) if made}
    for row in (*letter.files, *letter.pages):
        session.delete(row)
    letter.view_sha256 = letter.text_sha256 = letter.stamped_sha256 = None
    letter.page_count, letter.reading_state, letter.reading_reason = 0, ReadingState.NONE, ""
    letter.words = letter.search_text = ""
    letter.proposals = {}
    session.flush()
    session.expire(letter, ["files", "pages"])
    for sha256 in hashes:
        try:
            with session.begin_nested():
                files.forget(sha256)
        except IntegrityError as error:  # the same bytes stand somewhere else, too
            raise Refused(
                "Một tệp của văn bản này còn dùng ở nơi khác (văn bản khác, minh chứng) nên chưa xóa được.",
                "Hãy tìm và xử lý nơi ấy trước; báo ngay người quản trị.",
            ) from error
        enqueue(ERASE_JOB, sha256=sha256)
