"""Lines as they stand on pages → paragraphs: wrapped lines joined, page numbers and repeated headers taken away."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intranet.docservice.outline import read_line
from intranet.docservice.reading.blocks import Line, Paragraph, joined_by_page

_PAGE_NUMBER = re.compile(r"(?:[-–—(]\s*)?(?:trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—)])?", re.IGNORECASE)
_TAIL_NUMBER = re.compile(r"\s(\d{1,3})$")
_ARTICLE = re.compile(r"điều\s+\d+[.:]", re.IGNORECASE)
# "1- Ban Tổ chức", "III- TỔ CHỨC THỰC HIỆN": how the Party and its organisations number.
_DASHED_NUMBER = re.compile(r"(?:[IVX]{1,5}|\d{1,2})-\s+(?P<first>[^\W\d_])")
# "III.1. Phòng X", "C- TỔ CHỨC THỰC HIỆN".
_NUMBER_IN_PART = re.compile(r"(?:[IVX]+\.\d{1,2}[.)]?|[A-HK]-)\s+[^\W\d_a-z]")
_QUARTER = re.compile(r"[IVX]+/\d{4}\b")  # "… trong quý" / "IV/2025."
_ENDS = (".", ";", ":", "./.", "!", "?", ".”", ".)")
_HEAD_OF_LETTER = re.compile(r"^(?:Số\s*:|Độc lập|CỘNG H|KẾ HOẠCH$|Nơi nhận|Kính gửi|Trên đây l)")
_LONGEST_WRAPPED = 130
_FULL = 0.86
_LONG = 0.6  # A dash that has not ended goes on, even after a line that the scan made shorter.
_INDENT = 8.0


def join_lines(lines: Sequence[Line], among: Sequence[Line] | None = None) -> list[Paragraph]:
    """The paragraphs of wrapped text; lines that are paragraphs already stay what they are.

    `among` are all lines of the letter, where these are but a part: they tell how it is set.
    """
    column = column_of(lines if among is None else among)
    paragraphs: list[list[Line]] = []
    previous: Line | None = None
    for line in _without_page_furniture(lines):
        if previous is not None and _goes_on(previous, line, column, paragraphs[-1][0].text):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        previous = line
    return [_paragraph(lines) for lines in paragraphs]


def column_of(lines: Sequence[Line]) -> "Column":
    """How the text of these lines is set."""
    kept = list(_without_page_furniture(lines))
    margin = _margin(kept)
    return Column(_width(kept), margin, _right_margin(kept), _has_indents(kept, margin))


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    marks = joined_by_page(mark for line in lines if (mark := line.seen or line.mark))
    return Paragraph(_glued([line.text for line in lines]), place_of(lines[0]), marks)


def place_of(line: Line) -> str:
    """Where a line stands, for people: "trang 2, dòng 5", or "dòng 12" in a text without pages."""
    return f"trang {line.page}, dòng {line.number}" if line.page else f"dòng {line.number}"


def _glued(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())


def _width(lines: Sequence[Line]) -> int:
    """How long a full line is; 0 when lines are not wrapped."""
    lengths = sorted(len(line.text) for line in lines)
    if (right := _right_margin(lines)) is not None:
        reaching = [len(line.text) for line in lines if line.mark is not None and line.mark.right > right - 12]
        return sorted(reaching)[len(reaching) // 2]
    if len(lengths) < 4:
        return 0
    longest = lengths[int(len(lengths) * 0.98)] if len(lengths) > 50 else lengths[-1]
    is_wrapped = longest <= _LONGEST_WRAPPED and sum(length > 0.8 * longest for length in lengths) >= len(lengths) / 6
    return longest if is_wrapped else 0


def _margin(lines: Sequence[Line]) -> float | None:
    lefts = Counter(round(line.left) for line in lines if line.left is not None and len(line.text) > 30)
    return min((left for left, count in lefts.items() if count >= 2), default=None) if lefts else None


def _has_indents(lines: Sequence[Line], margin: float | None) -> bool:
    """Do paragraphs begin with an indent, as Decree 30 prints them?"""
    lefts = [line.left for line in lines if line.left is not None]
    indented = sum(margin is not None and _INDENT < left - margin < 90 for left in lefts)
    return bool(lefts) and indented >= len(lefts) / 8


def _right_margin(lines: Sequence[Line]) -> float | None:
    """Where full lines end, in points."""
    rights = sorted(line.mark.right for line in lines if line.mark is not None and len(line.text) > 30)
    return rights[int(len(rights) * 0.9)] if len(rights) >= 4 else None


@dataclass(frozen=True)
class Column:
    """How a text is set: the letters of a full line, its margins in points, and whether paragraphs are indented."""

    width: int
    margin: float | None
    right: float | None
    has_indents: bool

    def is_full(self, line: Line, next_word: str) -> bool:
        """Is the line as long as it could be before this word?"""
        if line.mark is not None and self.right is not None and len(line.text) > 20:
            letter = (line.mark.right - line.mark.left) / len(line.text)
            return line.mark.right + (len(next_word) + 0.5) * letter > self.right
        letters = len(line.text)
        return letters >= _FULL * self.width or letters + 1 + len(next_word) > 0.97 * self.width


def _hangs(line: Line, previous: Line, column: Column) -> bool:
    """At the margin where paragraphs are indented: the line before goes on here."""
    if not column.has_indents or column.margin is None or line.left is None or previous.left is None:
        return False
    is_body = previous.left - column.margin < 90 and not _is_capital_title(previous.text) and len(previous.text) > 30
    return is_body and abs(line.left - column.margin) < 4


def _goes_on(previous: Line, line: Line, column: Column, first: str) -> bool:
    """Does this line continue the paragraph of the line before it?"""
    begins_low = line.text[:1].islower() or (line.text[:1] in '(“"' and line.text[1:2].islower())
    ended = previous.text.endswith(_ENDS)
    if _HEAD_OF_LETTER.match(line.text) or _HEAD_OF_LETTER.match(previous.text):
        return False
    if line.gap and not (begins_low and not ended):
        return False
    if not column.width:
        return begins_low and not ended and read_line(line.text).kind == "doan" and len(previous.text) > 25
    first_word = line.text.split(maxsplit=1)[0]
    is_full = column.is_full(previous, first_word)
    if _begins_item(line.text, is_full and not ended):
        return False
    if not line.gap and _hangs(line, previous, column):
        return not previous.text.endswith("./.")
    if begins_low or ((line.text[:1].isdigit() or _QUARTER.match(line.text)) and not ended):
        return not ended or is_full
    if _is_capital_title(previous.text) != _is_capital_title(line.text):
        return False
    if line.left is not None and column.margin is not None and line.left > column.margin + _INDENT:
        return False
    if not ended and len(previous.text) >= _LONG * column.width and read_line(first).kind in ("gach", "cong"):
        return True
    return is_full and (not ended or (line.left is not None and not previous.text.endswith((":", "./."))))


def _is_capital_title(text: str) -> bool:
    return text.isupper() and len(text) > 8


def _begins_item(text: str, within_sentence: bool) -> bool:
    if _ARTICLE.match(text) or ((dashed := _DASHED_NUMBER.match(text)) and dashed["first"].isupper()):
        return True
    if _NUMBER_IN_PART.match(text):
        return True
    item = read_line(text)
    if item.kind == "doan":
        return False
    # "… tổ chức chính trị" / "- xã hội", "giai đoạn 2021" / "- 2030": the dash belongs to the words.
    if within_sentence and item.kind in ("gach", "cong"):
        return item.text[:1].isupper() or not item.text[:1].isalnum()
    return bool(item.text) or item.kind != "diem"


def _without_page_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without page numbers (on their own or glued to a line's end) and without repeated headers."""
    repeated = _repeated(lines)
    glued = _glued_page_numbers(lines)
    bare_numbers = _bare_page_numbers(lines)
    for place, line in enumerate(lines):
        if place in bare_numbers or line.text in repeated or (place in glued and _PAGE_NUMBER.fullmatch(line.text)):
            continue
        text = _TAIL_NUMBER.sub("", line.text) if place in glued else line.text
        yield replace(line, text=text)


def _repeated(lines: Sequence[Line]) -> set[str]:
    """Headers and footers: the same words near the edge of most pages."""
    pages = {line.page for line in lines}
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        own = [line.text for line in lines if line.page == page]
        edges.update({*own[:2], *own[-2:]})
    return {text for text, count in edges.items() if count >= max(3, len(pages) // 2 + 1)}


def _bare_page_numbers(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    expected = 1
    for place, line in enumerate(lines):
        number = _PAGE_NUMBER.fullmatch(line.text)
        if number and (line.page or expected <= int(number[1]) <= expected + 2):
            found.add(place)
            expected = int(number[1]) + 1
    return found


def _glued_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Ends of lines that count 2, 3, 4 … through a text without pages: page numbers that were copied along."""
    if any(line.page for line in lines):
        return set()
    candidates = [
        (place, int(found[1]))
        for place, line in enumerate(lines)
        if (found := _TAIL_NUMBER.search(line.text) or _PAGE_NUMBER.fullmatch(line.text))
    ]
    chain: list[int] = []
    last_place, wanted = -1, 2
    for place, number in candidates:
        if number == wanted and place - last_place >= (15 if chain else 0):
            chain.append(place)
            last_place, wanted = place, wanted + 1
    return set(chain) if len(chain) >= 3 else set()
