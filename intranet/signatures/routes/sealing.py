"""The clerk's page for the office's own signature."""

from typing import Any

from flask import flash, redirect, render_template, send_file, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.core.files import path_of
from intranet.documents.models import Document
from intranet.documents.queries import get_document
from intranet.documents.service import note_reading
from intranet.signatures import queries, service
from intranet.signatures.forms import SealForm
from intranet.signatures.office_trust import timestamp_address
from intranet.signatures.queries.appendices import appendices_of, get_sealed_appendix
from intranet.signatures.routes.blueprint import bp
from intranet.web.access import needs, submit
from intranet.web.forms import blame


@bp.get("/documents/<int:document_id>/seal")
@needs("signature.seal", document=get_document)
def seal(document: Document) -> Any:
    return _page(document, SealForm(formdata=None))


@bp.post("/documents/<int:document_id>/seal")
@needs("signature.seal", in_steps=True, document=get_document)
def seal_now(document: Document) -> Any:
    """The time stamping authority is asked before the lock is taken: a slow line must not hold up the office."""
    form = SealForm()
    try:
        if not form.validate():
            return _page(document, form), 422
        stamped = not form.without_stamp.data
        sealed = service.sealed_copy(document, form.passphrase.data or "", current_user, stamped=stamped)
    except Invalid as problem:
        blame(form, problem)
        return _page(document, form), problem.status
    return submit(lambda: _kept(document, sealed))


def _kept(document: Document, sealed: service.Sealed) -> Any:
    service.keep_sealed(document, sealed, current_user)
    flash("Đã ký số của cơ quan. Văn bản sẵn sàng phát hành.", "success")
    return redirect(url_for("documents.document", document_id=document.id), 303)


def _page(document: Document, form: SealForm) -> str:
    return render_template(
        "signatures/seal.html",
        document=document,
        form=form,
        key=queries.seal_key(document.issuer),
        stamps=timestamp_address(),
        appendices=appendices_of(document),
    )


@bp.get("/documents/<int:document_id>/appendices/<int:appendix_id>.pdf")
@needs("document.view", noting=note_reading, document=get_document)
def sealed_appendix(document: Document, appendix_id: int) -> Any:
    copy = get_sealed_appendix(document, appendix_id)
    name = f"{copy.attachment.file_name.rsplit('.', 1)[0]}-ky-so.pdf"
    return send_file(path_of(copy.sealed_sha256 or ""), "application/pdf", download_name=name)
