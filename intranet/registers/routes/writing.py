"""The clerk's hand in the register: letters made outside, kept numbers, corrections, cancellations."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.accounts import queries as accounts
from intranet.accounts.models import Issuer
from intranet.accounts.queries import holders_of
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.errors import Refused
from intranet.registers import queries, service
from intranet.registers.forms import (
    CorrectForm,
    InsertForm,
    KeepForm,
    NumberFields,
    OutsideForm,
    ReasonForm,
    UseKeptForm,
)
from intranet.registers.models import RegisterNumber
from intranet.registers.routes.blueprint import bp, me
from intranet.registers.routes.lists import number_page
from intranet.web.access import needs
from intranet.web.forms import Form, done

IN_ORDER = (
    "Số được cấp sau khi ký, theo thứ tự (Điều 15.2). Cơ quan có quy định riêng thì vào Sổ văn bản đi, "
    "Các quyển sổ, bấm «Quy định để dành, chèn số»."
)


@bp.route("/registers/add_outside", methods=["GET", "POST"])
@needs("register.add_outside")
def add_outside() -> Any:
    form = OutsideForm(_issuers())
    if request.method == "POST" and done(form, lambda: _tell(service.register_outside(
        *_asked(form), actor=me(), unit_symbol=form.unit_symbol.data or "", entry=form.entry()
    ))):  # fmt: skip
        return redirect(url_for("registers.index"), 303)
    return _form_page("registers/add_outside.html", form)


@bp.route("/registers/keep", methods=["GET", "POST"])
@needs("register.keep")
def keep() -> Any:
    issuers = [issuer for issuer in _issuers() if queries.keeping_rule(issuer.id)]
    if not issuers:
        raise Refused(
            "Quy chế của cơ quan chưa cho để dành số.",
            IN_ORDER,
        )
    form = KeepForm(issuers)
    form.offer(holders_of({Role.LEADER}))
    kept: list[RegisterNumber] = []
    if request.method == "POST" and done(form, lambda: kept.append(service.keep_number(
        *_asked(form), actor=me(), unit_symbol=form.unit_symbol.data or "", why=form.why.data,
        leave=accounts.get_person(int(form.leave_id.data)),
    ))):  # fmt: skip
        return _to_kept(*kept)
    return _form_page("registers/keep.html", form)


@bp.route("/registers/insert", methods=["GET", "POST"])
@needs("register.insert")
def insert() -> Any:
    rules = ((issuer, queries.keeping_rule(issuer.id)) for issuer in _issuers())
    issuers = [issuer for issuer, rule in rules if rule is not None and rule.inserts]
    if not issuers:
        raise Refused(
            "Quy chế của cơ quan chưa cho chèn số.",
            IN_ORDER,
        )
    form = InsertForm(issuers)
    form.offer(holders_of({Role.LEADER}))
    kept: list[RegisterNumber] = []
    if request.method == "POST" and done(form, lambda: kept.append(service.insert_number(
        *_asked(form), form.after.data or 0, actor=me(), unit_symbol=form.unit_symbol.data or "", why=form.why.data,
        leave=accounts.get_person(int(form.leave_id.data)),
    ))):  # fmt: skip
        return _to_kept(*kept)
    return _form_page("registers/insert.html", form)


@bp.route("/registers/numbers/<int:number_id>/use_kept", methods=["GET", "POST"])
@needs("register.use_kept", number=queries.get_number)
def use_kept(number: RegisterNumber) -> Any:
    form = UseKeptForm()
    if request.method == "POST" and done(form, lambda: service.use_kept_number(number, actor=me(), entry=form.entry())):
        flash(f"Đã dùng số để dành {number.full}.", "success")
        return _to_number(number)
    return _form_page("registers/use_kept.html", form, number=number)


@bp.post("/registers/numbers/<int:number_id>/correct")
@needs("register.correct", number=queries.get_number)
def correct(number: RegisterNumber) -> Any:
    form = CorrectForm(number.document_id is not None)
    if done(form, lambda: service.correct_entry(number, form.entry(service.entry_of(number)), me())):
        flash("Đã lưu dòng sổ.", "success")
        return _to_number(number)
    return number_page(number, form, 422)


@bp.post("/registers/numbers/<int:number_id>/cancel")
@needs("register.cancel", number=queries.get_number)
def cancel(number: RegisterNumber) -> Any:
    form = ReasonForm()
    service.cancel_number(number, form.reason.data or "", me())
    flash(f"Đã hủy số {number.full}. Dòng sổ vẫn còn, kèm lý do.", "success")
    return _to_number(number)


def _issuers() -> list[Issuer]:
    return [issuer for issuer in accounts.issuers() if issuer.closed_on is None or issuer.closed_on > today()]


def _asked(form: NumberFields) -> tuple[Issuer, str, Any]:
    issuer = next(issuer for issuer in _issuers() if issuer.id == form.issuer_id.data)
    return issuer, form.type_code.data, form.day.data


def _tell(number: RegisterNumber) -> None:
    flash(f"Số văn bản: {number.full}", "success")


def _to_kept(number: RegisterNumber) -> Any:
    """Its own page, which says what can be done with it."""
    _tell(number)
    return _to_number(number)


def _to_number(number: RegisterNumber) -> Any:
    return redirect(url_for("registers.number", number_id=number.id), 303)


def _form_page(template: str, form: Form, **words: Any) -> Any:
    units = [department.short_name for department in accounts.open_departments()]
    page = render_template(template, form=form, units=units, **words)
    return (page, 422) if request.method == "POST" else page
