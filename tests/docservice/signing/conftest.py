"""A real letter made ready to be signed, people with keys, and an authority the office trusts."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.render import render_docx
from intranet.docservice.signing.blank_form import add_fields
from intranet.docservice.signing.demonstration import Authority, Holder, pem
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.places import BLANKS, Places, find_places
from intranet.docservice.signing.sign import seal, sign
from intranet.docservice.signing.trust import Trust, read_certificates
from intranet.docservice.word import fill_controls
from tests.support.letters import own_catalogue

PASSPHRASE = "mật khẩu thử"
NUMBERED = {"so": "43", "ngay": "ngày 26 tháng 11 năm 2026"}


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def chairman(authority: Authority) -> Holder:
    return authority.issue("Nguyễn Văn Ký")


@pytest.fixture(scope="session")
def office_key(authority: Authority) -> Holder:
    return authority.issue("Liên minh Hợp tác xã", organisation="Liên minh Hợp tác xã")


@pytest.fixture(scope="session")
def trust(authority: Authority) -> Trust:
    return Trust(tuple(read_certificates(pem(authority.certificate)))).with_lists([authority.revocation_list()])


@pytest.fixture(scope="session")
def letter() -> bytes:
    """A kế hoạch of two pages as PDF/A, number and date blank."""
    template = own_catalogue().get("ke_hoach")
    docx = render_docx(template, template.example | {"so": "", "ngay": ""}, year=2026)
    return to_pdf(fill_controls(docx, BLANKS), pdfa=True)


@pytest.fixture(scope="session")
def places(letter: bytes) -> Places:
    signer = own_catalogue().get("ke_hoach").example["nguoi_ky"]
    return find_places(
        letter,
        place_name="Hải Phòng",
        authority=signer["quyen_han"],
        signer_name=signer["ho_ten"],
    )


@pytest.fixture(scope="session")
def blank(letter: bytes, places: Places) -> bytes:
    """The letter with its empty fields: what a person signs."""
    return add_fields(letter, places)


@pytest.fixture(scope="session")
def signed(blank: bytes, chairman: Holder) -> bytes:
    signer = open_key_file(chairman.pkcs12(PASSPHRASE), PASSPHRASE)
    return sign(blank, signer, name="Nguyễn Văn Ký", image=picture("blue"))


@pytest.fixture(scope="session")
def numbered(signed: bytes) -> bytes:
    return fill_fields(signed, NUMBERED)


@pytest.fixture(scope="session")
def sealed(numbered: bytes, office_key: Holder) -> bytes:
    signer = open_key_file(office_key.pkcs12(PASSPHRASE), PASSPHRASE)
    return seal(numbered, signer, name="Liên minh Hợp tác xã", image=picture("red"))


def picture(colour: str) -> bytes:
    """A transparent drawing in one colour, as a scanned signature or seal is."""
    drawing = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ImageDraw.Draw(drawing).ellipse((10, 10, 390, 290), outline=colour, width=12)
    kept = BytesIO()
    drawing.save(kept, "PNG")
    return kept.getvalue()
