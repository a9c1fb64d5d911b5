"""What people do with reports."""

from intranet.reports.service.answering import answer, make_report
from intranet.reports.service.merging import facts_of, merge

__all__ = ["answer", "facts_of", "make_report", "merge"]
