"""`flask plan`: show a plan and how far its tasks are (`show`), read the tasks of a letter (`read`)."""

import json
import sys
from typing import Any

import click
from flask.cli import AppGroup

from intranet.commands.plan_read import read
from intranet.plans import queries
from intranet.plans.models import Plan, Task

plan = AppGroup("plan", help="Plans and their tasks.")
plan.add_command(read)


@plan.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(number: str, as_json: bool) -> None:
    """Show the newest plan of a number: 43 or 43/KH-LMHTX. Exit status 2 when there is none."""
    found = queries.find_plan(number)
    if found is None:
        click.echo(f"Không có kế hoạch số {number}.", err=True)
        sys.exit(2)
    facts = plan_facts(found)
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else plan_words(facts))


def plan_facts(found: Plan) -> dict[str, Any]:
    """A plan as plain facts, under the names that letters use."""
    tasks = queries.tasks_of_plan(found)
    progress = queries.progress([task.id for task in tasks])
    return {
        "so_ky_hieu": found.mark,
        "ngay_ban_hanh": found.issued_on.isoformat(),
        "trich_yeu": found.subject,
        "can_cu": list(found.legal_bases),
        "lanh_dao": found.leader.name,
        "trang_thai": found.state_label,
        "nhiem_vu": [_task_facts(task, progress.get(task.id, (0, 0))) for task in tasks],
    }


def _task_facts(task: Task, items: tuple[int, int]) -> dict[str, Any]:
    return {
        "muc": task.place,
        "noi_dung": task.words,
        "chu_tri": task.lead.name,
        "phoi_hop": [unit.name for unit in task.supports],
        "thoi_han": task.deadline.isoformat() if task.deadline else None,
        "nguoi_phu_trach": task.assignee.name if task.assignee else None,
        "trang_thai": task.state_label,
        "dau_viec_xong": items[0],
        "dau_viec": items[1],
    }


def plan_words(facts: dict[str, Any]) -> str:
    """The same for a person at the terminal."""
    lines = [
        f"Kế hoạch số {facts['so_ky_hieu']} ngày {facts['ngay_ban_hanh']}: {facts['trich_yeu']}",
        f"{facts['lanh_dao']} ban hành. {facts['trang_thai']}.",
    ]
    for task in facts["nhiem_vu"]:
        place = f"{task['muc']} " if task["muc"] else ""
        lines += [
            f"- {place}{task['chu_tri']} [{task['trang_thai']}, "
            f"{'hạn ' + task['thoi_han'] if task['thoi_han'] else 'không thời hạn'}, "
            f"{task['dau_viec_xong']}/{task['dau_viec']} đầu việc]",
            f"  {task['noi_dung']}",
        ]
    return "\n".join(lines)
