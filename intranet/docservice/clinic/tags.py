"""Finds every {{ … }} and {% … %} in the paragraphs of a part; a damaged one is read as it was meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intranet.docservice.check.opened import W
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.places import Paragraph, Place

MOST_CHARACTERS = 1_000
WIDE = str.maketrans("｛｝％＃", "{}%#")
# docxtpl makes these straight by itself.
CURLY = str.maketrans("“”‘’", "\"\"''")
FOREIGN_QUOTES = re.compile("[„‟«»‹›″′ʺ＂`´]")
DROPPED = {"\n": "dấu xuống dòng", "\t": "dấu Tab", "\u00ad": "gạch nối ẩn", "\u2011": "gạch nối không ngắt"}
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
GAP = "[ \u00a0]{0,2}"
OPENER = re.compile(rf"\{{{GAP}[{{%#]")
BOUND = re.compile(rf"\{{{GAP}[{{%#]|[}}%#]{GAP}\}}|\}}")
CLOSER = re.compile(rf"[}}%]{GAP}\}}")
SINGLE = re.compile(r"\{\s*([^{}%#]{1,60}?)\s*\}")
PREFIX = re.compile(r"(p|tr|tc|r) ")
COMMANDS = ("for", "endfor", "if", "elif", "else", "endif")
LOOSE_PREFIX = re.compile(
    rf"\s*(p|tr|tc|r)[\s\u00a0]*(?=(?:{'|'.join(COMMANDS)})\b)|(p|tr|tc|r)[\t\u00a0]", re.IGNORECASE
)
STATEMENT = re.compile(
    r"(?:(?:p|tr|tc|r) )?\s*(?:end\s?for|end\s?if|else|for\s+\w+\s+in\s+[\w.]+"
    r"|if\s+(?:not\s+)?[\w.]+(?:\s*[=!<>]=?\s*[\"“][^\"”]*[\"”])?)"
)
PRINTED = re.compile(r"(?:(?:p|tr|tc|r) )?\s*[\w.]+(?:\|\w+(?:\([^()]*\))?)*")
NAMES = {"{": "print", "%": "block", "#": "comment"}
ENDS = {"print": "}}", "block": "%}", "comment": "#}"}
STARTS = {"print": "{{", "block": "{%", "comment": "{#"}


@dataclass(frozen=True)
class Tag:
    """One tag as it was meant: `kind` print, block or comment; `prefix` what it replaces ("", p, tr, tc, r)."""

    kind: str
    prefix: str
    body: str
    paragraph: Paragraph
    start: int
    end: int
    sign: str = ""

    @property
    def words(self) -> str:
        """As it should be written."""
        return written(self.kind, self.prefix, self.body)

    @property
    def place(self) -> Place:
        return self.paragraph.at(self.start, self.end)

    @property
    def natural_prefix(self) -> str:
        """The prefix a command should have where it stands: alone in its row, alone in its paragraph, amid words."""
        if self.paragraph.text.strip() != self.paragraph.text[self.start : self.end].strip():
            return ""
        in_row = [] if self.paragraph.row is None else list(self.paragraph.row.iter(W + "t"))
        is_alone = "".join(one.text or "" for one in in_row).strip() == self.paragraph.text.strip()
        return "tr" if in_row and is_alone else "p"

    @property
    def command(self) -> str:
        """The first word of a block: "for", "endif"."""
        return self.body.split(None, 1)[0] if self.body.split() else ""


def written(kind: str, prefix: str, body: str) -> str:
    """A tag in its right spelling."""
    return f"{STARTS[kind]}{prefix} {body} {ENDS[kind]}"


class Scanner:
    """Reads the paragraphs of one part; `tags` and `faults` are complete after construction."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.tags: list[Tag] = []
        self.faults: list[Fault] = []
        begin = 0
        for number, paragraph in enumerate(paragraphs):
            after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            begin = self._scan(paragraph, begin, after)

    def rest_of(self, paragraph: Paragraph) -> str:
        """The paragraph's words that stand in no tag."""
        text = paragraph.text
        for tag in self.tags:
            if tag.paragraph is paragraph:
                text = text[: tag.start] + "\0" * (tag.end - tag.start) + text[tag.end :]
        return text.replace("\0", "")

    def _scan(self, paragraph: Paragraph, position: int, after: Paragraph | None) -> int:
        """Everything of one paragraph from a position on; gives where the next paragraph's own words begin."""
        text = paragraph.text.translate(WIDE)
        while opener := OPENER.search(text, position):
            self._stray_closers(paragraph, text, position, opener.start())
            position, carried = self._tag(paragraph, text, opener, after)
            if carried:
                return carried
        self._stray_closers(paragraph, text, position, len(text))
        return 0

    def _tag(self, paragraph: Paragraph, text: str, opener: re.Match[str], after: Paragraph | None) -> tuple[int, int]:
        kind, start, inside = NAMES[opener[0][-1]], opener.start(), opener.end()
        if kind == "comment":
            end = text.find("#}", inside)
            if end >= 0:
                self._add(kind, text[inside:end], paragraph, start, end + 2)
                return end + 2, 0
        if kind == "print" and text[inside : inside + 1] == "{":
            return self._triple(paragraph, text, start, inside), 0
        bound = BOUND.search(text, inside)
        if bound is None:
            return self._open_end(kind, paragraph, text, start, inside, after)
        if bound[0].startswith("{"):
            return self._meets_opener(kind, paragraph, text, start, inside, bound), 0
        inner = text[inside : bound.start()]
        end = bound.end()
        right = self._meant(kind, inner)
        if bound[0] == "}":
            self._note("close_brace_missing", paragraph, start, end, inner=inner.strip(), right=right)
        elif NAMES.get({"}": "{"}.get(bound[0][0], bound[0][0])) != kind:
            is_command = bool(LOOSE_PREFIX.match(inner)) or (inner.split() or [""])[0] in COMMANDS
            kind_meant = "block" if is_command else kind
            right = self._meant(kind_meant, inner)
            opened, closed = STARTS[kind], bound[0].replace(" ", "")
            self._note("mixed_delimiters", paragraph, start, end, opener=opened, closer=closed, right=right)
            kind = kind_meant
        elif len(opener[0]) > 2 or len(bound[0]) > 2:
            self._note("spaced_braces", paragraph, start, end, inner=inner.strip(), right=right)
        elif paragraph.text[start:inside] != opener[0] or paragraph.text[bound.start() : end] != bound[0]:
            self._note("wide_braces", paragraph, start, end, inner=inner.strip(), right=right)
        self._add(kind, inner, paragraph, start, end)
        return end, 0

    def _triple(self, paragraph: Paragraph, text: str, start: int, inside: int) -> int:
        end = text.find("}}", inside)
        end = len(text) if end < 0 else end
        inner = text[inside:end].strip("{ ")
        stop = end + len(text[end:]) - len(text[end:].lstrip("}"))
        self._note("triple_braces", paragraph, start, stop, inner=inner, right=self._meant("print", inner))
        self._add("print", inner, paragraph, start, stop)
        return max(stop, inside + 1)

    def _meets_opener(
        self, kind: str, paragraph: Paragraph, text: str, start: int, inside: int, bound: re.Match[str]
    ) -> int:
        """Another tag begins before this one ends: pasted into it, or this one lost its end."""
        inner = text[inside : bound.start()]
        close = CLOSER.search(text, bound.end())
        second = CLOSER.search(text, close.end()) if close else None
        follows = OPENER.search(text, bound.end())
        if close and second and (follows is None or follows.start() > second.start()):
            middle = text[bound.end() : close.start()]
            self._note(
                "nested_tag",
                paragraph,
                start,
                second.end(),
                right=self._meant(kind, inner if inner.strip() else middle),
            )
            if inner.strip():
                self._add(kind, inner, paragraph, start, bound.start())
            self._add(kind, middle, paragraph, bound.start(), second.end())
            return second.end()
        return self._never_closed(kind, inner, paragraph, start, inside)

    def _never_closed(self, kind: str, inner: str, paragraph: Paragraph, start: int, inside: int) -> int:
        found = (STATEMENT if kind == "block" else PRINTED).match(inner)
        meant = found[0] if found else ""
        end = inside + len(meant)
        right = self._meant(kind, meant)
        self._note("never_closed", paragraph, start, max(end, start + 2), opener=STARTS[kind], right=right)
        if meant.strip():
            self._add(kind, meant, paragraph, start, end)
        return max(end, inside)

    def _open_end(
        self, kind: str, paragraph: Paragraph, text: str, start: int, inside: int, after: Paragraph | None
    ) -> tuple[int, int]:
        """No end in this paragraph: perhaps Enter was pressed inside, and the rest begins the next one."""
        inner = text[inside:]
        rest = "" if after is None else after.text.translate(WIDE)
        close, opens = CLOSER.search(rest), OPENER.search(rest)
        if close and (opens is None or opens.start() > close.start()) and close.start() <= MOST_CHARACTERS:
            inner += rest[: close.start()]
            right = self._meant(kind, inner)
            words = "Câu lệnh" if kind == "block" else "Chỗ điền"
            self._note("broken_by_enter", paragraph, start, len(text), what_words=words, right=right)
            self._add(kind, inner, paragraph, start, len(text))
            return len(text), close.end()
        return self._never_closed(kind, inner, paragraph, start, inside), 0

    def _stray_closers(self, paragraph: Paragraph, text: str, begin: int, end: int) -> None:
        """Ends without a beginning between two tags; the beginning lost a brace, or both."""
        while close := CLOSER.search(text, begin, end):
            kind = "block" if close[0][0] == "%" else "print"
            before = text[begin : close.start()]
            brace = before.rfind("{")
            if brace < 0:
                pattern = STATEMENT if kind == "block" else re.compile(r"[\w.|]+\s*$")
                found = list(pattern.finditer(before))
                brace = found[-1].start() - 1 if found else len(before) - 1
            start = max(begin, begin + brace)
            inner = text[start : close.start()].lstrip("{% \u00a0")
            right = self._meant(kind, inner)
            self._note("open_brace_missing", paragraph, start, close.end(), inner=inner.strip(), right=right)
            if inner.strip():
                self._add(kind, inner, paragraph, start, close.end())
            begin = close.end()

    def _meant(self, kind: str, inner: str) -> str:
        return written(kind, *self._split(kind, inner)[:2])

    def _split(self, kind: str, inner: str) -> tuple[str, str, bool]:
        """Prefix, body, and whether the prefix was written so that it works."""
        plain = "".join(letter for letter in inner.translate(CURLY) if letter not in DROPPED)
        if kind != "comment":
            if found := PREFIX.match(plain):
                return found[1], _trimmed(plain[found.end() :], after_prefix=True), True
            if kind == "block" and (found := LOOSE_PREFIX.match(plain)):
                return (found[1] or found[2]).lower(), _trimmed(plain[found.end() :]), False
        return "", _trimmed(plain), True

    def _add(self, kind: str, inner: str, paragraph: Paragraph, start: int, end: int) -> None:
        prefix, body, is_tight = self._split(kind, inner)
        sign = next((words for letter, words in DROPPED.items() if letter in inner.strip("\t\n ")), "")
        tag = Tag(kind, prefix, body, paragraph, start, end, sign)
        if kind == "comment":
            self.tags.append(tag)
            return
        if not body:
            self._note("empty_tag", paragraph, start, end)
            return
        if len(body) > MOST_CHARACTERS:
            self._note("too_long", paragraph, start, end)
            return
        if not is_tight:
            self._note("prefix_apart", paragraph, start, end, prefix=prefix, right=tag.words)
        if INVISIBLE.search(body):
            clean = INVISIBLE.sub("", body)
            right = written(kind, prefix, clean)
            words = "câu lệnh" if kind == "block" else "chỗ điền"
            self._note(
                "broken_by_sign", paragraph, start, end, what_words=words, sign="ký tự không nhìn thấy", right=right
            )
            tag = Tag(kind, prefix, clean, paragraph, start, end)
        if quote := FOREIGN_QUOTES.search(tag.body):
            clean = FOREIGN_QUOTES.sub('"', tag.body)
            right = written(kind, prefix, clean)
            self._note("foreign_quotes", paragraph, start, end, quote=quote[0], right=right)
            tag = Tag(kind, prefix, clean, paragraph, start, end)
        self.tags.append(tag)

    def _note(self, code: str, paragraph: Paragraph, start: int, end: int, **words: str) -> None:
        self.faults.append(Fault(code, paragraph.at(start, end), words))


def _trimmed(inner: str, *, after_prefix: bool = False) -> str:
    """The body without spaces and without Jinja's signs for trimming, which touch the braces."""
    inner = inner if after_prefix or inner[:1] not in ("-", "+") else inner[1:]
    return inner.removesuffix("-").removesuffix("+").strip()
