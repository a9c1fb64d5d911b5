"""The signer's page: what he signs, page by page with its fingerprint, and the two ways to bring his signature."""

import base64
import binascii
import io
import json
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.core.clock import now
from intranet.core.errors import Invalid, NotFound
from intranet.core.files import path_of
from intranet.docservice.images import page_image
from intranet.documents.models import Document
from intranet.documents.queries import get_document
from intranet.signatures import queries, service
from intranet.signatures.forms import AnswerForm, SignedFileForm
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.routes.blueprint import bp
from intranet.signatures.rules import CopyState, unfit
from intranet.web.access import needs, submit
from intranet.web.forms import Form, blame, upload, whole_number_or_none
from intranet.web.then import then_key

PAGE_WIDTH = 900
LARGEST_ANSWER = 100_000


@bp.post("/documents/<int:document_id>/sign_with_key/ask_for_copy")
@needs("signature.sign", document=get_document)
def ask_for_copy(document: Document) -> Any:
    service.ask_for_copy(document, current_user)
    # What comes after stands in the address: this form leads to the signing first, and only that leads on.
    return redirect(url_for(".sign", document_id=document.id, _then=then_key() or None), 303)


@bp.get("/documents/<int:document_id>/sign_with_key")
@needs("signature.sign", document=get_document)
def sign(document: Document) -> Any:
    return sign_page(document)


def sign_page(document: Document, form: Form | None = None) -> str:
    """The page; after a file that could not be taken, with what is wrong with it."""
    copy = queries.copy_of(document)
    return render_template(
        "signatures/sign.html",
        document=document,
        copy=copy,
        states=CopyState,
        pages=[url_for(".page", document_id=document.id, page=n) for n in copy.page_numbers] if copy else [],
        certificates=queries.usable_certificates(current_user, document),
        unfit=[
            (certificate.holder, problem)
            for certificate in queries.certificates_of(current_user)
            if certificate.ended_at is None and (problem := unfit(certificate, document, now()))
        ],
        file_form=form if isinstance(form, SignedFileForm) else SignedFileForm(formdata=None),
        answer_form=form if isinstance(form, AnswerForm) else AnswerForm(formdata=None),
        form=form,
    )


@bp.get("/documents/<int:document_id>/sign_with_key/progress")
@needs("signature.sign", document=get_document)
def progress(document: Document) -> Any:
    copy = queries.copy_of(document)
    state = {CopyState.READY: "done", CopyState.FAILED: "failed"}.get(
        CopyState(copy.state) if copy else CopyState.WAITING, "working"
    )
    return jsonify(state=state, text=copy.reason if copy and copy.reason else "Đang tạo bản để ký…")


@bp.get("/documents/<int:document_id>/sign_with_key/copy.pdf")
@needs("signature.sign", document=get_document)
def blank_copy(document: Document) -> Any:
    copy = _ready(document)
    name = f"de-ky-{document.id}-ban-{copy.n}.pdf"
    return send_file(path_of(copy.blank_sha256 or ""), "application/pdf", as_attachment=True, download_name=name)


@bp.get("/documents/<int:document_id>/sign_with_key/pages/<int:page>.webp")
@needs("signature.sign", document=get_document)
def page(document: Document, page: int) -> Any:
    copy = _ready(document)
    if page not in copy.page_numbers:
        raise NotFound("Văn bản không có trang này.")
    picture = page_image(path_of(copy.blank_sha256 or ""), page, width=PAGE_WIDTH)
    return send_file(io.BytesIO(picture), "image/webp", max_age=0)


@bp.post("/documents/<int:document_id>/sign_with_key/take_signed")
@needs("signature.sign", document=get_document)
def take_signed(document: Document) -> Any:
    form = SignedFileForm()
    stream, _ = upload(form.file.data)
    try:
        if stream is None:
            raise Invalid("Hãy chọn tệp PDF đã ký.", field="file")
        service.take_signed(document, stream.read(), current_user)
    except Invalid as problem:
        blame(form, problem)
        return sign_page(document, form), problem.status
    return _signed(document)


@bp.post("/documents/<int:document_id>/sign_with_key/ask_for_signature")
@needs("signature.sign", document=get_document)
def ask_for_signature(document: Document) -> Any:
    certificate = queries.get_certificate(whole_number_or_none(request.form.get("certificate")) or 0)
    asked = service.ask_for_signature(document, certificate, current_user)
    content = json.dumps(asked, ensure_ascii=False, indent=1).encode()
    name = f"yeu-cau-ky-{document.id}.json"
    return send_file(io.BytesIO(content), "application/json", as_attachment=True, download_name=name)


@bp.post("/documents/<int:document_id>/sign_with_key/take_signature")
@needs("signature.sign", in_steps=True, document=get_document)
def take_signature(document: Document) -> Any:
    """The time stamping authority is asked before the lock is taken: a slow line must not hold up the office."""
    form = AnswerForm()
    stream, _ = upload(form.answer.data)
    try:
        signature = _signature_in(stream.read(LARGEST_ANSWER) if stream else b"")
        stamped = not form.without_stamp.data
        embedded = service.embedded_signature(document, signature, current_user, stamped=stamped)
    except Invalid as problem:
        blame(form, problem)
        return sign_page(document, form), problem.status
    return submit(lambda: _kept(document, embedded))


def _kept(document: Document, embedded: service.Embedded) -> Any:
    service.keep_signature(document, embedded, current_user)
    return _signed(document)


def _signature_in(answer: bytes) -> bytes:
    try:
        return base64.b64decode(json.loads(answer)["signature"], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Invalid("Đây không phải tệp trả lời của chương trình ký.", field="answer") from error


def _ready(document: Document) -> ElectronicCopy:
    copy = queries.copy_of(document)
    if copy is None or copy.state != CopyState.READY:
        raise NotFound("Bản để ký chưa sẵn sàng.")
    return copy


def _signed(document: Document) -> Any:
    flash("Đã ký số. Văn thư sẽ cấp số và ký số của cơ quan.", "success")
    return redirect(url_for("documents.document", document_id=document.id), 303)
