"""Sổ sử dụng bản lưu: who had a filed copy in hand, with whose leave, and that it came back (PL IV.IV)."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import render_template, request, url_for

from intranet.accounts import queries as accounts
from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import today
from intranet.docservice.vietnamese import short_date
from intranet.registers import queries
from intranet.registers.forms import GivenBackForm, UseForm
from intranet.registers.models import CopyUse, RegisterNumber
from intranet.registers.routes.blueprint import bp, me
from intranet.registers.service import uses as service_uses
from intranet.registers.sheet import title
from intranet.web.access import needs
from intranet.web.bound import bound_answer
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import whole_number_or_none

TITLE = "SỔ SỬ DỤNG BẢN LƯU"
COLUMNS = (
    Column("Ngày tháng", 16),
    Column("Họ tên người sử dụng", 26),
    Column("Số, ký hiệu ngày tháng văn bản", 26),
    Column("Tên loại và trích yếu nội dung văn bản", 50),
    Column("Số và ký hiệu HS", 18),
    Column("Ký nhận", 16),
    Column("Ngày trả", 16),
    Column("Người cho phép sử dụng", 24),
    Column("Ghi chú", 22),
)


@bp.get("/registers/uses")
@needs("register.view")
def uses() -> Any:
    return render_template("registers/uses.html", uses=queries.copy_uses(_year()), year=_year(), title=_title())


@bp.get("/registers/uses/excel")
@needs("register.view")
def uses_excel() -> Any:
    above = [accounts.main_issuer().name, f"Năm {_year()}"]
    return excel_answer(f"so-su-dung-ban-luu-{_year()}", TITLE, COLUMNS, _rows(), above=above)


@bp.get("/registers/uses/print")
@needs("register.view")
def uses_paper() -> Any:
    found = queries.copy_uses(_year())
    return bound_answer(
        f"so-su-dung-ban-luu-{_year()}",
        TITLE,
        COLUMNS,
        _rows(),
        office=accounts.main_issuer().name_on(today()),
        year=_year(),
        days=(found[0].used_on, found[-1].used_on) if found else (None, None),
    )


@bp.route("/registers/numbers/<int:number_id>/lend_copy", methods=["GET", "POST"])
@needs("register.lend_copy", number=queries.get_number)
def lend_copy(number: RegisterNumber) -> Any:
    form = UseForm()

    def save() -> str:
        facts = service_uses.Use(
            used_on=form.used_on.day,
            user_name=form.user_name.data,
            allowed_by=form.allowed_by.data,
            file_symbol=form.file_symbol.data,
            remark=form.remark.data,
        )
        service_uses.lend_copy(number, me(), facts)
        return url_for(".uses")

    return form_page(form, save, title=f"Sử dụng bản lưu {number.full}", trail=_trail(), button="Ghi sổ")


@bp.route("/registers/uses/<int:use_id>/give_back_copy", methods=["GET", "POST"])
@needs("register.give_back_copy", use=queries.get_use)
def give_back_copy(use: CopyUse) -> Any:
    form = GivenBackForm()

    def save() -> str:
        service_uses.give_back_copy(use, me(), form.day.day)
        return url_for(".uses")

    title_words = f"{use.user_name} trả bản lưu {use.number.full}"
    return form_page(form, save, title=title_words, trail=_trail(), button="Ghi đã trả")


def _trail() -> list[tuple[str, str | None]]:
    return [("Sổ văn bản đi", url_for(".index")), ("Sổ sử dụng bản lưu", url_for(".uses"))]


def _year() -> int:
    return whole_number_or_none(request.args.get("year")) or today().year


def _title() -> Callable[[RegisterNumber], str]:
    kept = queries.kept_from(me())
    return lambda number: title(number, kept)


def _rows() -> Iterator[list[Any]]:
    title = _title()
    for use in queries.copy_uses(_year()):
        marked = f"{use.number.full} ngày {short_date(use.number.issued_on)}"
        yield [use.used_on, use.user_name, marked, title(use.number), use.file_symbol, "", use.returned_on,
               use.allowed_by, use.remark]  # fmt: skip
