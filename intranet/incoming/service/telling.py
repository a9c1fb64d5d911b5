"""Who is told when an incoming letter goes from hand to hand; of an urgent one at once (Điều 23.1 NĐ 30/2020)."""

from collections.abc import Iterable

from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of, people_of
from intranet.accounts.rules import HEADS, Role
from intranet.incoming.models import IncomingLetter
from intranet.notices.service import tell


def tell_leader(letter: IncomingLetter, words: str, actor: Person) -> None:
    """The leader whose direction is asked for, or asked for again."""
    _tell(letter, [letter.leader], "arrival_to_direct", words, actor)


def tell_units(letter: IncomingLetter, department_ids: Iterable[int], named: Iterable[Person], actor: Person) -> None:
    """The heads of the units it was sent on to (everybody of a unit that has no head), and the people named."""
    people: list[Person | None] = [*named]
    for department_id in department_ids:
        people += holders_of(HEADS, {department_id}) or people_of(department_id)
    _tell(letter, people, "arrival_forwarded", "chuyển văn bản đến", actor)


def tell_clerks(letter: IncomingLetter, words: str, actor: Person) -> None:
    """The clerks, when a leader gives it back."""
    tell(holders_of({Role.CLERK}), "arrival_sent_back", words, subject=letter, actor=actor)


def _tell(letter: IncomingLetter, people: Iterable[Person | None], kind: str, words: str, actor: Person) -> None:
    urgent = f" ({letter.urgency_label.lower()})" if letter.urgency else ""
    tell(people, "arrival_urgent" if urgent else kind, words + urgent, subject=letter, actor=actor)
