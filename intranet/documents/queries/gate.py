"""Reading how a letter stands before the gate: its file, its bases, what the clerk has passed."""

from datetime import date

from sqlalchemy import select

from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.files import read
from intranet.docservice.leftovers import leftovers
from intranet.docservice.word import docx_text
from intranet.documents.models import Document
from intranet.documents.models.gate import GatePass
from intranet.documents.rules.gate import Facts, Judged, judged
from intranet.laws.queries import laws
from intranet.laws.rules import bases_in, basis_problem


def gate_of(document: Document, day: date | None = None) -> list[Judged]:
    """Every line of the gate for the letter's present version; `day` is the date it would bear, today by default."""
    if document.current is None:
        return []
    day = document.number.issued_on if document.number else day or today()
    docx = read(document.current.docx_sha256)
    lines = docx_text(docx).splitlines()
    known = laws()
    problems = (basis_problem(line, known, day) for line in bases_in(lines))
    bases = tuple(problem for problem in problems if problem)
    return judged(Facts(document, day, leftovers(docx), tuple(lines), bases), passed_lines(document))


def passed_lines(document: Document) -> dict[str, GatePass]:
    """What the clerk passed for the present version, by the line's code."""
    query = select(GatePass).where(GatePass.document_id == document.id, GatePass.n == document.current_n)
    return {row.code: row for row in session.scalars(query)}
