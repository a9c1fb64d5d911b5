"""From a template and facts to the bytes of a .docx letter: strict, sandboxed, the same bytes for the same facts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from intranet.docservice.by_docxtpl import Maker, render_by_docxtpl
from intranet.docservice.catalogue import Template
from intranet.docservice.compiled import BrokenLetter, CompiledTemplate, UnreadableTemplate, compile_template
from intranet.docservice.context import build_context
from intranet.docservice.errors import DocError
from intranet.docservice.facts import check_facts
from intranet.docservice.word_package import with_title

_ITEM = re.compile(r"has no element (-?\d{1,9})\b")
_NAME = re.compile(r"'([^']*)'(?! object)")
MOST_PROBLEMS_TOLD = 10


def render_docx(template: Template, facts: Mapping[str, Any], *, year: int | None = None) -> bytes:
    """The letter as a .docx; DocError("wrong_facts") names every wrong fact, and nothing is guessed.

    `year` is printed in the date line of a letter that has no date yet.
    """
    checked = check_facts(template, facts)
    if checked.problems:
        told = [problem.message for problem in checked.problems[:MOST_PROBLEMS_TOLD]]
        raise DocError("wrong_facts", problems=" ".join(told), found=checked.problems)
    context = build_context(template, checked.facts, year=year)
    title = ". ".join(part for part in (template.letter_type.name, str(checked.facts.get("trich_yeu", ""))) if part)
    return render_context(template, context, title=title)


def render_context(
    template: Template, context: Mapping[str, Any], *, title: str, makers: Mapping[str, Maker] | None = None
) -> bytes:
    """The .docx of a template with these values; DocError names what is wrong in the template.

    `makers` are names whose values docxtpl must make for this one letter: pictures, subdocuments, links.
    """
    try:
        ready = _compiled(template.docx)
        if not makers:
            return ready.render(context, title=title)
        return with_title(render_by_docxtpl(template.docx, ready.environment, context, makers), title)
    except UndefinedError as error:
        if item := _ITEM.search(str(error)):
            number = int(item[1]) + 1 if int(item[1]) >= 0 else int(item[1])
            raise DocError("missing_item", template=template.title, number=number) from error
        raise DocError("missing_name", template=template.title, name=_name_in(error)) from error
    except SecurityError as error:
        raise DocError("forbidden_in_template", template=template.title, detail=str(error)) from error
    except UnreadableTemplate as error:
        raise DocError("unreadable_template", template=template.title) from error
    except BrokenLetter as error:
        raise DocError("template_unbalanced", template=template.title) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise DocError("template_syntax", template=template.title, detail=str(error)) from error


@lru_cache(maxsize=64)
def _compiled(docx: bytes) -> CompiledTemplate:
    return compile_template(docx)


def _name_in(error: UndefinedError) -> str:
    found: list[str] = _NAME.findall(str(error))
    return found[-1] if found else str(error)
