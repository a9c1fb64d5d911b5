"""The page of who may see a letter, and the answer to a widening."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from intranet.accounts.queries import active_people, open_departments
from intranet.accounts.routes.form_page import Trail, form_page
from intranet.documents import queries, service
from intranet.documents.forms.access import AccessForm
from intranet.documents.models import Document
from intranet.documents.models.access import AccessChange
from intranet.documents.queries.access import get_change
from intranet.documents.routes.blueprint import bp
from intranet.web.access import needs


@bp.route("/documents/<int:document_id>/set_access", methods=["GET", "POST"])
@needs("document.set_access", document=queries.get_document)
def set_access(document: Document) -> Any:
    keys = [reader.key for reader in document.readers]
    form = AccessForm(
        data={
            "audience": "named" if document.is_restricted else "all",
            "departments": [key for key in keys if key.startswith("d:")],
            "people": [key for key in keys if key.startswith("p:")],
        }
    )
    form.offer(open_departments(), active_people())

    def save() -> str:
        readers = [*form.departments.data, *form.people.data]
        restricted = form.audience.data == "named"
        holds = service.set_access(
            document, current_user, is_restricted=restricted, readers=readers, reason=form.reason.data
        )
        if not holds:
            flash("Mở rộng quyền xem có hiệu lực khi người ký hoặc lãnh đạo xác nhận.", "warning")
        return url_for(".document", document_id=document.id)

    lead = "Áp dụng khi văn bản đã phát hành; văn thư, lãnh đạo, người ký và đơn vị soạn luôn xem được."
    trail: Trail = [("Văn bản", url_for(".index")), (document.title, url_for(".document", document_id=document.id))]
    return form_page(form, save, title="Quyền xem văn bản", trail=trail, lead=lead)


@bp.post("/documents/access_changes/<int:change_id>/confirm")
@needs("document.confirm_access", change=get_change)
def confirm_access(change: AccessChange) -> Any:
    service.confirm_access(change, current_user)
    flash("Đã xác nhận mở rộng quyền xem.", "success")
    return redirect(url_for(".document", document_id=change.document_id), 303)


@bp.post("/documents/access_changes/<int:change_id>/refuse")
@needs("document.refuse_access", change=get_change)
def refuse_access(change: AccessChange) -> Any:
    service.refuse_access(change, current_user)
    flash("Đã từ chối. Quyền xem giữ nguyên.", "success")
    return redirect(url_for(".document", document_id=change.document_id), 303)
