"""What the program does by itself with letters: it reminds of signed ones that have not gone out."""

from intranet.core.db import session, transaction
from intranet.core.jobs import handles
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.documents.service.telling import tell_it_is_late

STILL_HERE = frozenset({State.SIGNED, State.NUMBERED, State.SCANNED})


@handles("documents.remind_to_issue")
def remind_to_issue(document_id: int, n: int) -> None:
    """Due in the afternoon of the working day after signing; a letter that went out or back is left alone."""
    with transaction():
        document = session.get(Document, document_id)
        if document is not None and document.state in STILL_HERE and document.current_n == n:
            tell_it_is_late(document)
