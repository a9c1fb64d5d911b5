"""The slow work of signatures: the copy to be signed, and the nightly verification of every sealed file."""

from datetime import timedelta

from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.files import keep_bytes, read
from intranet.core.jobs import enqueue, every_hour, handles
from intranet.docservice.errors import DocError
from intranet.docservice.images import page_count
from intranet.docservice.signing.blank_form import add_fields
from intranet.docservice.signing.places import BLANKS, find_places
from intranet.docservice.signing.sign import shape_of
from intranet.docservice.signing.verify import verify
from intranet.docservice.signing.word_inside import with_word_inside
from intranet.docservice.word import fill_controls
from intranet.documents.models import Document
from intranet.documents.queries import get_version
from intranet.documents.rules import PLACES
from intranet.incoming.service.receiving import VERIFY_JOB
from intranet.printing.jobs import PASSING
from intranet.printing.pdf_maker import make_pdf
from intranet.signatures import queries
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.office_trust import office_trust, word_goes_inside
from intranet.signatures.queries.appendices import appendices_of
from intranet.signatures.queries.copies import get_digitised, unverified_digitised
from intranet.signatures.rules import CopyState
from intranet.signatures.service import appendices, check_arrival
from intranet.signatures.service.appendices import PREPARE_JOB, settle_appendix

NOT_MADE = "Đã thử nhiều lần mà chưa chuyển được tệp sang PDF, nên tệp đi kèm nguyên như gốc."
GIVEN_UP = "Đã thử nhiều lần mà chưa tạo được bản để ký. Hãy báo người quản trị; văn bản vẫn ký giấy được."


def give_up(copy_id: int) -> None:
    """Tell the signer that the worker tried in vain."""
    with transaction():
        _set(copy_id, state=CopyState.FAILED, reason=GIVEN_UP)


@handles("signatures.prepare_copy", when_given_up=give_up)
def prepare_copy(copy_id: int) -> None:
    """Make the PDF/A of a version with its empty fields; a second run finds it made."""
    copy = session.get(ElectronicCopy, copy_id)
    if copy is None or copy.state == CopyState.READY:
        return
    document = session.get_one(Document, copy.document_id)
    version = get_version(document, copy.n)
    docx, made_at, file_name = read(version.docx_sha256), version.made_at, f"{document.type_code}-{document.id}.docx"
    bears = PLACES[document.type_code]
    place_name = document.issuer.name_on(now().date()).place
    authority = document.signer_authority.lines.splitlines() if document.signer_authority else []
    signer_name = document.signer.name if document.signer else ""
    picture = queries.picture_of(document.signer) if document.signer else None
    session.rollback()  # LibreOffice takes seconds: nothing stays open meanwhile
    try:
        pdf = make_pdf(fill_controls(docx, {place: BLANKS[place] for place in bears}), pdfa=True)
        if word_goes_inside():
            pdf = with_word_inside(pdf, docx, file_name, made_at)
        places = find_places(
            pdf,
            place_name=place_name,
            authority=authority,
            signer_name=signer_name,
            bears=bears,
            shape=shape_of(picture) if picture else None,
        )
        blank = add_fields(pdf, places)
    except DocError as error:
        if error.code in PASSING:
            raise
        with transaction():
            _set(copy_id, state=CopyState.FAILED, reason=error.sentence)
        return
    with transaction():
        sha256 = keep_bytes(blank, "application/pdf")
        _set(copy_id, state=CopyState.READY, blank_sha256=sha256, page_count=page_count(blank), reason="")


def give_up_appendix(appendix_id: int) -> None:
    """After tries in vain the appendix goes as it is; the clerk reads why before sealing."""
    with transaction():
        settle_appendix(appendix_id, None, NOT_MADE)


@handles(PREPARE_JOB, when_given_up=give_up_appendix)
def prepare_appendix(appendix_id: int) -> None:
    """Make the PDF of an appendix that the office will sign."""
    appendices.prepare_appendix(appendix_id)


@handles("signatures.verify_copy")
def verify_copy(copy_id: int) -> None:
    """Verify a sealed file once more; what no longer verifies is an alarm on the admin's page."""
    copy = session.get(ElectronicCopy, copy_id)
    if copy is None or copy.sealed_sha256 is None:
        return
    appendices = [copy.sealed_sha256 for copy in appendices_of(copy.document) if copy.sealed_sha256]
    broken = "; ".join(filter(None, (_what_broke(sha256) for sha256 in (copy.sealed_sha256, *appendices))))
    with transaction():
        _set(copy_id, verified_at=now(), broken=broken)


@handles("signatures.verify_digitised")
def verify_digitised(copy_id: int) -> None:
    """The same for an electronic copy of paper."""
    broken = _what_broke(get_digitised(copy_id).sealed_sha256)
    with transaction():
        copy = get_digitised(copy_id)
        copy.verified_at, copy.broken = now(), broken


def _what_broke(sha256: str) -> str:
    report = verify(read(sha256), office_trust())
    reasons = [f"{signature.signer}: {signature.reason}" for signature in report.signatures if not signature.valid]
    return "" if report.valid else "; ".join(reasons) or "Tệp không còn chữ ký nào."


@every_hour("signatures.verify_sealed")
def verify_sealed() -> None:
    """Every sealed file of the store is verified once more each day."""
    hour, yesterday = f"{now():%Y%m%d%H}", now() - timedelta(days=1)
    with transaction():
        for copy_id in queries.unverified_since(yesterday):
            enqueue("signatures.verify_copy", key=f"verify_copy-{copy_id}-{hour}", copy_id=copy_id)
        for copy_id in unverified_digitised(yesterday):
            enqueue("signatures.verify_digitised", key=f"verify_digitised-{copy_id}-{hour}", copy_id=copy_id)


@handles(VERIFY_JOB)
def verify_arrival(letter_id: int) -> None:
    """Judge the signatures of a letter that came; a second run judges them anew and says the same."""
    check_arrival(letter_id)


def _set(copy_id: int, **columns: object) -> None:
    copy = session.get(ElectronicCopy, copy_id)
    for column, value in columns.items() if copy is not None else ():
        setattr(copy, column, value)
