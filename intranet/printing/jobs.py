"""The slow work of Word files: their PDF, made by the worker's warm LibreOffice."""

from typing import Any

from intranet.core.db import session, transaction
from intranet.core.files import keep_bytes, read
from intranet.core.jobs import handles
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_count
from intranet.printing.models import MadeFiles
from intranet.printing.pdf_maker import make_pdf
from intranet.printing.rules import FilesState

# These pass by themselves or by starting LibreOffice anew; everything else would fail again.
PASSING = frozenset({"pdf_crashed", "pdf_busy", "pdf_no_start", "pdf_bad_output"})
GIVEN_UP = "Đã thử nhiều lần mà chưa tạo được bản PDF. Tệp .docx vẫn tải về được; hãy báo người quản trị."


def give_up(table: str, row_id: int) -> None:
    """Tell those who wait that the worker tried in vain."""
    _write(table, row_id, files_state=FilesState.FAILED, files_reason=GIVEN_UP)


@handles("printing.make_files", when_given_up=give_up)
def make_files(table: str, row_id: int) -> None:
    """Make the PDF of one row of any table of MadeFiles; a second run finds it made."""
    row = _row(table, row_id)
    if row is None or row.files_state == FilesState.READY:
        return
    docx = read(row.docx_sha256)
    session.rollback()  # LibreOffice takes seconds: nothing stays open meanwhile
    try:
        pdf = make_pdf(docx)
    except DocError as error:
        if error.code in PASSING:
            raise
        _write(table, row_id, files_state=FilesState.FAILED, files_reason=error.sentence)
        return
    pages = page_count(pdf)
    with transaction():
        columns = {"pdf_sha256": keep_bytes(pdf, KINDS["pdf"].media_type), "page_count": pages, "files_reason": ""}
        _set(table, row_id, files_state=FilesState.READY, **columns)


def _write(table: str, row_id: int, **columns: Any) -> None:
    with transaction():
        _set(table, row_id, **columns)


def _set(table: str, row_id: int, **columns: Any) -> None:
    row = _row(table, row_id)
    for name, value in columns.items() if row is not None else ():
        setattr(row, name, value)


def _row(table: str, row_id: int) -> Any:
    return session.get(next(kind for kind in MadeFiles.__subclasses__() if kind.__tablename__ == table), row_id)
