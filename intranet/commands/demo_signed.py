"""Two letters of the demonstration office that came signed with a key: one good, one changed after it was signed."""

import io
from dataclasses import dataclass
from datetime import timedelta

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter

from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.docservice.fonts import letter_font
from intranet.docservice.incoming.overlay import Overlay
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.demonstration import Authority
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.vietnamese import letter_date
from intranet.incoming import service

BLACK = (0, 0, 0)
A4 = (595, 842)


@dataclass(frozen=True)
class Arrival:
    """What stands on the sheet."""

    agency: str
    code: str
    subject: str
    lines: tuple[str, ...]


GOOD = Arrival(
    "Sở Nông nghiệp và Môi trường",
    "774/SNNMT-KTHT",
    "V/v rà soát hợp tác xã nông nghiệp",
    (
        "Sở đề nghị quý Liên minh phối hợp rà soát các hợp tác xã nông nghiệp trên địa bàn,",
        "gửi kết quả trước ngày 20.",
    ),
)
CHANGED = Arrival(
    "Trung tâm Xúc tiến thương mại",
    "58/XTTM-HC",
    "V/v chuyển kinh phí gian hàng",
    ("Trung tâm đề nghị quý Liên minh chuyển kinh phí gian hàng vào tài khoản của Trung tâm.",),
)


def load_signed_arrivals(cast: Cast, authority: Authority) -> None:
    """Let both come today; the worker judges them as it judges every PDF that comes."""
    for arrival, change in ((GOOD, False), (CHANGED, True)):
        holder = authority.issue(arrival.agency, organisation=arrival.agency)
        signer = open_key_file(holder.pkcs12("demo"), "demo")
        pdf = seal_in_corner(_sheet(arrival), signer, f"{arrival.code}; {today():%d/%m/%Y}", name=arrival.agency)
        file = io.BytesIO(_changed(pdf) if change else pdf)
        service.receive(cast.people["vanthu"], [(file, f"{arrival.code.replace('/', '-')}.pdf")], today())


def _sheet(arrival: Arrival) -> bytes:
    writer, blank = PdfWriter(), io.BytesIO()
    writer.add_blank_page(*A4)
    writer.write(blank)
    with Overlay(blank.getvalue(), letter_font()) as over:
        over.turn_to(1)
        for n, line in enumerate((arrival.agency.upper(), f"Số: {arrival.code}", arrival.subject)):
            over.text(line, 60, 80 + 18 * n, 11, BLACK)
        written = letter_date(today() - timedelta(days=1))
        right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"Hải Phòng, {written}")
        for n, line in enumerate(right):
            over.text(line, 330, 80 + 18 * n, 10.5, BLACK)
        over.text("Kính gửi: Liên minh Hợp tác xã thành phố Hải Phòng", 150, 190, 13, BLACK)
        for n, line in enumerate(arrival.lines):
            over.text(line, 70, 230 + 20 * n, 12, BLACK)
        return over.finished()


def _changed(signed: bytes) -> bytes:
    """Somebody put another account number over the page."""
    name = generic.NameObject
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.find_page_for_modification(0)[0].get_object()
    helvetica = {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")}
    font = writer.add_object(generic.DictionaryObject(helvetica))
    resources = page["/Resources"]
    fonts = resources.setdefault(name("/Font"), generic.DictionaryObject())
    fonts[name("/Other")] = font
    words = generic.StreamObject(stream_data=b"q BT /Other 12 Tf 70 570 Td (TK 0123456789) Tj ET Q")
    page[name("/Contents")] = generic.ArrayObject([*_contents(page), writer.add_object(words)])
    writer.update_container(page)
    writer.update_container(fonts)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _contents(page: generic.DictionaryObject) -> list[generic.PdfObject]:
    contents = page["/Contents"]
    return list(contents) if isinstance(contents, generic.ArrayObject) else [page.raw_get("/Contents")]
