"""Files from outside: the sound ones are named rightly, each unsound one is refused with a sentence of its own."""

import contextlib
import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader, PdfWriter

from intranet.docservice import package as package_module
from intranet.docservice.errors import DocError
from intranet.docservice.guard import ANY_KIND, KINDS, PICTURES, FileFacts, check_docx, inspect_upload, shown_name
from tests.support.office_files import (
    DOCUMENT_TYPE,
    OFFICE_TYPES,
    TYPES,
    letter,
    members_of,
    picture,
    picture_pdf,
    raw_docx,
    relations,
    zipped,
)

DOCX_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    result = io.BytesIO()
    with xlsxwriter.Workbook(result) as book:
        book.add_worksheet().write(0, 0, "Họ và tên")
    return result.getvalue()


def refusal(content: bytes, filename: str, allowed=ANY_KIND, **options) -> DocError:
    with pytest.raises(DocError) as refused:
        inspect_upload(io.BytesIO(content), filename, allowed, **options)
    return refused.value


SOUND = {
    "Word": (letter(), "kế hoạch.docx", "docx", DOCX_MEDIA, ".docx"),
    "Word, capital letters": (letter(), "KE HOACH.DOCX", "docx", DOCX_MEDIA, ".docx"),
    "the barest Word file": (raw_docx(), "a.docx", "docx", DOCX_MEDIA, ".docx"),
    "Excel": (workbook(), "danh sách.xlsx", "xlsx", XLSX_MEDIA, ".xlsx"),
    "PDF": (picture_pdf(), "bản quét.pdf", "pdf", "application/pdf", ".pdf"),
    "JPEG": (picture(), "ảnh.jpg", "jpeg", "image/jpeg", ".jpg"),
    "PNG": (picture("PNG"), "ảnh.png", "png", "image/png", ".png"),
    "a PNG that a phone called .jpg": (picture("PNG"), "ảnh.jpg", "png", "image/png", ".png"),
    "a name without an ending": (picture(), "ảnh", "jpeg", "image/jpeg", ".jpg"),
}


@pytest.mark.parametrize(("content", "name", "kind", "media_type", "extension"), SOUND.values(), ids=SOUND.keys())
def test_sound_files(content: bytes, name: str, kind: str, media_type: str, extension: str) -> None:
    stream = io.BytesIO(content)
    stream.seek(3)
    assert inspect_upload(stream, name) == FileFacts(kind, media_type, extension, len(content))
    assert stream.tell() == 0, "the one who stores it reads from the beginning"


def test_a_file_on_disk(tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_bytes(letter())
    assert inspect_upload(tmp_path / "thu.docx", "thư.docx").kind == "docx"


def with_a_flipped_bit(package: bytes) -> bytes:
    """Somewhere in the middle of what a member holds."""
    middle = len(package) // 2
    return package[:middle] + bytes([package[middle] ^ 8]) + package[middle + 1 :]


def claiming_size(png: bytes, width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels."""
    header = b"IHDR" + struct.pack(">LL", width, height) + png[24:29]
    return png[:12] + header + struct.pack(">L", zlib.crc32(header)) + png[33:]


def encrypted(pdf: bytes) -> bytes:
    writer, result = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
    writer.encrypt("mật khẩu")
    writer.write(result)
    return result.getvalue()


def with_flag_of_encryption(package: bytes) -> bytes:
    """Every member of the zip marked as encrypted, in its own header and in the directory."""
    content = bytearray(package)
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def with_two_members_of_one_name() -> bytes:
    result = io.BytesIO(raw_docx())
    with zipfile.ZipFile(result, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", "<other/>")
    return result.getvalue()


def compressed_otherwise() -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_BZIP2) as package:
        for name, content in members_of(raw_docx()).items():
            package.writestr(name, content)
    return result.getvalue()


def with_many_members() -> bytes:
    return raw_docx(parts={f"word/media/{number}.txt": b"" for number in range(3100)})


def typed(content_type: str) -> str:
    return TYPES.format(content_type)


def linked(kind: str, target: str) -> bytes:
    return raw_docx(parts={"word/_rels/settings.xml.rels": relations((kind, target, True))})


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

REFUSED = {
    "empty": (b"", "thư.docx", "file_empty"),
    "text named .docx": ("Kính gửi".encode(), "thư.docx", "file_is_text"),
    "UTF-16 text named .docx": ("Kính gửi".encode("utf-16"), "thư.docx", "file_is_text"),
    "rich text named .doc": (b"{\\rtf1 thu}", "thư.doc", "file_is_text"),
    "a web page": (b"<html><script>alert(1)</script>", "trang.html", "file_unknown"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + bytes(99), "chay.pdf", "file_unknown"),
    "old Word": (OLE, "thư.doc", "file_is_old_office"),
    "old Word named .docx": (OLE, "thư.docx", "file_is_old_office"),
    "Word with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "thư.docx", "file_is_locked"),
    "SVG": (SVG, "dấu.svg", "file_is_svg"),
    "SVG named .png": (SVG, "dấu.png", "file_is_svg"),
    "WebP": (picture("WEBP"), "ảnh.webp", "file_is_other_picture"),
    "GIF": (picture("GIF"), "ảnh.gif", "file_is_other_picture"),
    "TIFF": (picture("TIFF"), "ảnh.tif", "file_is_other_picture"),
    "HEIC of an iPhone": (b"\0\0\0\x24ftypheic" + bytes(99), "IMG_0001.HEIC", "file_is_heic"),
    "a picture named .pdf": (picture(), "quét.pdf", "file_name_lies"),
    "Word named .pdf": (letter(), "thư.pdf", "file_name_lies"),
    "Excel named .docx": (workbook(), "thư.docx", "file_name_lies"),
    "any zip": (zipped({"a.txt": "a"}), "thư.docx", "office_not_that"),
    "a zip cut short": (letter()[:20_000], "thư.docx", "office_broken"),
    "a zip with a flipped bit": (with_a_flipped_bit(letter()), "a.docx", "office_broken"),
    "no main part": (raw_docx(parts={"word/document.xml": None}), "a.docx", "office_broken"),
    "main part of another kind": (raw_docx(parts={"word/document.xml": "<a/>"}), "a.docx", "office_not_that"),
    "main part not well-formed": (raw_docx("<w:p>"), "a.docx", "office_broken"),
    "a presentation": (
        raw_docx(parts={"[Content_Types].xml": typed(OFFICE_TYPES + "presentationml.presentation.main+xml")}),
        "a.docx",
        "office_not_that",
    ),
    "a macro file renamed": (raw_docx(parts={"[Content_Types].xml": typed(MACRO_TYPE)}), "a.docx", "office_macro"),
    "a macro inside": (raw_docx(parts={"word/vbaProject.bin": b"vba"}), "a.docx", "office_macro"),
    "a macro in capitals": (raw_docx(parts={"WORD/VBAPROJECT.BIN": b"vba"}), "a.docx", "office_macro"),
    "a control that runs": (raw_docx(parts={"word/activeX/activeX1.bin": b"x"}), "a.docx", "office_macro"),
    "an old Excel macro": (raw_docx(parts={"xl/macrosheets/sheet1.xml": "<a/>"}), "a.xlsx", "office_macro"),
    "strict": (
        raw_docx(parts={"_rels/.rels": relations(("officeDocument", "word/document.xml", False)).replace(
            TRANSITIONAL.decode(), STRICT)}),
        "a.docx",
        "office_strict",
    ),
    "out of its folder": (raw_docx(parts={"../../etc/cron.d/x": "x"}), "a.docx", "office_broken"),
    "to an absolute place": (raw_docx(parts={"/etc/x": "x"}), "a.docx", "office_broken"),
    "with back slashes": (raw_docx(parts={"..\\x": "x"}), "a.docx", "office_broken"),
    "two members of one name": (with_two_members_of_one_name(), "a.docx", "office_broken"),
    "members marked encrypted": (with_flag_of_encryption(raw_docx()), "a.docx", "file_is_locked"),
    "another compression": (compressed_otherwise(), "a.docx", "office_broken"),
    "too many members": (with_many_members(), "a.docx", "office_bomb"),
    "entities that multiply": (raw_docx(parts={"word/styles.xml": BILLION_LAUGHS}), "a.docx", "office_broken"),
    "the same in UTF-16": (
        raw_docx(parts={"word/styles.xml": BILLION_LAUGHS.encode("utf-16")}), "a.docx", "office_broken"),
    "a template from outside": (linked("attachedTemplate", "https://evil.example/t.dotm"), "a.docx", "office_remote"),
    "a template from a share": (linked("attachedTemplate", r"\\evil\share\t.dotm"), "a.docx", "office_remote"),
    "a share in disguise": (linked("attachedTemplate", "file:////evil/share/t.dotm"), "a.docx", "office_remote"),
    "an object from elsewhere": (linked("oleObject", "file:///C:/x.xlsx"), "a.docx", "office_remote"),
    "a frame from elsewhere": (linked("frame", "http://evil.example/"), "a.docx", "office_remote"),
    "PDF not at its beginning": (b"rac\n" + picture_pdf(), "a.pdf", "file_unknown"),
    "PDF of nothing": (b"%PDF-1.7\n", "a.pdf", "pdf_broken"),
    "PDF with a password": (encrypted(picture_pdf()), "a.pdf", "file_is_locked"),
    "a photograph cut short": (picture(size=(900, 900), quality=95)[:3000], "a.jpg", "picture_broken"),
    "a PNG cut short": (picture("PNG", (900, 900))[:1000], "a.png", "picture_broken"),
    "a name and no picture": (b"\xff\xd8\xff\xe0", "a.jpg", "picture_broken"),
    "a PNG of 400 megapixels": (claiming_size(picture("PNG"), 20_000, 20_000), "a.png", "picture_too_large"),
    "a PNG of 80 megapixels": (claiming_size(picture("PNG"), 10_000, 8_000), "a.png", "picture_too_large"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_unsound_files(content: bytes, name: str, code: str) -> None:
    refused = refusal(content, name)
    assert refused.code == code
    assert "{" not in refused.sentence


def test_only_what_the_place_takes() -> None:
    refused = refusal(letter(), "thư.docx", PICTURES | {"pdf"})
    assert refused.code == "file_not_allowed"
    assert refused.sentence == ("Ở đây chỉ nhận tệp PDF, ảnh JPEG hoặc ảnh PNG; “thư.docx” là tệp Word (.docx).")


LIMITS = {"docx": letter(), "pdf": picture_pdf(), "jpeg": picture()}


@pytest.mark.parametrize(("kind", "start"), LIMITS.items(), ids=LIMITS.keys())
def test_too_large_is_told_before_it_is_read(kind: str, start: bytes) -> None:
    limit = KINDS[kind].most_megabytes
    refused = refusal(start + bytes(limit << 20), "a" + KINDS[kind].extension)
    assert refused.code == "file_too_big"
    assert f"lớn hơn {limit} MB" in refused.sentence


def test_a_place_may_ask_for_smaller_files() -> None:
    assert refusal(picture() + bytes(1 << 20), "a.jpg", most_megabytes=1).code == "file_too_big"


def bomb(megabytes: int, *members: str, level: int = 1) -> bytes:
    """A Word file with members of so many megabytes each; packed a thousandfold by the highest level."""
    result = io.BytesIO(raw_docx())
    with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for member in members:
            package.writestr(member, bytes(megabytes << 20))
    return result.getvalue()


def lying_about_size(package: bytes) -> bytes:
    """A directory that says every member holds ten bytes."""
    content, at = bytearray(package), 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        content[at + 24 : at + 28] = struct.pack("<L", 10)
        at += 46
    return bytes(content)


def test_a_bomb_stops_early_in_little_memory() -> None:
    packed = bomb(300, "word/media/image1.bin")
    assert len(packed) < 2 << 20
    tracemalloc.start()
    try:
        assert refusal(packed, "a.docx").code == "office_bomb"
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_words_packed_too_tightly_are_a_bomb_of_any_size_but_a_white_picture_is_none() -> None:
    assert refusal(bomb(5, "word/styles.xml", level=9), "a.docx").code == "office_bomb"
    check_docx(bomb(5, "word/media/image1.bmp", level=9))


def test_more_elements_than_a_letter_can_have_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MOST_ELEMENTS", 3000)
    check_docx(raw_docx("<w:p/>" * 2900))
    assert refusal(raw_docx("<w:p/>" * 20_000), "a.docx").code == "office_bomb"


@pytest.mark.parametrize(
    ("megabytes", "members"),
    [
        (151, ["word/media/image1.bin"]),
        (51, ["word/media/image1.bin", "word/media/image2.bin", "word/media/image3.bin"]),
        (41, ["word/styles.xml"]),
        (3, ["word/_rels/more.rels"]),
    ],
)
def test_what_is_loosely_packed_is_stopped_by_its_size(
    megabytes: int, members: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "HIGHEST_RATIO", 1_000_000)
    assert refusal(bomb(megabytes, *members), "a.docx").code == "office_bomb"
    check_docx(bomb(megabytes // 2, "word/media/image1.bin"))


def test_a_bomb_that_lies_about_its_size_comes_to_nothing() -> None:
    assert refusal(lying_about_size(bomb(50, "word/styles.xml")), "a.docx").code in ("office_bomb", "office_broken")


def test_a_directory_too_large_for_memory_is_not_read() -> None:
    many = {f"word/media/{'x' * 400}{number}.bin": b"" for number in range(2900)}
    assert refusal(raw_docx(parts=many), "a.docx").code == "office_bomb"


def test_a_long_honest_letter_is_no_bomb() -> None:
    rows = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Hợp tác xã nông nghiệp</w:t></w:r></w:p></w:tc>" * 5 + "</w:tr>"
    check_docx(raw_docx(f"<w:tbl>{rows * 3000}</w:tbl>"))


NOTED = {
    "a link to a page": (linked("hyperlink", "https://haiphong.gov.vn"), ""),
    "a template on the writer's disk": (linked("attachedTemplate", "file:///C:\\Users\\VP\\mau.dotm"), "tệp mẫu"),
    "a template by its name": (linked("attachedTemplate", "Normal.dotm"), "tệp mẫu"),
    "a picture elsewhere": (linked("image", "https://haiphong.gov.vn/anh.png"), "ảnh liên kết"),
    "another workbook": (linked("externalLinkPath", "so-lieu.xlsx"), "tệp Excel khác"),
}


@pytest.mark.parametrize(("content", "note"), NOTED.values(), ids=NOTED.keys())
def test_harmless_links_are_taken_and_noted(content: bytes, note: str) -> None:
    notes = inspect_upload(io.BytesIO(content), "a.docx").notes
    assert len(notes) == bool(note)
    assert note in "".join(notes)


NAMES = {
    r"C:\Users\VP\thư.docx": "thư.docx",
    "../../etc/passwd": "passwd",
    "thu\u031b\r\nX: y.docx": "thưX: y.docx",
    "\u202exslx.exe": "xslx.exe",
    "a" * 200 + ".docx": "a" * 60 + "…" + "a" * 10 + ".docx",
    "": "",
}


@pytest.mark.parametrize(("given", "shown"), NAMES.items())
def test_a_name_fit_for_a_sentence(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_a_name_with_braces_does_no_harm() -> None:
    assert "{0} {x!r}.docx" in refusal(b"", "{0} {x!r}.docx").sentence


@pytest.mark.parametrize("content", [content for content, *_ in SOUND.values()])
def test_every_beginning_of_a_sound_file_is_judged_without_a_crash(content: bytes) -> None:
    for length in range(1, len(content), max(1, len(content) // 40)):
        with contextlib.suppress(DocError):
            assert inspect_upload(io.BytesIO(content[:length]), "a").kind in KINDS


def test_the_types_of_the_tests_are_those_of_word() -> None:
    assert DOCUMENT_TYPE in members_of(letter())["[Content_Types].xml"].decode()
