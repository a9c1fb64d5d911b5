"""Letters written in Word: a new one, the next version of one, and the prepared file to write in."""

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import get_department, signers_for
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.docservice.guard import KINDS
from intranet.documents import queries, service
from intranet.documents.forms.moves import NewFromWordForm, WordForm
from intranet.documents.models import Document
from intranet.documents.queries.typing import writers_in_words
from intranet.documents.routes.blueprint import bp
from intranet.documents.rules import type_code_of
from intranet.lettertemplates.office_templates import get_template
from intranet.web.access import needs
from intranet.web.forms import blame, upload, whole_number_or_none


@bp.route("/documents/from-word/<template_id>", methods=["GET", "POST"])
@needs("document.make")
def from_word(template_id: str) -> Any:
    template = get_template(template_id)
    departments = queries.units_one_drafts_for(current_user)
    form = NewFromWordForm()
    issuer_id = departments[0].issuer_id if departments else current_user.department.issuer_id
    form.offer(departments, signers_for(issuer_id, type_code_of(template.letter_type), today()))
    if form.validate_on_submit():
        file, name = upload(form.file.data)
        try:
            document = service.begin_from_word(
                template,
                get_department(int(form.department_id.data)),
                current_user,
                subject=form.subject.data,
                signer_authority_id=whole_number_or_none(form.signer_authority_id.data),
                recipients="; ".join((form.recipients.data or "").splitlines()),
                field=(form.field.data or "") if form.field else "",
                file=file,
                file_name=name,
            )
        except Invalid as problem:
            blame(form, problem)
        else:
            flash("Đã nhận tệp. Từ nay tệp Word là văn bản.", "success")
            return redirect(url_for(".document", document_id=document.id), 303)
    page = render_template("documents/from_word.html", template=template, form=form)
    return (page, 422) if form.errors else page


@bp.get("/documents/templates/<template_id>.docx")
@needs("document.make")
def prepared(template_id: str) -> Any:
    """The template under the office's own head, to be written over in Word."""
    template = get_template(template_id)
    docx = service.prepared_docx(template, current_user.department)
    return send_file(
        BytesIO(docx),
        mimetype=KINDS["docx"].media_type,
        as_attachment=True,
        download_name=f"{template.title}.docx",
    )


@bp.get("/documents/<int:document_id>/word")
@needs("document.edit", document=queries.get_document)
def word(document: Document) -> Any:
    recipients = "\n".join(document.recipients.split("; "))
    return _word_page(document, WordForm(data={"subject": document.subject, "recipients": recipients}))


@bp.post("/documents/<int:document_id>/word")
@needs("document.edit", document=queries.get_document)
def continue_in_word(document: Document) -> Any:
    form = WordForm()
    if form.validate():
        file, name = upload(form.file.data)
        try:
            version = service.continue_in_word(
                document,
                current_user,
                subject=form.subject.data,
                recipients="; ".join((form.recipients.data or "").splitlines()),
                file=file,
                file_name=name,
            )
        except Invalid as problem:
            blame(form, problem)
        else:
            flash(f"Đã lưu bản {version.n} từ tệp Word.", "success")
            return redirect(url_for(".document", document_id=document.id), 303)
    return _word_page(document, form), 422


def _word_page(document: Document, form: WordForm) -> str:
    template = get_template(document.template_id)
    writers = writers_in_words(document, current_user)
    return render_template("documents/word.html", document=document, template=template, form=form, writers=writers)
