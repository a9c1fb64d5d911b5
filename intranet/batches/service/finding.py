"""What a search finds a batch by: its title, whom its letters go to, and their numbers."""

from intranet.batches.models import Batch
from intranet.batches.queries import letters_of
from intranet.core.db import session
from intranet.docservice.searching import search_text

MOST_SEARCHED = 60_000


def note_words(batch: Batch) -> None:
    """Make the batch findable as it stands: after its sheet was read, and once its letters have numbers."""
    session.flush()
    letters = letters_of(batch)
    numbers = dict.fromkeys(letter.number.full for letter in letters if letter.number)
    words = [*numbers, batch.type_name, batch.title, batch.sheet_name, *(letter.recipient for letter in letters)]
    batch.search_text = search_text(*words, longest=MOST_SEARCHED)
