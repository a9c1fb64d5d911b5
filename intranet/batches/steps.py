"""A batch's way as a short line of steps: what is done, by whom and when, what is now, and who is waited for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from intranet.batches.models import Batch
from intranet.batches.rules import State
from intranet.core.clock import office_time
from intranet.core.history import HistoryEntry

# A step of the batch's way: the acts that finish it, the state in which it is waited for, and by whom.
STEPS = (
    ("Gửi bảng, xem trước", (), None, ""),
    ("Duyệt", ("approve", "record_approved"), State.PREPARING, ""),
    ("Cấp số", ("number",), State.APPROVED, "văn thư"),
    ("Làm các bản", ("finish",), State.MAKING, "hệ thống"),
    ("Phát hành", ("issue",), State.MADE, "văn thư"),
)


def steps_of(batch: Batch, entries: Sequence[HistoryEntry]) -> list[dict[str, Any]]:
    """The way of a batch as a line of steps: done by whom and when, now, next."""
    order = [State.PREPARING, State.APPROVED, State.MAKING, State.MADE, State.ISSUED]
    here = order.index(State(batch.state)) if batch.state in order else -1
    steps = []
    for label, acts, waits_in, whom in STEPS:
        if waits_in is None:
            sheet_is_right = not batch.fault_count
            who = f"{batch.drafter.name}, {batch.letter_count} bản"
            steps.append({"label": label, "state": "done" if sheet_is_right else "now", "who": who})
        elif here > order.index(waits_in):
            last = next((entry for entry in entries if entry.act in acts), None)
            said = {"who": last.who, "when": _moment(last.at), "note": last.note} if last else {}
            steps.append({"label": label, "state": "done", **said})
        else:
            is_now = batch.state == waits_in and not batch.fault_count
            whom = whom or batch.signer.name
            steps.append({"label": label, "state": "now" if is_now else "next", "who": f"chờ {whom}" if is_now else ""})
    if batch.state == State.CANCELLED:
        steps.append({"label": "Đã hủy", "state": "stopped", "who": entries[0].who, "note": entries[0].note})
    return steps


def _moment(at: datetime) -> str:
    return office_time(at).strftime("%H:%M %d/%m/%Y")
