"""Paper becomes an electronic copy: checked, signed in its corner, numbered among the copies."""

import io
from pathlib import Path

import pytest
from flask import Flask

from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted
from intranet.core.files import path_of, read
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.docservice.signing.verify import verify
from intranet.registers.models import RegisterNumber
from intranet.signatures import jobs, service
from intranet.signatures.models.copies import DigitisedCopy
from intranet.signatures.office_trust import office_trust
from intranet.signatures.queries.copies import broken_digitised
from tests.docservice.signing.conftest import PASSPHRASE
from tests.docservice.signing.test_corner import in_corner
from tests.incoming.conftest import Incoming
from tests.signatures.conftest import SignedLetters
from tests.signatures.parts import scan_pdf
from tests.support.visitor import Page, Visitor

WHAT = "Quyết định 12/QĐ-UBND ngày 20/11/2026"


def digitised(signing: SignedLetters) -> DigitisedCopy:
    asked = service.Digitising("SY", WHAT, signing.letters.signing, ("Sở Nội vụ",))
    with transaction():
        sealed = service.sealed_scan(scan_pdf(), asked, PASSPHRASE, signing.cast.clerk)
        return service.keep_digitised(sealed, asked, signing.cast.clerk)


def sent(signing: SignedLetters, content: bytes, **changed: str) -> dict[str, object]:
    facts = {
        "form": "TrS", "original": WHAT, "authority_id": str(signing.letters.signing.id), "recipients": "Sở Nội vụ",
        "passphrase": PASSPHRASE, **changed,
    }  # fmt: skip
    return {**facts, "file": (io.BytesIO(content), "quet.pdf")}


def typed(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='original']/@value")[0])


def test_the_copy_is_signed_in_its_corner_and_numbered(signing: SignedLetters, tmp_path: Path) -> None:
    first, second = digitised(signing), digitised(signing)
    content = read(first.sealed_sha256)
    assert verify(content, office_trust()).valid and read(first.scan_sha256) == scan_pdf()
    [line], *_ = in_corner(content, tmp_path)
    assert line.startswith("SAO Y; ") and line.endswith("+07:00")
    assert [copy.number.full.split("/")[1] for copy in (first, second)] == ["SY-LMHTX"] * 2
    assert second.number.number == first.number.number + 1
    assert WHAT in first.number.subject and history_of(first)[0].act == "digitise"


def test_the_clerk_makes_one_of_a_letter_that_came(app: Flask, signing: SignedLetters) -> None:
    letter = Incoming(signing.cast).registered()
    clerk = Visitor(app).sign_in(signing.cast.clerk)
    page = clerk.visit(f"/signatures/copies/new?letter={letter.id}")
    assert letter.code in typed(page)
    page = clerk.press("Ký số bản sao", on=page, **sent(signing, scan_pdf()))
    assert "TrS" in page.text and WHAT in page.text
    session.expire_all()
    assert "digitise" in [entry.act for entry in history_of(letter)]


@pytest.mark.parametrize(
    ("content", "words"),
    [(scan_pdf(150), "200 dpi trở lên"), (scan_pdf(200, "L"), "ảnh màu"), (b"%PDF-1.7 nothing", "bị hỏng")],
)
def test_a_poor_scan_is_refused_and_takes_no_number(
    app: Flask, signing: SignedLetters, content: bytes, words: str
) -> None:
    clerk = Visitor(app).sign_in(signing.cast.clerk)
    page = clerk.visit("/signatures/copies/new")
    page = clerk.press("Ký số bản sao", on=page, status=422, **sent(signing, content))
    assert words in page.text and typed(page) == WHAT, "what was typed stays"
    assert session.query(RegisterNumber).count() == session.query(DigitisedCopy).count() == 0


def test_a_wrong_passphrase_and_others_make_none(app: Flask, signing: SignedLetters) -> None:
    clerk = Visitor(app).sign_in(signing.cast.clerk)
    page = clerk.visit("/signatures/copies/new")
    page = clerk.press("Ký số bản sao", on=page, status=422, **sent(signing, scan_pdf(), passphrase="sai"))
    assert "sai mật khẩu" in page.text and session.query(RegisterNumber).count() == 0
    asked = service.Digitising("SY", WHAT, signing.letters.signing, ())
    with pytest.raises(NotPermitted):
        service.sealed_scan(scan_pdf(), asked, PASSPHRASE, signing.cast.leader)


def test_whoever_decided_must_have_had_the_power(signing: SignedLetters) -> None:
    asked = service.Digitising("SY", WHAT, signing.letters.signing, ("A",))
    sealed = service.sealed_scan(scan_pdf(), asked, PASSPHRASE, signing.cast.clerk)
    with transaction():
        signing.letters.signing.valid_until = signing.letters.signing.valid_from
        session.add(signing.letters.signing)
    with pytest.raises(Invalid, match="không còn hiệu lực"), transaction():
        service.keep_digitised(sealed, asked, signing.cast.clerk)


def test_one_that_no_longer_verifies_is_an_alarm(app: Flask, signing: SignedLetters) -> None:
    copy = digitised(signing)
    path = path_of(copy.sealed_sha256)
    path.write_bytes(path.read_bytes().replace(b"stream", b"strxam", 1))
    jobs.verify_sealed()
    run_due()
    session.expire_all()
    assert [one.id for one in broken_digitised()] == [copy.id]
    shown = Visitor(app).sign_in(signing.cast.admin).client.get("/admin/signatures").text
    assert copy.number.full in shown and "không còn xác minh được" in shown
