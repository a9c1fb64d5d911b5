"""Time stamps from a real authority over HTTP: a signature outlives its certificate; nobody else outside is asked."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding

from intranet.docservice.errors import DocError
from intranet.docservice.signing import deferred
from intranet.docservice.signing.accept import accept
from intranet.docservice.signing.demonstration import NOW, Authority, Holder, pem
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import certificate_facts, open_key_file
from intranet.docservice.signing.long_term import keep_for_long
from intranet.docservice.signing.sign import seal, sign
from intranet.docservice.signing.timestamps import TimestampServer, try_server
from intranet.docservice.signing.trust import Trust, read_certificates
from intranet.docservice.signing.verify import LONG_TERM, Changes, verify
from tests.docservice.signing.conftest import NUMBERED, PASSPHRASE
from tests.docservice.signing.hostile import OVERLAYS
from tests.docservice.signing.tampering import UPDATES, flipped_byte, sampled, updated
from tests.support.mail_server import free_port
from tests.support.time_stamps import TimeStamps, running

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def stamps(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TimeStamps]:
    """An authority for time stamps whose certificate the office's own trust anchor gave."""
    holder = authority.issue("Dấu thời gian", time_stamping=True, until=NOW + 1000 * DAY)
    with running(TimeStamps(tmp_path_factory.mktemp("tsa"), holder)) as answering:
        yield answering


@pytest.fixture
def server(stamps: TimeStamps) -> TimestampServer:
    stamps.mood = ""
    return TimestampServer(stamps.address)


@pytest.fixture(scope="module")
def short_lived(authority: Authority) -> Holder:
    return authority.issue("Chứng thư sắp hết hạn", until=NOW + DAY)


@pytest.fixture(scope="module")
def lasting(blank: bytes, short_lived: Holder, stamps: TimeStamps, trust: Trust) -> bytes:
    """Signed by the token's own program (no stamp), numbered, sealed with a stamp, made to last."""
    server, signer = TimestampServer(stamps.address), open_key_file(short_lived.pkcs12(PASSPHRASE), PASSPHRASE)
    numbered = fill_fields(sign(blank, signer, name="A"), NUMBERED)
    return keep_for_long(seal(numbered, signer, name="B", timestamper=server), server, trust)


def later(authority: Authority, days: int) -> Trust:
    """What the office trusts some days on: the same authority with its newest list."""
    known = Trust(tuple(read_certificates(pem(authority.certificate))))
    return known.with_lists([authority.revocation_list(NOW + (days - 1) * DAY)])


def test_both_signatures_outlive_their_certificate(lasting: bytes, authority: Authority) -> None:
    for days, trust in ((0, later(authority, 0)), (60, later(authority, 60))):
        signer, office = verify(lasting, trust, NOW + timedelta(days=days, minutes=5)).signatures
        assert (signer.valid, office.valid) == (True, True), (signer.reason, office.reason)
        assert signer.stamped_at is None and signer.proven_at and office.stamped_at
        assert (office.changes_after, office.changed) == (Changes.ALLOWED, (LONG_TERM,))


def test_without_a_time_stamp_they_end_with_it(blank: bytes, short_lived: Holder, authority: Authority) -> None:
    signed = sign(blank, open_key_file(short_lived.pkcs12(PASSPHRASE), PASSPHRASE), name="A")
    assert verify(signed, later(authority, 0)).valid
    [signature] = verify(signed, later(authority, 60), NOW + 60 * DAY).signatures
    assert (signature.valid, signature.reason) == (False, "Chứng thư số đã hết hạn.")


@pytest.mark.parametrize(("revoked_on", "valid"), [(NOW + 30 * DAY, True), (NOW - DAY, False)])
def test_revoked_later_holds_revoked_before_does_not(
    blank: bytes, stamps: TimeStamps, server: TimestampServer, revoked_on: object, valid: bool
) -> None:
    own = Authority("CA khác")
    holder, stamping = own.issue("A"), own.issue("Dấu thời gian", time_stamping=True)
    with running(TimeStamps(stamps.folder / f"own-{valid}", stamping)) as answering:
        asked = TimestampServer(answering.address)
        signer = open_key_file(holder.pkcs12("x"), "x")
        known = later(own, 0)
        made = keep_for_long(sign(blank, signer, name="A", timestamper=asked), asked, known)
    own.revoke(holder, revoked_on)  # type: ignore[arg-type]
    assert verify(made, later(own, 60), NOW + 60 * DAY).valid is valid


def test_the_file_holds_the_offices_lists_and_poppler_accepts_all(lasting: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(lasting)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 2 and "Signature is Invalid" not in said  # it judges no document stamps
    assert b"/DSS" in lasting and b"/CRLs" in lasting and b"/DocTimeStamp" in lasting


@pytest.mark.parametrize("what", sampled(UPDATES, "the number", "a note"))
def test_what_is_added_after_the_stamp_is_still_seen(lasting: bytes, trust: Trust, what: str) -> None:
    change, phrase = UPDATES[what]
    last = verify(updated(lasting, change), trust).signatures[-1]
    assert last.changes_after is Changes.FORBIDDEN and any(phrase in told for told in last.changed), last.changed


AFTER_A_STAMP = ("fields drawn anew by the viewer", "the form taken away", "another tree of pages", "layers hidden")


@pytest.mark.parametrize("what", sampled(OVERLAYS, *AFTER_A_STAMP))
def test_no_hostile_update_hides_behind_the_stamp(lasting: bytes, trust: Trust, what: str) -> None:
    report = verify(updated(lasting, OVERLAYS[what]), trust)
    assert not any(signature.valid and signature.field == "co_quan" for signature in report.signatures)


def test_a_flipped_byte_is_seen(lasting: bytes, trust: Trust) -> None:
    assert [s.intact for s in verify(flipped_byte(lasting), trust).signatures] == [False, False]


def test_a_key_elsewhere_gets_its_stamp_when_it_is_embedded(
    blank: bytes, chairman: Holder, server: TimestampServer, trust: Trust, authority: Authority
) -> None:
    certificate = x509.Certificate.load(chairman.certificate.public_bytes(Encoding.DER))
    prepared = deferred.prepare(blank, certificate, name="Nguyễn Văn Ký")
    raw = chairman.key.sign(prepared.to_sign, padding.PKCS1v15(), hashes.SHA256())
    done = deferred.finish(prepared, raw, server)
    found = accept(blank, done, trust, certificate_facts(certificate).fingerprint)
    assert found.stamped_at and verify(done, later(authority, 800), NOW + 800 * DAY).valid


def test_a_token_program_may_make_it_last_itself(
    blank: bytes, signed: bytes, chairman: Holder, server: TimestampServer, trust: Trust
) -> None:
    [certificate] = read_certificates(pem(chairman.certificate))
    found = accept(blank, keep_for_long(signed, server, trust), trust, certificate_facts(certificate).fingerprint)
    assert found.valid and found.proven_at


FAULTS = {
    "broken": ("stamp_no_answer", "503"),
    "elsewhere": ("stamp_no_answer", "302"),
    "rubbish": ("stamp_no_answer", "không phải dấu thời gian"),
    "endless": ("stamp_no_answer", "quá lớn"),
    "refuses": ("stamp_refused", "từ chối"),
}


@pytest.mark.parametrize("mood", FAULTS)
def test_an_authority_that_gives_no_stamp_is_named(
    numbered: bytes, chairman: Holder, stamps: TimeStamps, server: TimestampServer, mood: str
) -> None:
    stamps.mood, (code, words) = mood, FAULTS[mood]
    stamps.asked.clear()
    with pytest.raises(DocError) as refused:
        seal(numbered, open_key_file(chairman.pkcs12(PASSPHRASE), PASSPHRASE), name="A", timestamper=server)
    assert refused.value.code == code and words in refused.value.sentence
    assert len(stamps.asked) == 1, "no other address and no second try"


def test_nobody_there(trust: Trust) -> None:
    with pytest.raises(DocError) as refused:
        try_server(TimestampServer(f"http://127.0.0.1:{free_port()}/"), trust)
    assert refused.value.code == "stamp_no_answer"


def test_one_try_tells_whether_the_stamp_is_trusted(server: TimestampServer, trust: Trust) -> None:
    assert abs(try_server(server, trust) - NOW) < DAY
    with pytest.raises(DocError) as refused:
        try_server(server, later(Authority("CA lạ"), 0))
    assert refused.value.code == "stamp_untrusted"
