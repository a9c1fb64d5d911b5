"""Letters: seen by few until issued, written by the drafter and his heads, moved each by his own hand."""

from intranet.core.clock import today
from tests.documents.conftest import KEY
from tests.matrix.expected.line import (
    ADMIN,
    CLERK,
    DOCX,
    HEADS_OF_ONE,
    LEADERS,
    OF_OFFICE,
    OF_ONE,
    OF_THREE,
    OF_TWO,
    PDF,
    PHOTO,
    STAFF_ALL,
    Line,
    get,
    post,
)

TODAY = f"{today():%d/%m/%Y}"
WRITERS = HEADS_OF_ONE | {"staff"}
SEES_DRAFT = OF_ONE | CLERK | LEADERS
SEES = SEES_DRAFT | {"office_head"}  # from the first check on; he is charged with the format
SEES_FOREIGN = OF_THREE | CLERK | LEADERS | {"office_head"}
CHECKS_FORMAT = CLERK | {"office_head"}
WHY = {"note": "Có lý do"}
OVERRULING = {"n": "1", "finding": KEY, "reason": "In lại đúng cỡ"}
NUMBER = {"day": TODAY, "kept": ""}
OTHER_SIGNER = {"signer_authority_id": "@authority.leader2"}
WORD = {"subject": "Tập huấn", "recipients": "Các phòng", "file": DOCX}
NEW_IN_WORD = {**WORD, "department_id": "@department.one", "signer_authority_id": "@authority.leader"}
TYPED = {"trich_yeu": "Tập huấn khác", "revision": "@revision.draft"}


def _views(who: frozenset[str], letter: str, drafts: frozenset[str] | None = None) -> tuple[Line, ...]:
    """The letter's own pages and files; once it is issued, its drafts stay with those who worked on it."""
    saw = who if drafts is None else drafts
    return (
        get("documents.document", who, document=letter),
        get("documents.files", who, document=letter),
        get("documents.version", saw, document=letter, n=1),
        get("documents.version_docx", saw, document=letter, n=1),
        get("documents.version_pdf", saw, document=letter, n=1),
        get("documents.version_page", saw, document=letter, n=1, page=1),
        get("documents.attachment", who, document=letter, attachment=f"{letter}1"),
    )


def _numbered(who: frozenset[str], letter: str) -> tuple[Line, ...]:
    """What a letter has besides once it is numbered and scanned."""
    return (
        get("documents.numbered_docx", who, document=letter),
        get("documents.numbered_pdf", who, document=letter),
        get("documents.numbered_page", who, document=letter, page=1),
        get("documents.scan_pdf", who, document=letter, scan=letter),
        get("documents.scan_page", who, document=letter, scan=letter, page=1),
    )


READING = (
    get("documents.index", STAFF_ALL),
    get("documents.excel", STAFF_ALL),
    get("documents.new", STAFF_ALL),
    get("documents.prepared", STAFF_ALL, template_id="ke_hoach"),
    get("documents.document", SEES_DRAFT, document="begun"),
    *_views(SEES_DRAFT, "draft"),
    get("documents.document", SEES, document="checking"),
    get("documents.attachment", SEES, document="checking", attachment="checking1"),
    get("documents.document", SEES, document="presented"),
    get("documents.document", SEES, document="signed"),
    get("documents.document", SEES, document="numbered"),
    *_views(SEES, "scanned"),
    *_numbered(SEES, "scanned"),
    *_views(STAFF_ALL, "issued", drafts=SEES),
    *_numbered(STAFF_ALL, "issued"),
    get("documents.document", SEES, document="cancelled"),
    get("documents.document", OF_OFFICE | LEADERS, document="by_clerk"),
    get("documents.document", SEES_FOREIGN, document="foreign"),
    get("documents.version_docx", SEES_FOREIGN, document="foreign", n=2),
    get("documents.attachment", SEES_FOREIGN, document="foreign", attachment="foreign1"),
    *_numbered(SEES_FOREIGN, "foreign"),
)

WRITING = (
    get("documents.format_duty", ADMIN),
    post("documents.format_duty", ADMIN, {"person_id": "@person.other"}),
    post("documents.begin", STAFF_ALL, template_id="ke_hoach"),
    post("documents.begin", OF_ONE, {"department_id": "@department.one"}, template_id="ke_hoach"),
    get("documents.from_word", STAFF_ALL, template_id="ke_hoach"),
    post("documents.from_word", OF_ONE, NEW_IN_WORD, template_id="ke_hoach", otherwise=422),
    get("documents.edit", WRITERS, document="draft"),
    get("documents.edit", WRITERS, document="checking"),
    get("documents.edit", (), document="presented"),
    get("documents.edit", (), document="issued"),
    get("documents.edit", (), document="foreign"),
    post("documents.save_version", WRITERS, {**TYPED, "_draft": "1"}, document="draft"),
    post("documents.save_version", (), {**TYPED, "_draft": "1"}, document="issued"),
    post("documents.preview", WRITERS, document="draft"),
    post("documents.preview", (), document="presented"),
    get("documents.preview_state", WRITERS, document="draft"),
    get("documents.preview_state", (), document="issued"),
    get("documents.preview_page", (), document="presented", name="0"),
    post("documents.note_writing", WRITERS, document="draft"),
    post("documents.note_writing", (), document="presented"),
    post("documents.draft", WRITERS, TYPED, document="draft"),
    post("documents.draft", (), TYPED, document="presented"),
    post("documents.settle", WRITERS, {**TYPED, "take": "mine"}, document="draft"),
    post("documents.settle", (), {**TYPED, "take": "mine"}, document="signed"),
    get("documents.kept", WRITERS, document="draft", kept="draft"),
    get("documents.kept", (), document="issued", kept="issued"),
    post("documents.restore_kept", WRITERS, document="draft", kept="draft"),
    post("documents.restore_kept", (), document="issued", kept="issued"),
    post("documents.discard", WRITERS, document="begun"),
    post("documents.discard", (), document="draft"),
    get("documents.word", WRITERS, document="draft"),
    post("documents.continue_in_word", WRITERS, WORD, document="draft"),
    post("documents.continue_in_word", (), WORD, document="signed"),
    post("documents.add_attachment", WRITERS, {"title": "Biểu", "file": PHOTO}, document="draft"),
    post("documents.add_attachment", (), {"title": "Biểu", "file": PHOTO}, document="presented"),
    post("documents.remove_attachment", WRITERS, document="draft", attachment="draft1"),
    post("documents.remove_attachment", (), document="issued", attachment="issued1"),
    post("documents.move_attachment", WRITERS, document="draft", attachment="draft1"),
    post("documents.move_attachment", (), document="issued", attachment="issued1"),
    post("documents.make_files_again", SEES_DRAFT, document="failed"),
    post("documents.make_files_again", (), document="issued", late=STAFF_ALL),
)

ASKED = {"departments": "@department.vp", "due_on": TODAY}
OPEN = {"audience": "all", "reason": "Cần phổ biến"}
COPY = {"form": "SY", "day": TODAY, "authority_id": "@authority.leader", "recipients": "Sở Nội vụ", "copies": "2"}
TOGETHER = (
    get("documents.copy_letter", CLERK, document="issued"),
    post("documents.copy_letter", CLERK, COPY, document="issued"),
    post("documents.copy_letter", (), COPY, document="scanned", late=CLERK),
    get("documents.copy_pdf", STAFF_ALL, document="issued", copy="issued"),
    get("documents.set_access", WRITERS | CLERK, document="draft"),
    post(
        "documents.set_access",
        WRITERS | CLERK,
        {"audience": "named", "departments": ["d:", "@department.two"], "reason": "Nhân sự"},
        document="draft",
    ),
    post("documents.set_access", (), OPEN, document="restricted", late=WRITERS | CLERK),
    post("documents.confirm_access", LEADERS, change="wider"),
    post("documents.refuse_access", LEADERS, change="wider"),
    get("documents.opinions", SEES | OF_TWO | OF_THREE, document="checked"),
    get("documents.opinions", SEES_DRAFT, document="draft"),
    get("documents.opinions_docx", SEES_DRAFT, document="draft"),
    get("documents.compare", SEES_DRAFT, document="draft"),
    get("documents.compare_word", SEES_DRAFT, document="draft"),
    post("documents.ask_opinions", WRITERS, ASKED, document="draft"),
    post("documents.ask_opinions", (), ASKED, document="presented"),
    get("documents.give_opinion", OF_THREE, opinion="asked"),
    post("documents.give_opinion", OF_THREE, {"words": "Nhất trí"}, opinion="asked"),
    get("documents.answer_opinion", WRITERS, opinion="given"),
    post("documents.answer_opinion", WRITERS, {"outcome": "taken"}, opinion="given"),
)

MOVES = (
    post("documents.submit_for_check", WRITERS, document="draft"),
    post("documents.submit_for_check", (), document="issued", late=WRITERS),
    post("documents.check_content", HEADS_OF_ONE, document="checking"),
    post("documents.check_content", {"deputy", *LEADERS}, document="by_head"),
    post("documents.check_content", {"office_head"}, document="by_clerk"),
    post("documents.check_content", (), document="checked", late=HEADS_OF_ONE),
    post("documents.check_format", CHECKS_FORMAT, document="checking"),
    post("documents.check_format", {"office_head"}, document="by_clerk"),
    post("documents.present", WRITERS, document="checked"),
    post("documents.present", (), document="checking", late=WRITERS),
    post("documents.sign", {"leader"}, document="presented"),
    post("documents.sign", (), document="checked", late=frozenset({"leader"})),
    post("documents.sign", (), document="signed", late=frozenset({"leader"})),
    post("documents.record_signed", CLERK, document="presented"),
    post("documents.number", CLERK, NUMBER, document="signed"),
    post("documents.issue_unnumbered", (), document="signed", late=CLERK),
    post("documents.number", (), NUMBER, document="presented", late=CLERK),
    post("documents.number", (), NUMBER, document="numbered", late=CLERK),
    post("documents.pass_line", (), {"reason": "x"}, document="signed", code="attachments", late=CLERK),
    post("documents.add_scan", CLERK, {"files": PDF}, document="numbered"),
    post("documents.add_scan", CLERK, {"files": PHOTO}, document="scanned"),
    post("documents.add_scan", (), {"files": PDF}, document="issued", late=CLERK),
    get("documents.issue", CLERK, document="scanned"),
    post("documents.issue", CLERK, document="scanned"),
    post("documents.issue", (), document="numbered", late=CLERK),
    post("documents.change_signer", WRITERS | CLERK, OTHER_SIGNER, document="checking"),
    post("documents.change_signer", WRITERS | CLERK, OTHER_SIGNER, document="presented"),
    post("documents.send_back", CHECKS_FORMAT | HEADS_OF_ONE, WHY, document="checking"),
    post("documents.send_back", CHECKS_FORMAT | {"leader"}, WHY, document="presented"),
    post("documents.send_back", CLERK, WHY, document="signed"),
    post("documents.send_back", CLERK, WHY, document="numbered"),
    post("documents.send_back", CLERK, WHY, document="scanned"),
    post("documents.send_back", (), WHY, document="issued", late=CLERK),
    post("documents.overrule_finding", CHECKS_FORMAT, OVERRULING, document="faulty"),
    post("documents.overrule_finding", (), OVERRULING, document="checking", late=CHECKS_FORMAT),
    post("documents.withdraw", {"staff"}, document="checking"),
    post("documents.withdraw", {"staff"}, document="presented"),
    post("documents.withdraw", (), document="signed", late=frozenset({"staff"})),
    post("documents.recall", CLERK, WHY, document="issued"),
    post("documents.recall", (), WHY, document="scanned", late=CLERK),
    post("documents.replace", (), {**WHY, "by_mark": "99/KH-LMHTX"}, document="issued", mistaken=CLERK),
    post("documents.rectify", (), {**WHY, "by_mark": "99/KH-LMHTX"}, document="issued", mistaken=CLERK),
    post("documents.cancel", WRITERS, WHY, document="draft"),
    post("documents.cancel", WRITERS, WHY, document="presented"),
    post("documents.cancel", CLERK, WHY, document="signed"),
    post("documents.cancel", CLERK, WHY, document="scanned"),
    post("documents.cancel", (), WHY, document="issued", late=WRITERS),
)

CASES = (*READING, *WRITING, *TOGETHER, *MOVES)

# A thing of another letter, asked for through a letter that the person may well read or write.
FOREIGN = (
    get("documents.preview_page", WRITERS, document="draft", name="0"),
    get("documents.version", CLERK, document="draft", n=2),
    get("documents.version_docx", CLERK, document="draft", n=2),
    get("documents.version_pdf", CLERK, document="draft", n=2),
    get("documents.version_page", CLERK, document="draft", n=2, page=1),
    get("documents.version_page", CLERK, document="draft", n=1, page=9),
    get("documents.version_page", CLERK, document="draft", n=1, page=0),
    get("documents.version_pdf", CLERK, document="failed", n=1),
    get("documents.version", {"other"}, document="foreign", n=3),
    get("documents.numbered_docx", CLERK, document="draft"),
    get("documents.numbered_pdf", CLERK, document="draft"),
    get("documents.numbered_page", CLERK, document="draft", page=1),
    get("documents.scan_pdf", {"staff"}, document="scanned", scan="foreign"),
    get("documents.scan_pdf", CLERK, document="scanned", scan="foreign"),
    get("documents.scan_page", {"staff"}, document="scanned", scan="foreign", page=1),
    get("documents.scan_page", CLERK, document="issued", scan="foreign", page=1),
    get("documents.attachment", {"staff"}, document="draft", attachment="foreign1"),
    get("documents.attachment", CLERK, document="issued", attachment="foreign1"),
    post("documents.remove_attachment", {"staff"}, document="draft", attachment="foreign1"),
    post("documents.move_attachment", {"staff"}, document="draft", attachment="foreign1"),
    get("documents.kept", {"staff"}, document="draft", kept="foreign"),
    post("documents.restore_kept", {"staff"}, document="draft", kept="foreign"),
    post("documents.pass_line", CLERK, {"reason": "x"}, document="signed", code="khong_co"),
    get("documents.copy_pdf", CLERK, document="draft", copy="issued"),
    get("documents.from_word", {"staff"}, template_id="khong_co"),
    post("documents.begin", {"staff"}, template_id="khong_co"),
    get("documents.prepared", {"staff"}, template_id="khong_co"),
)
