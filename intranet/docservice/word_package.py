"""The .docx as a package of parts: styles by name, and the same bytes for the same letter."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from intranet.docservice.package import xml_parser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES_PART = "word/styles.xml"
CORE_PART = "docProps/core.xml"
CONTENT_TYPES = "[Content_Types].xml"
SMALLEST, QUICK = 9, 3  # Zlib's levels; 6, its own choice, takes twice as long as 3 for a third less.
ZIP_2_0, NAMES_IN_UTF8 = 20, 1 << 11
DAY_ONE = (0, 1 << 5 | 1)  # Midnight of 1 January 1980, the first a zip file knows.
_MADE_BY = struct.pack("<H", ZIP_2_0)
_FACTS = struct.Struct("<5H3L2H")  # Version, flags, method, time, date; CRC, both sizes; lengths of name and extra.
_WHERE = struct.Struct("<3H2L")  # No comment, first disk, no marks; where the member begins.
_END = struct.Struct("<4H2LH")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>vi-VN</dc:language>'
    "</cp:coreProperties>"
)


def style_ids(docx: bytes) -> dict[str, str]:
    """The styles of a .docx: their ids by the names people see in Word."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read(STYLES_PART), xml_parser())
    named = ((style.find(f"{W}name"), style) for style in root.iter(f"{W}style"))
    return {name.get(f"{W}val"): style.get(f"{W}styleId") for name, style in named if name is not None}


def core_properties(title: str) -> bytes:
    """A letter's properties: its title, and nothing about who made it when."""
    return _CORE.format(title=escape(title)).encode()


def members_of(docx: bytes) -> dict[str, bytes]:
    """The members of a package in the order of a letter: [Content_Types].xml first, as some readers wish."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = sorted(package.namelist(), key=lambda name: (name != CONTENT_TYPES, name))
        return {name: package.read(name) for name in names}


def with_title(docx: bytes, title: str) -> bytes:
    """The package with only a title among its properties, no dates, its members in order."""
    contents = {**members_of(docx), CORE_PART: core_properties(title)}
    return zipped(packed(name, content) for name, content in contents.items())


@dataclass(frozen=True)
class Member:
    """One member of a zip file, ready to be written: its deflated bytes between what both its headers say."""

    name: bytes
    facts: bytes
    deflated: bytes


def packed(name: str, content: bytes, level: int = QUICK) -> Member:
    """Deflate one member; equal contents give equal bytes, whenever they are made."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflate.compress(content) + deflate.flush()
    encoded = name.encode()
    sizes = (zlib.crc32(content), len(deflated), len(content), len(encoded), 0)
    return Member(encoded, _FACTS.pack(ZIP_2_0, NAMES_IN_UTF8, zipfile.ZIP_DEFLATED, *DAY_ONE, *sizes), deflated)


def zipped(members: Iterable[Member]) -> bytes:
    """The zip file of these members (APPNOTE 6.3, without Zip64: a letter stays below 4 GB)."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for member in members:
        pieces += (b"PK\3\4", member.facts, member.name, member.deflated)
        directory += (b"PK\1\2", _MADE_BY, member.facts, _WHERE.pack(0, 0, 0, 0, at), member.name)
        at += 4 + _FACTS.size + len(member.name) + len(member.deflated)
    size, count = sum(map(len, directory)), len(directory) // 5
    return b"".join((*pieces, *directory, b"PK\5\6", _END.pack(0, 0, count, count, size, at, 0)))
