"""Lists of tasks and the board of a department: every filter is the address, every number leads to its list."""

from dataclasses import asdict, replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.rules import departments_of, sees_everything
from intranet.core.clock import today
from intranet.core.errors import NotPermitted
from intranet.plans import queries
from intranet.plans.queries import TaskFacets, TaskFilter
from intranet.plans.queries.lists import ALL, total_of
from intranet.plans.queries.tasks import plan_choices
from intranet.plans.routes.blueprint import bp
from intranet.plans.rules import DUE_LABELS, SOURCE_LABELS, TASK_STATE_LABELS, Due, Kept, SourceKind, TaskState
from intranet.plans.sheets import COLUMNS, filter_in_words, sheet_rows
from intranet.web.access import needs
from intranet.web.excel import excel_answer
from intranet.web.forms import read_day, search_words, whole_number_or_none


@bp.get("/tasks")
@needs("task.list")
def tasks() -> Any:
    """The list behind a number, narrowed by its address."""
    wanted = _wanted()
    counts = queries.facets(current_user, wanted, today())
    page = queries.list_tasks(
        current_user, wanted, today(), request.args.get("page", 1, type=int), total_of(wanted, counts)
    )
    return render_template(
        "plans/tasks.html",
        page=page,
        wanted=wanted,
        progress=queries.progress([task.id for task in page.tasks]),
        states=_state_links(wanted, counts),
        dues=_due_links(wanted, counts),
        title=filter_in_words(wanted),
        departments=[("", "Tất cả đơn vị"), *((unit.id, unit.name) for unit in _units())],
        sources=[("", "Mọi nguồn"), *SOURCE_LABELS.items()],
        plans=[("", "Tất cả kế hoạch"), *((plan.id, plan.mark) for plan in plan_choices(current_user))],
        address=lambda **changes: address(wanted, **changes),
    )


@bp.get("/tasks.xlsx")
@needs("task.list")
def tasks_sheet() -> Any:
    """The same list in Excel, all its lines."""
    wanted = _wanted()
    found = queries.all_of(current_user, wanted, today())
    progress = queries.progress([task.id for task in found])
    return excel_answer(
        "nhiem-vu", "Danh sách nhiệm vụ", COLUMNS, sheet_rows(found, progress, today()),
        above=[filter_in_words(wanted), f"Ngày xuất: {today():%d/%m/%Y}"],
    )  # fmt: skip


@bp.get("/board")
@needs("task.list")
def own_board() -> Any:
    """The board of one's own department."""
    return redirect(url_for("plans.board", department_id=current_user.department_id))


@bp.get("/departments/<int:department_id>/board")
@needs("task.list", department=accounts.get_department)
def board(department: Any) -> Any:
    """A department's tasks by state, and what it supports."""
    if department.id not in departments_of(current_user) and not sees_everything(current_user):
        raise NotPermitted("Bảng việc này của đơn vị khác, bạn không xem được.", "Hãy mở bảng việc của đơn vị mình.")
    wanted = TaskFilter(department=department.id)
    counts = queries.counts_of_department(department.id, today())
    columns = queries.board(department.id, counts)
    shown = [task.id for column in columns for task in column.tasks]
    return render_template(
        "plans/board.html",
        department=department,
        columns=columns,
        counts=counts,
        progress=queries.progress(shown),
        dues=_due_links(wanted, counts),
        finished=counts.states[TaskState.DONE],
        refused=counts.states[TaskState.REFUSED],
        others=[_board_link(unit, department.id) for unit in _units()],
    )


def _board_link(unit: Any, here: int) -> dict[str, Any]:
    url = url_for("plans.board", department_id=unit.id)
    return {"label": unit.short_name, "url": url, "active": unit.id == here}


def address(wanted: TaskFilter, **changes: Any) -> str:
    """The address of the list with some of its filters changed."""
    return url_for("plans.tasks", **_parameters(replace(wanted, **changes)))


def _parameters(wanted: TaskFilter) -> dict[str, Any]:
    return {name: value for name, value in asdict(wanted).items() if value}


def _wanted() -> TaskFilter:
    given = request.args
    state, due, source = given.get("state", ""), given.get("due", ""), given.get("source", "")
    return TaskFilter(
        department=whole_number_or_none(given.get("department")),
        support=whole_number_or_none(given.get("support")),
        plan=whole_number_or_none(given.get("plan")),
        person=whole_number_or_none(given.get("person")),
        source=source if source in set(SourceKind) else "",
        state=state if state in {*TaskState, ALL} else "",
        due=due if due in set(Due) else "",
        q=search_words(given.get("q")),
        due_from=read_day(given.get("due_from", "")),
        due_until=read_day(given.get("due_until", "")),
        kept=kept if (kept := given.get("kept", "")) in set(Kept) else "",
    )


def _units() -> list[Any]:
    """The departments a list can be narrowed to: all for those who see everything, else one's own."""
    units = accounts.open_departments()
    return list(units) if sees_everything(current_user) else [u for u in units if u.id in departments_of(current_user)]


def _state_links(wanted: TaskFilter, counts: TaskFacets) -> list[dict[str, Any]]:
    entries: list[tuple[str, str, int]] = [("", "Chưa xong", counts.unfinished)]
    entries += [(state.value, words, counts.states[state]) for state, words in TASK_STATE_LABELS.items()]
    entries.append((ALL, "Tất cả", counts.all))
    return [
        {
            "label": words,
            "count": count,
            "url": address(wanted, state=state, due=""),
            "active": wanted.state == state and not wanted.due,
        }
        for state, words, count in entries
        if count or state in ("", ALL, wanted.state)
    ]


def _due_links(wanted: TaskFilter, counts: TaskFacets) -> list[dict[str, Any]]:
    return [
        {
            "label": words,
            "count": counts.dues[due],
            "url": address(wanted, state="", due=due.value),
            "active": wanted.due == due,
            "due": due.value,
        }
        for due, words in DUE_LABELS.items()
    ]
