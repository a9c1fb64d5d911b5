"""Occasions of awards: how far one is, what stands in a move's way, how votes are counted, who appears twice."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from intranet.core.flow import Flow, Move
from intranet.emulation.rules.exemplars import PAPER_LABELS, PaperKind
from intranet.emulation.rules.people import keeps_awards


class OccasionState(StrEnum):
    """How far an occasion of awards has come."""

    GATHERING = "gathering"
    VOTING = "voting"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    CANCELLED = "cancelled"


OCCASION_STATE_LABELS = {
    OccasionState.GATHERING: "Đang nhận hồ sơ",
    OccasionState.VOTING: "Hội đồng đang bỏ phiếu",
    OccasionState.SUBMITTED: "Đã lập tờ trình",
    OccasionState.DECIDED: "Đã có quyết định",
    OccasionState.CANCELLED: "Đã hủy",
}
OCCASION_STATE_TONES = {
    OccasionState.GATHERING: ("doing", "inbox"),
    OccasionState.VOTING: ("waiting", "hourglass-split"),
    OccasionState.SUBMITTED: ("soon", "send"),
    OccasionState.DECIDED: ("done", "patch-check"),
    OccasionState.CANCELLED: ("none", "x-circle"),
}
# What a file holds at least (Luật Thi đua, khen thưởng 2022: report of achievements and minutes of the selection).
USUAL_PAPERS = (PaperKind.REPORT, PaperKind.MINUTES)
USUAL_SHARE = 80  # per cent of the whole council; the office sets another for an occasion


def nobody_nominated(occasion: Any) -> str | None:
    """There must be somebody to vote on."""
    return None if occasion.nominees else "Đợt này chưa có ai được đề nghị."


def missing_papers(occasion: Any) -> str | None:
    """Each file holds the papers the occasion asks for."""
    lacking = [nomination for nomination in occasion.nominees if papers_missing(occasion, nomination)]
    if not lacking:
        return None
    names = ", ".join(nomination.exemplar.name for nomination in lacking[:3])
    more = f" và {len(lacking) - 3} hồ sơ khác" if len(lacking) > 3 else ""
    return f"{len(lacking)} hồ sơ còn thiếu giấy tờ: {names}{more}."


def papers_missing(occasion: Any, nomination: Any) -> list[str]:
    """What the file of one nominee lacks, in words."""
    there = nomination.exemplar.paper_kinds
    return [PAPER_LABELS[PaperKind(kind)] for kind in occasion.papers if kind not in there]


def nominated_twice(occasion: Any) -> str | None:
    """Nobody of the same name in the same member stands in the list twice."""
    seen: dict[tuple[str, str], str] = {}
    for nomination in occasion.nominees:
        exemplar = nomination.exemplar
        mark = (exemplar.name_key, exemplar.member.name_key)
        if mark in seen:
            return f"«{exemplar.name}» của {exemplar.member.name} có hai lần. Hãy bỏ bớt một."
        seen[mark] = exemplar.name
    return None


def nobody_passed(occasion: Any) -> str | None:
    """A proposal needs at least one nominee with votes enough."""
    council = len(occasion.council)
    agreed = [n for n in occasion.nominees if has_passed(n.agreed, council, occasion.share)]
    return None if agreed else f"Chưa ai đạt {occasion.share}% phiếu đồng ý của cả hội đồng."


def has_passed(agreed: int, council: int, share: int) -> bool:
    """Whether so many votes are the share of the whole council that is needed; who did not vote did not agree."""
    return council > 0 and agreed * 100 >= share * council


def is_counted(occasion: Any) -> bool:
    """Whether votes may be shown: while somebody has still to vote, nobody's ballot may follow those of others."""
    return occasion.state != OccasionState.VOTING or all(seat.voted_at for seat in occasion.council)


def in_shown_order(occasion: Any) -> list[Any]:
    """Nominees as people see them: by votes once these may be shown, by name before."""
    if is_counted(occasion):
        return by_votes(occasion.nominees)
    return sorted(occasion.nominees, key=lambda nomination: (nomination.exemplar.name_key, nomination.id))


def by_votes(nominations: Iterable[Any]) -> list[Any]:
    """Nominees in the order of the list: most votes first, then by name."""
    return sorted(nominations, key=lambda nomination: (-nomination.agreed, nomination.exemplar.name_key, nomination.id))


def awarded_before(nomination: Any, earlier: Sequence[Any]) -> str | None:
    """A word of warning when the same award was given before; `earlier` are decided nominations."""
    same = [one for one in earlier if one.exemplar_id == nomination.exemplar_id and one.award == nomination.award]
    if not same:
        return None
    last = max(same, key=lambda one: one.occasion.decided_on)
    return f"{nomination.exemplar.name} đã được tặng {last.award} ngày {last.occasion.decided_on:%d/%m/%Y}."


def namesakes(nominations: Sequence[Any]) -> list[str]:
    """Words of warning about nominees of one name in different members."""
    names: dict[str, list[Any]] = {}
    for nomination in nominations:
        names.setdefault(nomination.exemplar.name_key, []).append(nomination.exemplar)
    return [
        f"«{same[0].name}» có ở {' và '.join(exemplar.member.name for exemplar in same)}: có phải một người?"
        for same in names.values()
        if len({exemplar.member_id for exemplar in same}) > 1
    ]


G, V, S = OccasionState.GATHERING, OccasionState.VOTING, OccasionState.SUBMITTED

OCCASION_FLOW = Flow(
    "award_occasion",
    (
        Move("nominate", "Thêm vào đợt", frozenset({G}), None, "thêm vào đợt", offered=False),
        Move("remove", "Đưa khỏi đợt", frozenset({G}), None, "đưa khỏi đợt", needs_note=True, offered=False),
        Move("open_vote", "Mở bỏ phiếu", frozenset({G}), V, "mở bỏ phiếu", kind="primary",
             blockers=(nobody_nominated, nominated_twice, missing_papers), offered=False),
        Move("take_back", "Nhận thêm hồ sơ", frozenset({V}), G, "dừng bỏ phiếu để nhận thêm hồ sơ", needs_note=True),
        Move("submit", "Lập tờ trình", frozenset({V, S}), S, "lập tờ trình", kind="primary",
             blockers=(nobody_passed,), offered=False),
        Move("decide", "Ghi quyết định khen thưởng", frozenset({S}), OccasionState.DECIDED, "ghi quyết định",
             kind="primary", offered=False),
        Move("cancel", "Hủy đợt", frozenset({G, V, S}), OccasionState.CANCELLED, "hủy đợt", needs_note=True,
             kind="danger"),
    ),
)  # fmt: skip


def edits_occasion(person: Any, occasion: Any) -> bool:
    """Those who keep the awards, while files are gathered."""
    return occasion.state == G and keeps_awards(person)


def votes(person: Any, seat: Any) -> bool:
    """A member of the council for himself; those who keep the awards put a paper ballot on record."""
    open_now = seat.occasion.state == V and seat.round == seat.occasion.round
    return open_now and (seat.person_id == person.id or keeps_awards(person))
