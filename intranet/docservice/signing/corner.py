"""The office's signature on a file beside the letter, or on a copy: words at the top right of page one, no picture.

NĐ 30/2020, PL I, phần I, II.8b and III.1d; phần II, I.3: Times New Roman 10, upright, black.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko.stamp.static import StaticContentStamp
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.blank_form import FIELD_WORDS, SEAL_FIELD, name
from intranet.docservice.signing.letter_font import embedded_font, text_width
from intranet.docservice.signing.places import DESCENT, LINE_HEIGHT, MM
from intranet.docservice.signing.reading_errors import READING_ERRORS
from intranet.docservice.signing.sign import DIGEST

SIZE = 10.0
FROM_TOP, FROM_SIDE = 8 * MM, 15 * MM


@dataclass(frozen=True)
class _Words(StaticStampStyle):
    """What stands in the corner, a line each."""

    lines: tuple[str, ...] = ()

    def create_stamp(self, writer: Any, box: Any, text_params: Any) -> "_Drawn":
        return _Drawn(writer=writer, style=self, box=box)


class _Drawn(StaticContentStamp):
    def _render_inner_content(self) -> list[bytes]:
        assert self.writer is not None
        font = embedded_font(self.writer)
        drawn = []
        for number, line in enumerate(reversed(self.style.lines)):
            left = self.box.width - text_width(line, SIZE)
            base = (number * LINE_HEIGHT + DESCENT) * SIZE
            drawn.append(b"BT 0 g /F0 %.2f Tf %.2f %.2f Td %s ET" % (SIZE, left, base, font.shape(line).graphics_ops))
        self.set_resource(ResourceType.FONT, name("/F0"), font.as_resource())
        return drawn


def has_signatures(pdf: bytes) -> bool:
    """Whether somebody signed the file already; it is then to be left as it is. DocError pdf_broken."""
    try:
        return bool(PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures)
    except READING_ERRORS as error:
        raise DocError("pdf_broken", name="PDF") from error


def seal_in_corner(
    pdf: bytes, signer: Signer, words: str, *, name: str, timestamper: TimeStamper | None = None
) -> bytes:
    """The PDF signed by the office and closed: any later change breaks the signature.

    `words` are what the decree asks for, parted by "; "; they take a second line where one is too narrow. A page that
    is only turned for looking at is turned for good first; a file that anybody may read and nobody change (an owner's
    password) is opened for it. For files without any signature. DocError pdf_broken, sign_not_possible, what the
    timestamper refuses.
    """
    try:
        upright, corner = _upright(pdf)
        lines = _lines(words, corner.width)
        spec = SigFieldSpec(
            sig_field_name=SEAL_FIELD,
            on_page=0,
            box=corner.box(lines),
            readable_field_name=FIELD_WORDS[SEAL_FIELD],
        )
        metadata = PdfSignatureMetadata(
            field_name=SEAL_FIELD,
            name=name,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        style = _Words(border_width=0, lines=tuple(lines))
        pdf_signer = PdfSigner(metadata, signer, stamp_style=style, timestamper=timestamper, new_field_spec=spec)
        out = apart(lambda: pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(upright), strict=False)))
    except PyPdfError as error:
        raise DocError("pdf_broken", name="PDF") from error
    except (SigningError, PdfError, generic.PdfReadError, ValueError, KeyError) as error:
        raise DocError("sign_not_possible", detail=str(error)) from error
    return bytes(out.getbuffer())


@dataclass(frozen=True)
class _Corner:
    """The top right corner of what a page shows, in points."""

    right: float
    top: float
    width: float

    def box(self, lines: list[str]) -> tuple[int, int, int, int]:
        wide = max(text_width(line, SIZE) for line in lines) + 1
        right, top = self.right - FROM_SIDE, self.top - FROM_TOP
        return round(right - wide), round(top - len(lines) * SIZE * LINE_HEIGHT), round(right), round(top)


def _upright(pdf: bytes) -> tuple[bytes, _Corner]:
    """The file as it can be signed, its first page turned for good where it was turned, and that page's corner."""
    reader = PdfReader(BytesIO(pdf))
    if reader.pages[0].rotation or reader.is_encrypted:
        writer = PdfWriter(clone_from=reader)
        if reader.pages[0].rotation:
            writer.pages[0].transfer_rotation_to_content()
        out = BytesIO()
        writer.write(out)
        pdf, reader = out.getvalue(), PdfReader(out)
    box = reader.pages[0].cropbox
    return pdf, _Corner(float(box.right), float(box.top), float(box.width))


def _lines(words: str, width: float) -> list[str]:
    room = width - 2 * FROM_SIDE
    if text_width(words, SIZE) <= room:
        return [words]
    first, _, rest = words.partition("; ")
    lines = [f"{first};"]
    for part in rest.split("; "):
        longer = f"{lines[-1]} {part};"
        if text_width(longer, SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(f"{part};")
    return [*lines[:-1], lines[-1].removesuffix(";")]
