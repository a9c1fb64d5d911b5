"""What the program does by itself with letters: it draws what is being typed, and reminds of signed ones still here."""

from intranet.core.db import session, transaction
from intranet.core.jobs import handles
from intranet.documents.models import Document
from intranet.documents.queries.after import last_signing
from intranet.documents.rules import State
from intranet.documents.service.previews import draw, note
from intranet.documents.service.telling import tell_it_is_late
from intranet.printing.rules import FilesState

NOT_DRAWN = "Chưa vẽ được trang in. Nội dung vẫn được lưu."
STILL_HERE = frozenset({State.SIGNED, State.NUMBERED, State.SCANNED})


@handles("documents.remind_to_issue")
def remind_to_issue(document_id: int, n: int, signing_id: int | None = None) -> None:
    """Due in the afternoon of the working day after signing; a letter that went out or back, or was given back and
    signed again meanwhile, is left alone."""
    with transaction():
        document = session.get(Document, document_id)
        if document is None or document.state not in STILL_HERE or document.current_n != n:
            return
        if signing_id in (None, last_signing(document)):
            tell_it_is_late(document)


def give_up(document_id: int) -> None:
    """Tell those who wait that the pages cannot be drawn."""
    note(document_id, state=FilesState.FAILED, reason=NOT_DRAWN)


@handles("documents.draw_preview", when_given_up=give_up)
def draw_preview(document_id: int) -> None:
    """Draw the pages of what is being typed; a second run draws the same."""
    draw(document_id)
