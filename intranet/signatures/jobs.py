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
from intranet.docservice.signing.verify import verify
from intranet.docservice.word import fill_controls
from intranet.documents.models import Document
from intranet.documents.queries import get_version
from intranet.documents.rules import PLACES
from intranet.printing.jobs import PASSING
from intranet.printing.pdf_maker import make_pdf
from intranet.signatures import queries
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.office_trust import office_trust
from intranet.signatures.rules import CopyState

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
    docx = read(get_version(document, copy.n).docx_sha256)
    bears = PLACES[document.type_code]
    place_name = document.issuer.name_on(now().date()).place
    authority = document.signer_authority.lines.splitlines() if document.signer_authority else []
    signer_name = document.signer.name if document.signer else ""
    session.rollback()  # LibreOffice takes seconds: nothing stays open meanwhile
    try:
        pdf = make_pdf(fill_controls(docx, {place: BLANKS[place] for place in bears}), pdfa=True)
        blank = add_fields(
            pdf, find_places(pdf, place_name=place_name, authority=authority, signer_name=signer_name, bears=bears)
        )
    except DocError as error:
        if error.code in PASSING:
            raise
        with transaction():
            _set(copy_id, state=CopyState.FAILED, reason=error.sentence)
        return
    with transaction():
        sha256 = keep_bytes(blank, "application/pdf")
        _set(copy_id, state=CopyState.READY, blank_sha256=sha256, page_count=page_count(blank), reason="")


@handles("signatures.verify_copy")
def verify_copy(copy_id: int) -> None:
    """Verify a sealed file once more; what no longer verifies is an alarm on the admin's page."""
    copy = session.get(ElectronicCopy, copy_id)
    if copy is None or copy.sealed_sha256 is None:
        return
    report = verify(read(copy.sealed_sha256), office_trust())
    reasons = [f"{signature.signer}: {signature.reason}" for signature in report.signatures if not signature.valid]
    with transaction():
        _set(copy_id, verified_at=now(), broken="; ".join(reasons) if not report.valid else "")


@every_hour("signatures.verify_sealed")
def verify_sealed() -> None:
    """Every sealed file of the store is verified once more each day."""
    with transaction():
        for copy_id in queries.unverified_since(now() - timedelta(days=1)):
            enqueue("signatures.verify_copy", key=f"verify_copy-{copy_id}-{now():%Y%m%d%H}", copy_id=copy_id)


def _set(copy_id: int, **columns: object) -> None:
    copy = session.get(ElectronicCopy, copy_id)
    for column, value in columns.items() if copy is not None else ():
        setattr(copy, column, value)
