"""The document service from the command line: a file of facts in, a letter out."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intranet.docservice.catalogue import Catalogue
from intranet.docservice.checks import Problem
from intranet.docservice.errors import DocError
from intranet.docservice.machine_words import os_words, unreadable_words
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.render import render_docx

# As wide as the longest id of a template.
WIDTH = 27
READERS = {".json": ("JSON", json.loads), ".toml": ("TOML", tomllib.loads)}


@dataclass(frozen=True)
class Order:
    """What to make: the facts of a template, as a .docx and perhaps a PDF; `year` for a letter without date."""

    template_id: str
    facts: Path
    docx: Path
    pdf: Path | None = None
    year: int | None = None
    fonts_folder: Path | None = None


def read_facts(path: Path) -> dict[str, Any]:
    """The facts of a .json or .toml file; DocError facts_not_found, cannot_read, facts_unreadable, facts_wrong_kind."""
    if path.suffix.lower() not in READERS:
        raise DocError("facts_wrong_kind", path=path)
    format_name, read = READERS[path.suffix.lower()]
    try:
        facts = read(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DocError("facts_not_found", path=path) from None
    except OSError as error:
        raise DocError("cannot_read", path=path, detail=os_words(error)) from error
    # Malformed JSON and TOML, and bytes that are not UTF-8, are all ValueErrors.
    except (ValueError, RecursionError) as error:
        raise DocError("facts_unreadable", path=path, format=format_name, detail=unreadable_words(error)) from error
    if not isinstance(facts, dict):
        raise DocError("facts_wrong_kind", path=path)
    return facts


def list_lines(catalogue: Catalogue) -> Iterator[str]:
    """A line for each template, and the problems of those that cannot be used or do not print their example."""
    for template in catalogue:
        try:
            render_docx(template, template.example)
            sample = f"mẫu {template.letter_type.sample}, " if template.letter_type.sample else ""
            yield f"{template.id:<{WIDTH}} {template.title} ({sample}bản {template.revision})"
        except DocError as error:
            yield f"{template.id:<{WIDTH}} chưa dùng được: {error.sentence}"
    for name, problems in sorted(catalogue.problems.items()):
        yield from (f"{name:<{WIDTH}} chưa dùng được: {problem}" for problem in problems)


def carry_out(order: Order, catalogue: Catalogue) -> None:
    """Write the letter's files; DocError says what is wrong, and then nothing is written."""
    docx = render_docx(catalogue.get(order.template_id), read_facts(order.facts), year=order.year)
    pdf = to_pdf(docx, fonts_folder=order.fonts_folder) if order.pdf else b""
    write_file(order.docx, docx)
    if order.pdf:
        write_file(order.pdf, pdf)


def error_lines(error: DocError) -> list[str]:
    """What to tell a person at the command line: each wrong fact on its line, by its path."""
    found: tuple[Problem, ...] = error.words.get("found", ())  # type: ignore[assignment]
    return [f"{problem.path}: {problem.message}" for problem in found] or [error.sentence]


def read_file(path: Path) -> bytes:
    """A file's bytes; DocError cannot_read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocError("cannot_read", path=path, detail=os_words(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file; DocError cannot_write."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise DocError("cannot_write", path=path, detail=os_words(error)) from error
