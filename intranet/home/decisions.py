"""What waits for a person's own word, in the order he takes it up: one page each, the next one after each act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from intranet.incoming.rules import Urgency
from intranet.plans.queries import MyWork

# Why something waits, in the order it is taken up: what stops the whole office first, one's own unit last.
LABELS = {
    "sign": "Chờ bạn ký",
    "direct": "Văn bản đến chờ bạn cho ý kiến",
    "extend": "Xin gia hạn, chờ bạn trả lời",
    "confirm": "Chờ xác nhận hoàn thành",
    "check_content": "Chờ kiểm tra nội dung",
    "see": "Văn bản đến mới chuyển tới đơn vị",
    "accept": "Nhiệm vụ chờ tiếp nhận",
}
MOST_URGENT_FIRST = tuple(reversed(Urgency))


@dataclass(frozen=True)
class Decision:
    """One thing that waits: why, what kind of thing (its page decide_<kind>), the thing itself."""

    reason: str
    kind: str
    thing: Any

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.kind}-{self.thing.id}"

    @property
    def url(self) -> str:
        """The page on which it is decided."""
        name = {"letter": "document_id", "arrival": "letter_id", "task": "task_id"}[self.kind]
        return url_for(f"home.decide_{self.kind}", **{name: self.thing.id})


def decisions_of(letters: Iterable[Any], arrived: Iterable[Any], work: MyWork) -> list[Decision]:
    """The decisions among what waits for a person; a thing that waits for two reasons comes once."""
    found = {waiting.reason: ("letter", waiting.documents) for waiting in letters}
    found |= {waiting.reason: ("arrival", _urgent_first(waiting.letters)) for waiting in arrived}
    found |= {"extend": ("task", work.to_extend), "confirm": ("task", work.to_confirm)}
    found |= {"accept": ("task", work.to_accept)}
    queue: dict[str, Decision] = {}
    for reason in LABELS:
        kind, things = found.get(reason, ("", ()))
        for thing in things:
            decision = Decision(reason, kind, thing)
            queue.setdefault(decision.key, decision)
    return list(queue.values())


def by_reason(queue: Sequence[Decision]) -> list[tuple[str, str, list[Decision]]]:
    """The queue as cards: reason, label, decisions."""
    groups = ((reason, label, [one for one in queue if one.reason == reason]) for reason, label in LABELS.items())
    return [group for group in groups if group[2]]


def place_of(queue: Sequence[Decision], key: str) -> int | None:
    """Where a key stands in the queue, from 0."""
    return next((n for n, one in enumerate(queue) if one.key == key), None)


def following(queue: Sequence[Decision], key: str) -> str:
    """The key of what comes after this one, the first after the last; its own when nothing else waits."""
    place = place_of(queue, key)
    if not queue:
        return key
    return queue[0 if place is None else (place + 1) % len(queue)].key


def _urgent_first(letters: Iterable[Any]) -> list[Any]:
    return sorted(letters, key=lambda letter: MOST_URGENT_FIRST.index(Urgency(letter.urgency)))
