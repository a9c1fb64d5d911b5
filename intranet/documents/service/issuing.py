"""The clerk's part: number and date, the scanned sheet, issuing, and the tasks a plan hands out (Điều 15–18)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from intranet.accounts.models import Person
from intranet.checking.service import check_now
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid
from intranet.core.files import keep_bytes, path_of, read
from intranet.core.flow import advance
from intranet.core.history import HistoryEntry
from intranet.delivery.service import plan_deliveries
from intranet.delivery.service.mail import mail_at_issue
from intranet.docservice.errors import DocError
from intranet.docservice.guard import shown_name
from intranet.docservice.images import page_count, photos_to_pdf
from intranet.docservice.vietnamese import letter_date
from intranet.docservice.word import fill_controls
from intranet.documents.facts import unit_symbol
from intranet.documents.models import Document, NumberedCopy, Scan
from intranet.documents.rules import FLOW, PLACES, PLAN_TYPE, State, bears_number
from intranet.documents.service.appendices import name_letter_in_appendices
from intranet.documents.service.files import DOCX, PDF, inspected, note_words
from intranet.documents.service.gate import require_ready
from intranet.documents.service.telling import tell_receivers
from intranet.plans.models import Plan
from intranet.plans.rules import TaskProposal
from intranet.plans.service import TakenFile, add_tasks, make_plan
from intranet.printing.service import ask_for_files
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import Entry
from intranet.registers.service import correct_entry, entry_of, take_number, use_kept_number

Upload = tuple[BinaryIO, str]
# What else a number is written into, in the same transaction: a copy signed with a key, above in the imports.
ON_NUMBERED: list[Callable[[Document], None]] = []


def number(document: Document, actor: Any, day: date, kept: RegisterNumber | None = None) -> HistoryEntry:
    """Cấp số và ngày: state, number and the numbered files in one change (Điều 15 NĐ 30/2020).

    `kept` is a number put by for this letter, with its own date. A letter that was sent back after numbering keeps
    the number it has. Raises Refused for a second number, for a thư công (`issue_unnumbered` sends it), and for a
    letter the gate holds back; Invalid for a date the book cannot take.
    """
    session.flush()
    lock(document)
    if document.state == State.SIGNED and bears_number(document):
        _pass_the_gate(document, kept.issued_on if kept else day)
        document.number = _same_number(document) or _take(document, actor, day, kept)
    # The number stands before the state does: no half-done row is ever written.
    entry = advance(document, FLOW, "number", actor, number=document.number.full if document.number else "")
    assert document.number is not None
    _fill_in(document, {"so": document.number.number_text, "ngay": letter_date(document.number.issued_on)})
    name_letter_in_appendices(document, actor)
    for write_number in ON_NUMBERED:
        write_number(document)
    return entry


def issue_unnumbered(document: Document, actor: Any, note: str = "") -> HistoryEntry:
    """A letter that bears no number (thư công) goes out as signed, dated today; it takes no line in the register.

    Raises Refused for a letter that must have a number, and for one the gate holds back.
    """
    session.flush()
    lock(document)
    if document.state == State.SIGNED and not bears_number(document):
        _pass_the_gate(document, today())
        document.issued_at = now()  # a fact of the new state: written first, so that no row lacks it
    entry = advance(document, FLOW, "issue_unnumbered", actor, note)
    _fill_in(document, {"ngay": letter_date(today())})
    return entry


def _pass_the_gate(document: Document, day: date) -> None:
    if document.report is not None:
        check_now(document.report)
    require_ready(document, day)


def _same_number(document: Document) -> RegisterNumber | None:
    """The number of a letter that was sent back after numbering; its line in the register follows the letter."""
    if document.number is not None:
        mine = _entry(document)
        document.number.subject, document.number.recipients = mine.subject, mine.recipients
        document.number.signer = mine.signer
    return document.number


def _entry(document: Document) -> Entry:
    return Entry(
        subject=document.subject,
        signer=document.signer.name if document.signer else "",
        recipients=document.recipients,
        archive_unit=f"VT, {document.department.short_name}",
    )


def _take(document: Document, actor: Any, day: date, kept: RegisterNumber | None) -> RegisterNumber:
    entry = _entry(document)
    if kept is not None:
        return use_kept_number(kept, actor=actor, entry=entry, document_id=document.id)
    facts = document.current.facts if document.current else None
    symbol = unit_symbol(facts, document.department)
    return take_number(
        document.issuer,
        document.type_code,
        day,
        actor=actor,
        entry=entry,
        unit_symbol=symbol,
        document_id=document.id,
    )


def _fill_in(document: Document, known: Mapping[str, str]) -> None:
    """Number and date go into their places in the signed version's file; the version itself never changes."""
    assert document.current is not None
    written = {place: known[place] for place in PLACES[document.type_code]}
    docx = fill_controls(read(document.current.docx_sha256), written)
    copy = document.numbered
    if copy is None:
        copy = NumberedCopy(document_id=document.id, n=document.current_n, docx_sha256=keep_bytes(docx, DOCX))
        session.add(copy)
        ask_for_files(copy)
    note_words(document, docx)
    session.flush()
    session.expire(document, ["numbered"])


def add_scan(document: Document, actor: Any, files: Sequence[Upload]) -> HistoryEntry:
    """The signed and sealed sheet, as one PDF or as photographs in their order; a later one takes its place."""
    pdf = _one_pdf(files)
    entry = advance(document, FLOW, "add_scan", actor)
    _keep_sheet(document, keep_bytes(pdf, PDF), actor)
    return entry


def seal(document: Document, actor: Any, sealed_sha256: str, note: str = "", **detail: Any) -> HistoryEntry:
    """The copy signed with keys, numbered and sealed, is the letter's signed sheet (Điều 17 NĐ 30/2020)."""
    entry = advance(document, FLOW, "seal", actor, note, sealed=sealed_sha256, **detail)
    _keep_sheet(document, sealed_sha256, actor)
    return entry


def _keep_sheet(document: Document, sha256: str, actor: Any) -> None:
    pages = page_count(path_of(sha256))
    session.add(
        Scan(document_id=document.id, n=document.current_n, file_sha256=sha256, page_count=pages, by_id=actor.id)
    )
    session.flush()
    session.expire(document, ["scans"])


def _one_pdf(files: Sequence[Upload]) -> bytes:
    kinds = [inspected(stream, name, {"pdf", "jpeg", "png"}, field="files").kind for stream, name in files]
    if not kinds:
        raise Invalid("Hãy chọn tệp PDF hoặc ảnh chụp bản đã ký, đóng dấu.", field="files")
    if kinds == ["pdf"]:
        return files[0][0].read()
    if "pdf" in kinds:
        raise Invalid("Gửi một tệp PDF, hoặc các ảnh chụp; không gửi lẫn.", field="files")
    try:
        return photos_to_pdf([stream for stream, _ in files])
    except DocError as error:
        raise Invalid(error.sentence, field="files") from error


def issue(
    document: Document, actor: Any, proposals: Sequence[TaskProposal] = (), leader: Person | None = None
) -> HistoryEntry:
    """Phát hành: the letter is there for all, and a kế hoạch hands out its tasks (Điều 18 NĐ 30/2020).

    `proposals` are what the clerk confirmed; `leader` confirms the tasks later (the signer unless another is named).
    """
    session.flush()
    lock(document)
    if document.state == State.SCANNED:
        document.issued_at = now()  # a fact of the new state: written first, so that no row lacks it
    entry = advance(document, FLOW, "issue", actor)
    assert document.number is not None
    correct_entry(document.number, replace(entry_of(document.number), sent_on=today()), actor)
    if plan_deliveries(document.number, actor):
        tell_receivers(document, "letter_received", "gửi văn bản đến", actor)
    mail_at_issue(document.number, actor)
    if document.type_code == PLAN_TYPE and proposals:
        _hand_out(document, actor, proposals, leader or document.signer)
    return entry


def _hand_out(document: Document, actor: Any, proposals: Sequence[TaskProposal], leader: Person | None) -> Plan:
    if leader is None:
        raise Invalid("Hãy chọn lãnh đạo theo dõi và xác nhận nhiệm vụ.", field="leader_id")
    register, scan = document.number, document.scan
    assert register is not None and scan is not None
    facts = document.current.facts if document.current and document.current.facts else {}
    plan = make_plan(
        actor,
        number=register.number_text,
        symbol=register.symbol,
        issued_on=register.issued_on,
        subject=document.subject,
        leader=leader,
        legal_bases=facts.get("can_cu") or (),
        issuer_words=document.issuer.name,
        letter=TakenFile(scan.file_sha256, shown_name(f"{register.full.replace('/', '-')}.pdf"), "pdf"),
        document_id=document.id,
    )
    add_tasks(plan, proposals, actor)
    document.plan = plan
    return plan
