"""The sheet of a batch: what it asks, what it says, and what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, BinaryIO

from sqlalchemy import delete, select

from intranet.accounts.models import Department, Issuer, SigningAuthority
from intranet.accounts.rules import departments_of
from intranet.batches.models import Batch, BatchLetter, BatchPreview
from intranet.batches.rules import FLOW
from intranet.batches.service.finding import note_words
from intranet.batches.service.telling import tell_signer
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid, NotPermitted
from intranet.core.files import keep_bytes, read
from intranet.core.flow import advance
from intranet.core.history import HistoryEntry
from intranet.docservice.catalogue import Template
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS, shown_name
from intranet.docservice.merge.cells import cell_of
from intranet.docservice.merge.checked import CheckedSheet, check_sheet
from intranet.docservice.merge.columns import Column, columns_of
from intranet.docservice.merge.run import plan_of
from intranet.docservice.merge.sheet import Sheet, read_sheet
from intranet.docservice.merge.sheets_made import example_sheet
from intranet.documents.facts import NOT_ASKED, complete_facts, first_facts
from intranet.documents.rules import authority_problem, type_code_of
from intranet.lettertemplates.office_templates import get_template

# The office's tables and the register know these; a sheet never asks for them.
KNOWN_KINDS = NOT_ASKED | {"signer"}
XLSX = KINDS["xlsx"].media_type


def columns_for(template: Template) -> tuple[Column, ...]:
    """The columns a sheet of this template may have here."""
    return columns_of(template, KNOWN_KINDS)


def columns_by_itself(template: Template) -> tuple[Column, ...]:
    """The columns a sheet made elsewhere (by the command line) may have, which here the system fills in itself."""
    asked = columns_for(template)
    return tuple(column for column in columns_of(template) if column not in asked)


def example_for(
    template: Template, department: Department, chosen: Collection[str], rows: Sequence[Mapping[str, Any]] = ()
) -> bytes:
    """The sheet to fill in; `chosen` are the paths of the facts that differ from letter to letter.

    `rows` are the facts of each letter, where they are known already.
    """
    known = first_facts(template, department)
    return example_sheet(template, chosen or None, without=KNOWN_KINDS, known=known, rows=rows)


def begin(
    template: Template,
    department: Department,
    authority: SigningAuthority | None,
    actor: Any,
    *,
    file: BinaryIO,
    file_name: str,
) -> Batch:
    """Begin a batch from a filled sheet, right or wrong; raises Invalid for a file that is no such sheet at all.

    Raises Invalid (field "signer_authority_id") for somebody who may not sign such letters today.
    """
    if department.id not in departments_of(actor) or not department.is_open:
        raise NotPermitted("Bạn chỉ làm văn bản cho đơn vị của mình.")
    type_code = type_code_of(template.letter_type)
    problem = authority_problem(authority, type_code, "", today())
    if authority is None or problem or authority.issuer_id != department.issuer_id:
        raise Invalid(problem or "Hãy chọn người ký trong danh sách.", field="signer_authority_id")
    content, sheet = _read(template, file, file_name)
    batch = Batch(
        template_id=template.id,
        template_title=template.title,
        template_revision=template.revision,
        type_code=type_code,
        issuer_id=department.issuer_id,
        department_id=department.id,
        drafter_id=actor.id,
        signer_authority_id=authority.id,
        signer_id=authority.person_id,
        sheet_sha256=keep_bytes(content, XLSX),
        sheet_name=shown_name(file_name),
    )
    session.add(batch)
    session.flush()
    history.record(batch, actor, "begin", "lập đợt từ bảng Excel", note=batch.sheet_name)
    _take(batch, template, sheet, actor)
    return batch


def send_sheet(batch: Batch, actor: Any, *, file: BinaryIO, file_name: str) -> HistoryEntry:
    """Another sheet takes the place of the one before; the earlier file stays kept."""
    template = get_template(batch.template_id)
    content, sheet = _read(template, file, file_name)
    entry = advance(batch, FLOW, "send_sheet", actor, shown_name(file_name), earlier=batch.sheet_sha256)
    batch.sheet_sha256, batch.sheet_name = keep_bytes(content, XLSX), shown_name(file_name)
    batch.template_revision = template.revision
    _take(batch, template, sheet, actor)
    return entry


def checked_again(batch: Batch) -> tuple[Sheet, CheckedSheet]:
    """The sheet of a batch as it was sent, and everything that is wrong with it, checked anew."""
    template = get_template(batch.template_id)
    content, name = read(batch.sheet_sha256), batch.sheet_name
    sheet = read_sheet(content, name, columns_for(template), columns_by_itself(template))
    return sheet, check_sheet(template, sheet, common_facts(batch, template))


def common_facts(batch: Batch, template: Template) -> dict[str, Any]:
    """What the office knows by itself: its name, the signer, where the letters are filed."""
    first = first_facts(template, session.get_one(Department, batch.department_id))
    issuer = session.get_one(Issuer, batch.issuer_id)
    return complete_facts(template, first, issuer, session.get_one(SigningAuthority, batch.signer_authority_id))


def _read(template: Template, file: BinaryIO, name: str) -> tuple[bytes, Sheet]:
    if not name:
        raise Invalid("Hãy chọn tệp Excel.", field="sheet")
    content = file.read()
    try:
        return content, read_sheet(content, shown_name(name), columns_for(template), columns_by_itself(template))
    except DocError as error:
        raise Invalid(error.sentence, field="sheet") from error


def _take(batch: Batch, template: Template, sheet: Sheet, actor: Any) -> None:
    """Note the letters the sheet asks for; none of an earlier sheet stays."""
    session.flush()
    earlier = select(BatchLetter.id).where(BatchLetter.batch_id == batch.id)
    session.execute(delete(BatchPreview).where(BatchPreview.letter_id.in_(earlier)))
    session.execute(delete(BatchLetter).where(BatchLetter.batch_id == batch.id))
    checked = check_sheet(template, sheet, common_facts(batch, template))
    batch.fault_count, batch.letter_count = len(checked.faults), len(checked.letters)
    batch.subject = str(checked.letters[0].facts.get("trich_yeu") or "")[:500]
    if checked.faults:
        note_words(batch)
        return
    first = next(iter(sheet.heads.values()))
    for position, planned in enumerate(plan_of(template, sheet, checked.letters), 1):
        to_whom = cell_of(first.field, first.stated_in(planned.facts)).replace("\n", "; ")
        session.add(
            BatchLetter(
                batch_id=batch.id,
                position=position,
                row=planned.row,
                name=planned.name,
                recipient=to_whom[:500],
                facts=planned.facts,
            )
        )
    note_words(batch)
    tell_signer(batch, actor)
