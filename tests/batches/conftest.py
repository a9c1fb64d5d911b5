"""An office with a batch of invitations in any state, and a PDF maker that needs no LibreOffice."""

import io
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from intranet.accounts.models import SigningAuthority
from intranet.accounts.rules import Capacity
from intranet.batches import jobs, service
from intranet.batches.models import Batch
from intranet.batches.rules import Numbering
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.lettertemplates.office_templates import get_template
from intranet.printing import jobs as printing_jobs
from tests.docservice.merge.sheets import guests, invitations
from tests.documents.conftest import one_page_pdf
from tests.support.office import Office

COMMON = {
    "Trích yếu": "Dự Hội nghị tổng kết",
    "Tới dự": "Hội nghị tổng kết năm 2026",
    "Chủ trì": "Chủ tịch Liên minh",
    "Địa điểm": "Hội trường tầng 2",
    "Điều cần lưu ý": "Đề nghị đến đúng giờ",
    "Nơi nhận": "Như trên\nLưu: VT, VP",
}


def sheet(rows: Sequence[Sequence[Any]] | int = 3, **changes: str) -> bytes:
    """A filled sheet of invitations, as the office's page gives it out."""
    common: Mapping[str, str] = {**COMMON, **changes}
    return invitations(guests(rows) if isinstance(rows, int) else rows, common)


class Batches:
    """Batches brought to any state by the people who would do it."""

    def __init__(self, cast: SimpleNamespace, signing: SigningAuthority) -> None:
        self.cast, self.signing = cast, signing

    def begun(self, content: bytes | None = None, template_id: str = "giay_moi") -> Batch:
        with transaction():
            return service.begin(
                get_template(template_id), self.cast.one, self.signing, self.cast.staff,
                file=io.BytesIO(content or sheet()), file_name="khach.xlsx",
            )  # fmt: skip

    def approved(self, content: bytes | None = None) -> Batch:
        batch = self.begun(content)
        with transaction():
            service.approve(batch, self.cast.leader)
        return batch

    def numbered(self, content: bytes | None = None, numbering: Numbering = Numbering.EACH) -> Batch:
        batch = self.approved(content)
        with transaction():
            service.number(batch, self.cast.clerk, numbering, today())
        return batch

    def made(self, content: bytes | None = None, numbering: Numbering = Numbering.EACH) -> Batch:
        batch = self.numbered(content, numbering)
        run_due()
        session.expire_all()
        return batch


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The worker's LibreOffice replaced by something quick; gives the files it was asked to turn into PDF."""
    asked: list[bytes] = []

    def convert(docx: bytes) -> bytes:
        asked.append(docx)
        return one_page_pdf()

    monkeypatch.setattr(jobs, "make_pdfs", lambda letters: map(convert, letters))
    monkeypatch.setattr(printing_jobs, "make_pdf", convert)
    yield asked


@pytest.fixture
def batches(request: pytest.FixtureRequest, office: Office, quick_pdf: list[bytes]) -> Batches:
    """Ask for `app` or `both_engines` first."""
    cast = office.cast()
    return Batches(cast, office.may_sign(cast.leader, Capacity.KT, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"))


@pytest.fixture
def cast(batches: Batches) -> SimpleNamespace:
    return batches.cast
