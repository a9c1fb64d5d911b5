"""Signing and sealing: the signer certifies the letter and lets number and date follow; the seal locks it whole."""

from io import BytesIO
from typing import Any

from PIL import Image
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.blank_form import SEAL_FIELD, SIGNER_FIELD
from intranet.docservice.signing.fill import write_drawings_again

DIGEST = "sha256"
WIDEST_IMAGE = 1200
FAINTEST = 24  # of 255: less is dust of the scan


def sign(
    pdf: bytes,
    signer: Signer,
    *,
    name: str,
    image: bytes | None = None,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The signer's certification: afterwards only number and date may be filled in and the seal be set.

    `image` is his signature, blue, as a transparent PNG (NĐ 30/2020, PL I, II.7d). PAdES B-B, or B-T with
    `timestamper`; long_term.py makes B-LT of it. DocError sign_not_possible.
    """
    metadata = PdfSignatureMetadata(certify=True, docmdp_permissions=MDPPerm.FILL_FORMS, **_common(SIGNER_FIELD, name))
    return _signed(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer, image, timestamper)


def seal(
    pdf: bytes,
    signer: Signer,
    *,
    name: str,
    image: bytes | None = None,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The office's own signature: it locks number, date and everything else (NĐ 30/2020, PL I, II.8).

    `image` is the seal, red and in its real size, as a transparent PNG. DocError sign_not_possible.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if timestamper is not None:  # a document's time stamp will follow
        write_drawings_again(writer)
    return _signed(writer, PdfSignatureMetadata(**_common(SEAL_FIELD, name)), signer, image, timestamper)


def _common(field: str, name: str) -> dict[str, Any]:
    return {"field_name": field, "name": name, "md_algorithm": DIGEST, "subfilter": SigSeedSubFilter.PADES}


def _signed(
    writer: IncrementalPdfFileWriter,
    metadata: PdfSignatureMetadata,
    signer: Signer,
    image: bytes | None,
    timestamper: TimeStamper | None,
) -> bytes:
    pdf_signer = PdfSigner(metadata, signer, stamp_style=picture_style(image), timestamper=timestamper)
    try:
        out = apart(lambda: pdf_signer.sign_pdf(writer, existing_fields_only=True))
    except (SigningError, PdfError, ValueError) as error:
        raise DocError("sign_not_possible", detail=str(error)) from error
    return bytes(out.getbuffer())


def picture_style(image: bytes | None) -> StaticStampStyle:
    """What stands in a signature's field: a picture filling it, or nothing. DocError picture_broken."""
    if image is None:
        return StaticStampStyle(border_width=0)
    picture = drawn_part(image)
    fill = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MID,
        y_align=layout.AxisAlignment.ALIGN_MID,
        margins=layout.Margins.uniform(0),
    )
    return StaticStampStyle(border_width=0, background=PdfImage(picture), background_layout=fill)


def drawn_part(image: bytes) -> Image.Image:
    """What is drawn of a picture, without the empty rim around it: so a seal comes in its real size.

    DocError picture_broken.
    """
    try:
        with Image.open(BytesIO(image)) as opened:
            opened.thumbnail((WIDEST_IMAGE, WIDEST_IMAGE))
            picture = opened.convert("RGBA")
    except (OSError, ValueError) as error:
        raise DocError("picture_broken", name="chữ ký, con dấu") from error
    return picture.crop(picture.getchannel("A").point(lambda alpha: 255 * (alpha > FAINTEST)).getbbox())


def shape_of(image: bytes) -> float:
    """Width over height of what is drawn of a picture. DocError picture_broken."""
    width, height = drawn_part(image).size
    return width / height
