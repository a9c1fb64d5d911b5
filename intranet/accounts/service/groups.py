"""What the admin does with groups of departments: "các Phòng, Trung tâm, Quỹ Hỗ trợ"."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused


@dataclass(frozen=True)
class GroupFacts:
    """A group's names, its place in lists, and whether it includes departments that the same letter names."""

    name: str
    spellings: str = ""
    position: int = 0
    includes_named: bool = True


def make_group(actor: Person | None, facts: GroupFacts, members: Sequence[Department]) -> DepartmentGroup:
    """A new group. Raises Invalid when the name is taken or nobody is in it."""
    group = DepartmentGroup()
    _set(group, facts, members)
    session.add(group)
    history.record(group, actor, "make_group", f"đã lập nhóm «{facts.name}»")
    return group


def edit_group(group: DepartmentGroup, actor: Person, facts: GroupFacts, members: Sequence[Department]) -> None:
    """Set a group's names and members; work handed out earlier stays as it is. Raises Invalid like make_group."""
    _set(group, facts, members)
    names = ", ".join(member.short_name for member in members)
    history.record(group, actor, "edit_group", f"đã sửa nhóm «{facts.name}»: {names}")


def remove_group(group: DepartmentGroup, actor: Person) -> None:
    """Remove a group that never got work. Raises Refused otherwise."""
    history.record(group, actor, "remove_group", f"đã xóa nhóm «{group.name}»")
    try:
        with session.begin_nested():
            session.delete(group)
    except IntegrityError as error:
        raise Refused("Nhóm này đã được giao nhiệm vụ nên không xóa được.", "Hãy sửa tên hoặc thành viên.") from error


def _set(group: DepartmentGroup, facts: GroupFacts, members: Sequence[Department]) -> None:
    same = select(DepartmentGroup).where(func.lower(DepartmentGroup.name) == facts.name.lower())
    with session.no_autoflush:
        if any(other is not group for other in session.scalars(same)):
            raise Invalid("Đã có nhóm mang tên này.", field="name")
    if not members:
        raise Invalid("Hãy chọn ít nhất một đơn vị.", field="members")
    for name, value in vars(facts).items():
        setattr(group, name, value)
    group.members = list(members)
