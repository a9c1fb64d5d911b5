"""Reading what people were told."""

from collections.abc import Collection, Sequence, Set
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Person
from intranet.core.clock import OFFICE_ZONE, now
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.notices.marks import ALL_MARKS, Mark
from intranet.notices.models import Mail, MailChoice, MailRhythm, Notice, Reminder, ReminderMarks
from intranet.notices.rules import DIGEST_HOUR, MailState, Wish

PAGE_SIZE = 200
MOST_COUNTED = 99
OLDEST_NEWS = timedelta(days=14)  # when mail is set up late, nobody gets a letter about the year before
MOST_MAILS = 100


def get_notice(notice_id: int) -> Notice:
    """The notice, or NotFound."""
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise NotFound("Không tìm thấy thông báo này.")
    return notice


def unread_things(person: Person) -> int:
    """Of how many things a person has unread news, counted up to MOST_COUNTED: the number on the bell."""
    about = select(Notice.about_type, Notice.about_id).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    found = about.distinct().limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def notices_of(person: Person, *, unread: bool, page: int = 1) -> Sequence[Notice]:
    """One page of what a person was told, the newest first; one more than PAGE_SIZE when there is a next page."""
    query = select(Notice).where(Notice.person_id == person.id).options(joinedload(Notice.actor))
    if unread:
        query = query.where(Notice.read_at.is_(None))
    query = query.order_by(Notice.id.desc()).limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE)
    return session.scalars(query).all()


# Reminders.


def remembered(deadlines: Collection[date]) -> set[tuple[str, int, date, date]]:
    """Of which things with these deadlines was spoken, and on which of their days: (type, id, deadline, day)."""
    if not deadlines:
        return set()
    columns = select(Reminder.thing_type, Reminder.thing_id, Reminder.deadline, Reminder.mark_on)
    between = Reminder.deadline.between(min(deadlines), max(deadlines))
    return {tuple(row) for row in session.execute(columns.where(between))}  # type: ignore[misc]


def marks_of_office() -> Set[Mark]:
    """On which days the office reminds whoever has not chosen himself; all of them until somebody set it."""
    kept = session.scalars(select(ReminderMarks).where(ReminderMarks.person_id.is_(None))).one_or_none()
    return {Mark(mark) for mark in kept.marks} if kept else ALL_MARKS


def wanted_marks(people: Collection[Person]) -> dict[int, Set[Mark]]:
    """On which days each of these people wants to be reminded."""
    office = marks_of_office()
    own = session.scalars(select(ReminderMarks).where(ReminderMarks.person_id.in_([person.id for person in people])))
    chosen = {kept.person_id: {Mark(mark) for mark in kept.marks} for kept in own}
    return {person.id: chosen.get(person.id, office) for person in people}


# Mail.


def mail_choices(people: Collection[Person], kind: str) -> dict[int, Wish]:
    """How a kind shall reach each of these people, where he chose."""
    if not people:
        return {}
    chosen = select(MailChoice).where(MailChoice.kind == kind, MailChoice.person_id.in_(person.id for person in people))
    return {choice.person_id: Wish(choice.wish) for choice in session.scalars(chosen)}


def choices_of(person: Person) -> dict[str, Wish]:
    """What a person chose, by kind."""
    chosen = select(MailChoice).where(MailChoice.person_id == person.id)
    return {choice.kind: Wish(choice.wish) for choice in session.scalars(chosen)}


def digest_hour_of(person: Person) -> int | None:
    """The hour of a person's digest; None when he wants none."""
    rhythm = session.get(MailRhythm, person.id)
    return rhythm.digest_hour if rhythm else DIGEST_HOUR


def unmailed(person: Person, wishes: Collection[Wish], until: datetime) -> Sequence[Notice]:
    """What a person was told before a moment and has neither read nor been written about, the newest first."""
    query = (
        select(Notice)
        .where(
            Notice.person_id == person.id,
            Notice.read_at.is_(None),
            Notice.mail_id.is_(None),
            Notice.wish.in_(sorted(wishes)),
            Notice.made_at < until,
            Notice.made_at > now() - OLDEST_NEWS,
        )
        .options(joinedload(Notice.actor))
    )
    return session.scalars(query.order_by(Notice.id.desc())).all()


def people_due_a_digest(moment: datetime) -> Sequence[Person]:
    """Those whose hour has come on a day (`moment` on the office's clock), who had no digest yet and have news."""
    day = moment.date()
    due = []
    waiting = select(Notice.person_id, func.min(Notice.made_at)).where(
        Notice.read_at.is_(None), Notice.mail_id.is_(None), Notice.made_at > now() - OLDEST_NEWS
    )
    rhythms = {rhythm.person_id: rhythm for rhythm in session.scalars(select(MailRhythm))}
    for person_id, oldest in session.execute(waiting.group_by(Notice.person_id)):
        rhythm = rhythms.get(person_id)
        hour = rhythm.digest_hour if rhythm else DIGEST_HOUR
        came = rhythm is not None and rhythm.digest_on == day
        if hour is None or came or moment.hour < hour:
            continue
        if oldest < datetime.combine(day, time(hour), OFFICE_ZONE):
            due.append(person_id)
    return session.scalars(select(Person).where(Person.id.in_(due), Person.email != "")).all()


def get_mail(mail_id: int) -> Mail:
    """The letter in the outbox, or NotFound."""
    mail = session.get(Mail, mail_id)
    if mail is None:
        raise NotFound("Không tìm thấy thư này.")
    return mail


def mails_by_state(since: datetime) -> dict[MailState, int]:
    """How many letters are in which state; of those sent, the ones since a moment."""
    query = select(Mail.state, func.count()).where(or_(Mail.state != MailState.SENT, Mail.made_at > since))
    return {MailState(state): count for state, count in session.execute(query.group_by(Mail.state))}


def mails_in_trouble() -> Sequence[Mail]:
    """The newest letters that wait after a try in vain, failed, or may not have come."""
    troubled = or_(Mail.state.in_((MailState.FAILED, MailState.UNKNOWN)), Mail.attempts > 0)
    query = select(Mail).where(troubled, Mail.state != MailState.SENT).options(joinedload(Mail.person))
    return session.scalars(query.order_by(Mail.id.desc()).limit(MOST_MAILS)).all()


def last_sent() -> datetime | None:
    """When the server took the last letter."""
    return session.scalar(select(func.max(Mail.settled_at)).where(Mail.state == MailState.SENT))
