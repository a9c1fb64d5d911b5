"""Versions and their files: a version is written once, its PDF is made by a job, and checks fall with a new one."""

from collections.abc import Collection
from typing import Any, BinaryIO

from intranet.checking.service import ask_for_report
from intranet.core import history
from intranet.core.clock import now, today
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS, FileFacts, inspect_upload
from intranet.docservice.searching import search_text
from intranet.docservice.vietnamese import fold
from intranet.docservice.word import docx_text
from intranet.documents.models import Document, DocumentVersion, VersionReport
from intranet.printing.rules import FilesState
from intranet.printing.service import ask_for_files

MOST_SEARCHED = 60_000
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
DOCX = KINDS["docx"].media_type
PDF = KINDS["pdf"].media_type


def inspected(stream: BinaryIO, name: str, allowed: Collection[str], field: str = "file") -> FileFacts:
    """What a file from outside really is; raises Invalid with the guard's sentence when it cannot be taken."""
    if not name:
        raise Invalid("Hãy chọn tệp.", field=field)
    try:
        return inspect_upload(stream, name, allowed)
    except DocError as error:
        raise Invalid(error.sentence, field=field) from error


def add_version(document: Document, actor: Any, docx: bytes, words: str, **columns: Any) -> DocumentVersion:
    """Write the next version of a letter within the caller's transaction, and ask for its PDF and its check.

    `words` go into the history. Earlier checks stay with the version they were made of.
    """
    version = DocumentVersion(
        document_id=document.id,
        n=document.current_n + 1,
        template_id=document.template_id,
        docx_sha256=keep_bytes(docx, DOCX),
        made_by_id=actor.id,
        **columns,
    )
    session.add(version)
    session.flush()
    document.current_n, document.subject = version.n, version.subject
    note_words(document, docx)
    history.record(document, actor, "save_version", f"{words} (bản {version.n})", n=version.n)
    session.add(VersionReport(version_id=version.id, report_id=ask_for_report(version.docx_sha256).id))
    ask_for_files(version)
    session.expire(document, ["current", "versions"])
    return version


def note_words(document: Document, docx: bytes) -> None:
    """Make the letter findable by its number, symbol, subject, unit and words."""
    number = document.number.full if document.number else ""
    issuer = document.issuer.name_on(today())
    in_every_letter = {fold(line) for line in (*NATION, *issuer.lines.splitlines(), issuer.parent)}
    body = [line for line in docx_text(docx).splitlines() if fold(line.strip()) not in in_every_letter]
    words = [number, document.type_name, document.subject, document.department.name, *body]
    document.search_text = search_text(*words, longest=MOST_SEARCHED)


def make_files_again(document: Document, actor: Any) -> None:
    """Ask once more for the PDF of the letter as it stands; raises Refused while it is ready or being made."""
    files = document.files
    if files is None or files.files_state != FilesState.FAILED:
        raise Refused("Bản PDF đang được tạo hoặc đã có.", "Hãy tải lại trang.")
    ask_for_files(files)


def drop_checks(document: Document) -> None:
    """The standing checks no longer hold: the letter they were made of has changed."""
    for check in document.checks:
        if check.dropped_at is None:
            check.dropped_at = now()
