"""What a template.docx asks for: the names it prints and its content controls."""

import io
import zipfile

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta
from lxml import etree

from intranet.docservice.errors import DocError
from intranet.docservice.sandbox import LetterEnvironment
from intranet.docservice.word_package import W

DOCUMENT_PART = "word/document.xml"


def names_in(docx: bytes) -> set[str]:
    """The top-level names a template prints or tests; DocError "template_syntax" when a command is malformed."""
    letter = DocxTemplate(io.BytesIO(docx))
    letter.init_docx()
    parts = [letter.get_xml()]
    parts += [letter.get_part_xml(part) for uri in (letter.HEADER_URI, letter.FOOTER_URI) for _, part in letter.get_headers_footers(uri)]
    environment = LetterEnvironment({})
    try:
        return {name for xml in parts for name in meta.find_undeclared_variables(environment.parse(letter.patch_xml(xml)))}
    except TemplateSyntaxError as error:
        raise DocError("template_syntax", template="template.docx", detail=str(error)) from error


def controls_in(docx: bytes) -> set[str]:
    """The tags of the content controls in a template's body."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read(DOCUMENT_PART), etree.XMLParser(resolve_entities=False, no_network=True))
    return {tag.get(f"{W}val") for tag in root.iter(f"{W}tag")}
