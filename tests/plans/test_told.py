"""Who is told what: by what people do with tasks; never by his own act."""

from datetime import date
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.notices.models import Notice
from intranet.notices.service import tell
from intranet.plans import service
from intranet.plans.rules import TaskProposal
from intranet.plans.service import TaskFacts
from tests.plans.conftest import Plans
from tests.support.news import forget_all, news
from tests.support.office import Office


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.fixture
def plans(cast: SimpleNamespace) -> Plans:
    return Plans(cast)


def test_a_task_is_told_to_the_heads_who_have_to_act_and_to_nobody_else(cast: SimpleNamespace, plans: Plans) -> None:
    plans.task(cast.one, supports=(cast.two,))
    assert news(cast.head) == ["Văn thư giao nhiệm vụ"]
    assert news(cast.other_head) == ["Văn thư giao phối hợp"]
    everybody_else = (cast.staff, cast.other_staff, cast.leader, cast.clerk, cast.office_head, cast.admin)
    assert [news(person) for person in everybody_else] == [[]] * 6


def test_the_life_of_a_task_is_told_to_those_who_wait_for_it(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.task(cast.one)
    forget_all()
    steps = (
        (lambda: service.accept(task, cast.head, cast.staff), {
            cast.leader: "Trưởng phòng 1 nhận nhiệm vụ", cast.clerk: "Trưởng phòng 1 nhận nhiệm vụ",
            cast.staff: "Trưởng phòng 1 giao bạn phụ trách",
        }),
        (lambda: service.report(task, cast.head), {
            cast.leader: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
            cast.clerk: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
            cast.office_head: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
        }),
        (lambda: service.redo(task, cast.leader, "Thiếu ảnh"), {
            cast.staff: "Phó Chủ tịch yêu cầu làm lại: Thiếu ảnh", cast.head: "Phó Chủ tịch yêu cầu làm lại: Thiếu ảnh",
        }),
        (lambda: service.report(task, cast.head), {
            cast.leader: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
            cast.clerk: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
            cast.office_head: "Trưởng phòng 1 báo hoàn thành, chờ xác nhận",
        }),
        (lambda: service.confirm(task, cast.office_head), {
            cast.staff: "Chánh Văn phòng xác nhận hoàn thành", cast.head: "Chánh Văn phòng xác nhận hoàn thành",
        }),
    )  # fmt: skip
    everybody = [value for value in vars(cast).values() if isinstance(value, Person)]
    for step, expected in steps:
        with transaction():
            step()
        told = {person: lines for person in everybody if (lines := news(person))}
        assert told == {person: [words] for person, words in expected.items()}
        forget_all()


def test_a_refused_task_is_told_to_the_givers_and_the_next_department(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.task(cast.one)
    with transaction():
        service.refuse(task, cast.head, "Không đúng chức năng")
    assert news(cast.clerk) == ["Trưởng phòng 1 từ chối nhận nhiệm vụ: Không đúng chức năng"]
    with transaction():
        service.reassign(task, cast.two, cast.clerk)
    assert news(cast.other_head) == ["Văn thư giao nhiệm vụ"]


def test_a_comment_reaches_those_who_give_do_or_spoke_but_not_the_speaker(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.task(cast.one, supports=(cast.two,))
    forget_all()
    with transaction():
        service.comment(task, "Cần số liệu", cast.other_staff)
    assert news(cast.head) == news(cast.leader) == ["Chuyên viên phòng 2 nói: «Cần số liệu»"]
    assert news(cast.other_staff) == news(cast.other_head) == []
    with transaction():
        service.comment(task, "Đã gửi", cast.head)
    assert news(cast.other_staff) == ["Trưởng phòng 1 nói: «Đã gửi»"]


def test_a_moved_deadline_names_both_days_under_its_plan(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.accepted(cast.one, deadline=date(2026, 12, 1), supports=(cast.two,))
    forget_all()
    with transaction():
        facts = TaskFacts(task.words, deadline=date(2026, 12, 15), support_ids=(cast.two.id,))
        service.edit_task(task, facts, cast.clerk)
    for person in (cast.head, cast.other_head):
        assert news(person) == ["Văn thư đổi thời hạn từ 01/12/2026 thành 15/12/2026"]
    notice = session.scalars(select(Notice)).first()
    assert notice is not None and (notice.about_type, notice.about_id) == ("plan", task.plan_id)


def test_an_item_is_told_to_whom_it_is_given(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.accepted(cast.one)
    forget_all()
    with transaction():
        [item] = service.add_items(task, ["Chụp ảnh"], cast.head)
        service.assign_item(item, cast.staff, cast.head)
    assert news(cast.staff) == ["Trưởng phòng 1 giao bạn đầu việc «Chụp ảnh»"]


def test_what_did_not_happen_is_told_to_nobody(cast: SimpleNamespace, plans: Plans) -> None:
    plan = plans.plan()
    with pytest.raises(RuntimeError), transaction():
        service.add_tasks(plan, [TaskProposal(words="Việc", department_id=cast.one.id)], cast.clerk)
        raise RuntimeError
    assert news(cast.head) == []


def test_nobody_is_told_twice_after_leaving_or_of_what_he_may_not_see(cast: SimpleNamespace, plans: Plans) -> None:
    task = plans.task(cast.one)
    forget_all()
    with transaction():
        session.get_one(Person, cast.staff.id).left_on = today()
        people = [cast.head, cast.head, None, session.get_one(Person, cast.staff.id), cast.other_staff, cast.clerk]
        tell(people, "task_commented", "nói", subject=task, actor=cast.clerk)
    assert news(cast.head) == ["Văn thư nói"]
    assert news(cast.staff) == news(cast.other_staff) == news(cast.clerk) == []


def test_whoever_acts_on_a_thing_has_read_what_he_was_told_of_it(cast: SimpleNamespace, plans: Plans) -> None:
    task, other = plans.task(cast.one), plans.task(cast.one)
    with transaction():
        service.accept(task, cast.head)
    unread = select(Notice.subject_id).where(Notice.person_id == cast.head.id, Notice.read_at.is_(None))
    assert list(session.scalars(unread)) == [other.id]
