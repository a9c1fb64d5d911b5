"""The clerk's page for the office's own signature."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents.models import Document
from intranet.documents.queries import get_document
from intranet.documents.routes.word import blame
from intranet.signatures import queries, service
from intranet.signatures.forms import SealForm
from intranet.signatures.routes.blueprint import bp
from intranet.web.access import needs


@bp.get("/documents/<int:document_id>/seal")
@needs("signature.seal", document=get_document)
def seal(document: Document) -> Any:
    return _page(document, SealForm(formdata=None))


@bp.post("/documents/<int:document_id>/seal")
@needs("signature.seal", document=get_document)
def seal_now(document: Document) -> Any:
    form = SealForm()
    try:
        if not form.validate():
            return _page(document, form), 422
        service.seal(document, form.passphrase.data or "", current_user)
    except Invalid as problem:
        blame(form, problem)
        return _page(document, form), problem.status
    flash("Đã ký số của cơ quan. Văn bản sẵn sàng phát hành.", "success")
    return redirect(url_for("documents.document", document_id=document.id), 303)


def _page(document: Document, form: SealForm) -> str:
    return render_template("signatures/seal.html", document=document, form=form, key=queries.seal_key(document.issuer))
