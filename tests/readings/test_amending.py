"""An amended plan beside the one on record: kept, changed, new, left out; ticks and evidence are never lost."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from intranet.core.db import session, transaction
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.plans import service as plans
from intranet.plans.models import Task
from intranet.plans.rules import TaskState
from intranet.readings import service
from intranet.readings.comparing import Asked, OldTask, paired
from tests.readings.conftest import LETTER
from tests.readings.test_story import HEAD, settle

AMENDED = (
    LETTER.replace("71/KH", "88/KH")
    .replace("ngày 03 tháng 3", "ngày 10 tháng 3")
    .replace("trước ngày 20/4/2025", "trước ngày 25/4/2025")
    .replace("- Viết bài giới thiệu các sản phẩm tiêu biểu.\n", "")
    .replace("3. Ban Thi đua:", "3. Phòng Kiểm tra Tổ chức thành viên:")
    .replace("4. Các đơn vị:", "4. Văn phòng:\n- Mời báo chí dự khai mạc trước ngày 15/4/2025.\n5. Các đơn vị:")
)


@pytest.fixture
def on_record(readings):
    """The plan of the first letter, confirmed, with work done on the task that the amended letter moves."""

    def confirm():
        reading = readings.read()
        settle(reading, readings.cast)
        with transaction():
            plan = service.confirm(reading, readings.cast.clerk, HEAD, readings.cast.leader)
        return plan

    return confirm


def task_of(words: str) -> Task:
    return session.scalars(select(Task).where(Task.words.startswith(words))).one()


def test_each_task_is_kept_changed_new_or_left_out(both_engines, readings, on_record) -> None:
    plan = on_record()
    reading = readings.on_plan(plan, AMENDED, amends=True)
    assert [(one.words.split()[0], one.change) for one in reading.proposals] == [
        ("Chủ", "changed"),
        ("Lập", "kept"),
        ("Đề", "changed"),
        ("Mời", "new"),
        ("Cử", "kept"),
    ]
    assert [old.words.split()[0] for old in service.left_out(reading, plan, reading.proposals)] == ["Viết"]
    first, third = reading.proposals[0], reading.proposals[2]
    before = service.changed_from(reading, reading.proposals)
    assert before[first.id][1] == ["nội dung", "thời hạn"] and before[third.id][1] == ["đơn vị"]


def test_confirmed_it_changes_the_tasks_with_history_and_keeps_ticks_and_evidence(
    both_engines, readings, on_record
) -> None:
    plan, cast = on_record(), readings.cast
    moved = task_of("Đề xuất")
    with transaction():
        plans.accept(moved, cast.office_head)
        item = plans.add_items(moved, ["Xem hồ sơ"], cast.office_head)[0]
        plans.tick(item, True, cast.office_head)
        plans.add_note(moved, "Đã có danh sách", cast.office_head)
    reading = readings.on_plan(plan, AMENDED, amends=True)
    for proposal in reading.proposals:
        with transaction():
            service.accept_task(proposal, cast.clerk)
    with transaction():
        service.confirm(reading, cast.clerk)
    session.expire_all()
    assert task_of("Chủ trì").deadline == date(2025, 4, 25)
    assert task_of("Viết bài").state == TaskState.CANCELLED and task_of("Mời báo").lead.short_name == "VP"
    moved = task_of("Đề xuất")
    assert (moved.lead.short_name, moved.state) == ("PKTTCTV", TaskState.NEW)
    assert [done.done_at is not None for done in moved.items] == [True] and len(moved.evidence) == 1
    assert moved.reading_id == reading.id
    notes = {entry.note for entry in history_of(moved) if entry.act in ("reassign", "edit")}
    assert notes == {"Theo văn bản 88/KH-LMHTX ngày 10/03/2025"}
    assert "điều chỉnh kế hoạch: sửa 2, bỏ 1, thêm 1 nhiệm vụ" in [entry.words for entry in history_of(plan)]


def test_what_a_person_keeps_stays(both_engines, readings, on_record) -> None:
    plan, cast = on_record(), readings.cast
    reading = readings.on_plan(plan, AMENDED, amends=True)
    with transaction():
        service.drop_task(reading.proposals[0], cast.clerk)
        service.spare_task(reading, [task_of("Viết bài").id], True, cast.clerk)
        for proposal in reading.proposals[1:]:
            service.accept_task(proposal, cast.clerk)
    with transaction():
        service.confirm(reading, cast.clerk)
    session.expire_all()
    assert task_of("Chủ trì").deadline == date(2025, 4, 20) and task_of("Viết bài").state == TaskState.NEW


def test_a_finished_task_stays_as_it_is(both_engines, readings, on_record) -> None:
    plan, cast = on_record(), readings.cast
    done = task_of("Chủ trì")
    with transaction():
        plans.accept(done, cast.head)
        plans.report(done, cast.head)
        plans.confirm(done, cast.leader)
    reading = readings.on_plan(plan, AMENDED, amends=True)
    with transaction():
        for proposal in reading.proposals:
            service.accept_task(proposal, cast.clerk)
        service.confirm(reading, cast.clerk)
    session.expire_all()
    assert (done.state, done.deadline) == (TaskState.DONE, date(2025, 4, 20))


def test_the_page_shows_both_side_by_side(app, readings, on_record, as_person) -> None:
    on_record()
    clerk = as_person(readings.cast.clerk)
    page = clerk.visit("/readings/begin?plan=1&amends=1")
    clerk.press("Đọc văn bản", on=page, files=(io.BytesIO(AMENDED.encode()), "dieu-chinh.txt"))
    run_due()
    page = clerk.visit("/readings/2")
    assert "Đang ghi: nội dung, thời hạn khác" in page.text and "hạn 20/04/2025" in page.text
    assert "văn bản mới không còn (1)" in page.text and "sẽ hủy" in page.text
    assert "vẫn giữ" in clerk.press("Giữ lại", on=page).text
    page = clerk.visit("/readings/2/confirm")
    assert "giữ nguyên 2, thay đổi 2, thêm 1, hủy 0 nhiệm vụ" in page.text


def old(number: int, words: str, receiver: str = "d:1", place: str = "") -> OldTask:
    return OldTask((number,), words, place, receiver, "", None, frozenset())


def asked(words: str, receiver: str = "d:1", place: str = "") -> Asked:
    return Asked(words, place, receiver, None, frozenset())


def test_the_likest_tasks_go_together_whatever_their_order() -> None:
    before = [old(1, "Mở lớp tập huấn kế toán cho hợp tác xã"), old(2, "Mở lớp tập huấn quản trị cho hợp tác xã")]
    after = [asked("Mở lớp tập huấn quản trị cho các hợp tác xã"), asked("Mở lớp tập huấn kế toán cho các hợp tác xã")]
    assert [found.ids if found else None for found in paired(before, after)] == [(2,), (1,)]


def test_the_same_words_go_with_their_own_unit() -> None:
    before = [old(1, "Báo cáo kết quả", "d:1"), old(2, "Báo cáo kết quả", "d:2")]
    after = [asked("Báo cáo kết quả", "d:2"), asked("Báo cáo kết quả", "d:3"), asked("Việc khác hẳn", "d:1")]
    assert [found.ids if found else None for found in paired(before, after)] == [(2,), (1,), None]
