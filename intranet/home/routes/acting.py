"""Ai xử lý thay ai: the report on the screen, on paper, in Excel."""

from typing import Any

from flask import render_template, request

from intranet.core.clock import today
from intranet.home.acting import COLUMNS, period, report
from intranet.home.menu import office_name
from intranet.home.routes.blueprint import bp
from intranet.web.access import needs
from intranet.web.excel import excel_answer
from intranet.web.filters import moment
from intranet.web.forms import read_day, whole_number_or_none


@bp.get("/absences/report")
@needs("absence.report")
def acting() -> Any:
    """Ai xử lý thay ai in a period, on the screen, on paper or in Excel."""
    since, until = (read_day(request.args.get(name, "")) for name in ("since", "until"))
    person_id = whole_number_or_none(request.args.get("person"))
    found = report(*period(since, until, today()), person_id)
    if request.args.get("as") == "excel":
        cells = [
            (moment(line.entry.at), line.entry.actor_name, line.absent, line.entry.words, line.thing)
            for line in found.lines
        ]
        return excel_answer("xu-ly-thay", "AI XỬ LÝ THAY AI", COLUMNS, cells, above=[office_name(), found.words])
    return render_template("home/acting.html", report=found, person_id=person_id)
