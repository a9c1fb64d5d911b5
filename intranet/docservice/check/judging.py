"""The letter under judgement: collects findings with the article and weight of their rule."""

from collections.abc import Sequence

from intranet.docservice.check import patterns as known
from intranet.docservice.check.letter import Letter
from intranet.docservice.check.lines import Line, Paragraph
from intranet.docservice.check.profile import Profile
from intranet.docservice.check.repairs import Repair, centre, set_size
from intranet.docservice.check.report import Finding, Place, Weight, place_of
from intranet.docservice.check.rules import RULES
from intranet.docservice.check.widths import wrapped_widths

# A line off the middle of its column by less is not seen as off.
OFF_CENTRE = 6.0
CHOSEN = "theo lựa chọn của cơ quan"
ABBREVIATED = "tên ghi đầy đủ, in thường; chữ viết tắt thì thông dụng, dễ hiểu"


class Judging:
    """One letter against one profile."""

    def __init__(self, letter: Letter, profile: Profile) -> None:
        self.letter = letter
        self.profile = profile
        self.findings: list[Finding] = []

    def say(
        self,
        code: str,
        where: Line | Paragraph | Place | None,
        found: str,
        expected: str,
        mend: Repair | None = None,
        weight: Weight | None = None,
        component: str = "",
    ) -> None:
        rule = RULES[code]
        place = where if isinstance(where, Place) else place_of(component or code.partition(".")[0], where)
        departs = code in self.profile.departures
        seen = () if where is None or isinstance(where, Place) else (where,)
        weight = "note" if departs else weight or rule.weight
        self.findings.append(Finding(code, weight, rule.article, place, found, expected, mend, seen))

    def sizes(
        self,
        code: str,
        lines: Sequence[Line],
        allowed: tuple[float, float],
        component: str = "",
        wished: float | None = None,
    ) -> None:
        """Every letter within the sizes allowed, in points; the mender takes the one `wished`, or the nearest."""
        low, high = allowed
        chosen = self.profile.sizes.get(component or code.partition(".")[0])
        for line in lines:
            wrong = [p for p in line.signed if not low <= p.ink.size <= high]
            if wrong:
                nearest = chosen or wished or (low if wrong[0].ink.size < low else high)
                shown = ", ".join(sorted({points(p.ink.size) for p in wrong}))
                expected = points(low) if low == high else f"{points(low)} đến {points(high)}"
                mend = set_size(wrong, _fitting(line, low, high, nearest))
                self.say(code, line, f"cỡ {shown}", f"cỡ {expected}", mend, component=component)
            elif chosen and line.signed and any(piece.ink.size != chosen for piece in line.signed):
                expected = f"cỡ {points(chosen)}, {CHOSEN}"
                mend = set_size(line.signed, chosen)
                self.say(code, line, f"cỡ {points(line.size)}", expected, mend, "should", component)

    def style(
        self, code: str, line: Line, quality: str, wanted: bool, words: tuple[str, str], component: str = ""
    ) -> None:
        """Bold or italic as wanted; `words` says the quality and its opposite."""
        share = line.share(quality)
        wrong = share < 0.999 if wanted else share > 0.001
        if line.inked and wrong:
            found = words[0] if share > 0.999 else words[1] if share < 0.001 else f"một phần {words[0]}"
            self.say(code, line, found, words[0] if wanted else words[1], component=component)

    def upper(self, code: str, line: Line, wanted: bool, component: str = "") -> None:
        letters = [letter for piece in line.inked for letter in piece.text if letter.isalpha()]
        if not letters:
            return
        if wanted and not line.is_upper:
            self.say(code, line, "chữ thường", "in hoa", component=component)
        if not wanted and line.is_upper and len(letters) > 3 and " " in line.text:
            # Capitals are how an abbreviation is written (the decree itself writes "Lưu: VT"), not how a name is set.
            if known.is_abbreviated(line.text):
                self.say(code, line, "chỉ có chữ viết tắt", ABBREVIATED, weight="note", component=component)
            else:
                self.say(code, line, "in hoa", "in thường", component=component)

    def centred(self, code: str, line: Line, component: str = "") -> None:
        """Is the line in the middle of its column, as the reader sees it?"""
        if (
            line.side
            or line.paragraph.box
            or line.paragraph.shape.framed
            or "\t" in "".join(p.text for p in line.pieces)
        ):
            return
        off = off_centre(line)
        if abs(off) > OFF_CENTRE:
            found = {"left": "sát trái", "both": "sát trái", "right": "sát phải"}.get(line.align, "lệch khỏi giữa")
            self.say(code, line, found, "canh giữa", centre(line.paragraph), component=component)


def off_centre(line: Line) -> float:
    """How far in points the middle of a line is from the middle of its column; positive to the right."""
    shape, room = line.paragraph.shape, line.paragraph.width
    left, right = shape.left + (shape.first if line.first else 0), room - shape.right
    width = min(wrapped_widths(line.text, line.size, line.share("bold") > 0.5, right - left) or [0.0])
    if line.align == "center":
        middle = (left + right) / 2
    elif line.align == "right":
        middle = right - width / 2
    else:
        middle = left + width / 2
    return middle - room / 2


def points(size: float) -> str:
    """A size as it is written in Vietnamese: "13,5"."""
    return f"{size:g}".replace(".", ",")


def _fitting(line: Line, low: float, high: float, nearest: float) -> float:
    """The size most of the line has, when that one is allowed."""
    return line.size if low <= line.size <= high else nearest
