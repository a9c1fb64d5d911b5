"""What people do with reports."""

from intranet.reports.service.annex import annex_docx, annex_facts, has_evidence
from intranet.reports.service.answering import answer, make_report
from intranet.reports.service.merging import facts_of, merge

__all__ = ["annex_docx", "annex_facts", "answer", "facts_of", "has_evidence", "make_report", "merge"]
