"""Writing and sending letters, outside the change that caused them."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from intranet.accounts.queries import get_person, main_issuer
from intranet.core import mail as post
from intranet.core.clock import now, office_time
from intranet.core.db import transaction
from intranet.core.files import read
from intranet.core.jobs import every_hour, handles
from intranet.notices import queries, service
from intranet.notices.models import Mail
from intranet.notices.rules import MailState
from intranet.workdays.queries import work_calendar


@every_hour("notices.write_digests")
def write_digests() -> None:
    """The digests whose hour has come; on a day off they wait for the next working day."""
    moment = office_time(now())
    if not post.mail_settings().is_set_up or not work_calendar().is_working_day(moment.date()):
        return
    for person in queries.people_due_a_digest(moment):
        with transaction():
            service.write_digest(person, moment.date())


@handles("notices.mail_at_once")
def mail_at_once(person_id: int) -> None:
    """What a person asked to hear at once, as one letter."""
    person = get_person(person_id)
    if post.mail_settings().is_set_up and person.email:
        with transaction():
            service.write_at_once(person)


def give_up_mail(mail_id: int) -> None:
    """Something of ours broke each time; the admin finds the letter and may send it again."""
    _settle(queries.get_mail(mail_id), MailState.FAILED, "Lỗi của chương trình; xem nhật ký máy chủ.")


@handles("notices.send_mail", when_given_up=give_up_mail)
def send_mail(mail_id: int) -> None:
    """Hand a letter to the mail server; what happened is kept with it."""
    mail = queries.get_mail(mail_id)
    if mail.state == MailState.SENDING:  # an earlier worker died between the mark and the answer
        _settle(mail, MailState.UNKNOWN, "Máy dừng giữa lúc gửi.")
    if mail.state != MailState.WAITING:
        return
    receiver = mail.address
    if not receiver:
        _settle(mail, MailState.FAILED, "Người nhận đã nghỉ hoặc không có địa chỉ thư.")
        return
    try:
        message = message_of(mail)
    except ValueError as error:  # an address that cannot be one
        _settle(mail, MailState.FAILED, str(error))
        return
    try:
        went = post.send(message, receiver, may_go=lambda: _mark_sending(mail))
    except post.NotSent as refusal:
        if refusal.for_good:
            _settle(mail, MailState.FAILED, str(refusal))
            return
        with transaction():
            service.put_back(mail, str(refusal))
    except post.NotKnown as break_off:
        _settle(mail, MailState.UNKNOWN, str(break_off))
    else:
        if went:
            _settle(mail, MailState.SENT)


def message_of(mail: Mail) -> EmailMessage:
    """The letter as it goes over the line; raises ValueError when the receiver's address cannot be one."""
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = Address(main_issuer().name, addr_spec=post.mail_settings().sender)
    message["To"] = Address(mail.receiver_name, addr_spec=mail.address)
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    message["Date"] = format_datetime(office_time(mail.made_at))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"  # nobody's "I am on leave" shall answer it
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for attached in mail.files:
        maintype, _, subtype = attached.file.media_type.partition("/")
        content = read(attached.file_sha256)
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=attached.name)
    return message


def _mark_sending(mail: Mail) -> bool:
    with transaction():
        return service.mark_sending(mail)


def _settle(mail: Mail, state: MailState, reason: str = "") -> None:
    with transaction():
        service.settle(mail, state, reason)
