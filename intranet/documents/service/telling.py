"""Who is told when a letter goes from hand to hand."""

from collections.abc import Sequence

from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of, people_of
from intranet.accounts.rules import HEADS, Role
from intranet.delivery.queries import deliveries_of
from intranet.delivery.rules import Way
from intranet.documents.models import Document
from intranet.documents.queries import possible_checkers
from intranet.documents.rules import FLOW, answers_for_content, bears_number, checks_format
from intranet.notices.service import Told, tell, tell_of_moves


def _checkers(document: Document) -> list[Person]:
    """Those who answer for its content and those charged with its format (Điều 12 NĐ 30/2020)."""
    return [p for p in possible_checkers() if answers_for_content(p, document) or checks_format(p, document)]


def _drafter(document: Document) -> list[Person]:
    return [document.drafter]


def _signer(document: Document) -> list[Person | None]:
    return [document.signer]


def _clerks(document: Document) -> Sequence[Person]:
    """Who gives the number."""
    return holders_of({Role.CLERK}) if bears_number(document) else []


def _clerks_who_send(document: Document) -> Sequence[Person]:
    """Who sends what bears no number (thư công)."""
    return [] if bears_number(document) else holders_of({Role.CLERK})


def _unit(document: Document) -> list[Person | None]:
    return [document.drafter, document.signer, *holders_of(HEADS, {document.department_id})]


_SIGNED = (
    Told("letter_to_number", "đã ký, chờ cấp số", _clerks),
    Told("letter_to_number", "đã ký, chờ phát hành (không có số)", _clerks_who_send),
    Told("letter_checked", "đã ký", _drafter),
)
TOLD = {
    "submit_for_check": (Told("letter_to_check", "trình kiểm tra", _checkers),),
    "change_signer": (Told("letter_to_check", "đổi người ký, cần kiểm tra lại", _checkers),),
    "check_content": (Told("letter_checked", "đã kiểm tra nội dung", _drafter),),
    "check_format": (Told("letter_checked", "đã kiểm tra thể thức", _drafter),),
    "present": (Told("letter_to_sign", "trình ký", _signer),),
    "sign": _SIGNED,
    "record_signed": _SIGNED,
    "send_back": (Told("letter_sent_back", "trả lại", _drafter),),
    "cancel": (Told("letter_sent_back", "hủy văn bản", _drafter),),
    "issue": (Told("letter_issued", "phát hành", _unit),),
    "issue_unnumbered": (Told("letter_issued", "phát hành, không có số", _unit),),
}
tell_of_moves(FLOW, TOLD)


def tell_receivers(document: Document, kind: str, words: str, actor: Person) -> None:
    """Tell those inside who get the letter: a person, and of a unit its heads (everybody where it has none)."""
    assert document.number is not None
    people: list[Person | None] = []
    for delivery in deliveries_of(document.number):
        if delivery.way != Way.INSIDE or delivery.dropped_why:
            continue
        people.append(delivery.person)
        if delivery.department_id is not None:
            people += holders_of(HEADS, {delivery.department_id}) or people_of(delivery.department_id)
    tell(people, kind, words, subject=document, actor=actor)


def tell_it_is_late(document: Document) -> None:
    """Tell clerks and signer that a signed letter has not gone out in time (Điều 18.1)."""
    words = "Văn bản đã ký nhưng chưa phát hành trong ngày làm việc tiếp theo"
    tell([*_clerks(document), document.signer], "letter_overdue", words, subject=document, actor=None)


def tell_access_judges(document: Document, actor: Person) -> None:
    """Tell the signer and the leaders that a widening waits for one of them (PL VI, III.3.c)."""
    judges = [document.signer, *holders_of({Role.LEADER})]
    tell(judges, "letter_widened", "đề nghị mở rộng quyền xem văn bản", subject=document, actor=actor)
