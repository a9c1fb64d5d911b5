"""Lines that say whose tasks stand under them: "1. Phòng X:", "Giao Văn phòng:", "Các phòng … có trách nhiệm:"."""

import re
from dataclasses import dataclass

from intranet.docservice.assignments.deadlines import NONE, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.labels import label_of
from intranet.docservice.assignments.names import Sentence, is_verb, take_names
from intranet.docservice.assignments.phrases import Ground
from intranet.docservice.assignments.roles import joined, role_of, subject_of
from intranet.docservice.assignments.sections import is_topic
from intranet.docservice.assignments.tasks import Holder

_OPENERS = re.compile(
    r"(?P<ask>(?:kinh |tran trong )?de nghi\s*:?|rat mong)\s+|(?P<give>trach nhiem cua|"
    r"nhiem vu cua|giao nhiem vu cho|giao trach nhiem cho|giao cho|giao|doi voi|phan cong cho|"
    r"phan cong|yeu cau)\s+(?:cac dong chi\s+|dong chi\s+)?|(?:cac )?dong chi\s+"
)
_TRAILERS = re.compile(
    r"[\s,]*(?:(?:co|chiu) (?:cac )?(?:trach nhiem|nhiem vu)(?: (?:sau|thuc hien|nhu sau|"
    r"thuc hien cac nhiem vu sau|thuc hien cac noi dung sau))?|thuc hien (?:cac|"
    r"mot so) (?:nhiem vu|noi dung|cong viec)(?: sau| sau day)?|chu dong thuc hien|"
    r"\(\s*[^()]*\)|theo chuc nang,? nhiem vu(?: duoc giao)?)\s*$"
)
_ROLE_TRAILER = re.compile(r"\(\s*(?:la )?(?:co quan |don vi )?(chu tri|phoi hop)[^()]*\)\s*$")
# "Trung tâm xây dựng kế hoạch công tác tháng 3 như sau:" says whose plan this is.
_MAKES_THE_PLAN = re.compile(
    r"(?:xay dung|ban hanh|lap|de ra)\s+(?:va trien khai\s+|noi dung\s+)?"
    r"(?:ke hoach|chuong trinh|phuong an|quy che)\b[^:]*\b(?:nhu sau|sau day|sau)\s*:\s*$"
)
_LONGEST_UNKNOWN = 14


@dataclass(frozen=True)
class UnitHeading:
    """The unit as written, what follows its colon, and what the heading says for every line under it."""

    holder: Holder
    rest: str


def unit_heading(
    text: str, ground: Ground, *, in_section: bool, has_lines: bool, is_expected: bool = False
) -> UnitHeading | None:
    """The unit that a line puts above others, or None when it is a topic, a task or anything else."""
    head, colon, rest = _at_colon(text)
    if not head or (not colon and not has_lines) or len(head) > 400 or label_of(text):
        return None
    folded = fold_in_place(head)
    opener = _OPENERS.match(folded)
    begin = opener.end() if opener else 0
    end = len(head.rstrip(" ."))
    role_said = _ROLE_TRAILER.search(folded[:end])
    while (trailer := _TRAILERS.search(folded[begin:end])) and trailer.start() > 0:
        end = begin + trailer.start()
    unit = head[begin:end].strip(" ,.*")
    if not unit:
        return None
    confidence = _how_sure(unit, rest, ground, bool(colon), in_section, has_lines or is_expected)
    if not confidence and is_expected and not is_topic(unit) and len(unit.split()) <= _LONGEST_UNKNOWN:
        confidence = 0.5
    if not confidence:
        return _sentence_heading(text, ground, bool(colon), rest)
    holder = Holder(unit, bool(opener and opener["ask"]), confidence=confidence)
    if role_said:
        lead = role_said[1] == "chu tri"
        holder = Holder(unit, holder.is_asked, "chủ trì" if lead else "phối hợp", confidence=confidence)
    deadline = deadline_of(head[end:], ground.setting)
    if deadline != NONE:
        holder = Holder(unit, holder.is_asked, holder.role, deadline=deadline, confidence=confidence)
    return UnitHeading(holder, rest)


_ORDERING = re.compile(r"\b(?:yeu cau|de nghi|phan cong|giao)\b")


def ordered_heading(text: str, ground: Ground) -> UnitHeading | None:
    """The units that the last sentence of a paragraph orders ("…, Giám đốc yêu cầu các đơn vị thực hiện … sau:")."""
    whole = unit_heading(text, ground, in_section=True, has_lines=True)
    if whole:
        return whole
    last = re.split(r"(?<=[.])\s+(?=[^\W\d_a-z])", text)[-1]
    for found in reversed(list(_ORDERING.finditer(fold_in_place(last)))):
        if heading := _sentence_heading(last[found.start() :], ground, True, ""):
            return heading
    return None


def _at_colon(text: str) -> tuple[str, str, str]:
    """The words before the first colon that stands in no brackets or quotes, the colon, and what follows."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "(“") - (letter in ")”")
        if letter == ":" and depth <= 0 and not text[place + 1 : place + 2].isdigit():
            return text[:place].strip(), ":", text[place + 1 :].strip()
    return text.strip(), "", ""


def _how_sure(unit: str, rest: str, ground: Ground, has_colon: bool, in_section: bool, has_lines: bool) -> float:
    """How sure it is that these words are a unit and nothing else: 0 for not at all."""
    sentence = ground.sentence(unit)
    names = take_names(sentence, 0, ground.known)
    if names and names[-1].last == len(sentence):
        return 0.95 if any(name.is_known for name in names) else 0.9
    if not in_section or not has_colon or is_topic(unit) or is_verb(sentence, 0):
        return 0.0
    if names and _is_tail_of_name(sentence, names[-1].last):
        return 0.8
    first = sentence.at(0)
    looks_like_name = first is not None and first.is_capital and len(sentence) <= _LONGEST_UNKNOWN
    works = is_verb(ground.sentence(rest), 0) if rest else has_lines
    return 0.6 if looks_like_name and works and "," not in unit[:12] and not unit.endswith("sau") else 0.0


def _is_tail_of_name(sentence: Sentence, place: int) -> bool:
    """ "Phòng X (bộ phận Y) và các thành viên Ban …": what the grammar did not follow, but no verb."""
    return len(sentence) - place <= 12 and not any(is_verb(sentence, step) for step in range(place, len(sentence)))


def _sentence_heading(text: str, ground: Ground, has_colon: bool, rest: str) -> UnitHeading | None:
    """ "Giao Phòng A chủ trì, phối hợp với Phòng B thực hiện các nhiệm vụ sau:" stands above its lines."""
    if not has_colon or rest or _MAKES_THE_PLAN.search(fold_in_place(text)):
        return None
    sentence = ground.sentence(text)
    subject = subject_of(sentence, ground.known)
    if subject is None:
        return None
    role = role_of(sentence, ground.known, subject.last, has_subject=True)
    deadline = deadline_of(text, ground.setting)
    return UnitHeading(
        Holder(
            joined(subject.names, sentence),
            subject.is_asked,
            role.role if role.is_named else "",
            role.supports,
            deadline,
            confidence=0.8,
        ),
        "",
    )
