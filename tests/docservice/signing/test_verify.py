"""What is said of a signature: of changed files, of certificates that are no good, of files that came back."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from intranet.docservice.errors import DocError
from intranet.docservice.signing.accept import accept
from intranet.docservice.signing.demonstration import NOW, Authority, Holder, pem
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import certificate_facts, open_key_file
from intranet.docservice.signing.sign import seal, sign
from intranet.docservice.signing.trust import Trust, read_certificates, read_trust
from intranet.docservice.signing.verify import Changes, verify
from tests.docservice.signing.conftest import NUMBERED, PASSPHRASE
from tests.docservice.signing.tampering import UPDATES, annotation, flipped_byte, rewritten, updated
from tests.support.office import make_app


@pytest.mark.parametrize("what", UPDATES)
def test_what_is_added_after_the_seal_is_seen_and_told(sealed: bytes, trust: Trust, what: str) -> None:
    change, phrase = UPDATES[what]
    report = verify(updated(sealed, change), trust)
    last = report.signatures[-1]
    assert not report.valid and last.intact and last.changes_after is Changes.FORBIDDEN
    assert any(phrase in changed for changed in last.changed), last.changed


def test_a_flipped_byte_breaks_both(sealed: bytes, trust: Trust) -> None:
    report = verify(flipped_byte(sealed), trust)
    assert [s.intact for s in report.signatures] == [False, False] and not report.valid


def test_a_file_saved_anew_has_no_signature_left(sealed: bytes, trust: Trust) -> None:
    assert not verify(rewritten(sealed), trust).valid


def test_a_changed_body_breaks_the_signer_too(signed: bytes, trust: Trust) -> None:
    report = verify(updated(signed, annotation), trust)
    assert [(s.valid, s.changes_after) for s in report.signatures] == [(False, Changes.FORBIDDEN)]


def test_a_file_without_signature_is_not_valid(letter: bytes, trust: Trust) -> None:
    assert verify(letter, trust).as_json() == {"valid": False, "signatures": []}


@pytest.mark.parametrize("junk", [b"", b"x" * 5000, b"%PDF-1.7\n" + b"\0" * 5000, b"%PDF-1.7\ntrailer<</Root 1 0 R>>"])
def test_what_is_no_pdf_is_refused(junk: bytes, trust: Trust) -> None:
    with pytest.raises(DocError) as refused:
        verify(junk, trust)
    assert refused.value.code == "pdf_broken"


# Who signs, whom the office trusts, and the sentence.
CERTIFICATES = {
    "expired": "Chứng thư số đã hết hạn.",
    "not yet valid": "Chứng thư số chưa có hiệu lực.",
    "revoked": "Chứng thư số đã bị thu hồi.",
    "revoked, without a place of the list": "Chứng thư số đã bị thu hồi.",
    "of a stranger": "Chứng thư số không do tổ chức được cơ quan tin cậy cấp.",
}


@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_certificate_that_is_no_good_has_its_own_sentence(blank: bytes, kind: str) -> None:
    authority = Authority()
    day = timedelta(days=1)
    holder = {
        "expired": lambda: authority.issue("A", until=NOW - day),
        "not yet valid": lambda: authority.issue("A", since=NOW + day),
        "revoked": lambda: authority.issue("A"),
        "revoked, without a place of the list": lambda: authority.issue("A", with_list=False),
        "of a stranger": lambda: Authority("CA lạ").issue("A"),
    }[kind]()
    if kind.startswith("revoked"):
        authority.revoke(holder)
    known = Trust(tuple(read_certificates(pem(authority.certificate)))).with_lists([authority.revocation_list()])
    report = verify(sign(blank, open_key_file(holder.pkcs12("x"), "x"), name="A"), known)
    assert [(s.reason, s.intact, s.trusted) for s in report.signatures] == [(CERTIFICATES[kind], True, False)]


def test_without_a_list_nobody_is_trusted(signed: bytes, trust: Trust) -> None:
    assert not verify(signed, Trust(trust.roots)).valid


def fingerprint(holder: Holder) -> str:
    return certificate_facts(read_certificates(pem(holder.certificate))[0]).fingerprint


def test_a_letter_signed_elsewhere_is_taken(blank: bytes, signed: bytes, chairman: Holder, trust: Trust) -> None:
    assert accept(blank, signed, trust, fingerprint(chairman)).signer == "Nguyễn Văn Ký"


RETURNED = {
    "returned_unsigned": lambda c: (c.blank, c.chairman),
    "returned_other_file": lambda c: (rewritten(c.signed), c.chairman),
    "returned_wrong_person": lambda c: (c.signed, c.office_key),
    "returned_changed": lambda c: (fill_fields(c.signed, NUMBERED), c.chairman),
    "returned_too_many": lambda c: (
        seal(c.signed, open_key_file(c.office_key.pkcs12(PASSPHRASE), PASSPHRASE), name="B"),
        c.chairman,
    ),
    "returned_not_valid": lambda c: (updated(c.signed, annotation), c.chairman),
}


class Returned:
    """What the cases of a returned file are made of."""

    def __init__(self, blank: bytes, signed: bytes, chairman: Holder, office_key: Holder) -> None:
        self.blank, self.signed, self.chairman, self.office_key = blank, signed, chairman, office_key


@pytest.mark.parametrize("code", RETURNED)
def test_another_file_than_the_signed_one_is_refused(
    code: str, blank: bytes, signed: bytes, chairman: Holder, office_key: Holder, trust: Trust
) -> None:
    returned, holder = RETURNED[code](Returned(blank, signed, chairman, office_key))
    with pytest.raises(DocError) as refused:
        accept(blank, returned, trust, fingerprint(holder))
    assert refused.value.code == code


def test_trust_is_a_folder_of_files(tmp_path: Path, authority: Authority, signed: bytes) -> None:
    (tmp_path / "ca.pem").write_bytes(pem(authority.certificate))
    (tmp_path / "ca.crl").write_bytes(authority.revocation_list())
    known = read_trust(tmp_path)
    assert verify(signed, known).valid and known.lists_end() is not None
    (tmp_path / "x.crt").write_bytes(b"rubbish")
    with pytest.raises(DocError) as refused:
        read_trust(tmp_path)
    assert refused.value.code == "trust_unreadable"
    assert read_trust(tmp_path / "missing") == Trust()


def test_the_command_says_it_and_ends_with_the_right_status(
    tmp_path: Path, sealed: bytes, authority: Authority
) -> None:
    folder = tmp_path / "trust"
    folder.mkdir()
    (folder / "ca.pem").write_bytes(pem(authority.certificate))
    (folder / "ca.crl").write_bytes(authority.revocation_list())
    run = make_app(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing").test_cli_runner()
    for content, status in ((sealed, 0), (flipped_byte(sealed), 1), (b"no pdf", 2)):
        (tmp_path / "a.pdf").write_bytes(content)
        answer = run.invoke(args=["doc", "verify", str(tmp_path / "a.pdf"), "--json"])
        assert answer.exit_code == status
        if status < 2:
            said = json.loads(answer.stdout)
            assert said["valid"] is (status == 0) and set(said) == {"valid", "signatures"}
            assert set(said["signatures"][0]) == {
                "field", "signer", "signed_at", "intact", "trusted", "changes_after", "valid",
            }  # fmt: skip
