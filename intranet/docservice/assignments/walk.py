"""Through the tree of a letter: under whom each line stands, and which lines are tasks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intranet.docservice.assignments.deadlines import NONE, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.headings import UnitHeading, unit_heading
from intranet.docservice.assignments.labels import Label, label_of, labels_inside
from intranet.docservice.assignments.phrases import (
    Ground,
    has_hard_deadline,
    names_role,
    subject_in,
    task_with_subject,
    tasks_of,
)  # fmt: skip
from intranet.docservice.assignments.roles import DO, LEAD, names_of, role_of, skip_lead
from intranet.docservice.assignments.sections import assigns, closes, is_idle, is_topic
from intranet.docservice.assignments.tables import Columns, tasks_of_table
from intranet.docservice.assignments.tasks import Holder, ReadTask
from intranet.docservice.assignments.tree import Node, with_text

NOBODY = Holder()
_LONGEST_TITLE = 90


class Walk:
    """One reading of one letter; `has_section` when a part of it says that it hands out the work."""

    def __init__(self, roots: Sequence[Node], ground: Ground) -> None:
        self.roots = roots
        self.ground = ground
        self.columns: dict[int, Columns] = {}
        self.is_closed = False
        self.has_section = any(self._opens_section(node) for root in roots for node in root.walk())

    def tasks(self) -> list[ReadTask]:
        """The tasks of the letter in the order of its text."""
        return list(self._visit_all(_body(self.roots), NOBODY, in_section=not self.has_section))

    def _opens_section(self, node: Node) -> bool:
        if node.kind not in ("phan", "muc", "khoan", "doan") or not assigns(node.text):
            return False
        return node.kind != "doan" or node.text.isupper() or node.text.endswith(":")

    def _visit_all(self, nodes: Iterable[Node], holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        """Lines of one rank: a line that ends with its unit's colon stands over those that follow it."""
        nodes = list(nodes)
        own = holder
        for place, node in enumerate(nodes):
            if closes(node.text):
                self.is_closed = True
            if self.is_closed:
                yield from self._closing(node)
                continue
            if node.table is not None:
                yield from self._table(node, in_section)
                continue
            follows = (
                place + 1 < len(nodes)
                and not node.children
                and nodes[place + 1].kind in ("gach", "cong", "doan", "diem")
            )
            if self._opens_section(node) and holder is NOBODY:
                # A title without a number stands over what follows it, a numbered one over what is under it.
                in_section = in_section or node.kind == "doan"
                own = NOBODY
                yield from self._section(node)
                continue
            if node.kind == "doan" or follows:
                heading = self._heading(node, in_section, follows)
                if heading and not heading.rest and not node.children:
                    own = heading.holder
                    continue
            yield from self._visit(node, own, in_section)

    def _section(self, node: Node) -> Iterator[ReadTask]:
        _, colon, rest = node.text.partition(":")
        if colon and rest.strip():
            yield from self._leaf(with_text(node, rest.strip()), rest.strip(), NOBODY, True)
        yield from self._visit_all(node.children, NOBODY, True)

    def _heading(self, node: Node, in_section: bool, has_lines: bool) -> UnitHeading | None:
        if not (in_section or (node.text.rstrip().endswith(":") and not self.has_section)):
            return None
        return unit_heading(node.text, self.ground, in_section=in_section, has_lines=has_lines)

    def _visit(self, node: Node, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
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

    def _under(self, node: Node, heading: UnitHeading) -> Iterator[ReadTask]:
        if heading.rest and not heading.rest.endswith(":"):
            yield from tasks_of(node, heading.rest, replace(heading.holder, is_inline=True), self.ground)
        yield from self._visit_all(node.children, heading.holder, True)

    def _branch(self, node: Node, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        """A line with lines under it: one task with its details, a sentence that names its unit, or a title."""
        if any(child.table for child in node.children) or node.kind in ("phan", "muc"):
            yield from self._visit_all(node.children, holder, in_section)
            return
        if self._is_one_task(node, holder):
            yield from self._leaf(node, _whole(node), holder, in_section)
            return
        if not holder.unit and not is_topic(node.text) and (found := subject_in(node.text, self.ground)) and in_section:
            yield from self._leaf(node, node.text, holder, in_section)
            holder = Holder(found[1].cut(found[0].first, found[0].names[-1].last), found[0].is_asked, confidence=0.7)
        deadline = deadline_of(node.text, self.ground.setting) if holder.unit else NONE
        if deadline != NONE and deadline.kind != "dinh_ky":
            holder = replace(holder, deadline=deadline)
        yield from self._visit_all(
            node.children, replace(holder, is_inline=False) if holder.unit else NOBODY, in_section
        )

    def _is_one_task(self, node: Node, holder: Holder) -> bool:
        if not holder.unit:
            return False
        if node.kind in ("gach", "cong"):
            return True
        is_title = len(node.text) <= _LONGEST_TITLE or node.text.rstrip().endswith(":")
        return not is_title and all(child.kind == "doan" for child in node.children) is False and False

    def _leaf(self, node: Node, text: str, holder: Holder, in_section: bool) -> Iterator[ReadTask]:
        found = subject_in(text, self.ground)
        if holder.unit:
            if found and self._overrides(text, *found):
                yield from task_with_subject(node, text, *found, holder, self.ground)
            elif not text.rstrip().endswith(":"):
                yield from tasks_of(node, text, holder, self.ground)
            return
        words, labels = labels_inside(text)
        if labels and len(words) > 12:
            yield from tasks_of(node, text, Holder(confidence=0.8), self.ground)
            return
        if found is None or text.rstrip().endswith(":") or label_of(text):
            return
        counts = in_section or self._is_strong(text, *found)
        if counts and (not _is_general_call(text) or has_hard_deadline(text, self.ground.setting)):
            yield from task_with_subject(node, text, *found, holder, self.ground)

    def _overrides(self, text: str, subject, sentence) -> bool:  # type: ignore[no-untyped-def]
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

    def _is_strong(self, text: str, subject, sentence) -> bool:  # type: ignore[no-untyped-def]
        """Outside the part that hands out work only an outright order with a date counts."""
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
                yield from task_with_subject(node, text.strip(), *found, NOBODY, self.ground)

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
        labels = [(child, label) for child in node.children if (label := label_of(child.text)) and not child.table]
        kinds = {label.kind for _, label in labels}
        if not kinds & {"lead", "do"} and not (holder.unit and "time" in kinds):
            return
        under = [child for child in node.children if child not in [labelled for labelled, _ in labels] and child.text]
        texts = [(child, _whole(child)) for child in under] if len(under) >= 2 else [(node, node.text.rstrip(" :"))]
        if len(under) == 1 and node.kind in ("phan", "muc"):
            texts = [(under[0], _whole(under[0]))]
        for place, text in texts:
            yield self._with_labels(place, text, [label for _, label in labels], holder)

    def _with_labels(self, node: Node, text: str, labels: Sequence[Label], holder: Holder) -> ReadTask:
        return labelled_task(node, text, labels, holder, self.ground)


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


def _whole(node: Node) -> str:
    """A line and everything under it, as one text."""
    parts = [node.text]
    for child in node.children:
        parts += [
            f"{under.marker} {under.text}".strip() if under.kind != "doan" else under.text for under in child.walk()
        ]
    return " ".join(parts)


def _is_general_call(text: str) -> bool:
    """ "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này./." hands out nothing of its own."""
    folded = fold_in_place(text)
    is_call = folded.startswith(
        ("yeu cau", "de nghi", "trong qua trinh", "tren day", "can cu ke hoach nay", "nhan duoc")
    )
    ends_so = any(
        words in folded
        for words in (
            "thuc hien ke hoach nay",
            "thuc hien nghiem tuc",
            "nghiem tuc trien khai",
            "nghiem tuc thuc hien",
            "trien khai thuc hien./",
            "quan tam thuc hien",
            "phoi hop thuc hien./",
            "thuc hien./",
        )
    )
    return is_call and ends_so and len(folded) < 320


def _body(roots: Sequence[Node]) -> Sequence[Node]:
    """The letter's text without the lines above its first numbered part."""
    first = next((place for place, node in enumerate(roots) if node.is_heading), None)
    begins = next(
        (n for n, node in enumerate(roots) if node.text.rstrip().endswith(("như sau:", "sau đây:", "sau:"))), None
    )
    if first is None:
        return roots[begins + 1 :] if begins is not None else roots
    lead = [node for node in roots[:first] if node.table is not None or assigns(node.text)]
    return [*lead, *roots[first:]]
