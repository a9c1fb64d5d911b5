"""A letter's text → its head and its tasks, as values and as the facts that `flask plan read --json` prints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intranet.docservice.assignments.deadlines import Setting, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.headings import unit_heading
from intranet.docservice.assignments.known_names import KnownNames
from intranet.docservice.assignments.labelled import labelled_task
from intranet.docservice.assignments.labels import label_of
from intranet.docservice.assignments.letter_head import LetterHead, read_head
from intranet.docservice.assignments.names import Sentence, take_names
from intranet.docservice.assignments.phrases import Ground
from intranet.docservice.assignments.tasks import Holder, ReadTask
from intranet.docservice.assignments.tree import Node, grow
from intranet.docservice.assignments.units import UnitList
from intranet.docservice.assignments.walk import Walk
from intranet.docservice.reading.blocks import Reading

_EVENT_DAY = re.compile(r"ngay\s+(\d{1,2})\s*(?:/|\.|-|thang)\s*(\d{1,2})\s*(?:/|\.|-|nam)\s*(20\d\d)")
_EVENT = re.compile(r"hoi nghi|hoi thao|hoi thi|dai hoi|le |cuoc hop|lop|ngay hoi|toa dam|cuoc thi|giai|ky hop")


@dataclass(frozen=True)
class PlanReading:
    """What was read of a letter; `warnings` are sentences for the person who confirms."""

    head: LetterHead
    tasks: tuple[ReadTask, ...]
    warnings: tuple[str, ...] = ()


def read_plan(reading: Reading, units: UnitList | None = None) -> PlanReading:
    """The tasks of a letter by rules alone: nothing is invented, what is not said stays empty.

    `units` is the office's own list; without it names stay as the letter writes them.
    """
    head = read_head(reading.blocks)
    roots = grow(reading.blocks, reading.is_poor_scan)
    setting = Setting(head.year, _event_day(roots), head.issued)
    listed = units.names() if units else []
    ground_names = KnownNames(listed)
    first_look = Ground(ground_names, setting, reading.is_poor_scan)
    ground = Ground(KnownNames([*listed, *_names_in_headings(roots, first_look)]), setting, reading.is_poor_scan)
    tasks = Walk(roots, ground).tasks() or list(_whole_plan(roots, head, ground))
    named = tuple(_with_list(task, units, ground_names) for task in tasks)
    return PlanReading(head, named, (*reading.warnings, *_warnings(named, units)))


def _names_in_headings(roots: Sequence[Node], ground: Ground) -> list[str]:
    """The units that stand above lines of their own: the letter's own list of names."""
    names = []
    for node in (under for root in roots for under in root.walk()):
        if node.is_heading and len(node.text) < 200:
            heading = unit_heading(node.text, ground, in_section=False, has_lines=bool(node.children))
            words = heading.holder.unit if heading else ""
            found = take_names(Sentence(words, ground.is_poor), 0) if words else []
            if words and (len(found) == 1 or ("," not in words and len(words.split()) <= 9)) and len(words.split()) > 1:
                names.append(words)
    return names


def _event_day(roots: Sequence[Node]) -> date | None:
    """The day of the event a plan prepares: the one day after "Thời gian:", if there is just one."""
    nodes = [node for root in roots for node in root.walk()]
    if not any(_EVENT.search(fold_in_place(node.text)) for node in nodes[:30]):
        return None
    days = {day for node in nodes for day in _days_of_time(node)}
    return days.pop() if len(days) == 1 else None


def _days_of_time(node: Node) -> Iterator[date]:
    folded = fold_in_place(node.text)
    label = label_of(node.text)
    if (label is not None and label.kind == "time") or folded.startswith("thoi gian"):
        for found in _EVENT_DAY.finditer(folded):
            try:
                yield date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                continue


def _whole_plan(roots: Sequence[Node], head: LetterHead, ground: Ground) -> list[ReadTask]:
    """A plan that only says "ĐƠN VỊ CHỦ TRÌ: …": its subject is the one task."""
    labels = [(node, label) for root in roots for node in root.walk() if (label := label_of(node.text))]
    lead = next((node for node, label in labels if label.kind in ("lead", "do") and label.text), None)
    if lead is None or not head.subject:
        return []
    task = labelled_task(lead, head.subject, [label for _, label in labels], Holder(), ground)
    time = next((label for _, label in labels if label.kind == "time"), None)
    own = deadline_of(time.text, ground.setting, is_time=True) if time else task.deadline
    return [ReadTask(task.number, task.unit, task.words, task.place, task.role, task.supports, own, False, 0.7)]


def _with_list(task: ReadTask, units: UnitList | None, known: KnownNames) -> ReadTask:
    """The task with the office's own names for its units; what the list does not know stays as written."""
    if units is None:
        return replace(task, is_listed=False)
    unit, sure = _named(task.unit, units, known)
    supports = tuple(_named(name, units, known)[0] for name in task.supports)
    return replace(
        task,
        unit=unit,
        supports=supports,
        is_listed=sure > 0,
        confidence=round(task.confidence * (0.5 + 0.5 * sure), 2),
    )


def _named(words: str, units: UnitList, known: KnownNames) -> tuple[str, float]:
    """The list's name for these words and how sure that is; several units one after another keep their order."""
    if match := units.find(words):
        return match.unit.name, match.confidence
    sentence = Sentence(words)
    names = take_names(sentence, 0, known)
    matches = [units.find(name.text) for name in names]
    is_whole = bool(names) and names[-1].last == len(sentence)
    if is_whole and len(matches) > 1 and all(matches):
        return ", ".join(match.unit.name for match in matches if match), min(m.confidence for m in matches if m)
    return words, 0.0


def _warnings(tasks: Sequence[ReadTask], units: UnitList | None) -> list[str]:
    if not tasks:
        return ["Không tìm thấy nhiệm vụ nào được giao trong văn bản này. Hãy nhập bằng tay hoặc dán từng dòng."]
    if units is None:
        return []
    unknown = dict.fromkeys(task.unit for task in tasks if not task.is_listed)
    return [f"“{name}” chưa có trong danh sách đơn vị. Hãy chọn đơn vị, hoặc thêm vào danh sách." for name in unknown]


def as_facts(plan: PlanReading) -> dict[str, Any]:
    """The reading as plain facts under the names that letters use."""
    head = plan.head
    return {
        "so": head.number or None,
        "ky_hieu": head.notation or None,
        "ngay": head.issued.isoformat() if head.issued else None,
        "co_quan": head.body or None,
        "loai": head.type or None,
        "trich_yeu": head.subject or None,
        "tasks": [_task_facts(number, task) for number, task in enumerate(plan.tasks, 1)],
        "canh_bao": list(plan.warnings),
    }


def _task_facts(number: int, task: ReadTask) -> dict[str, Any]:
    return {
        "stt": number,
        "muc": task.number,
        "don_vi": task.unit,
        "vai_tro": task.role,
        "nhiem_vu": task.words,
        "phoi_hop": list(task.supports),
        "han": task.deadline.words or None,
        "loai_han": task.deadline.kind,
        "ngay": task.deadline.form,
        "de_nghi": task.is_asked,
        "noi": task.place,
        "do_tin": task.confidence,
    }
