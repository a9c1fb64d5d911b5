"""The office's signature on files beside the letter: words at the top right, closed, accepted by other programs."""

import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter

from intranet.docservice.copies import signing_moment
from intranet.docservice.errors import DocError
from intranet.docservice.signing.corner import has_signatures, seal_in_corner
from intranet.docservice.signing.demonstration import Holder
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import Changes, verify
from tests.docservice.signing.conftest import PASSPHRASE
from tests.docservice.signing.tampering import annotation, flipped_byte, sampled, updated
from tests.documents.conftest import one_page_pdf

MOMENT = signing_moment(datetime(2025, 2, 25, 10, 15, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
MARK = f"43/KH-LMHTX; {MOMENT}"
LONG = f"SAO Y; Trung tâm Hỗ trợ phát triển kinh tế tập thể, hợp tác xã và doanh nghiệp thành phố Hải Phòng; {MOMENT}"


def sheet(turn: int = 0, size: tuple[float, float] = (595, 842)) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(*size).rotate(turn)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed(pdf: bytes, holder: Holder, words: str = MARK) -> bytes:
    return seal_in_corner(pdf, open_key_file(holder.pkcs12(PASSPHRASE), PASSPHRASE), words, name="Cơ quan")


def in_corner(pdf: bytes, tmp_path: Path) -> tuple[list[str], float, float, set[tuple[str, float, bool]]]:
    """Of the drawn page: its lines, how far (mm) the words stay from its right and its top, their fonts."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    subprocess.run(["pdftocairo", "-pdf", "a.pdf", "flat.pdf"], cwd=tmp_path, check=True)  # what a reader sees
    with pdfplumber.open(tmp_path / "flat.pdf") as document:
        page = document.pages[0]
        lines = [line["text"] for line in page.extract_text_lines()]
        right, top = max(c["x1"] for c in page.chars), min(c["top"] for c in page.chars)
        fonts = {(c["fontname"].split("+")[-1], round(c["size"]), c["upright"]) for c in page.chars}
        colours = {c["non_stroking_color"] for c in page.chars}
        assert colours <= {(0,), (0, 0, 0), 0}, "black"
        return lines, (page.width - right) / 72 * 25.4, top / 72 * 25.4, fonts


@pytest.mark.parametrize("turn", sampled([0, 90, 180, 270], 0, 90))
def test_the_words_stand_upright_at_the_top_right(office_key: Holder, tmp_path: Path, turn: int) -> None:
    lines, right, top, fonts = in_corner(sealed(sheet(turn), office_key), tmp_path)
    assert lines == ["43/KH-LMHTX; 25/02/2025; 10:15:30+07:00"]
    assert 14 <= right <= 16.5 and 7 <= top <= 12
    [(font, size, upright)] = fonts
    assert ("LiberationSerif" in font or "TimesNewRoman" in font) and "Bold" not in font and "Italic" not in font
    assert (size, upright) == (10, True)


def test_a_long_name_takes_a_second_line(office_key: Holder, tmp_path: Path) -> None:
    lines, right, top, _ = in_corner(sealed(sheet(), office_key, LONG), tmp_path)
    assert " ".join(lines) == LONG and len(lines) == 2 and right >= 14 and top >= 7


def test_a_page_whose_box_does_not_begin_at_nought(office_key: Holder, tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(1000, 1000)
    page.cropbox.lower_left, page.cropbox.upper_right = (100, 100), (695, 942)
    out = BytesIO()
    writer.write(out)
    box = PdfReader(BytesIO(sealed(out.getvalue(), office_key))).pages[0]["/Annots"][0]["/Rect"]
    assert 640 < float(box[2]) < 660 and 915 < float(box[3]) < 925


def test_it_is_closed_and_other_programs_accept_it(office_key: Holder, trust: Trust, tmp_path: Path) -> None:
    done = sealed(one_page_pdf(), office_key)
    assert verify(done, trust).valid and has_signatures(done) and not has_signatures(one_page_pdf())
    (tmp_path / "a.pdf").write_bytes(done)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 1
    assert verify(updated(done, annotation), trust).signatures[0].changes_after is Changes.FORBIDDEN
    assert not verify(flipped_byte(done), trust).valid


@pytest.mark.parametrize("cipher", sampled(["RC4-40", "RC4-128", "AES-128", "AES-256"], "AES-256"))
def test_a_file_that_nobody_may_change_is_signed_like_the_rest(office_key: Holder, trust: Trust, cipher: str) -> None:
    """As copiers and offices give them out; the letter beside it could never be sealed otherwise."""
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(one_page_pdf()))), BytesIO()
    writer.encrypt("", "owner", algorithm=cipher)
    writer.write(out)
    made = sealed(out.getvalue(), office_key)
    assert verify(made, trust).valid and not PdfReader(BytesIO(made)).is_encrypted


@pytest.mark.parametrize("junk", [b"%PDF-1.7\n" + b"\0" * 3000, b"no pdf"])
def test_what_is_no_pdf_is_refused(office_key: Holder, junk: bytes) -> None:
    with pytest.raises(DocError):
        sealed(junk, office_key)
