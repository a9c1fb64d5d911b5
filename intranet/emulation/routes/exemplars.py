"""The register of exemplary people, collectives and models, and one of them."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core import files
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.core.history import history_of
from intranet.emulation.forms.exemplars import ExemplarForm, JudgingForm, PaperForm
from intranet.emulation.models import Exemplar, ExemplarPaper
from intranet.emulation.queries import exemplars as queries
from intranet.emulation.queries.awards import awards_of
from intranet.emulation.queries.exemplars import ALL, ExemplarFilter
from intranet.emulation.queries.members import current_members
from intranet.emulation.queries.publicity import publications_about
from intranet.emulation.routes.blueprint import ask_department, bp, tabs_at
from intranet.emulation.rules import CRITERIA, EXEMPLAR_FLOW, EXEMPLAR_KIND_LABELS, EXEMPLAR_STATE_LABELS
from intranet.emulation.service import exemplars as service
from intranet.plans.routes.blueprint import me, typed
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import search_words, upload
from intranet.web.moves import add_moves

COLUMNS = (
    Column("STT", 6), Column("Họ tên, tập thể, mô hình", 34), Column("Loại", 12), Column("Chức vụ, đơn vị", 40),
    Column("Lĩnh vực", 24), Column("Thành tích", 60), Column("Đơn vị giới thiệu", 30), Column("Ngày phát hiện", 14),
    Column("Tiêu chí đã đánh giá", 12), Column("Trạng thái", 20),
)  # fmt: skip
SHOWN_HERE = ("application/pdf", "image/jpeg", "image/png")
TITLE = "Điển hình"


@bp.get("/exemplars")
@needs("exemplar.list")
def exemplars() -> Any:
    wanted = _wanted()
    counts = queries.count_states(wanted)
    states = [("", "Đang theo dõi", sum(n for state, n in counts.items() if state != "dropped"))]
    states += [(state.value, words, counts[state]) for state, words in EXEMPLAR_STATE_LABELS.items()]
    return render_template(
        "emulation/exemplars.html",
        page=queries.list_exemplars(wanted, request.args.get("page", 1, type=int)),
        wanted=wanted,
        kinds=[("", "Mọi loại"), *EXEMPLAR_KIND_LABELS.items()],
        states=[
            {"label": words, "count": count, "url": _address(wanted, state=state), "active": wanted.state == state}
            for state, words, count in (*states, (ALL, "Tất cả", sum(counts.values())))
        ],
        criteria=len(CRITERIA),
        tabs=tabs_at("emulation.exemplars"),
        address=_address(wanted),
    )


@bp.get("/exemplars.xlsx")
@needs("exemplar.list")
def exemplars_sheet() -> Any:
    rows = [
        (n, e.name, e.kind_label, e.unit_words, e.field, e.achievement, e.department.name, e.found_on,
         f"{e.judged}/{len(CRITERIA)}", e.state_label)
        for n, e in enumerate(queries.all_exemplars(_wanted()), 1)
    ]  # fmt: skip
    above = [f"Ngày xuất: {today():%d/%m/%Y}"]
    return excel_answer("dien-hinh", "Danh sách điển hình tiên tiến", COLUMNS, rows, above=above)


@bp.get("/exemplars/<int:exemplar_id>")
@needs("exemplar.view", exemplar=queries.get_exemplar)
def exemplar(exemplar: Exemplar) -> Any:
    return _page(exemplar, PaperForm(formdata=None))


@bp.route("/exemplars/new", methods=["GET", "POST"])
@needs("exemplar.add")
def add_exemplar() -> Any:
    form = ExemplarForm(data={"member_id": request.args.get("member", ""), "found_on": today()})
    form.offer(current_members())
    department_of = ask_department(form)

    def save() -> str:
        made = service.add_exemplar(me(), department_of(), form.facts())
        return url_for(".exemplar", exemplar_id=made.id)

    return form_page(
        form, save, title="Thêm điển hình", trail=_trail(), button="Thêm", done="Đã thêm. Tiếp theo: đánh giá.",
        keep="exemplar-new",
    )  # fmt: skip


@bp.route("/exemplars/<int:exemplar_id>/edit", methods=["GET", "POST"])
@needs("exemplar.edit", exemplar=queries.get_exemplar)
def edit_exemplar(exemplar: Exemplar) -> Any:
    form = ExemplarForm(obj=exemplar)
    del form.department_id
    members = list(current_members())
    form.member_id.choices = [("", "– Chọn –"), *((str(m.id), m.name) for m in members)]
    if exemplar.member not in members:
        form.member_id.choices.append((str(exemplar.member_id), exemplar.member.name))

    def save() -> str:
        service.edit_exemplar(exemplar, me(), form.facts())
        return _url(exemplar)

    return form_page(form, save, title="Sửa điển hình", trail=_trail(exemplar))


@bp.route("/exemplars/<int:exemplar_id>/judge", methods=["GET", "POST"])
@needs("exemplar.judge", exemplar=queries.get_exemplar)
def judge(exemplar: Exemplar) -> Any:
    form = JudgingForm()
    if request.method == "GET":
        form.fill(exemplar.judgements)
    elif form.validate():
        try:
            service.judge(exemplar, form.verdicts(), me())
        except Invalid as problem:
            form[problem.field].errors = [problem.sentence]
        else:
            flash("Đã ghi đánh giá.", "success")
            return redirect(_url(exemplar), 303)
    page = render_template("emulation/judge.html", exemplar=exemplar, form=form, criteria=CRITERIA)
    return (page, 422) if request.method == "POST" else page


@bp.post("/exemplars/<int:exemplar_id>/papers")
@needs("exemplar.add_paper", exemplar=queries.get_exemplar)
def add_paper(exemplar: Exemplar) -> Any:
    form = PaperForm()
    try:
        service.add_paper(exemplar, form.kind.data, *upload(form.file.data), me())
    except Invalid as problem:
        form[problem.field].errors = [problem.sentence]
        return _page(exemplar, form), 422
    flash("Đã thêm vào hồ sơ.", "success")
    return redirect(f"{_url(exemplar)}#ho-so", 303)


@bp.get("/exemplar_papers/<int:paper_id>")
@needs("exemplar.view", paper=queries.get_paper)
def paper_file(paper: ExemplarPaper) -> Any:
    """The file itself: pictures and PDF in the browser, the rest to save."""
    here = paper.file.media_type in SHOWN_HERE
    return send_file(
        files.path_of(paper.file_sha256), mimetype=paper.file.media_type, download_name=paper.name,
        as_attachment=not here, etag=False,
    )  # fmt: skip


@bp.post("/exemplar_papers/<int:paper_id>/withdraw")
@needs("exemplar_paper.withdraw", paper=queries.get_paper)
def withdraw_paper(paper: ExemplarPaper) -> Any:
    service.withdraw_paper(paper, me())
    flash("Đã rút khỏi hồ sơ.", "success")
    return redirect(f"{_url(paper.exemplar)}#ho-so", 303)


# The moves that take a word and no more, and what is said once they are made.
SAID: dict[Callable[..., Any], str] = {
    service.nurture: "Đã đưa vào bồi dưỡng.",
    service.nurture_on: "Tiếp tục bồi dưỡng.",
    service.drop: "Đã thôi theo dõi; hồ sơ vẫn được giữ.",
    service.resume: "Đã theo dõi lại.",
}


def _move(act: Callable[..., Any], exemplar: Exemplar) -> Any:
    act(exemplar, me(), typed("note"))
    flash(SAID[act], "success")
    return redirect(_url(exemplar), 303)


add_moves(bp, "/exemplars", "exemplar", SAID, _move, exemplar=queries.get_exemplar)


def _page(exemplar: Exemplar, form: PaperForm) -> str:
    return render_template(
        "emulation/exemplar.html",
        exemplar=exemplar,
        form=form,
        criteria=CRITERIA,
        judged={judged.criterion: judged for judged in exemplar.judgements},
        papers=[paper for paper in exemplar.papers if paper.withdrawn_at is None],
        awards=awards_of(exemplar),
        publications=publications_about(exemplar),
        moves=[move for move in EXEMPLAR_FLOW.open_to(current_user, exemplar) if move.offered],
        lines=history_lines(history_of(exemplar)),
    )


def _url(exemplar: Exemplar) -> str:
    return url_for(".exemplar", exemplar_id=exemplar.id)


def _trail(exemplar: Exemplar | None = None) -> list[tuple[str, str | None]]:
    return [(TITLE, url_for(".exemplars")), *([(exemplar.name, _url(exemplar))] if exemplar else [])]


def _wanted() -> ExemplarFilter:
    kind, state = request.args.get("kind", ""), request.args.get("state", "")
    return ExemplarFilter(
        q=search_words(request.args.get("q")),
        kind=kind if kind in set(EXEMPLAR_KIND_LABELS) else "",
        state=state if state in {*EXEMPLAR_STATE_LABELS, ALL} else "",
    )


def _address(wanted: ExemplarFilter, **changes: str) -> str:
    given = asdict(replace(wanted, **changes))
    return url_for(".exemplars", **{name: value for name, value in given.items() if value})
