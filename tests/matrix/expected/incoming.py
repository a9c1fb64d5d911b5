"""Incoming letters: the clerk's desk, the leader's words, and the units a letter went to; nobody else looks in."""

from intranet.core.clock import today
from tests.matrix.expected.line import (
    CLERK,
    HEADS_OF_ONE,
    LEADERS,
    MANAGERS,
    OF_ONE,
    OF_TWO,
    PDF,
    STAFF_ALL,
    get,
    post,
)

# "handling" lies with department one, which answers for it, and two, which helps; "forwarded" with one alone.
SEES = MANAGERS | OF_ONE | OF_TWO
DIRECTS = LEADERS | CLERK
ENDS = DIRECTS | HEADS_OF_ONE
HEADS = {"head", "deputy", "helper_head", "other_head"}
TODAY = f"{today():%d/%m/%Y}"
WHY = {"note": "Có lý do"}
LINE = {
    "code": "900/UBND-KT", "written_on": TODAY, "agency": "Ủy ban nhân dân thành phố", "type_name": "Công văn",
    "subject": "Về việc thống kê", "urgency": "", "twin_reason": "Gửi lại",
    "issuer": "@issuer.own", "arrived_on": TODAY,
}  # fmt: skip
RECEIVERS = {"lead": "@department.one", "limit": "3", "supports": "@department.two"}
DIRECTION = {**RECEIVERS, "words": "Tham mưu trả lời.", "leader": "@person.leader", "given_on": TODAY}

CASES = (
    get("incoming.index", STAFF_ALL),
    get("incoming.receive", CLERK),
    post("incoming.receive", CLERK, {"secrecy": "khong", "arrived_on": TODAY, "files": PDF}),
    post("incoming.add_files", CLERK, {"files": PDF}, letter="paper"),
    post("incoming.add_files", (), {"files": PDF}, letter="received", late=CLERK),
    get("incoming.register", CLERK, letter="received"),
    post("incoming.register", CLERK, LINE, letter="received"),
    post("incoming.register", (), LINE, letter="registered", late=CLERK),
    post("incoming.discard", CLERK, WHY, letter="received"),
    post("incoming.record_secret", CLERK, {"secrecy": "mat"}, letter="received"),
    post("incoming.record_secret", (), {"secrecy": "mat"}, letter="registered", late=CLERK),
    get("incoming.correct", CLERK, letter="registered"),
    post("incoming.correct", CLERK, LINE, letter="registered"),
    post("incoming.cancel", CLERK, WHY, letter="registered"),
    get("incoming.open_book", CLERK),
    post("incoming.open_book", CLERK, {"issuer": "@issuer.own", "year": str(today().year + 1), "first_number": "5"}),
    get("incoming.letter", MANAGERS, letter="registered"),
    get("incoming.letter", SEES, letter="handling"),
    get("incoming.letter", MANAGERS, letter="secret"),
    get("incoming.file", SEES, letter="handling", file="handling"),
    get("incoming.copy", SEES, letter="handling"),
    get("incoming.page", SEES, letter="handling", page=1),
    get("incoming.reading", SEES, letter="handling"),
    post("incoming.present", CLERK, {"leader": "@person.leader"}, letter="registered"),
    post("incoming.present", (), {"leader": "@person.leader"}, letter="handling", late=CLERK),
    get("incoming.direct", DIRECTS, letter="presented"),
    post("incoming.direct", DIRECTS, DIRECTION, letter="presented"),
    post("incoming.direct", DIRECTS, DIRECTION, letter="handling"),
    post("incoming.direct", (), DIRECTION, letter="finished", late=DIRECTS),
    get("incoming.forward", CLERK, letter="registered"),
    post("incoming.forward", CLERK, RECEIVERS, letter="registered"),
    post("incoming.send_back", LEADERS, WHY, letter="presented"),
    post("incoming.give_back", HEADS_OF_ONE, WHY, letter="handling"),
    post("incoming.see", OF_ONE | OF_TWO, letter="handling"),
    post("incoming.advise", OF_ONE | OF_TWO, {"words": "Đề xuất trả lời."}, letter="handling"),
    post("incoming.read_tasks", MANAGERS, letter="handling"),
    get("incoming.draft_answer", OF_ONE, letter="handling"),
    post("incoming.draft_answer", OF_ONE, {"template": "cong_van", "unit": "@department.one"}, letter="handling"),
    get("incoming.answer", OF_ONE | MANAGERS, letter="handling"),
    post("incoming.answer", OF_ONE | MANAGERS, {"outside": "88/LMHTX-VP"}, letter="handling"),
    post("incoming.finish", ENDS, letter="forwarded"),
    post("incoming.finish", (), letter="handling", late=ENDS),
    post("incoming.reopen", DIRECTS, WHY, letter="finished"),
    # The registers.
    get("incoming.book", MANAGERS | HEADS),
    get("incoming.book_sheet", MANAGERS | HEADS),
    get("incoming.book_pdf", MANAGERS | HEADS),
    get("incoming.follow_up", MANAGERS | HEADS),
    get("incoming.follow_up_sheet", MANAGERS | HEADS),
    get("incoming.follow_up_pdf", MANAGERS | HEADS),
    get("incoming.slip", SEES, letter="handling"),
)
FOREIGN = (get("incoming.file", CLERK, letter="handling", file="received"),)
