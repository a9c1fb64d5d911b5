"""The list of cooperatives and member businesses, and one of them."""

from dataclasses import asdict, replace
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.emulation.forms.members import MemberForm
from intranet.emulation.models import Member
from intranet.emulation.queries import exemplars as exemplar_queries
from intranet.emulation.queries import members as queries
from intranet.emulation.queries.members import ALL, CURRENT, DOUBLES, LEFT, MemberFilter
from intranet.emulation.routes.blueprint import bp, tabs_at
from intranet.emulation.rules import MEMBER_KIND_LABELS
from intranet.emulation.service import members as service
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import search_words

VIEWS = ((CURRENT, "Đang là thành viên"), (LEFT, "Đã thôi"), (ALL, "Tất cả"))
COLUMNS = (
    Column("STT", 6), Column("Tên", 44), Column("Loại hình", 22), Column("Mã số thuế", 16), Column("Lĩnh vực", 24),
    Column("Xã, phường", 24), Column("Địa chỉ", 36), Column("Người đại diện", 26), Column("Điện thoại", 16),
    Column("Thư điện tử", 26), Column("Số thành viên", 12), Column("Số lao động", 12), Column("Ngày vào", 12),
)  # fmt: skip


@bp.get("/members")
@needs("member.list")
def members() -> Any:
    wanted = _wanted()
    doubles = queries.count_doubles()
    views = [*VIEWS, *([(DOUBLES, f"Có thể trùng ({doubles})")] if doubles else [])]
    return render_template(
        "emulation/members.html",
        page=queries.list_members(wanted, request.args.get("page", 1, type=int)),
        wanted=wanted,
        kinds=[("", "Mọi loại hình"), *MEMBER_KIND_LABELS.items()],
        views=[
            {"label": words, "url": _address(wanted, view=view), "active": wanted.view == view} for view, words in views
        ],
        tabs=tabs_at("emulation.members"),
        address=_address(wanted),
    )


@bp.get("/members.xlsx")
@needs("member.list")
def members_sheet() -> Any:
    rows = [
        (n, m.name, m.kind_label, m.tax_code, m.field, m.place, m.address, m.representative, m.phone, m.email,
         m.member_count, m.worker_count, m.joined_on)
        for n, m in enumerate(queries.all_members(_wanted()), 1)
    ]  # fmt: skip
    above = [f"Ngày xuất: {today():%d/%m/%Y}"]
    return excel_answer("thanh-vien", "Hợp tác xã, doanh nghiệp thành viên", COLUMNS, rows, above=above)


@bp.get("/members/<int:member_id>")
@needs("member.view", member=queries.get_member)
def member(member: Member) -> Any:
    return render_template(
        "emulation/member.html",
        member=member,
        exemplars=exemplar_queries.of_member(member),
        lines=history_lines(history_of(member)),
    )


@bp.route("/members/new", methods=["GET", "POST"])
@needs("member.edit")
def add_member() -> Any:
    form = MemberForm()

    def save() -> str:
        return url_for(".member", member_id=service.add_member(current_user, form.facts()).id)

    return form_page(form, save, title="Thêm thành viên", trail=_trail(), button="Thêm", done="Đã thêm thành viên.")


@bp.route("/members/<int:member_id>/edit", methods=["GET", "POST"])
@needs("member.edit", member=queries.get_member)
def edit_member(member: Member) -> Any:
    form = MemberForm(obj=member)

    def save() -> str:
        service.edit_member(member, current_user, form.facts())
        return url_for(".member", member_id=member.id)

    trail = [*_trail(), (member.name, url_for(".member", member_id=member.id))]
    return form_page(form, save, title="Sửa thành viên", trail=trail)


def _trail() -> list[tuple[str, str | None]]:
    return [("Hợp tác xã, doanh nghiệp", url_for(".members"))]


def _wanted() -> MemberFilter:
    kind, view = request.args.get("kind", ""), request.args.get("view", "")
    return MemberFilter(
        q=search_words(request.args.get("q")),
        kind=kind if kind in set(MEMBER_KIND_LABELS) else "",
        view=view if view in (CURRENT, LEFT, DOUBLES, ALL) else CURRENT,
    )


def _address(wanted: MemberFilter, **changes: str) -> str:
    return url_for(".members", **{name: value for name, value in asdict(replace(wanted, **changes)).items() if value})
