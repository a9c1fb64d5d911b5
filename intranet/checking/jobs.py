"""The slow work: checking one file, which takes a fraction of a second but comes two hundred at a time."""

from typing import Any

from intranet.checking import queries
from intranet.checking.models import FormatReport
from intranet.checking.rules import ReportState
from intranet.checking.service import examined
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import handles

GIVEN_UP = "Chưa kiểm tra được tệp này. Hãy báo người quản trị, kèm tệp."


def give_up(report_id: int) -> None:
    """Tell those who wait that the check failed."""
    _write(report_id, state=ReportState.FAILED, reason=GIVEN_UP)


@handles("checking.make_report", when_given_up=give_up)
def make_report(report_id: int) -> None:
    """Check the file of a report; a second run finds it made."""
    report = session.get(FormatReport, report_id)
    if report is None or report.state == ReportState.READY:
        return
    docx, profile = read(report.docx_sha256), queries.profile_numbered(report.profile_n)
    session.rollback()  # nothing stays open while a long letter is read
    _write(report_id, **examined(docx, profile))


def _write(report_id: int, **columns: Any) -> None:
    with transaction():
        report = session.get_one(FormatReport, report_id)
        for name, value in columns.items():
            setattr(report, name, value)
