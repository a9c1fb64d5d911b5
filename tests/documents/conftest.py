"""An office with a signer, letters in any state, and a PDF maker that needs no LibreOffice."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from intranet.accounts.rules import Capacity
from intranet.checking.models import FormatReport
from intranet.checking.rules import ReportState, finding_key
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.docservice.images import photos_to_pdf
from intranet.documents import service
from intranet.documents.facts import Typed, is_asked
from intranet.documents.models import Document, VersionReport
from intranet.documents.rules import State
from intranet.lettertemplates.office_templates import get_template
from intranet.printing import jobs
from tests.support.office import Office

FACTS = {
    "trich_yeu": "Tập huấn chuyển đổi số năm 2026",
    "can_cu": ["Căn cứ Chương trình công tác năm 2026"],
    "mo_dau": "Cơ quan ban hành Kế hoạch như sau:",
    "noi_dung": "I. Mục đích\n1. Giúp cán bộ nắm được cách làm.\nII. Nội dung\n1. Mở 04 lớp.",
    "phan_cong": [
        {
            "don_vi": "Phòng Thông tin và tuyên truyền",
            "nhiem_vu": [
                {"noi_dung": "Mời giảng viên.", "phoi_hop": ["Văn phòng"], "han": "2030-03-20"},
                {"noi_dung": "Đưa tin về các lớp.", "phoi_hop": [], "han": ""},
            ],
        },
        {"don_vi": "PKTTCTV", "nhiem_vu": [{"noi_dung": "Vận động hợp tác xã.", "phoi_hop": [], "han": ""}]},
    ],
    "cach_phan_cong": "Theo từng đơn vị",
    "ket": "Trên đây là Kế hoạch.",
    "noi_nhan": ["Các phòng", "Lưu: VT, PTTTT"],
}

# Templates print letters of the right form; this stands for what a letter from Word might have.
MUST = {
    "code": "quoc_hieu.co_chu", "weight": "must", "article": "PL I, phần I, II.1a", "found": "cỡ 16",
    "expected": "cỡ 12 đến 13", "place": {"component": "quoc_hieu", "paragraph": 4, "words": "CỘNG HÒA"},
    "mendable": True, "spots": [["cộnghòa", 0]],
}  # fmt: skip
NOTE = {**MUST, "code": "chinh_ta", "weight": "note", "place": {"component": "khac", "paragraph": 9}}
KEY = finding_key(MUST)


def find_against(letter: Document, *findings: dict[str, Any]) -> None:
    """Give a letter's last version a newer report, with these findings."""
    with transaction():
        report = FormatReport(
            docx_sha256=letter.current.docx_sha256,
            profile_n=letter.id + 1000,
            state=ReportState.READY,
            verdict="khong_dat",
            findings=list(findings),
        )
        session.add(report)
        session.flush()
        session.add(VersionReport(version_id=letter.current.id, report_id=report.id))
    session.expire_all()


def photo(colour: str = "white") -> bytes:
    """A small photograph of a sheet."""
    stream = io.BytesIO()
    Image.new("RGB", (300, 420), colour).save(stream, "JPEG")
    return stream.getvalue()


@cache
def one_page_pdf() -> bytes:
    """A scan of one empty page."""
    return photos_to_pdf([photo()])


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The worker's LibreOffice replaced by something quick; gives the files it was asked to turn into PDF."""
    asked: list[bytes] = []

    def convert(docx: bytes) -> bytes:
        asked.append(docx)
        return one_page_pdf()

    monkeypatch.setattr(jobs, "make_pdf", convert)
    yield asked


class Letters:
    """Letters of an office, brought to any state by the people who would do it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.cast = office.cast()
        self.signing = office.may_sign(self.cast.leader, Capacity.KT, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
        self.moves: list[tuple[State, Callable[[Document], object]]] = [
            (State.CHECKING, lambda letter: service.submit_for_check(letter, self.cast.staff)),
            (State.PRESENTED, self._checked_and_presented),
            (State.SIGNED, lambda letter: service.sign(letter, self.cast.leader)),
            (State.NUMBERED, lambda letter: service.number(letter, self.cast.clerk, today())),
            (State.SCANNED, lambda letter: service.add_scan(letter, self.cast.clerk, [self.scan()])),
            (State.ISSUED, lambda letter: service.issue(letter, self.cast.clerk)),
        ]

    def _checked_and_presented(self, letter: Document) -> None:
        service.check_content(letter, self.cast.head)
        service.check_format(letter, self.cast.clerk)
        service.present(letter, self.cast.staff)

    def scan(self) -> tuple[io.BytesIO, str]:
        return io.BytesIO(one_page_pdf()), "ban-ky.pdf"

    def typed(self, **changes: object) -> Typed:
        return Typed({**FACTS, **changes}, self.signing.id)

    def begun(self, template_id: str = "ke_hoach") -> Document:
        """A letter whose form was just opened."""
        with transaction():
            return service.begin(get_template(template_id), self.cast.one, self.cast.staff)

    def saved(self, template_id: str = "ke_hoach", **changes: object) -> Document:
        """A letter with one saved version."""
        letter, typed = self.begun(template_id), self.typed(**changes)
        if template_id != "ke_hoach":
            template = get_template(template_id)
            example = {
                f.key: template.example[f.key] for f in template.fields if is_asked(f) and f.key in template.example
            }
            typed = Typed({**example, **changes}, self.signing.id)
        with transaction():
            service.save_version(letter, typed, 1, self.cast.staff)
        return letter

    def in_state(self, state: State, template_id: str = "ke_hoach", **changes: object) -> Document:
        """A letter that was brought there step by step."""
        letter = self.saved(template_id, **changes)
        for reached, move in self.moves:
            if letter.state == state:
                break
            with transaction():
                move(letter)
            assert letter.state == reached
        return letter

    def with_files(self, letter: Document) -> Document:
        """The same letter after the worker has made its files."""
        run_due()
        session.expire_all()
        return letter


@pytest.fixture
def letters(request: pytest.FixtureRequest, office: Office, quick_pdf: list[bytes]) -> Letters:
    """Ask for `app` or `both_engines` first."""
    return Letters(office)


@pytest.fixture
def cast(letters: Letters) -> SimpleNamespace:
    return letters.cast
