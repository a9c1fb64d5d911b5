"""Files to drop: good ones, broken ones, and what is no Word file at all."""

import io
from collections.abc import Iterator

import pytest

from intranet.printing import jobs
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.good import good_letter, opened
from tests.docservice.check.mutations import quality, size, words
from tests.documents.conftest import one_page_pdf


def broken_letter() -> bytes:
    """Two things the program mends, one that only a person can."""
    document = opened("ke_hoach")
    size("quoc_hieu", 16)(document)
    words("so_ky_hieu", r"\d+", "5")(document)
    quality("ten_loai", "bold", False)(document)
    return as_bytes(document)


def dropped(*files: tuple[bytes, str]) -> list[tuple[io.BytesIO, str]]:
    """Files as a form sends them."""
    return [(io.BytesIO(content), name) for content, name in files]


GOOD, BAD = (good_letter("ke_hoach"), "Kế hoạch.docx"), (broken_letter(), "Kế hoạch sai.docx")


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker's LibreOffice replaced by something quick."""
    monkeypatch.setattr(jobs, "make_pdf", lambda docx: one_page_pdf())
    yield
