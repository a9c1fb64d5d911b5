"""Reminding of deadlines: each day of a deadline once, only those who want to hear on such a day."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Person
from intranet.core import history
from intranet.core.db import insert_at_once, session
from intranet.notices.marks import Mark, Reached, words_on
from intranet.notices.models import Reminder, ReminderMarks
from intranet.notices.queries import marks_of_office, wanted_marks
from intranet.notices.rules import Tellable
from intranet.notices.service.telling import tell


def remember(thing_type: str, thing_id: int, deadline: date, on: date) -> bool:
    """Note that a deadline has been spoken of on one of its days; False when it had been. A moved one is another."""
    reminder = Reminder(thing_type=thing_type, thing_id=thing_id, deadline=deadline, mark_on=on)
    try:
        with session.begin_nested():
            insert_at_once(reminder)
    except IntegrityError:
        return False
    return True


def remind(
    people: Iterable[Person], subject: Tellable, deadline: date, mark: Reached, day: date, *, part: str = ""
) -> None:
    """Tell those who want to hear on such a day how the deadline stands; `part` names the item it is of."""
    wanted = wanted_marks(list(people))
    hearing = [person for person in people if wanted[person.id] & mark.marks]
    kind = "deadline_late" if day > deadline else "deadline_near"
    words = words_on(deadline, day)
    tell(hearing, kind, f"«{part}»: {words}" if part else _sentence(words), subject=subject, actor=None)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def choose_marks(person: Person, marks: Collection[Mark]) -> None:
    """On which days the person wants to be reminded; the office's own days are not kept, so that he follows them."""
    kept = session.scalars(select(ReminderMarks).where(ReminderMarks.person_id == person.id)).one_or_none()
    if set(marks) == marks_of_office():
        if kept is not None:
            session.delete(kept)
        return
    kept = kept or ReminderMarks(person_id=person.id)
    kept.marks = sorted(marks)
    session.add(kept)


def set_office_marks(marks: Collection[Mark], actor: Person) -> None:
    """On which days the office reminds whoever has not chosen himself."""
    kept = session.scalars(select(ReminderMarks).where(ReminderMarks.person_id.is_(None))).one_or_none()
    kept = kept or ReminderMarks(person_id=None)
    kept.marks = sorted(marks)
    session.add(kept)
    history.record(kept, actor, "set_office_marks", "đã đặt các ngày nhắc hạn", note=", ".join(kept.marks))
