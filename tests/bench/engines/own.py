"""The product's own engine: compiled once, then printed."""

from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.docservice.render import render_context
from tests.bench.engines.serving import Render, serve


def prepare(docx: bytes) -> Render:
    """The engine as the program calls it; the first letter compiles."""
    template = Template("bench", "Bench", LETTER_TYPES["ke_hoach"], 1, "", (), (), docx, {})

    def render(facts: dict[str, Any]) -> bytes:
        return render_context(template, facts, title="Bench")

    return render


if __name__ == "__main__":
    serve(prepare)
