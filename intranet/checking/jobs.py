"""The slow work: checking one file, which takes a fraction of a second but comes two hundred at a time."""

from typing import Any

from intranet.checking.models import FormatReport
from intranet.checking.rules import ReportState
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import handles
from intranet.docservice.check.on_page import check_with_spots
from intranet.docservice.errors import DocError

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
    docx = read(report.docx_sha256)
    session.rollback()  # nothing stays open while a long letter is read
    try:
        found, spots = check_with_spots(docx)
    except DocError as error:
        _write(report_id, state=ReportState.FAILED, reason=error.sentence)
        return
    findings = [
        finding.as_json() | {"spots": [[spot.words, spot.nth] for spot in places]}
        for finding, places in zip(found.findings, spots, strict=True)
    ]
    _write(report_id, state=ReportState.READY, verdict=found.verdict, reason=found.reason, findings=findings)


def _write(report_id: int, **columns: Any) -> None:
    with transaction():
        report = session.get_one(FormatReport, report_id)
        for name, value in columns.items():
            setattr(report, name, value)
