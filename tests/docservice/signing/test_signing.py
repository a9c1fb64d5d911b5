"""A letter is signed before it has a number, gets its number, is sealed; our program and poppler accept both."""

import base64
import math
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image, ImageStat
from pypdf import PdfWriter

from intranet.docservice.copies import paper_copy
from intranet.docservice.errors import DocError
from intranet.docservice.fonts import letter_font
from intranet.docservice.images import page_image
from intranet.docservice.incoming.overlay import Overlay
from intranet.docservice.signing import deferred
from intranet.docservice.signing.demonstration import Holder
from intranet.docservice.signing.fill import empty_signature_fields, fill_fields, filled_fields
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.letter_font import text_width
from intranet.docservice.signing.places import MM, Box, Places, find_places
from intranet.docservice.signing.printed import printed_copy
from intranet.docservice.signing.sign import drawn_part, shape_of
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import Changes, verify
from tests.docservice.signing.conftest import NUMBERED, PASSPHRASE


def test_the_letter_waits_with_four_empty_fields(blank: bytes) -> None:
    assert filled_fields(blank) == {"so": "", "ngay": ""}
    assert empty_signature_fields(blank) == ["nguoi_ky", "co_quan"]


def test_signed_numbered_sealed(sealed: bytes, trust: Trust) -> None:
    report = verify(sealed, trust)
    facts = [(s.field, s.signer, s.valid, s.changes_after, s.changed) for s in report.signatures]
    assert report.valid and facts == [
        (
            "nguoi_ky",
            "Nguyễn Văn Ký",
            True,
            Changes.ALLOWED,
            ("điền ô Số: “43”", "điền ô Ngày, tháng, năm: “ngày 26 tháng 11 năm 2026”"),
        ),
        ("co_quan", "Liên minh Hợp tác xã", True, Changes.NONE, ()),
    ]


def test_poppler_accepts_both(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(sealed)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 2


def test_the_copy_for_printing_has_room_in_the_margins_for_its_symbol(sealed: bytes, tmp_path: Path) -> None:
    text = "https://noibo.vn/check/A?dau=" + "a" * 180
    made = printed_copy(sealed, text, ("một", "hai", "ba"), "chân", letter_font())
    before, after = pdfium.PdfDocument(sealed), pdfium.PdfDocument(made)
    assert [page.get_size() for page in before] == [page.get_size() for page in after]
    [found] = zxingcpp.read_barcodes(after[0].render(scale=200 / 72, grayscale=True).to_pil())
    assert found.text == text
    words = [page.get_textpage().get_text_bounded() for page in after]
    assert words[0].count("43 ngày 26 tháng 11 năm 2026") == 1, "number and date are drawn, once"
    assert all("chân" in page for page in words[1:])
    (tmp_path / "a.pdf").write_bytes(made)
    said = subprocess.run(["pdfsig", "a.pdf"], cwd=tmp_path, capture_output=True, text=True)
    assert "does not contain any signatures" in said.stdout + said.stderr


@pytest.mark.parametrize("pages", [None, [1]])
def test_a_paper_copy_shows_number_and_seal_and_no_broken_signature(
    sealed: bytes, tmp_path: Path, pages: list[int] | None
) -> None:
    made = paper_copy(sealed, signing_page("SAO Y", "Lê Ý"), pages)
    first = pdfium.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert "43" in first and "ngày 26 tháng 11 năm 2026" in first
    (tmp_path / "a.pdf").write_bytes(made)
    said = subprocess.run(["pdfsig", "a.pdf"], cwd=tmp_path, capture_output=True, text=True)
    assert "does not contain any signatures" in said.stdout + said.stderr


def test_pictures_of_its_pages_show_number_signature_and_seal(blank: bytes, sealed: bytes, places: Places) -> None:
    for place in (places.number, places.date, places.signature, places.seal):
        before, after = (ink_in(pdf, place) for pdf in (blank, sealed))
        assert after > before, place


def ink_in(pdf: bytes, place: Box) -> float:
    """How dark a place of a page's picture is, 0 to 255."""
    picture = Image.open(BytesIO(page_image(pdf, place.page + 1, width=595, file_format="PNG"))).convert("L")
    left, bottom, right, top = place.corners
    part = picture.crop((int(left), int(picture.height - top), int(right), int(picture.height - bottom)))
    return 255 - ImageStat.Stat(part).mean[0]


def test_each_step_only_adds_to_the_file(blank: bytes, signed: bytes, numbered: bytes, sealed: bytes) -> None:
    assert signed.startswith(blank) and numbered.startswith(signed) and sealed.startswith(numbered)


def test_number_and_date_stand_in_their_line_in_the_letters_font(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(sealed)
    text = subprocess.run(
        ["pdftotext", "-l", "1", "-layout", "a.pdf", "-"], cwd=tmp_path, capture_output=True, text=True
    )
    line = next(line for line in text.stdout.splitlines() if "Số:" in line)
    assert line.split() == ["Số:", "43/KH-LMHTX", "Hải", "Phòng,", *NUMBERED["ngay"].split()]
    fonts = subprocess.run(["pdffonts", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout.splitlines()[2:]
    assert all("LiberationSerif" in font or "TimesNewRoman" in font for font in fonts)
    assert all(font.split()[-5] == "yes" for font in fonts), "every font is embedded"


def test_the_seal_covers_about_a_third_of_the_signature_on_its_left(places: Places, sealed: bytes) -> None:
    assert covered(places) == pytest.approx(1 / 3, abs=0.05)
    assert places.seal.left < places.signature.left
    page = pdfium.PdfDocument(sealed)[places.seal.page]
    assert places.seal.left > 0 and places.seal.right < page.get_width()


def covered(places: Places) -> float:
    """Which part of the signature lies under the seal's square."""
    return (places.seal.right - places.signature.left) / places.signature.size[0]


def signing_page(title: str, name: str) -> bytes:
    """A page that ends as letters do: title and name, in the middle of its right half, 25 mm apart."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    with Overlay(out.getvalue(), letter_font()) as over:
        over.turn_to(1)
        for words, base in ((title, 600), (name, 685)):
            over.text(words, 420 - text_width(words, 14) / 2, base, 14, (0, 0, 0))
        return over.finished()


@pytest.mark.parametrize(
    ("title", "name"),
    [("CHỦ TỊCH", "Nguyễn Văn Ký"), ("PHÓ CHỦ TỊCH", "Lê Ý"), ("GIÁM ĐỐC", "Nguyễn Thị Phương Thảo"), ("CHỦ TỊCH", "")],
)
@pytest.mark.parametrize("shape", [None, 1.6])
def test_the_seal_spares_title_and_name(title: str, name: str, shape: float | None) -> None:
    pdf = signing_page(title, name)
    places = find_places(pdf, place_name="", authority=[title], signer_name=name, bears=(), shape=shape)
    left, bottom, right, top = places.seal.corners
    assert right - left == pytest.approx(36 * MM) == top - bottom, "its real size"
    assert covered(places) == pytest.approx(1 / 3, abs=0.05)
    assert abs((places.signature.left + places.signature.right) / 2 - 420) <= 9.1 * MM
    text = pdfium.PdfDocument(pdf)[0].get_textpage()
    for letter in map(text.get_charbox, range(text.count_chars())):
        nearest = min(max((left + right) / 2, letter[0]), letter[2]), min(max((top + bottom) / 2, letter[1]), letter[3])
        assert math.dist(nearest, ((left + right) / 2, (top + bottom) / 2)) > 18 * MM, "a letter under the seal"


def test_a_very_wide_title_does_not_draw_the_seal_away_from_the_signature() -> None:
    title = "PHÓ CHỦ TỊCH THƯỜNG TRỰC LIÊN MINH"
    places = find_places(signing_page(title, "Lê Ý"), place_name="", authority=[title], signer_name="Lê Ý", bears=())
    assert covered(places) == pytest.approx(1 / 3, abs=0.05)
    assert (places.signature.left + places.signature.right) / 2 == pytest.approx(420 - 9 * MM, abs=1)


def test_the_empty_rim_of_a_picture_is_not_drawn() -> None:
    drawing = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    drawing.paste((200, 0, 0, 255), (100, 150, 300, 250))
    kept = BytesIO()
    drawing.save(kept, "PNG")
    assert drawn_part(kept.getvalue()).size == (200, 100) and shape_of(kept.getvalue()) == 2


@pytest.mark.parametrize("field", ["so", "ngay"])
def test_a_field_is_filled_once(numbered: bytes, field: str) -> None:
    assert fill_fields(numbered, {field: NUMBERED[field]})  # the same again is no fault
    with pytest.raises(DocError) as refused:
        fill_fields(numbered, {field: "khác"})
    assert refused.value.code == "sign_filled"


def test_a_wrong_passphrase_opens_nothing(chairman: Holder) -> None:
    with pytest.raises(DocError) as refused:
        open_key_file(chairman.pkcs12(PASSPHRASE), "sai")
    assert refused.value.code == "key_not_opened"


def test_a_key_elsewhere_signs_what_the_server_prepared(blank: bytes, chairman: Holder, trust: Trust) -> None:
    certificate = x509.Certificate.load(chairman.certificate.public_bytes(Encoding.DER))
    prepared = deferred.prepare(blank, certificate, name="Nguyễn Văn Ký")
    kept = deferred.Prepared.from_json(prepared.as_json(), prepared.document)
    to_sign = base64.b64decode(prepared.as_json()["to_sign"])
    signature = chairman.key.sign(to_sign, padding.PKCS1v15(), hashes.SHA256())
    done = deferred.finish(kept, signature)
    assert done.startswith(blank) and verify(fill_fields(done, NUMBERED), trust).valid


def test_another_keys_signature_is_not_embedded(blank: bytes, chairman: Holder, office_key: Holder) -> None:
    certificate = x509.Certificate.load(chairman.certificate.public_bytes(Encoding.DER))
    prepared = deferred.prepare(blank, certificate, name="Nguyễn Văn Ký")
    signature = office_key.key.sign(prepared.to_sign, padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(DocError) as refused:
        deferred.finish(prepared, signature)
    assert refused.value.code == "sign_wrong_key"
