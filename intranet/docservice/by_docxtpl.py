"""Letters only docxtpl itself can make: pictures, subdocuments and links bring parts of their own into the package."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from docxtpl import DocxTemplate
from markupsafe import Markup, escape

from intranet.docservice.sandbox import LetterEnvironment

# A value made for one letter: InlineImage, Subdoc or RichText with a link need the letter they go into.
Maker = Callable[[DocxTemplate], Any]
_DOCXTPL_ESCAPES = re.compile(r"[{%]_[{%]|[}%]_[}%]|\{_|_\}")


def render_by_docxtpl(
    docx: bytes, environment: LetterEnvironment, context: Mapping[str, Any], makers: Mapping[str, Maker]
) -> bytes:
    """The letter as docxtpl makes it, far slower than compiled; errors as docxtpl and Jinja raise them."""
    letter = DocxTemplate(io.BytesIO(docx))
    letter.init_docx()
    made = {name: make(letter) for name, make in makers.items()}
    letter.render({**kept_as_typed(context), **made}, environment)
    stream = io.BytesIO()
    letter.save(stream)
    return stream.getvalue()


def kept_as_typed(value: Any) -> Any:
    """docxtpl turns a typed "{_{" into "{{" after printing; as a character reference it stays as typed."""
    if isinstance(value, Mapping):
        return {name: kept_as_typed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [kept_as_typed(inner) for inner in value]
    if isinstance(value, str) and not isinstance(value, Markup) and _DOCXTPL_ESCAPES.search(value):
        return Markup(str(escape(value)).replace("_", "&#95;"))
    return value
