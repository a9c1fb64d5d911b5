"""How a person wants to hear: at which hour the digest comes, and what comes by mail at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from intranet.accounts.models import Person
from intranet.core.db import session
from intranet.notices.models import MailChoice, MailRhythm
from intranet.notices.rules import KINDS, Wish


@dataclass(frozen=True)
class Choices:
    """The hour of the digest (None: no digest) and what differs by kind from what the office does."""

    digest_hour: int | None
    by_kind: Mapping[str, Wish]


def choose(person: Person, choices: Choices) -> None:
    """Keep what the person chose; what is as the office does is not kept, so that it follows the office."""
    rhythm = session.get(MailRhythm, person.id) or MailRhythm(person_id=person.id)
    rhythm.digest_hour = choices.digest_hour
    session.add(rhythm)
    session.execute(delete(MailChoice).where(MailChoice.person_id == person.id))
    for kind, wish in choices.by_kind.items():
        if wish != KINDS[kind].wish:
            session.add(MailChoice(person_id=person.id, kind=kind, wish=wish))
