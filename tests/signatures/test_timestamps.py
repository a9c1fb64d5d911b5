"""With a time stamping authority a sealed letter lasts; when it does not answer, people decide and the log says so."""

import base64
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.files import read
from intranet.core.history import history_of
from intranet.docservice.signing.demonstration import Authority
from intranet.docservice.signing.verify import verify
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.signatures import queries, service
from intranet.signatures.office_trust import office_trust
from tests.docservice.signing.conftest import PASSPHRASE
from tests.signatures.conftest import SignedLetters
from tests.support.time_stamps import TimeStamps, running
from tests.support.visitor import Visitor


@pytest.fixture
def stamps(app: Flask, signing: SignedLetters, authority: Authority, tmp_path: Path) -> Iterator[TimeStamps]:
    """A time stamping authority, and settings that name it."""
    with running(TimeStamps(tmp_path / "tsa", authority.issue("Dấu thời gian", time_stamping=True))) as answering:
        app.extensions["settings"] = replace(app.extensions["settings"], timestamp_address=answering.address)
        yield answering


def to_seal(signing: SignedLetters) -> Document:
    letter = signing.signed()
    with transaction():
        documents.number(letter, signing.cast.clerk, today())
    return letter


def raw_signature(signing: SignedLetters, letter: Document) -> bytes:
    with transaction():
        asked = service.ask_for_signature(
            letter, queries.usable_certificates(signing.cast.leader, letter)[0], signing.cast.leader
        )
    to_sign = base64.b64decode(asked["to_sign"])
    return signing.keys.leader.key.sign(to_sign, padding.PKCS1v15(), hashes.SHA256())


def test_the_sealed_letter_is_stamped_and_the_log_says_so(
    signing: SignedLetters, stamps: TimeStamps, tmp_path: Path
) -> None:
    letter = to_seal(signing)
    with transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    issued = read(letter.scan.file_sha256)
    signer, office = verify(issued, office_trust()).signatures
    assert signer.valid and office.valid and signer.proven_at and office.stamped_at
    (tmp_path / "a.pdf").write_bytes(issued)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 2, "poppler judges both signatures, and no document's time stamp"
    entry = history_of(letter)[0]
    assert (entry.act, entry.note, entry.detail["level"]) == ("seal", "", "B-LT")


def test_a_silent_authority_leaves_the_choice_and_the_log_names_it(
    app: Flask, signing: SignedLetters, stamps: TimeStamps
) -> None:
    letter = to_seal(signing)
    stamps.mood = "broken"
    clerk = Visitor(app).sign_in(signing.cast.clerk)
    url = f"/documents/{letter.id}/seal"
    page = clerk.visit(url)
    assert "Ký không có dấu thời gian" not in page.text
    page = clerk.press("Ký số của cơ quan", on=page, status=422, passphrase=PASSPHRASE)
    assert "không trả lời" in page.text and "Ký không có dấu thời gian" in page.text
    session.expire_all()
    assert letter.state == State.NUMBERED
    clerk.press("Ký số của cơ quan", on=page, passphrase=PASSPHRASE, without_stamp="y")
    session.expire_all()
    entry = history_of(letter)[0]
    assert letter.state == State.SCANNED and entry.detail["level"] == "B-B" and "Không có dấu thời gian" in entry.note
    assert verify(read(letter.scan.file_sha256), office_trust()).valid


def test_a_stamp_of_a_stranger_is_not_taken(app: Flask, signing: SignedLetters, tmp_path: Path) -> None:
    letter = to_seal(signing)
    with running(TimeStamps(tmp_path / "x", Authority("CA lạ").issue("Lạ", time_stamping=True))) as stranger:
        app.extensions["settings"] = replace(app.extensions["settings"], timestamp_address=stranger.address)
        with pytest.raises(Invalid, match="không đáng tin cậy") as refused, transaction():
            service.seal(letter, PASSPHRASE, signing.cast.clerk)
        assert refused.value.field == "without_stamp"
        with pytest.raises(Refused, match="không đáng tin cậy"):
            service.try_timestamps(signing.cast.admin)


def test_a_wrong_passphrase_asks_nobody(signing: SignedLetters, stamps: TimeStamps) -> None:
    letter = to_seal(signing)
    with pytest.raises(Invalid) as refused, transaction():
        service.seal(letter, "sai", signing.cast.clerk)
    assert refused.value.field == "passphrase" and stamps.asked == []


def test_what_was_sealed_while_another_was_quicker_is_not_kept(signing: SignedLetters, stamps: TimeStamps) -> None:
    letter = to_seal(signing)
    slow = service.sealed_copy(letter, PASSPHRASE, signing.cast.clerk)
    with transaction():
        documents.send_back(letter, signing.cast.clerk, "Sai phụ lục")
    with pytest.raises(NotPermitted), transaction():
        service.keep_sealed(letter, slow, signing.cast.clerk)
    assert signing.copy(letter).sealed_sha256 is None


def test_a_key_next_to_the_token_gets_its_stamp(signing: SignedLetters, stamps: TimeStamps) -> None:
    letter = signing.presented()
    signature = raw_signature(signing, letter)
    stamps.mood = "refuses"
    with pytest.raises(Invalid, match="từ chối") as refused, transaction():
        service.take_signature(letter, signature, signing.cast.leader)
    assert refused.value.field == "without_stamp"
    stamps.mood = ""
    with transaction():
        service.take_signature(letter, signature, signing.cast.leader)
    [signed] = verify(read(signing.copy(letter).signed_sha256 or ""), office_trust()).signatures
    assert signed.valid and signed.stamped_at


def test_the_signer_may_go_on_without_it(app: Flask, signing: SignedLetters, stamps: TimeStamps) -> None:
    letter = signing.presented()
    answer = json.dumps({"signature": base64.b64encode(raw_signature(signing, letter)).decode()}).encode()
    stamps.mood = "rubbish"
    leader = Visitor(app).sign_in(signing.cast.leader)
    page = leader.visit(f"/documents/{letter.id}/sign_with_key")
    page = leader.press("Gửi tệp trả lời", on=page, status=422, answer=(BytesIO(answer), "a.json"))
    assert "không phải dấu thời gian" in page.text
    leader.press("Gửi tệp trả lời", on=page, answer=(BytesIO(answer), "a.json"), without_stamp="y")
    session.expire_all()
    entry = history_of(letter)[0]
    assert (letter.state, entry.act) == (State.SIGNED, "sign") and "Không có dấu thời gian" in entry.note


def test_the_admin_tries_the_authority(app: Flask, signing: SignedLetters, stamps: TimeStamps) -> None:
    admin = Visitor(app).sign_in(signing.cast.admin).client
    assert stamps.address in admin.get("/admin/signatures").text
    assert "dấu đáng tin cậy" in admin.post("/admin/signatures/try_timestamps", follow_redirects=True).text
