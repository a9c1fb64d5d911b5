"""Thẩm quyền ký: who signs which letters, in whose place, from when until when."""

from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.office import AuthorityForm, EndAuthorityForm
from intranet.accounts.models import SigningAuthority
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import form_page
from intranet.accounts.rules import CAPACITY_LABELS, Capacity
from intranet.core.clock import today
from intranet.web.access import needs


@bp.get("/admin/authorities")
@needs("office.view")
def authorities() -> Any:
    ended = request.args.get("ended") == "1"
    return render_template(
        "accounts/authorities.html",
        authorities=queries.authorities(today(), ended),
        ended=ended,
        several=len(queries.issuers()) > 1,
        labels=CAPACITY_LABELS,
        trail=trail(("Thẩm quyền ký", None)),
    )


@bp.route("/admin/authorities/new", methods=["GET", "POST"])
@needs("office.edit")
def give_authority() -> Any:
    form = AuthorityForm()

    def save() -> str:
        person, issuer = queries.get_person(form.person.data), queries.get_issuer(form.issuer.data)
        service.give_authority(person, issuer, current_user, _facts(form))
        return url_for("accounts.authorities")

    steps = trail(("Thẩm quyền ký", url_for("accounts.authorities")))
    lead = "Theo Điều 13 Nghị định 30/2020/NĐ-CP. Quyền ký gắn với người, không gắn với vai trò trong hệ thống."
    return form_page(form, save, title="Giao quyền ký", trail=steps, button="Giao quyền ký", lead=lead)


@bp.route("/admin/authorities/<int:authority_id>/end", methods=["GET", "POST"])
@needs("office.edit", authority=queries.get_authority)
def end_authority(authority: SigningAuthority) -> Any:
    form = EndAuthorityForm()

    def save() -> str:
        service.end_authority(authority, current_user, form.last_day.day)
        return url_for("accounts.authorities")

    steps = trail(("Thẩm quyền ký", url_for("accounts.authorities")))
    lead = "Văn bản đã ký không đổi; văn bản đang chờ người này ký sau ngày ấy sẽ phải chọn người ký khác."
    title = f"Kết thúc quyền ký của {authority.person.name}"
    return form_page(form, save, title=title, trail=steps, button="Kết thúc", lead=lead, kind="danger")


def _facts(form: AuthorityForm) -> service.AuthorityFacts:
    return service.AuthorityFacts(
        capacity=Capacity(form.capacity.data),
        lines=form.lines.data,
        valid_from=form.valid_from.day,
        valid_until=form.valid_until.data,
        types=" ".join(form.types.data or []),
        fields=form.fields.data,
        basis=form.basis.data,
    )
