"""Sending letters and noting who has them; nothing is removed, a receiver named by mistake is dropped with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import Department, Person
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.delivery import queries
from intranet.delivery.models import Agency, Delivery
from intranet.delivery.rules import OUTSIDE_WAYS, WAY_LABELS, WRONG_ADDRESS, Kind, Receiver, Way, is_address, lines_of
from intranet.delivery.service.mail import hold_mail
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import NumberState


@dataclass(frozen=True)
class Sending:
    """How one letter went to one receiver outside; `received_by` is who signed, or the post's own number."""

    way: Way
    sent_on: date
    copies: int = 1
    envelopes: int | None = None
    received_by: str = ""
    remark: str = ""


def plan_deliveries(number: RegisterNumber, actor: Any) -> Sequence[Delivery]:
    """The receivers the office's lists know of a letter's Nơi nhận: inside they have it at once, outside it waits.

    Lines the lists do not know are left for the clerk. Asked again it adds only what is missing.
    """
    known, there = queries.known_receivers(), queries.deliveries_of(number)
    have = {_receiver(delivery) for delivery in there}
    made = []
    for line in lines_of(number.recipients):
        for receiver in known.find(line):
            if receiver not in have:
                have.add(receiver)
                made.append(_new(number, receiver, words=line))
    session.add_all(made)
    if made:
        history.record(number, actor, "plan_deliveries", f"Lập {len(made)} nơi nhận theo danh sách của cơ quan")
    return made


def add_delivery(
    number: RegisterNumber,
    actor: Any,
    *,
    receiver: Receiver | None = None,
    outside_name: str = "",
    words: str = "",
    copies: int = 1,
) -> Delivery:
    """Name one more receiver, of the lists or outside them by name. Raises Invalid (nobody), Refused (twice, or
    the number is cancelled)."""
    if number.state != NumberState.ISSUED or number.withdrawn_on:
        raise Refused(f"Số {number.full} không phải của một văn bản đang có hiệu lực.")
    if receiver is None and not outside_name.strip():
        raise Invalid("Hãy chọn nơi nhận hoặc ghi tên nơi nhận.", field="receiver")
    if receiver and receiver in {_receiver(d) for d in queries.deliveries_of(number) if not d.dropped_why}:
        raise Refused("Nơi nhận này đã có trong danh sách.")
    delivery = _new(number, receiver, words=words, outside_name=outside_name.strip(), copies=copies)
    session.add(delivery)
    session.flush()
    history.record(delivery, actor, "add_delivery", f"Thêm nơi nhận {delivery.receiver_name} của {number.full}")
    return delivery


def send(delivery: Delivery, actor: Any, sending: Sending) -> None:
    """Note that a letter left for its receiver, or correct what was noted; raises Invalid and Refused."""
    lock(delivery)
    if delivery.way == Way.INSIDE:
        raise Refused("Nơi nhận trong cơ quan nhận trên hệ thống, không ghi sổ chuyển.")
    if delivery.dropped_why or (delivery.number.withdrawn_on and delivery.sent_on is None):
        raise Refused("Nơi nhận này đã ghi là không gửi, hoặc văn bản đã thu hồi.")
    if sending.way not in OUTSIDE_WAYS:
        raise Invalid("Hãy chọn cách chuyển.", field="way")
    if sending.sent_on > today() or sending.sent_on < delivery.number.issued_on:
        raise Invalid("Ngày chuyển không trước ngày văn bản và không sau hôm nay.", field="sent_on")
    if delivery.standing == "mailing" and not hold_mail(delivery, "Đã ghi gửi cách khác."):
        raise Refused("Thư điện tử đang được gửi.", "Hãy chờ ít phút rồi mở lại trang.")
    stood = {name: _plain(getattr(delivery, name)) for name in vars(sending)}
    was_sent = delivery.sent_on is not None
    for name, value in vars(sending).items():
        setattr(delivery, name, value)
    words = f"{'Sửa việc gửi' if was_sent else 'Gửi'} {delivery.number.full} cho {delivery.receiver_name}"
    label = WAY_LABELS[sending.way].lower()
    history.record(delivery, actor, "send", f"{words}: {label}", stood=stood if was_sent else {})


def acknowledge(delivery: Delivery, actor: Any) -> None:
    """The receiver inside has seen the letter; once, by whoever of a unit is first."""
    lock(delivery)
    if delivery.seen_at is not None:
        return
    acting_for = permissions.acting_for(actor, "delivery.acknowledge", delivery)
    delivery.seen_at, delivery.seen_by_id = now(), actor.id
    session.flush()
    session.expire(delivery, ["seen_by"])
    history.record(delivery, actor, "acknowledge", f"Đã xem {delivery.number.full}", acting_for=acting_for)


def drop(delivery: Delivery, reason: str, actor: Any) -> None:
    """The receiver gets nothing after all; raises Invalid without a reason, Refused once it was sent or seen."""
    lock(delivery)
    if not reason.strip():
        raise Invalid("Hãy ghi rõ vì sao không gửi.", field="reason")
    if delivery.dropped_why or delivery.seen_at or (delivery.sent_on and delivery.way != Way.INSIDE):
        raise Refused("Văn bản đã gửi hoặc đã xem nên không bỏ nơi nhận được.")
    if not hold_mail(delivery, reason.strip()[:300]):
        raise Refused("Thư điện tử có thể đã tới nơi nhận nên không bỏ được.", "Hãy chờ kết quả, hoặc bấm «Ghi gửi».")
    delivery.dropped_why = reason.strip()
    history.record(
        delivery, actor, "drop", f"Không gửi {delivery.number.full} cho {delivery.receiver_name}", note=reason.strip()
    )


def hold_back(number: RegisterNumber, why: str, actor: Any) -> None:
    """What of a withdrawn letter was not sent stays here; a mail that may have gone counts as sent (Điều 18.4)."""
    for delivery in queries.deliveries_of(number):
        if delivery.sent_on is None and not delivery.dropped_why and hold_mail(delivery, why):
            drop(delivery, why, actor)


def take_back(delivery: Delivery, actor: Any, day: date) -> None:
    """A receiver has given back or destroyed a letter that was recalled (Điều 18.4 NĐ 30/2020)."""
    lock(delivery)
    if delivery.returned_on or delivery.dropped_why or delivery.sent_on is None:
        raise Refused("Nơi nhận này chưa nhận, hoặc đã trả lại văn bản.")
    if not delivery.sent_on <= day <= today():
        raise Invalid("Ngày trả lại không trước ngày gửi và không sau hôm nay.", field="day")
    delivery.returned_on = day
    history.record(delivery, actor, "take_back", f"{delivery.receiver_name} đã trả lại {delivery.number.full}")


def save_agency(agency: Agency | None, actor: Any, **facts: Any) -> Agency:
    """Add or edit an agency outside; raises Invalid when the name is taken or the address is none."""
    others = {other.name.casefold(): other for other in queries.agencies(with_closed=True)}
    if others.get(facts["name"].casefold(), agency) is not agency:
        raise Invalid("Đã có nơi nhận mang tên này.", field="name")
    if facts.get("email") and not is_address(facts["email"]):
        raise Invalid(WRONG_ADDRESS, field="email")
    act, words = ("edit_agency", "đã sửa") if agency else ("add_agency", "đã thêm")
    agency = agency or Agency()
    for name, value in facts.items():
        setattr(agency, name, value)
    session.add(agency)
    history.record(agency, actor, act, f"{words} nơi nhận «{agency.name}»")
    return agency


def _new(number: RegisterNumber, receiver: Receiver | None, **columns: Any) -> Delivery:
    delivery = Delivery(number_id=number.id, number=number, way=Way.POST, **columns)
    if receiver is None:
        return delivery
    if receiver.kind == Kind.AGENCY:
        agency = session.get_one(Agency, receiver.id)
        delivery.agency_id, delivery.way, delivery.email = agency.id, agency.way, agency.email
        return delivery
    delivery.way, delivery.sent_on, delivery.copies = Way.INSIDE, today(), columns.get("copies", 0)
    if receiver.kind == Kind.PERSON:
        delivery.person_id = session.get_one(Person, receiver.id).id
    else:
        delivery.department_id = session.get_one(Department, receiver.id).id
    return delivery


def _receiver(delivery: Delivery) -> Receiver | None:
    for kind, number in (
        (Kind.PERSON, delivery.person_id),
        (Kind.DEPARTMENT, delivery.department_id),
        (Kind.AGENCY, delivery.agency_id),
    ):
        if number is not None:
            return Receiver(kind, number)
    return None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
