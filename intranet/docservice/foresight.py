"""What holds of every letter of a template whatever its facts, read once off its Jinja tree.

A template that passes needs no second look at each letter: its XML cannot come apart, its tables keep their columns.
What cannot be foreseen is not wrong; such letters are looked at one by one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

# Signs XML cannot hold stand for what is printed, and for where a branch of a condition or loop begins and ends.
PRINTED, BEGIN, END, UNFORESEEN = "\0", "\1", "\2", "\3"
_TOKEN = re.compile(
    rf"(?P<sign>[{BEGIN}{END}{UNFORESEEN}]|<!|<\?(?!xml ))|<(?P<close>/?)(?P<tag>[^\s<>/?!]+)(?P<rest>[^<>]*)>"
)
_SPAN = re.compile(r'<w:gridSpan [^<>]*w:val="(\d+)"')


@dataclass(frozen=True)
class _Sign:
    """One tag of the template, or a sign between tags; `depth` counts the branches around it."""

    depth: int
    tag: str = ""
    is_end: bool = False
    is_empty: bool = False
    words: str = ""


def stays_well_formed(template: nodes.Template) -> bool:
    """Every branch of every condition and loop opens and closes the same elements: no facts make broken XML."""
    open_tags: list[str] = []
    floors: list[int] = []
    for token in _TOKEN.finditer(_text(template.body)):
        sign = token["sign"]
        if sign == BEGIN:
            floors.append(len(open_tags))
        elif sign == END:
            if not floors or len(open_tags) != floors.pop():
                return False
        elif sign:
            return False
        elif token["close"]:
            floor = floors[-1] if floors else 0
            if len(open_tags) <= floor or open_tags.pop() != token["tag"]:
                return False
        elif not token["rest"].endswith("/"):
            open_tags.append(token["tag"])
    return not open_tags and not floors


@dataclass
class _Table:
    """A table as far as it was read; `rows` are the sure ones."""

    depth: int
    columns: int = 0
    sure_rows: int = 0
    cells: list[int] = field(default_factory=list)
    row_depth: int = 0


def keeps_columns(template: nodes.Template) -> bool:
    """Every row of every table has as many cells as the table has columns: docxtpl would mend no table.

    To be asked of a template that stays well-formed.
    """
    tables: list[_Table] = []
    depth = 0
    for token in _TOKEN.finditer(_text(template.body)):
        depth += {BEGIN: 1, END: -1}.get(token["sign"] or "", 0)
        tag, is_end = token["tag"], bool(token["close"])
        if tag == "w:tbl" and is_end:
            if not tables.pop().sure_rows:
                return False
        elif tag == "w:tbl":
            tables.append(_Table(depth))
        elif tables and not _fits(tables[-1], tag, is_end, depth, token["rest"]):
            return False
        if tag == "w:tr" and is_end and any(sum(tables[-1].cells) > outer.columns for outer in tables[:-1]):
            return False
    return True


def _fits(table: _Table, tag: str | None, is_end: bool, depth: int, words: str) -> bool:
    """Take one tag of a table in; False when the number of its cells or columns depends on the facts."""
    if tag == "w:gridCol" and not is_end:
        table.columns += 1
        return depth == table.depth
    if tag == "w:tr" and not is_end:
        table.cells, table.row_depth = [], depth
    elif tag == "w:tr":
        table.sure_rows += depth == table.depth
        return sum(table.cells) == table.columns
    elif tag == "w:tc" and not is_end:
        table.cells.append(1)
        return depth == table.row_depth
    elif tag == "w:gridSpan" and not is_end:
        span = re.search(r'w:val="(\d+)"', words)
        if not span or not table.cells or depth != table.row_depth:
            return False
        table.cells[-1] = int(span[1])
    return True


def _text(body: Iterable[nodes.Node]) -> str:
    return "".join(_pieces(body))


def _pieces(body: Iterable[nodes.Node]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (each.data if isinstance(each, nodes.TemplateData) else PRINTED for each in node.nodes)
        elif isinstance(node, nodes.If):
            yield from _branch(node.body)
            yield from _pieces(node.elif_)
            yield from _branch(node.else_)
        elif isinstance(node, nodes.For):
            yield from _branch(node.body)
            yield from _branch(node.else_)
        elif not isinstance(node, nodes.Assign):
            yield UNFORESEEN


def _branch(body: list[nodes.Node]) -> Iterator[str]:
    yield BEGIN
    yield from _pieces(body)
    yield END
