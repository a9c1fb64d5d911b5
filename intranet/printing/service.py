"""Asking for the PDF of a Word file."""

from intranet.core.db import session
from intranet.core.jobs import enqueue
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState


def ask_for_files(files: MadeFiles) -> None:
    """Ask the worker for the PDF, in the same transaction as the row that needs it; a failed one is tried anew."""
    files.files_state, files.files_reason = FilesState.WAITING, ""
    session.flush()
    enqueue("printing.make_files", table=files.__tablename__, row_id=files.id)
