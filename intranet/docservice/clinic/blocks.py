"""Follows the commands of one part in their order: what opens and closes where, and which names hold inside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from intranet.docservice.clinic.expressions import Expression, Scope
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.guesses import COMMAND_WORDS, guess_words, key_of, nearest
from intranet.docservice.clinic.shapes import ANY, Shape
from intranet.docservice.clinic.tags import COMMANDS, Tag, written

BEGINS = {"endfor": "for", "endif": "if"}
END_OF = {"for": "endfor", "if": "endif"}
TITLES = {"for": "Vòng lặp for", "if": "Câu if"}
WORDS = {"for": "vòng lặp", "if": "câu if"}
FORBIDDEN = (
    "set", "endset", "macro", "endmacro", "call", "endcall", "include", "import", "from", "extends", "block",
    "endblock", "raw", "endraw", "filter", "endfilter", "do", "with", "endwith", "autoescape", "endautoescape", "break",
    "continue", "trans", "endtrans", "cellbg", "colspan", "hm", "vm", "debug",
)  # fmt: skip
LOOP = re.compile(r"for\s+(?P<item>.+?)\s+in\s+(?P<list>.+?)(?:\s+if\s+(?P<test>.+))?$", re.DOTALL)
MOST_LOOPS, MOST_BLOCKS = 3, 12
TABLE_UNITS = {"tr": "dòng của bảng", "tc": "ô của bảng", "p": "đoạn"}


@dataclass(eq=False)
class Block:
    """A loop or condition that is open: its tag, and what it named."""

    tag: Tag
    kind: str
    item: str = ""
    over: str = ""
    hidden: Shape | None = None
    has_else: bool = False
    holds: int = 0


@dataclass
class Followed:
    """What one part came to: faults, the names it uses, and what stayed open or closed nothing."""

    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    open: list[Block] = field(default_factory=list)
    stray: list[Tag] = field(default_factory=list)


class Follower:
    """Goes through the tags of one part."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.stack: list[Block] = []
        self.result = Followed()
        self.crossed: list[str] = []
        self.shadows: list[tuple[Block | None, Fault]] = []
        self.badly_closed: list[Block] = []

    def follow(self, tags: Sequence[Tag]) -> Followed:
        """Everything about the commands of these tags, which stand in the order of the file."""
        tags = [self._understood(tag) for tag in tags if tag.kind != "comment"]
        for number, tag in enumerate(tags):
            rest = tags[number + 1 :]
            if tag.kind == "print":
                self._print(tag)
            elif tag.command in ("for", "if"):
                self._open(tag)
            elif tag.command in ("else", "elif"):
                self._between(tag)
            elif tag.command in BEGINS:
                self._close(tag, rest)
        self.result.open += self.stack
        # A loop that lacks its end reaches over those that follow; it is told once.
        astray = [*self.result.open, *self.badly_closed]
        self.result.faults += [fault for outer, fault in self.shadows if outer not in astray]
        return self.result

    def note(self, code: str, tag: Tag, **words: Any) -> None:
        self.result.faults.append(Fault(code, tag.place, words))

    def _understood(self, tag: Tag) -> Tag:
        """The tag with the command that was meant; a command that is none is noted here."""
        if tag.kind == "print":
            words = tag.body.split()
            if words and words[0] in COMMANDS and (len(words) > 1 or words[0] != "if"):
                meant = replace(tag, kind="block", prefix=tag.prefix or tag.natural_prefix)
                self.note("mixed_delimiters", tag, opener="{{", closer="}}", right=meant.words)
                return meant
            return tag
        command = tag.command
        if command in COMMANDS:
            return self._with_plain_end(tag)
        if command in FORBIDDEN:
            self.note("forbidden_command", tag, name=command)
            return tag
        first_two = " ".join(tag.body.split()[:2])
        for said in (first_two, command):
            if guess := COMMAND_WORDS.get(key_of(said).replace("_", " ")):
                return self._meant(tag, said, guess)
        if self.scope.names is not None and (self.scope.shape(tag.body) or nearest(tag.body, self.scope.known)):
            meant = replace(tag, kind="print")
            self.note("mixed_delimiters", tag, opener="{%", closer="%}", right=meant.words)
            return meant
        guess = nearest(command, COMMANDS) or next((one for one in COMMANDS if command.startswith(one)), "")
        return self._meant(tag, command, guess)

    def _with_plain_end(self, tag: Tag) -> Tag:
        if tag.command in (*BEGINS, "else") and tag.body != tag.command:
            plain = replace(tag, body=tag.command)
            right = plain.words
            if tag.command == "else" and tag.body.split()[1:2] == ["if"]:
                plain = replace(tag, body="elif " + tag.body.split(None, 2)[2])
                self.note("unknown_command", tag, name="else if", guess="elif", right=plain.words)
                return plain
            self.note("end_with_words", tag, words=tag.words, right=right)
            return plain
        return tag

    def _meant(self, tag: Tag, said: str, guess: str) -> Tag:
        if not guess:
            self.note("forbidden_command", tag, name=said)
            return tag
        rest = tag.body[len(said) :]
        glued = (
            said not in COMMAND_WORDS and guess in ("for", "if") and said.startswith(guess) and len(said) > len(guess)
        )
        body = f"{guess} {said[len(guess) :]}{rest}" if glued else guess + rest
        meant = replace(tag, body=body if guess in ("for", "if", "elif") else guess)
        self.note("unknown_command", tag, name=said, guess=guess, right=meant.words)
        return meant

    def _expression(self, tag: Tag, source: str) -> Expression:
        expression = Expression(tag, source, self.scope)
        self.result.used |= expression.used
        return expression

    def _print(self, tag: Tag) -> None:
        expression = self._expression(tag, tag.body)
        expression.check_printed()
        self.result.faults += expression.faults
        self._holds()

    def _holds(self) -> None:
        for block in self.stack:
            block.holds += 1

    def _open(self, tag: Tag) -> None:
        self._holds()
        block = Block(tag, tag.command)
        if len(self.stack) == MOST_BLOCKS:
            self.note("too_deep", tag, limit=MOST_BLOCKS, what="câu lệnh")
        if tag.command == "for":
            self._open_loop(tag, block)
        else:
            condition = tag.body[2:].strip()
            if condition:
                self.result.faults += self._expression(tag, condition).faults
            else:
                self.note("bad_condition", tag, name="if", right=written("block", tag.prefix, "if ten_muc"))
        self.stack.append(block)

    def _open_loop(self, tag: Tag, block: Block) -> None:
        found = LOOP.match(re.sub(r"\s+(trong|của|of|từ)\s+", " in ", tag.body))
        if found is None or not re.fullmatch(r"[^\W\d]\w*", found["item"]):
            self._bad_loop(tag, block)
            return
        if " in " not in tag.body:
            word = re.search(r"\s(trong|của|of|từ)\s", tag.body)
            right = written("block", tag.prefix, f"for {found['item']} in {found['list']}")
            self.note("vietnamese_command", tag, name=word[1] if word else "", guess="in", right=right)
        block.item, block.over = found["item"], found["list"].strip()
        shape = self._looped(tag, block.over)
        self._check_item(tag, block)
        block.hidden = self.scope.items.get(block.item)
        self.scope.ended.discard(block.item)
        self.scope.items[block.item] = shape
        if found["test"]:
            self.result.faults += self._expression(tag, found["test"]).faults

    def _bad_loop(self, tag: Tag, block: Block) -> None:
        words = [word for word in re.findall(r"[^\W\d][\w.]*", tag.body) if word not in ("for", "in")]
        lists = self._lists()
        over = next((near for word in words if (near := nearest(word, lists))), lists[0] if lists else "danh_sach")
        item = next((word for word in words if nearest(word, lists) != over), "dong")
        self.note("bad_loop", tag, words=tag.words, right=written("block", tag.prefix, f"for {item} in {over}"))
        block.item = item
        self.scope.items[item] = ANY

    def _lists(self) -> list[str]:
        return sorted(
            name for name, shape in (self.scope.names or {}).items() if shape.kind == "list" and not shape.is_body
        )

    def _looped(self, tag: Tag, over: str) -> Shape:
        """The shape of one item; a name that is no list is noted with the lists there are."""
        expression = self._expression(tag, over)
        codes = [fault.code for fault in expression.faults]
        if codes == ["unknown_name"] or codes == ["column_outside_loop"]:
            lists = [*self._lists(), *(name for name, shape in self.scope.items.items() if shape.kind == "list")]
            near = nearest(over, lists)
            right = expression.rewritten(over, near) if near else ""
            self.note("unknown_list", tag, name=over, guess=near, guess_words=guess_words(near, lists, right))
            return self._item_of(near)
        self.result.faults += expression.faults
        shape = expression.shape
        if shape.kind in ("text", "number", "record"):
            near = nearest(over, self._lists())
            if shape.kind == "record":
                choices = [f"{over}.{name}" for name, part in shape.parts.items() if part.kind == "list"]
            else:
                choices = self._lists()
            right = expression.rewritten(over, near) if near else ""
            self.note("loop_over_text", tag, name=over, guess=near, guess_words=guess_words(near, choices, right))
            return ANY
        return shape.item or ANY

    def _item_of(self, name: str) -> Shape:
        shape = (self.scope.names or {}).get(name)
        return shape.item or ANY if shape else ANY

    def _check_item(self, tag: Tag, block: Block) -> None:
        if block.item in (self.scope.names or {}) or block.item in self.scope.items:
            other = f"{block.item}_x" if block.item.startswith("dong") else f"dong_{block.item}"
            right = written("block", tag.prefix, f"for {other} in {block.over}")
            if not any(one.over == block.over for one in self.stack):
                outer = next((one for one in reversed(self.stack) if one.item == block.item), None)
                fault = Fault("shadowed", tag.place, {"name": block.item, "right": right})
                self.shadows.append((outer, fault))
        loops = [one for one in self.stack if one.kind == "for"]
        if any(one.over == block.over for one in loops):
            self.note("nested_same", tag, name=block.over)
        elif len(loops) >= MOST_LOOPS:
            self.note("too_deep", tag, limit=MOST_LOOPS, what="vòng lặp")

    def _between(self, tag: Tag) -> None:
        if not self.stack:
            self.note("stray_else", tag, words=tag.words)
            return
        block = self.stack[-1]
        if tag.command == "elif" and block.kind != "if":
            self.note("stray_else", tag, words=tag.words)
        elif block.has_else:
            self.note("second_else", tag, words=tag.words)
        elif block.tag.prefix != tag.prefix:
            right = written("block", block.tag.prefix, tag.body)
            self.note("mixed_prefix", tag, opened=block.tag.words, words=tag.words, right=right)
        block.has_else = block.has_else or tag.command == "else"
        if tag.command == "elif":
            condition = tag.body[4:].strip()
            if condition:
                self.result.faults += self._expression(tag, condition).faults
            else:
                self.note("bad_condition", tag, name="elif", right=written("block", tag.prefix, "elif ten_muc"))

    def _close(self, tag: Tag, rest: Sequence[Tag]) -> None:
        kind = BEGINS[tag.command]
        if kind in self.crossed:
            self.crossed.remove(kind)
            return
        if not self.stack or not any(block.kind == kind for block in self.stack):
            if self.stack and not _closes_later(rest, self.stack[-1].kind, len(self.stack)):
                block = self._pop()
                right = written("block", tag.prefix, END_OF[block.kind])
                title = TITLES[block.kind]
                self.note("wrong_end", tag, opened=block.tag.words, words=tag.words, block_title=title, end=right)
                return
            self.result.stray.append(tag)
            return
        while self.stack[-1].kind != kind:
            inner = self._pop()
            if _closes_later(rest, inner.kind, 1 + sum(one.kind == inner.kind for one in self.stack)):
                self.crossed.append(inner.kind)
                inner_end = written("block", inner.tag.prefix, END_OF[inner.kind])
                self.note("crossing", tag, opened=inner.tag.words, words=tag.words, inner_end=inner_end)
            else:
                self.result.open.append(inner)
        block = self._pop()
        if faults := pair_faults(block.tag, tag):
            self.result.faults += faults
            self.badly_closed.append(block)
        if not block.holds and not _something_between(block.tag, tag):
            self.note("empty_loop", block.tag, words=block.tag.words)

    def _pop(self) -> Block:
        block = self.stack.pop()
        if block.item:
            self.scope.items.pop(block.item, None)
            self.scope.ended.add(block.item)
            if block.hidden is not None:
                self.scope.items[block.item] = block.hidden
        return block


def _closes_later(rest: Sequence[Tag], kind: str, wanted: int) -> bool:
    """Whether enough ends follow for the blocks of a kind that are open and those still to be opened."""
    opens = sum(tag.kind == "block" and tag.command == kind for tag in rest)
    closes = sum(tag.kind == "block" and tag.command == END_OF[kind] for tag in rest)
    return closes - opens >= wanted


def _something_between(opened: Tag, closed: Tag) -> bool:
    """Words stand between the two, so that something is printed without any tag."""
    first, last = opened.paragraph, closed.paragraph
    if first is last:
        return bool(first.text[opened.end : closed.start].strip())
    return last.place.index - first.place.index > 1 or not (opened.prefix and closed.prefix)


def pair_faults(opened: Tag, closed: Tag) -> list[Fault]:
    """What is wrong with where a block opens and where it closes."""
    first, last = opened.paragraph, closed.paragraph
    end = written("block", opened.prefix, closed.body)
    words = {"opened": opened.words, "words": closed.words, "right": end, "end": end}
    if opened.prefix != closed.prefix and {opened.prefix, closed.prefix} != {"", "r"}:
        return [Fault("mixed_prefix", closed.place, words)]
    words |= {"words": opened.words, "other_place": str(closed.place)}
    if opened.prefix == "tr" and first.row is not None and last.row is not None:
        if first.table is not last.table:
            return [Fault("other_table", opened.place, words)]
        if first.row is last.row:
            return [Fault("same_row", closed.place, {"opened": opened.words, "words": closed.words})]
        return []
    if opened.prefix == "tc":
        return [] if first.row is last.row else [Fault("other_container", opened.place, words)]
    if first.container is last.container:
        is_loose = first is not last and opened.prefix in ("", "r")
        loose = {"words": opened.words, "right": written("block", "p", opened.body)}
        return [Fault("should_be_p", opened.place, loose)] if is_loose else []
    if opened.prefix in ("", "r") and first.table is not None and first.table is last.table:
        row = {"right": written("block", "tr", opened.body), "end_tr": written("block", "tr", closed.body)}
        return [Fault("outside_row", opened.place, words | row)]
    return [Fault("other_container", opened.place, words)]


def unclosed(block: Block) -> Fault:
    """A block that nothing closes."""
    tag = block.tag
    end = written("block", tag.prefix, END_OF[block.kind])
    where = {
        "tr": "một dòng riêng của bảng, ngay dưới các dòng phải lặp",
        "tc": "một ô riêng, sau các ô phải lặp",
        "p": "một đoạn riêng, sau phần phải in",
    }.get(tag.prefix, "sau phần phải in")
    kind = WORDS[block.kind]
    return Fault("unclosed", tag.place, {"words": tag.words, "end": end, "block": kind, "where": where})


def stray_end(tag: Tag) -> Fault:
    """An end that closes nothing."""
    begin = written("block", tag.prefix, f"{BEGINS[tag.command]} …")
    return Fault("stray_end", tag.place, {"words": tag.words, "begin": begin})
