"""Deadlines in a plan's words: as written, their kind, and a date, a range or a rule; none stays none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from intranet.docservice.assignments.deadline_meanings import Make, Setting, between, months_of, on_day, standing
from intranet.docservice.assignments.deadline_table import BARE, CITED, LEADING_VERB, PATTERNS, SIGNED, TIME_WORD
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.lexicon import VERBS

__all__ = ["KINDS", "NONE", "Deadline", "Setting", "deadline_of", "deadlines_in"]


@dataclass(frozen=True)
class Deadline:
    """`words` as they stand, `kind` of KINDS, `form`: 2025-06-30, 2025-06-01/2025-06-30 or a rule in words."""

    words: str
    kind: str
    form: str | None = None
    start: int = 0


NONE = Deadline("", "khong_neu")
KINDS = (
    "khong_neu",
    "dinh_ky",
    "thuong_xuyen",
    "truoc_ngay",
    "ngay",
    "trong_thang",
    "trong_quy",
    "khoang",
    "tuan",
    "tuong_doi",
    "su_kien",
)


@lru_cache(maxsize=2048)
def deadlines_in(text: str, setting: Setting, *, is_time: bool = False) -> list[Deadline]:
    """Every deadline of a sentence in the order of its words; `is_time` for words that can only be a time."""
    folded = fold_in_place(text)
    found = sorted(_found(folded, text, setting), key=lambda deadline: deadline.start)
    if is_time and not found:
        found = list(_bare(folded, text, setting))
    return found


def deadline_of(text: str, setting: Setting, *, is_time: bool = False) -> Deadline:
    """The one deadline a task stands under: a date rather than a rule, a rule rather than an event; NONE for none."""
    found = deadlines_in(text, setting, is_time=is_time)
    if is_time and found and len(found) > 1:
        return Deadline(" ".join(text.split()), *_of_several(found))
    ranked = sorted(
        found, key=lambda deadline: (_RANK[deadline.kind], deadline.kind == "dinh_ky" and ":" not in str(deadline.form))
    )
    return ranked[0] if ranked else NONE


_RANK = {
    "truoc_ngay": 0, "khoang": 1, "ngay": 1, "trong_thang": 1, "trong_quy": 1, "tuan": 1, "tuong_doi": 1, "dinh_ky": 2,
    "su_kien": 3, "thuong_xuyen": 4,
}  # fmt: skip


def _of_several(found: list[Deadline]) -> tuple[str, str | None]:
    spans = [deadline.form for deadline in found if deadline.form and re.match(r"\d{4}-", deadline.form)]
    if len(spans) == len(found):
        return "khoang", f"{min(span[:10] for span in spans)}/{max(span[-10:] for span in spans)}"
    best = min(found, key=lambda deadline: (_is_vague(deadline), deadline.start))
    return best.kind, best.form


def _is_vague(deadline: Deadline) -> int:
    """0 for a day or a range, 1 for a rule that says its day, 2 for other rules, 3 for what has no form."""
    if not deadline.form:
        return 3
    if deadline.form[:4].isdigit():
        return 0
    return 1 if ":" in deadline.form else 2


def _found(folded: str, text: str, setting: Setting) -> Iterator[Deadline]:
    if not TIME_WORD.search(folded):
        return
    has_number = any(letter.isdigit() for letter in folded)
    taken = [False] * len(folded)
    for pattern, make, needs_number in PATTERNS:
        if needs_number and not has_number:
            continue
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(taken[start:end]) or _is_inside_word(folded, start) or not _is_deadline(folded, match, make):
                continue
            meaning = make(match, setting)
            if meaning is None:
                continue
            taken[start:end] = [True] * (end - start)
            lead = LEADING_VERB.match(folded, start, end)
            start = lead.end() if lead else start
            yield Deadline(text[start:end].strip(" ,;:("), *meaning, start=start)


def _is_inside_word(folded: str, start: int) -> bool:
    return start > 0 and folded[start - 1].isalnum()


def _is_deadline(folded: str, match: re.Match[str], make: Make) -> bool:
    before = folded[: match.start()]
    if make in (on_day, between) and CITED.search(before[-90:]) and SIGNED.match(match[0]):
        return False
    if make is standing:
        if _AFTER_VERB.search(before) and " ".join(before.split()[-2:]) in VERBS:
            return True
        return bool(re.search(r"(?:^|[.;,:(])\s*(?:va |phai |can |duoc tien hanh |tien hanh |)$", before)) or bool(
            re.match(r"\s*(?:[.;,)]|$)", folded[match.end() :])
        )
    return not re.search(r"giai doan\s*$", before)


# "công tác kiểm tra thường xuyên" names a kind of work, "cập nhật thường xuyên" says how often.
_AFTER_VERB = re.compile(r"^(?!.*(?:cong tac|hoat dong|nhiem vu|che do)\s+\S+\s+\S+\s*$).*\S\s$")


def _bare(folded: str, text: str, setting: Setting) -> Iterator[Deadline]:
    for pattern, make in BARE:
        if match := pattern.search(folded.strip()):
            words = text.strip()
            if make is None:
                yield Deadline(words, "khoang", months_of(int(match["year"] or match["year_alone"]), 1, 12))
                return
            if (meaning := make(match, setting)) is not None:
                yield Deadline(words, *meaning)
                return
