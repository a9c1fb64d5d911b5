"""Pages of plans as people use them."""

import io
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from intranet.accounts.rules import Role
from intranet.accounts.service import close_department
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.plans import service
from intranet.plans.models import ChecklistItem, Evidence, Plan, Task
from intranet.plans.rules import TaskState
from tests.plans.conftest import counting


def do(action, *arguments, **words):
    with transaction():
        return action(*arguments, **words)


def photo() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (640, 480), "#345").save(picture, "JPEG")
    return picture.getvalue()


LINES = """1. Phòng Thông tin và tuyên truyền:
- Đăng tin, bài trước ngày 30/6/2027.
2. Phòng Lạ:
- Việc của phòng lạ."""


def test_without_a_leader_the_form_of_a_plan_says_who_appoints_one(app, office, as_person) -> None:
    clerk = as_person(office.person(Role.CLERK))
    page = clerk.visit("/plans/new")
    assert page.tree.xpath("//select[@id='leader']/option/text()") == ["Chưa có ai giữ vai trò Lãnh đạo"]
    assert "người quản trị giao vai trò Lãnh đạo ở Quản trị, Người dùng" in page.text
    office.person(Role.LEADER)
    assert "người quản trị giao vai trò" not in clerk.visit("/plans/new").text


def test_a_clerk_makes_a_plan_and_hands_out_pasted_lines(app, plans, as_person) -> None:
    cast = plans.cast
    clerk = as_person(cast.clerk)
    page = clerk.press("Lập kế hoạch", clerk.visit("/plans/new"), number="43", symbol="KH-LMHTX",
                       issued_on="25/02/2025", subject="Tuyên truyền thi đua", leader=str(cast.leader.id),
                       legal_bases="- Luật Hợp tác xã;\nKế hoạch số 238")  # fmt: skip
    assert page.heading == "Tuyên truyền thi đua"
    plan = session.query(Plan).one()
    assert (plan.mark, plan.issued_on, plan.legal_bases) == (
        "43/KH-LMHTX", date(2025, 2, 25), ["Luật Hợp tác xã", "Kế hoạch số 238"]
    )  # fmt: skip
    page = clerk.press("Xem lại", clerk.visit(f"/plans/{plan.id}/tasks/paste"), text=LINES, section="III")
    assert "1/2 dòng chưa rõ đơn vị" in page.text
    assert "Văn bản ghi: Phòng Lạ" in page.text
    assert session.query(Task).count() == 0
    page = clerk.press("Giao nhiệm vụ", page, status=422)
    assert "Hãy chọn đơn vị nhận." in page.text
    assert "Việc của phòng lạ." in page.text
    page = clerk.press("Giao nhiệm vụ", page, **{"rows-1-receiver": f"d:{cast.two.id}"})
    assert "Đã giao 2 nhiệm vụ." in page.text
    given = [(task.lead_id, task.place, task.deadline, task.words) for task in session.query(Task).order_by(Task.id)]
    assert given == [
        (cast.one.id, "III.1", date(2027, 6, 30), "Đăng tin, bài trước ngày 30/6/2027."),
        (cast.two.id, "III.2", None, "Việc của phòng lạ."),
    ]


def test_a_plan_that_names_a_merged_unit_reaches_the_unit_it_was_merged_into(app, plans, as_person, office) -> None:
    cast = plans.cast
    plan = plans.plan()
    oldest = office.department("Phòng Truyền thông", "PTTH", spellings="Phòng Báo chí")
    between = office.department("Phòng Nội dung", "PND")
    for closed, into in ((oldest, between), (between, cast.one)):
        do(close_department, session.merge(closed), cast.admin, session.merge(into), "Sắp xếp")
    for name in ("Phòng Truyền thông", "PTTH", "Phòng báo chí", "Phòng Nội dung"):
        page = as_person(cast.clerk).press(
            "Xem lại", as_person(cast.clerk).visit(f"/plans/{plan.id}/tasks/paste"), text=f"1. {name}:\n- Viết bài."
        )
        chosen = page.tree.xpath("//select[@name='rows-0-receiver']/option[@selected]/@value")
        assert chosen == [f"d:{cast.one.id}"], name


def test_one_more_row_without_a_script(app, plans, as_person) -> None:
    plan = plans.plan()
    clerk = as_person(plans.cast.clerk)
    page = clerk.press("Xem lại", clerk.visit(f"/plans/{plan.id}/tasks/paste"), text="- Văn phòng: một việc")
    page = clerk.press("Thêm nhiệm vụ", page)
    assert page.tree.xpath("//textarea[@name='rows-1-words']")
    assert "một việc" in page.tree.xpath("string(//textarea[@name='rows-0-words'])")
    assert session.query(Task).count() == 0


def test_tasks_are_typed_in_one_after_the_other(app, plans, as_person, office) -> None:
    cast = plans.cast
    group = office.group(cast.one, cast.two, name="các Phòng")
    plan = plans.plan()
    clerk = as_person(cast.clerk)
    page = clerk.press("Giao và nhập tiếp", clerk.visit(f"/plans/{plan.id}/tasks/new"), words="Báo cáo kết quả",
                       receiver=f"g:{group.id}", deadline="30/6/2027", supports=[str(cast.van_phong.id)],
                       checklist="- Tổng hợp\n- Gửi báo cáo", needs_evidence="y")  # fmt: skip
    assert page.heading == "Giao một nhiệm vụ"
    tasks = session.query(Task).order_by(Task.id).all()
    assert [(task.lead_id, task.group_id, task.support_ids) for task in tasks] == [
        (cast.one.id, group.id, {cast.van_phong.id}), (cast.two.id, group.id, {cast.van_phong.id})
    ]  # fmt: skip
    assert [[item.words for item in task.items] for task in tasks] == [["Tổng hợp", "Gửi báo cáo"]] * 2
    page = clerk.press("Giao nhiệm vụ", page, status=422, words="", deadline="31/02/2027", receiver="")
    assert "Ngày không đúng" in page.text and "Hãy điền mục này." in page.text
    page = clerk.press(
        "Giao nhiệm vụ", page, status=422, words="Việc", deadline="01/01/2020", receiver=f"d:{cast.one.id}"
    )
    assert "đứng trước ngày ban hành" in page.text


def test_the_same_plan_again_is_said_beside_its_number(app, plans, as_person) -> None:
    plans.plan("43")
    clerk = as_person(plans.cast.clerk)
    page = clerk.press("Lập kế hoạch", clerk.visit("/plans/new"), status=422, number="43", symbol="KH-LMHTX",
                       issued_on="01/03/2025", subject="Lần nữa", leader=str(plans.cast.leader.id))  # fmt: skip
    assert "Kế hoạch số 43/KH-LMHTX năm 2025 đã có." in page.text
    assert page.tree.xpath("//input[@id='number' and @aria-invalid='true']")
    assert page.links()["Mở kế hoạch ấy"] == "/plans/1"
    assert session.query(Plan).count() == 1


def test_a_plan_is_corrected_with_its_letter(app, plans, as_person) -> None:
    plan = plans.plan("43")
    clerk = as_person(plans.cast.clerk)
    page = clerk.visit(f"/plans/{plan.id}/edit")
    assert page.tree.xpath("//input[@name='number']/@value") == ["43"]
    page = clerk.press("Lưu", page, status=422, letter=(io.BytesIO(b"not a letter"), "ke-hoach.docx"))
    assert "ke-hoach.docx" in page.text
    page = clerk.press("Lưu", page, subject="Trích yếu mới", letter=(io.BytesIO(photo()), "anh.jpg"), status=422)
    assert "anh.jpg" in page.text
    page = clerk.press("Lưu", page, subject="Trích yếu mới")
    assert page.heading == "Trích yếu mới"


def test_another_authoritys_plan_names_who_issued_it_and_who_follows_it(app, plans, as_person) -> None:
    leader = plans.cast.leader.name
    city = plans.plan("123", symbol="KH-UBND", issuer_words="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG")
    own = plans.plan("43", issuer_words="LIÊN MINH HỢP TÁC XÃ TP HẢI PHÒNG")
    head = as_person(plans.cast.head)
    text = head.visit(f"/plans/{city.id}").text
    assert f"ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG ban hành · {leader} theo dõi, xác nhận" in text
    assert f"{leader} ban hành" not in text and "Lãnh đạo ban hành" not in text
    text = head.visit(f"/plans/{own.id}").text
    assert f"{leader} ban hành" in text and "Lãnh đạo ban hành" in text and "theo dõi" not in text


def test_a_task_goes_its_way_from_person_to_person(app, plans, as_person) -> None:
    cast = plans.cast
    task = plans.task(needs_evidence=True, checklist=("Viết bài",))
    head, staff, leader = as_person(cast.head), as_person(cast.staff), as_person(cast.leader)
    url = f"/tasks/{task.id}"
    assert "Nhận nhiệm vụ" not in staff.visit(url).buttons()
    page = head.press("Nhận nhiệm vụ", head.visit(url), assignee=str(cast.staff.id))
    assert "Đã nhận nhiệm vụ." in page.text
    assert "Chưa báo hoàn thành được" in page.text
    page = staff.visit(url)
    item = task.items[0]
    answer = staff.client.post(
        f"{url}/items/{item.id}/tick", data={"done": "1"}, headers={"Accept": "application/json"}
    )
    assert answer.get_json()["done"] is True
    assert answer.get_json()["summary"] == "1/1 đầu việc đã xong"
    assert answer.get_json()["note"].startswith("Chuyên viên phòng 1, ")
    page = staff.press(
        "Thêm minh chứng", staff.visit(url), file=(io.BytesIO(photo()), "hội nghị.jpg"), note="Tại hội trường"
    )
    assert "hội nghị.jpg" in page.text
    evidence = session.query(Evidence).one()
    small = staff.client.get(f"{url}/evidence/{evidence.id}/thumb")
    assert (small.mimetype, Image.open(BytesIO(small.data)).size) == ("image/jpeg", (224, 168))
    assert staff.client.get(f"{url}/evidence/{evidence.id}").data == photo()
    page = head.press("Báo hoàn thành", head.visit(url), note="Đã đăng 3 bài")
    assert "Lãnh đạo hoặc Văn phòng sẽ xác nhận" in page.text
    page = leader.press("Yêu cầu làm lại", leader.visit(url), note="Thiếu bài tháng 3")
    assert "Yêu cầu làm lại" in page.text
    head.press("Báo hoàn thành", head.visit(url))
    page = leader.press("Xác nhận hoàn thành", leader.visit(url))
    assert "Hoàn thành" in page.text
    assert session.get_one(Task, task.id).state == TaskState.DONE
    assert "Đã đăng 3 bài" in page.text


def test_ticking_without_a_script(app, plans, as_person) -> None:
    task = plans.accepted(checklist=("Viết bài",))
    staff = as_person(plans.cast.staff)
    page = staff.press("Viết bài", staff.visit(f"/tasks/{task.id}"))
    assert "1/1 đầu việc đã xong" in page.text
    page = staff.press("Viết bài", page)
    assert "0/1 đầu việc đã xong" in page.text


def test_the_checklist_is_made_corrected_and_ordered(app, plans, as_person) -> None:
    task = plans.accepted()
    cast = plans.cast
    staff = as_person(cast.staff)
    page = staff.press("Thêm", staff.visit(f"/tasks/{task.id}"), words="Một\nHai")
    assert "0/2 đầu việc đã xong" in page.text
    one, two = session.query(ChecklistItem).order_by(ChecklistItem.position)
    page = staff.press("Lưu", page, words="Một, sửa", due_on="30/11/2026", assignee=str(cast.head.id))
    assert "Trưởng phòng 1 · hạn 30/11/2026" in page.text
    page = staff.post(f"/tasks/{task.id}/items/{two.id}/move")
    session.expire_all()
    assert [item.words for item in session.get_one(Task, task.id).items] == ["Hai", "Một, sửa"]
    staff.post(f"/tasks/{task.id}/items/{one.id}/remove")
    assert session.query(ChecklistItem).count() == 1


def test_a_refusal_is_settled_by_the_office(app, plans, as_person) -> None:
    cast = plans.cast
    task = plans.task()
    head, clerk = as_person(cast.head), as_person(cast.clerk)
    head.press("Từ chối nhận", head.visit(f"/tasks/{task.id}"), note="Không đúng chức năng")
    page = clerk.visit(f"/tasks/{task.id}")
    assert "Hãy giao đơn vị khác hoặc hủy nhiệm vụ" in page.text
    page = clerk.press("Giao đơn vị khác", page, department=str(cast.two.id))
    assert "giao lại từ Phòng Thông tin và tuyên truyền cho Phòng Kiểm tra Tổ chức thành viên" in page.text
    clerk.press("Hủy nhiệm vụ", page, note="Không còn cần")
    assert session.get_one(Task, task.id).state == TaskState.CANCELLED


def test_a_reason_that_is_missing_is_asked_for(app, plans, as_person) -> None:
    task = plans.task()
    head = as_person(plans.cast.head)
    page = head.press("Từ chối nhận", head.visit(f"/tasks/{task.id}"), status=422, note=" ")
    assert "Hãy ghi rõ lý do" in page.text
    assert session.get_one(Task, task.id).state == TaskState.NEW


def test_a_period_is_reported_and_a_word_is_said(app, plans, as_person) -> None:
    task = plans.accepted()
    staff = as_person(plans.cast.staff)
    page = staff.press("Gửi báo cáo kỳ", staff.visit(f"/tasks/{task.id}"), words="Đăng 12 tin")
    assert f"Báo cáo Tháng {today().month}/{today().year}" in page.text
    page = staff.press("Gửi ý kiến", page, words="Cần thêm ảnh\n<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in page.text  # as words, not as a script: the tree has them as text
    assert not page.tree.xpath("//script[contains(., 'alert')]")


def test_lists_are_narrowed_by_their_address_and_go_to_excel(app, plans, as_person) -> None:
    cast = plans.cast
    plans.task(words="=SUM(A1) việc quá hạn", deadline=today() - timedelta(days=1))
    plans.task(cast.two, words="Việc còn hạn", deadline=today() + timedelta(days=30))
    leader = as_person(cast.leader)
    page = leader.visit(f"/tasks?due=late&department={cast.one.id}")
    assert page.heading == f"Quá hạn · {cast.one.name}"
    assert "việc quá hạn" in page.text and "Việc còn hạn" not in page.text
    assert "1 nhiệm vụ" in page.text
    sheet = leader.client.get(page.links()["Excel"])
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.data)).get_sheet_by_index(0).to_python()
    (head,) = [n for n, row in enumerate(rows) if row[0] == "Nguồn giao việc"]
    assert [row[2:4] for row in rows[head + 1 :]] == [["=SUM(A1) việc quá hạn", cast.one.name]]
    assert rows[head + 1][5] == today() - timedelta(days=1)
    page = as_person(cast.other_head).visit("/tasks?state=all")
    assert "Việc còn hạn" in page.text and "việc quá hạn" not in page.text


def test_a_plan_shows_all_departments_to_heads_and_the_own_to_staff(app, plans, as_person) -> None:
    cast = plans.cast
    plan = plans.plan()
    plans.task(plan=plan, words="Việc của phòng một")
    plans.task(cast.two, plan=plan, words="Việc của phòng hai")
    url = f"/plans/{plan.id}"
    for person, mine, theirs in (
        (cast.leader, True, True), (cast.head, True, True), (cast.staff, True, False), (cast.other_staff, False, True)
    ):  # fmt: skip
        text = as_person(person).visit(url).text
        assert ("Việc của phòng một" in text, "Việc của phòng hai" in text) == (mine, theirs), person.name
        assert cast.one.name in text and cast.two.name in text
    page = as_person(cast.head).visit(url)
    assert set(page.links()) & {"Việc của phòng một", "Việc của phòng hai"} == {"Việc của phòng một"}


@pytest.mark.parametrize(
    ("who", "total", "late"), [("leader", 4, 2), ("head", 3, 1), ("staff", 3, 1), ("other_head", 2, 1)]
)
def test_the_numbers_of_a_plan_are_the_lists_behind_them(app, plans, as_person, who, total, late) -> None:
    cast = plans.cast
    plan = plans.plan()
    plans.task(plan=plan, deadline=today() - timedelta(days=1))
    plans.task(plan=plan, deadline=today() + timedelta(days=30))
    plans.task(cast.two, plan=plan, deadline=today() - timedelta(days=1))
    plans.task(cast.two, plan=plan, supports=(cast.one,))
    visitor = as_person(getattr(cast, who))
    page = visitor.visit("/plans")
    assert ("chỉ tính các nhiệm vụ bạn được xem" in page.text) == (who != "leader")
    for label, count in (("nhiệm vụ", total), ("nhiệm vụ quá hạn", late)):
        (link,) = page.tree.xpath(f"//a[@aria-label='{count} {label}']/@href")
        assert f"{count} nhiệm vụ" in visitor.visit(link).text


def test_boards_of_others_are_closed(app, plans, as_person) -> None:
    cast = plans.cast
    plans.task(words="Việc của phòng một")
    page = as_person(cast.staff).visit("/board")
    assert page.heading == f"Bảng việc: {cast.one.name}" and "Việc của phòng một" in page.text
    as_person(cast.other_head).visit(f"/departments/{cast.one.id}/board", status=403)
    assert "Việc của phòng một" in as_person(cast.clerk).visit(f"/departments/{cast.one.id}/board").text
    assert "chưa có nhiệm vụ nào" in as_person(cast.other_staff).visit("/board").text


def test_a_plan_is_closed_and_opened_again(app, plans, as_person) -> None:
    plan = plans.plan()
    task = plans.task(plan=plan)
    clerk = as_person(plans.cast.clerk)
    page = clerk.press("Kết thúc kế hoạch", clerk.visit(f"/plans/{plan.id}"))
    assert session.get_one(Task, task.id).state == TaskState.CLOSED
    assert "Giao nhiệm vụ" not in page.links()
    page = clerk.press("Mở lại kế hoạch", page, note="Làm tiếp")
    assert session.get_one(Task, task.id).state == TaskState.ACCEPTED


def test_empty_pages_say_what_to_do_first(app, plans, as_person) -> None:
    cast = plans.cast
    assert "Chưa có kế hoạch nào" in as_person(cast.clerk).visit("/plans").text
    assert "Lập kế hoạch" in as_person(cast.clerk).visit("/plans").links()
    assert "Lập kế hoạch" not in as_person(cast.staff).visit("/plans").links()
    plan = plans.plan()
    assert "Dán nhiều dòng" in as_person(cast.clerk).visit(f"/plans/{plan.id}").links()
    assert "Dán nhiều dòng" not in as_person(cast.staff).visit(f"/plans/{plan.id}").links()


@pytest.mark.parametrize("who", ["leader", "head", "staff"])
def test_more_lines_on_a_page_need_no_more_statements(app, plans, as_person, who) -> None:
    cast = plans.cast
    common = plans.plan()
    visitor = as_person(getattr(cast, who))
    addresses = ("/plans?state=all", f"/plans/{common.id}", "/tasks?state=all", "/board", "/tasks.xlsx?state=all")

    def grow(count: int) -> None:
        for _ in range(count):
            for lead in (cast.one, cast.two, cast.van_phong):
                plans.task(lead, supports=(cast.two,), checklist=("Một",))
                plans.task(lead, plan=common, deadline=today())
            do(service.assign, plans.accepted(plan=common, checklist=("Một",)), cast.staff, cast.head)

    def statements(url: str) -> int:
        with counting() as sent:
            assert visitor.client.get(url, follow_redirects=True).status_code == 200
        return len(sent)

    grow(2)
    few = [statements(url) for url in addresses]
    grow(3)
    assert [statements(url) for url in addresses] == few
