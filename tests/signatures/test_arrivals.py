"""Letters that came signed are judged on arrival; the clerk reads who signed, and is told at once of a forged one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from intranet.core.db import session, transaction
from intranet.core.errors import NotPermitted
from intranet.core.files import path_of, read
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.demonstration import Authority, Holder, pem
from intranet.docservice.signing.keys import open_key_file
from intranet.incoming import service as incoming_service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Secrecy
from intranet.notices.models import Notice
from intranet.signatures import service
from intranet.signatures.models.incoming import ArrivalCheck
from intranet.signatures.office_trust import trust_folder
from intranet.signatures.rules import Verdict
from tests.docservice.signing.tampering import annotation, updated
from tests.documents.conftest import one_page_pdf
from tests.incoming.conftest import Incoming
from tests.signatures.conftest import SignedLetters
from tests.support.visitor import Visitor

SENDER = "Ủy ban nhân dân thành phố"
MARK = "125/UBND-KT; 25/02/2025; 10:15:30+07:00"


def signed_by(holder: Holder) -> bytes:
    return seal_in_corner(one_page_pdf(), open_key_file(holder.pkcs12("x"), "x"), MARK, name=SENDER)


def revoked(authority: Authority) -> bytes:
    holder = authority.issue(SENDER)
    authority.revoke(holder)
    (trust_folder() / "noi-gui.crl").write_bytes(authority.revocation_list())
    return signed_by(holder)


# What came, what it is worth, and what the page says of it.
CASES: dict[str, tuple[Callable[[Authority], bytes], Verdict, str]] = {
    "good": (lambda ca: signed_by(ca.issue(SENDER, organisation="UBND")), Verdict.VALID, "Chữ ký số hợp lệ"),
    "changed": (lambda ca: updated(signed_by(ca.issue(SENDER)), annotation), Verdict.BROKEN, "Bị sửa|bị sửa"),
    "revoked": (revoked, Verdict.BROKEN, "đã bị thu hồi"),
    "of a stranger": (lambda ca: signed_by(Authority("CA lạ").issue(SENDER)), Verdict.UNPROVEN, "Chưa xác minh được"),
    "unsigned": (lambda ca: one_page_pdf(), Verdict.NONE, "Không có chữ ký số"),
}


@pytest.fixture
def incoming(signing: SignedLetters) -> Incoming:
    return Incoming(signing.cast)


def arrived(incoming: Incoming, content: bytes) -> IncomingLetter:
    letter = incoming.received((content, "van-ban.pdf"))
    run_due()
    session.expire_all()
    return letter


@pytest.mark.parametrize("case", CASES)
def test_what_came_is_judged_and_shown(app: Flask, incoming: Incoming, case: str) -> None:
    made, verdict, words = CASES[case]
    content = made(trusted())
    letter = arrived(incoming, content)
    assert letter.files[0].arrival_check.verdict == verdict
    assert read(letter.files[0].file_sha256) == content, "the file stays as it came"
    page = Visitor(app).sign_in(incoming.cast.clerk).visit(f"/incoming/{letter.id}").text
    assert any(word in page for word in words.split("|"))
    assert ("Đừng vào sổ" in page) is (verdict == Verdict.BROKEN)
    if verdict != Verdict.NONE:
        assert SENDER in page
    told = session.query(Notice).filter_by(kind="arrival_forged", person_id=incoming.cast.clerk.id).count()
    assert told == (1 if verdict == Verdict.BROKEN else 0)
    acts = [entry.act for entry in history_of(letter)]
    assert ("check_signatures" in acts) is (verdict != Verdict.NONE)


def trusted() -> Authority:
    """An authority this office trusts, with its own list."""
    own = Authority("CA của nơi gửi")
    (trust_folder() / "noi-gui.pem").write_bytes(pem(own.certificate))
    (trust_folder() / "noi-gui.crl").write_bytes(own.revocation_list())
    return own


def test_the_stamp_goes_on_a_copy_and_the_file_stays_valid(incoming: Incoming) -> None:
    content = signed_by(trusted().issue(SENDER))
    letter = incoming.registered((content, "van-ban.pdf"))
    run_due()
    session.expire_all()
    assert letter.stamped_sha256 and letter.stamped_sha256 != letter.files[0].file_sha256
    assert letter.files[0].arrival_check.verdict == Verdict.VALID and read(letter.files[0].file_sha256) == content


def test_checked_again_with_what_the_office_trusts_by_now(incoming: Incoming, app: Flask) -> None:
    own = Authority("CA của nơi gửi")
    letter = arrived(incoming, signed_by(own.issue(SENDER)))
    assert letter.files[0].arrival_check.verdict == Verdict.UNPROVEN
    (trust_folder() / "noi-gui.pem").write_bytes(pem(own.certificate))
    (trust_folder() / "noi-gui.crl").write_bytes(own.revocation_list())
    with pytest.raises(NotPermitted):
        service.check_again(letter, incoming.cast.leader)
    clerk = Visitor(app).sign_in(incoming.cast.clerk)
    page = clerk.press("Kiểm tra lại chữ ký", on=clerk.visit(f"/incoming/{letter.id}"))
    assert "Chữ ký số hợp lệ" in page.text
    session.expire_all()
    assert history_of(letter)[0].actor_name == incoming.cast.clerk.name


def test_a_letter_found_to_be_secret_takes_what_was_read_of_its_signatures_along(incoming: Incoming) -> None:
    letter = arrived(incoming, signed_by(trusted().issue(SENDER)))
    path: Path = path_of(letter.files[0].file_sha256)
    with transaction():
        incoming_service.record_secret(letter, Secrecy.SECRET, incoming.cast.clerk)
    run_due()
    assert session.query(ArrivalCheck).count() == 0 and not path.exists()
    assert all(SENDER not in f"{entry.words} {entry.note} {entry.detail}" for entry in history_of(letter))
