"""The slip of paper for a leader."""

from datetime import date
from types import SimpleNamespace

from flask import Flask

from intranet.core.db import transaction
from intranet.plans import service
from tests.plans.conftest import Plans
from tests.support.visitor import Page, Visitor


def parts(page: Page) -> dict[str, list[str]]:
    """Each department's lines, its headings among them."""
    return {
        " ".join(part.xpath("./h2")[0].text_content().split()): [
            " ".join(line.text_content().split()) for line in part.xpath(".//th[@scope='rowgroup' or @scope='row']")
        ]
        for part in page.tree.xpath("//section[contains(@class, 'slip')]")
    }


def test_a_leader_reads_by_department_what_is_late_and_due_and_what_waits_for_him(
    app: Flask, cast: SimpleNamespace, plans: Plans, tasks: SimpleNamespace
) -> None:
    due = plans.task(cast.two, plan=tasks.plan, words="Nộp số liệu", deadline=date(2026, 11, 29))
    plans.task(cast.two, plan=tasks.plan, words="Việc tuần sau", deadline=date(2026, 11, 30))
    with transaction():
        service.accept(tasks.other, cast.other_head)
        service.report(tasks.other, cast.other_head)
    page = Visitor(app).sign_in(cast.leader).visit("/calendar/slip")
    assert "Kính gửi: Phó Chủ tịch. Thứ Năm 26/11/2026; tuần này tính đến Chủ nhật 29/11/2026." in page.text
    found = parts(page)
    assert list(found) == [
        "Chờ ý kiến của ông/bà", "Phòng Thông tin và tuyên truyền", "Phòng Kiểm tra Tổ chức thành viên",
    ]  # fmt: skip
    assert found["Phòng Thông tin và tuyên truyền"] == [
        "Quá hạn (1)", "Lập danh sách điển hìnhKH 43 · chưa nhận",
    ]  # fmt: skip
    assert found["Phòng Kiểm tra Tổ chức thành viên"] == ["Đến hạn trong tuần (1)", f"{due.title}KH 43 · chưa nhận"]
    assert "Nhiệm vụ chờ xác nhận hoàn thành 1 Kiểm tra thành viên (KH 43, PKTTCTV)" in page.text


def test_the_clerk_prints_it_for_a_leader_and_a_head_for_his_department(
    app: Flask, cast: SimpleNamespace, plans: Plans, tasks: SimpleNamespace
) -> None:
    clerk = Visitor(app).sign_in(cast.clerk)
    page = clerk.press("Xem", clerk.visit("/calendar/slip"), of=str(cast.leader.id))
    assert "Kính gửi: Phó Chủ tịch" in page.text and "Phòng Thông tin và tuyên truyền" in parts(page)
    head = Visitor(app).sign_in(cast.other_head)
    assert "Không có việc quá hạn" in head.visit("/calendar/slip").text
    assert "chỉ xem được lịch của mình" in head.visit(f"/calendar/slip?of={cast.leader.id}", status=403).text
    assert "dành cho lãnh đạo" in Visitor(app).sign_in(cast.staff).visit("/calendar/slip", status=403).text
