"""Letters whose head and end are set beside each other with tabs or spaces, as people do without a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from intranet.docservice.check.widths import text_width
from tests.docservice.check.drawn import LINES
from tests.docservice.check.foreign import MOTTO, Look, Manner, Writer
from tests.docservice.check.letter_words import INVITATION, NOTICE, OFFICIAL, RESOLUTION, Words

NAME = "Trương Thị Thu Hà"


@dataclass(frozen=True)
class Gaps:
    """How somebody sets two columns without a table."""

    between: str
    before: str = ""
    stops: tuple[tuple[float, Any], ...] = ()
    own_run: bool = True  # the gap is a run of its own, or stands in the run of the right words


GAPS = {
    "a tab": Gaps("\t", stops=((70, TAB.LEFT),)),
    "two tabs": Gaps("\t\t", stops=((40, TAB.LEFT), (70, TAB.LEFT))),
    "centred tabs": Gaps("\t", "\t", ((26, TAB.CENTER), (108, TAB.CENTER))),
    "spaces": Gaps(" " * 12),
    "spaces on both sides": Gaps(" " * 16, " " * 5),
    "spaces in the words": Gaps(" " * 14, own_run=False),
}
WORDS = {
    "decision": Words(name=NAME),
    "official": OFFICIAL,
    "notice": NOTICE,
    "invitation": INVITATION,
    "resolution": RESOLUTION,
}


class ColumnWriter(Writer):
    """Writes a letter without tables."""

    def __init__(self, words: Words, gaps: Gaps) -> None:
        super().__init__(words, Manner(head="tabs", rules="drawing"))
        self.gaps = gaps

    def beside(self, left: str, its: Look, right: str, other: Look) -> Paragraph:
        paragraph = self.document.add_paragraph()
        gaps = self.gaps
        self.run(paragraph, gaps.before + left, its) if left or not right else None
        if right and not left and "\t" in gaps.before:
            self.run(paragraph, gaps.before, its)
        if right and gaps.own_run:
            # Without a word at the left the right ones are moved over by more spaces.
            self.run(paragraph, gaps.between if left or "\t" in gaps.between else gaps.between * 4, its)
        if right:
            self.run(paragraph, right if gaps.own_run else gaps.between * (1 if left else 4) + right, other)
        for place, kind in gaps.stops:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(place), kind)
        return paragraph

    def head_with_gaps(self) -> None:
        left, right = self.head_lines()
        for (one, its), (other, looks) in zip(left, right, strict=True):
            paragraph = self.beside(one, its, other, looks)
            if other == MOTTO:
                paragraph._p.append(parse_xml(LINES["drawing"](171, 230)))
                paragraph._p.append(parse_xml(LINES["drawing"](0.42 * text_width(self.words.agency, 13, True), 20)))
        if self.words.official:
            self.paragraph(self.document, self.gaps.before + self.words.official, Look(13), None, space_before=6)

    def ending_with_gaps(self) -> None:
        rows = [("Nơi nhận:", Look(12, True, True)), *((text, Look(11)) for text in self.words.recipients)]
        signs = [*self.words.authority, "", "", "", NAME]
        count = max(len(rows), len(signs))
        rows += [("", Look(11))] * (count - len(rows))
        signs += [""] * (count - len(signs))
        # The left column stands at the edge, whatever stands before the head's.
        gaps, self.gaps = (
            self.gaps,
            Gaps(
                self.gaps.between * (1 if "\t" in self.gaps.between else 3),
                "",
                ((95, TAB.LEFT),) if self.gaps.stops else (),
            ),
        )
        for (text, look), sign in zip(rows, signs, strict=True):
            self.beside(text, look, sign, Look(14, bold=True))
        self.gaps = gaps


LETTERS: dict[str, Callable[[], Docx]] = {
    f"{name}, {gap}": lambda w=words, g=gaps: ColumnWriter(w, g).write()  # type: ignore[misc]
    for name, words in WORDS.items()
    for gap, gaps in GAPS.items()
}
