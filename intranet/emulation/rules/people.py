"""Which departments the office charges with awards and with publicity, and who works for them."""

from enum import StrEnum
from typing import Any

from intranet.accounts.rules import departments_of, heads_department, is_admin, is_clerk, is_of_office


class Duty(StrEnum):
    """What a department can be charged with."""

    AWARDS = "awards"
    PUBLICITY = "publicity"


DUTY_LABELS = {
    Duty.AWARDS: "Thi đua, khen thưởng và danh sách thành viên",
    Duty.PUBLICITY: "Thông tin, tuyên truyền",
}


def is_charged(person: Any, duty: Duty) -> bool:
    """Whether the person's department has the duty."""
    return any(held.duty == duty for held in person.emulation_duties)


def keeps_awards(person: Any, thing: Any = None) -> bool:
    """The department charged with awards, and Văn phòng and the clerk, who stand in for it."""
    return is_charged(person, Duty.AWARDS) or is_of_office(person) or is_clerk(person)


def keeps_publicity(person: Any, thing: Any = None) -> bool:
    """The department charged with publicity, and Văn phòng and the clerk, who stand in for it."""
    return is_charged(person, Duty.PUBLICITY) or is_of_office(person) or is_clerk(person)


def sets_up(person: Any, thing: Any = None) -> bool:
    """The admin says which department has which duty."""
    return is_admin(person)


def is_of_department(person: Any, department_id: int) -> bool:
    """Whether the department is his own, or one he heads."""
    return department_id in departments_of(person)


def answers_for(person: Any, thing: Any) -> bool:
    """Whoever recorded a thing, and the heads of the department it was recorded for."""
    return bool(thing.by_id == person.id or heads_department(person, thing.department_id))
