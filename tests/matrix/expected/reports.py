"""Reports: made and merged by those who manage plans, answered by each department, seen by whom they concern."""

from datetime import timedelta

from intranet.core.clock import today
from tests.matrix.expected.line import HEADS_OF_ONE, MANAGERS, OF_ONE, STAFF_ALL, get, post

HEADS = HEADS_OF_ONE | {"helper_head", "other_head", "office_head"}
SOON = f"{today() + timedelta(days=5):%d/%m/%Y}"
TODAY = f"{today():%d/%m/%Y}"
ASKED = {"period_from": TODAY, "period_until": SOON, "answer_by": SOON}
WORDS = {"results": "Đã đăng tin.", "difficulties": "", "proposals": ""}
ONE_AND_ABOVE = OF_ONE | MANAGERS | HEADS

FOLLOWERS = MANAGERS | HEADS

CASES = (
    get("reports.figures", FOLLOWERS),
    get("reports.figures_sheet", FOLLOWERS, name="thang"),
    get("reports.annex", ONE_AND_ABOVE, report="asked"),
    get("reports.index", STAFF_ALL),
    get("reports.make_report", MANAGERS, plan="open"),
    post("reports.make_report", MANAGERS, ASKED, plan="open"),
    get("reports.report", ONE_AND_ABOVE, report="asked"),
    get("reports.part", ONE_AND_ABOVE, part="of_one"),
    post("reports.answer", OF_ONE, WORDS, part="of_one"),
    post("reports.merge", MANAGERS, report="asked"),
)
