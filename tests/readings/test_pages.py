"""The pages of a reading, as a clerk without any script walks through them."""

import io

import pytest
from sqlalchemy import select

from intranet.core.db import session, transaction
from intranet.core.jobs import claim, run, run_due
from intranet.plans.models import Plan, Task
from intranet.readings import jobs, service
from intranet.readings.models import Reading
from intranet.readings.rules import ReadingState
from tests.plans.conftest import counting
from tests.readings.conftest import LETTER
from tests.readings.test_story import HEAD, settle
from tests.support.office_files import letter, picture, picture_pdf


@pytest.fixture
def clerk(readings, as_person):
    return as_person(readings.cast.clerk)


def test_from_a_file_to_the_tasks_of_the_departments(app, readings, clerk) -> None:
    page = clerk.visit("/readings")
    assert "Không có văn bản nào chờ xác nhận" in page.text
    page = clerk.press(
        "Đọc văn bản", on=clerk.visit("/readings/begin"), files=(io.BytesIO(LETTER.encode()), "ke-hoach.txt")
    )
    assert "Đang đọc" in page.heading and page.tree.xpath("//progress")
    run_due()
    page = clerk.visit("/readings/1")
    assert "Viết bài giới thiệu" in page.text and "không nêu hạn" in page.text
    passage = page.tree.xpath("//li[@id='nv-2']//a[@data-to-passage]")[0].get("href")
    assert page.tree.xpath(f"//p[@id='{passage[1:]}']")[0].text == "- Viết bài giới thiệu các sản phẩm tiêu biểu."
    page = clerk.press("Chọn", on=page, receiver=f"d:{readings.cast.van_phong.id}")
    assert "Đã ghi đơn vị «Ban Thi đua» cho 1 chỗ." in page.text
    page = clerk.post("/readings/1/tasks/4/accept", csrf_token="")
    page = clerk.visit("/readings/1/tasks/2/edit")
    page = clerk.press("Lưu", on=page, words="Viết hai bài giới thiệu", deadline="30/4/2025")
    assert "hạn 30/04/2025" in page.text and session.scalars(select(Task)).all() == []
    page = clerk.visit("/readings/1/confirm")
    assert "Sẽ giao 5 nhiệm vụ cho 3 đơn vị" in page.text
    page = clerk.press("Xác nhận", on=page)
    assert "Đã xác nhận" in page.text and page.url == "/plans/1"
    task = session.scalars(select(Task).where(Task.words == "Viết hai bài giới thiệu")).one()
    source = clerk.visit(f"/tasks/{task.id}").tree.xpath("//blockquote//a | //figure//a")[0].get("href")
    lit = clerk.visit(source).tree.xpath("//p[contains(@class, ' lit')]")
    assert [part.text for part in lit] == ["- Viết bài giới thiệu các sản phẩm tiêu biểu."]


def test_nothing_is_confirmed_while_a_unit_is_unknown(app, readings, clerk) -> None:
    readings.read()
    page = clerk.visit("/readings/1/confirm")
    assert "Sẽ giao 4 nhiệm vụ cho 2 đơn vị" in page.text  # the group is these two
    assert "Còn 1 nhiệm vụ chưa rõ đơn vị nhận" in page.text and "Xác nhận" not in page.buttons()
    page = clerk.post("/readings/1/confirm", status=409, number="1", symbol="KH", issued_on="3/3/2025", subject="A",
                      leader=str(readings.cast.leader.id))  # fmt: skip
    assert "chưa rõ đơn vị nhận" in page.text and session.scalars(select(Plan)).all() == []


def test_while_no_receiver_is_known_no_unit_is_counted(app, readings, clerk) -> None:
    readings.read("Tổ chức thực hiện:\n1. Ban Thi đua:\n- Viết bài.\n- Chụp ảnh.")
    page = clerk.visit("/readings/1/confirm")
    assert "Chưa giao được nhiệm vụ nào." in page.text and "Còn 2 nhiệm vụ chưa rõ" in page.text
    assert "Sẽ giao" not in page.text


def test_a_supporting_unit_that_is_not_known_is_named_before_the_task_goes_without_it(app, readings, clerk) -> None:
    reading = readings.read(LETTER.replace("phối hợp với Văn phòng", "phối hợp với Tổ Hỗ trợ Đặc biệt"))
    assert reading.proposals[0].support_words == ["Tổ Hỗ trợ Đặc biệt"]
    settle(reading, readings.cast)
    page = clerk.visit("/readings/1/confirm")
    assert "Nhiệm vụ 1, mục II.1: «Tổ Hỗ trợ Đặc biệt»" in page.text and "không có các đơn vị này phối hợp" in page.text
    page = clerk.visit(page.links()["Chọn đơn vị ứng với từng tên"])
    clerk.press("Chọn", on=page, receiver=f"d:{readings.cast.two.id}")
    assert "Tổ Hỗ trợ Đặc biệt" not in clerk.visit("/readings/1/confirm").text
    session.expire_all()
    assert [unit.id for unit in reading.proposals[0].supports] == [readings.cast.two.id]


def test_a_plan_that_is_on_record_is_told_at_once_with_the_way_to_it(app, readings, clerk) -> None:
    first = readings.read()
    settle(first, readings.cast)
    with transaction():
        plan = service.confirm(first, readings.cast.clerk, HEAD, readings.cast.leader)
    again = readings.read()
    settle(again, readings.cast)
    for address in (f"/readings/{again.id}", f"/readings/{again.id}/confirm"):
        page = clerk.visit(address)
        assert "Kế hoạch số 71/KH-LMHTX năm 2025 đã có" in page.text
        assert page.links()["Mở kế hoạch ấy"] == f"/plans/{plan.id}"
    page = clerk.press("Xác nhận", on=page, status=422)
    assert page.links()["Mở kế hoạch ấy"] == f"/plans/{plan.id}"
    assert "đã có" not in clerk.visit(f"/readings/{first.id}").text
    page = clerk.press("Xác nhận", on=page, number="72")
    assert page.url == f"/plans/{plan.id + 1}"


def test_a_wrong_head_stands_beside_its_field_and_nothing_is_made(app, readings, clerk) -> None:
    reading = readings.read()
    settle(reading, readings.cast)
    page = clerk.visit("/readings/1/confirm")
    page = clerk.press("Xác nhận", on=page, status=422, issued_on="31/02/2025", subject="Ngày hội HTX")
    assert "Ngày không đúng" in page.text and "Ngày hội HTX" in page.tree.xpath("//textarea[@name='subject']")[0].text
    page = clerk.press("Xác nhận", on=clerk.visit("/readings/1/confirm"), status=422, issued_on="1/6/2025")
    assert "trước ngày ban hành 01/06/2025" in page.text
    head = {"number": "-5", "symbol": "KH - LMHTX", "issued_on": "01/01/2099"}
    page = clerk.press("Xác nhận", on=clerk.visit("/readings/1/confirm"), status=422, **head)
    assert "số nguyên từ 1" in page.text and "Ký hiệu chỉ gồm" in page.text and "quá một năm" in page.text
    session.expire_all()
    assert reading.state == ReadingState.READY and session.scalars(select(Task)).all() == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "trong.txt", "trống"),
        (b"\xff\xfe\x00\xd8\x01", "la.txt", "la.txt"),
        (b"PK\x03\x04 khong phai", "hong.docx", "hong.docx"),
        (b"MZ\x90\x00", "la.exe", "la.exe"),
    ],
)
def test_a_wrong_file_gets_a_sentence(app, readings, clerk, content: bytes, name: str, sentence: str) -> None:
    page = clerk.visit("/readings/begin")
    page = clerk.press("Đọc văn bản", on=page, status=422, files=(io.BytesIO(content), name))
    assert sentence in page.text and session.scalars(select(Reading)).all() == []


def test_without_a_file_or_a_text_it_asks_for_one(app, readings, clerk) -> None:
    page = clerk.press("Đọc văn bản", on=clerk.visit("/readings/begin"), status=422)
    assert "Hãy chọn tệp văn bản, hoặc dán nội dung." in page.text


def test_a_pasted_text_and_a_word_file_are_read_too(app, readings, clerk) -> None:
    clerk.press("Đọc văn bản", on=clerk.visit("/readings/begin"), typed=LETTER)
    docx = letter(*LETTER.splitlines())
    clerk.press("Đọc văn bản", on=clerk.visit("/readings/begin"), files=(io.BytesIO(docx), "kế hoạch.docx"))
    run_due()
    assert [len(one.proposals) for one in session.scalars(select(Reading))] == [5, 5]
    assert "Tệp gốc" not in clerk.visit("/readings/1").links() and "Tệp gốc" in clerk.visit("/readings/2").links()


def test_photographs_are_pages_of_one_letter_and_an_empty_one_says_so(app, readings, clerk) -> None:
    photos = [(io.BytesIO(picture(size=(900, 1200), colour="white")), f"{n}.jpg") for n in (1, 2)]
    clerk.press("Đọc văn bản", on=clerk.visit("/readings/begin"), files=photos)
    reading = session.scalars(select(Reading)).one()
    assert (reading.kind, reading.page_count) == ("pdf", 2)
    run_due()
    page = clerk.visit("/readings/1")
    assert "Không thấy chữ nào" in page.text and "Ghi nội dung bằng tay" in page.links()
    page = clerk.press("Đọc lại", on=clerk.visit("/readings/1/text"), typed=LETTER)
    run_due()
    assert "Viết bài giới thiệu" in clerk.visit("/readings/1").text


def test_a_long_scan_is_read_in_sittings_and_shows_how_far_it_is(app, readings, clerk, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "SITTING_SECONDS", 0)
    reading = readings.begun(picture_pdf(pages=3), "quet.pdf")
    told = []
    for _ in range(4):
        told.append(clerk.client.get(f"/readings/{reading.id}/progress").get_json())
        if job := claim("here"):
            run(job)
    assert [answer.get("share") for answer in told] == [0, 1 / 3, 2 / 3, None]
    assert told[1]["text"] == "Đã đọc 1/3 trang…" and told[3]["state"] == "done"


def test_a_page_of_many_tasks_costs_no_more_statements_than_one_of_few(app, readings, clerk) -> None:
    sent = []
    for count in (3, 40):
        lines = "\n".join(f"- Viết bài số {n} về hợp tác xã." for n in range(count))
        reading = readings.read(f"Tổ chức thực hiện:\n1. Văn phòng:\n{lines}")
        with counting() as statements:
            page = clerk.visit(f"/readings/{reading.id}")
        sent.append(len(statements))
        assert len(page.response.data) < 60_000
    assert sent[0] == sent[1]


def test_a_settled_reading_cannot_be_worked_on(app, readings, clerk) -> None:
    reading = readings.read()
    settle(reading, readings.cast)
    with transaction():
        service.confirm(reading, readings.cast.clerk, HEAD, readings.cast.leader)
    page = clerk.visit("/readings/1")
    assert not set(page.buttons()) & {"Đúng", "Bỏ", "Lấy lại"}
    assert "Đã xác nhận" in clerk.visit("/readings?state=settled").text
    clerk.post("/readings/1/tasks/1/drop", status=409)
