"""Files made to be taken for a sealed letter: overlays, shadows, wrapped and borrowed signatures, broken structure."""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from tests.docservice.signing.tampering import UPDATES, flipped_byte, name, rewritten, updated

Writer = IncrementalPdfFileWriter
number = generic.NumberObject
string = generic.TextStringObject


@dataclass(frozen=True)
class Files:
    """What an attacker has: a letter at each step, and another letter sealed by the same office."""

    blank: bytes
    signed: bytes
    sealed: bytes
    other_sealed: bytes


def array(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(number, values))


def a_page(writer: Writer, index: int = 0) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.find_page_for_modification(index)[0].get_object()
    writer.update_container(page)
    return page


def a_field(writer: Writer, wanted: str) -> generic.DictionaryObject:
    fields = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    field: generic.DictionaryObject = next(field for field in fields if field["/T"] == wanted)
    writer.update_container(field)
    return field


def other_date(writer: Writer) -> None:
    a_field(writer, "ngay")[name("/V")] = string("ngày 01 tháng 01 năm 2020")


def other_drawing_of_the_number(writer: Writer) -> None:
    drawing = generic.StreamObject(
        {name("/Subtype"): name("/Form"), name("/BBox"): array(0, 0, 30, 15)}, stream_data=b"0 0 30 15 re f"
    )
    field = a_field(writer, "so")
    field[name("/AP")] = generic.DictionaryObject({name("/N"): writer.add_object(drawing)})


def moved_seal(writer: Writer) -> None:
    a_field(writer, "co_quan")[name("/Rect")] = array(10, 10, 200, 200)


def other_seal_drawing(writer: Writer) -> None:
    drawing = generic.StreamObject(
        {name("/Subtype"): name("/Form"), name("/BBox"): array(0, 0, 90, 90)}, stream_data=b"1 0 0 rg 0 0 90 90 re f"
    )
    a_field(writer, "co_quan")[name("/AP")] = generic.DictionaryObject({name("/N"): writer.add_object(drawing)})


def new_field(writer: Writer) -> None:
    field = generic.DictionaryObject(
        {
            name("/FT"): name("/Tx"), name("/T"): string("them"), name("/V"): string("1.000.000"),
            name("/Subtype"): name("/Widget"), name("/Type"): name("/Annot"), name("/Rect"): array(50, 50, 200, 80),
        }
    )  # fmt: skip
    reference = writer.add_object(field)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(reference)
    writer.update_container(fields)
    page = a_page(writer)
    page["/Annots"].append(reference)
    writer.update_container(page["/Annots"])


def page_taken_out(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].pop()
    pages[name("/Count")] = number(pages["/Count"] - 1)
    writer.update_container(pages)
    writer.update_container(pages["/Kids"])


def pages_swapped(writer: Writer) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.reverse()
    writer.update_container(kids)


def page_turned(writer: Writer) -> None:
    a_page(writer)[name("/Rotate")] = number(180)


def content_replaced(writer: Writer) -> None:
    words = generic.StreamObject(stream_data=b"BT /F1 14 Tf 100 700 Td (Quyet dinh) Tj ET")
    a_page(writer)[name("/Contents")] = writer.add_object(words)


def font_replaced(writer: Writer) -> None:
    fonts = a_page(writer)["/Resources"]["/Font"]
    first = next(iter(fonts))
    fonts[first] = writer.add_object(
        generic.DictionaryObject(
            {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Symbol")}
        )
    )
    writer.update_container(fonts)


def stamp_over_the_words(writer: Writer) -> None:
    drawing = generic.StreamObject(
        {name("/Subtype"): name("/Form"), name("/BBox"): array(0, 0, 400, 300)}, stream_data=b"1 g 0 0 400 300 re f"
    )
    stamp = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"), name("/Subtype"): name("/Stamp"), name("/Rect"): array(80, 300, 480, 600),
            name("/AP"): generic.DictionaryObject({name("/N"): writer.add_object(drawing)}), name("/F"): number(4),
        }
    )  # fmt: skip
    page = a_page(writer)
    page["/Annots"].append(writer.add_object(stamp))
    writer.update_container(page["/Annots"])


def script_at_opening(writer: Writer) -> None:
    script = {name("/S"): name("/JavaScript"), name("/JS"): string("app.alert(1)")}
    writer.root[name("/OpenAction")] = generic.DictionaryObject(script)
    writer.update_root()


def attached_file(writer: Writer) -> None:
    stream = writer.add_object(generic.StreamObject({name("/Type"): name("/EmbeddedFile")}, stream_data=b"x"))
    spec = {
        name("/Type"): name("/Filespec"), name("/F"): string("a.txt"),
        name("/EF"): generic.DictionaryObject({name("/F"): stream}),
    }  # fmt: skip
    names = generic.ArrayObject([string("a.txt"), writer.add_object(generic.DictionaryObject(spec))])
    tree = generic.DictionaryObject({name("/Names"): names})
    writer.root[name("/Names")] = generic.DictionaryObject({name("/EmbeddedFiles"): tree})
    writer.update_root()


def hidden_layers(writer: Writer) -> None:
    layer = writer.add_object(generic.DictionaryObject({name("/Type"): name("/OCG"), name("/Name"): string("x")}))
    shown = generic.DictionaryObject({name("/OFF"): generic.ArrayObject([layer])})
    writer.root[name("/OCProperties")] = generic.DictionaryObject(
        {name("/OCGs"): generic.ArrayObject([layer]), name("/D"): shown}
    )
    writer.update_root()


def viewer_draws_fields_anew(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form[name("/NeedAppearances")] = generic.BooleanObject(True)
    writer.update_container(form)


def form_taken_away(writer: Writer) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def another_root_of_pages(writer: Writer) -> None:
    page = generic.DictionaryObject({name("/Type"): name("/Page"), name("/MediaBox"): array(0, 0, 595, 842)})
    pages = generic.DictionaryObject(
        {name("/Type"): name("/Pages"), name("/Count"): number(1), name("/Kids"): generic.ArrayObject()}
    )
    root = writer.add_object(pages)
    page[name("/Parent")] = root
    pages["/Kids"].append(writer.add_object(page))
    writer.root[name("/Pages")] = root
    writer.update_root()


OVERLAYS: dict[str, Callable[[Writer], None]] = {
    **{what: change for what, (change, _) in UPDATES.items()},
    "another date": other_date,
    "another drawing of the number": other_drawing_of_the_number,
    "the seal moved": moved_seal,
    "another drawing of the seal": other_seal_drawing,
    "a new field": new_field,
    "a page taken out": page_taken_out,
    "pages swapped": pages_swapped,
    "a page turned": page_turned,
    "a page's words replaced": content_replaced,
    "a font replaced": font_replaced,
    "a stamp over the words": stamp_over_the_words,
    "a script at opening": script_at_opening,
    "an attached file": attached_file,
    "layers hidden": hidden_layers,
    "fields drawn anew by the viewer": viewer_draws_fields_anew,
    "the form taken away": form_taken_away,
    "another tree of pages": another_root_of_pages,
}


def byte_ranges(pdf: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) ?\]( *)", pdf))


def with_byte_range(pdf: bytes, which: int, *values: int) -> bytes:
    """The file with a signature that says it covers other bytes, no byte moved."""
    found = byte_ranges(pdf)[which]
    text = b"/ByteRange [%s]" % b" ".join(b"%d" % value for value in values)
    return pdf[: found.start()] + text.ljust(found.end() - found.start()) + pdf[found.end() :]


def numbers(pdf: bytes, which: int) -> list[int]:
    return [int(value) for value in byte_ranges(pdf)[which].groups()[:4]]


def contents(pdf: bytes, which: int) -> slice:
    """Where a signature's hexadecimal value stands."""
    first, length, second, _ = numbers(pdf, which)
    return slice(first + length, second)


def borrowed_signature(files: Files) -> bytes:
    """The seal's value of another letter in the place of this one's."""
    here, there = contents(files.sealed, -1), contents(files.other_sealed, -1)
    value = files.other_sealed[there].ljust(here.stop - here.start)[: here.stop - here.start]
    return files.sealed[: here.start] + value + files.sealed[here.stop :]


def emptied_signature(files: Files) -> bytes:
    here = contents(files.sealed, -1)
    return files.sealed[: here.start] + b"<" + b"0" * (here.stop - here.start - 2) + b">" + files.sealed[here.stop :]


def wrapped(files: Files) -> bytes:
    """The covered bytes are moved to the end, and something else stands where readers look."""
    _, length, second, last = numbers(files.sealed, -1)
    head, tail = files.sealed[:length], files.sealed[second : second + last]
    evil = updated(files.blank, content_replaced)
    return evil + head + files.sealed[contents(files.sealed, -1)] + tail


def hole_in_the_middle(files: Files) -> bytes:
    first, length, second, last = numbers(files.sealed, -1)
    return with_byte_range(files.sealed, -1, first, length - 500, second, last)


def short_cover(files: Files) -> bytes:
    first, length, second, last = numbers(files.sealed, -1)
    return with_byte_range(files.sealed, -1, first, length, second, last - 400)


def not_from_the_start(files: Files) -> bytes:
    _, length, second, last = numbers(files.sealed, -1)
    return with_byte_range(files.sealed, -1, 9, length - 9, second, last)


def endless_cover(files: Files) -> bytes:
    first, length, second, _ = numbers(files.sealed, -1)
    return with_byte_range(files.sealed, -1, first, length, second, 999_999)


def doubled_file(files: Files) -> bytes:
    return files.sealed + files.blank


def rubbish_before(files: Files) -> bytes:
    return b"x" * 700 + files.sealed


def words_after_the_end(files: Files) -> bytes:
    return files.sealed + b"\n% " + b"1.000.000.000 " * 100


def cut_in_the_middle(files: Files) -> bytes:
    return files.sealed[: len(files.sealed) * 2 // 3]


def joined_with_another(files: Files) -> bytes:
    """Pages of two sealed letters in one file, saved by a program."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(files.sealed)))
    writer.append(PdfReader(BytesIO(files.other_sealed)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def xref_of(pdf: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def circle_of_tables(files: Files) -> bytes:
    """The last table of objects names itself as the one before."""
    start = xref_of(files.sealed)
    found = re.compile(rb"/Prev \d+").search(files.sealed, start)
    assert found
    return files.sealed[: found.start()] + b"/Prev %d" % start + files.sealed[found.end() :]


def ended(body: bytes, table: bytes, size: int) -> bytes:
    """A file whose table of objects stands at its end."""
    return body + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))


def table_of_a_milliard(files: Files) -> bytes:
    return ended(files.sealed + b"\n", b"xref\n0 999999999\n0000000000 65535 f \n", 999_999_999)


def table_far_away(files: Files) -> bytes:
    return files.sealed + b"\nstartxref\n99999999999\n%%EOF"


def deep_nest(files: Files) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj\n"
    return ended(body, b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n", 2)


def pages_in_a_circle(files: Files) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>\nendobj\n"
    second, body = len(body), body + b"2 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R]>>\nendobj\n"
    third, body = len(body), body + b"3 0 obj\n<</T(a)/Kids[3 0 R]>>\nendobj\n"
    table = b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n%010d 00000 n \n%010d 00000 n \n" % (second, third)
    return ended(body, table, 4)


def bomb_of_a_stream(files: Files) -> bytes:
    """Some kilobytes that unpack to two hundred megabytes, where a reader looks for objects."""
    packed = zlib.compress(b"0 " * 100_000_000, 9)
    facts = b"<</Type/XRef/W[1 2 1]/Size 9/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return b"%PDF-1.7\n1 0 obj\n" + facts + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


STRUCTURES: dict[str, Callable[[Files], bytes]] = {
    "a flipped bit": lambda files: flipped_byte(files.sealed),
    "saved anew": lambda files: rewritten(files.sealed),
    "the seal of another letter": borrowed_signature,
    "an empty signature": emptied_signature,
    "signed bytes moved to the end": wrapped,
    "a hole in what is covered": hole_in_the_middle,
    "less covered than the file": short_cover,
    "not covered from the start": not_from_the_start,
    "more covered than there is": endless_cover,
    "two files in one": doubled_file,
    "rubbish before the file": rubbish_before,
    "words after the end": words_after_the_end,
    "cut off": cut_in_the_middle,
    "joined with another letter": joined_with_another,
    "tables in a circle": circle_of_tables,
    "a table of a milliard": table_of_a_milliard,
    "a table far away": table_far_away,
    "arrays in arrays": deep_nest,
    "pages in a circle": pages_in_a_circle,
    "a bomb": bomb_of_a_stream,
}


def hostile_files(files: Files) -> Mapping[str, Callable[[], bytes]]:
    """Each file by what it tries."""
    overlays = {what: lambda change=change: updated(files.sealed, change) for what, change in OVERLAYS.items()}
    return overlays | {what: lambda make=make: make(files) for what, make in STRUCTURES.items()}
