"""A letter is signed with a key before it has a number, numbered, sealed and issued; nothing is lost on the way."""

import base64
import json
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import DomainError, Invalid, NotPermitted, Refused
from intranet.core.files import path_of, read
from intranet.core.history import history_of
from intranet.core.jobs import enqueue, run_due
from intranet.docservice.signing.fill import filled_fields
from intranet.docservice.signing.verify import verify
from intranet.documents import service as documents
from intranet.documents.rules import State
from intranet.signatures import jobs, queries, service
from intranet.signatures.office_trust import office_trust
from intranet.signatures.rules import CopyState
from tests.docservice.signing.conftest import PASSPHRASE
from tests.docservice.signing.tampering import annotation, updated
from tests.docservice.signing.token import KEY, PIN, TOKEN, make_token
from tests.documents.conftest import one_page_pdf
from tests.signatures.conftest import SignedLetters
from tests.support.visitor import Visitor


def test_signed_numbered_sealed_issued(signing: SignedLetters) -> None:
    cast, letter = signing.cast, signing.presented()
    with transaction():
        service.take_signed(letter, signing.signed_file(letter), cast.leader)
    assert letter.state == State.SIGNED
    with transaction():
        documents.number(letter, cast.clerk, today())
    copy = signing.copy(letter)
    assert letter.state_label == "Chờ ký số của cơ quan"
    assert filled_fields(read(copy.numbered_sha256 or ""))["so"] == letter.number.number_text
    with transaction():
        service.seal(letter, PASSPHRASE, cast.clerk)
    assert letter.state == State.SCANNED and letter.scan.file_sha256 == copy.sealed_sha256
    report = verify(read(letter.scan.file_sha256), office_trust())
    assert report.valid and [signature.signer for signature in report.signatures] == ["Lãnh đạo Ký", "Cơ quan"]
    with transaction():
        documents.issue(letter, cast.clerk)
    assert letter.state == State.ISSUED


def test_a_key_signs_one_waiting_letter_after_the_other(app: Flask, signing: SignedLetters) -> None:
    letter, behind = signing.quickly_presented(), signing.quickly_presented()
    leader = Visitor(app).sign_in(signing.cast.leader)
    page = leader.visit(f"/decide/letters/{letter.id}")
    page = leader.press("Ký số thay vì ký giấy", page)
    page = leader.press("Gửi bản đã ký", page, status=422)  # chose no file: what comes after is not forgotten
    signed = (BytesIO(signing.signed_file(letter)), "da-ky.pdf")
    page = leader.press("Gửi bản đã ký", page, file=signed)
    assert "Đã ký số" in page.text and page.url == f"/decide/letters/{behind.id}"


def test_the_log_names_the_file_that_was_shown_and_signed(signing: SignedLetters) -> None:
    letter = signing.signed()
    entry = history_of(letter)[0]
    assert entry.act == "sign" and entry.detail["with_key"] == signing.copy(letter).blank_sha256


def test_a_key_next_to_the_token_signs_too(signing: SignedLetters) -> None:
    cast, letter = signing.cast, signing.presented()
    certificate = queries.usable_certificates(cast.leader, letter)[0]
    with transaction():
        asked = json.loads(json.dumps(service.ask_for_signature(letter, certificate, cast.leader)))
    signature = signing.keys.leader.key.sign(base64.b64decode(asked["to_sign"]), padding.PKCS1v15(), hashes.SHA256())
    with transaction():
        service.take_signature(letter, signature, cast.leader)
    assert letter.state == State.SIGNED
    assert verify(read(signing.copy(letter).signed_sha256 or ""), office_trust()).valid


REFUSED_FILES = {
    "not signed": lambda s, letter: read(s.copy(letter).blank_sha256),
    "a stranger's": lambda s, letter: s.signed_file(letter, s.keys.stranger),
    "the office's instead of his": lambda s, letter: s.signed_file(letter, s.keys.office),
    "changed after signing": lambda s, letter: updated(s.signed_file(letter), annotation),
    "no pdf": lambda s, letter: b"%PDF-1.7 nothing",
}


@pytest.mark.parametrize("what", REFUSED_FILES)
def test_another_file_leaves_the_letter_unsigned(signing: SignedLetters, what: str) -> None:
    letter = signing.presented()
    with pytest.raises(Invalid), transaction():
        service.take_signed(letter, REFUSED_FILES[what](signing, letter), signing.cast.leader)
    session.expire_all()
    assert letter.state == State.PRESENTED and signing.copy(letter).signed_sha256 is None


def test_who_may_not_sign_or_seal(signing: SignedLetters) -> None:
    letter = signing.presented()
    content = signing.signed_file(letter)
    for person in (signing.cast.clerk, signing.cast.staff, signing.cast.office_head):
        with pytest.raises(NotPermitted), transaction():
            service.take_signed(letter, content, person)
    for person in (signing.cast.clerk, signing.cast.leader):
        with pytest.raises(NotPermitted), transaction():
            service.seal(letter, PASSPHRASE, person)


def test_a_wrong_passphrase_keeps_number_and_copy(signing: SignedLetters) -> None:
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    mark = letter.mark
    with pytest.raises(Invalid, match="mật khẩu"), transaction():
        service.seal(letter, "sai", signing.cast.clerk)
    session.expire_all()
    assert (letter.state, letter.mark) == (State.NUMBERED, mark)
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    assert letter.state == State.SCANNED


def test_an_electronic_letter_takes_no_scan_and_a_paper_one_no_seal(signing: SignedLetters) -> None:
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    with pytest.raises(Refused, match="Ký số của cơ quan"), transaction():
        documents.add_scan(letter, signing.cast.clerk, [signing.letters.scan()])
    paper = signing.letters.in_state(State.NUMBERED)
    with pytest.raises(DomainError), transaction():
        service.seal(paper, PASSPHRASE, signing.cast.clerk)


def test_a_letter_sent_back_is_signed_anew_and_the_old_file_stays(signing: SignedLetters) -> None:
    letter = signing.signed()
    first = signing.copy(letter).signed_sha256
    with transaction():
        documents.send_back(letter, signing.cast.clerk, "Sai phụ lục")
    with transaction():
        documents.save_version(
            letter, signing.letters.typed(ket="Kết khác."), letter.draft.revision, signing.cast.staff
        )
    session.expire_all()
    assert letter.electronic is None and path_of(first or "").is_file()


def test_a_sealed_file_that_no_longer_verifies_is_an_alarm(signing: SignedLetters) -> None:
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    copy = signing.copy(letter)
    verify_again(copy.id)
    assert (signing.copy(letter).broken, queries.broken_copies()) == ("", [])
    path = path_of(copy.sealed_sha256 or "")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"stream", b"strxam", 1))
    verify_again(copy.id)
    assert signing.copy(letter).broken and [broken.id for broken in queries.broken_copies()] == [copy.id]


def verify_again(copy_id: int) -> None:
    with transaction():
        enqueue("signatures.verify_copy", copy_id=copy_id)
    run_due()
    session.expire_all()


def test_a_letter_without_room_for_its_signature_says_so(
    signing: SignedLetters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "make_pdf", lambda docx, pdfa=False: one_page_pdf())
    letter = signing.presented()
    copy = signing.copy(letter)
    assert copy.state == CopyState.FAILED and "Không tìm thấy chỗ" in copy.reason


def test_every_sealed_file_is_verified_once_a_day(signing: SignedLetters) -> None:
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    jobs.verify_sealed()
    run_due()
    session.expire_all()
    first = signing.copy(letter).verified_at
    assert first is not None
    jobs.verify_sealed()
    run_due()
    session.expire_all()
    assert signing.copy(letter).verified_at == first


def test_the_office_seals_with_a_token(signing: SignedLetters, app: Flask, tmp_path: Path) -> None:
    module = make_token(tmp_path, signing.keys.office)
    command = ["office", "seal-token", "quantri", "--module", module, "--token", TOKEN, "--key", KEY, "--pin"]
    assert app.test_cli_runner().invoke(args=[*command, "0000"]).exit_code == 1
    done = app.test_cli_runner().invoke(args=[*command, PIN])
    assert done.exit_code == 0, done.output
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    with pytest.raises(Invalid, match="PIN"), transaction():
        service.seal(letter, "0000", signing.cast.clerk)
    with transaction():
        service.seal(letter, PIN, signing.cast.clerk)
    assert verify(read(letter.scan.file_sha256), office_trust()).valid
