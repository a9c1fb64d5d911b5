"""Who writes a letter is seen by the others: a sign of life with every save and every minute, taken away on leaving."""

from typing import Any

from sqlalchemy import delete

from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.documents.models import Document
from intranet.documents.models.typing import DraftWriter


def note_writing(document: Document, actor: Any) -> None:
    """The person has the letter's form open now. A sign of life only: it is no line of the history."""
    session.flush()
    lock(document)  # two windows of one person stand in line here
    note_saving(document, actor)


def note_saving(document: Document, actor: Any) -> None:
    """The same with a save, whose caller holds the letter already."""
    found = session.get(DraftWriter, (document.id, actor.id))
    if found is None:
        session.add(DraftWriter(document_id=document.id, person_id=actor.id))
    else:
        found.at = now()


def stop_writing(document: Document, actor: Any) -> None:
    """The person has left the form."""
    mine = delete(DraftWriter).where(DraftWriter.document_id == document.id, DraftWriter.person_id == actor.id)
    session.execute(mine)


def forget_writers(document: Document) -> None:
    """Nobody writes it any more: it is thrown away."""
    session.execute(delete(DraftWriter).where(DraftWriter.document_id == document.id))
