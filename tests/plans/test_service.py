"""Doing: what people do with plans and tasks, as stories on both engines."""

from datetime import date

import pytest
from sqlalchemy import func, select

from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.plans import service
from intranet.plans.models import ChecklistItem, Plan, Task, TaskTally
from intranet.plans.rules import ACTIVE, NEVER, STANDINGS, Priority, Standing, TaskProposal, TaskState
from tests.support.office import Office


def do(action, *arguments, **words):
    with transaction():
        return action(*arguments, **words)


def states(tasks):
    return [task.state for task in tasks]


def test_a_task_from_new_to_done(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.task(needs_evidence=True, checklist=("Viết bài", "Đăng bài"))
    do(service.accept, task, cast.head, assignee=cast.staff)
    assert (task.state, task.assignee_id) == (TaskState.ACCEPTED, cast.staff.id)
    first, second = task.items
    do(service.tick, first, True, cast.staff)
    assert task.state == TaskState.DOING
    with pytest.raises(Refused, match="Còn 1 đầu việc"):
        do(service.report, task, cast.head)
    do(service.tick, second, True, cast.staff)
    with pytest.raises(Refused, match="minh chứng"):
        do(service.report, task, cast.head)
    do(service.add_link, task, "https://example.org/bai-1", cast.staff)
    do(service.report, task, cast.head, "Đã đăng")
    assert task.state == TaskState.REPORTED
    assert task.reported_at is not None
    do(service.confirm, task, cast.leader)
    assert task.state == TaskState.DONE
    assert task.finished_at is not None
    told = [(entry.act, entry.actor_name) for entry in reversed(history_of(task))]
    assert told == [
        ("make", "Văn thư"),
        ("accept", "Trưởng phòng 1"),
        ("assign", "Trưởng phòng 1"),
        ("start", "Chuyên viên phòng 1"),
        ("tick", "Chuyên viên phòng 1"),
        ("tick", "Chuyên viên phòng 1"),
        ("add_evidence", "Chuyên viên phòng 1"),
        ("report", "Trưởng phòng 1"),
        ("confirm", "Phó Chủ tịch"),
    ]


def test_a_refused_task_goes_back_and_on_to_another_department(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.task(supports=(cast.two,))
    with pytest.raises(Invalid, match="lý do"):
        do(service.refuse, task, cast.head, "  ")
    do(service.refuse, task, cast.head, "Không đúng chức năng")
    assert task.state == TaskState.REFUSED
    do(service.reassign, task, cast.two, cast.office_head)
    assert (task.state, task.lead_id, task.assignee_id) == (TaskState.NEW, cast.two.id, None)
    assert task.support_ids == set()
    with pytest.raises(NotPermitted):
        do(service.accept, task, cast.head)
    do(service.accept, task, cast.other_head)
    assert task.state == TaskState.ACCEPTED


def test_reassigning_to_the_same_department_is_refused_in_words(both_engines, plans) -> None:
    task = plans.task()
    with pytest.raises(Invalid, match="Hãy chọn đơn vị khác"):
        do(service.reassign, task, plans.cast.one, plans.cast.clerk)


def test_work_sent_back_is_done_again(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.accepted()
    do(service.report, task, cast.head)
    do(service.redo, task, cast.office_head, "Thiếu bài tháng 3")
    assert (task.state, task.reported_at) == (TaskState.REDO, None)
    do(service.report, task, cast.head)
    do(service.confirm, task, cast.office_head)
    do(service.redo, task, cast.leader, "Sai số liệu")
    assert (task.state, task.finished_at) == (TaskState.REDO, None)


def test_nobody_works_before_the_department_accepts_nor_after_it_reports(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.task(checklist=("Viết bài",))
    with pytest.raises(Refused, match="chưa nhận"):
        do(service.tick, task.items[0], True, cast.staff)
    do(service.accept, task, cast.head)
    do(service.tick, task.items[0], True, cast.staff)
    do(service.report, task, cast.head)
    for action in (
        lambda: service.tick(task.items[0], False, cast.staff),
        lambda: service.add_items(task, ["Thêm"], cast.staff),
        lambda: service.add_note(task, "Thêm", cast.staff),
        lambda: service.remove_item(task.items[0], cast.staff),
    ):
        with pytest.raises(Refused, match="Chờ xác nhận"):
            do(action)
    assert session.get_one(Task, task.id).items[0].done_at is not None


def test_a_supporting_department_ticks_only_what_is_assigned_to_it(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.accepted(supports=(cast.two,), checklist=("Của phòng chủ trì", "Của phòng phối hợp"))
    mine, theirs = task.items
    do(service.assign_item, theirs, cast.other_staff, cast.staff)
    with pytest.raises(NotPermitted, match="không giao cho bạn"):
        do(service.tick, mine, True, cast.other_staff)
    do(service.tick, theirs, True, cast.other_staff)
    assert [item.done_by_id for item in task.items] == [None, cast.other_staff.id]
    do(service.add_note, task, "Đã gửi số liệu", cast.other_staff)
    do(service.comment, task, "Cần thêm ảnh", cast.other_head)
    with pytest.raises(NotPermitted):
        do(service.add_items, task, ["Việc thêm"], cast.other_staff)


def test_an_item_goes_to_nobody_outside_the_task(both_engines, plans) -> None:
    task = plans.accepted(checklist=("Viết bài",))
    with pytest.raises(Invalid, match="không thuộc"):
        do(service.assign_item, task.items[0], plans.cast.other_staff, plans.cast.staff)
    with pytest.raises(Invalid, match="không thuộc"):
        do(service.assign, task, plans.cast.other_staff, plans.cast.head)


def test_ticking_twice_is_ticking_once(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.accepted(checklist=("Viết bài",))
    item = task.items[0]
    do(service.tick, item, True, cast.staff)
    first = item.done_at
    do(service.tick, item, True, cast.head)
    assert (item.done_at, item.done_by_id) == (first, cast.staff.id)
    do(service.tick, item, False, cast.head)
    assert (item.done_at, item.done_by_id) == (None, None)
    assert [entry.act for entry in history_of(task)][:3] == ["untick", "tick", "start"]


def test_a_checklist_is_added_reworded_ordered_and_shortened(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.accepted()
    do(service.add_items, task, ["Một", "", "  Hai ", "Ba"], cast.staff)
    one, two, three = task.items
    do(service.move_item, three, False, cast.staff)
    do(service.move_item, one, False, cast.staff)
    do(service.edit_item, two, "Hai, sửa", date(2026, 1, 2), cast.staff)
    do(service.remove_item, one, cast.staff)
    session.expire_all()
    assert [(item.words, item.due_on) for item in task.items] == [("Ba", None), ("Hai, sửa", date(2026, 1, 2))]
    assert session.scalar(select(func.count(ChecklistItem.id))) == 2


def test_evidence_is_withdrawn_by_its_giver_or_the_head_and_never_lost(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.accepted(needs_evidence=True)
    note = do(service.add_note, task, "Biên bản số 3", cast.staff)
    with pytest.raises(NotPermitted):
        do(service.withdraw, note, cast.other_staff)
    do(service.withdraw, note, cast.head)
    assert note.withdrawn_at is not None
    with pytest.raises(Refused, match="minh chứng"):
        do(service.report, task, cast.head)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://a.b/c", "", "  ", "khong phai", "https://", "http://[", "file:///etc/passwd"],
)
def test_only_web_addresses_are_links(app, plans, address) -> None:
    task = plans.accepted()
    with pytest.raises(Invalid):
        do(service.add_link, task, address, plans.cast.staff)


def test_an_address_without_its_scheme_is_completed(app, plans) -> None:
    link = do(service.add_link, plans.accepted(), "lienminhhtx.example.org/tin", plans.cast.staff)
    assert link.url == "https://lienminhhtx.example.org/tin"


def test_a_period_is_reported_only_where_there_is_no_deadline(both_engines, plans) -> None:
    cast = plans.cast
    standing, dated = plans.accepted(), plans.accepted(deadline=date(2026, 12, 1))
    do(service.report_period, standing, "Tháng 11/2026", "Đăng 12 tin", cast.staff)
    assert [(said.period, said.words) for said in standing.comments] == [("Tháng 11/2026", "Đăng 12 tin")]
    with pytest.raises(Refused, match="không có thời hạn"):
        do(service.report_period, dated, "Tháng 11/2026", "Đăng 12 tin", cast.staff)


def test_closing_a_plan_closes_what_has_no_deadline_and_asks_for_the_rest(both_engines, plans) -> None:
    cast = plans.cast
    plan = plans.plan()
    standing = plans.accepted(plan=plan)
    dated = plans.accepted(plan=plan, deadline=date(2026, 12, 1))
    with pytest.raises(Refused, match="Còn 1 nhiệm vụ có thời hạn"):
        do(service.close, plan, cast.clerk)
    assert states([standing, dated]) == [TaskState.ACCEPTED, TaskState.ACCEPTED]
    do(service.cancel, dated, cast.clerk, "Không còn cần")
    do(service.close, plan, cast.clerk)
    assert states([standing, dated]) == [TaskState.CLOSED, TaskState.CANCELLED]
    with pytest.raises(Refused, match="đã kết thúc"):
        do(service.add_tasks, plan, [TaskProposal("Việc mới", department_id=cast.one.id)], cast.clerk)
    do(service.reopen, plan, cast.clerk, "Gia hạn sang năm sau")
    assert states([standing, dated]) == [TaskState.ACCEPTED, TaskState.CANCELLED]


def test_nothing_moves_in_a_closed_plan(both_engines, plans) -> None:
    cast = plans.cast
    plan = plans.plan()
    task = plans.accepted(plan=plan)
    do(service.report, task, cast.head)
    do(service.confirm, task, cast.leader)
    do(service.close, plan, cast.clerk)
    with pytest.raises(Refused, match="Kế hoạch đã kết thúc"):
        do(service.redo, task, cast.leader, "Làm lại")


def test_the_same_plan_is_not_made_twice(both_engines, plans) -> None:
    plans.plan("43")
    with pytest.raises(Invalid, match="năm 2025 đã có"):
        plans.plan("43", issued_on=date(2025, 12, 31))
    plans.plan("43", issued_on=date(2026, 1, 2))
    assert session.scalar(select(func.count(Plan.id))) == 2


def test_correcting_a_plan_keeps_what_it_said(both_engines, plans) -> None:
    plan = plans.plan("43", period_from=date(2025, 3, 1))
    facts = service.PlanFacts(
        "43", "KH-LMHTX", plan.issued_on, "Tuyên truyền gương điển hình", plan.leader_id, ("Luật Hợp tác xã",)
    )
    do(service.edit_plan, plan, facts, plans.cast.clerk)
    entry = history_of(plan)[0]
    assert entry.detail["changes"] == {
        "subject": "Tuyên truyền thi đua", "legal_bases": "", "period_from": "2025-03-01"
    }  # fmt: skip
    do(service.edit_plan, plan, facts, plans.cast.clerk)
    assert len(history_of(plan)) == 2


def test_correcting_a_task(both_engines, plans) -> None:
    cast = plans.cast
    task = plans.task(supports=(cast.van_phong,))
    facts = service.TaskFacts(
        words="Đăng bài hằng tháng", place="III.2", support_ids=(cast.two.id, cast.one.id),
        deadline=date(2026, 6, 30), priority=Priority.URGENT, needs_evidence=True,
    )  # fmt: skip
    do(service.edit_task, task, facts, cast.clerk, "Theo ý kiến lãnh đạo")
    assert (task.words, task.deadline, task.support_ids) == ("Đăng bài hằng tháng", date(2026, 6, 30), {cast.two.id})
    assert "bai hang thang" in task.search_text
    changes = history_of(task)[0].detail["changes"]
    assert (changes["deadline"], changes["support_ids"]) == (None, [cast.van_phong.id])
    with pytest.raises(Invalid, match="đứng trước ngày ban hành"):
        do(service.edit_task, task, service.TaskFacts(words="x", deadline=date(2025, 1, 1)), cast.clerk)
    do(service.cancel, task, cast.clerk, "Thôi")
    with pytest.raises(Refused, match="không sửa được"):
        do(service.edit_task, task, facts, cast.clerk)


def test_a_group_is_one_task_for_each_member(both_engines, plans, office: Office) -> None:
    cast = plans.cast
    three = office.department("Trung tâm Tư vấn", "TTTV")
    closed = office.department("Phòng đã giải thể", "PX")
    with transaction():
        closed.closed_on = date(2024, 1, 1)
    everybody = office.group(cast.one, cast.two, three, closed)
    the_others = office.group(cast.one, cast.two, three, includes_named=False)
    plan = plans.plan()
    tasks = plans.tasks(
        plan,
        TaskProposal("Việc của phòng một", department_id=cast.one.id),
        TaskProposal("Việc của mọi đơn vị", group_id=everybody.id),
        TaskProposal("Việc của các đơn vị khác", group_id=the_others.id),
    )
    given = [(task.position, task.lead_id, task.group_id) for task in tasks]
    assert given == [
        (1, cast.one.id, None),
        (2, cast.one.id, everybody.id), (2, cast.two.id, everybody.id), (2, three.id, everybody.id),
        (3, cast.two.id, the_others.id), (3, three.id, the_others.id),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("proposal", "sentence"),
    [
        (lambda c: TaskProposal("  ", department_id=c.one.id), "chưa có nội dung"),
        (lambda c: TaskProposal("Việc"), "chưa có đơn vị nhận"),
        (lambda c: TaskProposal("Việc", department_id=c.one.id, deadline=date(2020, 1, 1)), "đứng trước ngày ban hành"),
        (lambda c: TaskProposal("Việc", department_id=9999), "không còn hoạt động"),
    ],
)
def test_a_task_that_cannot_be_handed_out_leaves_nothing_behind(both_engines, plans, proposal, sentence) -> None:
    plan = plans.plan()
    with pytest.raises(Invalid, match=sentence):
        plans.tasks(plan, TaskProposal("Việc tốt", department_id=plans.cast.one.id), proposal(plans.cast))
    assert session.scalar(select(func.count(Task.id))) == 0
    assert session.scalar(select(func.count()).select_from(TaskTally)) == 0


def test_a_merged_departments_open_tasks_go_to_the_heir(both_engines, plans) -> None:
    cast = plans.cast
    mine = plans.accepted()
    do(service.assign, mine, cast.staff, cast.head)
    supported = plans.task(cast.van_phong, supports=(cast.one,))
    done = plans.accepted()
    do(service.report, done, cast.head)
    do(service.confirm, done, cast.leader)
    with pytest.raises(Refused, match="còn 1 nhiệm vụ chưa xong"):
        do(service.move_open_tasks, cast.one, None, cast.admin)
    do(service.move_open_tasks, cast.one, cast.two, cast.admin)
    session.expire_all()
    assert (mine.lead_id, mine.state, mine.assignee_id) == (cast.two.id, TaskState.ACCEPTED, cast.staff.id)
    assert supported.support_ids == {cast.two.id}
    assert done.lead_id == cast.one.id


def test_the_tally_is_the_count(both_engines, plans) -> None:
    cast = plans.cast
    first = plans.accepted(deadline=date(2026, 12, 1))
    plans.accepted(deadline=date(2026, 12, 1))
    second = plans.task(cast.two)
    do(service.report, first, cast.head)
    do(service.confirm, first, cast.leader)
    do(service.reassign, second, cast.one, cast.clerk)
    do(service.cancel, plans.task(), cast.clerk, "Thôi")
    with transaction():
        session.delete(plans.task())
    counted: dict[tuple[int, str, date], int] = {}
    for task in session.scalars(select(Task)):
        key = (task.lead_id, STANDINGS[TaskState(task.state)], task.due_on if task.state in ACTIVE else NEVER)
        counted[key] = counted.get(key, 0) + 1
    told = {(t.department_id, t.standing, t.due_on): t.count for t in session.scalars(select(TaskTally)) if t.count}
    assert told == counted
    assert {standing for _, standing, _ in told} == {Standing.ACTIVE, Standing.DONE, Standing.OUT}
