"""Members from Excel: a sheet is kept, looked at whole, then all of it goes into the list or nothing does."""

from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.emulation import member_sheet
from intranet.emulation.forms.members import MemberSheetForm
from intranet.emulation.models import MemberImport
from intranet.emulation.queries import members as queries
from intranet.emulation.routes.blueprint import bp
from intranet.emulation.service import members as service
from intranet.web.access import needs
from intranet.web.excel import MEDIA_TYPE
from intranet.web.forms import upload

MOST_SHOWN = 100  # a page of a thousand faults helps nobody; the returned sheet has them all


@bp.get("/members/sheet/template")
@needs("member.edit")
def member_template() -> Response:
    content = BytesIO(member_sheet.template())
    return send_file(content, mimetype=MEDIA_TYPE, as_attachment=True, download_name="thanh-vien.xlsx")


@bp.route("/members/sheet", methods=["GET", "POST"])
@needs("member.edit")
def send_members() -> Any:
    form = MemberSheetForm()
    if request.method == "POST":
        try:
            sent = service.begin_import(*upload(form.sheet.data), current_user)
        except Invalid as problem:
            form.sheet.errors = [problem.sentence]
            return _page(form), 422
        return redirect(url_for(".member_import", sent_id=sent.id), 303)
    return _page(form)


@bp.get("/members/imports/<int:sent_id>")
@needs("member.edit", sent=queries.get_import)
def member_import(sent: MemberImport) -> Any:
    checked = service.checked_again(sent)
    return render_template(
        "emulation/member_import.html",
        sent=sent,
        checked=checked,
        added=checked.of("add"),
        changed=checked.of("change"),
        same=len(checked.of("same")),
        doubtful=[row for row in checked.rows if row.note],
        labels=member_sheet.LABELS,
        in_words=member_sheet.in_words,
        most=MOST_SHOWN,
    )


@bp.get("/members/imports/<int:sent_id>/returned.xlsx")
@needs("member.edit", sent=queries.get_import)
def returned_members(sent: MemberImport) -> Any:
    content = BytesIO(member_sheet.returned(service.checked_again(sent)))
    name = f"{sent.file_name.removesuffix('.xlsx')} - cần sửa.xlsx"
    return send_file(content, mimetype=MEDIA_TYPE, as_attachment=True, download_name=name)


@bp.post("/members/imports/<int:sent_id>/take")
@needs("member.edit", sent=queries.get_import)
def take_members(sent: MemberImport) -> Any:
    service.take_import(sent, current_user)
    flash(f"Đã thêm {sent.added} và cập nhật {sent.changed} thành viên.", "success")
    return redirect(url_for(".members"), 303)


def _page(form: MemberSheetForm) -> str:
    return render_template("emulation/member_sheet.html", form=form, imports=queries.imports())
