"""One paragraph under a unit → its tasks: where it is cut, and the role, helpers and deadline of each piece."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from intranet.docservice.assignments.deadlines import NONE, Deadline, Setting, deadline_of, deadlines_in
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.labels import labels_inside
from intranet.docservice.assignments.names import Known, Sentence
from intranet.docservice.assignments.roles import DO, LEAD, Role, Subject, joined, names_of, role_of, subject_of
from intranet.docservice.assignments.sections import is_topic
from intranet.docservice.assignments.tasks import Holder, ReadTask
from intranet.docservice.assignments.tree import Node

_HARD = ("truoc_ngay", "ngay", "trong_thang", "trong_quy", "khoang", "tuan", "tuong_doi")
_NO_WORK = re.compile(
    r"(?:neu co|co gi|gap|co phat sinh|phat sinh).{0,60}(?:kho khan|vuong mac|phat sinh|"
    r"thay doi|can sua doi|dieu chinh|chua phu hop)"
    r"|chiu trach nhiem (?:toan dien )?truoc phap luat|co hieu luc (?:thi hanh )?(?:ke )?tu ngay"
)
_SEMICOLON = re.compile(r"(?<=;)\s+")
_FULL_STOP = re.compile(r"(?<=\.)\s+(?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ0-9\w])")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|tp|v\.v|PGS|TS|ThS|Th|GS|BS|Mr|st|tr|Q|P|H|T)\.|\.\.\.)$")


@dataclass(frozen=True)
class Ground:
    """What every phrase of one letter is read with."""

    known: Known
    setting: Setting
    is_poor: bool = False

    def sentence(self, text: str) -> Sentence:
        """The text as tokens, read as this letter must be read."""
        return _sentence(text, self.is_poor)


@lru_cache(maxsize=1024)
def _sentence(text: str, is_poor: bool) -> Sentence:
    return Sentence(text, is_poor)


def tasks_of(node: Node, text: str, holder: Holder, ground: Ground) -> Iterator[ReadTask]:
    """The tasks of a paragraph that stands under a unit."""
    if not is_work(text):
        return
    for piece in _pieces(text, holder, ground):
        if is_work(piece):
            yield _task(node, piece, holder, ground)


def orders_in(text: str, ground: Ground) -> Iterator[tuple[str, Subject, Sentence]]:
    """The sentences that name their own unit; one that names none goes with the one before it.

    A topic before a colon ("Về công tác lễ hội: Giao Phòng X …") is left out.
    """
    text = _without_topic(text)
    orders: list[tuple[list[str], Subject]] = []
    for part in _clauses(text, _FULL_STOP):
        subject = subject_of(ground.sentence(part), ground.known)
        if subject is None and (rest := part.partition(":")[2].strip()):
            # "Các dự án chậm tiến độ: Sở X khẩn trương …"
            behind = subject_of(ground.sentence(rest), ground.known)
            part, subject = (rest, behind) if behind is not None else (part, None)
        if subject is not None:
            orders.append(([part], subject))
        elif orders and not part.startswith(("Đồng ý", "Thống nhất", "Giao ")):
            orders[-1][0].append(part)
    for parts, subject in orders:
        yield " ".join(parts), subject, ground.sentence(parts[0])


def _without_topic(text: str) -> str:
    head, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and is_topic(head) else text


def task_with_subject(
    node: Node, text: str, subject: Subject, sentence: Sentence, ground: Ground
) -> Iterator[ReadTask]:
    """The tasks of a sentence that names its own unit ("Giao X …", "X chủ trì, phối hợp với Y …")."""
    own = Holder(joined(subject.names, sentence), subject.is_asked, confidence=0.8)
    first, *others = _pieces(text, own, ground)
    if others and len(first) < len(sentence.text) and subject.last < len(ground.sentence(first)):
        sentence = ground.sentence(first)
    role = role_of(sentence, ground.known, subject.last, has_subject=True)
    yield _made(node, first, own, role, ground)
    for piece in others:
        yield from tasks_of(node, piece, own, ground)


def _task(node: Node, piece: str, holder: Holder, ground: Ground) -> ReadTask:
    sentence = ground.sentence(piece)
    role = role_of(sentence, ground.known)
    if not role.is_named and holder.role and not role.supports:
        role = Role(holder.role, holder.supports, True)
    return _made(node, piece, holder, role, ground)


def _made(node: Node, piece: str, holder: Holder, role: Role, ground: Ground) -> ReadTask:
    words, labels = labels_inside(piece, has_unit=bool(holder.unit))
    deadline = deadline_of(piece, ground.setting)
    supports, unit, kind = role.supports, holder.unit, role.role
    for label in labels:
        if label.kind == "time":
            deadline = deadline_of(label.text, ground.setting, is_time=True)
        elif label.kind == "support":
            supports = names_of(label.text, ground.known, is_poor=ground.is_poor)
        elif label.kind in ("lead", "do"):
            unit, kind = label.text.rstrip("."), LEAD if label.kind == "lead" else DO
    if deadline == NONE:
        deadline = holder.deadline
    return ReadTask(
        node.number,
        unit,
        words if labels else piece,
        node.place,
        kind,
        supports,
        deadline,
        holder.is_asked,
        round(holder.confidence - (0.0 if len(piece) > 15 else 0.2), 2),
    )


def is_work(text: str) -> bool:
    """Does the text ask for more than to speak up when difficulties arise?"""
    folded = fold_in_place(text)
    return bool(text.strip(" .;:-")) and not _NO_WORK.search(folded)


def _pieces(text: str, holder: Holder, ground: Ground) -> list[str]:
    """Where a paragraph is more than one task: after a unit's colon at each ";"; elsewhere only where a clause has
    its own role or its own date."""
    clauses = _with_times_joined(_clauses(text, _SENTENCE_END if holder.is_inline else _SEMICOLON), ground)
    if len(clauses) < 2:
        return [text]
    if _ONLY_IS.fullmatch(fold_in_place(clauses[0])):
        clauses = [" ".join(clauses[:2]), *clauses[2:]]
    if holder.is_inline or len(clauses) < 2:
        return clauses
    dated = [_hard(clause, ground.setting) for clause in clauses]
    if sum(deadline is not None for deadline in dated) >= 2 and len({d.words for d in dated if d}) >= 2:
        return clauses
    return _cut_at_roles(clauses, ground)


# "Sở X là cơ quan thường trực của Tổ;": what the unit is, no work of its own.
_ONLY_IS = re.compile(r".{0,80}\bla (?:co quan|don vi|dau moi|bo phan) (?:thuong truc|dau moi|chu tri)\b[^;,]*;")


def _with_times_joined(clauses: list[str], ground: Ground) -> list[str]:
    """ "…; xong trong tuần 3 tháng 6.": a clause that only says when belongs to the one before it."""
    joined: list[str] = []
    for clause in clauses:
        if joined and _only_says_when(clause, ground):
            joined[-1] = f"{joined[-1]} {clause}"
        else:
            joined.append(clause)
    return joined


_ONLY_WHEN = re.compile(
    r"(?:thoi gian |thoi han )?(?:hoan thanh|xong|thuc hien xong|thoi gian|thoi han|han)?"
    r"(?:\s*(?:trong|vao|truoc|den))?\s*:?\s*"
)


def _only_says_when(clause: str, ground: Ground) -> bool:
    for deadline in deadlines_in(clause, ground.setting):
        before = fold_in_place(clause[: deadline.start]).strip()
        after = clause[deadline.start + len(deadline.words) :].strip(" .;,)")
        if not after and _ONLY_WHEN.fullmatch(before):
            return True
    return False


def _hard(clause: str, setting: Setting) -> Deadline | None:
    return next((deadline for deadline in deadlines_in(clause, setting) if _is_hard(deadline)), None)


def _is_hard(deadline: Deadline) -> bool:
    """A date, or a rule that says its day: "thứ Sáu hằng tuần"."""
    return deadline.kind in _HARD or (deadline.kind == "dinh_ky" and ":" in (deadline.form or ""))


def _clauses(text: str, where: re.Pattern[str]) -> list[str]:
    """The clauses of a text; never cut inside brackets or quotes or after an abbreviation."""
    clauses: list[str] = []
    for part in where.split(text):
        if clauses and (_is_open(clauses[-1]) or _ABBREVIATION.search(clauses[-1])):
            clauses[-1] = f"{clauses[-1]} {part}"
        else:
            clauses.append(part)
    return [clause for clause in clauses if clause.strip(" .;")]


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


def _cut_at_roles(clauses: list[str], ground: Ground) -> list[str]:
    pieces = [clauses[0]]
    current = role_of(ground.sentence(clauses[0]), ground.known)
    for clause in clauses[1:]:
        role = role_of(ground.sentence(clause), ground.known)
        if role.is_named and role.role != current.role:
            pieces.append(clause)
            current = role
        else:
            pieces[-1] = f"{pieces[-1]} {clause}"
    return pieces


def subject_in(text: str, ground: Ground) -> tuple[Subject, Sentence] | None:
    """The units that a sentence gives its work to, with the sentence as tokens."""
    sentence = ground.sentence(text)
    subject = subject_of(sentence, ground.known)
    return (subject, sentence) if subject else None


def has_hard_deadline(text: str, setting: Setting) -> bool:
    """Does the sentence name a date, a month, a quarter or a week?"""
    return _hard(text, setting) is not None


def names_role(subject: Subject, sentence: Sentence, ground: Ground) -> bool:
    """Does the sentence say outright that its subject leads, supports or is charged?"""
    named = role_of(sentence, ground.known, subject.last, has_subject=True).is_named
    charged = sentence.words(subject.last, 3) in ("co trach nhiem", "chiu trach nhiem", "co nhiem vu")
    return named or charged or subject.is_given


LEADS = LEAD
