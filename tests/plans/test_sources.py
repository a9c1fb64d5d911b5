"""Tasks of a direction or of conclusions live where a plan's tasks live; lists of plans show plans only."""

from datetime import timedelta

import pytest

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid
from intranet.plans import queries
from intranet.plans.models import Plan
from intranet.plans.queries import PlanFilter, TaskFilter
from intranet.plans.queries.tasks import plan_choices
from intranet.plans.rules import SourceKind


def direction(plans, number: str = "125", origin_id: int = 7) -> Plan:
    return plans.plan(
        number, symbol=f"LMHTX/{today().year}", issued_on=today(), subject="Về việc thống kê hợp tác xã",
        kind=SourceKind.DIRECTIVE, origin_id=origin_id,
    )  # fmt: skip


def test_a_directions_task_is_in_every_place_of_tasks_and_its_source_in_no_list_of_plans(both_engines, plans) -> None:
    cast = plans.cast
    plan = plans.plan("43")
    source = direction(plans)
    task = plans.task(plan=source, words="Thống kê hợp tác xã", deadline=today())
    assert task.source == "VB đến 125 · bút phê"
    assert [row.total for row in queries.overview(today())] == [0, 1, 0]
    assert [found.id for found in queries.search_tasks(cast.head, "thong ke")] == [task.id]
    assert queries.my_work(cast.head, today()).to_accept == [task]
    of_directions = queries.list_tasks(cast.leader, TaskFilter(source=SourceKind.DIRECTIVE), today())
    assert [found.id for found in of_directions.tasks] == [task.id]
    assert queries.list_tasks(cast.leader, TaskFilter(source=SourceKind.PLAN), today()).total == 0
    assert [found.id for found in queries.list_plans(cast.leader, PlanFilter("all")).plans] == [plan.id]
    assert [found.id for found in plan_choices(cast.leader)] == [plan.id]
    assert queries.search_plans(cast.leader, "thống kê") == []
    assert queries.find_plan("125") is None
    assert queries.source_of(SourceKind.DIRECTIVE, 7) is source
    assert queries.source_of(SourceKind.CONCLUSIONS, 7) is None


def test_one_letter_is_one_source_and_a_plan_has_no_letter_behind_it(both_engines, plans) -> None:
    direction(plans)
    with pytest.raises(Invalid, match="VB đến 126 đã giao việc"):
        direction(plans, "126")
    with pytest.raises(Invalid):
        plans.plan("43", origin_id=7)
    assert session.query(Plan).count() == 1


def test_a_deadline_before_the_direction_is_refused_in_its_words(app, plans) -> None:
    with pytest.raises(Invalid, match="đứng trước ngày cho ý kiến chỉ đạo"), transaction():
        plans.task(plan=direction(plans), deadline=today() - timedelta(days=1))


def test_the_list_of_tasks_says_and_narrows_where_tasks_come_from(app, plans, as_person) -> None:
    plans.task(plan=plans.plan("43"), place="III.1", words="Việc của kế hoạch")
    plans.task(plan=direction(plans), words="Việc của bút phê")
    leader = as_person(plans.cast.leader)
    page = leader.visit("/tasks")
    assert "KH 43, mục III.1" in page.text and "VB đến 125 · bút phê" in page.text
    page = leader.visit("/tasks?source=directive")
    assert page.heading == "Nhiệm vụ chưa xong · Bút phê văn bản đến"
    assert "Việc của bút phê" in page.text and "Việc của kế hoạch" not in page.text
    assert leader.visit("/tasks?source=xyz").heading == "Nhiệm vụ chưa xong"
    assert "VB đến 125" not in leader.visit("/plans?state=all").text
