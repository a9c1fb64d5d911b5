"""The signed, numbered and sealed letter is still PDF/A, with or without the Word file inside."""

import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from intranet.docservice.errors import DocError
from intranet.docservice.signing.blank_form import add_fields
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.demonstration import Holder
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.long_term import keep_for_long
from intranet.docservice.signing.places import Places
from intranet.docservice.signing.sign import seal, sign
from intranet.docservice.signing.timestamps import TimestampServer
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import verify
from intranet.docservice.signing.word_inside import with_word_inside
from tests.docservice.signing.conftest import NUMBERED, PASSPHRASE, picture
from tests.docservice.signing.tampering import UPDATES, sampled, updated
from tests.docservice.signing.test_timestamps import stamps  # noqa: F401  (a fixture)
from tests.documents.conftest import one_page_pdf
from tests.support.pdfa import faults
from tests.support.time_stamps import TimeStamps

WORD = b"PK the checked Word file"


@pytest.fixture(scope="module")
def with_word(letter: bytes, places: Places, chairman: Holder, office_key: Holder) -> bytes:
    """Signed, numbered and sealed, the Word file inside."""
    blank = add_fields(with_word_inside(letter, WORD, "kế hoạch.docx", datetime(2026, 11, 26, tzinfo=UTC)), places)
    signer = open_key_file(chairman.pkcs12(PASSPHRASE), PASSPHRASE)
    signed = sign(blank, signer, name="Nguyễn Văn Ký", image=picture("blue"))
    sealer = open_key_file(office_key.pkcs12(PASSPHRASE), PASSPHRASE)
    return seal(fill_fields(signed, NUMBERED), sealer, name="Liên minh", image=picture("red"))


def test_each_step_of_a_letter_is_pdfa(letter: bytes, blank: bytes, signed: bytes, sealed: bytes) -> None:
    assert [faults(pdf, 2) for pdf in (letter, blank, signed, sealed)] == [[], [], [], []]


def test_so_is_the_one_that_lasts(sealed: bytes, trust: Trust, stamps: TimeStamps) -> None:  # noqa: F811
    assert faults(keep_for_long(sealed, TimestampServer(stamps.address), trust), 2) == []


def test_so_is_an_appendix_made_of_one(letter: bytes, office_key: Holder) -> None:
    signer = open_key_file(office_key.pkcs12(PASSPHRASE), PASSPHRASE)
    assert faults(seal_in_corner(letter, signer, "43/KH-LMHTX; 25/02/2025; 10:15:30+07:00", name="A"), 2) == []


def test_with_the_word_file_inside_it_is_pdfa_3_and_valid(with_word: bytes, trust: Trust, tmp_path: Path) -> None:
    assert faults(with_word, 3) == [] and faults(with_word, 2) != []
    assert PdfReader(BytesIO(with_word)).attachments == {"kế hoạch.docx": [WORD]}
    report = verify(with_word, trust)
    assert report.valid and [s.signer for s in report.signatures] == ["Nguyễn Văn Ký", "Liên minh Hợp tác xã"]
    (tmp_path / "a.pdf").write_bytes(with_word)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 2


@pytest.mark.parametrize("what", sampled(UPDATES, "the number"))
def test_changes_after_the_seal_are_seen_there_too(with_word: bytes, trust: Trust, what: str) -> None:
    assert not verify(updated(with_word, UPDATES[what][0]), trust).valid


def test_the_check_sees_what_is_no_pdfa() -> None:
    assert len(faults(one_page_pdf(), 2)) >= 2


def test_only_a_pdfa_takes_a_word_file() -> None:
    with pytest.raises(DocError):
        with_word_inside(one_page_pdf(), WORD, "a.docx", datetime(2026, 11, 26, tzinfo=UTC))
