"""Occasions of awards: the list, one with its nominees and votes, and its moves."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import active_people
from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core import files
from intranet.core.clock import today
from intranet.core.errors import Invalid, NotFound
from intranet.core.history import history_of
from intranet.emulation.forms.awards import OccasionForm
from intranet.emulation.models import AwardOccasion, Nomination
from intranet.emulation.queries import awards as queries
from intranet.emulation.queries.exemplars import get_exemplar, in_state
from intranet.emulation.routes.blueprint import bp, tabs_at
from intranet.emulation.rules import OCCASION_FLOW, ExemplarState
from intranet.emulation.rules.awards import (
    awarded_before,
    has_passed,
    in_shown_order,
    is_counted,
    namesakes,
    papers_missing,
)
from intranet.emulation.service import awards as service
from intranet.emulation.service.proposals import submit as make_proposal
from intranet.plans.routes.blueprint import me, typed
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import whole_number_or_none
from intranet.web.moves import add_moves

TITLE = "Đợt khen thưởng"
COLUMNS = (
    Column("STT", 6), Column("Họ tên, tập thể, mô hình", 34), Column("Chức vụ, đơn vị", 40), Column("Lĩnh vực", 22),
    Column("Hình thức đề nghị", 30), Column("Tóm tắt thành tích", 60), Column("Phiếu đồng ý", 10),
    Column("Hội đồng", 10), Column("Còn thiếu", 24), Column("Kết quả", 24),
)  # fmt: skip


@bp.get("/awards")
@needs("award_occasion.list")
def awards() -> Any:
    return render_template("emulation/awards.html", occasions=queries.occasions(), tabs=tabs_at("emulation.awards"))


@bp.get("/awards/<int:occasion_id>")
@needs("award_occasion.view", occasion=queries.get_occasion)
def award(occasion: AwardOccasion) -> Any:
    nominees = in_shown_order(occasion)
    earlier = queries.awarded_earlier([nomination.exemplar_id for nomination in nominees])
    council = len(occasion.council)
    moves = {move.name: move for move in OCCASION_FLOW.open_to(current_user, occasion)}
    return render_template(
        "emulation/award.html",
        occasion=occasion,
        rows=[
            (one, papers_missing(occasion, one), has_passed(one.agreed, council, occasion.share)) for one in nominees
        ],
        counted=is_counted(occasion),
        warnings=[*namesakes(nominees), *filter(None, (awarded_before(one, earlier) for one in nominees))],
        moves=moves,
        reasons={name: OCCASION_FLOW.reasons_against(name, occasion) for name in moves},
        waiting=[seat for seat in occasion.council if seat.voted_at is None],
        own_seat=next((seat for seat in occasion.council if seat.person_id == current_user.id), None),
        candidates=in_state(ExemplarState.NURTURED) if "nominate" in moves else (),
        people=[(p.id, f"{p.name}, {p.department.short_name}") for p in active_people()]
        if "open_vote" in moves
        else (),
        lines=history_lines(history_of(occasion)),
    )


@bp.get("/awards/<int:occasion_id>/list.xlsx")
@needs("award_occasion.view", occasion=queries.get_occasion)
def award_sheet(occasion: AwardOccasion) -> Any:
    words = {True: "Được khen", False: "Chưa được khen", None: ""}
    is_shown = is_counted(occasion)
    rows = [
        (n, one.exemplar.name, one.exemplar.unit_words, one.exemplar.field, one.award, one.summary,
         one.agreed if is_shown else None, len(occasion.council), "; ".join(papers_missing(occasion, one)),
         words[one.awarded])
        for n, one in enumerate(in_shown_order(occasion), 1)
    ]  # fmt: skip
    above = [f"{occasion.state_label}; ngày xuất: {today():%d/%m/%Y}"]
    return excel_answer("khen-thuong", f"Đề nghị khen thưởng: {occasion.name}", COLUMNS, rows, above=above)


@bp.get("/awards/<int:occasion_id>/decision")
@needs("award_occasion.view", occasion=queries.get_occasion)
def decision_file(occasion: AwardOccasion) -> Any:
    if occasion.decision_sha256 is None:
        raise NotFound("Đợt này chưa có tệp quyết định.")
    path = files.path_of(occasion.decision_sha256)
    return send_file(path, as_attachment=True, download_name=occasion.decision_name, etag=False)


@bp.route("/awards/new", methods=["GET", "POST"])
@needs("award_occasion.add")
def add_occasion() -> Any:
    form = OccasionForm()

    def save() -> str:
        return _url(service.add_occasion(me(), form.facts()))

    return form_page(form, save, title="Mở đợt khen thưởng", trail=_trail(), button="Mở đợt", done="Đã mở đợt.")


@bp.route("/awards/<int:occasion_id>/edit", methods=["GET", "POST"])
@needs("award_occasion.edit", occasion=queries.get_occasion)
def edit_occasion(occasion: AwardOccasion) -> Any:
    form = OccasionForm(obj=occasion)

    def save() -> str:
        service.edit_occasion(occasion, me(), form.facts())
        return _url(occasion)

    return form_page(form, save, title="Sửa đợt khen thưởng", trail=_trail(occasion))


@bp.post("/awards/<int:occasion_id>/nominate")
@needs("award_occasion.nominate", occasion=queries.get_occasion)
def nominate(occasion: AwardOccasion) -> Any:
    """Put one or several exemplars into the list."""
    chosen = [number for one in request.form.getlist("exemplar_id") if (number := whole_number_or_none(one))]
    if not chosen:
        raise Invalid("Hãy chọn điển hình để đưa vào đợt.", field="exemplar_id")
    for number in dict.fromkeys(chosen):
        service.nominate(occasion, get_exemplar(number), me())
    return _moved(occasion, f"Đã thêm {len(chosen)} hồ sơ.")


@bp.post("/nominations/<int:nomination_id>/remove")
@needs("nomination.remove", nomination=queries.get_nomination)
def remove(nomination: Nomination) -> Any:
    service.remove(nomination, me(), typed("note"))
    return _moved(nomination.occasion, "Đã đưa khỏi đợt.")


@bp.post("/awards/<int:occasion_id>/open_vote")
@needs("award_occasion.open_vote", occasion=queries.get_occasion)
def open_vote(occasion: AwardOccasion) -> Any:
    council = [number for one in request.form.getlist("council") if (number := whole_number_or_none(one))]
    service.open_vote(occasion, council, me())
    return _moved(occasion, "Đã mở bỏ phiếu và báo cho hội đồng.")


@bp.post("/awards/<int:occasion_id>/submit")
@needs("award_occasion.submit", occasion=queries.get_occasion)
def submit(occasion: AwardOccasion) -> Any:
    document = make_proposal(occasion, me())
    flash("Đã lập tờ trình kèm danh sách. Hãy xem lại, chọn người ký và lưu bản dự thảo.", "success")
    return redirect(url_for("documents.edit", document_id=document.id), 303)


# The moves that take a word and no more, and what is said once they are made.
SAID: dict[Callable[..., Any], str] = {
    service.take_back: "Đợt nhận hồ sơ trở lại; khi mở lại, hội đồng bỏ phiếu từ đầu.",
    service.cancel: "Đã hủy đợt; các điển hình trở về bồi dưỡng.",
}


def _move(act: Callable[..., Any], occasion: AwardOccasion) -> Any:
    act(occasion, me(), typed("note"))
    return _moved(occasion, SAID[act])


add_moves(bp, "/awards", "award_occasion", SAID, _move, occasion=queries.get_occasion)


def _moved(occasion: AwardOccasion, words: str) -> Any:
    flash(words, "success")
    return redirect(_url(occasion), 303)


def _url(occasion: AwardOccasion) -> str:
    return url_for(".award", occasion_id=occasion.id)


def _trail(occasion: AwardOccasion | None = None) -> list[tuple[str, str | None]]:
    return [(TITLE, url_for(".awards")), *([(occasion.name, _url(occasion))] if occasion else [])]
