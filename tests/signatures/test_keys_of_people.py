"""Whose certificate, whose picture: each fault has its own sentence, a picture stands only in its owner's acts."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask

from intranet.accounts.queries import main_issuer
from intranet.accounts.rules import Capacity
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.files import read
from intranet.docservice.signing.demonstration import NOW, Authority, Holder, pem
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.signatures import queries, service
from intranet.signatures.models import Certificate
from intranet.signatures.office_trust import trust_folder
from tests.docservice.signing.conftest import PASSPHRASE, picture
from tests.signatures.conftest import SignedLetters
from tests.support.visitor import Visitor

DAY = timedelta(days=1)


def bind(signing: SignedLetters, holder: Holder, **more: object) -> Certificate:
    with transaction():
        return service.bind_certificate(signing.cast.leader, pem(holder.certificate), signing.cast.admin, **more)


def expired(signing: SignedLetters, authority: Authority) -> Holder:
    holder = authority.issue("Lãnh đạo Ký", until=NOW - DAY)
    with time_machine.travel(NOW - 30 * DAY):  # it was good when it was bound
        bind(signing, holder)
    return holder


def not_yet(signing: SignedLetters, authority: Authority) -> Holder:
    holder = authority.issue("Lãnh đạo Ký", since=NOW + DAY)
    bind(signing, holder)
    return holder


def revoked(signing: SignedLetters, authority: Authority) -> Holder:
    own = Authority("CA riêng")
    holder = own.issue("Lãnh đạo Ký")
    (trust_folder() / "rieng.pem").write_bytes(pem(own.certificate))
    (trust_folder() / "rieng.crl").write_bytes(own.revocation_list())
    bind(signing, holder)
    own.revoke(holder)
    (trust_folder() / "rieng.crl").write_bytes(own.revocation_list())
    return holder


def untrusted(signing: SignedLetters, authority: Authority) -> Holder:
    holder = Authority("CA lạ").issue("Lãnh đạo Ký")
    bind(signing, holder)
    return holder


def of_another_person(signing: SignedLetters, authority: Authority) -> Holder:
    holder = authority.issue("Chánh Văn phòng")
    with transaction():
        service.bind_certificate(signing.cast.office_head, pem(holder.certificate), signing.cast.admin)
    return holder


def ended(signing: SignedLetters, authority: Authority) -> Holder:
    holder = authority.issue("Lãnh đạo Ký")
    certificate = bind(signing, holder)
    with transaction():
        service.end_certificate(certificate, signing.cast.admin)
    return holder


def of_another_post(signing: SignedLetters, authority: Authority) -> Holder:
    post = signing.letters.office.may_sign(signing.cast.leader, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG")
    holder = authority.issue("Lãnh đạo Ký")
    bind(signing, holder, authority=post)
    return holder


SENTENCES: dict[Callable[[SignedLetters, Authority], Holder], str] = {
    expired: "Chữ ký chưa dùng được: Chứng thư số đã hết hạn.",
    not_yet: "Chữ ký chưa dùng được: Chứng thư số chưa có hiệu lực.",
    revoked: "Chữ ký chưa dùng được: Chứng thư số đã bị thu hồi.",
    untrusted: "Chữ ký chưa dùng được: Chứng thư số không do tổ chức được cơ quan tin cậy cấp.",
    of_another_person: "Chữ ký là của “Chánh Văn phòng”, không phải chứng thư số đã gắn với người ký văn bản.",
    ended: "Chứng thư số này đã ngừng dùng ở cơ quan.",
    of_another_post: "Chứng thư số gắn với tư cách ký «TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG», "
    "văn bản này ký với tư cách khác.",
}


def test_each_fault_of_a_certificate_has_its_own_sentence(signing: SignedLetters, authority: Authority) -> None:
    letter, said = signing.quickly_presented(), {}
    for fault in SENTENCES:
        content = signing.signed_file(letter, fault(signing, authority))
        session.expire_all()
        with pytest.raises(Invalid) as refused, transaction():
            service.take_signed(letter, content, signing.cast.leader)
        said[fault] = refused.value.sentence
    assert said == SENTENCES
    session.expire_all()
    assert letter.state == State.PRESENTED and signing.copy(letter).signed_sha256 is None


def test_the_sentences_differ() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)


def test_what_will_never_sign_here_is_not_bound(signing: SignedLetters, authority: Authority) -> None:
    own = Authority("CA riêng")
    gone, taken_back = own.issue("A", until=NOW - DAY), own.issue("A")
    own.revoke(taken_back)
    (trust_folder() / "rieng.pem").write_bytes(pem(own.certificate))
    (trust_folder() / "rieng.crl").write_bytes(own.revocation_list())
    for holder, words in ((gone, "đã hết hạn"), (taken_back, "đã bị thu hồi")):
        with pytest.raises(Invalid, match=words):
            bind(signing, holder)
    post = signing.letters.office.may_sign(signing.cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG")
    with pytest.raises(Invalid, match="không phải của"):
        bind(signing, authority.issue("A"), authority=post)
    for owner, colour, words in ((main_issuer(), "blue", "màu đỏ"), (signing.cast.leader, "red", "màu xanh")):
        with pytest.raises(Invalid, match=words), transaction():
            service.keep_picture(owner, BytesIO(picture(colour)), signing.cast.admin)


def test_a_request_for_the_token_is_refused_with_the_same_words(signing: SignedLetters, authority: Authority) -> None:
    letter = signing.quickly_presented()
    of_another_post(signing, authority)
    wrong_post = queries.certificates_of(signing.cast.leader)[0]
    of_another_person(signing, authority)
    of_another = queries.certificates_of(signing.cast.office_head)[0]
    for certificate, words in ((wrong_post, "tư cách khác"), (of_another, "không phải của bạn")):
        with pytest.raises(Refused, match=words), transaction():
            service.ask_for_signature(letter, certificate, signing.cast.leader)


def test_a_certificate_of_the_post_signs_and_an_office_whose_own_ended_keeps_the_number(
    signing: SignedLetters, authority: Authority
) -> None:
    letter, holder = signing.quickly_presented(), authority.issue("Lãnh đạo Ký")
    bind(signing, holder, authority=letter.signer_authority)
    with transaction():
        service.take_signed(letter, signing.signed_file(letter, holder), signing.cast.leader)
        documents.number(letter, signing.cast.clerk, today())
    key = queries.seal_key(main_issuer())
    with transaction():
        service.end_certificate(key.certificate, signing.cast.admin)
    with pytest.raises(Refused, match="đã ngừng dùng"), transaction():
        service.seal(letter, PASSPHRASE, signing.cast.clerk)
    session.expire_all()
    assert letter.state == State.NUMBERED and letter.mark


def test_the_admins_page_says_what_each_certificate_is_worth(
    app: Flask, signing: SignedLetters, authority: Authority
) -> None:
    for fault in (expired, not_yet, revoked, untrusted, ended, of_another_post):
        fault(signing, authority)
    page = Visitor(app).sign_in(signing.cast.admin).visit("/admin/signatures")
    for words in (
        "Chứng thư số đã hết hạn", "Chứng thư số chưa có hiệu lực", "Chứng thư số đã bị thu hồi",
        "không do tổ chức được cơ quan tin cậy cấp", f"Ngừng dùng {today():%d/%m/%Y}", "Dùng được",
        "chỉ khi ký TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG",
    ):  # fmt: skip
        assert words in page.text, words


def images_in(content: bytes) -> int:
    return content.count(b"/Subtype /Image")


def prepared(signing: SignedLetters, letter: Document) -> bytes:
    """The letter with room for the leader's signature, and his picture in it if he has one."""
    certificate = queries.usable_certificates(signing.cast.leader, letter)[0]
    with transaction():
        service.ask_for_signature(letter, certificate, signing.cast.leader)
    return read(signing.copy(letter).pending_sha256 or "")


def test_a_signatures_picture_stands_only_in_its_owners_signature_and_the_seals_in_the_seal(
    signing: SignedLetters,
) -> None:
    letter, cast = signing.quickly_presented(), signing.cast
    blank = images_in(read(signing.copy(letter).blank_sha256 or ""))
    with transaction():
        service.keep_picture(cast.office_head, BytesIO(picture("blue")), cast.admin)  # and the office has its seal
    assert images_in(prepared(signing, letter)) == blank
    with transaction():
        service.keep_picture(cast.leader, BytesIO(picture("blue")), cast.admin)
    assert images_in(prepared(signing, letter)) > blank
    with transaction():
        service.take_signed(letter, signing.signed_file(letter), cast.leader)
        documents.number(letter, cast.clerk, today())
        service.seal(letter, PASSPHRASE, cast.clerk)
    copy = signing.copy(letter)
    assert images_in(read(copy.sealed_sha256 or "")) > images_in(read(copy.numbered_sha256 or ""))


def test_no_page_gives_a_picture_away(app: Flask) -> None:
    reading = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())]
    assert [rule.endpoint for rule in reading if "picture" in rule.endpoint and "signatures" in rule.endpoint] == []
