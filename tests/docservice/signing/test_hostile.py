"""Forty files that want to be taken for a sealed letter: none is valid, none breaks the program."""

import pytest

from intranet.docservice.errors import DocError
from intranet.docservice.signing.demonstration import Holder
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.sign import seal
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import verify
from tests.docservice.signing.conftest import PASSPHRASE
from tests.docservice.signing.hostile import OVERLAYS, STRUCTURES, Files, hostile_files


@pytest.fixture(scope="module")
def files(blank: bytes, signed: bytes, sealed: bytes, office_key: Holder) -> Files:
    signer = open_key_file(office_key.pkcs12(PASSPHRASE), PASSPHRASE)
    other = seal(fill_fields(signed, {"so": "99", "ngay": "ngày 02 tháng 01 năm 2026"}), signer, name="B")
    return Files(blank, signed, sealed, other)


def test_there_are_forty_of_them() -> None:
    assert len(OVERLAYS) + len(STRUCTURES) >= 40


@pytest.mark.parametrize("what", [*OVERLAYS, *STRUCTURES])
def test_a_hostile_file_is_not_valid(files: Files, trust: Trust, what: str) -> None:
    assert verify(files.sealed, trust).valid
    hostile = hostile_files(files)[what]()
    assert hostile != files.sealed
    try:
        report = verify(hostile, trust)
    except DocError as refused:
        assert refused.code == "pdf_broken"
        return
    assert not report.valid
    assert not any(signature.valid and signature.field == "co_quan" for signature in report.signatures)
