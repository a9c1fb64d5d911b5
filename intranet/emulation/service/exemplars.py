"""Finding, judging and following exemplary people, collectives and models."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from intranet.accounts.rules import departments_of
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotPermitted
from intranet.core.flow import advance
from intranet.docservice.searching import search_text
from intranet.emulation.models import Exemplar, ExemplarPaper, Judgement
from intranet.emulation.queries.exemplars import twins_of
from intranet.emulation.queries.members import get_member
from intranet.emulation.rules import CRITERIA, EXEMPLAR_FLOW, ExemplarState, PaperKind, member_key
from intranet.plans.service import take


@dataclass(frozen=True)
class ExemplarFacts:
    """What is written about an exemplar; `post` is a person's post or work in the member."""

    kind: str
    name: str
    member_id: int
    field: str
    achievement: str
    found_on: date
    post: str = ""


def add_exemplar(actor: Any, department_id: int, facts: ExemplarFacts) -> Exemplar:
    """Write down somebody or something exemplary, found by one of the actor's departments.

    Raises Invalid for one that is in the register already, a member that has left, or a day to come.
    """
    if department_id not in departments_of(actor):
        raise NotPermitted("Bạn chỉ giới thiệu điển hình cho đơn vị của mình.")
    exemplar = Exemplar(department_id=department_id, by_id=actor.id, state=ExemplarState.FOUND)
    _write(exemplar, facts)
    session.add(exemplar)
    history.record(exemplar, actor, "add_exemplar", f"phát hiện, giới thiệu {exemplar.kind_label.lower()}")
    return exemplar


def edit_exemplar(exemplar: Exemplar, actor: Any, facts: ExemplarFacts) -> None:
    """Correct what is written; what stood there stays in the history. Raises Invalid like add_exemplar."""
    permissions.require(actor, "exemplar.edit", exemplar)
    stood = {name: _plain(getattr(exemplar, name)) for name in vars(facts)}
    _write(exemplar, facts)
    changed = {name: was for name, was in stood.items() if was != _plain(getattr(exemplar, name))}
    if changed:
        history.record(exemplar, actor, "edit_exemplar", "sửa thông tin", stood=changed)


def judge(exemplar: Exemplar, verdicts: Mapping[str, tuple[bool, str]], actor: Any) -> None:
    """Judge criteria of the plan (Kế hoạch 43/KH-LMHTX, II.2.b): by criterion whether it is met, and why.

    Raises Invalid (field "<criterion>-reason") for a judgement without a reason.
    """
    lock(exemplar)
    permissions.require(actor, "exemplar.judge", exemplar)
    held = {judged.criterion: judged for judged in exemplar.judgements}
    stood, said = {}, []
    for criterion, (is_met, reason) in verdicts.items():
        if criterion not in CRITERIA or not reason.strip():
            raise Invalid("Hãy ghi lý do đánh giá.", field=f"{criterion}-reason")
        judged = held.get(criterion)
        if judged is not None and (judged.is_met, judged.reason) == (is_met, reason.strip()):
            continue
        if judged is None:
            judged = Judgement(criterion=criterion)
            exemplar.judgements.append(judged)
        else:
            stood[criterion] = [judged.is_met, judged.reason]
        judged.is_met, judged.reason, judged.by_id, judged.at = is_met, reason.strip(), actor.id, now()
        number = list(CRITERIA).index(criterion) + 1
        said.append(f"tiêu chí {number} {'đạt' if is_met else 'chưa đạt'}")
    if said:
        history.record(exemplar, actor, "judge", f"đánh giá {', '.join(said)}", stood=stood)


def add_paper(exemplar: Exemplar, kind: str, file: BinaryIO | None, name: str, actor: Any) -> ExemplarPaper:
    """Put a paper or picture into the file; raises Invalid (field "file") for none, or one that is not sound."""
    permissions.require(actor, "exemplar.add_paper", exemplar)
    if file is None or not name:
        raise Invalid("Hãy chọn tệp.", field="file")
    if kind not in set(PaperKind):
        raise Invalid("Hãy chọn loại giấy tờ.", field="kind")
    taken = take(file, name)
    paper = ExemplarPaper(exemplar=exemplar, kind=kind, file_sha256=taken.sha256, name=taken.name[:200], by_id=actor.id)
    session.add(paper)
    history.record(exemplar, actor, "add_paper", f"thêm {paper.kind_label.lower()} «{paper.name}»")
    return paper


def withdraw_paper(paper: ExemplarPaper, actor: Any) -> None:
    """Take a paper out of the file; it stays readable in the history."""
    permissions.require(actor, "exemplar_paper.withdraw", paper)
    lock(paper)
    if paper.withdrawn_at is None:
        paper.withdrawn_at = now()
        history.record(paper.exemplar, actor, "withdraw_paper", f"rút {paper.kind_label.lower()} «{paper.name}»")


def nurture(exemplar: Exemplar, actor: Any, note: str = "") -> None:
    """Take up somebody who was found: the office helps and follows from now on."""
    advance(exemplar, EXEMPLAR_FLOW, "nurture", actor, note)


def nurture_on(exemplar: Exemplar, actor: Any, note: str = "") -> None:
    """Go on with somebody who was awarded, towards the next award."""
    advance(exemplar, EXEMPLAR_FLOW, "nurture_on", actor, note)


def drop(exemplar: Exemplar, actor: Any, note: str) -> None:
    """Follow somebody no longer; raises Invalid without a reason."""
    advance(exemplar, EXEMPLAR_FLOW, "drop", actor, note)


def resume(exemplar: Exemplar, actor: Any, note: str) -> None:
    """Follow somebody again who was dropped; raises Invalid without a reason."""
    advance(exemplar, EXEMPLAR_FLOW, "resume", actor, note)


def _write(exemplar: Exemplar, facts: ExemplarFacts) -> None:
    member = get_member(facts.member_id)
    if member.left_on is not None and exemplar.member_id != member.id:
        raise Invalid("Đơn vị này đã thôi là thành viên.", field="member_id")
    if facts.found_on > today():
        raise Invalid("Ngày phát hiện chưa tới.", field="found_on")
    key = member_key(facts.name)[:200]
    with session.no_autoflush:
        twins = twins_of(key, member.id, exemplar.id)
    if twins:
        words = f"«{twins[0].name}» của {member.name} đã có trong danh sách ({twins[0].state_label.lower()})."
        raise Invalid(words, field="name")
    for name, value in vars(facts).items():
        setattr(exemplar, name, value)
    exemplar.name_key = key
    exemplar.search_text = search_text(
        facts.name, facts.post, member.name, facts.field, facts.achievement, longest=2000
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
