"""Sao y, sao lục, trích sao: a number of their own series, the copy's part under the letter, and who may be copied."""

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.files import read
from intranet.docservice.word import docx_text
from intranet.documents import service
from intranet.documents.rules import State
from intranet.documents.service.copying import Copying
from intranet.registers.models import RegisterNumber
from tests.documents.conftest import Letters
from tests.support.visitor import Visitor


def copying(letters: Letters, form: str = "SY", pages: str = "") -> Copying:
    return Copying(form, today(), letters.signing, ["Sở Nội vụ"], 2, pages)


def test_copies_count_in_a_series_of_their_own(both_engines: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.ISSUED)
    made = []
    for form, pages in (("SY", ""), ("SL", ""), ("TrS", "1")):
        with transaction():
            made.append(service.copy_letter(letter, letters.cast.clerk, copying(letters, form, pages)))
    numbers: list[RegisterNumber] = [copy.number for copy in made]
    assert [number.full for number in numbers] == ["01/SY-LMHTX", "02/SL-LMHTX", "03/TrS-LMHTX"]
    assert letter.number.full == "01/KH-LMHTX" and numbers[0].book.label == f"Sổ bản sao {today().year}"
    assert numbers[0].subject.startswith("01/KH-LMHTX: ")
    words = docx_text(read(made[1].docx_sha256))
    assert "SAO LỤC" in words.upper() and letters.cast.leader.name in words
    assert len(PdfReader(BytesIO(service.copied_pdf(letters_ready(letters, made[2])))).pages) >= 1


def letters_ready(letters: Letters, copy: object) -> object:
    """The same copy after the worker has made its last part."""
    letters.with_files(copy)  # type: ignore[arg-type]
    return copy


def test_only_a_letter_that_is_out_and_holds_is_copied(app: Flask, letters: Letters) -> None:
    scanned = letters.in_state(State.SCANNED)
    with pytest.raises(Refused), transaction():
        service.copy_letter(scanned, letters.cast.clerk, copying(letters))
    letter = letters.in_state(State.ISSUED)
    for pages in ("", "2", "0"):
        with pytest.raises(Invalid) as refusal, transaction():
            service.copy_letter(letter, letters.cast.clerk, copying(letters, "TrS", pages))
        assert refusal.value.field == "pages"
    with transaction():
        service.recall(letter, letters.cast.clerk, "Sai số liệu")
    with pytest.raises(Refused), transaction():
        service.copy_letter(letter, letters.cast.clerk, copying(letters))


def test_the_page(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = letters.in_state(State.ISSUED)
    clerk = visitor.sign_in(letters.cast.clerk)
    form = clerk.visit(clerk.visit(f"/documents/{letter.id}").links()["Sao văn bản này"])
    page = clerk.press("Sao", on=form, authority_id=str(letters.signing.id), recipients="Sở Nội vụ")
    assert "01/SY-LMHTX" in page.text
    address = page.links()["01/SY-LMHTX"]
    assert clerk.client.get(address, headers={"Accept": "text/html"}).status_code == 409
    letters.with_files(letter)
    assert clerk.client.get(address).mimetype == "application/pdf"
