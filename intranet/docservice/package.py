"""Office packages (.docx, .xlsx are zip files of XML) read safely: counted and bounded before any parser sees them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from lxml import etree

from intranet.docservice.errors import DocError

CHUNK = 1 << 16
MOST_MEMBERS = 3000
MOST_INSIDE = 150 << 20
MOST_IN_AN_XML_PART = 40 << 20
MOST_IN_A_SMALL_PART = 2 << 20  # Relationships and the list of content types.
MOST_IN_THE_DIRECTORY = 1 << 20
MOST_ELEMENTS = 1_000_000  # Of the main part; a tree takes some 250 bytes for each. A long letter has 50 000.
SMALL_PART, FEW_ELEMENTS = 4 << 20, 50_000  # A tree of twelve megabytes at most.
HIGHEST_RATIO = 250  # Of XML above a megabyte; long tables of equal rows reach about 100. White pictures reach 1000.

MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
ROOT_TAGS = {
    "docx": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document",
    "xlsx": "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}workbook",
}
CONTENT_TYPES = "[Content_Types].xml"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
STRICT_OFFICE_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
MACRO_SIGNS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|macroenabled", re.IGNORECASE)
NOT_LOCAL = re.compile(r"[\\/]{2}|[a-z][a-z0-9+.-]+:", re.IGNORECASE)
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OSError, ValueError,
    etree.XMLSyntaxError,
)  # fmt: skip

# What a file may point to outside itself: by the last word of the relationship's type, with the note it earns.
OUTSIDE_LINKS = {
    "hyperlink": "",
    "attachedTemplate": "Tệp gắn với một tệp mẫu ở máy khác.",
    "image": "Tệp dùng ảnh liên kết từ nơi khác; ảnh ấy sẽ không hiện. Hãy chèn hẳn ảnh vào tệp.",
    "externalLinkPath": "Tệp lấy số liệu từ một tệp Excel khác; số liệu ấy không tự cập nhật ở đây.",
}


@dataclass(frozen=True)
class Package:
    """What a sound package is: "docx" or "xlsx", its main part, and sentences a person should know."""

    kind: str
    main_part: str
    notes: tuple[str, ...]


class _Reader:
    """Parser target: reads a part to its end without building a tree; remembers its root, counts its elements."""

    def __init__(self) -> None:
        self.root = ""
        self.elements = 0

    def start(self, tag: str, attributes: Any) -> None:
        self.root = self.root or tag
        self.elements += 1

    def close(self) -> None:
        pass


def xml_parser(**options: Any) -> Any:
    """An lxml parser that follows no entity, DTD or address."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **options)


def check_package(stream: BinaryIO, name: str) -> Package:
    """Read every member once, in little memory, and say what the package is.

    DocError office_broken, office_not_that, office_strict, office_bomb, office_macro, office_remote, file_is_locked.
    """
    try:
        _check_directory(stream, name)
        with zipfile.ZipFile(stream) as package:
            _check_members(package, name)
            small_parts = _read_through(package, name)
            kind, part = _kind_and_main_part(small_parts, name)
            _check_main_part(package, kind, part, name)
        return Package(kind, part, tuple(_outside_links(small_parts, name)))
    except UNREADABLE:
        raise DocError("office_broken", name=name) from None


def read_part(package: bytes, part: str) -> bytes | None:
    """One member of a package that was checked before, or None; DocError docx_broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            if part not in opened.namelist():
                return None
            with opened.open(part) as member:
                content = member.read(MOST_IN_AN_XML_PART + 1)
    except UNREADABLE:
        raise DocError("docx_broken") from None
    if len(content) > MOST_IN_AN_XML_PART:
        raise DocError("docx_broken")
    return content


def part_names(package: bytes) -> list[str]:
    """The members of a package, in the order of their names; DocError docx_broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            return sorted(opened.namelist())
    except UNREADABLE:
        raise DocError("docx_broken") from None


def main_part(package: bytes) -> str:
    """Where the text of a .docx stands (nearly always word/document.xml); DocError docx_broken."""
    try:
        for relation in etree.fromstring(read_part(package, "_rels/.rels") or b"", xml_parser()):
            if relation.get("Type") == OFFICE_DOCUMENT:
                return str(relation.get("Target", "")).lstrip("/")
    except etree.XMLSyntaxError:
        pass
    raise DocError("docx_broken")


def replace_part(package: bytes, part: str, content: bytes) -> bytes:
    """The package with one member exchanged; every other member keeps its bytes, its place and its date."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for member in old.infolist():
            new.writestr(member, content if member.filename == part else old.read(member))
    return result.getvalue()


def _check_directory(stream: BinaryIO, name: str) -> None:
    """zipfile reads the whole directory into memory, so its size is looked at first."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    end = len(tail) - 22 if tail[-22:-18] == b"PK\5\6" else tail.rfind(b"PK\5\6")
    if end < 0 or len(tail) - end < 22 or tail[max(0, end - 20) : end].startswith(b"PK\6\7"):
        raise DocError("office_broken", name=name)
    if struct.unpack("<L", tail[end + 12 : end + 16])[0] > MOST_IN_THE_DIRECTORY:
        raise DocError("office_bomb", name=name)
    stream.seek(0)


def _check_members(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS:
        raise DocError("office_bomb", name=name)
    if any(member.flag_bits & 1 for member in members):
        raise DocError("file_is_locked", name=name)
    # Two members of one name: we would check the first and Word read the other.
    if len({member.casefold() for member in names}) < len(names) or any(map(_leaves_the_package, names)):
        raise DocError("office_broken", name=name)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise DocError("office_broken", name=name)
    if any(MACRO_SIGNS.search(member) for member in names):
        raise DocError("office_macro", name=name)


def _leaves_the_package(member: str) -> bool:
    return "\\" in member or ":" in member or member.startswith("/") or ".." in PurePosixPath(member).parts


def _read_through(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Unpack every member once, counting what really comes out; keep only the small parts."""
    total = 0
    small_parts = {}
    for member in package.infolist():
        is_small = member.filename == CONTENT_TYPES or member.filename.endswith(".rels")
        is_xml = is_small or member.filename.endswith(".xml")
        most = MOST_IN_A_SMALL_PART if is_small else MOST_IN_AN_XML_PART if is_xml else MOST_INSIDE
        size, kept, before = 0, bytearray(), b""
        for chunk in _chunks(package, member):
            size += len(chunk)
            total += len(chunk)
            too_dense = is_xml and size > 1 << 20 and size > HIGHEST_RATIO * max(1, member.compress_size)
            if size > most or total > MOST_INSIDE or too_dense:
                raise DocError("office_bomb", name=name)
            if is_xml and _has_doctype(before + chunk):
                raise DocError("office_broken", name=name)
            before = chunk[-32:]
            if is_small:
                kept += chunk
        if is_small:
            small_parts[member.filename] = bytes(kept)
    return small_parts


def _chunks(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(member) as opened:
        while chunk := opened.read(CHUNK):
            yield chunk


def _has_doctype(chunk: bytes) -> bool:
    """Office never writes one; entities that multiply begin there. The second look is for UTF-16."""
    return b"<!DOCTYPE" in chunk or b"<!DOCTYPE" in chunk.replace(b"\0", b"")


def _kind_and_main_part(small_parts: dict[str, bytes], name: str) -> tuple[str, str]:
    """The package's kind and main part, as its content types and relationships say."""
    if CONTENT_TYPES not in small_parts or "_rels/.rels" not in small_parts:
        raise DocError("office_not_that", name=name)
    types = {}
    for entry in etree.fromstring(small_parts[CONTENT_TYPES], xml_parser()):
        if MACRO_SIGNS.search(entry.get("ContentType", "")):
            raise DocError("office_macro", name=name)
        types[entry.get("PartName", "").lstrip("/")] = entry.get("ContentType", "")
    for relation in etree.fromstring(small_parts["_rels/.rels"], xml_parser()):
        if relation.get("Type") == STRICT_OFFICE_DOCUMENT:
            raise DocError("office_strict", name=name)
        part = relation.get("Target", "").lstrip("/")
        if relation.get("Type") == OFFICE_DOCUMENT and types.get(part) in MAIN_TYPES:
            return MAIN_TYPES[types[part]], part
    raise DocError("office_not_that", name=name)


def _check_main_part(package: zipfile.ZipFile, kind: str, part: str, name: str) -> None:
    """The main part is well-formed to its end and has the root it should have."""
    if part not in package.namelist():
        raise DocError("office_broken", name=name)
    member = package.getinfo(part)
    # Each element begins with "<": few of them make a small tree, which is built many times quicker than counted.
    content = package.read(member) if member.file_size <= SMALL_PART else b"<" * (FEW_ELEMENTS + 1)
    if content.count(b"<") <= min(FEW_ELEMENTS, MOST_ELEMENTS):
        root = etree.fromstring(content, xml_parser()).tag
    else:
        root = _counted_root(package, member, name)
    if root != ROOT_TAGS[kind]:
        raise DocError("office_not_that", name=name)


def _counted_root(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> str:
    reader = _Reader()
    parser = xml_parser(target=reader)
    for chunk in _chunks(package, member):
        parser.feed(chunk)
        if reader.elements > MOST_ELEMENTS:
            raise DocError("office_bomb", name=name)
    parser.close()
    return reader.root


def _outside_links(small_parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Notes on harmless links; a link through which Word would fetch something by itself is refused."""
    noted = set()
    for part, content in small_parts.items():
        if part == CONTENT_TYPES:
            continue
        for relation in etree.fromstring(content, xml_parser()):
            if relation.get("TargetMode") != "External":
                continue
            what, target = relation.get("Type", "").rsplit("/", 1)[-1], relation.get("Target", "")
            if what not in OUTSIDE_LINKS or (what == "attachedTemplate" and _is_remote(target)):
                raise DocError("office_remote", name=name, target=target[:100])
            noted.add(OUTSIDE_LINKS[what])
    yield from sorted(noted - {""})


def _is_remote(target: str) -> bool:
    """Not a file of the writer's own disk: an address, or a share of another machine."""
    path = target.removeprefix("file:///")
    return bool(NOT_LOCAL.match(path)) or (path != target and path.startswith(("/", "\\")))
