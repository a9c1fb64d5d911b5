"""Pages as the clerk, the leader and the units meet them."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from intranet.core import files
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.docservice.incoming.pages import seen_pages
from intranet.incoming import service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part, State
from intranet.incoming.service import Receiver
from intranet.plans.models import Task
from intranet.readings.models import Reading
from tests.docservice.incoming.made_letters import LETTERS
from tests.incoming.conftest import do
from tests.incoming.letter_files import letter_pdf
from tests.support.statements import counted_statements

TODAY = f"{today():%d/%m/%Y}"


def upload(place: int = 0, name: str = "van-ban.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(letter_pdf(LETTERS[place])), name


def only_letter() -> IncomingLetter:
    return session.query(IncomingLetter).one()


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.lines()) for page in seen_pages(pdf)]


def test_a_letter_is_received_read_and_registered_by_what_a_person_takes(app, incoming, as_person) -> None:
    clerk = as_person(incoming.cast.clerk)
    page = clerk.visit("/incoming/receive")
    page = clerk.press("Tiếp nhận", page, secrecy="khong", files=[upload()])
    assert page.heading == "Vào sổ văn bản đến" and "Máy đang đọc trang đầu…" in page.text
    run_due()
    page = clerk.visit(f"/incoming/{only_letter().id}/register")
    assert "Máy đọc: 1245/UBND-KTTH" in page.text and "Số đến tiếp theo: 01" in page.text
    form, _ = page.form("Vào sổ")
    empty = ("code", "written_on", "agency", "type_name", "subject")
    assert {name: form.fields[name].strip() for name in empty} == dict.fromkeys(empty, "")
    page = clerk.press("Vào sổ", page, status=422)  # nothing was taken: nothing is filled in behind one's back
    assert only_letter().state == State.RECEIVED and "Hãy điền mục này." in page.errors()[0]
    page = clerk.press("Nhận số, ký hiệu F2", page, subject="Chữ tôi đã gõ")
    form, _ = page.form("Vào sổ")
    assert (form.fields["code"], form.fields["subject"].strip()) == ("1245/UBND-KTTH", "Chữ tôi đã gõ")
    assert form.fields["agency"] == ""
    page = clerk.press("Vào sổ", page, agency="UBND thành phố", type_name="công văn")
    letter = only_letter()
    assert page.url == f"/incoming/{letter.id}" and "Đã vào sổ: số đến 01." in page.text
    assert (letter.code, letter.agency, letter.type_name, letter.subject, letter.written_on) == (
        "1245/UBND-KTTH", "UBND thành phố", "Công văn", "Chữ tôi đã gõ", None,
    )  # fmt: skip


def test_several_letters_in_a_row(app, incoming, as_person) -> None:
    clerk = as_person(incoming.cast.clerk)
    page = clerk.visit("/incoming/receive")
    page = clerk.press("Tiếp nhận", page, secrecy="khong", one_each="y", files=[upload(0, "a.pdf"), upload(1, "b.pdf")])
    assert "Đã tiếp nhận 2 văn bản" in page.text
    line = {"agency": "Sở Tài chính", "type_name": "Công văn", "subject": "Dự toán"}
    page = clerk.press("Vào sổ và sang văn bản tiếp", page, code="1/A", **line)
    assert page.heading == "Vào sổ văn bản đến" and "số đến 01" in page.text
    page = clerk.press("Vào sổ", page, code="2/A", **line)
    assert page.heading == "Dự toán"
    assert sorted(letter.number for letter in session.query(IncomingLetter)) == [1, 2]


def test_the_question_about_secrecy_comes_before_the_files(app, incoming, as_person) -> None:
    clerk = as_person(incoming.cast.clerk)
    page = clerk.visit("/incoming/receive")
    page = clerk.press("Tiếp nhận", page, status=422, files=[upload()])
    assert page.errors() == ["Hãy xem trang đầu và trả lời câu này trước khi gửi tệp."]
    page = clerk.press("Tiếp nhận", page, secrecy="toi_mat", files=[upload()])
    assert "không được lưu trên máy này" in page.text and "Văn bản tối mật, không lưu nội dung" in page.text
    assert not list(files.store().names())
    page = clerk.visit("/incoming/receive")
    marked = (io.BytesIO(letter_pdf(extra="MẬT")), "mat.pdf")
    page = clerk.press("Tiếp nhận", page, status=409, secrecy="khong", files=[marked])
    assert "ghi «Mật»" in page.text and "sổ văn bản mật bằng giấy" in page.text
    assert not list(files.store().names())


def test_a_file_that_is_gone_after_an_error_is_asked_for_again(app, incoming, as_person) -> None:
    clerk = as_person(incoming.cast.clerk)
    page = clerk.visit("/incoming/receive")
    typed = {"secrecy": "khong", "arrived_on": "ngày mai"}
    refused = clerk.press("Tiếp nhận", page, status=422, **typed, files=[upload()])
    assert "Hãy chọn lại tệp: trình duyệt không giữ tệp đã chọn. Những gì đã gõ vẫn còn nguyên" in refused.text
    refused = clerk.press("Tiếp nhận", page, status=422, **typed)
    assert "Hãy chọn lại tệp" not in refused.text and "Những gì đã nhập vẫn còn nguyên" in refused.text


def test_a_leader_directs_with_a_ready_phrase(app, incoming, as_person) -> None:
    cast = incoming.cast
    letter = incoming.presented()
    leader = as_person(cast.leader)
    assert "Văn bản đến chờ bạn cho ý kiến (1)" in leader.visit("/").text
    page = leader.visit(f"/incoming/{letter.id}/direct")
    page = leader.press("Giao xử lý", page, status=422, phrase="Nghiên cứu, tham mưu văn bản trả lời.")
    assert page.errors() == ["Hãy chọn đơn vị xử lý chính."]
    page = leader.press(
        "Giao xử lý", page, lead=str(cast.one.id), limit="3", supports=[str(cast.two.id)],
        **{f"due-{cast.two.id}": f"{today() + timedelta(days=30):%d/%m/%Y}"},
    )  # fmt: skip
    first, second = session.query(Task).order_by(Task.id)
    assert first.words.startswith("Nghiên cứu, tham mưu văn bản trả lời. Công văn")
    assert today() + timedelta(days=3) <= first.deadline <= today() + timedelta(days=14)  # three working days
    assert (second.lead_id, second.deadline) == (cast.two.id, today() + timedelta(days=30))
    assert "Đã ghi ý kiến chỉ đạo và giao việc." in page.text and "Chưa xem" in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"limit": "day"}, "Hãy ghi ngày hết hạn, hoặc chọn số ngày."),
        ({"limit": "day", "lead_due": "31/02/2026"}, "Ngày không đúng. Hãy ghi như 25/02/2025."),
        ({"phrase": "", "words": ""}, "Hãy ghi ý kiến chỉ đạo."),
    ],
)
def test_what_a_direction_lacks_stands_beside_its_field(app, incoming, as_person, fields, words) -> None:
    letter = incoming.presented()
    leader = as_person(incoming.cast.leader)
    page = leader.visit(f"/incoming/{letter.id}/direct")
    sent = {"words": "Giải quyết.", "lead": str(incoming.cast.one.id), **fields}
    page = leader.press("Giao xử lý", page, status=422, **sent)
    assert words in page.errors()


def test_units_see_their_letters_and_say_so(app, incoming, as_person) -> None:
    cast = incoming.cast
    letter = incoming.directed()
    head = as_person(cast.head)
    assert "Văn bản đến mới chuyển tới đơn vị (1)" in head.visit("/").text
    page = head.press("Đã nhận, đã xem", head.visit(f"/incoming/{letter.id}"))
    assert f"{cast.head.name}, " in page.text and "Đã nhận, đã xem" not in page.buttons()
    page = head.press("Ghi vào phiếu giải quyết", page, words="Giao chuyên viên A soạn.")
    assert "Giao chuyên viên A soạn." in page.text
    page = head.press("Bắt đầu soạn", head.visit(f"/incoming/{letter.id}/draft_answer"), template="ke_hoach")
    assert "/documents/" in page.url and "Căn cứ Công văn số 1/STC-QLNS" in page.tree.xpath("string(//main)") + str(
        [area.value for area in page.tree.xpath("//textarea | //input")]
    )
    other = incoming.registered()
    assert "không chuyển đến đơn vị" in head.visit(f"/incoming/{other.id}", status=403).text


def test_the_list_shows_at_a_glance_what_is_late_and_what_is_answered(app, incoming, as_person) -> None:
    cast = incoming.cast
    late = incoming.registered(subject="Việc quá hạn")
    do(service.forward, late, [Receiver(cast.one.id, Part.LEAD, today() - timedelta(days=1))], cast.clerk)
    answered = incoming.directed(subject="Việc đã trả lời")
    do(service.link_answer, answered, cast.clerk, outside="88/LMHTX-VP")
    leader = as_person(cast.leader)
    page = leader.visit("/incoming?view=late")
    assert "Việc quá hạn" in page.text and "Việc đã trả lời" not in page.text
    assert "Việc đã trả lời" in leader.visit("/incoming?view=answered").text
    staff = as_person(cast.other_staff).visit("/incoming")
    assert "Việc đã trả lời" in staff.text and "Việc quá hạn" not in staff.text
    assert "Việc quá hạn" in leader.visit("/search?q=viec+qua+han").text


def test_the_registers_on_screen_in_excel_and_bound(app, incoming, as_person, a_pdf) -> None:
    cast = incoming.cast
    first = incoming.registered(a_pdf, subject="Về việc dự toán", agency="Sở Tài chính", code="1/STC")
    do(service.cancel, first, cast.clerk, "Gửi nhầm nơi nhận")
    second = incoming.directed(today() + timedelta(days=5), subject="Về việc thống kê", code="2/SNV")
    do(service.see, second, cast.head)
    do(service.link_answer, second, cast.clerk, outside="88/LMHTX-VP")
    clerk = as_person(cast.clerk)
    page = clerk.visit("/incoming/book")
    assert "2 dòng · Sổ văn bản đến" in page.text and "Đã hủy: Gửi nhầm nơi nhận" in page.text
    sheet = clerk.client.get(page.links()["Excel"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.data)).get_sheet_by_index(0).to_python()
    head = next(n for n, row in enumerate(rows) if row[0] == "Ngày đến")
    assert len(rows[head]) == 10
    assert [row[1] for row in rows[head + 1 :]] == ["01", "02"]
    assert rows[head + 2][6] == f"{cast.one.name}; {cast.two.name} (phối hợp)"
    assert rows[head + 2][7] == today() and rows[head + 2][8].startswith(cast.head.name)
    pages = text_of(clerk.client.get(page.links()["PDF để in, đóng quyển"]).data)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in pages[0] and "Từ số 01 đến số 02" in pages[0]
    assert "Gửi nhầm nơi nhận" in pages[2] and "Mã nhật ký ngày" in pages[2]
    page = clerk.visit("/incoming/follow_up")
    sheet = clerk.client.get(page.links()["Excel"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.data)).get_sheet_by_index(0).to_python()
    last = rows[-1]
    assert len(last) == 7 and last[1] == f"Công văn số 2/SNV ngày {TODAY} của Sở Tài chính"
    assert last[3] == today() + timedelta(days=5)
    assert last[4:6] == ["Đã trả lời, 0/1 nhiệm vụ hoàn thành", "88/LMHTX-VP"]
    (slip,) = text_of(clerk.client.get(f"/incoming/{second.id}/slip.pdf").data)
    said = (
        "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        "1. Ý kiến của lãnh đạo",
        f"Giao chủ trì: {cast.one.name}",
        "Mã nhật ký ngày",
    )
    for words in said:
        assert words in slip


def test_a_line_of_the_register_is_corrected_and_history_keeps_it(app, incoming, as_person) -> None:
    letter = incoming.registered(subject="Sai")
    clerk = as_person(incoming.cast.clerk)
    page = clerk.press("Lưu dòng sổ", clerk.visit(f"/incoming/{letter.id}/correct"), subject="Đúng")
    assert page.heading == "Đúng" and "sửa trích yếu" in page.text


@pytest.mark.parametrize("address", ["/incoming", "/incoming/book", "/incoming/follow_up", "/"])
def test_more_letters_need_no_more_statements(app, incoming, as_person, address) -> None:
    clerk = as_person(incoming.cast.clerk)

    def asked() -> int:
        with counted_statements() as statements:
            clerk.visit(address)
        return len(statements)

    for _ in range(2):
        do(service.see, incoming.directed(), incoming.cast.head)
        incoming.registered()
    asked()
    before = asked()
    for _ in range(3):
        do(service.see, incoming.directed(), incoming.cast.other_head)
        incoming.registered()
    assert asked() == before


def test_what_the_machine_takes_for_a_secret_mark_must_be_answered(app, incoming, as_person, a_pdf) -> None:
    letter = incoming.received(a_pdf)
    with transaction():
        mark = {"value": "Mật", "words": "MẬT", "sure": 0.9, "page": 1, "box": [0.1, 0.1, 0.2, 0.2]}
        letter.proposals = {"secrecy": mark}
    clerk = as_person(incoming.cast.clerk)
    page = clerk.visit(f"/incoming/{letter.id}/register")
    assert "Có thể là văn bản mật" in page.text
    line = {"agency": "Sở Tài chính", "type_name": "Công văn", "subject": "Dự toán"}
    page = clerk.press("Vào sổ", page, status=422, **line)
    assert any("chữ chỉ độ mật" in words for words in page.errors())
    page = clerk.press("Vào sổ", page, not_secret="y", **line)
    assert "Đã vào sổ: số đến 01." in page.text


def test_a_plan_that_came_is_read_into_tasks_from_its_own_page(app, incoming, as_person) -> None:
    plan = incoming.registered((letter_pdf(LETTERS[0]), "ke-hoach.pdf"), type_name="Kế hoạch")
    clerk = as_person(incoming.cast.clerk)
    page = clerk.press("Đọc thành nhiệm vụ", clerk.visit(f"/incoming/{plan.id}"))
    reading = session.scalars(select(Reading)).one()
    assert page.url == f"/readings/{reading.id}" and reading.file_name == f"{plan.code.replace('/', '-')}.pdf"
    assert "gửi đi đọc thành nhiệm vụ" in clerk.visit(f"/incoming/{plan.id}").text
    other = incoming.registered((letter_pdf(LETTERS[1]), "cong-van.pdf"), type_name="Công văn", code="9/UBND")
    assert "Đọc thành nhiệm vụ" not in clerk.visit(f"/incoming/{other.id}").buttons()
    paper = incoming.registered(type_name="Kế hoạch", code="8/KH-UBND")
    assert "chưa có tệp để đọc" in clerk.press("Đọc thành nhiệm vụ", clerk.visit(f"/incoming/{paper.id}"), 409).text
