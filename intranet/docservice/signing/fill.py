"""Writing number and date into the fields of a letter that has been signed: an update the signature allows."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields

from intranet.docservice.errors import DocError
from intranet.docservice.signing.blank_form import DATE_FIELD, appearance, name
from intranet.docservice.signing.letter_font import embedded_font, text_width
from intranet.docservice.signing.places import DESCENT, LINE_HEIGHT


def fill_fields(pdf: bytes, values: Mapping[str, str], fontconfig: Path | None = None) -> bytes:
    """The signed PDF with `so` and `ngay` written in the letter's own font; the bytes that were signed stay.

    DocError sign_no_field when a field is missing, sign_filled when it holds other words already.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields = _text_fields(writer)
    for field_name, text in values.items():
        if field_name not in fields:
            raise DocError("sign_no_field", name=field_name)
        _fill(writer, fields[field_name], field_name, text, fontconfig)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def filled_fields(pdf: bytes) -> dict[str, str]:
    """What the text fields of a PDF hold: field → words, '' while it is empty."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    return {field_name: str(field.get("/V", "")) for field_name, field in _text_fields(writer).items()}


def write_drawings_again(writer: IncrementalPdfFileWriter) -> None:
    """Put the drawings of the text fields, as they stand, into the revision that is being written.

    pyHanko takes a locked field whose drawing is older than the signature for one that was changed by whatever comes
    afterwards, be it a time stamp (0.38: `_allow_in_place_appearance_update` compares with the signed revision only).
    """
    for field in _text_fields(writer).values():
        writer.mark_update(field["/AP"].raw_get("/N"))


def _text_fields(writer: IncrementalPdfFileWriter) -> dict[str, generic.DictionaryObject]:
    if "/AcroForm" not in writer.root:
        return {}
    fields = [reference.get_object() for reference in writer.root["/AcroForm"].get("/Fields", ())]
    return {str(field["/T"]): field for field in fields if field.get("/FT") == "/Tx" and "/T" in field}


def _fill(
    writer: IncrementalPdfFileWriter,
    field: generic.DictionaryObject,
    field_name: str,
    text: str,
    fontconfig: Path | None,
) -> None:
    if field.get("/V") not in (None, ""):
        if field["/V"] == text:
            return
        raise DocError("sign_filled", name=field_name, words=str(field["/V"]))
    italic = field_name == DATE_FIELD
    left, bottom, right, top = (float(edge) for edge in field["/Rect"])
    width, height = right - left, top - bottom
    size = height / LINE_HEIGHT
    wide = text_width(text, size, italic=italic, fontconfig=fontconfig)
    size, wide = (size * width / wide, width) if wide > width else (size, wide)
    # The number leans on the stroke behind it, the date on the place before it.
    start = 0.25 * size if italic else max(0.0, width - wide)
    font = embedded_font(writer, italic=italic, fontconfig=fontconfig)
    shaped = font.shape(text)
    content = b"q 0 g BT /F0 %.2f Tf %.2f %.2f Td %s ET Q" % (size, start, DESCENT * size, shaped.graphics_ops)
    resources = generic.DictionaryObject({name("/Font"): generic.DictionaryObject({name("/F0"): font.as_resource()})})
    drawing = writer.add_object(appearance(writer, (width, height), content, resources))
    field[name("/V")] = generic.TextStringObject(text)
    field[name("/AP")] = generic.DictionaryObject({name("/N"): drawing})
    writer.update_container(field)


def empty_signature_fields(pdf: bytes) -> list[str]:
    """The names of the signature fields nobody has signed yet."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    return [field_name for field_name, value, _ in enumerate_sig_fields(writer) if value is None]
