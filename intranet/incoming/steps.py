"""The way of a letter as a short line of steps: done, now, next, with who and when."""

from typing import Any

from intranet.core.clock import office_time
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part, State

ORDER = (State.RECEIVED, State.REGISTERED, State.PRESENTED, State.HANDLING, State.FINISHED)
# Which of the five steps is the present one: the first two states say what has been done, the others what goes on.
NOW = {State.RECEIVED: 1, State.REGISTERED: 2, State.PRESENTED: 2, State.HANDLING: 3, State.FINISHED: 5}


def steps_of(letter: IncomingLetter) -> list[dict[str, Any]]:
    """Received → registered → directed → with the units → finished."""
    if letter.state not in ORDER:
        return [_step("Tiếp nhận", "done", letter.received_by.name), _step(letter.state_label, "stopped")]
    direction = letter.directions[-1] if letter.directions else None
    leads = [one.receiver_name for one in letter.forwardings if one.part == Part.LEAD]
    seen = sum(1 for one in letter.forwardings if one.seen_at)
    steps = [
        ("Tiếp nhận", letter.received_by.name, f"{office_time(letter.received_at):%d/%m/%Y}"),
        ("Vào sổ", f"Số đến {letter.number_text}" if letter.number is not None else "", ""),
        ("Ý kiến chỉ đạo", _directed(letter), f"{direction.given_on:%d/%m/%Y}" if direction else ""),
        ("Xử lý", ", ".join(leads), f"{seen}/{len(letter.forwardings)} nơi đã xem" if letter.forwardings else ""),
        ("Kết thúc", "", f"{office_time(letter.finished_at):%d/%m/%Y}" if letter.finished_at else ""),
    ]
    now = NOW[State(letter.state)]
    return [
        _step(label, "done" if n < now else "now" if n == now else "next", who, when)
        for n, (label, who, when) in enumerate(steps)
    ]


def _directed(letter: IncomingLetter) -> str:
    if letter.directions:
        return letter.directions[-1].leader.name
    if letter.state in (State.HANDLING, State.FINISHED):
        return "chuyển thẳng, không cần trình"
    return letter.leader.name if letter.leader else ""


def _step(label: str, state: str, who: str = "", when: str = "") -> dict[str, Any]:
    return {"label": label, "state": state, "who": who, "when": when}
