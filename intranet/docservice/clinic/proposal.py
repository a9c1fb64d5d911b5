"""Names a template prints and its form lacks, as fields to look over: kind and label are guessed from use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from intranet.docservice.check.opened import Opened, W
from intranet.docservice.clinic.blocks import LOOP
from intranet.docservice.clinic.places import is_printed, read_parts
from intranet.docservice.clinic.shapes import shapes_of
from intranet.docservice.clinic.tags import Scanner, Tag
from intranet.docservice.fields import Field

DATE = re.compile(r"(^|_)(ngay|han|thoi_han)(_|$)")
MONEY = re.compile(r"(^|_)(so_tien|kinh_phi|don_gia|thanh_tien|tong_tien|muc_chi)(_|$)")
NUMBER = re.compile(r"^so_(luong|nguoi|ban|buoi|ngay|tiet|dai_bieu)(_|$)")
LABEL = re.compile(r"([^:.;{}\n]{2,60}):\s*$")
_PARSER = Environment(autoescape=True)


@dataclass
class Use:
    """How an unknown name is used in the template."""

    label: str = ""
    is_list: bool = False
    is_body: bool = False
    choices: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


def proposed_fields(
    docx: bytes, fields: Sequence[Field], elsewhere: Mapping[str, Field] | None = None
) -> list[dict[str, Any]]:
    """A [[fields]] table for each name the template prints and the form lacks, in the order of the file.

    `elsewhere` are fields of other templates by key: what they call and hold is taken over.
    """
    known = set(shapes_of(fields))
    uses: dict[str, Use] = {}
    opened = Opened(docx)
    for part, paragraphs in read_parts(opened).items():
        if is_printed(part, opened.main):
            _read(Scanner(paragraphs).tags, known, uses)
    return [
        _table(name, use, elsewhere or {}) for name, use in uses.items() if not _is_derived(name, known | set(uses))
    ]


def _read(tags: Iterable[Tag], known: set[str], uses: dict[str, Use]) -> None:
    items: dict[str, str] = {}
    for tag in tags:
        source = tag.body
        if tag.kind == "block" and (loop := LOOP.match(tag.body)):
            source = loop["list"]
            items[loop["item"]] = loop["list"].split("|")[0].strip()
            if _is_new(items[loop["item"]], known, items):
                uses.setdefault(items[loop["item"]], Use()).is_list = True
        elif tag.kind == "block":
            source = tag.body.partition(" ")[2]
        # Names first: what is done with them is noted of names that are known.
        for node in sorted(_nodes(source), key=lambda node: not isinstance(node, nodes.Name)):
            _note(node, tag, known, items, uses)


def _note(node: nodes.Node, tag: Tag, known: set[str], items: Mapping[str, str], uses: dict[str, Use]) -> None:
    if isinstance(node, nodes.Name) and _is_new(node.name, known, items):
        use = uses.setdefault(node.name, Use())
        use.label = use.label or _words_before(tag)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in items:
        table = items[node.node.name]
        if table in uses and node.attr not in ("stt", "thanh_tien"):
            uses[table].columns.setdefault(node.attr, _column_head(tag))
    if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Name) and node.node.name in uses:
        uses[node.node.name].is_body |= node.name == "than_bai"
    if isinstance(node, nodes.Compare) and isinstance(node.expr, nodes.Name) and node.expr.name in uses:
        values = [one.expr.value for one in node.ops if isinstance(one.expr, nodes.Const)]
        uses[node.expr.name].choices += [value for value in values if isinstance(value, str) and value]


def _is_new(name: str, known: set[str], items: Mapping[str, str]) -> bool:
    is_plain = re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None
    return is_plain and name not in known and name not in items and name != "loop"


def _nodes(source: str) -> list[nodes.Node]:
    try:
        tree = _PARSER.parse("{{ " + source + " }}")
    except (TemplateSyntaxError, RecursionError):
        return []
    return list(tree.find_all(nodes.Node))


def _is_derived(name: str, names: set[str]) -> bool:
    """so_tien_chu comes with so_tien, du_toan_tong with the table du_toan."""
    return any(name == f"{base}{ending}" for base in names for ending in ("_chu", "_tong", "_tong_chu"))


def _table(name: str, use: Use, elsewhere: Mapping[str, Field]) -> dict[str, Any]:
    like = elsewhere.get(name)
    label = use.label or (like.label if like else "") or in_words(name)
    if use.columns:
        columns = [_column(key, head) for key, head in use.columns.items()]
        return {"key": name, "kind": "rows", "label": label, "columns": columns}
    if like and like.kind != "rows":
        more = {"choices": list(like.choices)} if like.choices else {}
        return {"key": name, "kind": like.kind, "label": label, "help": like.help, **more}
    if len(set(use.choices)) > 0:
        return {"key": name, "kind": "choice", "label": label, "choices": list(dict.fromkeys(use.choices))}
    return {"key": name, "kind": _kind(name, use), "label": label}


def _column(key: str, head: str) -> dict[str, Any]:
    return {"key": key, "kind": _kind(key, Use()), "label": head or in_words(key)}


def _kind(name: str, use: Use) -> str:
    if use.is_body:
        return "outline"
    if use.is_list:
        return "list"
    return (
        "date" if DATE.search(name) else "money" if MONEY.search(name) else "number" if NUMBER.match(name) else "text"
    )


def in_words(name: str) -> str:
    """A name as a label while nobody wrote a better one: "dia_diem" → "Dia diem"."""
    return name.replace("_", " ").capitalize()


def _words_before(tag: Tag) -> str:
    """ "Địa điểm: {{ dia_diem }}" → "Địa điểm"."""
    found = LABEL.search(tag.paragraph.text[: tag.start])
    return found[1].strip(" -–") if found else ""


def _column_head(tag: Tag) -> str:
    """The words of the table's first row above this cell."""
    if tag.paragraph.table is None:
        return ""
    first = next(tag.paragraph.table.iter(W + "tr"), None)
    cells = [] if first is None else list(first.iter(W + "tc"))
    place = tag.place.cell - 1
    words = "".join(one.text or "" for one in cells[place].iter(W + "t")) if 0 <= place < len(cells) else ""
    return "" if "{" in words else words.strip()
