"""What the checker says: findings with their article and place, and one of four verdicts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from intranet.docservice.check.letter import COMPONENT_NAMES
from intranet.docservice.check.lines import Cell, Line, Paragraph

Weight = Literal["must", "should", "note"]
Verdict = Literal["dat", "khong_dat", "khong_danh_gia", "can_nguoi_xem"]
VERDICT_WORDS: dict[Verdict, str] = {
    "dat": "Đạt",
    "khong_dat": "Không đạt",
    "khong_danh_gia": "Không đánh giá được",
    "can_nguoi_xem": "Cần người xem",
}
WEIGHT_WORDS: dict[Weight, str] = {"must": "Sai", "should": "Nên sửa", "note": "Cần xem"}
LONGEST_WORDS = 80


@dataclass(frozen=True)
class Place:
    """Where a finding stands: component, paragraph of the file (from 1), table, row and cell (from 1), the words."""

    component: str
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    words: str = ""

    def __str__(self) -> str:
        return place_in_words(self.as_json())

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if value not in (None, "")}


def place_in_words(place: dict[str, Any]) -> str:
    """A place (Place.as_json) as people read it: component, table, paragraph, and its words."""
    parts = [COMPONENT_NAMES.get(place["component"], place["component"])]
    if place.get("table"):
        parts.append(f"bảng {place['table']}, hàng {place['row']}, ô {place['cell']}")
    if place.get("paragraph"):
        parts.append(f"đoạn {place['paragraph']}")
    return ", ".join(parts) + (f" “{place['words']}”" if place.get("words") else "")


def place_of(component: str, where: Line | Paragraph | None) -> Place:
    """The place of a line or paragraph as a component of its letter."""
    if where is None:
        return Place(component)
    paragraph = where.paragraph if isinstance(where, Line) else where
    cell: Cell | None = paragraph.cell
    words = where.text if len(where.text) <= LONGEST_WORDS else where.text[: LONGEST_WORDS - 1] + "…"
    if cell is None:
        return Place(component, paragraph.number, words=words)
    return Place(component, paragraph.number, cell.table, cell.row, cell.column, words)


@dataclass(frozen=True)
class Finding:
    """One departure from the decree; `mend` changes the trees that were read, None when only a person can."""

    code: str
    weight: Weight
    article: str
    place: Place
    found: str
    expected: str
    mend: Callable[[], None] | None = field(default=None, compare=False, repr=False)
    where: tuple[Line | Paragraph, ...] = field(default=(), compare=False, repr=False)

    @property
    def element(self) -> Any:
        """The paragraph of the (first) place in the tree that was read; None when it is no paragraph of the file."""
        first = self.where[0] if self.where else None
        return first.paragraph.element if isinstance(first, Line) else first.element if first else None

    @property
    def mendable(self) -> bool:
        return self.mend is not None

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "weight": self.weight,
            "article": self.article,
            "place": self.place.as_json(),
            "found": self.found,
            "expected": self.expected,
            "mendable": self.mendable,
        }


@dataclass(frozen=True)
class Report:
    """The outcome for one file; `reason` says in a sentence what was not judged or not seen."""

    profile: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    def with_weight(self, weight: Weight) -> list[Finding]:
        return [finding for finding in self.findings if finding.weight == weight]

    @property
    def exit_status(self) -> int:
        """0 nothing of weight must, 1 something, 2 not such a letter: nothing was judged."""
        return {"khong_dat": 1, "khong_danh_gia": 2}.get(self.verdict, 0)

    def as_json(self) -> dict[str, Any]:
        result = {
            "profile": self.profile,
            "verdict": self.verdict,
            "findings": [one.as_json() for one in self.findings],
        }
        return result | ({"reason": self.reason} if self.reason else {})


def gathered(findings: list[Finding]) -> list[Finding]:
    """The same departure in many paragraphs becomes one finding at the first, mended everywhere at once."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.place.component, finding.found, finding.weight), []).append(finding)
    return [_as_one(group) for group in groups.values()]


def _as_one(group: list[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    mends = [one.mend for one in group if one.mend is not None]

    def mend_all() -> None:
        for mend in mends:
            mend()

    return replace(
        first,
        found=f"{first.found} (và {len(group) - 1} chỗ khác như vậy)",
        mend=mend_all if mends else None,
        where=tuple(place for one in group for place in one.where),
    )
