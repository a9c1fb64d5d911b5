"""A briefing at the screen: lines pasted, read into the table, corrected, shown, confirmed; saved as they are typed."""

import io
from datetime import timedelta

import docx
from flask import Flask
from sqlalchemy import select

from intranet.briefings.models import Briefing
from intranet.core.db import session, transaction
from intranet.documents.models import Document
from intranet.documents.rules import State as LetterState
from intranet.plans.models import Task
from tests.briefings.conftest import DAY, Meetings
from tests.plans.conftest import Plans

PASTED = (
    "Phòng Thông tin và tuyên truyền: đăng tin về hội nghị trước ngày 30/11/2026.\nBan lạ: gửi báo cáo.\nGiữ vệ sinh."
)


def test_lines_are_pasted_read_corrected_and_confirmed(app: Flask, meetings: Meetings, as_person) -> None:
    cast = meetings.cast
    clerk = as_person(cast.clerk)
    form = clerk.press("Chuẩn bị", clerk.visit("/briefings/open"), status=422)
    assert "Hãy điền mục này." in form.errors()
    page = clerk.press("Chuẩn bị", form, leader=str(cast.leader.id), held_on="26/11/2026")
    assert page.heading == "Giao ban ngày 26/11/2026"
    page = clerk.visit(page.links()["Ghi kết luận"])
    page = clerk.press("Đưa vào bảng", page, unread=PASTED)
    assert "Đã đưa 3 kết luận vào bảng; 2 kết luận chưa rõ đơn vị" in page.text
    briefing = session.scalars(select(Briefing)).one()
    first = briefing.conclusions[0]
    assert (first.receiver, first.deadline) == (f"d:{cast.one.id}", "2026-11-30")
    page = clerk.press("Lưu kết luận", page, status=422)
    assert page.errors() == ["Hãy chọn đơn vị, hoặc «Chỉ ghi vào thông báo»."] * 2
    page = clerk.press("Lưu kết luận", page, **{"rows-1-receiver": f"d:{cast.two.id}", "rows-2-receiver": "note"})
    assert "Đã lưu kết luận." in page.text and page.heading == "Giao ban ngày 26/11/2026"
    clerk.press("Trình lãnh đạo xác nhận", page)
    leader = as_person(cast.leader)
    page = leader.press("Xác nhận", leader.visit(f"/briefings/{briefing.id}"))
    assert "giao 2 nhiệm vụ" in page.text and "Mở thông báo kết luận" in page.links()
    assert {task.lead_id for task in session.scalars(select(Task))} == {cast.one.id, cast.two.id}
    assert as_person(cast.staff).visit(f"/plans/{session.scalars(select(Task)).first().plan_id}").heading == (
        "Kết luận giao ban ngày 26/11/2026"
    )


def test_what_is_typed_saves_itself_right_or_wrong(app: Flask, meetings: Meetings, as_person) -> None:
    briefing = meetings.open()
    clerk, other = as_person(meetings.cast.clerk), as_person(meetings.cast.office_head)
    typed = {"revision": "1", "unread": "Văn phòng: họp", "rows-0-words": "Đăng tin", "rows-0-deadline": "31/02"}
    answer = clerk.client.post(f"/briefings/{briefing.id}/draft", data=typed)
    assert (answer.status_code, answer.json["set"]) == (200, {"revision": "2"})
    page = clerk.visit(f"/briefings/{briefing.id}/conclusions")
    assert page.tree.xpath("//textarea[@name='unread']")[0].value.strip() == "Văn phòng: họp"
    assert page.tree.xpath("//input[@name='rows-0-deadline']/@value") == ["31/02"]
    late = other.client.post(f"/briefings/{briefing.id}/draft", data={"revision": "1", "remarks": "Khác"})
    assert late.status_code == 409 and "Văn thư đã lưu nội dung khác" in late.json["error"]
    page = other.post(f"/briefings/{briefing.id}/conclusions", status=409, revision="1", remarks="Của chánh VP")
    assert page.tree.xpath("//textarea[@name='remarks']")[0].value.strip() == "Của chánh VP"
    other.press("Lưu kết luận", page)
    session.expire_all()
    assert briefing.remarks == "Của chánh VP"
    assert "Văn phòng: họp" in other.visit(f"/briefings/{briefing.id}").text, "the other's words stand in history"


def test_rows_can_be_added_and_removed_without_a_script(app: Flask, meetings: Meetings, as_person) -> None:
    briefing = meetings.open()
    meetings.type(briefing, meetings.for_one("Một"), meetings.for_one("Hai"))
    clerk, where = as_person(meetings.cast.clerk), f"/briefings/{briefing.id}/conclusions"
    page = clerk.press("Thêm kết luận", clerk.visit(where))
    assert [area.value.strip() for area in page.tree.xpath("//div[@data-rows]//textarea")] == ["Một", "Hai", ""]
    page = clerk.post(where, **{"_remove": "rows:0", "rows-0-words": "Một", "rows-1-words": "Hai"})
    assert [area.value.strip() for area in page.tree.xpath("//div[@data-rows]//textarea")] == ["Hai"]


def test_a_head_sees_every_department_but_opens_only_his_own_things(
    app: Flask, meetings: Meetings, plans: Plans, as_person
) -> None:
    cast = plans.cast
    plan = plans.plan()
    own = plans.task(cast.one, plan=plan, words="Việc của phòng một", deadline=DAY - timedelta(days=1))
    foreign = plans.task(cast.two, plan=plan, words="Việc của phòng hai", deadline=DAY - timedelta(days=1))
    with transaction():
        session.add(
            Document(
                template_id="cong_van", type_code="CV", subject="Thư riêng của phòng hai", issuer_id=cast.two.issuer_id,
                department_id=cast.two.id, drafter_id=cast.other_staff.id, state=LetterState.PRESENTED,
            )
        )  # fmt: skip
    briefing = meetings.open()
    page = as_person(cast.head).visit(f"/briefings/{briefing.id}")
    assert page.links()["Việc của phòng một"] == f"/tasks/{own.id}"
    assert "Việc của phòng hai" in page.text and f"/tasks/{foreign.id}" not in page.links().values()
    assert "Thư riêng" not in page.text and "và 1 văn bản khác" in page.text
    assert "Thư riêng của phòng hai" in as_person(cast.leader).visit(f"/briefings/{briefing.id}").text
    paper = as_person(cast.head).client.get(f"/briefings/{briefing.id}/paper.docx").data
    assert "Thư riêng" not in words_of(paper)
    assert "dành cho lãnh đạo" in as_person(cast.staff).visit(f"/briefings/{briefing.id}", status=403).text


def test_the_paper_says_what_the_page_says(app: Flask, meetings: Meetings, plans: Plans, as_person) -> None:
    plans.task(words="Việc chậm & <gấp>", deadline=DAY - timedelta(days=1))
    earlier = DAY - timedelta(days=7)
    meetings.concluded(earlier, meetings.for_one("Việc tuần trước"))
    briefing = meetings.open()
    meetings.type(briefing, meetings.for_one("Việc tuần này"), remarks="Nhận xét")
    text = words_of(as_person(plans.cast.clerk).client.get(f"/briefings/{briefing.id}/paper.docx").data)
    for words in (
        "Phục vụ giao ban ngày 26/11/2026", "LIÊN MINH HỢP TÁC XÃ", "Hải Phòng, ngày 26 tháng 11 năm 2026",
        "Việc tuần trước", "Quá hạn (1):", "- Việc chậm & <gấp>", "- Nhận xét", "Việc tuần này", "Toàn cơ quan",
    ):  # fmt: skip
        assert words in text
    assert "Không có." not in text


def words_of(paper: bytes) -> str:
    file = docx.Document(io.BytesIO(paper))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in file.paragraphs), *cells])
