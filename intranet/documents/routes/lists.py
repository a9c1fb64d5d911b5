"""The list of letters, its Excel file, and the choice of a template for a new one."""

from collections.abc import Iterable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import departments_by_id, get_department, main_issuer
from intranet.core.clock import today
from intranet.docservice.catalogue import Template
from intranet.documents import queries, service
from intranet.documents.queries import PAGE_SIZE, Filters
from intranet.documents.routes.blueprint import bp
from intranet.documents.rules import STATE_LABELS, TYPE_NAMES, State
from intranet.lettertemplates.office_templates import catalogue, get_template
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.filters import day, moment
from intranet.web.forms import search_words, whole_number_or_none

WHOSE = (("", "Tất cả"), ("waiting", "Chờ tôi"), ("mine", "Tôi soạn"))
COLUMNS = (
    Column("Số, ký hiệu", 18),
    Column("Ngày", 12),
    Column("Loại", 14),
    Column("Trích yếu", 60),
    Column("Đơn vị soạn", 28),
    Column("Người soạn", 24),
    Column("Người ký", 24),
    Column("Trạng thái", 18),
    Column("Thay đổi lúc", 18),
)


@bp.get("/documents")
@needs("document.list")
def index() -> Any:
    filters = _filters()
    page = max(1, whole_number_or_none(request.args.get("page")) or 1)
    total = queries.count_of(current_user, filters)
    return render_template(
        "documents/index.html",
        letters=queries.page_of_letters(current_user, filters, page),
        filters=filters,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        page_url=lambda number: url_for(".index", **{**_address(filters), "page": number}),
        choices=_filter_links(filters),
        excel_url=url_for(".excel", **_address(filters)),
        has_filter=filters != Filters(),
    )


@bp.get("/documents.xlsx")
@needs("document.list")
def excel() -> Any:
    filters = _filters()
    rows = [
        (
            letter.number.full if letter.number else "",
            letter.number.issued_on if letter.number else None,
            letter.type_name,
            letter.subject,
            letter.department.name,
            letter.drafter.name,
            letter.signer.name if letter.signer else "",
            letter.state_label,
            moment(letter.changed_at),
        )
        for letter in queries.all_letters(current_user, filters)
    ]
    return excel_answer("van-ban", "Danh sách văn bản", COLUMNS, rows, above=(main_issuer().name, _in_words(filters)))


@bp.get("/documents/new")
@needs("document.make")
def new() -> Any:
    known = catalogue()
    units = queries.units_one_drafts_for(current_user)
    return render_template(
        "documents/new.html",
        groups=_by_group(known),
        problems=known.problems,
        units=units,
        choices_of_units=[(unit.id, unit.name) for unit in units],
    )


def _by_group(templates: Iterable[Template]) -> dict[str, list[Template]]:
    groups: dict[str, list[Template]] = {}
    for template in templates:
        groups.setdefault(template.group or "Mẫu khác", []).append(template)
    return groups


@bp.post("/documents/new/<template_id>")
@needs("document.make")
def begin(template_id: str) -> Any:
    department_id = whole_number_or_none(request.form.get("department_id")) or current_user.department_id
    document = service.begin(get_template(template_id), get_department(department_id), current_user)
    return redirect(url_for(".edit", document_id=document.id), 303)


def _filters() -> Filters:
    state, type_code = request.args.get("state", ""), request.args.get("type", "")
    whose = request.args.get("whose", "")
    return Filters(
        whose=whose if whose in dict(WHOSE) else "",
        state=state if state in STATE_LABELS else "",
        type_code=type_code if type_code in TYPE_NAMES else "",
        department_id=whole_number_or_none(request.args.get("unit")),
        words=search_words(request.args.get("q")),
    )


def _address(filters: Filters, **changes: Any) -> dict[str, Any]:
    """The filters as the address writes them, with some changed; what is empty is left out."""
    parts = {
        "whose": filters.whose,
        "state": filters.state,
        "type": filters.type_code,
        "unit": filters.department_id,
        "q": filters.words,
    }
    return {name: value for name, value in {**parts, **changes}.items() if value}


def _filter_links(filters: Filters) -> list[dict[str, Any]]:
    units = {unit.id: unit.short_name for unit in departments_by_id().values()}
    by_state = queries.counts_by(current_user, filters, "state")
    by_type = queries.counts_by(current_user, filters, "type_code")
    by_unit = queries.counts_by(current_user, filters, "department_id")
    state_choices = [("", "Tất cả"), *((s.value, STATE_LABELS[s]) for s in State if by_state.get(s))]
    type_choices = [("", "Tất cả"), *((code, TYPE_NAMES[code]) for code in sorted(by_type))]
    unit_choices: list[tuple[Any, str]] = [("", "Tất cả"), *((unit, units[unit]) for unit in sorted(by_unit))]
    return [
        {"label": "Của ai", "links": _links(filters, "whose", WHOSE, filters.whose, {})},
        {"label": "Trạng thái", "links": _links(filters, "state", state_choices, filters.state, by_state)},
        {"label": "Loại", "links": _links(filters, "type", type_choices, filters.type_code, by_type)},
        {"label": "Đơn vị", "links": _links(filters, "unit", unit_choices, filters.department_id or "", by_unit)},
    ]


def _links(filters: Filters, name: str, choices: Any, chosen: Any, counts: dict[Any, int]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": url_for(".index", **_address(filters, **{name: value})),
            "count": counts.get(value) if value else None,
            "active": value == chosen,
        }
        for value, label in choices
    ]


def _in_words(filters: Filters) -> str:
    words = [
        dict(WHOSE)[filters.whose] if filters.whose else "",
        STATE_LABELS[State(filters.state)] if filters.state else "",
        TYPE_NAMES[filters.type_code] if filters.type_code else "",
        f"“{filters.words}”" if filters.words else "",
    ]
    chosen = ", ".join(word for word in words if word)
    return f"Lọc: {chosen}" if chosen else f"Tất cả, đến ngày {day(today())}"
