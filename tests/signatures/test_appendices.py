"""Appendices in files of their own are signed by the office with the letter, or kept as they are with their hash."""

import io
from hashlib import sha256

import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Refused
from intranet.core.files import read
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.delivery.service import save_agency
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.verify import verify
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.signatures import service
from intranet.signatures.office_trust import office_trust
from intranet.signatures.queries.appendices import appendices_of
from intranet.signatures.rules import AppendixState
from intranet.web.excel import Column, sheet
from tests.docservice.signing.conftest import PASSPHRASE
from tests.documents.conftest import one_page_pdf, photo
from tests.notices.conftest import mail_server
from tests.signatures.conftest import SignedLetters
from tests.signatures.parts import ready_copy
from tests.support.mail_server import MailServer
from tests.support.visitor import Visitor

__all__ = ["mail_server"]


def with_appendices(signing: SignedLetters, files: dict[str, bytes], **facts: object) -> Document:
    """A letter of one empty page with these files beside it, signed with a key and numbered."""
    letters, cast = signing.letters, signing.cast
    letter = letters.saved(**facts)
    with transaction():
        for name, content in files.items():
            documents.add_attachment(letter, cast.staff, title="", file=io.BytesIO(content), file_name=name)
    for reached, move in letters.moves[:2]:
        with transaction():
            move(letter)
        assert letter.state == reached
    run_due()
    with transaction():
        session.add(ready_copy(letter))
    with transaction():
        service.take_signed(letter, signing.signed_file(letter), cast.leader)
    with transaction():
        documents.number(letter, cast.clerk, today())
    return letter


def signed_elsewhere(signing: SignedLetters) -> bytes:
    signer = open_key_file(signing.keys.stranger.pkcs12("x"), "x")
    return seal_in_corner(one_page_pdf(), signer, "1/QĐ", name="Nơi khác")


def test_each_goes_signed_or_as_it_is_and_the_letter_knows_its_hash(app: Flask, signing: SignedLetters) -> None:
    foreign = signed_elsewhere(signing)
    files = {
        "bieu.pdf": one_page_pdf(), "anh.jpg": photo(), "so-lieu.xlsx": sheet("A", [Column("A", 9)], [["1"]]),
        "nguoi-khac.pdf": foreign,
    }  # fmt: skip
    letter = with_appendices(signing, files)
    with pytest.raises(Refused, match="đang được chuyển sang PDF"), transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    run_due()
    session.expire_all()
    clerk = Visitor(app).sign_in(signing.cast.clerk)
    assert "đã có chữ ký số" in clerk.visit(f"/documents/{letter.id}/seal").text
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    session.expire_all()
    assert letter.state == State.SCANNED
    sheet_copy, others = appendices_of(letter)[2], [*appendices_of(letter)[:2], appendices_of(letter)[3]]
    assert [copy.state for copy in others] == [AppendixState.READY, AppendixState.READY, AppendixState.AS_IT_IS]
    for copy in others[:2]:
        report = verify(read(copy.sealed_sha256 or ""), office_trust())
        assert report.valid and [s.signer for s in report.signatures] == ["Cơ quan"]
    assert sheet_copy.sealed_sha256 is None and sheet_copy.sha256 == sha256(files["so-lieu.xlsx"]).hexdigest()
    assert others[2].sha256 == sha256(foreign).hexdigest(), "what others signed stays theirs"
    logged = history_of(letter)[0].detail["appendices"]
    assert [one["sha256"] for one in logged] == [copy.sha256 for copy in appendices_of(letter)]
    page = clerk.visit(f"/documents/{letter.id}")
    assert all(copy.sha256 in page.text for copy in appendices_of(letter)) and "bản ký số của cơ quan" in page.text
    got = clerk.client.get(f"/documents/{letter.id}/appendices/{others[0].id}.pdf")
    assert sha256(got.data).hexdigest() == others[0].sealed_sha256


def test_mail_and_whoever_reads_it_inside_get_what_was_signed(
    app: Flask, signing: SignedLetters, mail_server: MailServer
) -> None:
    with transaction():
        save_agency(None, signing.cast.clerk, name="Sở Nội vụ", way="email", email="vanthu@sonoivu.example.vn")
    files = {"bieu.pdf": one_page_pdf(), "bieu.jpg": photo(), "so-lieu.xlsx": sheet("A", [Column("A", 9)], [["1"]])}
    letter = with_appendices(signing, files, noi_nhan=["Sở Nội vụ", "Lưu: VT, PTTTT"])
    run_due()
    session.expire_all()
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    with transaction():
        documents.issue(letter, signing.cast.clerk)
    run_due()
    session.expire_all()
    [message] = mail_server.taken
    sent = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    mark = letter.mark.replace("/", "-")
    assert list(sent) == [f"{mark}.pdf", "bieu-ky-so.pdf", "bieu-ky-so (2).pdf", "so-lieu.xlsx"]
    assert sent.pop("so-lieu.xlsx") == files["so-lieu.xlsx"]
    for name, content in sent.items():
        report = verify(content, office_trust())
        assert report.valid and report.signatures[-1].signer == "Cơ quan", name
        assert sha256(content).hexdigest() in message.get_body(("plain",)).get_content()
    reader = Visitor(app).sign_in(signing.cast.other_staff)
    page = reader.visit(f"/documents/{letter.id}")
    assert "PDF" not in page.links() and "Bản ký số" in page.links()
    here = [page.links()["Bản ký số"], *(link for name, link in page.links().items() if name in ("bieu",))]
    assert {reader.client.get(link).data for link in here} <= set(sent.values()) and len(here) == 2


def test_a_letter_on_paper_has_none(signing: SignedLetters) -> None:
    assert list(appendices_of(signing.letters.in_state(State.NUMBERED))) == []
