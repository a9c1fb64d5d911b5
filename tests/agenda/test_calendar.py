"""The calendar as people look at it."""

from datetime import date
from types import SimpleNamespace

from flask import Flask

from tests.plans.conftest import Plans
from tests.support.statements import counted_statements
from tests.support.visitor import Page, Visitor


def shown(page: Page) -> dict[str, list[str]]:
    """The deadlines of each day of the month: "2026-12-04" → words."""
    cells = {}
    for cell in page.tree.xpath("//table[contains(@class, 'calendar')]//td"):
        words = [" ".join(link.text_content().split()) for link in cell.xpath(".//li")]
        if words:
            cells[cell.xpath(".//time/@datetime")[0]] = words
    return cells


def test_a_person_sees_what_is_his_in_the_month(app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace) -> None:
    page = Visitor(app).sign_in(cast.staff).visit("/calendar")
    assert page.heading == "Lịch tháng 11/2026"
    assert shown(page) == {
        "2026-11-30": ["Chưa xong: PTTTT: Chụp ảnh"],
        "2026-12-04": ["Đã nhận: PTTTT: Đăng bài về hợp tác xã"],
    }
    holiday = page.tree.xpath("//td[.//time[@datetime='2026-11-24']]")[0]
    assert "off" in holiday.get("class") and "Ngày Văn hóa Việt Nam" in holiday.text_content()
    assert "today" in page.tree.xpath("//td[.//time[@datetime='2026-11-26']]")[0].get("class")


def test_a_head_sees_the_whole_department_and_one_of_his_people(
    app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace
) -> None:
    head = Visitor(app).sign_in(cast.head)
    page = head.visit("/calendar")
    assert set(shown(page)) == {"2026-11-20", "2026-11-30", "2026-12-04"}
    page = head.press("Xem", page, of=f"p{cast.staff.id}")
    assert set(shown(page)) == {"2026-11-30", "2026-12-04"}
    assert cast.staff.name in page.text


def test_a_leader_sees_all_and_each_department(app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace) -> None:
    leader = Visitor(app).sign_in(cast.leader)
    assert shown(leader.visit("/calendar")) == {}
    assert len(shown(leader.visit("/calendar?of=all"))["2026-12-04"]) == 2
    assert shown(leader.visit(f"/calendar?of=d{cast.two.id}")) == {
        "2026-12-04": ["Chưa nhận: PKTTCTV: Kiểm tra thành viên"]
    }


def test_a_foreign_calendar_is_refused(app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace) -> None:
    staff = Visitor(app).sign_in(cast.staff)
    for of in (f"d{cast.two.id}", f"p{cast.head.id}"):
        assert "chỉ xem được lịch của mình" in staff.visit(f"/calendar?of={of}", status=403).text
    staff.visit("/calendar?of=d999999", status=404)
    assert set(shown(staff.visit("/calendar?of=all"))["2026-12-04"]) == {"Đã nhận: PTTTT: Đăng bài về hợp tác xã"}
    assert shown(staff.visit("/calendar?of=x&view=y&day=z")), "what cannot be read is one's own month"


def test_week_and_agenda_are_lists_with_whose_work_it_is(
    app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace
) -> None:
    head = Visitor(app).sign_in(cast.head)
    week = head.visit("/calendar?view=week&day=30/11/2026")
    assert week.heading == "Lịch tuần 30/11–06/12/2026" and week.text.count("Không có hạn.") == 3
    assert "đầu việc của KH 43 · PTTTT · Chuyên viên phòng 1 · chưa xong" in week.text
    agenda = head.visit(week.links()["Danh sách"])
    assert "Thứ Hai 30/11/2026" in agenda.text and "Lập danh sách" not in agenda.text
    opened = head.visit(agenda.links()["Chụp ảnh"])
    assert opened.heading.startswith("Đăng bài")
    assert "Hôm nay" in agenda.links() and head.visit(agenda.links()["Sau"]).status == 200


def test_many_deadlines_of_one_day_are_folded_in_the_month_and_cost_nothing_more(
    app: Flask, cast: SimpleNamespace, plans: Plans
) -> None:
    head = Visitor(app).sign_in(cast.head)

    def statements() -> int:
        with counted_statements() as found:
            head.visit("/calendar")
        return len(found)

    plans.task(cast.one, deadline=date(2026, 11, 30))
    few = statements()
    for _ in range(9):
        plans.task(cast.one, deadline=date(2026, 11, 30))
    assert statements() == few
    page = head.visit("/calendar")
    assert shown(page)["2026-11-30"][-1] == "và 6 hạn nữa"
    assert len(head.visit(page.links()["và 6 hạn nữa"]).tree.xpath("//section//li")) == 10


def test_an_empty_calendar_says_what_will_stand_there(app: Flask, cast: SimpleNamespace) -> None:
    page = Visitor(app).sign_in(cast.staff).visit("/calendar?view=agenda")
    assert "Không có hạn nào trong 30 ngày này" in page.text
