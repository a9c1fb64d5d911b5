"""Thẩm quyền ký: who signs which letters, in whose place, from when until when."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.office import AuthorityForm, EndAuthorityForm, PassOnForm
from intranet.accounts.models import SigningAuthority
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import Trail, form_page
from intranet.accounts.rules import CAPACITY_LABELS, Capacity, lines_passed_on, why_not_passed_on
from intranet.core.clock import today
from intranet.core.errors import Refused
from intranet.web.access import needs, signed_in


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


@bp.get("/account/authorities")
@signed_in
def own_authorities() -> Any:
    """What I may sign, and what I have let my deputies sign."""
    me = current_user._get_current_object()
    held = [(one, why_not_passed_on(one, today())) for one in queries.authorities(today()) if one.person_id == me.id]
    return render_template(
        "accounts/own_authorities.html",
        held=held,
        passed=queries.passed_on_by(me, today()),
        deputies=queries.deputies_of(me),
        labels=CAPACITY_LABELS,
    )


@bp.route("/account/authorities/<int:authority_id>/pass_on", methods=["GET", "POST"])
@needs("authority.pass_on", authority=queries.get_authority)
def pass_on(authority: SigningAuthority) -> Any:
    """Let a deputy sign in my place what I sign by order."""
    me, form = current_user._get_current_object(), PassOnForm()
    problem = why_not_passed_on(authority, today())
    if problem:
        raise Refused(problem)
    deputies = queries.deputies_of(me)
    if not deputies:
        raise Refused("Đơn vị của bạn chưa có cấp phó.", "Người quản trị ghi cấp phó ở trang của đơn vị.")
    form.offer(deputies, authority.types.split())

    def save() -> str:
        service.pass_on(authority, me, _passed_on(form))
        return url_for("accounts.own_authorities")

    steps: Trail = [("Quyền ký của tôi", url_for("accounts.own_authorities"))]
    lead = "Trên văn bản ghi: " + " / ".join(lines_passed_on(authority.lines, form.title.data or "…").split("\n"))
    return form_page(form, save, title="Giao cấp phó ký thay", trail=steps, button="Giao ký thay", lead=lead)


@bp.post("/account/authorities/<int:authority_id>/take_back")
@needs("authority.take_back", authority=queries.get_authority)
def take_back(authority: SigningAuthority) -> Any:
    """The deputy signs no longer."""
    service.take_back(authority, current_user._get_current_object())
    flash(f"{authority.person.name} không còn ký thay.", "success")
    return redirect(url_for("accounts.own_authorities"), 303)


def _passed_on(form: PassOnForm) -> service.PassedOn:
    return service.PassedOn(
        deputy=queries.get_person(form.deputy.data),
        title=form.title.data,
        types=tuple(form.types.data or ()),
        valid_from=form.valid_from.day,
        valid_until=form.valid_until.day,
        basis=form.basis.data,
    )
