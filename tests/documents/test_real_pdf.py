"""The worker's own LibreOffice: pages of a real letter, also after LibreOffice was killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import run_due
from intranet.docservice import pdf
from intranet.docservice.images import page_image
from intranet.docservice.pdf_pool import PdfPool
from intranet.documents import service
from intranet.printing import jobs, pdf_maker
from intranet.printing.rules import FilesState
from tests.documents.conftest import Letters
from tests.support.components import missing_component

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def libreoffice(app: Flask, letters: Letters, monkeypatch: pytest.MonkeyPatch) -> Iterator[PdfPool]:
    """The warm LibreOffices of this process, instead of the quick one of the other tests."""
    if not pdf.is_available():
        missing_component("LibreOffice Writer", "libreoffice-writer-nogui python3-uno")
    monkeypatch.setattr(jobs, "make_pdf", pdf_maker.make_pdf)
    instance = Path(app.instance_path)
    pool = pdf_maker._pool(instance, instance / "fonts", os.getpid())
    yield pool
    pool.close()


def test_a_letter_has_its_pages_also_after_libreoffice_was_killed(letters: Letters, libreoffice: PdfPool) -> None:
    letter = letters.saved()
    run_due()
    session.expire_all()
    assert (letter.current.files_state, letter.current.page_count) == (FilesState.READY, 1)
    assert page_image(read(letter.current.pdf_sha256), 1, width=200).startswith(b"RIFF")
    (child,) = [maker._child for maker in libreoffice.makers if maker._child]  # one letter, one LibreOffice
    os.killpg(child.process.pid, signal.SIGKILL)
    with transaction():
        service.save_version(letter, letters.typed(ket="Bản hai."), letter.draft.revision, letters.cast.staff)
    run_due()
    session.expire_all()
    assert (letter.current.n, letter.current.files_state) == (2, FilesState.READY)
