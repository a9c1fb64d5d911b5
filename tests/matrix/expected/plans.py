"""Plans and tasks: who hands out, who works, who confirms, and who may not even look."""

from datetime import timedelta

from intranet.core.clock import today
from tests.matrix.expected.line import (
    CLERK,
    HEADS_OF_ONE,
    MANAGERS,
    OF_OFFICE,
    OF_ONE,
    OF_THREE,
    OF_TWO,
    PDF,
    PHOTO,
    STAFF_ALL,
    get,
    post,
)

TODAY = f"{today():%d/%m/%Y}"
LATER = f"{today() + timedelta(days=60):%d/%m/%Y}"
SEES = OF_ONE | OF_TWO | MANAGERS  # a task that one leads and two supports
SEES_FOREIGN = OF_THREE | MANAGERS
WORKS = OF_ONE | OF_TWO
# The issuing leader, or Văn phòng for him; the other leader sits there too but is not Văn phòng.
CONFIRMS = OF_OFFICE | {"leader"}
PLAN = {
    "number": "50", "symbol": "KH-LMHTX", "issued_on": TODAY, "subject": "Tập huấn", "leader": "@person.leader",
    "letter": PDF,
}  # fmt: skip
TASK = {"words": "Mở lớp", "priority": "normal"}
WHY = {"note": "Có lý do"}

CASES = (
    get("plans.index", STAFF_ALL),
    get("plans.new_plan", MANAGERS),
    post("plans.new_plan", MANAGERS, PLAN),
    get("plans.plan", STAFF_ALL, plan="open"),
    get("plans.letter", STAFF_ALL, plan="open"),
    get("plans.edit_plan", MANAGERS, plan="open"),
    post("plans.edit_plan", MANAGERS, PLAN, plan="open"),
    post("plans.close_plan", MANAGERS, plan="idle"),
    post("plans.close_plan", (), plan="open", late=MANAGERS),
    post("plans.reopen_plan", MANAGERS, WHY, plan="closed"),
    post("plans.reopen_plan", (), WHY, plan="open", late=MANAGERS),
    get("plans.new_task", MANAGERS, plan="open"),
    post("plans.new_task", MANAGERS, {**TASK, "receiver": ["d:", "@department.one"]}, plan="open"),
    get("plans.paste_tasks", MANAGERS, plan="open"),
    post("plans.preview_tasks", MANAGERS, {"text": "1. Văn phòng:\n- Theo dõi"}, plan="open", changes=False),
    post(
        "plans.add_tasks",
        MANAGERS,
        {"rows-0-words": "Mở lớp", "rows-0-receiver": ["g:", "@group.phong"]},
        plan="open",
    ),
    post(
        "plans.add_tasks",
        (),
        {"rows-0-words": "Mở lớp", "rows-0-receiver": ["g:", "@group.phong"]},
        plan="closed",
        late=MANAGERS,
    ),
    # Lists show each his own; boards only the own department's.
    get("plans.tasks", STAFF_ALL),
    get("plans.tasks_sheet", STAFF_ALL),
    get("plans.own_board", STAFF_ALL),
    get("plans.board", OF_ONE | MANAGERS, department="one"),
    get("plans.board", OF_THREE | MANAGERS, department="three"),
    get("plans.board", MANAGERS, department="vp"),
    # One task.
    get("plans.task", SEES, task="new"),
    get("plans.task", SEES, task="doing"),
    get("plans.task", SEES, task="reported"),
    get("plans.task", SEES, task="cancelled"),
    get("plans.task", SEES_FOREIGN, task="foreign"),
    get("plans.task", MANAGERS, task="office_new"),
    get("plans.edit_task", MANAGERS, task="doing"),
    post("plans.edit_task", MANAGERS, TASK, task="doing"),
    post("plans.edit_task", MANAGERS, TASK, task="foreign"),
    post("plans.accept", HEADS_OF_ONE, task="new"),
    post("plans.accept", HEADS_OF_ONE, {"assignee": "@person.mate"}, task="new"),
    post("plans.accept", (), task="doing", late=HEADS_OF_ONE),
    post("plans.accept", {"office_head"}, task="office_new"),
    post("plans.refuse", HEADS_OF_ONE, WHY, task="new"),
    post("plans.refuse", (), WHY, task="done", late=HEADS_OF_ONE),
    post("plans.assign", HEADS_OF_ONE, {"assignee": "@person.mate"}, task="accepted"),
    post("plans.assign", {"other_head"}, {"assignee": "@person.other"}, task="foreign"),
    post("plans.start", WORKS, task="accepted"),
    post("plans.report", HEADS_OF_ONE, task="ready"),
    post("plans.report", (), task="doing", late=HEADS_OF_ONE),
    post("plans.report", (), task="reported", late=HEADS_OF_ONE),
    post("plans.confirm", CONFIRMS, task="reported"),
    post("plans.confirm", {"leader"}, task="office_reported"),
    post("plans.confirm", (), task="ready", late=CONFIRMS),
    post("plans.redo", CONFIRMS, WHY, task="reported"),
    post("plans.redo", CONFIRMS, WHY, task="done"),
    post("plans.redo", {"leader"}, WHY, task="office_reported"),
    post("plans.reassign", MANAGERS, {"department": "@department.three"}, task="refused"),
    post("plans.reassign", (), {"department": "@department.three"}, task="done", late=MANAGERS),
    post("plans.cancel", MANAGERS, WHY, task="new"),
    post("plans.cancel", MANAGERS, WHY, task="foreign"),
    post("plans.cancel", (), WHY, task="cancelled", late=MANAGERS),
    # More time, and the day of an event.
    post("plans.ask_extension", HEADS_OF_ONE, {"until": LATER, "reason": "Chờ số liệu"}, task="doing"),
    post("plans.ask_extension", (), {"until": LATER, "reason": "Chờ"}, task="asking", late=HEADS_OF_ONE),
    post("plans.grant_extension", CONFIRMS, {"until": LATER}, task="asking", extension="asked"),
    post("plans.decline_extension", CONFIRMS, WHY, task="asking", extension="asked"),
    post("plans.withdraw_extension", HEADS_OF_ONE, task="asking", extension="asked"),
    post("plans.set_event", MANAGERS, {"event": "Hội nghị", "day": LATER}, plan="open"),
    # The checklist.
    post("plans.add_items", OF_ONE, {"words": "Một\nHai"}, task="accepted"),
    post("plans.add_items", OF_THREE, {"words": "Một\nHai"}, task="foreign"),
    post("plans.add_items", (), {"words": "Một"}, task="reported", late=OF_ONE),
    post("plans.edit_item", OF_ONE, {"words": "Sửa", "assignee": "@person.mate"}, task="doing", item="plain"),
    post("plans.move_item", OF_ONE, {"down": "1"}, task="doing", item="plain"),
    post("plans.remove_item", OF_ONE, task="doing", item="plain"),
    post("plans.tick", OF_ONE, {"done": "1"}, task="doing", item="plain"),
    post("plans.tick", OF_ONE | {"helper"}, {"done": "1"}, task="doing", item="given"),
    post("plans.tick", OF_THREE, {"done": "1"}, task="foreign", item="foreign_plain"),
    # Evidence and words.
    post("plans.add_evidence", WORKS, {"file": PHOTO, "note": "Ảnh"}, task="doing"),
    post("plans.add_evidence", WORKS, {"url": "https://example.org/2"}, task="doing"),
    post("plans.add_evidence", OF_THREE, {"note": "Đã gửi"}, task="foreign"),
    post("plans.add_evidence", (), {"note": "Đã gửi"}, task="new", late=WORKS),
    get("plans.evidence_file", SEES, task="doing", evidence="photo"),
    get("plans.evidence_thumb", SEES, task="doing", evidence="photo"),
    get("plans.evidence_file", SEES_FOREIGN, task="foreign", evidence="foreign_photo"),
    get("plans.evidence_thumb", SEES_FOREIGN, task="foreign", evidence="foreign_photo"),
    post("plans.withdraw_evidence", {"staff", *HEADS_OF_ONE}, task="doing", evidence="photo"),
    post("plans.withdraw_evidence", {"helper", *HEADS_OF_ONE}, task="doing", evidence="helpers"),
    post("plans.comment", SEES, {"words": "Đã rõ"}, task="doing"),
    post("plans.comment", SEES_FOREIGN, {"words": "Đã rõ"}, task="foreign"),
    post("plans.report_period", WORKS, {"period": "Tháng 11", "words": "Xong"}, task="standing"),
    post("plans.report_period", (), {"period": "Tháng 11", "words": "Xong"}, task="doing", late=WORKS),
)

# A thing of another task, asked for through a task that the person may well work on.
FOREIGN = (
    post("plans.grant_extension", {"leader"}, task="doing", extension="asked"),
    post("plans.decline_extension", {"leader"}, WHY, task="doing", extension="asked"),
    post("plans.withdraw_extension", {"head"}, task="doing", extension="asked"),
    post("plans.edit_item", {"staff"}, {"words": "Sửa"}, task="doing", item="foreign_plain"),
    post("plans.move_item", {"staff"}, {"down": "1"}, task="doing", item="foreign_plain"),
    post("plans.remove_item", {"staff"}, task="doing", item="foreign_plain"),
    post("plans.tick", {"staff"}, {"done": "1"}, task="doing", item="foreign_plain"),
    post("plans.add_evidence", {"staff"}, {"note": "Ảnh", "item": "@item.foreign_plain"}, task="doing"),
    get("plans.evidence_file", {"staff"}, task="doing", evidence="foreign_photo"),
    get("plans.evidence_thumb", {"staff"}, task="doing", evidence="foreign_photo"),
    get("plans.evidence_file", {"staff"}, task="doing", evidence="link"),
    post("plans.withdraw_evidence", {"head"}, task="doing", evidence="foreign_photo"),
    post("plans.withdraw_evidence", CLERK, task="doing", evidence="foreign_photo"),
)
