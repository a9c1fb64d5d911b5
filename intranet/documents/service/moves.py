"""Moving a letter from hand to hand: checks, presenting, signing, sending back (Điều 11–13 NĐ 30/2020)."""

from datetime import datetime, time
from typing import Any

from intranet.accounts.models import SigningAuthority
from intranet.core.clock import OFFICE_ZONE, today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.core.history import HistoryEntry
from intranet.core.jobs import enqueue
from intranet.documents.facts import recipients_text, signer_facts
from intranet.documents.models import Check, Document
from intranet.documents.rules import FLOW, CheckKind, Mode
from intranet.documents.service.files import add_version, drop_checks
from intranet.documents.service.gate import require_signable
from intranet.documents.service.writing import authority_for, rendered, set_signer
from intranet.lettertemplates.office_templates import get_template
from intranet.registers.service import cancel_number
from intranet.workdays.queries import work_calendar

# Signed letters go out by the end of the next working day (Điều 18.1); a letter late by then is remembered.
REMIND_AT = time(15)


def submit_for_check(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """Trình kiểm tra: the saved version goes to those who check content and format (Điều 12)."""
    entry = advance(document, FLOW, "submit_for_check", actor, note, n=document.current_n)
    document.returned_note = ""
    return entry


def check_content(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """The head of the drafting unit answers for the content of this version (Điều 12.1)."""
    return _check(document, CheckKind.CONTENT, "check_content", actor, note)


def check_format(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """Whoever is charged with it answers for the format of this version (Điều 12.2)."""
    return _check(document, CheckKind.FORMAT, "check_format", actor, note)


def _check(document: Document, kind: CheckKind, name: str, actor: Any, note: str) -> HistoryEntry:
    entry = advance(document, FLOW, name, actor, note, n=document.current_n)
    check = Check(document_id=document.id, n=document.current_n, kind=kind, by_id=actor.id, note=note.strip())
    session.add(check)
    session.flush()
    session.expire(document, ["checks"])
    return entry


def present(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """Trình ký: both checks of this version stand, the letter goes to its signer (Điều 11).

    Raises Refused for what would stop its number (`require_signable`): nobody signs twice for a line forgotten.
    """
    entry = advance(document, FLOW, "present", actor, note, n=document.current_n)
    require_signable(document)
    return entry


def sign(document: Document, actor: Any, note: str = "", with_key: str | None = None) -> HistoryEntry:
    """The named signer approves this version and signs it; his authority must hold today (Điều 11, 13).

    On paper, or with his key: `with_key` is the SHA-256 of the file that was shown to him and signed.
    """
    return _signed(document, "sign", actor, note, **({"with_key": with_key} if with_key else {}))


def record_signed(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """The clerk has the sheet in hand that the named signer has signed (Điều 13)."""
    return _signed(document, "record_signed", actor, note)


def _signed(document: Document, name: str, actor: Any, note: str, **detail: Any) -> HistoryEntry:
    signer = document.signer.name if document.signer else ""
    authority = document.signer_authority.lines if document.signer_authority else ""
    detail |= {"n": document.current_n, "signer": signer, "authority": authority}
    entry = advance(document, FLOW, name, actor, note, **detail)
    last_day = work_calendar().working_days_after(today(), 1)
    session.flush()
    # Each signing has its own day: the same version may be given back and signed again.
    enqueue(
        "documents.remind_to_issue",
        key=f"remind_to_issue-{document.id}-{document.current_n}-{entry.id}",
        run_at=datetime.combine(last_day, REMIND_AT, OFFICE_ZONE),
        document_id=document.id,
        n=document.current_n,
        signing_id=entry.id,
    )
    return entry


def send_back(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """Trả lại người soạn, with the reason; checks fall. A number that was given stays with the letter."""
    entry = advance(document, FLOW, "send_back", actor, note, n=document.current_n)
    document.returned_note = note.strip()
    drop_checks(document)
    return entry


def withdraw(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """The drafter takes the letter back to write on."""
    return advance(document, FLOW, "withdraw", actor, note, n=document.current_n)


def cancel(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """Give the letter up, with the reason; its number, if it has one, stays in the register as cancelled."""
    entry = advance(document, FLOW, "cancel", actor, note)
    if document.number is not None:
        cancel_number(document.number, note, actor, with_its_letter=True)
    return entry


def change_signer(document: Document, authority_id: int | None, actor: Any, note: str = "") -> HistoryEntry:
    """Name another signer: the letter goes back to its checks, and a form's letter gets a version with his lines."""
    authority = authority_for(document, authority_id, document.field)
    if authority is None:
        raise Invalid("Hãy chọn người ký.", field="signer_authority_id")
    if authority.issuer_id != document.issuer_id:
        raise Invalid(
            f"{authority.person.name} ký cho {authority.issuer.name}: đầu văn bản và số cũng đổi. "
            "Hãy rút lại, chọn người ký ấy khi soạn rồi trình lại.",
            field="signer_authority_id",
        )
    if authority.id == document.signer_authority_id:
        raise Invalid("Văn bản đã ghi người ký này.", field="signer_authority_id")
    before = document.signer.name if document.signer else ""
    entry = advance(document, FLOW, "change_signer", actor, note, before_signer=before, signer=authority.person.name)
    drop_checks(document)
    set_signer(document, authority)
    if document.mode == Mode.FORM:
        _print_with(document, authority, actor)
    return entry


def _print_with(document: Document, authority: SigningAuthority, actor: Any) -> None:
    template = get_template(document.template_id)
    assert document.current is not None and document.current.facts is not None and document.draft is not None
    facts = dict(document.current.facts)
    facts |= {field.key: signer_facts(authority) for field in template.fields if field.kind == "signer"}
    was_saved = document.draft.saved_as == document.current_n
    document.recipients = recipients_text(template, facts)
    version = add_version(
        document,
        actor,
        rendered(template, facts),
        "đổi người ký",
        source=Mode.FORM,
        facts=facts,
        subject=facts["trich_yeu"],
        template_revision=template.revision,
    )
    document.draft.signer_authority_id = authority.id
    document.draft.revision += 1
    if was_saved:
        document.draft.saved_as = version.n
