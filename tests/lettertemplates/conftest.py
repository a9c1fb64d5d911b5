"""Letters that use the templates; trials in this process, because that of their own has tests of its own."""

from collections.abc import Iterator

import pytest

from intranet.docservice.clinic.trial import try_out_here
from intranet.lettertemplates import service
from tests.documents.conftest import letters, quick_pdf

__all__ = ["letters", "quick_pdf"]


@pytest.fixture(autouse=True)
def trials_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(service, "try_out", try_out_here)
    yield
