"""Lending filed copies of letters and taking them back: Sổ sử dụng bản lưu (PL IV.IV NĐ 30/2020)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.registers.models import CopyUse, RegisterNumber


@dataclass(frozen=True)
class Use:
    """Who uses a copy from which day, with whose leave; `file_symbol` is số và ký hiệu hồ sơ."""

    used_on: date
    user_name: str
    allowed_by: str
    file_symbol: str = ""
    remark: str = ""


def lend_copy(number: RegisterNumber, actor: Any, facts: Use) -> CopyUse:
    """Note that somebody uses the filed copy of a letter; raises Invalid for a day to come."""
    if facts.used_on > today():
        raise Invalid("Ngày sử dụng không được sau hôm nay.", field="used_on")
    use = CopyUse(number_id=number.id, number=number, by_id=actor.id, **vars(facts))
    session.add(use)
    history.record(use, actor, "lend_copy", f"{facts.user_name} sử dụng bản lưu {number.full}")
    return use


def give_back_copy(use: CopyUse, actor: Any, day: date) -> None:
    """Note that the filed copy is back; raises Invalid for a day that cannot be, Refused when it is back already."""
    session.flush()
    lock(use)
    if use.returned_on is not None:
        raise Refused("Bản lưu này đã ghi trả.")
    if not use.used_on <= day <= today():
        raise Invalid("Ngày trả không trước ngày sử dụng và không sau hôm nay.", field="day")
    use.returned_on = day
    history.record(use, actor, "give_back_copy", f"Trả bản lưu {use.number.full}")
