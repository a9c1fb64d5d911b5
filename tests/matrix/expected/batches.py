"""Batches of letters: seen like a letter under way, prepared by the unit and the clerk, numbered by the clerk alone."""

from intranet.core.clock import today
from tests.matrix.expected.line import CLERK, GUESTS, HEADS_OF_ONE, LEADERS, OF_ONE, STAFF_ALL, get, post

SEES = OF_ONE | CLERK | LEADERS | {"office_head"}
PREPARES = HEADS_OF_ONE | CLERK | {"staff"}
WHY = {"note": "Có lý do"}
SHEET = {"sheet": GUESTS}
NEW = {**SHEET, "department_id": "@department.one", "signer_authority_id": "@authority.leader"}
NUMBER = {"numbering": "each", "day": f"{today():%d/%m/%Y}"}

CASES = (
    get("batches.index", STAFF_ALL),
    get("batches.new", STAFF_ALL),
    get("batches.begin", STAFF_ALL, template_id="giay_moi"),
    get("batches.example", STAFF_ALL, template_id="giay_moi"),
    post("batches.begin", OF_ONE, NEW, template_id="giay_moi", otherwise=422),
    get("batches.batch", SEES, batch="preparing"),
    get("batches.batch", SEES, batch="approved"),
    get("batches.batch", SEES, batch="stopped"),
    get("batches.batch", SEES, batch="made"),
    get("batches.batch", SEES, batch="cancelled"),
    get("batches.returned", SEES, batch="preparing"),
    get("batches.progress", SEES, batch="stopped"),
    get("batches.letters_zip", SEES, batch="made"),
    get("batches.print_all", SEES, batch="made"),
    get("batches.letter", SEES, batch="preparing", position=2),
    get("batches.letter_files", SEES, batch="preparing", position=2),
    get("batches.letter_docx", SEES, batch="made", position=1),
    get("batches.letter_page", SEES, batch="made", position=1, page=1),
    post("batches.ask_for_preview", SEES, batch="preparing", position=2),
    post("batches.send_sheet", PREPARES, SHEET, batch="preparing"),
    post("batches.send_sheet", frozenset(), SHEET, batch="approved", late=PREPARES),
    post("batches.approve", {"leader"}, batch="preparing"),
    post("batches.approve", frozenset(), batch="made", late=frozenset({"leader"})),
    post("batches.record_approved", CLERK, batch="preparing"),
    post("batches.take_back", PREPARES, WHY, batch="approved"),
    post("batches.cancel", PREPARES, WHY, batch="preparing"),
    post("batches.cancel", frozenset(), WHY, batch="made", late=PREPARES),
    post("batches.number", CLERK, NUMBER, batch="approved"),
    post("batches.number", frozenset(), NUMBER, batch="preparing", late=CLERK),
    post("batches.make_again", CLERK, batch="stopped"),
    post("batches.issue", CLERK, batch="made"),
)

FOREIGN = (
    get("batches.letter", SEES, batch="made", position=99),
    get("batches.letter_files", SEES, batch="made", position=99),
    get("batches.letter_docx", SEES, batch="made", position=99),
    get("batches.letter_page", SEES, batch="made", position=99, page=1),
    post("batches.ask_for_preview", SEES, batch="preparing", position=99),
)
