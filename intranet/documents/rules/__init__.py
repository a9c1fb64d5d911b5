"""States, moves, permissions and pure checks of letters: read this first."""

from datetime import date
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import (
    CAPACITY_PREFIXES,
    covers_type,
    departments_of,
    heads_department,
    is_admin,
    is_clerk,
    is_leader,
    why_not_in_force,
)
from intranet.core.clock import today
from intranet.core.flow import Flow, Move
from intranet.core.permissions import Permission
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.docservice.vietnamese import fold


class State(StrEnum):
    DRAFT = "draft"
    CHECKING = "checking"
    PRESENTED = "presented"
    SIGNED = "signed"
    NUMBERED = "numbered"
    SCANNED = "scanned"
    ISSUED = "issued"
    SENT = "sent"  # issued without a number: a thư công
    RECALLED = "recalled"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


STATE_LABELS = {
    State.DRAFT: "Dự thảo",
    State.CHECKING: "Đang kiểm tra",
    State.PRESENTED: "Trình ký",
    State.SIGNED: "Đã ký",
    State.NUMBERED: "Chờ bản quét",
    State.SCANNED: "Chờ phát hành",
    State.ISSUED: "Đã phát hành",
    State.SENT: "Đã gửi, không có số",
    State.RECALLED: "Đã thu hồi",
    State.REPLACED: "Đã thay thế",
    State.CANCELLED: "Đã hủy",
}
STATE_TONES = {
    State.DRAFT: "none",
    State.CHECKING: "doing",
    State.PRESENTED: "waiting",
    State.SIGNED: "doing",
    State.NUMBERED: "soon",
    State.SCANNED: "soon",
    State.ISSUED: "done",
    State.SENT: "done",
    State.RECALLED: "late",
    State.REPLACED: "none",
    State.CANCELLED: "none",
}
WRITABLE = frozenset({State.DRAFT, State.CHECKING})
# Out of the house: everybody sees it, also when it no longer holds.
HAS_NUMBER = frozenset({State.NUMBERED, State.SCANNED, State.ISSUED, State.RECALLED, State.REPLACED})
OUT = frozenset({State.ISSUED, State.SENT, State.RECALLED, State.REPLACED})
IS_DATED = HAS_NUMBER | {State.SENT}


class Mode(StrEnum):
    """What is the text: the form's facts, or a file written in Word."""

    FORM = "form"
    FILE = "file"


class CheckKind(StrEnum):
    """The two checks before signing (Điều 12 NĐ 30/2020)."""

    CONTENT = "content"
    FORMAT = "format"


CHECK_LABELS = {CheckKind.CONTENT: "Kiểm tra nội dung", CheckKind.FORMAT: "Kiểm tra thể thức"}


LETTER_WITHOUT_TYPE = "CV"
TYPE_NAMES = {kind.abbreviation or kind.id: kind.name for kind in LETTER_TYPES.values()} | {
    LETTER_WITHOUT_TYPE: LETTER_TYPES["cong_van"].name
}
PLAN_TYPE = LETTER_TYPES["ke_hoach"].abbreviation


def type_code_of(letter_type: Any) -> str:
    """The short name of a letter's type in lists and authorities: "KH"; "CV" for công văn, which prints none."""
    without = LETTER_WITHOUT_TYPE if letter_type.id == "cong_van" else letter_type.id
    return letter_type.abbreviation or without


# The places for number and date in a letter's file: a biên bản has none for its date, a thư công none for a number.
PLACES = {type_code_of(kind): kind.controls for kind in LETTER_TYPES.values()}


def standing_check(document: Any, kind: CheckKind) -> Any:
    """The check of this kind that holds for the present version, or None."""
    return next((c for c in document.checks if c.kind == kind and c.n == document.current_n and not c.dropped_at), None)


def outdated_check(document: Any, kind: CheckKind) -> Any:
    """The latest check of this kind when it was of another version or no longer stands, or None."""
    if standing_check(document, kind):
        return None
    return max((c for c in document.checks if c.kind == kind), key=lambda c: (c.n, c.id), default=None)


def covers_field(authority: Any, field: str) -> bool:
    """Whether a deputy's authority covers a field of work; no list, or a letter without field, means yes."""
    held = {fold(line.strip()) for line in authority.fields.splitlines() if line.strip()}
    return not held or not field or fold(field) in held


def authority_problem(authority: Any, type_code: str, field: str, day: date) -> str | None:
    """Why nobody may sign such a letter by this authority on this day (Điều 13 NĐ 30/2020); None when he may."""
    if authority is None:
        return "Chưa chọn người ký. Hãy chọn người ký trong văn bản."
    if not authority.person.is_active:
        return f"{authority.person.name} không còn làm việc ở đây. Hãy chọn người ký khác."
    if why := why_not_in_force(authority, day):
        return f"Thẩm quyền ký của {authority.person.name} {why}. Hãy chọn người ký khác."
    if not covers_type(authority, type_code):
        label = CAPACITY_PREFIXES.get(authority.capacity, "")
        scope = f" ({label} chỉ {authority.types.replace(' ', ', ')})" if label else ""
        return f"{authority.person.name} không được ký loại văn bản này{scope}. Hãy chọn người ký khác."
    if not covers_field(authority, field):
        return f"{authority.person.name} không phụ trách lĩnh vực «{field}». Hãy chọn người ký khác."
    return None


# What stands in a move's way: a sentence, or None.


def _nothing_saved(document: Any) -> str | None:
    return None if document.current_n else "Chưa có bản dự thảo nào được lưu. Hãy điền và bấm «Lưu bản dự thảo»."


def _typed_after_saving(document: Any) -> str | None:
    if document.mode == Mode.FILE or document.draft is None or document.draft.saved_as == document.current_n:
        return None
    if not document.current_n:
        return None  # _nothing_saved says the same
    return "Còn nội dung đang soạn chưa lưu thành bản dự thảo. Hãy mở ra và bấm «Lưu bản dự thảo»."


def _cannot_sign(document: Any) -> str | None:
    return authority_problem(document.signer_authority, document.type_code, document.field, today())


def _not_checked(document: Any) -> str | None:
    missing = []
    for kind, label in CHECK_LABELS.items():
        if standing_check(document, kind):
            continue
        old = outdated_check(document, kind)
        is_old = old is not None and old.n != document.current_n
        missing.append(f"{label}: đã kiểm tra bản cũ (bản {old.n})." if is_old else f"Chưa {label.lower()}.")
    return " ".join(missing) or None


def _checked_content(document: Any) -> str | None:
    return "Bản này đã được kiểm tra nội dung." if standing_check(document, CheckKind.CONTENT) else None


def _checked_format(document: Any) -> str | None:
    return "Bản này đã được kiểm tra thể thức." if standing_check(document, CheckKind.FORMAT) else None


def is_signed_with_a_key(document: Any) -> bool:
    """Whether the present version carries its signer's electronic signature (feature `signatures`, by name)."""
    return getattr(document, "electronic", None) is not None


def _to_be_sealed(document: Any) -> str | None:
    return "Văn bản ký số: dùng «Ký số của cơ quan» thay bản quét." if is_signed_with_a_key(document) else None


def _signed_on_paper(document: Any) -> str | None:
    return None if is_signed_with_a_key(document) else "Văn bản ký trên giấy: dùng «Gửi bản quét»."


def bears_number(document: Any) -> bool:
    """Whether letters of this type bear a number: all but the thư công (PL III, I)."""
    return "so" in PLACES[document.type_code]


def _bears_no_number(document: Any) -> str | None:
    return None if bears_number(document) else f"{TYPE_NAMES[document.type_code]} không có số: phát hành luôn."


def _bears_a_number(document: Any) -> str | None:
    return f"{TYPE_NAMES[document.type_code]} phải có số trước khi phát hành." if bears_number(document) else None


D, C, P, S, N, Q = State.DRAFT, State.CHECKING, State.PRESENTED, State.SIGNED, State.NUMBERED, State.SCANNED

FLOW = Flow(
    "document",
    (
        Move(
            "submit_for_check", "Trình kiểm tra", frozenset({D}), C, "trình kiểm tra", kind="primary",
            blockers=(_nothing_saved, _typed_after_saving, _cannot_sign),
        ),
        Move(
            "check_content", "Đã kiểm tra nội dung", frozenset({C}), None, "kiểm tra nội dung", kind="primary",
            blockers=(_checked_content,),
        ),
        Move(
            "check_format", "Đã kiểm tra thể thức", frozenset({C}), None, "kiểm tra thể thức", kind="primary",
            blockers=(_checked_format,),
        ),
        Move(
            "present", "Trình ký", frozenset({C}), P, "trình ký", kind="primary",
            blockers=(_typed_after_saving, _not_checked, _cannot_sign),
        ),
        Move("sign", "Duyệt và ký", frozenset({P}), S, "duyệt và ký", kind="primary",
             blockers=(_not_checked, _cannot_sign)),
        Move(
            "record_signed", "Bản giấy đã ký", frozenset({P}), S, "ghi nhận bản giấy đã có chữ ký", kind="primary",
            blockers=(_not_checked, _cannot_sign),
        ),
        Move("number", "Cấp số", frozenset({S}), N, "cấp số", kind="primary", offered=False,
             blockers=(_bears_no_number,)),
        Move("issue_unnumbered", "Phát hành không số", frozenset({S}), State.SENT, "phát hành, không có số",
             kind="primary", blockers=(_bears_a_number,)),
        Move("issue", "Phát hành", frozenset({Q}), State.ISSUED, "phát hành", kind="primary", offered=False),
        Move("recall", "Thu hồi", frozenset({State.ISSUED}), State.RECALLED, "thu hồi", needs_note=True, kind="danger",
             offered=False),
        Move("replace", "Thay thế", frozenset({State.ISSUED}), State.REPLACED, "thay thế", needs_note=True,
             offered=False),
        Move("rectify", "Đính chính", frozenset({State.ISSUED}), None, "đính chính", needs_note=True, offered=False),
        Move("add_scan", "Gửi bản quét", frozenset({N, Q}), Q, "gửi bản quét", kind="primary", offered=False,
             blockers=(_to_be_sealed,)),
        Move("seal", "Ký số của cơ quan", frozenset({N}), Q, "ký số của cơ quan", kind="primary", offered=False,
             blockers=(_signed_on_paper,)),
        Move("change_signer", "Đổi người ký", frozenset({C, P}), C, "đổi người ký", offered=False),
        Move("send_back", "Trả lại", frozenset({C, P, S, N, Q}), D, "trả lại", needs_note=True),
        Move("withdraw", "Rút lại", frozenset({C, P}), D, "rút lại"),
        Move("cancel", "Hủy văn bản", frozenset({D, C, P, S, N, Q}), State.CANCELLED, "hủy văn bản",
             needs_note=True, kind="danger"),
    ),
)  # fmt: skip


# Who may do what.


def is_charged_with_format(person: Any) -> bool:
    """Clerks, the heads of Văn phòng, and whoever the office named besides (Điều 12 NĐ 30/2020)."""
    heads_the_office = person.department.is_office and heads_department(person, person.department_id)
    return is_clerk(person) or heads_the_office or person.format_duty is not None


def is_drafter(person: Any, document: Any) -> bool:
    return bool(document.drafter_id == person.id)


def is_signer(person: Any, document: Any) -> bool:
    return document.signer_id is not None and bool(document.signer_id == person.id)


def answers_for_content(person: Any, document: Any) -> bool:
    """The head or deputy of the drafting unit; a leader when the head himself drafted it; never the drafter."""
    if is_drafter(person, document):
        return False
    head_drafted = heads_department(document.drafter, document.department_id)
    return heads_department(person, document.department_id) or (head_drafted and is_leader(person))


def checks_format(person: Any, document: Any) -> bool:
    return is_charged_with_format(person) and not is_drafter(person, document)


def overrules(person: Any, document: Any) -> bool:
    """Whoever checks the format lets a finding pass, until the letter has its number."""
    return document.state in (C, P, S) and checks_format(person, document)


def writes(person: Any, document: Any) -> bool:
    """The drafter and the heads of his unit write a letter, as long as it is not presented for signing."""
    return document.state in WRITABLE and has_charge(person, document)


def has_charge(person: Any, document: Any) -> bool:
    """The drafter and the heads of his unit have charge of a letter."""
    return is_drafter(person, document) or heads_department(person, document.department_id)


def sees(person: Any, document: Any) -> bool:
    """Until it is issued a letter is seen by those it concerns; then by all, a restricted one by its readers."""
    out = document.state in OUT and (not document.is_restricted or _is_reader(person, document))
    return out or sees_work(person, document)


def _is_reader(person: Any, document: Any) -> bool:
    return any(r.person_id == person.id or r.department_id in departments_of(person) for r in document.readers)


def sees_work(person: Any, document: Any) -> bool:
    """Its versions and notes are for its unit, those who check or sign it, clerks and leaders, now and later."""
    return (
        is_clerk(person)
        or is_leader(person)
        or is_drafter(person, document)
        or is_signer(person, document)
        or document.department_id in departments_of(person)
        or (document.state != State.DRAFT and is_charged_with_format(person))
        or was_asked(person, document)
    )


def was_asked(person: Any, document: Any) -> bool:
    """Units whose opinion was asked for see what they were asked about."""
    return any(opinion.department_id in departments_of(person) for opinion in getattr(document, "opinions", ()))


def _may_send_back(person: Any, document: Any) -> bool:
    if document.state == State.CHECKING:
        return answers_for_content(person, document) or checks_format(person, document)
    if document.state == State.PRESENTED:
        return is_signer(person, document) or checks_format(person, document)
    return is_clerk(person)


def _may_cancel(person: Any, document: Any) -> bool:
    return is_clerk(person) if document.state in (S, N, Q) else has_charge(person, document)


def _may_change_signer(person: Any, document: Any) -> bool:
    return has_charge(person, document) or is_clerk(person)


def _clerk(person: Any, document: Any) -> bool:
    return is_clerk(person)


def _may_discard(person: Any, document: Any) -> bool:
    return not document.current_n and has_charge(person, document)


_WRITERS = "Chỉ người soạn và lãnh đạo đơn vị soạn được sửa, khi văn bản chưa trình ký."
_DRAFTERS = "Chỉ người soạn và lãnh đạo đơn vị soạn được làm việc này."
_CLERKS = "Chỉ văn thư được làm việc này."

PERMISSIONS = {
    "document.list": Permission(lambda person, _: True),
    "document.make": Permission(lambda person, _: True),
    "document.set_up": Permission(lambda person, _: is_admin(person), "Chỉ người quản trị được làm việc này."),
    "document.view": Permission(sees, "Văn bản này chưa phát hành; chỉ đơn vị soạn và những người xử lý xem được."),
    "document.view_work": Permission(
        sees_work, "Các bản dự thảo chỉ dành cho đơn vị soạn và những người xử lý văn bản."
    ),
    "document.edit": Permission(writes, _WRITERS),
    "document.discard": Permission(_may_discard, _DRAFTERS),
    "document.submit_for_check": Permission(has_charge, _DRAFTERS),
    "document.check_content": Permission(
        answers_for_content, "Chỉ lãnh đạo đơn vị soạn kiểm tra nội dung; người soạn không tự kiểm tra."
    ),
    "document.check_format": Permission(
        checks_format, "Chỉ người được giao kiểm tra thể thức làm việc này; người soạn không tự kiểm tra."
    ),
    "document.overrule_finding": Permission(
        overrules, "Chỉ người được giao kiểm tra thể thức cho qua một lỗi, trước khi văn bản có số."
    ),
    "document.present": Permission(has_charge, _DRAFTERS),
    "document.sign": Permission(is_signer, "Chỉ người ký ghi trong văn bản được duyệt và ký."),
    "document.record_signed": Permission(_clerk, _CLERKS),
    "document.number": Permission(_clerk, _CLERKS),
    "document.issue_unnumbered": Permission(_clerk, _CLERKS),
    "document.copy_letter": Permission(_clerk, _CLERKS),
    "document.recall": Permission(_clerk, _CLERKS),
    "document.replace": Permission(_clerk, _CLERKS),
    "document.rectify": Permission(_clerk, _CLERKS),
    "document.pass_line": Permission(_clerk, _CLERKS),
    "document.add_scan": Permission(_clerk, _CLERKS),
    "document.seal": Permission(_clerk, _CLERKS),
    "document.issue": Permission(_clerk, _CLERKS),
    "document.change_signer": Permission(_may_change_signer, _DRAFTERS),
    "document.send_back": Permission(_may_send_back, "Chỉ người đang kiểm tra hoặc người ký được trả lại văn bản."),
    "document.withdraw": Permission(is_drafter, "Chỉ người soạn được rút lại văn bản."),
    "document.cancel": Permission(_may_cancel, "Chỉ người soạn, hoặc văn thư sau khi ký, được hủy văn bản."),
}
