"""docxtpl as its manual says, a new object for each letter; with the sandbox and escaping an office needs."""

import io
from typing import Any

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from tests.bench.engines.serving import Render, serve


def prepare(docx: bytes) -> Render:
    """One environment, as a program would keep it."""
    environment = SandboxedEnvironment(autoescape=True)

    def render(facts: dict[str, Any]) -> bytes:
        letter = DocxTemplate(io.BytesIO(docx))
        letter.render(facts, environment)
        stream = io.BytesIO()
        letter.save(stream)
        return stream.getvalue()

    return render


if __name__ == "__main__":
    serve(prepare)
