"""How the lines of a letter end, whatever marks were typed after them (NĐ 30/2020, PL I, II.6a, II.9)."""

from intranet.docservice.outline import read_line
from intranet.docservice.vietnamese import fold

# Marks after the last word; a stroke is one only as part of "./.".
_MARKS = ".;,:… \t\n\u00a0"
_LINE_MARKS = " ;,."
_ELLIPSES = ("…", "...")
_ADDRESSED = "Kính gửi"


def finished(text: str, ending: str) -> str:
    """The last words of a letter with its ending ("./."), which takes the place of the marks typed there."""
    bare = text.rstrip(_MARKS)
    while bare.endswith(("./", " /")):
        bare = bare[:-1].rstrip(_MARKS)
    return bare + ending


def unfinished(text: str, ending: str) -> str:
    """A paragraph before the last: only the last one bears the ending, this one a full stop."""
    return finished(text, ".") if text.endswith(ending) else text


def listed(lines: list[str]) -> list[str]:
    """Lines ended with ";", the last with "."; what trails off ("VP…") keeps its dots."""
    bare = [bare_line(line) for line in lines]
    last = [line if line.endswith(_ELLIPSES) else f"{line}." for line in bare[-1:]]
    return [f"{line};" for line in bare[:-1]] + last


def bare_line(line: str) -> str:
    """A line of a list, or a title, without the marks typed after it; what trails off keeps its dots."""
    text = line.rstrip(" ;,")
    return text if text.endswith(_ELLIPSES) else line.rstrip(_LINE_MARKS)


def without_bullet(line: str) -> str:
    """A line of a list as people paste it ("- VP", "• VP"), without the sign the letter prints itself."""
    item = read_line(line)
    return item.text if item.kind == "gach" else line.removeprefix("-").strip()


def addressee(line: str) -> str:
    """Who a letter is addressed to; "Kính gửi:" is printed by the letter."""
    text = without_bullet(line)
    return text[len(_ADDRESSED) :].lstrip(" :") if fold(text).startswith(fold(_ADDRESSED)) else text
