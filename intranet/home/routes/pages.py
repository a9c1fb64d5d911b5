"""The pages above all features: today's work, the overview, search."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from intranet.accounts.lacking import lacks
from intranet.accounts.rules import departments_headed, is_admin, is_clerk
from intranet.batches import queries as batches
from intranet.briefings import queries as briefings
from intranet.core.clock import today
from intranet.documents import queries as documents
from intranet.emulation.queries.awards import ballots_waiting_for
from intranet.emulation.queries.exemplars import search_exemplars
from intranet.emulation.queries.members import search_members
from intranet.home import overview as page
from intranet.home.decisions import LABELS, by_reason, decisions_of
from intranet.home.desk import desk_of
from intranet.home.menu import office_name
from intranet.home.routes.blueprint import bp
from intranet.home.standing_in import stand_ins
from intranet.incoming import queries as incoming
from intranet.plans import queries as plans
from intranet.reports import queries as reports
from intranet.web.access import needs
from intranet.web.excel import excel_answer
from intranet.web.forms import search_words, whole_number_or_none

FEWEST_LETTERS = 2


@bp.get("/")
@needs("home.view")
def index() -> Any:
    """What must I do today?"""
    letters, arrived = documents.waiting_for(current_user), incoming.waiting_for(current_user)
    work, headed = plans.my_work(current_user, today()), departments_headed(current_user)
    due = incoming.due_soon(today()) if is_clerk(current_user) else ()
    shown = {document.id for waiting in letters for document in waiting.documents}
    return render_template(
        "home/index.html",
        lacks=lacks(today()) if is_admin(current_user) else (),
        work=work,
        decisions=by_reason(decisions_of(letters, arrived, work)),
        letters=[waiting for waiting in letters if waiting.reason not in LABELS],
        arrived=[waiting for waiting in arrived if waiting.reason not in LABELS],
        batches=batches.waiting_for(current_user),
        briefings=briefings.waiting_for(current_user),
        drafts=[one for one in documents.under_way_in(headed) if one.id not in shown] if headed else (),
        handled=incoming.handled_by(headed) if headed else (),
        desk=desk_of(arrived, letters, due) if is_clerk(current_user) else (),
        due=due,
        parts=reports.parts_owed(current_user),
        ballots=ballots_waiting_for(current_user),
        stand_ins=stand_ins(current_user._get_current_object(), letters, arrived, today()),
    )


@bp.get("/overview")
@needs("home.overview")
def overview() -> Any:
    """Who needs help?"""
    plan_id = whole_number_or_none(request.args.get("plan"))
    plan = plans.get_plan(plan_id) if plan_id else None
    counts = plans.overview(today(), plan_id=plan_id)
    total = plans.totals(counts)
    if request.args.get("as") == "excel":
        title = f"Tình hình thực hiện nhiệm vụ đến ngày {today():%d/%m/%Y}"
        above = [office_name(), plan.called if plan else "Tất cả nhiệm vụ"]
        lines = [page.excel_row(count) for count in (*counts, total)]
        return excel_answer("tong-quan", title, page.excel_columns(), lines, above=above)
    return render_template(
        "home/overview.html",
        rows=page.page_rows(counts, total, plan_id, current_user),
        plan=plan,
        choices=page.choices_of_plans(current_user),
    )


@bp.get("/search")
@needs("home.view")
def search() -> Any:
    """Plans, tasks, letters, batches, members and exemplars that hold all the words, with or without accents."""
    words = search_words(request.args.get("q"))
    enough = len(words) >= FEWEST_LETTERS
    return render_template(
        "home/search.html",
        words=words,
        enough=enough,
        plans=plans.search_plans(current_user, words) if enough else (),
        tasks=plans.search_tasks(current_user, words) if enough else (),
        members=search_members(words) if enough else (),
        exemplars=search_exemplars(words) if enough else (),
        letters=documents.search_documents(current_user, words) if enough else (),
        batches=batches.search_batches(current_user, words) if enough else (),
        arrived=incoming.search_letters(current_user, words) if enough else (),
    )
