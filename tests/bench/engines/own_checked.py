"""The product as a form uses it: every fact checked and cleaned, the values built, then printed."""

from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.fields import Field
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.docservice.render import render_docx
from tests.bench.engines.serving import Render, serve
from tests.bench.word_letter import COLUMNS, SCALARS

FIELDS = (
    *(Field(name, "text", name, max_length=500) for name in SCALARS),
    Field("dong", "rows", "dòng", max_items=2_000, columns=tuple(Field(name, "text", name) for name in COLUMNS)),
)


def prepare(docx: bytes) -> Render:
    """The whole way of a letter."""
    template = Template("bench", "Bench", LETTER_TYPES["ke_hoach"], 1, "", FIELDS, (), docx, {})

    def render(facts: dict[str, Any]) -> bytes:
        return render_docx(template, facts)

    return render


if __name__ == "__main__":
    serve(prepare)
