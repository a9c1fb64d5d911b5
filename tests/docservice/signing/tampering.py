"""What people do to a signed file: each makes other bytes of it, as an update at its end or by changing its inside."""

from collections.abc import Callable, Iterable
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

name = generic.NameObject


def sampled(every: Iterable[object], *always: object) -> list[object]:
    """Cases of which the short run tries some and the campaign all."""
    return [pytest.param(one, marks=() if one in always else pytest.mark.campaign) for one in every]


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def other_number(writer: IncrementalPdfFileWriter) -> None:
    fields = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    field = next(field for field in fields if field["/T"] == "so")
    field[name("/V")] = generic.TextStringObject("44")
    writer.update_container(field)


def text_over_the_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    words = writer.add_object(generic.StreamObject(stream_data=b"q BT /F1 20 Tf 100 400 Td (1.000.000.000) Tj ET Q"))
    contents = page["/Contents"]
    old = list(contents) if isinstance(contents, generic.ArrayObject) else [page.raw_get("/Contents")]
    page[name("/Contents")] = generic.ArrayObject([*old, words])
    writer.update_container(page)


def annotation(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = {
        name("/Type"): name("/Annot"),
        name("/Subtype"): name("/FreeText"),
        name("/Rect"): generic.ArrayObject(generic.NumberObject(n) for n in (100, 300, 300, 340)),
        name("/Contents"): generic.TextStringObject("Đồng ý"),
        name("/DA"): generic.TextStringObject("/Helv 12 Tf 0 g"),
    }
    page["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
    writer.update_container(page["/Annots"])


def page_at_the_end(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    page = {
        name("/Type"): name("/Page"),
        name("/Parent"): writer.root.raw_get("/Pages"),
        name("/MediaBox"): generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 595, 842)),
    }
    pages["/Kids"].append(writer.add_object(generic.DictionaryObject(page)))
    pages[name("/Count")] = generic.NumberObject(pages["/Count"] + 1)
    writer.update_container(pages)
    writer.update_container(pages["/Kids"])


def other_page_size(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(1)[0].get_object()
    page[name("/CropBox")] = generic.ArrayObject(generic.NumberObject(n) for n in (0, 300, 595, 842))
    writer.update_container(page)


def flipped_byte(pdf: bytes) -> bytes:
    """One bit of what was signed."""
    place = pdf.index(b"stream", 2000) + 60
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def rewritten(pdf: bytes) -> bytes:
    """Saved anew by a program that knows nothing of signatures."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


UPDATES: dict[str, tuple[Callable[[IncrementalPdfFileWriter], None], str]] = {
    "the number": (other_number, "ô Số từ “43” thành “44”"),
    "words over a page": (text_over_the_page, "trang 1: thêm “"),
    "a note": (annotation, "trang 1: thêm 1 chú thích, khung hoặc chữ ký"),
    "a page at the end": (page_at_the_end, "số trang từ 2 thành 3"),
    "another page size": (other_page_size, ""),
}
