"""The PDF to be signed: empty fields for number and date, the signer's field, and the seal's locking field.

They stand there before anybody signs: a visible field added after certification breaks the signer's signature.
"""

from collections.abc import Mapping
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field

from intranet.docservice.signing.places import Box, Places

NUMBER_FIELD, DATE_FIELD = "so", "ngay"
SIGNER_FIELD, SEAL_FIELD = "nguoi_ky", "co_quan"
FIELD_WORDS = {NUMBER_FIELD: "Số", DATE_FIELD: "Ngày, tháng, năm", SIGNER_FIELD: "Người ký", SEAL_FIELD: "Cơ quan"}
PRINTED, LOCKED, READ_ONLY = 4, 128, 1

name = generic.NameObject
number = generic.NumberObject


def add_fields(pdf: bytes, places: Places) -> bytes:
    """The PDF with its four empty fields (two where the letter bears no number), as an incremental update.

    The seal's field locks every field and forbids any later change once it is signed.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    boxes: Mapping[str, Box | None] = {NUMBER_FIELD: places.number, DATE_FIELD: places.date}
    for field_name, box in boxes.items():
        if box is not None:
            _add_text_field(writer, field_name, box)
    append_signature_field(writer, _signature_field(SIGNER_FIELD, places.signature))
    lock = FieldMDPSpec(FieldMDPAction.ALL)
    append_signature_field(
        writer,
        _signature_field(SEAL_FIELD, places.seal, field_mdp_spec=lock, doc_mdp_update_value=MDPPerm.NO_CHANGES),
    )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _signature_field(field_name: str, box: Box, **more: object) -> SigFieldSpec:
    corners = tuple(round(edge) for edge in box.corners)
    return SigFieldSpec(
        sig_field_name=field_name,
        on_page=box.page,
        box=corners,  # type: ignore[arg-type]
        readable_field_name=FIELD_WORDS[field_name],
        **more,  # type: ignore[arg-type]
    )


def _add_text_field(writer: IncrementalPdfFileWriter, field_name: str, box: Box) -> None:
    page_ref, _ = writer.find_page_for_modification(box.page)[:2]
    page = page_ref.get_object()
    field = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/Widget"),
            name("/FT"): name("/Tx"),
            name("/T"): generic.TextStringObject(field_name),
            name("/TU"): generic.TextStringObject(FIELD_WORDS[field_name]),
            name("/Ff"): number(READ_ONLY),
            name("/F"): number(PRINTED | LOCKED),
            name("/Rect"): generic.ArrayObject(generic.FloatObject(f"{edge:.2f}") for edge in box.corners),
            name("/P"): page_ref,
            name("/DA"): generic.TextStringObject("0 g"),
            name("/AP"): generic.DictionaryObject(
                {name("/N"): writer.add_object(appearance(writer, box.size, b"", generic.DictionaryObject()))}
            ),
        }
    )
    field_ref = writer.add_object(field)
    form_fields(writer).append(field_ref)
    _annotations(writer, page).append(field_ref)


def appearance(
    writer: PdfHandler, size: tuple[float, float], content: bytes, resources: generic.DictionaryObject
) -> generic.StreamObject:
    """What a text field shows: a drawing of the field's size in points."""
    width, height = size
    return generic.StreamObject(
        {
            name("/Type"): name("/XObject"),
            name("/Subtype"): name("/Form"),
            name("/BBox"): generic.ArrayObject(generic.FloatObject(f"{edge:.2f}") for edge in (0, 0, width, height)),
            name("/Resources"): resources,
        },
        stream_data=b"/Tx BMC " + content + b" EMC",
    )


def form_fields(writer: IncrementalPdfFileWriter) -> generic.ArrayObject:
    """The fields of the document's form, which is made when there is none; what is appended is written."""
    root = writer.root
    if "/AcroForm" not in root:
        root["/AcroForm"] = writer.add_object(
            generic.DictionaryObject({name("/Fields"): generic.ArrayObject(), name("/SigFlags"): number(3)})
        )
        writer.update_root()
    form = root["/AcroForm"]
    writer.update_container(form)
    fields: generic.ArrayObject = form["/Fields"]
    writer.update_container(fields)
    return fields


def _annotations(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> generic.ArrayObject:
    if "/Annots" not in page:
        page[name("/Annots")] = generic.ArrayObject()
    writer.update_container(page)
    annotations: generic.ArrayObject = page["/Annots"]
    writer.update_container(annotations)
    return annotations
