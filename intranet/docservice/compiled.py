"""A template compiled once: docxtpl's own XML as Jinja code, and everything else of the letter already packed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Template as Code
from jinja2 import nodes
from lxml import etree

from intranet.docservice.foresight import keeps_columns, stays_well_formed
from intranet.docservice.listing import resolve_listing
from intranet.docservice.sandbox import LetterEnvironment
from intranet.docservice.word_package import (
    CORE_PART,
    SMALLEST,
    Member,
    core_properties,
    members_of,
    packed,
    style_ids,
    zipped,
)

XML_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# What XML cannot hold: in UTF-8 the first are bytes of their own, the others always these three.
CONTROL_CHARACTERS = bytes(set(range(32)) - set(b"\t\n\r"))
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# How a template writes Jinja's own signs as words.
ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
WORDS_ONLY = (nodes.Template, nodes.Output, nodes.TemplateData)
# What zipfile, lxml and python-docx say of a file that is no .docx, or one whose parts are not what they should be.
UNREADABLE = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, AttributeError, KeyError, TypeError,
    ValueError,
)  # fmt: skip
LAST_NUMBER_BEFORE_DRAWINGS = 1000  # As docxtpl counts.


@dataclass(frozen=True)
class PrintedPart:
    """A part of the letter that prints facts."""

    name: str
    code: Code
    is_sound: bool  # No facts can break its XML.
    is_fixed_by_docxtpl: bool  # Its tables may change columns, or its drawings need numbers of their own.

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The part's XML; BrokenLetter, and whatever Jinja raises."""
        xml = resolve_listing(self.code.render(context)).encode(errors="ignore")
        content = xml.translate(None, CONTROL_CHARACTERS)
        for nothing in NO_CHARACTERS:
            content = content.replace(nothing, b"")
        if not self.is_sound:
            _require_well_formed(content)
        return _fixed_by_docxtpl(content) if self.is_fixed_by_docxtpl else content


@dataclass(frozen=True)
class CompiledTemplate:
    """A template.docx ready to print. It is never changed, so that threads may share it."""

    environment: LetterEnvironment
    printed: tuple[PrintedPart, ...]
    packed: Mapping[str, Member]
    names: tuple[str, ...]

    def render(self, context: Mapping[str, Any], *, title: str) -> bytes:
        """The .docx with these values; what no value changes was packed before."""
        printed = {part.name: packed(part.name, part.render(context)) for part in self.printed}
        printed[CORE_PART] = packed(CORE_PART, core_properties(title))
        return zipped(printed.get(name) or self.packed[name] for name in self.names)


class UnreadableTemplate(Exception):
    """The template is no .docx with styles."""


class BrokenLetter(Exception):
    """With these facts the template's commands make XML that is none."""


def compile_template(docx: bytes) -> CompiledTemplate:
    """Everything about a template.docx that no fact changes, done once.

    Raises UnreadableTemplate, or jinja2.TemplateSyntaxError.
    """
    template, sources = _read(docx)
    environment = LetterEnvironment(style_ids(docx))
    members = members_of(_unprinted(template))
    printed = []
    for name, source in sources.items():
        tree = _parsed(source, environment)
        part = _printed_part(name, tree, environment, is_body=name == _name(template.docx.part))
        if any(not isinstance(node, WORDS_ONLY) for node in tree.find_all(nodes.Node)):
            printed.append(part)
        else:
            members[name] = part.render({})
    changing = {CORE_PART, *(part.name for part in printed)}
    ready = {name: packed(name, content, SMALLEST) for name, content in members.items() if name not in changing}
    return CompiledTemplate(environment, tuple(printed), ready, tuple(members))


def sources_of(docx: bytes) -> dict[str, str]:
    """The parts of a .docx that may print facts, by member, as Jinja reads them; UnreadableTemplate."""
    return _read(docx)[1]


def _read(docx: bytes) -> tuple[DocxTemplate, dict[str, str]]:
    try:
        style_ids(docx)
        template = DocxTemplate(io.BytesIO(docx))
        template.init_docx()
        return template, dict(_sources(template))
    except UNREADABLE as error:
        raise UnreadableTemplate from error


def _sources(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """What docxtpl makes of the body, the headers and footers, and the footnotes before it prints them."""
    document = template.docx.part
    whole = template.xml_to_string(document.element)
    start, end = whole.index("<w:body"), whole.rindex("</w:body>") + len("</w:body>")
    # Alone, the body names every namespace; inside its document it need not.
    body = re.sub(r"^<w:body[^>]*>", "<w:body>", template.patch_xml(template.get_xml()))
    yield _name(document), XML_DECLARATION + whole[:start] + body + whole[end:]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield _name(part), XML_DECLARATION + template.patch_xml(template.get_part_xml(part))
    for part in document.package.parts:
        if part.content_type == FOOTNOTES:
            yield _name(part), template.patch_xml(part.blob.decode())


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _unprinted(template: DocxTemplate) -> bytes:
    """The package as python-docx saves it, with the part of the properties that each letter fills."""
    stream = io.BytesIO()
    try:
        _ = template.docx.core_properties  # Asked for, they come into being.
        template.docx.save(stream)
    except UNREADABLE as error:  # the properties are there under a type that is not theirs
        raise UnreadableTemplate from error
    return stream.getvalue()


def _parsed(source: str, environment: LetterEnvironment) -> nodes.Template:
    """Jinja's reading of a part; the words docxtpl mends after each printing are mended now."""
    tree = environment.parse(source)
    for words in tree.find_all(nodes.TemplateData):
        for written, meant in ESCAPES:
            words.data = words.data.replace(written, meant)
    return tree


def _printed_part(name: str, tree: nodes.Template, environment: LetterEnvironment, *, is_body: bool) -> PrintedPart:
    is_sound = stays_well_formed(tree)
    has_drawings = any("docPr" in words.data for words in tree.find_all(nodes.TemplateData))
    is_fixed = is_body and (has_drawings or not (is_sound and keeps_columns(tree)))
    code = Code.from_code(environment, environment.compile(tree), environment.make_globals(None))
    return PrintedPart(name, code, is_sound, is_fixed)


def _require_well_formed(content: bytes) -> None:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise BrokenLetter from error


def _fixed_by_docxtpl(content: bytes) -> bytes:
    """Columns of tables counted anew, drawings numbered anew, as docxtpl does with every letter."""
    template = DocxTemplate(io.BytesIO())
    template.docx_ids_index = LAST_NUMBER_BEFORE_DRAWINGS
    try:
        tree = template.fix_tables(content)
    except AttributeError as error:  # A table without its grid, which Word always writes.
        raise UnreadableTemplate from error
    template.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="UTF-8", standalone=True)
