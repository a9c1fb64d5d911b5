"""The printed copy of a sealed letter: its QR is read back from the page, and the page it opens says what holds."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2 as pdfium
import pytest
import zxingcpp
from flask import Flask
from lxml import html
from sqlalchemy import delete, func, select, update

from intranet.accounts.lacking import lacks
from intranet.core.clock import now, today
from intranet.core.db import session, transaction
from intranet.core.files import path_of, read
from intranet.core.rates import RateSpent
from intranet.docservice.fonts import letter_font
from intranet.docservice.images import photos_to_pdf
from intranet.docservice.signing.marks import public_text
from intranet.docservice.signing.printed import printed_copy
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.models.after import AfterIssue
from intranet.documents.rules import State
from intranet.signatures.mark_key import KEY, known_keys, mark_key, marks_folder
from intranet.signatures.models.checkpage import WrongCode
from intranet.signatures.queries.checkpage import code_of
from intranet.signatures.routes.checkpage import MOST_A_MINUTE
from intranet.signatures.service.checkpage import WRONG_CODES
from tests.documents.conftest import photo
from tests.signatures.conftest import SignedLetters
from tests.support.visitor import Visitor


@pytest.fixture
def issued(signing: SignedLetters) -> Document:
    """A sealed letter of one empty page, made without LibreOffice."""
    letter = signing.quickly_sealed()
    with transaction():
        documents.issue(letter, signing.cast.clerk)
    return letter


def printed(app: Flask, letter: Document, signing: SignedLetters) -> bytes:
    """The copy for printing, as the drafter gets it."""
    answer = Visitor(app).sign_in(signing.cast.staff).client.get(f"/documents/{letter.id}/printed.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    return bytes(answer.data)


def qr_of(pdf: bytes) -> str:
    """What a telephone reads from the first page at 200 dots an inch."""
    picture = pdfium.PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True).to_pil()
    [found] = zxingcpp.read_barcodes(picture)
    return str(found.text)


def check(app: Flask, address: str, status: int = 200) -> str:
    """The words of the page somebody without an account gets."""
    parts = urlsplit(address)
    visitor = Visitor(app)
    return visitor.visit(f"{parts.path}?{parts.query}" if parts.query else parts.path, status).text


def test_the_qr_on_paper_opens_the_page_that_says_what_holds(
    app: Flask, issued: Document, signing: SignedLetters, tmp_path: Path
) -> None:
    original = read(issued.electronic.sealed_sha256)
    made = printed(app, issued, signing)
    address = qr_of(made)
    words = check(app, address)
    for told in (issued.mark, issued.title, "Còn hiệu lực", issued.signer.name, "đúng, do cơ quan tạo"):
        assert told in words
    assert public_text(known_keys()[0]) in words
    changed = check(app, address.replace(f"so={issued.number.number_text}/", "so=99/"))
    assert "Mã QR không khớp" in changed and issued.mark in changed
    # The copy shows no broken signature, and the signed file is what it was.
    assert b"/Sig" not in made and b"/AcroForm" not in made
    on_paper = pdfium.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert "IN TỪ BẢN ĐIỆN TỬ" in on_paper and issued.mark in on_paper and issued.electronic.sealed_sha256 in on_paper
    assert read(issued.electronic.sealed_sha256) == original
    the_command_proves_it_without_a_line(app, issued, address, tmp_path)


def test_what_befell_the_letter_is_told(app: Flask, issued: Document, signing: SignedLetters) -> None:
    clerk, address = signing.cast.clerk, f"/check/{code_of(issued.electronic)}"
    other, third = (signing.letters.in_state(State.ISSUED, trich_yeu="Văn bản khác") for _ in range(2))
    day = f"{today():%d/%m/%Y}"
    with transaction():
        session.add(
            AfterIssue(document_id=issued.id, kind="rectify", by_letter_id=third.id, reason="x", by_id=clerk.id)
        )
    words = check(app, address)
    assert "Còn hiệu lực, có đính chính" in words and f"bằng kế hoạch số {third.mark} ngày {day}" in words
    with transaction():
        documents.replace(issued, clerk, "Đổi thời gian", other.mark)
    words = check(app, address)
    assert "Đã được thay thế" in words and f"bởi kế hoạch số {other.mark} ngày {day}" in words
    recalled = signing.quickly_sealed()
    with transaction():
        documents.issue(recalled, clerk)
        documents.recall(recalled, clerk, "Ban hành nhầm")
    words = check(app, f"/check/{code_of(recalled.electronic)}")
    assert "Đã thu hồi" in words and f"Thu hồi ngày {day}" in words and "nhầm" not in words
    sealed = signing.quickly_sealed()
    address = f"/check/{code_of(sealed.electronic)}"
    assert "Đã ký, chưa phát hành" in check(app, address)
    with transaction():
        documents.send_back(sealed, signing.cast.clerk, "Sai phụ lục")
    assert "Không còn dùng" in check(app, address)


def test_a_code_is_typed_from_paper_and_guessing_is_slowed_down(
    app: Flask, issued: Document, signing: SignedLetters
) -> None:
    code, known = code_of(issued.electronic), f"/check/{code_of(issued.electronic)}"
    with transaction():
        session.execute(update(Document).where(Document.id == issued.id).values(is_restricted=True))
    words = check(app, known)
    assert issued.mark in words and issued.title not in words and "hạn chế người xem" in words
    visitor = Visitor(app)
    page = visitor.visit("/check")
    typed = "-".join(code[n : n + 5] for n in range(0, 20, 5)).lower().replace("1", "l").replace("0", "o")
    assert issued.mark in visitor.press("Kiểm tra", page, code=f" {typed} ").text
    assert "20 chữ và số" in visitor.press("Kiểm tra", page, code="abc").text
    paper = signing.letters.in_state(State.SCANNED)  # not sealed, so nothing to print
    answer = Visitor(app).sign_in(signing.cast.staff).client.get(f"/documents/{paper.id}/printed.pdf")
    assert answer.status_code == 404
    # In the database, for all processes; it ends by itself.
    for n in range(WRONG_CODES.failures):
        assert "Không có mã này" in check(app, f"/check/{n:020}", 404)
    assert "Hãy thử lại sau" in check(app, known, 429)
    with transaction():
        session.execute(update(WrongCode).values(at=now() - timedelta(minutes=16)))
    assert issued.mark in check(app, known)
    with transaction():
        session.execute(update(WrongCode).values(at=now() - timedelta(days=2)))
    check(app, "/check/x", 404)
    assert session.scalar(select(func.count(WrongCode.id))) == 1
    # In all processes together, whoever asks.
    with transaction():
        session.execute(delete(RateSpent))
    client = app.test_client(use_cookies=False)
    answers = [client.get(known, headers={"Accept": "text/html"}) for _ in range(MOST_A_MINUTE + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200} and answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0 and "Set-Cookie" not in answers[0].headers
    assert html.fromstring(answers[-1].data).findtext(".//h1")


def test_the_admin_is_told_that_the_qr_needs_an_address_and_the_key_is_made_once(
    app: Flask, signing: SignedLetters
) -> None:
    assert any("mã QR" in lack.sentence for lack in lacks(today()))
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, address="https://noibo.vn/")
    assert not any("mã QR" in lack.sentence for lack in lacks(today()))
    first = mark_key()
    assert mark_key().private_bytes_raw() == first.private_bytes_raw()
    assert (marks_folder() / KEY).stat().st_mode & 0o077 == 0
    (marks_folder() / KEY).unlink()  # the office moved without it: older marks are still proven by the public half
    assert [public_text(key) for key in known_keys()][1:] == [public_text(first.public_key())]


def the_command_proves_it_without_a_line(app: Flask, issued: Document, text: str, tmp_path: Path) -> None:
    (tmp_path / "khoa.pub").write_text(public_text(known_keys()[0]))
    sealed_file = path_of(issued.electronic.sealed_sha256)
    run = app.test_cli_runner()
    command = ["doc", "verify-mark", text, "--json", "--key", str(tmp_path / "khoa.pub")]
    answer = run.invoke(args=[*command, "--file", str(sealed_file)])
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.stdout)
    assert said["valid"] and said["number"] == issued.mark
    assert sha256(sealed_file.read_bytes()).hexdigest().startswith(said["file"])
    (tmp_path / "khac.pdf").write_bytes(b"%PDF-1.7 khac")
    assert run.invoke(args=[*command, "--file", str(tmp_path / "khac.pdf")]).exit_code == 1
    assert run.invoke(args=["doc", "verify-mark", "-"], input=text).exit_code == 0
    assert run.invoke(args=["doc", "verify-mark", text.replace("so=", "so=1")]).exit_code == 1
    assert run.invoke(args=["doc", "verify-mark", "chữ khác"]).exit_code == 2


def test_a_page_without_room_grows_a_strip_for_the_symbol() -> None:
    full = photos_to_pdf([photo("black")])
    made = printed_copy(full, "https://noibo.vn/check/A", ("một", "hai", "ba"), "", letter_font())
    assert qr_of(made) == "https://noibo.vn/check/A"
    before, after = (pdfium.PdfDocument(pdf)[0].get_height() for pdf in (full, made))
    assert after > before
