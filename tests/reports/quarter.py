"""A quarter of the office's life on one plan: departments accept, tick, ask for more time, are late, are ill."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import time_machine
from sqlalchemy import text

from intranet.absences.rules import is_away
from intranet.absences.service import AbsenceFacts, enter_absence
from intranet.core.clock import OFFICE_ZONE, office_time, today
from intranet.core.db import session, transaction
from intranet.plans import service
from intranet.plans.models import Plan, Task
from intranet.plans.rules import ExtensionState, TaskProposal, TaskState
from tests.plans.conftest import Plans

START, END = date(2025, 4, 1), date(2025, 6, 30)
TASKS = 30
REASON = "Chờ số liệu của cơ sở"


def at(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=OFFICE_ZONE), tick=False)


def a_quarter(plans: Plans, seed: int = 43, days: int = (END - START).days) -> Plan:
    """Thirty tasks, and what people do with them on the first `days` of a quarter."""
    dice, cast = random.Random(seed), plans.cast
    heads = {cast.one.id: cast.head, cast.two.id: cast.other_head}
    with at(START):
        plan = plans.plan("43", issued_on=START)
        proposals = [
            TaskProposal(
                words=f"Việc số {n}",
                place=f"III.{n}",
                department_id=dice.choice(list(heads)),
                deadline=None if n % 6 == 0 else START + timedelta(days=dice.randrange(5, 110)),
            )
            for n in range(1, TASKS + 1)
        ]
        tasks = plans.tasks(plan, *proposals)
    for day in range(1, days, 3):
        with at(START + timedelta(days=day)):
            _fall_ill(dice, (*heads.values(), cast.leader))
            for task in dice.sample(tasks, 4):
                step(task, heads[task.lead_id], cast, dice)
                about_its_time(task, heads[task.lead_id], cast, dice)
    return plan


def _fall_ill(dice: random.Random, people: tuple) -> None:
    for person in people:
        if not is_away(person, today()) and dice.random() < 0.06:
            with transaction():
                last = today() + timedelta(days=dice.randrange(2, 9))
                enter_absence(person, person, AbsenceFacts(today(), last, reason="Ốm"))


def step(task: Task, head: object, cast: SimpleNamespace, dice: random.Random) -> None:
    """The next thing that may happen to a task, if whoever does it is there."""
    moves = {
        TaskState.NEW: (head, lambda: (service.refuse(task, head, "Không đúng việc") if dice.random() < 0.1
                                       else service.accept(task, head))),
        TaskState.ACCEPTED: (head, lambda: service.add_note(task, "Đã làm", head)),
        TaskState.DOING: (head, lambda: service.report(task, head)),
        TaskState.REDO: (head, lambda: service.report(task, head)),
        TaskState.REPORTED: (cast.leader, lambda: (service.redo(task, cast.leader, "Thiếu") if dice.random() < 0.2
                                                   else service.confirm(task, cast.leader))),
    }  # fmt: skip
    who, move = moves.get(TaskState(task.state), (None, None))
    if move and not is_away(who, today()) and dice.random() > 0.1:
        with transaction():
            move()


def about_its_time(task: Task, head: object, cast: SimpleNamespace, dice: random.Random) -> None:
    """More time is asked for, granted, granted for longer, declined or taken back."""
    asked = next((one for one in task.extensions if one.state == ExtensionState.ASKED), None)
    workable = task.state in (TaskState.ACCEPTED, TaskState.DOING, TaskState.REDO)
    if asked is None:
        if workable and task.deadline and not is_away(head, today()) and dice.random() < 0.5:
            with transaction():
                service.ask_extension(task, task.deadline + timedelta(days=dice.randrange(5, 40)), REASON, head)
    elif workable and not is_away(cast.leader, today()):
        chance = dice.random()
        with transaction():
            if chance < 0.6:
                service.grant_extension(asked, cast.leader)
            elif chance < 0.7:
                service.grant_extension(asked, cast.leader, asked.asked_until + timedelta(days=5), "Thêm 5 ngày")
            elif chance < 0.9:
                service.decline_extension(asked, cast.leader, "Không đủ lý do")
            else:
                service.withdraw_extension(asked, head)


LOG = text(
    "SELECT subject_id, at, act, after, words, detail FROM history"
    " WHERE subject_type = 'task' AND subject_id IN (SELECT id FROM task WHERE plan_id = :plan) ORDER BY id"
)
FIRST_DAYS = text("SELECT id, due_on FROM task WHERE plan_id = :plan")


def counted_from_the_log(plan: Plan, day: date) -> SimpleNamespace:
    """Every figure once more, by SQL of its own over the lines of history; deadlines move only as the log says."""
    entries: dict[int, list] = {}
    for row in session.execute(LOG, {"plan": plan.id}):
        entries.setdefault(row.subject_id, []).append(row)
    standings: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    in_period = 0
    for task_id, stands in session.execute(FIRST_DAYS, {"plan": plan.id}):
        told = entries[task_id]
        first, due = _days_of(told, date.fromisoformat(str(stands)))
        assert due == date.fromisoformat(str(stands)), "no deadline moves behind the log's back"
        state = next((row.after for row in reversed(told) if row.after), "new")
        done_on = _day(next(row.at for row in reversed(told) if row.act == "report")) if state in (
            "reported", "done",
        ) else None  # fmt: skip
        standings["total"] += 1
        standings[_standing(state, due, done_on, day)] += 1
        in_period += state == "done" and START <= done_on <= END
        if due.year < 9999:
            if done_on:
                in_time = "đúng hạn gốc" if done_on <= first else "đúng hạn sau gia hạn"
                kept[in_time if done_on <= due else "quá hạn"] += 1
            elif due < day:
                kept["quá hạn"] += 1
    return SimpleNamespace(standings=standings, kept=kept, done_in_period=in_period)


def _days_of(told: list, now: date) -> tuple[date, date]:
    """The first deadline and the last one, by what the log says was extended from when until when."""
    moved = [row for row in told if row.act == "extend"]
    if not moved:
        return now, now
    detail = moved[0].detail
    earlier = detail["earlier"] if isinstance(detail, dict) else detail.split('"earlier": "')[1][:10]
    day, month, year = moved[-1].words.split("gia hạn đến ")[1][:10].split("/")
    return date.fromisoformat(earlier), date(int(year), int(month), int(day))


def _standing(state: str, due: date, done_on: date | None, day: date) -> str:
    if state == "done":
        return "done_late" if done_on > due else "on_time"
    if state in ("reported", "refused"):
        return state
    if due.year == 9999:
        return "no_deadline"
    return "late" if due < day else "open"


def _day(moment: object) -> date:
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)  # as SQLite keeps it
    return office_time(moment).date()
