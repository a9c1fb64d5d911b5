"""docx-mailmerge2: fields of Word's own mail merge; run by the Python of build/peers, by its file name."""

import io
from typing import Any

from mailmerge import MailMerge
from serving import Render, serve


def prepare(docx: bytes) -> Render:
    """A new object for each letter: the library keeps one letter per object."""

    def render(facts: dict[str, Any]) -> bytes:
        with MailMerge(io.BytesIO(docx)) as letter:
            letter.merge(**{name: value for name, value in facts.items() if name != "dong"})
            letter.merge_rows("ten", facts["dong"])
            stream = io.BytesIO()
            letter.write(stream)
        return stream.getvalue()

    return render


if __name__ == "__main__":
    serve(prepare)
