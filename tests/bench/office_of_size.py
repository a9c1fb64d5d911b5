"""An office with so many tasks, the same in everything else: twenty departments, 300 people, 25 tasks a plan."""

import random
from datetime import timedelta
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import insert

from intranet.accounts.models import Department, DepartmentName, Issuer, IssuerName, Person, PersonRole
from intranet.accounts.rules import DepartmentKind, Role
from intranet.app import create_app
from intranet.core.clock import now, today
from intranet.core.db import db, session, transaction
from intranet.plans.models import ChecklistItem, Plan, Task, task_support
from intranet.plans.rules import NEVER, TaskState
from intranet.settings import load_settings, write_fresh_settings

DEPARTMENTS, PEOPLE, TASKS_A_PLAN, ITEMS_A_TASK = 20, 300, 25, 3
ROWS_AT_ONCE = 5_000
# After some years most work is done; what is open spreads over the states an office lives in.
STATES = (
    (TaskState.DONE, 78),
    (TaskState.CLOSED, 4),
    (TaskState.CANCELLED, 2),
    (TaskState.NEW, 3),
    (TaskState.ACCEPTED, 3),
    (TaskState.DOING, 6),
    (TaskState.REPORTED, 2),
    (TaskState.REDO, 1),
    (TaskState.REFUSED, 1),
)


def make_office(instance: Path, tasks: int) -> str:
    """Make the office under an instance folder; gives the session cookie of its leader."""
    write_fresh_settings(instance)
    app = create_app(load_settings(instance))
    with app.app_context():
        upgrade()
        with transaction():
            leader, departments = _people()
            _plans(tasks, leader.id)
            _tasks(tasks, departments)
        with app.test_client() as client:
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"], cookie["seen"] = leader.get_id(), True, now().isoformat()
                cookie.permanent = True
            found = client.get_cookie("session")
        session.remove()
        db.engine.dispose()
    assert found is not None
    return found.value


def _people() -> tuple[Person, list[int]]:
    issuer = Issuer()
    name = IssuerName(holds_from=today(), lines="CƠ QUAN ĐO", plain="Cơ quan đo", symbol="CQD", place="Hải Phòng")
    issuer.names.append(name)
    session.add(issuer)
    session.flush()
    units = [Department(issuer_id=issuer.id, kind=DepartmentKind.PHONG, position=n) for n in range(DEPARTMENTS)]
    for n, unit in enumerate(units, 1):
        unit.names.append(DepartmentName(holds_from=today(), name=f"Phòng Chuyên môn {n}", short_name=f"PCM{n}"))
    units[0].is_office = True
    session.add_all(units)
    session.flush()
    people = [
        Person(
            username=f"nguoi{n}",
            name=f"Chuyên viên {n}",
            department_id=units[n % DEPARTMENTS].id,
            password_hash="-",
            must_change_password=False,
        )
        for n in range(PEOPLE)
    ]
    for person in people:
        person.roles.append(PersonRole(role=Role.STAFF))
    people[0].roles.append(PersonRole(role=Role.LEADER))
    session.add_all(people)
    session.flush()
    return people[0], [unit.id for unit in units]


def _plans(tasks: int, leader_id: int) -> None:
    count = max(1, tasks // TASKS_A_PLAN)
    rows = [
        {
            "number": str(n + 1),
            "symbol": "KH-CQD",
            "issued_on": today() - timedelta(days=(count - n) % 3000),
            "subject": f"Kế hoạch công tác số {n + 1} về phát triển kinh tế tập thể",
            "leader_id": leader_id,
            "made_by_id": leader_id,
            "search_text": f"ke hoach cong tac so {n + 1}",
        }
        for n in range(count)
    ]
    session.execute(insert(Plan), rows)


def _tasks(tasks: int, departments: list[int]) -> None:
    dice = random.Random(43)
    states = [state for state, share in STATES for _ in range(share)]
    for start in range(0, tasks, ROWS_AT_ONCE):
        numbers = range(start, min(tasks, start + ROWS_AT_ONCE))
        session.execute(insert(Task), [_task(n, dice.choice(states), departments, dice) for n in numbers])
        supports = [{"task_id": n + 1, "department_id": departments[(n * 7 + 3) % DEPARTMENTS]} for n in numbers]
        session.execute(insert(task_support), supports)
        items = [_item(n, place, dice) for n in numbers for place in range(ITEMS_A_TASK)]
        session.execute(insert(ChecklistItem), items)


def _task(n: int, state: TaskState, departments: list[int], dice: random.Random) -> dict[str, object]:
    is_done = state == TaskState.DONE
    due = NEVER if dice.random() < 0.2 else today() + timedelta(days=dice.randrange(-30, 120))
    return {
        "id": n + 1,
        "plan_id": n // TASKS_A_PLAN + 1,
        "position": n % TASKS_A_PLAN + 1,
        "place": f"III.{n % TASKS_A_PLAN + 1}",
        "words": f"Nhiệm vụ {n + 1}: tổ chức tuyên truyền, hướng dẫn các hợp tác xã thành viên thực hiện kế hoạch.",
        "lead_id": departments[n % DEPARTMENTS],
        "due_on": due,
        "state": state.value,
        "assignee_id": dice.randrange(PEOPLE) + 1,
        "finished_at": now() if is_done else None,
        "reported_at": now() if is_done or state == TaskState.REPORTED else None,
        "search_text": f"nhiem vu {n + 1} to chuc tuyen truyen",
    }


def _item(n: int, place: int, dice: random.Random) -> dict[str, object]:
    done = dice.random() < 0.6
    return {
        "task_id": n + 1,
        "position": place + 1,
        "words": f"Đầu việc {place + 1}",
        "done_at": now() if done else None,
        "done_by_id": dice.randrange(PEOPLE) + 1 if done else None,
    }
