"""Cơ quan ban hành: the agencies whose letters are written here, and their names through time."""

from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.office import IssuerForm, NewIssuerForm, ReasonForm, tell_day_of
from intranet.accounts.models import Issuer
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.web.access import needs


@bp.get("/admin/issuers")
@needs("office.view")
def issuers() -> Any:
    return render_template("accounts/issuers.html", issuers=queries.issuers(), trail=trail(("Cơ quan ban hành", None)))


@bp.get("/admin/issuers/<int:issuer_id>")
@needs("office.view", issuer=queries.get_issuer)
def issuer(issuer: Issuer) -> Any:
    steps = trail(("Cơ quan ban hành", url_for("accounts.issuers")), (issuer.name, None))
    lines = history_lines(history_of(issuer))
    return render_template("accounts/issuer.html", issuer=issuer, trail=steps, lines=lines)


@bp.route("/admin/issuers/new", methods=["GET", "POST"])
@needs("office.edit")
def make_issuer() -> Any:
    form = NewIssuerForm()

    def save() -> str:
        seal_of = queries.get_issuer(form.seal_of.data) if form.seal_of.data else None
        made = service.make_issuer(current_user, _facts(form), holds_from=form.holds_from.day, seal_of=seal_of)
        return url_for("accounts.issuer", issuer_id=made.id)

    steps = trail(("Cơ quan ban hành", url_for("accounts.issuers")))
    lead = (
        "Cơ quan có con dấu, ký hiệu và sổ văn bản riêng: Liên minh, một Trung tâm, Quỹ. "
        "Hoặc Hội đồng, Ban dùng con dấu của cơ quan: tên, ký hiệu và số riêng."
    )
    return form_page(form, save, title="Thêm cơ quan ban hành", trail=steps, button="Thêm", lead=lead)


@bp.route("/admin/issuers/<int:issuer_id>/rename", methods=["GET", "POST"])
@needs("office.edit", issuer=queries.get_issuer)
def rename_issuer(issuer: Issuer) -> Any:
    held = issuer.name_on(today())
    form = IssuerForm(data={name: getattr(held, name) for name in service.IssuerFacts.__dataclass_fields__})
    tell_day_of(form, held)

    def save() -> str:
        service.rename_issuer(issuer, current_user, _facts(form), holds_from=form.holds_from.day)
        return url_for("accounts.issuer", issuer_id=issuer.id)

    lead = "Sửa mục nào thì văn bản đề từ ngày dưới đây mang mục ấy."
    return form_page(form, save, title="Sửa tên, ký hiệu, địa chỉ", trail=_of(issuer), lead=lead)


@bp.route("/admin/issuers/<int:issuer_id>/close", methods=["GET", "POST"])
@needs("office.edit", issuer=queries.get_issuer)
def close_issuer(issuer: Issuer) -> Any:
    form = ReasonForm()

    def save() -> str:
        service.close_issuer(issuer, current_user, form.reason.data)
        return url_for("accounts.issuer", issuer_id=issuer.id)

    lead = "Từ hôm nay không soạn văn bản mới mang tên cơ quan này; văn bản và sổ cũ còn nguyên."
    return form_page(
        form, save, title=f"Ngừng ban hành: {issuer.name}", trail=_of(issuer), button="Ngừng", lead=lead, kind="danger"
    )


def _of(issuer: Issuer) -> list[tuple[str, str | None]]:
    own = (issuer.name, url_for("accounts.issuer", issuer_id=issuer.id))
    return trail(("Cơ quan ban hành", url_for("accounts.issuers")), own)


def _facts(form: IssuerForm) -> service.IssuerFacts:
    return service.IssuerFacts(**{name: form[name].data for name in service.IssuerFacts.__dataclass_fields__})
