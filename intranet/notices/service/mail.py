"""The outbox: a letter is a row of its own transaction; a job hands it to the mail server afterwards, once.

At most once where it cannot be known: the row is marked right before the text goes out, so a worker that dies before
that mark leaves a letter that is sent later, and one that dies after it leaves a letter that is never sent by itself
again. What it said is on the bell as well, and the admin sees the letter and may send it again under its Message-ID.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from email.utils import make_msgid

from sqlalchemy import update

from intranet.accounts.models import Person
from intranet.core import history
from intranet.core import mail as post
from intranet.core.clock import OFFICE_ZONE, now
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.jobs import enqueue
from intranet.notices.letters import Letter, letter_about, trial_letter
from intranet.notices.models import Mail, MailFile, MailRhythm, Notice
from intranet.notices.queries import unmailed
from intranet.notices.rules import DIGEST_HOUR, GIVEN_UP_AFTER, MailState, Wish, wait_before_next_try

BURST = timedelta(minutes=1)
# Who wants to know what became of a letter, told in the transaction that settles it.
ON_SETTLED: list[Callable[[Mail], None]] = []


def ask_for_mail_at_once(person_id: int) -> None:
    """Have the person written to within two minutes; what happens in one minute is one letter."""
    minute = int(now().timestamp() // BURST.total_seconds())
    run_at = datetime.fromtimestamp((minute + 1) * BURST.total_seconds(), tz=now().tzinfo)
    enqueue("notices.mail_at_once", key=f"mail {person_id} {minute}", run_at=run_at, person_id=person_id)


def write_at_once(person: Person) -> Mail | None:
    """A letter with what the person asked to hear at once and has not read; None when there is nothing."""
    return _write(person, unmailed(person, {Wish.AT_ONCE}, until=now()))


def write_digest(person: Person, day: date) -> Mail | None:
    """The day's digest: what was told before the person's hour and is neither read nor mailed. Once a day."""
    rhythm = session.get(MailRhythm, person.id, with_for_update=True)
    if rhythm is None:
        rhythm = MailRhythm(person_id=person.id, digest_hour=DIGEST_HOUR)
        session.add(rhythm)
    if rhythm.digest_hour is None or rhythm.digest_on == day:
        return None
    hour = datetime.combine(day, time(rhythm.digest_hour), OFFICE_ZONE)
    rhythm.digest_on = day
    return _write(person, unmailed(person, {Wish.AT_ONCE, Wish.DIGEST}, until=hour), digest_of=day)


def try_out(actor: Person) -> Mail:
    """A trial letter to the admin himself. Raises Refused when mail is not set up, Invalid without an address."""
    if not post.mail_settings().is_set_up:
        raise Refused("Chưa khai báo máy chủ thư.", "Ghi mục [mail] trong instance/settings.toml rồi khởi động lại.")
    if not actor.email:
        raise Invalid("Tài khoản của bạn chưa có địa chỉ thư.", advice="Ghi địa chỉ ở «Tài khoản của tôi» trước.")
    return _put_in_outbox(actor, trial_letter(actor, post.base_address()))


def _write(person: Person, notices: Sequence[Notice], digest_of: date | None = None) -> Mail | None:
    if not notices:
        return None
    mail = _put_in_outbox(person, letter_about(person, notices, post.base_address(), digest_of))
    for notice in notices:
        notice.mail_id = mail.id
    return mail


def write_outside(
    name: str, address: str, letter: Letter, *, files: Sequence[tuple[str, str]] = (), reply_to: str = ""
) -> Mail:
    """A letter to somebody outside; `files` are (name, SHA-256 of a kept file) and go with it. The caller has looked
    at the address."""
    attached = [MailFile(position=n, name=file, file_sha256=sha256) for n, (file, sha256) in enumerate(files, 1)]
    return _put(Mail(to_name=name, to_address=address, reply_to=reply_to, files=attached, **vars(letter)))


def _put_in_outbox(person: Person, letter: Letter) -> Mail:
    return _put(Mail(person_id=person.id, **vars(letter)))


def _put(mail: Mail) -> Mail:
    mail.message_id = make_msgid(domain=post.mail_settings().sender.partition("@")[2] or "localhost")
    session.add(mail)
    session.flush()
    enqueue("notices.send_mail", mail_id=mail.id)
    return mail


# What becomes of a letter; the job calls these, each in a transaction of its own.


def mark_sending(mail: Mail) -> bool:
    """Take the letter for this one try; False when another worker has it or it is settled."""
    taken = update(Mail).where(Mail.id == mail.id, Mail.state == MailState.WAITING).values(state=MailState.SENDING)
    return session.execute(taken.returning(Mail.id)).one_or_none() is not None


def settle(mail: Mail, state: MailState, reason: str = "") -> None:
    """The letter is sent, failed, or nobody can know."""
    mail.state, mail.reason, mail.settled_at = state, reason, now()
    for told in ON_SETTLED:
        told(mail)


def put_back(mail: Mail, reason: str) -> None:
    """The server did not take the letter: it waits for another try, longer each time, and is given up after days.

    One that was stopped meanwhile is not tried again.
    """
    lock(mail)
    if mail.stopped_why:
        settle(mail, MailState.FAILED, mail.stopped_why)
        return
    mail.attempts += 1
    wait = wait_before_next_try(mail.attempts)
    if now() + wait > mail.made_at + GIVEN_UP_AFTER:
        settle(mail, MailState.FAILED, reason)
        return
    mail.state, mail.reason = MailState.WAITING, reason
    enqueue("notices.send_mail", run_at=now() + wait, mail_id=mail.id)


def stop(mail: Mail, why: str) -> bool:
    """No try is begun any more; False when the letter may have gone, because a try is running or it is settled so."""
    session.flush()
    lock(mail)
    mail.stopped_why = why
    if mail.state == MailState.WAITING:
        settle(mail, MailState.FAILED, why)
    session.flush()
    return mail.state == MailState.FAILED


def send_again(mail: Mail, actor: Person) -> None:
    """Have a letter sent once more, under its Message-ID. Raises Refused when it is on its way, sent, or stopped."""
    if mail.stopped_why:
        raise Refused(mail.stopped_why, "Thư này không gửi nữa.")
    if mail.state not in (MailState.FAILED, MailState.UNKNOWN):
        raise Refused("Thư này đang chờ gửi hoặc đã gửi.")
    mail.state, mail.attempts, mail.made_at = MailState.WAITING, 0, now()
    history.record(mail, actor, "send_again", "cho gửi lại thư")
    enqueue("notices.send_mail", mail_id=mail.id)
