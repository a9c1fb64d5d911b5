"""The books of the register: open them, see that every number has its row, decide how the office counts."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.accounts import queries as accounts
from intranet.accounts.routes.form_page import Trail, form_page
from intranet.core.clock import today
from intranet.core.permissions import can
from intranet.registers import queries, service
from intranet.registers.forms import BookForm, KeepingForm, SchemeForm
from intranet.registers.routes.blueprint import bp, me
from intranet.registers.rules import SCHEME_LABELS, Scheme
from intranet.web.access import needs
from intranet.web.forms import done


@bp.get("/registers/books")
@needs("register.view")
def books() -> Any:
    opened, explained = queries.books(), queries.explained_numbers()
    missing = queries.missing_by_book(opened)
    year = today().year
    return render_template(
        "registers/books.html",
        books=[(book, explained.get(book.id, []), missing.get(book.id, [])) for book in opened],
        schemes=[(issuer, SCHEME_LABELS[queries.scheme_in(issuer.id, year)]) for issuer in accounts.issuers()],
        year=year,
        can_keep=can(me(), "register.keep") and queries.keeping_is_allowed(),
        can_insert=can(me(), "register.insert") and queries.inserting_is_allowed(),
    )


@bp.route("/registers/open_book", methods=["GET", "POST"])
@needs("register.open_book")
def open_book() -> Any:
    issuers = {issuer.id: issuer for issuer in accounts.issuers()}
    form = BookForm(list(issuers.values()), data={"year": today().year, "first_number": 1})
    if request.method == "POST" and done(
        form,
        lambda: service.open_book(
            issuers[form.issuer_id.data], form.series.data, form.year.data or 0, form.first_number.data or 0, me()
        ),
    ):
        flash("Đã mở sổ.", "success")
        return redirect(url_for("registers.books"), 303)
    page = render_template("registers/open_book.html", form=form)
    return (page, 422) if request.method == "POST" else page


@bp.route("/registers/set_scheme", methods=["GET", "POST"])
@needs("register.set_scheme")
def set_scheme() -> Any:
    issuers = {issuer.id: issuer for issuer in accounts.issuers()}
    form = SchemeForm(list(issuers.values()), data={"from_year": today().year})
    if request.method == "POST" and done(
        form,
        lambda: service.set_scheme(
            issuers[form.issuer_id.data], Scheme(form.scheme.data), form.from_year.data or 0, me()
        ),
    ):
        flash("Đã ghi cách đánh số.", "success")
        return redirect(url_for("registers.books"), 303)
    page = render_template("registers/set_scheme.html", form=form)
    return (page, 422) if request.method == "POST" else page


@bp.route("/registers/set_keeping", methods=["GET", "POST"])
@needs("register.set_keeping")
def set_keeping() -> Any:
    issuers = {issuer.id: issuer for issuer in accounts.issuers()}
    rule = queries.keeping_rule(accounts.main_issuer().id)
    form = KeepingForm(list(issuers.values()), data={"basis": rule.basis, "inserts": rule.inserts} if rule else None)

    def save() -> str:
        service.set_keeping(issuers[form.issuer_id.data], form.basis.data, me(), inserts=form.inserts.data)
        return url_for("registers.books")

    lead = "Nghị định 30 cấp số sau khi ký, theo thứ tự (Điều 15.2). Chỉ để dành số khi quy chế của cơ quan cho phép."
    trail: Trail = [("Các quyển sổ", url_for("registers.books"))]
    return form_page(form, save, title="Quy định để dành, chèn số", trail=trail, lead=lead)
