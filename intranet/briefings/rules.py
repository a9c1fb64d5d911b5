"""States, moves and permissions of briefings, what their page counts, and when conclusions are complete; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import is_leader
from intranet.core.flow import Flow, Move
from intranet.core.permissions import Permission
from intranet.plans.rules import manages_plans, sees_all_departments

WEEK = timedelta(days=7)
# What the page counts for each department, in its order: words, tone.
PARTS: Mapping[str, tuple[str, str]] = {
    "late": ("Quá hạn", "late"),
    "due": ("Đến hạn trong tuần", "soon"),
    "waiting": ("Văn bản chờ ký", "waiting"),
    "new": ("Mới giao", "doing"),
    "finished": ("Hoàn thành", "done"),
}
MOST_LISTED = 12
NOTE = "note"  # the receiver of a line that only goes into the letter
NOTE_LABEL = "Chỉ ghi vào thông báo, không giao việc"
MOST_LINES, LONGEST_WORDS, LONGEST_TEXT = 100, 5000, 20_000


class State(StrEnum):
    """Written, shown to the leader, concluded: then its tasks are out."""

    OPEN = "open"
    PRESENTED = "presented"
    CONCLUDED = "concluded"


STATE_LABELS = {
    State.OPEN: "Đang chuẩn bị",
    State.PRESENTED: "Chờ lãnh đạo xác nhận",
    State.CONCLUDED: "Đã kết luận",
}
STATE_TONES = {State.OPEN: "doing", State.PRESENTED: "waiting", State.CONCLUDED: "done"}


@dataclass(frozen=True)
class Conclusion:
    """One line as it was typed: the receiver is "d:3", "g:1", NOTE or nothing yet.

    The deadline is "2026-11-30", or what was typed when that is no date; `deadline_words` are the line's own.
    """

    words: str = ""
    receiver: str = ""
    receiver_words: str = ""
    deadline: str = ""
    deadline_words: str = ""

    @property
    def day(self) -> date | None:
        """The deadline, when it is one."""
        try:
            return date.fromisoformat(self.deadline)
        except ValueError:
            return None

    @property
    def hands_out(self) -> bool:
        """Whether it gives somebody work."""
        return self.receiver not in ("", NOTE)


@dataclass(frozen=True)
class Typed:
    """Everything on the page of conclusions, complete or not; `unread` are lines not put into the table yet."""

    opening: str = ""
    remarks: str = ""
    unread: str = ""
    lines: tuple[Conclusion, ...] = ()


def first_day_of_period(held_on: date, before: date | None) -> date:
    """From which day a briefing looks back: the briefing before, else one week."""
    return before or held_on - WEEK


def in_plain_words(typed: Typed) -> str:
    """What was typed as lines of text, for history when somebody else's words take its place."""
    lines = [f"- {one.receiver_words or one.receiver}: {one.words} {one.deadline}".strip() for one in typed.lines]
    return "\n".join(part for part in (typed.opening, typed.remarks, typed.unread, *lines) if part)


def _nothing_typed(briefing: Any) -> str | None:
    if briefing.lines or briefing.remarks:
        return None
    return "Chưa có kết luận nào. Hãy bấm «Ghi kết luận»."


def _unread(briefing: Any) -> str | None:
    return (
        "Còn dòng vừa dán chưa đưa vào bảng. Hãy mở «Ghi kết luận» và bấm «Đưa vào bảng»." if briefing.unread else None
    )


def _incomplete(briefing: Any) -> str | None:
    missing = [str(n) for n, line in enumerate(briefing.lines, 1) if not line["receiver"] or not line["words"]]
    if not missing:
        return None
    return f"Kết luận {', '.join(missing)} chưa đủ nội dung, đơn vị. Hãy mở «Ghi kết luận» để chọn."


def _wrong_days(briefing: Any) -> str | None:
    lines = enumerate(briefing.conclusions, 1)
    wrong = [str(n) for n, line in lines if line.deadline and not briefing.held_on <= (line.day or date.min)]
    if not wrong:
        return None
    return f"Thời hạn của kết luận {', '.join(wrong)} không đúng hoặc trước ngày họp. Hãy mở «Ghi kết luận» để sửa."


_COMPLETE = (_nothing_typed, _unread, _incomplete, _wrong_days)

FLOW = Flow(
    "briefing",
    (
        Move(
            "present", "Trình lãnh đạo xác nhận", frozenset({State.OPEN}), State.PRESENTED, "trình kết luận",
            kind="primary", blockers=_COMPLETE,
        ),
        Move(
            "confirm", "Xác nhận, giao việc", frozenset({State.OPEN, State.PRESENTED}), State.CONCLUDED,
            "xác nhận kết luận", kind="primary", blockers=_COMPLETE,
        ),
        Move(
            "send_back", "Trả lại", frozenset({State.PRESENTED}), State.OPEN, "trả lại kết luận", needs_note=True,
        ),
        Move("withdraw", "Rút lại để sửa", frozenset({State.PRESENTED}), State.OPEN, "rút lại kết luận"),
    ),
)  # fmt: skip


def follows_briefings(person: Any, thing: Any = None) -> bool:
    """Whoever sits in a briefing: leaders, Văn phòng, clerks and heads of units."""
    return sees_all_departments(person)


def keeps_briefings(person: Any, thing: Any = None) -> bool:
    """Văn phòng and clerks prepare briefings and write what is concluded; leaders may."""
    return manages_plans(person)


def writes(person: Any, briefing: Any) -> bool:
    """Once it is presented, a leader alone corrects the words; once concluded, nobody."""
    if briefing.state == State.PRESENTED:
        return is_leader(person)
    return briefing.state == State.OPEN and keeps_briefings(person)


def _leads(person: Any, briefing: Any) -> bool:
    return is_leader(person)


def drafts_letter(person: Any, briefing: Any) -> bool:
    """The letter is drafted once the conclusions stand."""
    return briefing.state == State.CONCLUDED and keeps_briefings(person)


_FOLLOWERS = "Trang giao ban dành cho lãnh đạo, Văn phòng, văn thư và trưởng các đơn vị."
_KEEPERS = "Văn phòng, văn thư chuẩn bị giao ban và ghi kết luận."
_LEADERS = "Lãnh đạo xác nhận hoặc trả lại kết luận."

PERMISSIONS = {
    "briefing.list": Permission(follows_briefings, _FOLLOWERS),
    "briefing.view": Permission(follows_briefings, _FOLLOWERS),
    "briefing.open": Permission(keeps_briefings, _KEEPERS),
    "briefing.write": Permission(writes, "Kết luận đã trình thì lãnh đạo sửa; đã xác nhận thì không sửa được nữa."),
    "briefing.present": Permission(keeps_briefings, _KEEPERS),
    "briefing.withdraw": Permission(keeps_briefings, _KEEPERS),
    "briefing.confirm": Permission(_leads, _LEADERS),
    "briefing.send_back": Permission(_leads, _LEADERS),
    "briefing.draft_letter": Permission(drafts_letter, _KEEPERS),
}
