"""Bad input and foreign hands: each gets a clear sentence, changes nothing and loses nothing."""

from io import BytesIO

import pytest

from intranet.core.db import session, transaction
from intranet.core.files import StoredFile
from intranet.plans import service
from intranet.plans.models import ChecklistItem, Evidence, Plan, Task
from intranet.plans.rules import TaskState


def do(action, *arguments, **words):
    with transaction():
        return action(*arguments, **words)


@pytest.mark.parametrize("path", ["", "/edit", "/evidence/1", "/evidence/1/thumb"])
def test_another_departments_task_is_closed_to_reading(app, plans, as_person, path) -> None:
    task = plans.task()
    assert task.id == 1
    page = as_person(plans.cast.other_staff).visit(f"/tasks/{task.id}{path}", status=403)
    assert "Nhiệm vụ này của đơn vị khác" in page.text or "lãnh đạo, văn thư hoặc Văn phòng" in page.text


MOVES = ("accept", "refuse", "assign", "start", "report", "confirm", "redo", "reassign", "cancel")
PARTS = ("items", "items/1", "items/1/tick", "items/1/move", "items/1/remove", "evidence", "evidence/1/withdraw",
         "comments", "periods", "edit")  # fmt: skip


@pytest.mark.parametrize("part", [*MOVES, *PARTS])
def test_another_departments_task_is_closed_to_doing(app, plans, as_person, part) -> None:
    task = plans.accepted(checklist=("Một",))
    do(service.add_note, task, "Ghi chú", plans.cast.staff)
    before = task_as_it_is(task)
    as_person(plans.cast.other_head).post(
        f"/tasks/{task.id}/{part}", status=403, note="x", words="x", done="1", assignee="1", department="1"
    )
    assert task_as_it_is(task) == before


def task_as_it_is(task: Task) -> tuple:
    session.expire_all()
    task = session.get_one(Task, task.id)
    items = [(item.words, item.done_at, item.position) for item in task.items]
    return (task.state, task.words, task.lead_id, task.assignee_id, items, len(task.comments),
            [(proof.id, proof.withdrawn_at) for proof in task.evidence])  # fmt: skip


@pytest.mark.parametrize("part", ["tick", "move", "remove", ""])
def test_an_item_of_another_task_in_the_address_is_not_found(app, plans, as_person, part) -> None:
    mine, theirs = plans.accepted(checklist=("Một",)), plans.accepted(plans.cast.two, checklist=("Hai",))
    foreign = theirs.items[0].id
    staff = as_person(plans.cast.staff)
    page = staff.post(f"/tasks/{mine.id}/items/{foreign}/{part}".rstrip("/"), status=404, done="1", words="x")
    assert "Không tìm thấy đầu việc này" in page.text
    assert session.get_one(ChecklistItem, foreign).done_at is None


def test_evidence_of_another_task_in_the_address_is_not_found(app, plans, as_person) -> None:
    cast = plans.cast
    mine, theirs = plans.accepted(), plans.accepted(cast.two)
    note = do(service.add_note, theirs, "Ghi chú", cast.other_staff)
    staff = as_person(cast.staff)
    for path in ("", "/thumb"):
        staff.visit(f"/tasks/{mine.id}/evidence/{note.id}{path}", status=404)
    staff.post(f"/tasks/{mine.id}/evidence/{note.id}/withdraw", status=404)
    staff.visit("/tasks/999999", status=404)
    staff.visit("/plans/999999", status=404)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("macro.docm", b"MZ\0\0", "Không nhận ra tệp"),
        ("anh.jpg", b"<html>", "Không nhận ra tệp"),
        ("rong.pdf", b"", "trống"),
        ("ve.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    ],
)
def test_a_foreign_file_is_refused_and_nothing_is_kept(app, plans, as_person, name, content, sentence) -> None:
    task = plans.accepted()
    staff = as_person(plans.cast.staff)
    page = staff.press("Thêm minh chứng", staff.visit(f"/tasks/{task.id}"), status=422, file=(BytesIO(content), name),
                       note="Ghi chú dài của tôi")  # fmt: skip
    assert sentence in page.text
    assert "Ghi chú dài của tôi" in page.text
    assert session.query(Evidence).count() == session.query(StoredFile).count() == 0
    assert session.get_one(Task, task.id).state == TaskState.ACCEPTED


def test_too_large_an_upload_is_refused_in_words(app, plans, as_person) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 200_000
    task = plans.accepted()
    staff = as_person(plans.cast.staff)
    page = staff.visit(f"/tasks/{task.id}")
    page = staff.press("Thêm minh chứng", page, status=413, file=(BytesIO(b"\xff\xd8\xff" + b"0" * 300_000), "to.jpg"))
    assert "Tệp quá lớn" in page.text
    assert session.query(Evidence).count() == 0


def test_the_same_form_twice_is_one_comment_and_one_plan(app, plans, as_person) -> None:
    task = plans.accepted()
    staff = as_person(plans.cast.staff)
    page = staff.visit(f"/tasks/{task.id}")
    for _ in range(2):
        staff.press("Gửi ý kiến", page, words="Một lần thôi")
    assert len(session.get_one(Task, task.id).comments) == 1
    clerk = as_person(plans.cast.clerk)
    form = clerk.visit("/plans/new")
    before = session.query(Plan).count()
    for _ in range(2):
        clerk.press("Lập kế hoạch", form, number="9", symbol="KH-LMHTX", issued_on="25/02/2025", subject="Một lần",
                    leader=str(plans.cast.leader.id))  # fmt: skip
    assert session.query(Plan).count() == before + 1


WRONG_HEADS = {
    "number": ("abc 12", "Số là số nguyên từ 1"),
    "symbol": ("KH - LMHTX/??", "Ký hiệu chỉ gồm chữ, số"),
    "issued_on": ("01/01/2099", "quá một năm"),
}


@pytest.mark.parametrize("field", WRONG_HEADS)
def test_a_wrong_number_symbol_or_day_stands_beside_its_field(app, plans, as_person, field: str) -> None:
    words, sentence = WRONG_HEADS[field]
    plan = plans.plan("43")
    clerk = as_person(plans.cast.clerk)
    right = {"number": "9", "symbol": "KH-LMHTX", "issued_on": "25/02/2025", "subject": "Một việc",
             "leader": str(plans.cast.leader.id)}  # fmt: skip
    page = clerk.press("Lập kế hoạch", clerk.visit("/plans/new"), status=422, **{**right, field: words})
    assert sentence in page.text and page.tree.xpath(f"//input[@name='{field}' and @aria-invalid='true']")
    page = clerk.press("Lưu", clerk.visit(f"/plans/{plan.id}/edit"), status=422, **{field: words})
    assert sentence in page.text
    assert [kept.mark for kept in session.query(Plan)] == ["43/KH-LMHTX"]


def test_a_second_click_on_a_move_is_told_the_state(app, plans, as_person) -> None:
    task = plans.task()
    head = as_person(plans.cast.head)
    head.post(f"/tasks/{task.id}/accept")
    page = head.post(f"/tasks/{task.id}/accept", status=409)
    assert "Đã nhận" in page.text


@pytest.mark.parametrize(
    "address", ["?state=nonsense&due=never&department=x&page=-3&plan=", "?page=999999999999&q=%00", "?q=" + "a" * 5000]
)
def test_a_crooked_address_is_still_a_list(app, plans, as_person, address) -> None:
    plans.task()
    as_person(plans.cast.leader).visit(f"/tasks{address}")
    as_person(plans.cast.leader).visit(f"/plans{address}")


def test_a_form_that_lay_open_too_long_is_offered_again_filled(app, plans, as_person) -> None:
    task = plans.accepted()
    staff = as_person(plans.cast.staff)
    app.config["WTF_CSRF_ENABLED"] = True
    page = staff.post(f"/tasks/{task.id}/comments", status=400, words="Ý kiến dài tôi đã viết")
    assert "Gửi lại" in page.buttons()
    assert len(task.comments) == 0
    page = staff.press("Gửi lại", page)
    assert "Ý kiến dài tôi đã viết" in page.text
    assert [said.words for said in session.get_one(Task, task.id).comments] == ["Ý kiến dài tôi đã viết"]
