"""A scan that is to become an electronic copy: colour, 200 dpi, full size, PDF 1.4 (NĐ 30/2020, PL I, phần II, I.2)."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter, Transformation

from intranet.docservice.digitised import check_scan
from intranet.docservice.errors import DocError
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.demonstration import Authority
from intranet.docservice.signing.keys import open_key_file
from tests.signatures.parts import scan_pdf


def rewritten(pdf: bytes, size: tuple[float, float] | None = None, version: str = "%PDF-1.4") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.pdf_header = version
    if size:
        page = writer.pages[0]
        scale = size[0] / float(page.mediabox.width), size[1] / float(page.mediabox.height)
        page.add_transformation(Transformation().scale(*scale))
        page.mediabox.upper_right = size
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def blank() -> bytes:
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.4"
    writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed() -> bytes:
    holder = Authority().issue("A")
    return seal_in_corner(scan_pdf(), open_key_file(holder.pkcs12("x"), "x"), "1/QĐ", name="A")


@pytest.mark.parametrize(("dpi", "pages"), [(200, 1), (300, 2)])
def test_a_good_scan_tells_how_fine_it_is(dpi: int, pages: int) -> None:
    found = check_scan(scan_pdf(dpi, "RGB", pages))
    assert len(found) == pages and all(abs(page.dpi - dpi) <= 1 and page.is_colour for page in found)


BAD = {
    "scan_too_coarse": (lambda: scan_pdf(150), "Trang 1 chỉ quét ở 150 dpi"),
    "scan_not_colour": (lambda: scan_pdf(200, "L"), "đen trắng"),
    "scan_no_picture": (blank, "không phải ảnh quét"),
    "scan_other_size": (lambda: rewritten(scan_pdf(), (1654, 2339)), "khổ"),
    "scan_old": (lambda: rewritten(scan_pdf(), version="%PDF-1.3"), "1.4"),
    "scan_signed": (signed, "đã có chữ ký số"),
    "pdf_broken": (lambda: b"%PDF-1.7 nothing", "bị hỏng"),
}


@pytest.mark.parametrize("code", BAD)
def test_what_is_wrong_with_a_scan_is_said(code: str) -> None:
    made, words = BAD[code]
    with pytest.raises(DocError) as refused:
        check_scan(made())
    assert refused.value.code == code and words in refused.value.sentence


def test_a_picture_stretched_over_the_page_is_too_coarse() -> None:
    """Its own 200 dpi do not count: what counts is how many points stand on an inch of paper."""
    with pytest.raises(DocError) as refused:
        check_scan(rewritten(scan_pdf(200), (842, 1191)))  # printed on A3
    assert refused.value.code == "scan_too_coarse"
