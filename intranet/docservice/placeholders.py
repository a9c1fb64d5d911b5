"""What a template.docx asks for: the names it prints."""

from jinja2 import TemplateSyntaxError, meta

from intranet.docservice.compiled import UnreadableTemplate, sources_of
from intranet.docservice.errors import DocError
from intranet.docservice.sandbox import LetterEnvironment


def names_in(docx: bytes) -> set[str]:
    """The top-level names a template prints or tests.

    DocError template_syntax when a command is malformed, unreadable_template.
    """
    parse = LetterEnvironment({}).parse
    try:
        return {name for text in sources_of(docx).values() for name in meta.find_undeclared_variables(parse(text))}
    except UnreadableTemplate as error:
        raise DocError("unreadable_template", template="template.docx") from error
    except TemplateSyntaxError as error:
        raise DocError("template_syntax", template="template.docx", detail=str(error)) from error
