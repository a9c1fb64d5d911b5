"""What a template.docx asks for: the names it prints."""

import io

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta

from intranet.docservice.errors import DocError
from intranet.docservice.sandbox import LetterEnvironment


def names_in(docx: bytes) -> set[str]:
    """The top-level names a template prints or tests; DocError "template_syntax" when a command is malformed."""
    letter = DocxTemplate(io.BytesIO(docx))
    letter.init_docx()
    parts = [letter.get_xml()]
    parts += [
        letter.get_part_xml(part)
        for uri in (letter.HEADER_URI, letter.FOOTER_URI)
        for _, part in letter.get_headers_footers(uri)
    ]
    environment = LetterEnvironment({})
    try:
        return {
            name for xml in parts for name in meta.find_undeclared_variables(environment.parse(letter.patch_xml(xml)))
        }
    except TemplateSyntaxError as error:
        raise DocError("template_syntax", template="template.docx", detail=str(error)) from error
