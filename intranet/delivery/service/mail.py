"""Letters by mail to receivers outside: once, after the issue; what became of them, news of a recall (Điều 18)."""

from collections.abc import Sequence
from typing import Any

from intranet.accounts.queries import holders_of
from intranet.accounts.rules import Role
from intranet.core import history
from intranet.core import mail as post
from intranet.core.clock import now, office_time
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.delivery import queries
from intranet.delivery.letters import letter_of_news, letter_out
from intranet.delivery.models import Delivery, DeliveryMail
from intranet.delivery.queries import SentFile, files_of
from intranet.delivery.rules import MAILED, WRONG_ADDRESS, Way, fits_in_a_mail, is_address
from intranet.notices import service as notices
from intranet.notices.models import Mail
from intranet.notices.rules import MailState
from intranet.notices.service import tell
from intranet.registers.models import RegisterNumber

BY_HAND = "Có thể gửi từ hộp thư của cơ quan, hoặc cách khác, rồi bấm «Ghi gửi»."
MAY_BE_THERE = frozenset({MailState.SENDING, MailState.SENT, MailState.UNKNOWN})


def why_no_mail(number: RegisterNumber, before_issue: bool = False) -> str:
    """Why the letter cannot go by mail, a sentence for the clerk; "" when it can, or could once it is issued."""
    if number.withdrawn_on:
        return "Văn bản đã thu hồi hoặc thay thế."
    if number.made_outside:
        return "Văn bản làm ngoài hệ thống nên ở đây không có bản PDF."
    if number.sent_on is None and not before_issue:
        return "Văn bản chưa phát hành."
    if not post.mail_settings().is_set_up:
        return "Chưa khai báo máy chủ thư ở mục Quản trị, Thư điện tử."
    files = files_of(number)
    if not files:
        return "Hệ thống không có bản PDF đã ký của văn bản này."
    most = post.mail_settings().largest_mb
    if not fits_in_a_mail([file.size for file in files], most):
        size = post.megabytes(sum(file.size for file in files))
        return f"Bản PDF và phụ lục nặng {size}, quá mức của một thư điện tử ({most} MB). Hãy quét lại nhẹ hơn."
    return ""


def mail_at_issue(number: RegisterNumber, actor: Any) -> Sequence[Mail]:
    """Put the letter into the outbox for every receiver by mail whose address is known; nothing when it cannot go.

    The mail leaves once the caller's transaction stands (Điều 18.1). Asked again it adds only what is missing.
    """
    waiting = [
        delivery
        for delivery in queries.deliveries_of(number)
        if delivery.way == Way.EMAIL and delivery.standing == "waiting" and is_address(delivery.mail_address)
    ]
    if not waiting or why_no_mail(number):
        return []
    return [_put(delivery, delivery.mail_address, actor) for delivery in waiting]


def mail(delivery: Delivery, address: str, actor: Any) -> Mail:
    """Send the letter to a receiver outside by mail, or send it again: to the same address under the same Message-ID.

    Raises Invalid for a bad address; Refused for a receiver inside or dropped, for a letter that cannot go by mail, and
    while an earlier mail is on its way or has reached the same address.
    """
    lock(delivery)
    address = address.strip()
    if not is_address(address):
        raise Invalid(WRONG_ADDRESS, field="address")
    if delivery.way == Way.INSIDE or delivery.dropped_why:
        raise Refused("Nơi nhận trong cơ quan nhận trên hệ thống; nơi đã ghi không gửi thì không gửi thư.")
    if why := why_no_mail(delivery.number):
        raise Refused(why, BY_HAND)
    earlier = delivery.mail
    if earlier and earlier.state == MailState.SENDING:
        raise Refused("Thư đang được gửi.", "Hãy chờ ít phút rồi mở lại trang.")
    if earlier and earlier.to_address == address and not earlier.stopped_why:
        return _again(delivery, earlier, actor)
    if earlier:
        notices.stop(earlier, f"Đã gửi tới địa chỉ khác: {address}")
    return _put(delivery, address, actor)


def _again(delivery: Delivery, earlier: Mail, actor: Any) -> Mail:
    if earlier.state == MailState.SENT:
        raise Refused(
            "Máy chủ thư đã nhận thư tới địa chỉ này.",
            "Nơi nhận chưa thấy thì hãy hỏi lại hộp thư rác, hoặc gửi tới địa chỉ khác.",
        )
    notices.send_again(earlier, actor)
    words = f"Gửi lại thư {delivery.number.full} tới {earlier.to_address}"
    history.record(delivery, actor, "mail", words, message_id=earlier.message_id)
    return earlier


def _put(delivery: Delivery, address: str, actor: Any) -> Mail:
    number = delivery.number
    files = files_of(number)
    sent = _write(delivery, "letter", address, letter_out(number, delivery.receiver_name, files), files, actor)
    stood = {"way": delivery.way, "email": delivery.email, "sent_on": str(delivery.sent_on or "")}
    delivery.way, delivery.email, delivery.sent_on = Way.EMAIL, address, None
    words = f"Gửi thư {number.full} tới {delivery.receiver_name} <{address}>"
    hashes = {file.name: file.sha256 for file in files}
    history.record(delivery, actor, "mail", words, message_id=sent.message_id, files=hashes, stood=stood)
    return sent


def _write(delivery: Delivery, kind: str, address: str, letter: Any, files: Sequence[SentFile], actor: Any) -> Mail:
    attached = [(file.name, file.sha256) for file in files]
    reply_to = actor.email if actor and is_address(actor.email) else ""
    sent = notices.write_outside(delivery.receiver_name, address, letter, files=attached, reply_to=reply_to)
    session.add(DeliveryMail(delivery=delivery, mail=sent, kind=kind))
    session.flush()
    return sent


def hold_mail(delivery: Delivery, why: str) -> bool:
    """Stop the letter's mail; False when it may be with the receiver already."""
    sent = delivery.mail
    return sent is None or notices.stop(sent, why)


def mail_news(
    number: RegisterNumber, kind: str, reason: str, actor: Any, by_number: RegisterNumber | None = None
) -> Sequence[Mail]:
    """Tell every receiver who got the letter by mail that it is recalled, replaced or corrected (Điều 18.3, 18.4).

    `kind` is a key of MAILED; `by_number` is the letter that does it, its files go along when they fit.
    """
    settings = post.mail_settings()
    if not settings.is_set_up:
        return []
    files = files_of(by_number) if by_number else []
    if not fits_in_a_mail([file.size for file in files], settings.largest_mb):
        files = []
    told = []
    for delivery in queries.deliveries_of(number):
        if delivery.way != Way.EMAIL or delivery.dropped_why or not is_address(delivery.mail_address):
            continue
        if delivery.sent_on is None and delivery.mail_state not in MAY_BE_THERE:
            continue
        letter = letter_of_news(number, kind, delivery.receiver_name, reason, by_number, files)
        told.append(_write(delivery, kind, delivery.mail_address, letter, files, actor))
        history.record(delivery, actor, "mail_news", f"{MAILED[kind]} {number.full} tới {delivery.receiver_name}")
    return told


def _settled(sent: Mail) -> None:
    """What became of a mail stands on its delivery; clerks hear of one that did not go."""
    found = queries.delivery_of_mail(sent.id)
    if found is None:
        return
    delivery = found.delivery
    if sent.state == MailState.SENT:
        if found.kind == "letter" and delivery.sent_on is None:
            delivery.sent_on = office_time(now()).date()
            history.record(delivery, None, "mailed", f"Máy chủ thư đã nhận thư tới {sent.to_address}")
        return
    if not sent.stopped_why:
        words = f"Thư tới {delivery.receiver_name}: {sent.state_label.lower()}"
        tell(holders_of({Role.CLERK}), "delivery_failed", words, subject=delivery.number, actor=None)


notices.ON_SETTLED.append(_settled)
