"""The closed environment in which templates print: plain values, no way out, every missing name an error."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from intranet.docservice.body import STYLES

TWIPS_PER_CM = 567
KNOWN_FILTERS = ("capitalize", "first", "join", "last", "length", "lower", "upper")
RULE_STYLE = "Đường kẻ"


def _paragraph(style_id: str, text: str, lead: str) -> Markup:
    bold = '<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">{} </w:t></w:r>'
    shape = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    start = Markup(bold).format(lead) if lead else ""
    return Markup(shape).format(style_id, start, text)


def body_paragraphs(styles: Mapping[str, str], lines: Iterable[Mapping[str, str]]) -> Markup:
    """Filter `than_bai`: the lines of an outline, articles or assignments, each in its named style."""
    return Markup("").join(_paragraph(styles[STYLES[line["kieu"]]], line["chu"], line.get("dam", "")) for line in lines)


def rule_paragraph(styles: Mapping[str, str], length: float, column: float) -> Markup:
    """Filter `duong_ke`: a drawn rule of `length` centimetres, centred in a column of `column` centimetres."""
    indent = max(0, round((column - length) / 2 * TWIPS_PER_CM))
    shape = '<w:p><w:pPr><w:pStyle w:val="{}"/><w:ind w:left="{}" w:right="{}"/></w:pPr></w:p>'
    return Markup(shape).format(styles[RULE_STYLE], indent, indent)


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one template.

    Letters print and choose, they do not compute: no function may be called, and the operators and filters
    that make something huge out of something small are missing.
    """

    intercepted_binops = frozenset(("*", "**", "%", "//", "/"))

    def __init__(self, styles: Mapping[str, str]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in KNOWN_FILTERS}
        self.filters["than_bai"] = partial(body_paragraphs, styles)
        self.filters["duong_ke"] = partial(rule_paragraph, styles)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing may be called from a template."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators that letters do not need."""
        raise SecurityError(f"phép tính {operator}")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A dict's own value before anything else: nearly every name with a dot in a letter is one."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
