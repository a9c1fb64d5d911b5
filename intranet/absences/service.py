"""Entering, changing and taking back an absence; the features hear of it in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intranet.absences.models import Absence
from intranet.absences.queries import clashes
from intranet.absences.rules import why_no_deputy
from intranet.accounts.models import Person
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused

# What the features do when an absence was entered or changed: (absence, actor, the deputy it had before).
ON_ABSENCE: list[Callable[[Absence, Person, Person | None], None]] = []


@dataclass(frozen=True)
class AbsenceFacts:
    """From when until when, who stands in (None: nobody, the heads hear of his deadlines), and why."""

    first_on: date
    last_on: date
    deputy: Person | None = None
    reason: str = ""


def enter_absence(person: Person, actor: Person, facts: AbsenceFacts) -> Absence:
    """Say that somebody will be away and who does his work meanwhile: all but signing, numbers and the seal.

    Raises NotPermitted, and Invalid (fields "first_on", "last_on", "deputy_id", "reason") for days that are over or
    run backwards, a second absence of the same days, and a deputy who is away himself: there are no chains.
    """
    permissions.require(actor, "absence.enter", person)
    if not person.is_active:
        raise Refused(f"{person.name} không còn làm việc ở đây.")
    _check(person, facts)
    absence = Absence(person=person, entered_by=actor)
    _write(absence, facts)
    session.add(absence)
    session.flush()
    _note(absence, actor, "enter", f"ghi vắng {absence.days_in_words}", before=None)
    return absence


def change_absence(absence: Absence, actor: Person, facts: AbsenceFacts) -> None:
    """Correct days, deputy or reason; coming back earlier is an earlier last day. Raises as `enter_absence`, and
    Refused once it is over or taken back."""
    permissions.require(actor, "absence.change", absence)
    _require_open(absence)
    _check(absence.person, facts, absence)
    stood = AbsenceFacts(absence.first_on, absence.last_on, absence.deputy, absence.reason)
    if facts == stood:
        return
    _write(absence, facts)
    session.flush()
    _note(absence, actor, "change", f"sửa: vắng {absence.days_in_words}", before=stood.deputy)


def cancel_absence(absence: Absence, actor: Person) -> None:
    """Take an absence back; what was done in it stays done and on record. Raises Refused once it is over."""
    permissions.require(actor, "absence.cancel", absence)
    _require_open(absence)
    absence.cancelled_at = now()
    session.flush()
    _forget(absence, absence.deputy)
    history.record(absence, actor, "cancel", "bỏ đợt vắng mặt")


def step_down(absence: Absence, actor: Person) -> None:
    """The deputy gives the work back: it waits for the absent person until somebody else is named."""
    permissions.require(actor, "absence.step_down", absence)
    _require_open(absence)
    absence.deputy = None
    session.flush()
    _note(absence, actor, "step_down", "thôi xử lý thay", before=actor)


def _check(person: Person, facts: AbsenceFacts, absence: Absence | None = None) -> None:
    _lock(person, facts.deputy)
    if facts.last_on < facts.first_on:
        raise Invalid("Ngày cuối đứng trước ngày đầu.", field="last_on")
    if facts.last_on < today():
        raise Invalid("Ngày cuối đã qua. Hãy ghi từ hôm nay trở đi.", field="last_on")
    if not facts.reason.strip():
        raise Invalid("Hãy ghi lý do, ví dụ: nghỉ phép năm, đi công tác.", field="reason")
    for other in clashes(person, facts.first_on, facts.last_on, absence):
        if other.person_id == person.id:
            raise Invalid(f"{person.name} đã ghi vắng {other.days_in_words}. Hãy sửa đợt vắng ấy.", field="first_on")
        raise Invalid(
            f"{person.name} đang nhận xử lý thay {other.person.title} {other.days_in_words}. "
            "Hãy đổi người xử lý thay của đợt ấy trước.",
            field="first_on",
        )
    if facts.deputy is not None:
        _check_deputy(facts.deputy, person, facts)


def _check_deputy(deputy: Person, person: Person, facts: AbsenceFacts) -> None:
    problem = why_no_deputy(deputy, person)
    if problem:
        raise Invalid(problem, field="deputy_id")
    for other in clashes(deputy, facts.first_on, facts.last_on):
        if other.person_id == deputy.id:
            raise Invalid(f"{deputy.name} cũng vắng {other.days_in_words}. Hãy chọn người khác.", field="deputy_id")


def _lock(*people: Person | None) -> None:
    """Two absences of the same people are looked at one after the other."""
    ids = sorted(person.id for person in people if person is not None)
    session.execute(select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update())


def _require_open(absence: Absence) -> None:
    session.flush()
    lock(absence)
    if absence.cancelled_at is not None or absence.last_on < today():
        raise Refused("Đợt vắng mặt này đã kết thúc hoặc đã bỏ.", "Cần thì ghi một đợt mới.")


def _write(absence: Absence, facts: AbsenceFacts) -> None:
    absence.first_on, absence.last_on = facts.first_on, facts.last_on
    absence.deputy, absence.reason = facts.deputy, facts.reason.strip()


def _note(absence: Absence, actor: Person, act: str, words: str, before: Person | None) -> None:
    _forget(absence, before)
    deputy = absence.deputy
    whom = f"; {deputy.title} xử lý thay" if deputy else "; không có người xử lý thay"
    detail: dict[str, Any] = {"person_id": absence.person_id, "deputy_id": absence.deputy_id}
    history.record(absence, actor, act, words + whom, note=absence.reason, **detail)
    for hears in ON_ABSENCE:
        hears(absence, actor, before)


def _forget(absence: Absence, before: Person | None) -> None:
    """What people in this session know of their absences is read again."""
    session.expire(absence.person, ["absences"])
    for deputy in (absence.deputy, before):
        if deputy is not None:
            session.expire(deputy, ["deputising"])
