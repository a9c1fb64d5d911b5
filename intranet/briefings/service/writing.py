"""Opening a briefing and writing what is concluded: saved as it is typed, complete or not."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.accounts.rules import is_leader
from intranet.briefings.models import Briefing
from intranet.briefings.rules import (
    LONGEST_TEXT,
    LONGEST_WORDS,
    MOST_LINES,
    Conclusion,
    State,
    Typed,
    in_plain_words,
)
from intranet.core import history, permissions
from intranet.core.clock import now, office_time
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused, Stale
from intranet.plans.pasting import UnderstoodLine, understand
from intranet.plans.queries import office_receivers


def open_briefing(held_on: date, leader: Person, actor: Any) -> Briefing:
    """Prepare the briefing of a day. Raises Invalid when there is one on that day, or for a chair who is no leader."""
    permissions.require(actor, "briefing.open")
    _check(held_on, leader, None)
    briefing = Briefing(held_on=held_on, leader_id=leader.id, made_by_id=actor.id, saved_by_id=actor.id)
    session.add(briefing)
    history.record(briefing, actor, "open", f"chuẩn bị giao ban ngày {held_on:%d/%m/%Y}")
    return briefing


def arrange(briefing: Briefing, held_on: date, leader: Person, actor: Any) -> None:
    """Change the day or the chair of a briefing that is not concluded; raises Invalid like `open_briefing`."""
    permissions.require(actor, "briefing.write", briefing)
    _check(held_on, leader, briefing)
    if (held_on, leader.id) == (briefing.held_on, briefing.leader_id):
        return
    words = f"giao ban ngày {held_on:%d/%m/%Y}, {leader.name} chủ trì"
    earlier = {"held_on": briefing.held_on.isoformat(), "leader_id": briefing.leader_id}
    briefing.held_on, briefing.leader = held_on, leader
    history.record(briefing, actor, "arrange", f"đổi thành {words}", earlier=earlier)


def save_typed(briefing: Briefing, typed: Typed, revision: int, actor: Any) -> int:
    """Keep what is typed, right or wrong; gives the new revision.

    Raises Stale when somebody else saved other words since the form was opened (`revision`), Refused once the words
    are no longer his to change, Invalid when they are longer than anybody reads out. What somebody else wrote before
    goes into history.
    """
    session.flush()
    lock(briefing)
    if not permissions.can(actor, "briefing.write", briefing):
        raise Refused(
            f"Kết luận đang ở trạng thái «{briefing.state_label}» nên không lưu được.",
            "Nội dung bạn nhập vẫn còn trên trang. Muốn sửa, hãy nhờ lãnh đạo sửa hoặc trả lại.",
        )
    _check_lengths(typed)
    if typed == briefing.typed:
        return briefing.revision
    if revision != briefing.revision:
        at = office_time(briefing.saved_at).strftime("%H:%M ngày %d/%m/%Y")
        raise Stale(
            f"{briefing.saved_by.name} đã lưu nội dung khác lúc {at}.",
            "Nội dung của bạn vẫn còn trên trang. Bấm «Lưu» lần nữa thì giữ bản của bạn; bản kia nằm ở Lịch sử.",
        )
    _keep_words_of_another(briefing, actor)
    briefing.opening, briefing.remarks, briefing.unread = typed.opening, typed.remarks, typed.unread
    briefing.lines = [asdict(line) for line in typed.lines]
    briefing.revision += 1
    briefing.saved_at, briefing.saved_by_id = now(), actor.id
    return briefing.revision


def read_pasted(briefing: Briefing, typed: Typed) -> Typed:
    """What is typed, with the pasted lines put into the table: "Phòng X: làm việc gì trước ngày …"."""
    if not typed.unread:
        return typed
    receivers = office_receivers()
    found = understand(typed.unread, receivers, issued_on=briefing.held_on)
    return replace(typed, unread="", lines=(*typed.lines, *(_as_line(line) for line in found)))


def _as_line(line: UnderstoodLine) -> Conclusion:
    return Conclusion(
        words=line.words[:1].upper() + line.words[1:],
        receiver=line.receiver,
        receiver_words=line.receiver_words,
        deadline=line.deadline.isoformat() if line.deadline else "",
        deadline_words=line.deadline_words,
    )


def _keep_words_of_another(briefing: Briefing, actor: Any) -> None:
    """When the pen changes hands, what the other wrote goes into history, where it can be read again."""
    if briefing.saved_by_id != actor.id and (words := in_plain_words(briefing.typed)):
        history.record(briefing, actor, "write_on", f"sửa tiếp nội dung của {briefing.saved_by.name}", note=words)


def _check(held_on: date, leader: Person, briefing: Briefing | None) -> None:
    if not is_leader(leader) or not leader.is_active:
        raise Invalid("Hãy chọn lãnh đạo chủ trì.", field="leader")
    twin = session.scalar(select(Briefing.id).where(Briefing.held_on == held_on))
    if twin is not None and (briefing is None or twin != briefing.id):
        raise Invalid(f"Đã có giao ban ngày {held_on:%d/%m/%Y}. Hãy mở buổi ấy trong danh sách.", field="held_on")
    if briefing is not None and briefing.state == State.CONCLUDED:
        raise Refused("Buổi giao ban đã kết luận nên không đổi ngày được.")


def _check_lengths(typed: Typed) -> None:
    if len(typed.lines) > MOST_LINES:
        raise Invalid(f"Một buổi ghi được {MOST_LINES} kết luận. Hãy gộp bớt.", field="lines")
    if any(len(line.words) > LONGEST_WORDS for line in typed.lines):
        raise Invalid(f"Có kết luận dài quá {LONGEST_WORDS} ký tự. Hãy rút gọn.", field="lines")
    if any(len(words) > LONGEST_TEXT for words in (typed.opening, typed.remarks, typed.unread)):
        raise Invalid(f"Dài quá {LONGEST_TEXT} ký tự. Hãy rút gọn.", field="unread")
