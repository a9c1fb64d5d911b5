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
from tests.signatures.conftest import SignedLetters
from tests.support.visitor import Visitor


def with_appendices(signing: SignedLetters, files: dict[str, bytes]) -> Document:
    """A letter with these files beside it, signed with a key and numbered."""
    letters, cast = signing.letters, signing.cast
    letter = letters.saved()
    with transaction():
        for name, content in files.items():
            documents.add_attachment(letter, cast.staff, title="", file=io.BytesIO(content), file_name=name)
    for reached, move in letters.moves[:2]:
        with transaction():
            move(letter)
        assert letter.state == reached
    with transaction():
        service.ask_for_copy(letter, cast.leader)
    run_due()
    session.expire_all()
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
    assert all(copy.sha256 in page.text for copy in appendices_of(letter)) and "Bản ký số của cơ quan" in page.text
    got = clerk.client.get(f"/documents/{letter.id}/appendices/{others[0].id}.pdf")
    assert sha256(got.data).hexdigest() == others[0].sealed_sha256


def test_a_letter_on_paper_has_none(signing: SignedLetters) -> None:
    assert list(appendices_of(signing.letters.in_state(State.NUMBERED))) == []
