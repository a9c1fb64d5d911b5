"""Reads the inside of one tag as Jinja does: every name, part, filter and comparison against what there is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import is_normalized, normalize

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.guesses import FILTER_WORDS, WORDS_INSIDE, guess_words, key_of, nearest, trouble_words
from intranet.docservice.clinic.shapes import ANY, LOOP, NUMBER, PARAGRAPHS, TEXT, Shape
from intranet.docservice.clinic.tags import Tag, written
from intranet.docservice.sandbox import KNOWN_FILTERS

PARAGRAPH_FILTERS = ("than_bai", "duong_ke")
FILTERS = (*KNOWN_FILTERS, *PARAGRAPH_FILTERS)
NUMBER_FILTERS = ("length",)
ITEM_FILTERS = ("first", "last")
LIST_FILTERS = ("join", *ITEM_FILTERS, *NUMBER_FILTERS)
# The first and the last item of a list; any other may be missing.
EVER_THERE = (0, -1)
# Python itself gives up at a hundred.
DEEPEST = 30
TESTS = ("defined", "undefined", "none", "odd", "even", "string", "number")
METHODS = {"upper": "upper", "lower": "lower", "title": "capitalize", "capitalize": "capitalize", "join": "join"}
OPERATORS = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**"}
ORDERING = ("lt", "lteq", "gt", "gteq")
# A name with the dashes Word makes of "-" while one types.
DASHED = re.compile(r"\w+(?:\s?[\u2010-\u2015\u2212]\s?\w+)+")
_PARSER = Environment(autoescape=True)


@dataclass
class Scope:
    """What can be named at one place: the form's names, the items of the loops around, those of loops that ended."""

    names: Mapping[str, Shape] | None
    labels: Mapping[str, str] = field(default_factory=dict)
    items: dict[str, Shape] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    @property
    def known(self) -> set[str]:
        return {*(self.names or ()), *self.items}

    def shape(self, name: str) -> Shape | None:
        """The shape of a name, or None when there is no such name; anything goes while the form is not known."""
        if name == "loop" and self.items:
            return LOOP
        found = self.items.get(name) or (self.names or {}).get(name)
        return ANY if found is None and self.names is None else found

    def column_owner(self, name: str) -> tuple[str, bool]:
        """The item around, or else the table, that has a column of this name; and whether it is an item."""
        for item, shape in reversed(self.items.items()):
            if name in shape.parts:
                return item, True
        for table, shape in sorted((self.names or {}).items()):
            if shape.item is not None and name in shape.item.parts and not shape.is_body:
                return table, False
        return "", False


class Expression:
    """One expression of a tag in its scope: `shape` of its value, and `faults`."""

    def __init__(self, tag: Tag, source: str, scope: Scope) -> None:
        self.tag, self.scope, self.source = tag, scope, source
        self.faults: list[Fault] = []
        self.used: set[str] = set()
        self.shape = ANY
        tree = self._parsed(source)
        if tree is not None:
            self.shape = self._read(tree)

    def note(self, code: str, **words: Any) -> Shape:
        """Note a fault at this tag; the value may then be anything, so that one fault does not bring another."""
        if self.tag.sign and code in ("unknown_name", "bad_expression"):
            meant = nearest(str(words.get("name", "")), self.scope.known)
            right = self.rewritten(str(words.get("name", "")), meant) if meant else self.tag.words
            kind = "câu lệnh" if self.tag.kind == "block" else "chỗ điền"
            code, words = "broken_by_sign", {"what_words": kind, "sign": self.tag.sign, "right": right}
        fault = Fault(code, self.tag.place, words)
        if fault not in self.faults:
            self.faults.append(fault)
        return ANY

    def rewritten(self, old: str, new: str) -> str:
        """The tag with some of its words exchanged, as it should be written."""
        body = re.sub(rf"(?<![\w.]){re.escape(old)}(?!\w)", lambda _: new, self.tag.body)
        return written(self.tag.kind, self.tag.prefix, body)

    def _parsed(self, source: str) -> nodes.Node | None:
        try:
            output = _PARSER.parse("{{ " + source + " }}").body[0]
            assert isinstance(output, nodes.Output)
            if _depth(output) > DEEPEST:
                raise RecursionError
            return output.nodes[0]
        except (TemplateSyntaxError, RecursionError, AssertionError) as error:
            self._diagnose(source, error)
            return None

    def _diagnose(self, source: str, error: Exception) -> None:
        """Why Jinja could not read it: what clerks write, the likely things first."""
        outside = re.sub(r"\"[^\"]*\"|'[^']*'", '""', source)
        spaced = re.findall(r"[^\W\d]\w*(?: +[^\W\d]\w*)+", outside)
        guess = next(
            ((one, near) for one in spaced if (near := nearest(one, self.scope.known, self.scope.labels))), None
        )
        dashed = next(
            ((one, near) for one in DASHED.findall(outside) if (near := nearest(one, self.scope.known))), None
        )
        exact = guess if guess and key_of(guess[0]) == guess[1] else None
        foreign = next((word for word in re.findall(r"\w+", outside) if word.casefold() in WORDS_INSIDE), None)
        if isinstance(error, RecursionError):
            self.note("too_long")
        elif outside.count('"') % 2 or outside.count("'") % 2:
            self.note("open_quote")
        elif dashed:
            right = self.tag.words.replace(dashed[0], dashed[1])
            self.note("hyphen_in_name", name=dashed[0], guess=dashed[1], right=right)
        elif exact:
            self.note("space_in_name", name=exact[0], guess=exact[1], right=self.rewritten(*exact))
        elif re.search(r"(?<![=!<>])=(?!=)", outside):
            right = re.sub(r"(?<![=!<>])\s*=\s*(?!=)", " == ", self.tag.body)
            self.note("single_equals", right=written(self.tag.kind, self.tag.prefix, right))
        elif foreign:
            english = WORDS_INSIDE[foreign.casefold()]
            self.note("vietnamese_command", name=foreign, guess=english, right=self.rewritten(foreign, english))
        elif "&&" in outside or "||" in outside or re.search(r"!(?!=)", outside):
            right = outside.replace("&&", "and").replace("||", "or")
            right = re.sub(r"!(?!=)\s*", "not ", right)
            self.note("vietnamese_command", name="&&, ||, !", guess="and, or, not", right=right)
        elif guess:
            self.note("space_in_name", name=guess[0], guess=guess[1], right=self.rewritten(*guess))
        else:
            self.note("bad_expression", inner=self.tag.body, detail=trouble_words(str(error)))

    def _read(self, node: nodes.Node) -> Shape:
        reader = _READERS.get(type(node).__name__)
        if reader is not None:
            return reader(self, node)
        if isinstance(node, nodes.BinExpr):
            return self._computes(node)
        for child in node.iter_child_nodes():
            self._read(child)
        return NUMBER if isinstance(node, nodes.Not | nodes.Test | nodes.Neg) else ANY

    def _name(self, node: nodes.Name) -> Shape:
        name = node.name
        shape = self.scope.shape(name)
        if shape is not None:
            self.used.add(name)
            return shape
        owner, is_item = self.scope.column_owner(name)
        near = nearest(name, self.scope.known, self.scope.labels)
        if name in self.scope.ended:
            return self.note("outside_loop", name=name)
        if name.startswith("_") or name in ("self", "range", "dict", "lipsum", "cycler", "joiner", "namespace"):
            return self.note("forbidden_part", name=name)
        if is_item:
            return self.note("no_prefix", name=name, right=self.rewritten(name, f"{owner}.{name}"))
        if re.search(r"[^\x00-\x7f]", name) and near:
            return self.note("accents_in_name", name=name, guess=near, right=self.rewritten(name, near))
        if owner and key_of(name) != near:
            return self.note("column_outside_loop", name=name, table=owner, right=f"{{{{ dong.{name} }}}}")
        right = self.rewritten(name, near) if near else ""
        return self.note(
            "unknown_name", name=name, guess=near, guess_words=guess_words(near, self.scope.names or (), right)
        )

    def _getattr(self, node: nodes.Getattr) -> Shape:
        return self._part(self._read(node.node), _source_of(node.node), node.attr)

    def _getitem(self, node: nodes.Getitem) -> Shape:
        owner = self._read(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(owner, _source_of(node.node), node.arg.value)
        self._read(node.arg)
        words = _source_of(node.node)
        if owner.kind in ("text", "number"):
            return self._letters_of(words, f"[{_source_of(node.arg)}]")
        index = _number_of(node.arg)
        if owner.kind == "list" and index is not None and index not in EVER_THERE:
            self.note("beyond_list", name=words, index=index)
        return owner.item if owner.item is not None else ANY

    def _part(self, owner: Shape, words: str, name: str) -> Shape:
        if name.startswith("_"):
            return ANY if self.faults else self.note("forbidden_part", name=f"{words}.{name}")
        if owner.kind == "record":
            if name in owner.parts:
                return owner.parts[name]
            near = nearest(name, owner.parts)
            right = self.rewritten(f"{words}.{name}", f"{words}.{near}") if near else ""
            hint = guess_words(f"{words}.{near}" if near else "", [f"{words}.{part}" for part in owner.parts], right)
            return self.note("unknown_part", owner=words, name=name, guess=near, guess_words=hint)
        if owner.kind in ("text", "number"):
            method = METHODS.get(name)
            right = self.rewritten(f"{words}.{name}", f"{words}|{method}" if method else words)
            return self.note("part_of_text", owner=words, name=name, right=right.replace("()", ""))
        if owner.kind == "list":
            return self.note("part_of_list", owner=words, name=name)
        return ANY

    def _call(self, node: nodes.Call) -> Shape:
        target = node.node
        if isinstance(target, nodes.Getattr) and target.attr in METHODS:
            owner = _source_of(target.node)
            right = written(self.tag.kind, self.tag.prefix, f"{owner}|{METHODS[target.attr]}")
            return self.note("call", name=_source_of(target), guess_words=f"Dùng {right}")
        return self.note("call", name=_source_of(target), guess_words="Xóa chỗ này.")

    def _filter(self, node: nodes.Filter) -> Shape:
        shape = self._read(node.node) if node.node is not None else ANY
        words = _source_of(node.node) if node.node is not None else ""
        if node.name not in FILTERS:
            return self._unknown_filter(node.name)
        for argument in node.args:
            self._read(argument)
        if node.name == "than_bai":
            if not shape.is_body and shape.kind != "any":
                plain = f"for doan in {words}" if shape.kind == "list" else f"{{{{ {words} }}}}"
                self.note("body_filter_on_text", name=words, right=plain)
            return PARAGRAPHS
        if node.name == "duong_ke":
            if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
                self.note("rule_without_length", right=f"{{{{p {words}|duong_ke(16.5) }}}}")
            return PARAGRAPHS
        is_measured = node.name in NUMBER_FILTERS and self.tag.kind == "block"  # if trich_yeu|length > 100
        if node.name in LIST_FILTERS and shape.kind in ("text", "number") and not is_measured:
            return self._letters_of(words, f"|{node.name}")
        if node.name in ITEM_FILTERS:
            return shape.item or TEXT
        if node.name in NUMBER_FILTERS:
            return NUMBER
        if shape.kind in ("list", "record") and node.name != "join":
            return self._prints(shape, words)
        return TEXT

    def _letters_of(self, words: str, how: str) -> Shape:
        """What is meant for a list, done to a text: it would go letter by letter."""
        return self.note("list_of_letters", name=words, how=how, right=written("print", self.tag.prefix, words))

    def _unknown_filter(self, name: str) -> Shape:
        near = FILTER_WORDS.get(key_of(name)) or nearest(name, FILTERS)
        right = self.tag.words.replace(f"|{name}", f"|{near}").replace(f"| {name}", f"|{near}") if near else ""
        return self.note("unknown_filter", name=name, guess=near, guess_words=guess_words(near, FILTERS, right))

    def _compare(self, node: nodes.Compare) -> Shape:
        shapes = [self._read(node.expr), *(self._read(operand.expr) for operand in node.ops)]
        for shape, operand in zip(shapes, node.ops, strict=False):
            value = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
            words = _source_of(node.expr)
            if isinstance(value, str) and not is_normalized("NFC", value):
                right = normalize("NFC", self.tag.words)
                self.note("decomposed", value=normalize("NFC", value), right=right)
            elif (
                operand.op in ("eq", "ne")
                and shape.choices
                and isinstance(value, str)
                and value not in ("", *shape.choices)
            ):
                self._wrong_choice(words, value, shape.choices)
            elif operand.op in ORDERING and {"text", "number"} == {shape.kind, shapes[1].kind}:
                self.note("compares_text_with_number", name=words)
        return NUMBER

    def _wrong_choice(self, name: str, value: str, choices: tuple[str, ...]) -> None:
        by_key = {key_of(choice): choice for choice in choices}
        near = by_key.get(nearest(value, by_key), "")
        right = self.tag.words.replace(value, near) if near else ""
        self.note("unknown_choice", name=name, value=value, guess_words=guess_words(near, choices, right))

    def _const(self, node: nodes.Const) -> Shape:
        is_number = isinstance(node.value, int | float)
        return NUMBER if is_number else TEXT

    def _computes(self, node: nodes.BinExpr) -> Shape:
        operator = OPERATORS.get(type(node).__name__)
        if operator is None:  # and, or
            shapes = [self._read(node.left), self._read(node.right)]
            return shapes[0] if shapes[0] == shapes[1] else ANY
        joined = _source_of(node).replace(" ", "")
        near = nearest(joined, self.scope.known) if operator == "-" and re.fullmatch(r"[\w-]+", joined) else ""
        if near:
            return self.note("hyphen_in_name", name=joined, guess=near, right=self.tag.words.replace(joined, near))
        self.note("computes", operator=operator)
        for child in (node.left, node.right):
            if not isinstance(child, nodes.Name) or self.scope.shape(child.name):
                self._read(child)
        return ANY

    def _choice_of_two(self, node: nodes.CondExpr) -> Shape:
        self._read(node.test)
        shapes = [self._read(child) for child in (node.expr1, node.expr2) if child is not None]
        return shapes[0]

    def _prints(self, shape: Shape, words: str) -> Shape:
        """A list or a record where a text should stand."""
        if shape.is_body:
            return self.note("prints_body", name=words, right=f"{{{{p {words}|than_bai }}}}")
        if shape.kind == "list":
            columns = list(shape.item.parts) if shape.item else []
            dong = f"{{{{ dong.{columns[0]} }}}}" if columns else "{{ dong }}"
            prefix = "tr" if columns else "p"
            return self.note("prints_list", name=words, right=f"{{%{prefix} for dong in {words} %}} … {dong} …")
        parts = ", ".join(f"{{{{ {words}.{part} }}}}" for part in shape.parts)
        return self.note("prints_record", name=words, parts=parts)

    def check_printed(self) -> None:
        """The value is printed: it must be text, and {{p … }} must hold paragraphs."""
        words = _bare(self.source)
        if self.faults:
            return
        if self.shape.kind in ("list", "record"):
            self._prints(self.shape, words)
        elif self.shape is PARAGRAPHS and self.tag.prefix != "p":
            self.note("needs_p", words=self.tag.words, right=written("print", "p", self.source))
        elif self.shape.kind in ("text", "number") and self.tag.prefix:
            self.note("p_on_text", prefix=self.tag.prefix, right=written("print", "", self.source))


_READERS: dict[str, Callable[[Expression, Any], Shape]] = {
    "Name": Expression._name,
    "Getattr": Expression._getattr,
    "Getitem": Expression._getitem,
    "Call": Expression._call,
    "Filter": Expression._filter,
    "Compare": Expression._compare,
    "Const": Expression._const,
    "CondExpr": Expression._choice_of_two,
}


def _source_of(node: nodes.Node) -> str:
    """An expression in words, as far as it is made of names and parts."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_source_of(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        argument = node.arg.value if isinstance(node.arg, nodes.Const) else "…"
        return f"{_source_of(node.node)}[{argument}]"
    if isinstance(node, nodes.BinExpr):
        return f"{_source_of(node.left)} {OPERATORS.get(type(node).__name__, '?')} {_source_of(node.right)}"
    if isinstance(node, nodes.Filter):
        return _source_of(node.node) if node.node is not None else node.name
    return str(node.value) if isinstance(node, nodes.Const) else "…"


def _number_of(node: nodes.Node) -> int | None:
    """The whole number written out in an expression, as in [5] and [-1]; None for anything else."""
    try:
        value = node.as_const() if isinstance(node, nodes.Expr) else None
    except (nodes.Impossible, ArithmeticError, TypeError):
        return None
    return value if isinstance(value, int) else None


def _depth(node: nodes.Node) -> int:
    """How deep an expression is nested."""
    depth, level = 0, [node]
    while level:
        depth, level = depth + 1, [child for one in level for child in one.iter_child_nodes()]
    return depth


def _bare(source: str) -> str:
    return source.split("|")[0].strip()
