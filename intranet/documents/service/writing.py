"""Writing a letter by its form: drafts that save themselves, versions that never change, and two people at once."""

from collections.abc import Mapping
from typing import Any

from intranet.accounts.models import Department, Issuer, SigningAuthority
from intranet.accounts.rules import departments_of
from intranet.checking.service import print_letter
from intranet.core import history
from intranet.core.clock import now, office_time, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotPermitted, Refused, Stale
from intranet.docservice.catalogue import Template
from intranet.docservice.errors import DocError
from intranet.docservice.searching import search_text
from intranet.documents import queries
from intranet.documents.facts import Typed, check_typed, first_facts, issuer_of, recipients_text
from intranet.documents.models import Document, DocumentDraft, DocumentVersion, KeptDraft
from intranet.documents.models.preview import DraftPreview
from intranet.documents.preview_folder import drop_all
from intranet.documents.rules import WRITABLE, Mode, authority_problem, type_code_of
from intranet.documents.service.files import add_version, drop_checks
from intranet.documents.service.typing import forget_writers, note_saving, stop_writing
from intranet.lettertemplates.office_templates import get_template
from intranet.lettertemplates.service import remember


def begin(template: Template, department: Department, actor: Any, known: Mapping[str, Any] | None = None) -> Document:
    """Begin a letter of a template for one of the actor's departments; raises NotPermitted for another's.

    `known` are facts it already starts with, by the template's keys: the legal basis of a letter that answers another.
    """
    document = new_document(template, department, actor)
    facts = first_facts(template, department) | dict(known or {})
    document.subject = str(facts.get("trich_yeu") or "")[:500]
    draft = DocumentDraft(document_id=document.id, facts=facts, saved_by_id=actor.id)
    session.add(draft)
    history.record(document, actor, "begin", "bắt đầu soạn")
    return document


def new_document(template: Template, department: Department, actor: Any, **columns: Any) -> Document:
    """The bare row of a letter."""
    if department.id not in departments_of(actor) or not department.is_open:
        raise NotPermitted("Bạn chỉ soạn văn bản cho đơn vị của mình.")
    document = Document(
        template_id=template.id,
        type_code=type_code_of(template.letter_type),
        issuer_id=department.issuer_id,
        department_id=department.id,
        drafter_id=actor.id,
        **columns,
    )
    session.add(document)
    session.flush()
    return document


def save_draft(document: Document, typed: Typed, revision: int, actor: Any) -> DocumentDraft:
    """Save what is being typed, right or wrong; raises Stale when somebody saved other words meanwhile.

    `revision` is the one the form was opened with or last saved as.
    """
    draft = _writable_draft(document)
    note_saving(document, actor)
    if _same(draft, typed):
        return draft
    _require_revision(draft, revision)
    _write(draft, typed, actor)
    if not document.current_n:
        document.subject = str(typed.facts.get("trich_yeu") or "")[:500]
        document.search_text = search_text(document.type_name, document.subject)
    return draft


def save_version(document: Document, typed: Typed, revision: int, actor: Any) -> DocumentVersion:
    """Save the form as the letter's next version; the same words again are the version that is there.

    Raises Stale, Invalid (a wrong fact, a signer who may not sign) and Refused (a template that cannot be printed).
    """
    draft = save_draft(document, typed, revision, actor)
    template = get_template(document.template_id)
    authority = authority_for(document, typed.signer_authority_id, typed.field)
    issuer = issuer_of(document, authority)
    _require_free_number(document, issuer)
    facts = check_typed(template, typed, issuer, authority).facts
    current = document.current
    document.field = typed.field
    if document.signer_authority_id not in (None, authority.id if authority else None):
        drop_checks(document)  # whoever checked it looked at who signs, by which authority
    set_signer(document, authority)
    document.issuer = issuer
    unchanged = current is not None and current.facts == facts and current.template_revision == template.revision
    version = current if unchanged and current is not None else _print(document, template, facts, actor)
    draft.saved_as = version.n
    session.flush()
    stop_writing(document, actor)
    return version


def _require_free_number(document: Document, issuer: Issuer) -> None:
    """A letter that has its number already keeps the book it stands in."""
    if document.number is not None and issuer.id != document.issuer_id:
        raise Invalid(
            f"Văn bản đã có số {document.number.full} của {document.issuer.name} nên không đổi cơ quan ban hành.",
            field="nguoi_ky",
        )


def _print(document: Document, template: Template, facts: dict[str, Any], actor: Any) -> DocumentVersion:
    docx = rendered(template, facts)
    remember(template)
    document.recipients = recipients_text(template, facts)
    return add_version(
        document,
        actor,
        docx,
        "lưu bản dự thảo",
        source=Mode.FORM,
        facts=facts,
        subject=facts["trich_yeu"],
        template_revision=template.revision,
    )


def rendered(template: Template, facts: dict[str, Any]) -> bytes:
    """The letter's .docx; what the document service refuses becomes a refusal with the same sentence."""
    try:
        return print_letter(template, facts, year=today().year)
    except DocError as error:
        if error.code == "wrong_facts":
            raise Invalid(error.sentence) from error
        advice = "Nội dung đã nhập vẫn còn. Hãy báo người quản trị sửa mẫu, rồi lưu lại."
        raise Refused(error.sentence, advice) from error


def authority_for(document: Document, authority_id: int | None, field: str) -> SigningAuthority | None:
    """The chosen authority to sign, if one is chosen; raises Invalid when it does not hold for this letter today."""
    if authority_id is None:
        return None
    authority = session.get(SigningAuthority, authority_id)
    agency = document.department.issuer_id
    if authority is None or agency not in (authority.issuer_id, authority.issuer.seal_of_id):
        raise Invalid("Hãy chọn người ký trong danh sách.", field="nguoi_ky")
    problem = authority_problem(authority, document.type_code, field, today())
    if problem:
        raise Invalid(problem, field="nguoi_ky")
    return authority


def set_signer(document: Document, authority: SigningAuthority | None) -> None:
    """Name the letter's signer, or none."""
    document.signer_authority, document.signer = authority, authority.person if authority else None


# Two people at once: the later save is told, and the words that lose are kept aside.


def settle(document: Document, mine: Typed, take: str, revision: int, actor: Any) -> DocumentDraft:
    """After a Stale: go on with `mine` or with "theirs"; the others are kept. Raises Stale when it happened again."""
    draft = _writable_draft(document)
    _require_revision(draft, revision)
    if take == "mine":
        _keep(draft, Typed(draft.facts, draft.signer_authority_id, draft.field), draft.saved_by_id)
        _write(draft, mine, actor)
    else:
        _keep(draft, mine, actor.id)
    return draft


def restore_kept(document: Document, kept: KeptDraft, actor: Any) -> DocumentDraft:
    """Go on with words that were kept aside; the present ones take their place among the kept."""
    draft = _writable_draft(document)
    _keep(draft, Typed(draft.facts, draft.signer_authority_id, draft.field), draft.saved_by_id)
    _write(draft, Typed(kept.facts, kept.signer_authority_id, kept.field), actor)
    session.delete(kept)
    return draft


def discard(document: Document, actor: Any) -> None:
    """Throw away a letter that never became a version; raises Refused once there is one."""
    if document.current_n:
        raise Refused("Văn bản đã có bản dự thảo nên không xóa được.", "Hãy dùng «Hủy văn bản» và ghi lý do.")
    history.record(document, actor, "discard", "xóa bản đang soạn", note=document.subject)
    for kept in queries.kept_drafts(document):
        session.delete(kept)
    for attachment in list(document.attachments):
        session.delete(attachment)
    if preview := session.get(DraftPreview, document.id):
        session.delete(preview)
    session.flush()
    forget_writers(document)
    drop_all(document.id)
    session.delete(document)


def _writable_draft(document: Document) -> DocumentDraft:
    session.flush()
    lock(document)  # everybody who writes this letter stands in line here
    if document.state not in WRITABLE:
        raise Refused(
            f"Văn bản đang ở trạng thái «{document.state_label}» nên không sửa được.",
            "Nội dung bạn nhập vẫn còn trên trang. Muốn sửa, người soạn hãy rút lại văn bản trước.",
        )
    if document.mode == Mode.FILE or document.draft is None:
        raise Refused(
            "Văn bản này viết bằng tệp Word nên không sửa bằng biểu mẫu.", "Hãy sửa trong Word rồi gửi bản mới."
        )
    session.refresh(document.draft)
    return document.draft


def _require_revision(draft: DocumentDraft, revision: int) -> None:
    if draft.revision != revision:
        at = office_time(draft.saved_at).strftime("%H:%M ngày %d/%m/%Y")
        raise Stale(
            f"{draft.saved_by.name} đã lưu nội dung khác lúc {at}.",
            "Nội dung của bạn vẫn còn trên trang. Bấm «Lưu bản dự thảo» để so sánh và chọn.",
        )


def _same(draft: DocumentDraft, typed: Typed) -> bool:
    return Typed(draft.facts, draft.signer_authority_id, draft.field) == typed


def _write(draft: DocumentDraft, typed: Typed, actor: Any) -> None:
    draft.facts, draft.signer_authority_id, draft.field = typed.facts, typed.signer_authority_id, typed.field
    draft.revision += 1
    draft.saved_as, draft.saved_at, draft.saved_by = None, now(), actor


def _keep(draft: DocumentDraft, typed: Typed, typed_by_id: int) -> None:
    kept = KeptDraft(
        document_id=draft.document_id,
        facts=typed.facts,
        signer_authority_id=typed.signer_authority_id,
        field=typed.field,
        typed_by_id=typed_by_id,
    )
    session.add(kept)
