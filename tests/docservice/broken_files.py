"""Word files broken in every way: torn, flipped, swollen, hostile; the same ones for the same seed."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import docx

from intranet.docservice.render import render_docx
from tests.support.letters import own_template
from tests.support.office_files import W_NS, letter, members_of, picture, relations, saved, zipped

DOCUMENT, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
Chance = random.Random
Breaking = Callable[[bytes, Chance], bytes]


@cache
def sound_files() -> tuple[bytes, ...]:
    """What is broken: letters of the project, a template, a file of Word's default with a picture."""
    proposal, plan = own_template("to_trinh"), own_template("ke_hoach")
    with_picture = docx.Document(io.BytesIO(letter("Có ảnh")))
    with_picture.add_picture(io.BytesIO(picture("PNG")))
    return render_docx(proposal, proposal.example), render_docx(plan, plan.example), plan.docx, saved(with_picture)


def broken_file(seed: int) -> tuple[str, bytes]:
    """How it was broken, and the file."""
    chance = Chance(seed)
    name = chance.choice(sorted(BREAKINGS))
    return name, BREAKINGS[name](chance.choice(sound_files()), chance)


def torn(file: bytes, chance: Chance) -> bytes:
    return file[: chance.randrange(len(file))]


def flipped(file: bytes, chance: Chance) -> bytes:
    content = bytearray(file)
    for _ in range(chance.choice((1, 3, 40))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def spliced(file: bytes, chance: Chance) -> bytes:
    at, to = sorted(chance.randrange(len(file)) for _ in range(2))
    return chance.choice((file[:at] + file[to:], file[:to] + file[at:], file + file[at:to], file[at:to] + file))


def flipped_inside(file: bytes, chance: Chance) -> bytes:
    """The zip is whole; a part of it is not what it was."""
    return _with(file, chance, flipped)


def torn_inside(file: bytes, chance: Chance) -> bytes:
    return _with(file, chance, torn)


def _with(file: bytes, chance: Chance, breaking: Breaking) -> bytes:
    members = members_of(file)
    name = chance.choice(sorted(members))
    return zipped({**members, name: breaking(members[name], chance) if members[name] else b"\0"})


def shuffled_tags(file: bytes, chance: Chance) -> bytes:
    """Well-formed or not, the elements are no longer those of a letter."""
    text = members_of(file)[DOCUMENT].decode()
    tags = (
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:sdt",
        "w:pPr",
        "w:sectPr",
        "w:body",
        "w:tblGrid",
        "w:sdtPr",
    )
    old, new = chance.sample(tags, 2)
    for start, end in (("<", ">"), ("<", " "), ("</", ">"), ("<", "/>")):
        text = text.replace(f"{start}{old}{end}", f"{start}{new}{end}")
    return zipped({**members_of(file), DOCUMENT: text})


def wild_values(file: bytes, chance: Chance) -> bytes:
    """Numbers where there were words, and words where there were numbers."""
    text = members_of(file)[DOCUMENT].decode()
    pieces = text.split('w:val="')
    for at in range(1, len(pieces)):
        if chance.random() < 0.3:
            wild = chance.choice(("", "-1", "99999999999999999999", "abc", "1.5", "0x10", "ngày", " ", "１２"))
            pieces[at] = wild + pieces[at][pieces[at].index('"') :]
    return zipped({**members_of(file), DOCUMENT: 'w:val="'.join(pieces)})


def lost_members(file: bytes, chance: Chance) -> bytes:
    members = members_of(file)
    return zipped({name: content for name, content in members.items() if chance.random() < 0.7})


def swapped_members(file: bytes, chance: Chance) -> bytes:
    members = members_of(file)
    one, other = chance.sample(sorted(members), 2)
    return zipped({**members, one: members[other], other: members[one]})


def hostile_names(file: bytes, chance: Chance) -> bytes:
    name = chance.choice(("../../ra-ngoai.txt", "/tmp/ra-ngoai.txt", "C:\\ra.txt", "word/../../ra.txt", "a" * 60_000))
    return zipped({**members_of(file), name: b"ra ngoai"})


def twice(file: bytes, chance: Chance) -> bytes:
    stream = io.BytesIO(file)
    with zipfile.ZipFile(stream, "a") as opened:
        opened.writestr(zipfile.ZipInfo(chance.choice((DOCUMENT, RELS, TYPES, "word/Document.xml"))), b"<x/>")
    return stream.getvalue()


def bomb(file: bytes, chance: Chance) -> bytes:
    """Fifty megabytes in fifty kilobytes."""
    letters = chance.choice((b" ", b"<w:p/>", b"A"))
    swollen = b"<x>" + letters * ((48 << 20) // len(letters)) + b"</x>"
    return zipped(
        {**members_of(file), chance.choice((DOCUMENT, "word/styles.xml", "word/media/x.png", TYPES)): swollen}
    )


def lying_sizes(file: bytes, chance: Chance) -> bytes:
    """What the directory says of a member is not so."""
    content, at = bytearray(file), file.rfind(b"PK\1\2")
    for offset in range(16, 28):
        content[at + offset] = chance.randrange(256)
    return bytes(content)


def hostile_xml(file: bytes, chance: Chance) -> bytes:
    part = chance.choice((DOCUMENT, "word/styles.xml", RELS, TYPES, "word/header1.xml"))
    return zipped({**members_of(file), part: chance.choice(HOSTILE_XML)})


LAUGHS = "".join("<!ENTITY l{} '{}'>".format(n, f"&l{n - 1};" * 10) for n in range(1, 12))
_P = f'<w:p xmlns:w="{W_NS}">'
HOSTILE_XML = (
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l11;</x>',
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    '<?xml version="1.0" encoding="UTF-16"?><x/>',
    '<?xml version="1.0" encoding="no-such-code"?><x/>',
    "<a>" * 50_000 + "</a>" * 50_000,
    _P * 5_000 + "</w:p>" * 5_000,
    "<x " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>",
    "<x>" + "&#0;" + "</x>",
    f'<w:document xmlns:w="{W_NS}"/>',
    f'<w:document xmlns:w="{W_NS}"><w:body/></w:document>',
    f'<w:document xmlns:w="{W_NS}"><w:body>{"<w:tbl>" * 200}{"</w:tbl>" * 200}</w:body></w:document>',
    f'<w:document xmlns:w="{W_NS}"><w:body><w:sdt><w:sdtPr><w:tag/></w:sdtPr></w:sdt></w:body></w:document>',
    f'<w:styles xmlns:w="{W_NS}"><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>',
    relations(("officeDocument", "../../../../etc/passwd", False), ("styles", "file:///etc/passwd", True)),
    relations(("styles", "document.xml", False), ("header", "", False), ("header", "../[Content_Types].xml", False)),
)


BREAKINGS: dict[str, Breaking] = {
    breaking.__name__: breaking
    for breaking in (
        torn, flipped, spliced, flipped_inside, torn_inside, shuffled_tags, wild_values, lost_members, swapped_members,
        hostile_names, twice, bomb, lying_sizes, hostile_xml,
    )
}  # fmt: skip
