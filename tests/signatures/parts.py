"""Keys, certificates and small signed files for the matrix: a page with its fields, signed in a moment."""

from functools import cache
from io import BytesIO
from types import SimpleNamespace

from PIL import Image

from intranet.core.files import keep_bytes, read
from intranet.docservice.signing.blank_form import add_fields
from intranet.docservice.signing.demonstration import Authority
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.places import Box, Places
from intranet.docservice.signing.sign import sign
from intranet.documents.models import Document
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.rules import CopyState
from tests.documents.conftest import one_page_pdf

PASSPHRASE = "mật khẩu thử"


@cache
def keys() -> SimpleNamespace:
    """An authority, and the keys of a leader, of another and of the office."""
    authority = Authority()
    return SimpleNamespace(
        authority=authority,
        leader=authority.issue("Lãnh đạo"),
        other=authority.issue("Lãnh đạo khác"),
        office=authority.issue("Cơ quan"),
    )


def ready_copy(document: Document) -> ElectronicCopy:
    """A copy of the letter to be signed, without LibreOffice."""
    boxes = [Box(0, left, 100, left + 60, 130) for left in (20, 90, 160, 230)]
    blank = add_fields(one_page_pdf(), Places(boxes[0], boxes[1], boxes[2], boxes[3]))
    return ElectronicCopy(
        document_id=document.id,
        n=document.current_n,
        state=CopyState.READY,
        blank_sha256=keep_bytes(blank, "application/pdf"),
        page_count=1,
    )


def signed_by_leader(copy: ElectronicCopy) -> bytes:
    """What the leader's token program gives back."""
    signer = open_key_file(keys().leader.pkcs12(PASSPHRASE), PASSPHRASE)
    return sign(read(copy.blank_sha256 or ""), signer, name="Lãnh đạo")


@cache
def scan_pdf(dpi: int = 200, mode: str = "RGB", pages: int = 1) -> bytes:
    """A scanned sheet of A4 in colour ("RGB") or grey ("L")."""
    size = round(8.27 * dpi), round(11.69 * dpi)
    sheets = [Image.new(mode, size, "white") for _ in range(pages)]
    out = BytesIO()
    sheets[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=sheets[1:])
    return out.getvalue()
