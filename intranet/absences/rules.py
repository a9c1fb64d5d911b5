"""Absences and who stands in: what an absence hands over is marked in the features' own tables of permissions."""

from datetime import date
from typing import Any

from intranet.accounts.rules import departments_headed, heads_department, is_admin, is_leader, sees_everything
from intranet.core.permissions import Permission


def covers(absence: Any, day: date) -> bool:
    """Whether an absence lasts on a day; it ends by itself after its last one."""
    return absence.cancelled_at is None and absence.first_on <= day <= absence.last_on


def absence_on(person: Any, day: date) -> Any:
    """The absence of a person that lasts on a day, or None."""
    return next((absence for absence in person.absences if covers(absence, day)), None)


def is_away(person: Any, day: date) -> bool:
    """Whether the person is absent on a day."""
    return absence_on(person, day) is not None


def is_here(person: Any, day: date) -> bool:
    """Whether the person works here and is not absent on a day."""
    return bool(person.is_active) and not is_away(person, day)


def deputy_on(person: Any, day: date) -> Any:
    """Who stands in for a person on a day; None when he is here, named nobody, or that one has left."""
    absence = absence_on(person, day)
    deputy = absence.deputy if absence else None
    return deputy if deputy is not None and deputy.is_active else None


def why_no_deputy(deputy: Any, person: Any) -> str | None:
    """Why this person cannot stand in for that one; None when he can. What a leader decides stays with leaders."""
    if deputy.id == person.id:
        return "Người xử lý thay phải là người khác."
    if not deputy.is_active:
        return f"{deputy.name} không còn làm việc ở đây. Hãy chọn người khác."
    if is_leader(person) and not is_leader(deputy):
        return "Việc của lãnh đạo do một lãnh đạo khác xử lý thay. Hãy chọn trong ban lãnh đạo, hoặc để trống."
    return None


def enters(actor: Any, person: Any) -> bool:
    """The person himself, the heads of his department, leaders and the admin say when somebody is absent."""
    own_head = heads_department(actor, person.department_id)
    return actor.id == person.id or own_head or is_leader(actor) or is_admin(actor)


def _enters_it(actor: Any, absence: Any) -> bool:
    return enters(actor, absence.person)


def _knows(actor: Any, absence: Any) -> bool:
    """Days and deputy are for all; why somebody is away and what was done meanwhile for those it concerns."""
    return absence.deputy_id == actor.id or enters(actor, absence.person)


def _is_deputy(actor: Any, absence: Any) -> bool:
    return bool(absence.deputy_id == actor.id)


def _reads_report(actor: Any, thing: Any) -> bool:
    return sees_everything(actor) or is_admin(actor) or bool(departments_headed(actor))


_ENTER = "Ngày vắng do chính người vắng, trưởng hoặc phó đơn vị, lãnh đạo hoặc người quản trị ghi."

PERMISSIONS = {
    "absence.list": Permission(lambda person, _: True),
    "absence.enter": Permission(enters, _ENTER),
    "absence.view": Permission(lambda person, _: True),
    "absence.know": Permission(_knows, "Lý do vắng chỉ người vắng, người xử lý thay và lãnh đạo của họ xem được."),
    "absence.change": Permission(_enters_it, _ENTER),
    "absence.cancel": Permission(_enters_it, _ENTER),
    "absence.step_down": Permission(_is_deputy, "Chỉ người xử lý thay trả lại việc này."),
    "absence.report": Permission(
        _reads_report, "Báo cáo xử lý thay dành cho lãnh đạo, Văn phòng, văn thư, quản trị và trưởng các đơn vị."
    ),
}
