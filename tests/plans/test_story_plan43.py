"""Plan 43's four receivers, with short words of our own: each department sees exactly its tasks."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.accounts.queries import groups, open_departments
from intranet.accounts.rules import DepartmentKind, Role
from intranet.core.db import session, transaction
from intranet.plans import queries, service
from intranet.plans.models import Task
from intranet.plans.pasting import understand
from intranet.plans.receivers import Receivers, receiver_ids
from intranet.plans.rules import TaskProposal, TaskState
from tests.support.visitor import Visitor

SECTION = """III. Tổ chức thực hiện
1. Phòng Thông tin và tuyên truyền:
- Đăng tin, bài về thi đua.
- Đề xuất chuyên mục trên Báo, Đài.
2. Phòng Kiểm tra Tổ chức thành viên:
- Tham mưu phát động thi đua.
- Tổng hợp điển hình đề nghị khen thưởng.
3. Văn phòng:
Chuẩn bị cơ sở vật chất, kinh phí.
4. Các Phòng, Trung tâm, Quỹ Hỗ trợ:
Chủ động phối hợp thực hiện."""
NEWS = ["Đăng tin, bài về thi đua.", "Đề xuất chuyên mục trên Báo, Đài."]
MEMBERS = ["Tham mưu phát động thi đua.", "Tổng hợp điển hình đề nghị khen thưởng."]
OFFICE = ["Chuẩn bị cơ sở vật chất, kinh phí."]
TOGETHER = ["Chủ động phối hợp thực hiện."]


@pytest.fixture
def plan43(plans, office):
    """The office of plan 43, the plan handed out, and a member of staff for each department."""

    def start(includes_named: bool = True) -> dict[str, Person]:
        cast = plans.cast
        centre = office.department("Trung tâm Tư vấn và đào tạo", "TT", kind=DepartmentKind.TRUNG_TAM)
        fund = office.department("Quỹ Hỗ trợ phát triển hợp tác xã", "QHT", kind=DepartmentKind.QUY)
        units = (cast.one, cast.two, centre, fund)
        office.group(*units, name="các Phòng, Trung tâm, Quỹ Hỗ trợ", includes_named=includes_named)
        lines = understand(SECTION, Receivers.of(open_departments(), groups()))
        proposals = [TaskProposal(line.words, line.place, **receiver_ids(line.receiver)) for line in lines]
        plans.tasks(plans.plan("43", issued_on=date(2025, 2, 25)), *proposals)
        return {
            "news": cast.staff,
            "members": cast.other_staff,
            "centre": office.person(department=centre),
            "fund": office.person(Role.HEAD, department=fund),
        }

    return start


def words_seen(person: Person) -> list[str]:
    return [task.words for task in session.scalars(queries.visible_tasks(person).order_by(Task.position))]


def words_of(department: Department) -> list[str]:
    tasks = select(Task).where(Task.lead_id == department.id).order_by(Task.position)
    return [task.words for task in session.scalars(tasks)]


def test_each_receiver_sees_exactly_its_tasks(both_engines, plans, plan43) -> None:
    people = plan43()
    assert {name: words_seen(person) for name, person in people.items()} == {
        "news": [*NEWS, *TOGETHER],
        "members": [*MEMBERS, *TOGETHER],
        "centre": TOGETHER,
        "fund": TOGETHER,
    }
    assert words_of(plans.cast.van_phong) == OFFICE
    assert words_seen(plans.cast.leader) == [*NEWS, *MEMBERS, *OFFICE, *TOGETHER * 4]


def test_a_group_of_the_others_leaves_out_those_named_one_by_one(both_engines, plan43) -> None:
    people = plan43(includes_named=False)
    assert {name: words_seen(person) for name, person in people.items()} == {
        "news": NEWS,
        "members": MEMBERS,
        "centre": TOGETHER,
        "fund": TOGETHER,
    }


def test_each_member_of_the_group_ticks_its_own(both_engines, plans, plan43) -> None:
    people = plan43()
    together = session.scalars(select(Task).where(Task.group_id.is_not(None)).order_by(Task.id)).all()
    assert (len(together), len({task.position for task in together}), {task.place for task in together}) == (
        4,
        1,
        {"III.4"},
    )
    mine = next(task for task in together if task.lead_id == people["fund"].department_id)
    with transaction():
        service.accept(mine, people["fund"])
        service.report(mine, people["fund"])
    session.expire_all()
    assert sorted(task.state for task in together) == [TaskState.NEW, TaskState.NEW, TaskState.NEW, TaskState.REPORTED]


def test_the_pages_show_the_same(app, plan43, plans) -> None:
    people = plan43()
    everything = {*NEWS, *MEMBERS, *OFFICE, *TOGETHER}
    for name, expected in (("news", {*NEWS, *TOGETHER}), ("centre", {*TOGETHER})):
        visitor = Visitor(app).sign_in(people[name])
        for url in ("/tasks", "/plans/1", "/board"):
            text = visitor.visit(url).text
            assert {words for words in everything if words.rstrip(".") in text} == expected, (name, url)


def test_the_plan_on_the_command_line(app, plan43) -> None:
    plan43()
    shown = app.test_cli_runner().invoke(args=["plan", "show", "43", "--json"])
    facts = json.loads(shown.output)
    assert (facts["so_ky_hieu"], facts["ngay_ban_hanh"]) == ("43/KH-LMHTX", "2025-02-25")
    assert [(task["muc"], task["chu_tri"]) for task in facts["nhiem_vu"]][:3] == [
        ("III.1", "Phòng Thông tin và tuyên truyền"),
        ("III.1", "Phòng Thông tin và tuyên truyền"),
        ("III.2", "Phòng Kiểm tra Tổ chức thành viên"),
    ]
    in_words = app.test_cli_runner().invoke(args=["plan", "show", "43/KH-LMHTX"])
    assert "Chuẩn bị cơ sở vật chất, kinh phí." in in_words.output
    missing = app.test_cli_runner().invoke(args=["plan", "show", "999"])
    assert (missing.exit_code, missing.output) == (2, "Không có kế hoạch số 999.\n")
