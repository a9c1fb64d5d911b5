"""Through the tree of a letter: under whom each line stands, and which lines are tasks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intranet.docservice.assignments.deadlines import NONE, Deadline, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.headings import UnitHeading, ordered_heading, unit_heading
from intranet.docservice.assignments.labelled import labelled_task, task_before_bracket, task_of_enforcers
from intranet.docservice.assignments.labels import Label, label_of, labels_inside, labels_of
from intranet.docservice.assignments.letter_body import body_of, is_general_call
from intranet.docservice.assignments.names import Sentence
from intranet.docservice.assignments.phrases import (
    Ground,
    has_hard_deadline,
    is_work,
    names_role,
    orders_in,
    subject_in,
    task_with_subject,
    tasks_of,
)
from intranet.docservice.assignments.roles import Subject, joined, skip_lead
from intranet.docservice.assignments.sections import (
    assigns,
    closes,
    is_idle,
    is_signature,
    is_topic,
    leads_orders,
    opens_appendix,
)
from intranet.docservice.assignments.tables import Columns, tasks_of_table
from intranet.docservice.assignments.tasks import Holder, ReadTask
from intranet.docservice.assignments.tree import Node, with_text

NOBODY = Holder()
_LONGEST_TITLE = 90
_LONGEST_UNIT = 10
_LONGEST_TIME = 14
_DUTIES_OF_ONE = re.compile(
    r"(?:nhiem vu|trach nhiem)(?:,? quyen han)? cua (?!cac |tung |moi |tat ca |nhung )"
    r"|.{3,60} co (?:cac )?nhiem vu(?: sau)?(?: day)?\s*:?$"
)
_BEGINS_TIME = re.compile(r"(?:tuan|thang|quy|dot|ngay|tu ngay|tu thang|trong|truoc|giai doan|buoi|hoc ky)\b")


class Walk:
    """One reading of one letter; `has_section` when a part of it says that it hands out the work."""

    def __init__(self, roots: Sequence[Node], ground: Ground) -> None:
        self.roots = roots
        self.ground = ground
        self.columns: dict[int, Columns] = {}
        self.is_closed = False
        self._time: Deadline = NONE
        self._unit_lines: set[int] = set()
        nodes = [node for root in roots for node in root.walk()]
        self._leads: set[int] = set()
        self.has_section = any(self._opens_section(node) for node in nodes)
        if not self.has_section:
            self._leads = {id(node) for node in nodes if node.kind == "doan" and leads_orders(node.text)}
            self.has_section = bool(self._leads)

    def tasks(self) -> list[ReadTask]:
        """The tasks of the letter in the order of its text."""
        return list(self._visit_all(body_of(self.roots), NOBODY, in_section=not self.has_section))

    def _opens_section(self, node: Node) -> bool:
        if id(node) in self._leads:
            return True
        if node.kind not in ("phan", "muc", "khoan", "doan") or not assigns(node.text):
            return False
        if node.kind == "doan":
            return node.text.isupper() or node.text.endswith(":")
        # "1. Trách nhiệm của Phòng X", "Điều 2. Nhiệm vụ của Tổ công tác" are units, not parts.
        if self._tells_duties(node):
            return False
        return node.kind != "khoan" or not unit_heading(node.text, self.ground, in_section=False, has_lines=True)

    def _visit_all(self, nodes: Iterable[Node], holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        """Lines of one rank: a line that ends with its unit's colon stands over those that follow it."""
        nodes = list(nodes)
        own = holder
        self._among_units(nodes, in_section)
        for place, node in enumerate(nodes):
            if node.table is not None:
                yield from self._table(node, in_section)
                continue
            ends = closes(node.text) or (node.kind == "doan" and is_signature(node.text))
            self.is_closed = (self.is_closed or ends) and not opens_appendix(node.text)
            if self.is_closed:
                yield from self._closing(node)
                continue
            follows = (
                place + 1 < len(nodes)
                and not node.children
                and nodes[place + 1].kind in ("gach", "cong", "doan", "diem")
            )
            if id(node) in self._leads:
                in_section, heading = True, ordered_heading(node.text, self.ground)
                own = replace(heading.holder, is_general=True) if heading else NOBODY
                continue
            if self._opens_section(node) and holder is NOBODY:
                # A title without a number stands over what follows it, a numbered one over what is under it.
                in_section = in_section or node.kind == "doan"
                own = NOBODY
                yield from self._section(node)
                continue
            if node.kind == "doan" or follows:
                if follows and (when := self._time_over(node)) != NONE:
                    self._time = when
                    continue
                heading = self._heading(node, in_section, follows)
                if heading and not heading.rest and not node.children:
                    own = heading.holder
                    continue
            yield from self._timed(node, own, in_section)

    def _time_over(self, node: Node) -> Deadline:
        """The time that a line puts over those under it: "Tuần 1 (từ 03/3 đến 07/3/2025)", "1. Quý I năm 2026:"."""
        text = node.text.strip(" :.")
        if len(text.split()) > _LONGEST_TIME or not _BEGINS_TIME.match(fold_in_place(text)):
            return NONE
        found = deadline_of(text, self.ground.setting, is_time=True)
        return found if found.form and found.form[:4].isdigit() else NONE

    def _timed(self, node: Node, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        """The tasks of a line and all under it; those that state no time take that of the line over them."""
        before, own = self._time, self._time_over(node) if node.children else NONE
        self._time = own if own != NONE else before
        for task in self._visit(node, holder, in_section):
            yield replace(task, deadline=self._time) if task.deadline == NONE and self._time != NONE else task
        self._time = before

    def _among_units(self, nodes: Sequence[Node], in_section: bool) -> None:
        """Where most numbered lines of a rank are units before a colon, the others are units too."""
        lines = [node for node in nodes if node.is_heading and (":" in node.text or _may_be_unit(node))]
        named = [node for node in lines if self._heading(node, in_section, bool(node.children))]
        if in_section and len(lines) >= 3 and len(named) >= 0.6 * len(lines):
            self._unit_lines.update(id(node) for node in lines)

    def _section(self, node: Node) -> Iterator[ReadTask]:
        _, colon, rest = node.text.partition(":")
        if colon and rest.strip():
            yield from self._leaf(with_text(node, rest.strip()), rest.strip(), NOBODY, True)
        yield from self._visit_all(node.children, NOBODY, True)

    def _heading(self, node: Node, in_section: bool, has_lines: bool) -> UnitHeading | None:
        if not (in_section or (node.text.rstrip().endswith(":") and not self.has_section)):
            return None
        return unit_heading(
            node.text, self.ground, in_section=in_section, has_lines=has_lines, is_expected=id(node) in self._unit_lines
        )

    def _visit(self, node: Node, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        if enforced := task_of_enforcers(node):
            yield enforced
            return
        in_section = in_section or (bool(node.children) and self._tells_duties(node))
        if is_idle(node.text) and node.kind in ("phan", "muc") and not self._opens_section(node):
            yield from self._tables_only(node)
            return
        labelled = list(self._labelled(node, holder))
        if labelled:
            yield from labelled
            return
        heading = self._heading(node, in_section, bool(node.children))
        if heading and (heading.rest or node.children):
            yield from self._under(node, heading)
            return
        if not node.children:
            yield from self._leaf(node, node.text, holder, in_section)
            return
        yield from self._branch(node, holder, in_section)

    def _tells_duties(self, node: Node) -> bool:
        """ "Điều 2. Nhiệm vụ của Tổ công tác" stands over that unit's tasks, wherever it stands."""
        heading = unit_heading(node.text, self.ground, in_section=False, has_lines=True)
        return bool(heading) and bool(_DUTIES_OF_ONE.match(fold_in_place(node.text)))

    def _under(self, node: Node, heading: UnitHeading) -> Iterator[ReadTask]:
        if heading.rest and node.children:
            # "4. Tiểu ban Tuyên truyền: Trung tâm X chịu trách nhiệm" names the unit behind a body made for the event.
            named = unit_heading(heading.rest, self.ground, in_section=False, has_lines=True)
            heading = named if named and not named.rest else heading
        if heading.rest and not heading.rest.endswith(":"):
            yield from tasks_of(node, heading.rest, replace(heading.holder, is_inline=True), self.ground)
        yield from self._visit_all(node.children, heading.holder, True)

    def _branch(self, node: Node, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        """A line with lines under it: one task with its details, a task with more after it, or a title."""
        has_table = any(child.table for child in node.children)
        if holder.unit and node.kind in ("gach", "cong") and not has_table:
            yield from self._leaf(node, _whole(node), holder, in_section)
            return
        if node.kind not in ("phan", "muc") and not _is_title(node):
            yield from self._leaf(node, node.text, holder, in_section)
        elif not holder.unit and in_section and not is_topic(node.text):
            holder = self._holder_in(node.text)
        deadline = deadline_of(node.text, self.ground.setting) if holder.unit and _is_title(node) else NONE
        if deadline != NONE and deadline.kind != "dinh_ky":
            holder = replace(holder, deadline=deadline)
        yield from self._visit_all(node.children, holder if holder.unit else NOBODY, in_section)

    def _holder_in(self, text: str) -> Holder:
        """The unit that a title's own sentence names ("Giao Phòng X tham mưu các nội dung sau:")."""
        found = subject_in(text, self.ground) if text.rstrip().endswith(":") else None
        return Holder(joined(found[0].names, found[1]), found[0].is_asked, confidence=0.7) if found else NOBODY

    def _leaf(self, node: Node, text: str, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        if holder.unit:
            found = subject_in(text, self.ground)
            if is_general_call(text) and node.kind == "doan" and not has_hard_deadline(text, self.ground.setting):
                return
            if found and (holder.is_general or self._overrides(text, *found) or self._is_for_all(node, text, *found)):
                yield from task_with_subject(node, text, *found, self.ground)
            elif not text.rstrip().endswith(":"):
                yield from tasks_of(node, text, holder, self.ground)
            return
        words, labels = labels_inside(text)
        if labels and len(words) > 12:
            yield from tasks_of(node, text, Holder(confidence=0.8), self.ground)
            return
        if bracketed := task_before_bracket(node, text, self.ground, in_section=in_section):
            yield bracketed
            return
        if text.rstrip().endswith(":") or label_of(text) or not is_work(text):
            return
        for sentences, subject, sentence in orders_in(text, self.ground):
            if self._counts(node, sentences, subject, sentence, in_section):
                yield from task_with_subject(node, sentences, subject, sentence, self.ground)

    def _counts(self, node: Node, text: str, subject: Subject, sentence: Sentence, in_section: bool) -> bool:
        """Does a sentence that names its own unit hand out work here?"""
        is_dated = has_hard_deadline(text, self.ground.setting)
        if is_general_call(text) and not is_dated:
            return False
        if not in_section:
            return self._is_strong(text, subject, sentence)
        if self.has_section:
            return True
        is_listed = node.kind != "doan"
        return is_listed or is_dated or names_role(subject, sentence, self.ground)

    def _overrides(self, text: str, subject: Subject, sentence: Sentence) -> bool:
        """Under a unit, another unit takes over only where the sentence says so outright."""
        begin = skip_lead(sentence, 0, self.ground.known)
        if (
            subject.is_given
            and sentence.words(begin, 2) not in ("chi dao", "phan cong")
            and sentence.words(begin, 1) != "giao"
        ):
            return True
        return (
            not subject.is_given
            and not subject.is_asked
            and names_role(subject, sentence, self.ground)
            and begin == subject.first
        )

    def _is_for_all(self, node: Node, text: str, subject: Subject, sentence: Sentence) -> bool:
        """A plain paragraph after one unit's lines that tells all units what to do by when."""
        is_plural = sentence.words(subject.first, 1) in ("cac", "tat")
        return node.kind == "doan" and is_plural and has_hard_deadline(text, self.ground.setting)

    def _is_strong(self, text: str, subject: Subject, sentence: Sentence) -> bool:
        """Outside the part that hands out work only an outright order, or one with a date, counts."""
        if sentence.words(subject.last, 5) == "chiu trach nhiem thi hanh":
            return True
        if has_hard_deadline(text, self.ground.setting):
            return True
        return (
            subject.is_given
            and sentence.words(subject.first - 1, 1) in ("giao", "cong", "cho")
            and names_role(subject, sentence, self.ground)
        )

    def _closing(self, node: Node) -> Iterator[ReadTask]:
        """After "Trên đây là …" only a sentence with a date is work ("… báo cáo trước ngày 20/12")."""
        folded = fold_in_place(node.text)
        if folded.startswith(("noi nhan", "-")) or node.kind == "gach":
            return
        for text in node.text.replace("./.", ".").split(". "):
            found = subject_in(text.strip(), self.ground)
            if found and has_hard_deadline(text, self.ground.setting):
                yield from task_with_subject(node, text.strip(), *found, self.ground)

    def _table(self, node: Node, in_section: bool) -> Iterator[ReadTask]:
        assert node.table is not None
        width = len(node.table.rows[0])
        tasks, columns = tasks_of_table(node.table, self.ground, self.columns.get(width), "")
        if columns is not None:
            self.columns[width] = columns
        yield from tasks

    def _tables_only(self, node: Node) -> Iterator[ReadTask]:
        for under in node.walk():
            if under.table is not None:
                yield from self._table(under, False)

    def _labelled(self, node: Node, holder: Holder) -> Iterator[ReadTask]:
        """ "1. Việc" with "Đơn vị chủ trì: …", "Thời gian: …" under it."""
        labels = [(child, label) for child in node.children if not child.table for label in labels_of(child.text)]
        kinds = {label.kind for _, label in labels}
        if not kinds & {"lead", "do"} and not (holder.unit and "time" in kinds):
            return
        under = [child for child in node.children if child not in [labelled for labelled, _ in labels] and child.text]
        texts = [(child, _whole(child)) for child in under] if len(under) >= 2 else [(node, node.text.rstrip(" :"))]
        is_topic_only = node.kind in ("phan", "muc") or (node.kind == "khoan" and _is_title(node))
        if len(under) == 1 and is_topic_only and (node.kind != "khoan" or under[0].kind == "doan"):
            texts = [(under[0], _whole(under[0]))]
        for place, text in texts:
            yield self._with_labels(place, text, [label for _, label in labels], holder)

    def _with_labels(self, node: Node, text: str, labels: Sequence[Label], holder: Holder) -> ReadTask:
        return labelled_task(node, text, labels, holder, self.ground)


def _may_be_unit(node: Node) -> bool:
    """Only a title, with lines under it."""
    return bool(node.children) and len(node.text.split()) <= _LONGEST_UNIT and not node.text.endswith((".", ";"))


def _is_title(node: Node) -> bool:
    """Does the line name what stands under it, rather than being work itself?"""
    text = node.text.rstrip()
    return text.endswith(":") or (len(text) <= _LONGEST_TITLE and not text.endswith((".", ";")))


def _whole(node: Node) -> str:
    """A line and everything under it, as one text."""
    parts = [node.text]
    for child in node.children:
        parts += [
            f"{under.marker} {under.text}".strip() if under.kind != "doan" else under.text for under in child.walk()
        ]
    return " ".join(parts)
