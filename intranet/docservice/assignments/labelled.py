"""Work whose unit and time stand beside it: in lines with labels under it, or in brackets at its end."""

import re
from collections.abc import Sequence

from intranet.docservice.assignments.deadlines import NONE, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.labels import Label
from intranet.docservice.assignments.names import take_names
from intranet.docservice.assignments.phrases import Ground, subject_in
from intranet.docservice.assignments.roles import DO, LEAD, joined, names_of, role_of
from intranet.docservice.assignments.tasks import Holder, ReadTask
from intranet.docservice.assignments.tree import Node

_LAST_BRACKET = re.compile(r"(?P<work>.{12,}?)\s*\((?:giao\s+)?(?P<inside>[^()]+)\)\s*[.;]?", re.IGNORECASE)


def labelled_task(node: Node, text: str, labels: Sequence[Label], holder: Holder, ground: Ground) -> ReadTask:
    """The task whose unit, helpers and time stand in lines of their own."""
    lead = next((label for label in labels if label.kind == "lead"), None)
    do = lead or next((label for label in labels if label.kind == "do"), None)
    support = next((label for label in labels if label.kind == "support"), None)
    time = next((label for label in labels if label.kind == "time"), None)
    unit, supports, role = holder.unit, holder.supports, holder.role or DO
    if do:
        unit, supports, role = unit_and_helpers(do.text, ground, is_lead=lead is not None)
    if support:
        supports = names_of(support.text, ground.known, is_poor=ground.is_poor)
    deadline = deadline_of(time.text, ground.setting, is_time=True) if time else NONE
    if deadline == NONE:
        deadline = deadline_of(text, ground.setting)
    return ReadTask(node.number, unit, text, node.place, role, supports, deadline, holder.is_asked, 0.85)


def unit_and_helpers(text: str, ground: Ground, *, is_lead: bool) -> tuple[str, tuple[str, ...], str]:
    """ "Thanh tra Sở phối hợp Văn phòng Sở" → unit, helpers, role."""
    found = subject_in(text, ground)
    if found is None:
        return text.rstrip(" ."), (), LEAD if is_lead else DO
    subject, sentence = found
    role = role_of(sentence, ground.known, subject.last, has_subject=True)
    unit = sentence.cut(subject.first, subject.names[-1].last)
    is_whole = subject.last >= len(sentence) - 1
    return (text.rstrip(" .") if is_whole else unit), role.supports, LEAD if is_lead or role.role == LEAD else DO


# "Quyết định này có hiệu lực kể từ ngày ký." stands before those who carry it out.
_IN_FORCE = re.compile(r"co hieu luc[^.]*\.\s+|thay the [^.]*\.\s+")
_ENFORCERS = re.compile(
    r"(?P<who>.{4,400}?),?\s+(?:co trach nhiem|chiu trach nhiem|can cu)\s+(?:to chuc )?(?:thi hanh|thuc hien)\s+"
    r"(?:quyet dinh|ke hoach|nghi quyet|chi thi|quy che|chuong trinh) nay\b[\s./]*"
)


def task_of_enforcers(node: Node) -> ReadTask | None:
    """The last article of a decision: everybody before "chịu trách nhiệm thi hành Quyết định này"."""
    found = _ENFORCERS.fullmatch(fold_in_place(node.text))
    if found is None or node.children or not node.is_heading:
        return None
    begin = max((cut.end() for cut in _IN_FORCE.finditer(fold_in_place(node.text))), default=0)
    words, who = node.text[begin:].strip(), node.text[begin : found.end("who")].strip(" ,")
    return ReadTask(node.number, who, words, node.place, confidence=0.8)


def task_before_bracket(node: Node, text: str, ground: Ground, *, in_section: bool) -> ReadTask | None:
    """ "Rà soát phao quây (Phòng Vật tư chủ trì, phối hợp Đội tàu; trước 30/4)." Outside the part that hands out
    work the bracket must name a role or a time as well."""
    found = _LAST_BRACKET.fullmatch(text)
    if found is None:
        return None
    sentence = ground.sentence(found["inside"])
    names = take_names(sentence, 0, ground.known)
    after = sentence.at(names[-1].last) if names else None
    if not names or (
        after is not None and after.text not in (";", ",") and after.folded not in ("chu", "thuc", "phoi")
    ):
        return None
    role = role_of(sentence, ground.known, names[-1].last, has_subject=True)
    deadline = deadline_of(found["inside"], ground.setting)
    if deadline == NONE:
        deadline = deadline_of(found["work"], ground.setting)
    if not in_section and not role.is_named and deadline == NONE:
        return None
    return ReadTask(
        node.number,
        joined(names, sentence),
        found["work"],
        node.place,
        role.role,
        role.supports,
        deadline,
        confidence=0.8,
    )
