"""Reading: who sees what, lists and their counts, the overview, my work; and how many statements it takes."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of
from intranet.core.db import session, transaction
from intranet.plans import queries, service
from intranet.plans.queries import DepartmentCounts, PlanFilter, TaskFilter
from intranet.plans.queries.lists import total_of
from intranet.plans.rules import Due, TaskState
from tests.plans.conftest import counting

TODAY = date(2026, 11, 23)
LATE, SOON, FAR = (TODAY + timedelta(days=days) for days in (-1, 7, 8))


def do(action: Callable, *arguments, **words):
    with transaction():
        return action(*arguments, **words)


def office_of_every_kind(plans) -> None:
    """One task of every standing, for department one; two more for others."""
    cast = plans.cast
    for deadline in (LATE, SOON, FAR, None):
        plans.task(deadline=deadline)
    reported = plans.accepted(deadline=LATE)
    do(service.report, reported, cast.head)
    done = plans.accepted()
    do(service.report, done, cast.head)
    do(service.confirm, done, cast.leader)
    refused = plans.task()
    do(service.refuse, refused, cast.head, "Không đúng chức năng")
    cancelled = plans.task(deadline=LATE)
    do(service.cancel, cancelled, cast.clerk, "Thôi")
    plans.task(cast.two, deadline=SOON)
    plans.task(cast.van_phong, supports=(cast.two,))


def counts_of(rows: list[DepartmentCounts], department) -> dict[str, int]:
    row = next(row for row in rows if row.department.id == department.id)
    return {name: getattr(row, name) for name, *_ in queries.TONES}


ONE = {"late": 1, "soon": 1, "in_time": 1, "no_deadline": 1, "reported": 1, "refused": 1, "done": 1}
NONE = dict.fromkeys(ONE, 0)


def test_the_overview_puts_each_task_into_one_number(both_engines, plans) -> None:
    cast = plans.cast
    office_of_every_kind(plans)
    rows = queries.overview(TODAY)
    assert [row.department.id for row in rows] == [cast.van_phong.id, cast.one.id, cast.two.id]
    assert counts_of(rows, cast.one) == ONE
    assert counts_of(rows, cast.two) == {**NONE, "soon": 1}
    assert counts_of(rows, cast.van_phong) == {**NONE, "no_deadline": 1}
    assert (queries.totals(rows).total, queries.totals(rows).unfinished) == (9, 8)


def test_a_deadline_passes_by_itself(both_engines, plans) -> None:
    plans.task(deadline=SOON)
    for day, expected in ((TODAY, "soon"), (SOON, "soon"), (SOON + timedelta(days=1), "late")):
        assert counts_of(queries.overview(day), plans.cast.one) == {**NONE, expected: 1}


def test_the_overview_of_one_plan_or_leader(both_engines, plans) -> None:
    cast = plans.cast
    office_of_every_kind(plans)
    plan = plans.plan()
    plans.task(plan=plan, deadline=FAR)
    assert counts_of(queries.overview(TODAY, plan_id=plan.id), cast.one) == {**NONE, "in_time": 1}
    everything = [counts_of(queries.overview(TODAY), unit) for unit in (cast.one, cast.two)]
    of_leader = queries.overview(TODAY, leader_id=cast.leader.id)
    assert [counts_of(of_leader, unit) for unit in (cast.one, cast.two)] == everything
    assert queries.totals(queries.overview(TODAY, leader_id=cast.clerk.id)).total == 0


def test_every_number_of_the_overview_is_the_length_of_its_list(both_engines, plans) -> None:
    cast = plans.cast
    office_of_every_kind(plans)
    for row in queries.overview(TODAY):
        for name, _, _, narrowed in queries.TONES:
            wanted = TaskFilter(department=row.department.id, **narrowed)
            page = queries.list_tasks(cast.leader, wanted, TODAY)
            assert page.total == len(page.tasks) == getattr(row, name), (row.department.name, name)


def test_the_facets_know_the_length_of_every_list(both_engines, plans) -> None:
    cast = plans.cast
    office_of_every_kind(plans)
    for wanted in (
        TaskFilter(),
        TaskFilter(state="all"),
        TaskFilter(state="done"),
        TaskFilter(due=Due.LATE),
        TaskFilter(due=Due.LATE, state="all"),
        TaskFilter(due=Due.NONE, department=cast.one.id),
        TaskFilter(due=Due.SOON, state=TaskState.NEW),
        TaskFilter(due=Due.SOON, state=TaskState.DONE),
        TaskFilter(q="dang tin", plan=1),
    ):
        counted = queries.list_tasks(cast.leader, wanted, TODAY).total
        assert total_of(wanted, queries.facets(cast.leader, wanted, TODAY)) in (None, counted), wanted


def test_the_boards_counts_are_those_of_the_list(both_engines, plans) -> None:
    cast = plans.cast
    office_of_every_kind(plans)
    for unit in (cast.one, cast.two, cast.van_phong):
        wanted = TaskFilter(department=unit.id)
        assert queries.counts_of_department(unit.id, TODAY) == queries.facets(cast.leader, wanted, TODAY)


def seen(person) -> set[int]:
    return {task.id for task in session.scalars(queries.visible_tasks(person))}


def test_who_sees_which_tasks(both_engines, plans) -> None:
    cast = plans.cast
    mine, theirs = plans.task(), plans.task(cast.two)
    shared = plans.task(cast.van_phong, supports=(cast.one,))
    everything = {mine.id, theirs.id, shared.id}
    for person in (cast.leader, cast.clerk, cast.office_head, cast.admin):
        assert seen(person) == everything
    assert seen(cast.head) == seen(cast.staff) == {mine.id, shared.id}
    assert seen(cast.other_head) == seen(cast.other_staff) == {theirs.id}


@pytest.mark.parametrize("words", ["thi đua", "THI DUA", "dai hoi thi đua", "Đại hội"])
def test_tasks_are_found_with_or_without_accents_by_those_who_see_them(both_engines, plans, words) -> None:
    cast = plans.cast
    task = plans.task(words="Chuẩn bị Đại hội thi đua yêu nước")
    plans.task(words="Đăng bài về hợp tác xã")
    assert [found.id for found in queries.search_tasks(cast.staff, words)] == [task.id]
    assert queries.search_tasks(cast.other_staff, words) == []
    assert queries.list_tasks(cast.leader, TaskFilter(q=words), TODAY).total == 1


@pytest.mark.parametrize("words", ["%", "_", "  ", "\\"])
def test_wildcards_find_nothing_by_themselves(app, plans, words) -> None:
    plans.task()
    assert list(queries.search_tasks(plans.cast.leader, words)) == []
    assert list(queries.search_plans(plans.cast.leader, words)) == []


@pytest.mark.parametrize("words", ["43", "43/KH-LMHTX", "kh 43", "tuyen truyen", "gương điển hình"])
def test_plans_are_found_by_number_and_words(both_engines, plans, words) -> None:
    plan = plans.plan("43", subject="Tuyên truyền gương điển hình tiên tiến")
    plans.plan("112", subject="Tổng kết năm")
    assert [found.id for found in queries.search_plans(plans.cast.leader, words)] == [plan.id]
    assert [found.id for found in queries.list_plans(plans.cast.leader, PlanFilter(q=words)).plans] == [plan.id]


def test_my_work_in_the_order_of_urgency(both_engines, plans) -> None:
    cast = plans.cast
    for deadline in (None, FAR, SOON, TODAY, LATE):
        task = plans.accepted(deadline=deadline)
        do(service.assign, task, cast.staff, cast.head)
    other = plans.accepted(checklist=("Gửi số liệu", "Việc khác"), deadline=FAR)
    do(service.assign_item, other.items[0], cast.staff, cast.head)
    do(service.edit_item, other.items[0], "Gửi số liệu", LATE, cast.head)
    work = queries.my_work(cast.staff, TODAY)
    buckets = [[line.due_on for line in bucket] for bucket in (work.today, work.week, work.later, work.no_deadline)]
    assert buckets == [[TODAY], [SOON], [FAR], [None]]
    assert [(line.words, line.item is None) for line in work.late] == [
        ("Đăng tin, bài về thi đua", True),
        ("Gửi số liệu", False),
    ]
    assert queries.waiting_for(cast.staff) == 5
    assert queries.my_work(cast.other_staff, TODAY).is_empty


def test_decisions_wait_for_those_who_can_make_them(both_engines, plans) -> None:
    cast = plans.cast
    new, unassigned = plans.task(), plans.accepted()
    reported, own = plans.accepted(), plans.accepted(cast.van_phong)
    do(service.report, reported, cast.head)
    do(service.report, own, cast.office_head)
    refused = plans.task()
    do(service.refuse, refused, cast.head, "Không đúng chức năng")
    asking = plans.accepted(deadline=SOON)
    do(service.assign, asking, cast.staff, cast.head)
    do(service.ask_extension, asking, FAR, "Chờ số liệu", cast.head)

    def waiting(person) -> list[set[int]]:
        work = queries.my_work(person, TODAY)
        kinds = (work.to_accept, work.to_assign, work.to_confirm, work.to_extend, work.to_settle)
        return [{task.id for task in tasks} for tasks in kinds]

    assert waiting(cast.head) == [{new.id}, {unassigned.id}, set(), set(), set()]
    assert waiting(cast.leader) == [set(), set(), {reported.id, own.id}, {asking.id}, {refused.id}]
    assert waiting(cast.clerk) == [set(), set(), {reported.id}, {asking.id}, {refused.id}]
    assert waiting(cast.staff) == [set()] * 5
    assert [queries.waiting_for(person) for person in (cast.head, cast.leader, cast.clerk, cast.staff)] == [1, 4, 3, 1]


def test_the_board_shows_the_first_of_each_state_and_counts_all(both_engines, plans) -> None:
    cast = plans.cast
    for number in range(15):
        plans.task(deadline=TODAY + timedelta(days=20 - number))
    plans.accepted()
    counts = queries.counts_of_department(cast.one.id, TODAY)
    columns = {column.state: column for column in queries.board(cast.one.id, counts)}
    new = columns[TaskState.NEW]
    assert (new.count, len(new.tasks)) == (15, 12)
    assert [task.deadline for task in new.tasks] == sorted(task.deadline for task in new.tasks)
    assert new.tasks[0].deadline == TODAY + timedelta(days=6)
    assert columns[TaskState.ACCEPTED].count == 1
    assert [columns[state].count for state in (TaskState.DOING, TaskState.REDO, TaskState.REPORTED)] == [0, 0, 0]


def test_pages_of_a_list(both_engines, plans) -> None:
    cast = plans.cast
    plan = plans.plan()
    for _ in range(52):
        plans.task(plan=plan)
    first, last = (queries.list_tasks(cast.leader, TaskFilter(), TODAY, page) for page in (1, 99))
    assert (first.total, first.pages, len(first.tasks), last.page, len(last.tasks)) == (52, 2, 50, 2, 2)
    assert not {task.id for task in first.tasks} & {task.id for task in last.tasks}
    assert len(queries.all_of(cast.leader, TaskFilter(), TODAY)) == 52


def test_counts_of_a_plan(both_engines, plans) -> None:
    cast = plans.cast
    plan = plans.plan()
    plans.task(plan=plan, deadline=LATE)
    done = plans.accepted(cast.two, plan=plan)
    do(service.report, done, cast.other_head)
    do(service.confirm, done, cast.leader)
    do(service.cancel, plans.task(plan=plan), cast.clerk, "Thôi")
    empty = plans.plan()
    counts = queries.plan_counts(cast.leader, [plan.id, empty.id], TODAY)
    assert (counts[plan.id].total, counts[plan.id].done, counts[plan.id].late, counts[plan.id].departments) == (
        2,
        1,
        1,
        2,
    )
    assert empty.id not in counts


READS = {
    "list": lambda c: queries.list_tasks(c.leader, TaskFilter(state="all"), TODAY).tasks,
    "list of a head": lambda c: queries.list_tasks(c.head, TaskFilter(state="all"), TODAY).tasks,
    "facets": lambda c: queries.facets(c.head, TaskFilter(), TODAY),
    "overview": lambda c: queries.overview(TODAY),
    "my work": lambda c: queries.my_work(c.staff, TODAY),
    "my work of a head": lambda c: queries.my_work(c.head, TODAY),
    "my work of a leader": lambda c: queries.my_work(c.leader, TODAY),
    "search": lambda c: queries.search_tasks(c.leader, "dang"),
    "plans": lambda c: queries.list_plans(c.leader, PlanFilter()).plans,
    "board": lambda c: queries.board(c.one.id, queries.counts_of_department(c.one.id, TODAY)),
    "plan": lambda c: queries.tasks_of_plan(queries.find_plan("1")),
}


@pytest.mark.parametrize("name", READS)
def test_more_rows_need_no_more_statements(app, plans, name) -> None:
    cast = plans.cast
    common = plans.plan("1")
    ids = {who: getattr(cast, who).id for who in ("leader", "head", "staff")}
    one = cast.one.id

    def grow(count: int) -> None:
        for _ in range(count):
            for lead in (cast.one, cast.two, cast.van_phong):
                plans.task(lead, supports=(cast.two,), checklist=("Một",))
                plans.task(lead, plan=common, supports=(cast.two,))
            task = plans.accepted(deadline=SOON, checklist=("Một", "Hai"))
            do(service.assign, task, cast.staff, cast.head)

    def statements() -> int:
        session.rollback()
        session.expunge_all()
        people = {who: session.get_one(Person, number) for who, number in ids.items()}
        assert all(departments_of(person) for person in people.values())  # the account itself is read before
        with counting() as sent:
            READS[name](SimpleNamespace(one=SimpleNamespace(id=one), **people))
        return len(sent)

    grow(1)
    few = statements()
    cast.__dict__.update({who: session.merge(person) for who, person in cast.__dict__.items()})
    common = session.merge(common)
    grow(3)
    assert statements() == few
