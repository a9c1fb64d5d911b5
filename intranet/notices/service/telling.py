"""Telling people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.absences.queries import deputies_of
from intranet.accounts.models import Person
from intranet.core import permissions
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.flow import AFTER_MOVE, Flow
from intranet.notices.models import Notice
from intranet.notices.queries import mail_choices
from intranet.notices.rules import KINDS, PLACES, Tellable, Wish
from intranet.notices.service.mail import ask_for_mail_at_once
from intranet.notices.service.reading import seen


def tell(
    people: Iterable[Person | None],
    kind: str,
    words: str,
    *,
    subject: Tellable,
    actor: Person | None,
    about: Tellable | None = None,
    at_once: bool = False,
) -> None:
    """Tell people what happened to a thing, in the caller's transaction: nobody is told of what did not happen.

    `words` continue the actor's name: "nhận nhiệm vụ"; with `actor` None the program speaks and the words are a
    sentence. `kind` is one of rules.KINDS. `about` is what the news is shown under when that is not the thing itself:
    twenty deadlines of one plan moved are one line. `at_once` asks for a mail of its own, unless the person wants no
    mail of this kind. The actor himself, people who left and those who may not see the thing are not told; nobody is
    told twice. Whoever stands in today for an absent one of them is told as well, and for whom.
    """
    session.flush()  # a new thing gets its id here
    if kind not in KINDS:
        raise ValueError(f"no kind of notice {kind}")
    shown_under = about or subject
    may_see = f"{_type(subject)}.view"
    asked = {person.id: person for person in people if person is not None}
    standing_in = deputies_of(asked.values(), today()) if KINDS[kind].to_deputy else {}
    receivers = [
        person
        for person in (*asked.values(), *(deputy for id, (deputy, _) in standing_in.items() if id not in asked))
        if (actor is None or person.id != actor.id) and permissions.can(person, may_see, subject)
    ]
    chosen = mail_choices(receivers, kind)
    for person in receivers:
        absent = "" if person.id in asked else f" (bạn xử lý thay {standing_in[person.id][1].title})"
        wish = chosen.get(person.id, KINDS[kind].wish)
        if at_once and wish == Wish.DIGEST:
            wish = Wish.AT_ONCE
        notice = Notice(
            person_id=person.id,
            actor_id=actor.id if actor else None,
            kind=kind,
            words=words + absent,
            subject_type=_type(subject),
            subject_id=subject.id,
            subject_words=subject.told_as[:300],
            about_type=_type(shown_under),
            about_id=shown_under.id,
            about_words=shown_under.told_as[:300],
            wish=wish,
        )
        session.add(notice)
        if wish == Wish.AT_ONCE:
            ask_for_mail_at_once(person.id)


@dataclass(frozen=True)
class Told:
    """Whom a move tells what; the reason a person gives is added to the words."""

    kind: str
    words: str
    who: Callable[[Any], Iterable[Person | None]]
    about: Callable[[Any], Tellable] | None = None


def tell_of_moves(flow: Flow, table: Mapping[str, Sequence[Told]]) -> None:
    """From now on each move of a flow tells those whom the table names, in the move's own transaction.

    A move whose receivers are known only afterwards (a person put in charge) tells them itself.
    """

    def after(subject: Any, name: str, actor: Person, note: str) -> None:
        seen(subject, actor)
        for told in table.get(name, ()):
            words = f"{told.words}: {note}" if note else told.words
            about = told.about(subject) if told.about else None
            tell(told.who(subject), told.kind, words, subject=subject, about=about, actor=actor)

    AFTER_MOVE[flow.subject] = after


def _type(thing: Tellable) -> str:
    if thing.__tablename__ not in PLACES:
        raise ValueError(f"{thing.__tablename__} has no page to lead to")
    return thing.__tablename__
