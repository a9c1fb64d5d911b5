"""Occasions of awards: gathering proposals, the council's ballot, and what the decision says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from intranet.accounts.models import Person
from intranet.accounts.queries import active_people
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.flow import advance
from intranet.emulation.models import AwardOccasion, CouncilSeat, Exemplar, Nomination, Vote
from intranet.emulation.rules import EXEMPLAR_FLOW, OCCASION_FLOW, ExemplarState, PaperKind
from intranet.notices.service import tell
from intranet.plans.service import LETTER_KINDS, take

MOST_SUMMARY = 1000  # what the list of a tờ trình takes


@dataclass(frozen=True)
class OccasionFacts:
    """An occasion: the award it is about, to whom the tờ trình goes (one a line), the papers each file needs, and
    the share of the whole council's votes a nominee needs, in per cent."""

    name: str
    award: str
    addressees: str
    closes_on: date
    papers: tuple[str, ...]
    share: int


@dataclass(frozen=True)
class Decision:
    """The decision on an occasion: số ký hiệu, the agency, its day, and by nomination whether it was granted."""

    mark: str
    agency: str
    decided_on: date
    granted: Mapping[int, tuple[bool, str]]


def add_occasion(actor: Any, facts: OccasionFacts) -> AwardOccasion:
    """Open an occasion. Raises Invalid for a share that is none, or a paper of no kind."""
    permissions.require(actor, "award_occasion.add")
    occasion = AwardOccasion(by_id=actor.id)
    _write(occasion, facts)
    session.add(occasion)
    history.record(occasion, actor, "add_occasion", "mở đợt khen thưởng")
    return occasion


def edit_occasion(occasion: AwardOccasion, actor: Any, facts: OccasionFacts) -> None:
    """Correct an occasion while files are gathered. Raises Invalid like add_occasion."""
    permissions.require(actor, "award_occasion.edit", occasion)
    stood = {name: _plain(getattr(occasion, name)) for name in vars(facts)}
    _write(occasion, facts)
    changed = {name: was for name, was in stood.items() if was != _plain(getattr(occasion, name))}
    if changed:
        history.record(occasion, actor, "edit_occasion", "sửa đợt", stood=changed)


def nominate(occasion: AwardOccasion, exemplar: Exemplar, actor: Any, summary: str = "", award: str = "") -> Nomination:
    """Put an exemplar into the occasion's list; its state follows. An empty summary is the beginning of what it did.

    Raises Refused when it is not being fostered, or a criterion of the plan is not judged or not met.
    """
    advance(occasion, OCCASION_FLOW, "nominate", actor, words=f"đưa «{exemplar.name}» vào đợt")
    advance(exemplar, EXEMPLAR_FLOW, "propose", actor, words=f"đưa vào đợt «{occasion.name}»")
    nomination = next((one for one in occasion.nominations if one.exemplar_id == exemplar.id), None)
    if nomination is None:
        nomination = Nomination(occasion=occasion, exemplar=exemplar)
        session.add(nomination)
    nomination.removed_at = None
    nomination.award = award.strip() or occasion.award
    nomination.summary = _short(summary.strip() or exemplar.achievement)
    session.flush()
    return nomination


def remove(nomination: Nomination, actor: Any, note: str) -> None:
    """Take a nominee out of the list again; it goes back to being fostered. Raises Invalid without a reason."""
    occasion, exemplar = nomination.occasion, nomination.exemplar
    if nomination.removed_at is not None:
        raise Refused("Hồ sơ này không còn trong đợt.")
    advance(occasion, OCCASION_FLOW, "remove", actor, note, words=f"đưa «{exemplar.name}» khỏi đợt")
    nomination.removed_at = now()
    advance(exemplar, EXEMPLAR_FLOW, "return", actor, note, words=f"đưa khỏi đợt «{occasion.name}»")


def open_vote(occasion: AwardOccasion, council: Collection[int], actor: Any) -> None:
    """Ask the council to vote; a new ballot begins, that of an earlier round stays on record.

    Raises Refused while somebody is missing papers or stands in the list twice, Invalid (field "council") for an
    empty council.
    """
    known = {person.id: person for person in active_people()}
    people = [known[one] for one in dict.fromkeys(council) if one in known]
    if not people:
        raise Invalid("Hãy chọn thành viên hội đồng.", field="council")
    advance(occasion, OCCASION_FLOW, "open_vote", actor, words=f"mở bỏ phiếu, hội đồng {len(people)} người")
    occasion.round += 1
    for person in people:
        occasion.seats.append(CouncilSeat(round=occasion.round, person_id=person.id))
    session.flush()
    _tell_council(occasion, people, actor)


def take_back(occasion: AwardOccasion, actor: Any, note: str) -> None:
    """Break the ballot off to gather more files; raises Invalid without a reason."""
    advance(occasion, OCCASION_FLOW, "take_back", actor, note)


def vote(seat: CouncilSeat, agrees: Mapping[int, bool], actor: Any) -> None:
    """Cast a seat's ballot: by nomination whether it agrees; cast again while the ballot is open it counts anew.

    A keeper casts a paper ballot for the member who signed it. History says who voted, never how. Raises Invalid
    when a nominee has no answer, Refused for a paper ballot over one that the member cast himself.
    """
    occasion = seat.occasion
    lock(occasion)
    lock(seat)
    permissions.require(actor, "council_seat.vote", seat)
    refuse_paper_over_own(seat, actor)
    if set(agrees) != {nomination.id for nomination in occasion.nominees}:
        raise Invalid("Hãy chọn đồng ý hoặc không đồng ý cho từng trường hợp.")
    for nomination in occasion.nominees:
        ballot = next((one for one in nomination.votes if one.seat_id == seat.id), None)
        if ballot is None:
            session.add(Vote(nomination=nomination, seat=seat, agrees=agrees[nomination.id]))
        else:
            ballot.agrees = agrees[nomination.id]
    seat.voted_at, seat.voted_by_id = now(), actor.id
    own = seat.person_id == actor.id
    history.record(occasion, actor, "vote", "bỏ phiếu" if own else f"ghi phiếu giấy của {seat.person.name}")


def refuse_paper_over_own(seat: CouncilSeat, actor: Any) -> None:
    """Raise Refused when somebody else would enter a ballot for a member who has voted himself."""
    if seat.person_id != actor.id and seat.is_cast_by_member:
        raise Refused(
            f"{seat.person.name} đã tự bỏ phiếu, không ghi phiếu giấy đè lên được.",
            "Muốn đổi, chính thành viên ấy mở đợt và bỏ phiếu lại khi đợt còn mở bỏ phiếu.",
        )


def decide(
    occasion: AwardOccasion, decision: Decision, actor: Any, file: BinaryIO | None = None, name: str = ""
) -> None:
    """Record the decision; each exemplar follows it, and whoever found it is told.

    Raises Invalid for a day to come, a decision without mark, a file that is no letter, or a nominee not answered.
    """
    sent_up = [nomination for nomination in occasion.nominees if nomination.passed]
    if set(decision.granted) != {nomination.id for nomination in sent_up}:
        raise Invalid("Hãy ghi kết quả cho từng trường hợp đã trình.")
    if decision.decided_on > today():
        raise Invalid("Ngày quyết định chưa tới.", field="decided_on")
    taken = take(file, name, LETTER_KINDS) if file is not None and name else None
    permissions.require(actor, "award_occasion.decide", occasion)
    # Before the move: a decided occasion has its day, a constraint says so.
    occasion.decision_mark, occasion.decision_agency = decision.mark, decision.agency
    occasion.decided_on = decision.decided_on
    advance(occasion, OCCASION_FLOW, "decide", actor, words=f"ghi quyết định {decision.mark}")
    if taken:
        occasion.decision_sha256, occasion.decision_name = taken.sha256, taken.name[:200]
    called = f"theo {decision.mark} ngày {decision.decided_on:%d/%m/%Y} của {decision.agency}"
    for nomination in sent_up:
        nomination.awarded, nomination.result_note = decision.granted[nomination.id]
        move, words = ("award", f"được tặng {nomination.award} {called}")
        if not nomination.awarded:
            move, words = ("return", f"chưa được khen {called}")
        advance(nomination.exemplar, EXEMPLAR_FLOW, move, actor, nomination.result_note, words=words)
        tell([nomination.exemplar.by], "exemplar_decided", words, subject=nomination.exemplar, actor=actor)


def cancel(occasion: AwardOccasion, actor: Any, note: str) -> None:
    """End an occasion without result; all nominees go back to being fostered. Raises Invalid without a reason."""
    advance(occasion, OCCASION_FLOW, "cancel", actor, note)
    for nomination in occasion.nominees:
        if nomination.exemplar.state == ExemplarState.PROPOSED:
            advance(nomination.exemplar, EXEMPLAR_FLOW, "return", actor, note, words=f"đợt «{occasion.name}» đã hủy")


def _write(occasion: AwardOccasion, facts: OccasionFacts) -> None:
    if not 1 <= facts.share <= 100:
        raise Invalid("Tỷ lệ từ 1 đến 100.", field="share")
    if not set(facts.papers) <= set(PaperKind):
        raise Invalid("Hãy chọn giấy tờ trong danh sách.", field="papers")
    for name, value in vars(facts).items():
        setattr(occasion, name, list(value) if isinstance(value, tuple) else value)


def _tell_council(occasion: AwardOccasion, people: list[Person], actor: Any) -> None:
    tell(people, "council_asked", "mời hội đồng bỏ phiếu", subject=occasion, actor=actor)


def _short(words: str) -> str:
    """The words as the list takes them, cut at the end of a word."""
    text = " ".join(words.split())
    return text if len(text) <= MOST_SUMMARY else f"{text[: MOST_SUMMARY - 1].rsplit(' ', 1)[0]}…"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
