"""The office takes a year over, corrects it and confirms it; what is asked afterwards follows."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.accounts.lacking import lacks
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.workdays import queries, service
from intranet.workdays.models import OfficeDay, OfficeYear
from intranet.workdays.queries import work_calendar
from intranet.workdays.rules import DayKind
from intranet.workdays.service import DaysFacts
from tests.support.office import Office
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor

FRIDAY, SATURDAY = date(2026, 6, 12), date(2026, 6, 13)


def test_a_corrected_day_counts_at_once_and_the_rest_of_the_year_stays(both_engines: Flask, office: Office) -> None:
    admin = office.cast().admin
    with transaction():
        assert work_calendar().is_working_day(FRIDAY)
        service.set_days(DaysFacts(FRIDAY, FRIDAY, DayKind.OFF, "Nghỉ theo quyết định của Chủ tịch"), admin)
        service.set_days(DaysFacts(SATURDAY, SATURDAY, DayKind.WORKED, "Làm bù ngày 12/06"), admin)
        assert work_calendar().next_working_day(FRIDAY) == SATURDAY
    calendar = work_calendar()
    assert not calendar.is_working_day(FRIDAY) and calendar.is_working_day(SATURDAY)
    assert not calendar.is_working_day(date(2026, 2, 17)), "Tết came with the year"
    with transaction():
        service.set_days(DaysFacts(FRIDAY, SATURDAY, None), admin)
    assert work_calendar().is_working_day(FRIDAY) and not work_calendar().is_working_day(SATURDAY)
    lines = history_of(session.get_one(OfficeYear, 2026))
    assert [line.words for line in lines][-1] == "đã ghi 12/06/2026 là nghỉ"
    assert lines[0].detail == {"earlier": "làm bù: Làm bù ngày 12/06"}


def test_a_day_off_over_new_year_belongs_to_both_years(app: Flask, office: Office) -> None:
    with transaction():
        facts = DaysFacts(date(2028, 12, 29), date(2029, 1, 2), DayKind.OFF, "Nghỉ Tết Dương lịch")
        service.set_days(facts, office.cast().admin)
    assert set(session.scalars(select(OfficeYear.id))) == {2028, 2029}
    assert work_calendar().next_working_day(date(2028, 12, 29)) == date(2029, 1, 3)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (DaysFacts(SATURDAY, FRIDAY, DayKind.OFF, "Nghỉ"), "last"),
        (DaysFacts(FRIDAY, date(2026, 8, 1), DayKind.OFF, "Nghỉ"), "last"),
        (DaysFacts(FRIDAY, FRIDAY, DayKind.OFF, " "), "name"),
        (DaysFacts(FRIDAY, FRIDAY, DayKind.WORKED, "Làm bù"), "first"),
    ],
)
def test_what_no_calendar_says_is_refused_beside_its_field(
    app: Flask, office: Office, facts: DaysFacts, field: str
) -> None:
    with pytest.raises(Invalid) as refusal, transaction():
        service.set_days(facts, office.person())
    assert refusal.value.field == field
    assert session.scalar(select(func.count()).select_from(OfficeDay)) == 0


def test_a_year_is_confirmed_once_and_asked_for_no_more(both_engines: Flask, office: Office) -> None:
    admin = office.cast().admin
    assert any("năm 2026" in lack.sentence for lack in lacks(date(2026, 6, 1)))
    with transaction():
        service.confirm_year(queries.get_year(2026), admin, "Văn bản 12729/VPCP-KGVX")
    assert not any("năm 2026" in lack.sentence for lack in lacks(date(2026, 6, 1)))
    assert any("năm 2027" in lack.sentence for lack in lacks(date(2026, 11, 1)))
    with pytest.raises(Refused), transaction():
        service.confirm_year(queries.get_year(2026), admin, "Lần nữa")


def test_a_year_is_read_once_however_many_days_are_asked_about(app: Flask, office: Office) -> None:
    with transaction():
        service.confirm_year(queries.get_year(2026), office.cast().admin, "Văn bản 12729/VPCP-KGVX")
    with counted_statements() as statements:
        calendar = work_calendar()
        days = (date(2026, 1, 1) + timedelta(n) for n in range(365))
        assert sum(calendar.is_working_day(day) for day in days) == 261 - 14 + 2
    assert len(statements) == 3  # BEGIN, the year, its days


def test_the_admin_corrects_and_confirms_a_year(app: Flask, office: Office) -> None:
    cast = office.cast()
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit("/admin/days?year=2026")
    assert "mới là tạm tính" in page.text and "Thứ Sáu 02/01/2026" in page.text
    form = admin.visit(page.links()["Thứ Ba 24/11/2026"])
    assert form.tree.xpath("//input[@name='name']/@value") == ["Ngày Văn hóa Việt Nam"]
    page = admin.press("Lưu", form, kind="ordinary")
    assert "Thứ Ba 24/11/2026" not in page.links() and "là ngày bình thường" in page.text
    form = admin.visit(page.links()["Ghi ngày nghỉ, làm bù"])
    form = admin.press("Lưu", form, status=422, first="13/06/2026", kind="off")
    assert "Hãy ghi tên ngày" in form.text
    assert "Thứ Bảy 13/06/2026" in admin.press("Lưu", form, name="Ngày hội", last="14/06/2026").text
    confirm = admin.visit(admin.visit("/admin/days?year=2026").links()["Xác nhận lịch năm 2026"])
    page = admin.press("Xác nhận", confirm, basis="Văn bản 12729/VPCP-KGVX ngày 25/12/2025")
    assert "Lịch năm 2026 đã xác nhận" in page.text and "Văn bản 12729/VPCP-KGVX" in page.text
    assert "Chỉ người quản trị" in Visitor(app).sign_in(cast.clerk).visit("/admin/days", status=403).text
    admin.visit("/admin/days?year=1900", status=404)
