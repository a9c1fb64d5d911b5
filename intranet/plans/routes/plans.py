"""Pages of plans: the list, one plan with all departments, making, correcting, closing."""

from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.rules import sees_everything
from intranet.core import files
from intranet.core.clock import today
from intranet.core.errors import NotFound, NotPermitted
from intranet.core.history import history_of
from intranet.plans import queries, service
from intranet.plans.forms import PlanForm, written
from intranet.plans.models import Plan
from intranet.plans.plan_page import plan_page
from intranet.plans.queries import PlanFilter
from intranet.plans.routes.blueprint import bp, me, typed
from intranet.plans.rules import PLAN_FLOW, PlanState, SourceKind, timeliness_counts
from intranet.web.access import needs
from intranet.web.forms import done, search_words


@bp.get("/plans")
@needs("plan.list")
def index() -> Any:
    """Which plans are there, and how far are they?"""
    state = request.args.get("state", PlanState.OPEN.value)
    wanted = PlanFilter(state if state in {*PlanState, "all"} else PlanState.OPEN.value, _words())
    page = queries.list_plans(current_user, wanted, request.args.get("page", 1, type=int))
    counts = queries.plan_counts(current_user, [plan.id for plan in page.plans], today())
    return render_template(
        "plans/index.html",
        page=page,
        wanted=wanted,
        counts=counts,
        counts_own=not sees_everything(current_user),
        kept=queries.kept_from(current_user),
    )


@bp.route("/plans/new", methods=["GET", "POST"])
@needs("plan.make")
def new_plan() -> Any:
    """Put a plan on record."""
    form = PlanForm()
    made: list[Plan] = []
    if done(form, lambda: made.append(_make(form))):
        flash("Đã lập kế hoạch. Bước tiếp theo: giao nhiệm vụ cho các đơn vị.", "success")
        return redirect(url_for("plans.plan", plan_id=made[0].id), 303)
    return _form_page(form)


@bp.get("/plans/<int:plan_id>")
@needs("plan.view", plan=queries.get_plan)
def plan(plan: Plan) -> Any:
    """Who has to do what, and who needs help? What a direction handed out stands on its letter's page."""
    if plan.kind == SourceKind.DIRECTIVE:  # incoming letters stand above this feature: their page is known by its name
        return redirect(url_for("incoming.letter", letter_id=plan.origin_id))
    tasks = queries.tasks_of_plan(plan)
    page = plan_page(plan, current_user, tasks, today())
    moves = PLAN_FLOW.open_to(current_user, plan)
    return render_template(
        "plans/plan.html",
        plan=plan,
        outside=queries.outside_issuer(plan),
        is_kept=plan.id in queries.kept_from(current_user),
        page=page,
        progress=queries.progress([task.id for unit in page.units for task in unit.tasks]),
        moves=moves,
        reasons={move.name: PLAN_FLOW.reasons_against(move.name, plan) for move in moves},
        history=history_of(plan),
        timeliness=timeliness_counts(tasks, today()),
        events=queries.waiting_events(tasks),
    )


@bp.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@needs("plan.edit", plan=queries.get_plan)
def edit_plan(plan: Plan) -> Any:
    """Correct what is written about a plan."""
    form = PlanForm(data=written(plan), plan=plan)
    if done(form, lambda: _edit(plan, form)):
        flash("Đã lưu.", "success")
        return redirect(url_for("plans.plan", plan_id=plan.id), 303)
    return _form_page(form, plan)


@bp.post("/plans/<int:plan_id>/close")
@needs("plan.close", plan=queries.get_plan)
def close_plan(plan: Plan) -> Any:
    """Close a plan and what has no deadline in it."""
    service.close(plan, me(), typed("note"))
    flash("Đã kết thúc kế hoạch.", "success")
    return redirect(url_for("plans.plan", plan_id=plan.id), 303)


@bp.post("/plans/<int:plan_id>/reopen")
@needs("plan.reopen", plan=queries.get_plan)
def reopen_plan(plan: Plan) -> Any:
    """Open a closed plan again."""
    service.reopen(plan, me(), typed("note"))
    flash("Đã mở lại kế hoạch.", "success")
    return redirect(url_for("plans.plan", plan_id=plan.id), 303)


@bp.get("/plans/<int:plan_id>/letter")
@needs("plan.view", plan=queries.get_plan)
def letter(plan: Plan) -> Any:
    """The letter itself."""
    if plan.id in queries.kept_from(current_user):
        raise NotPermitted("Văn bản hạn chế người xem.", "Cần xem thì đề nghị đơn vị soạn hoặc văn thư mở quyền.")
    if plan.file_sha256 is None:
        raise NotFound("Kế hoạch này chưa có tệp văn bản.", "Văn thư bổ sung tệp ở trang «Sửa kế hoạch».")
    return send_file(files.path_of(plan.file_sha256), download_name=plan.file_name, etag=False)


def _form_page(form: PlanForm, plan: Plan | None = None) -> Any:
    sent = form.is_submitted()
    twin = queries.same_plan(form.number.data, form.symbol.data, form.issued_on.data, but=plan) if sent else None
    return render_template("plans/plan_form.html", form=form, plan=plan, twin=twin), 422 if sent else 200


def _make(form: PlanForm) -> Plan:
    facts = form.facts()
    return service.make_plan(
        me(),
        number=facts.number,
        symbol=facts.symbol,
        issued_on=facts.issued_on,
        subject=facts.subject,
        leader=accounts.get_person(facts.leader_id),
        legal_bases=facts.legal_bases,
        issuer_words=facts.issuer_words,
        period_from=facts.period_from,
        period_until=facts.period_until,
        letter=_letter(form),
    )


def _edit(plan: Plan, form: PlanForm) -> None:
    service.edit_plan(plan, form.facts(), me())
    new = _letter(form)
    if new is not None:
        service.attach_letter(plan, new, me())


def _letter(form: PlanForm) -> service.TakenFile | None:
    sent = form.letter.data
    if not getattr(sent, "filename", ""):
        return None
    return service.take(sent.stream, sent.filename, service.LETTER_KINDS, field="letter")


def _words() -> str:
    return search_words(request.args.get("q"))
