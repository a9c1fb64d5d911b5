"""The annex of a report as a file."""

from io import BytesIO
from typing import Any

from flask import send_file

from intranet.docservice.guard import KINDS
from intranet.reports import queries, service
from intranet.reports.models import Report
from intranet.reports.routes.blueprint import bp
from intranet.web.access import needs


@bp.get("/reports/<int:report_id>/annex.docx")
@needs("report.view", report=queries.get_report)
def annex(report: Report) -> Any:
    """The list of evidence, in the form of an appendix; with number and date once the letter has them."""
    name = f"phu-luc-minh-chung-{report.plan.number}-{report.n}.docx".replace("/", "-")
    docx = BytesIO(service.annex_docx(report))
    return send_file(docx, mimetype=KINDS["docx"].media_type, as_attachment=True, download_name=name)
