"""What the admin does with departments: make, rename from a date, appoint heads, merge and close."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from intranet.accounts import queries
from intranet.accounts.models import Department, DepartmentGroup, DepartmentName, Person, PersonRole
from intranet.accounts.rules import DepartmentKind, Role
from intranet.accounts.service.issuers import require_symbol
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.vietnamese import fold

# Called with (closed department, its successor or None, actor), in the same transaction, before anybody is moved.
# A feature that has open work there moves it to the successor, or raises Refused when there is none.
ON_DEPARTMENT_CLOSED: list[Callable[[Department, Department | None, Person], None]] = []


@dataclass(frozen=True)
class DepartmentFacts:
    """What is known of a department besides its names."""

    issuer_id: int
    kind: DepartmentKind
    spellings: str = ""
    position: int = 0
    is_office: bool = False


def make_department(
    actor: Person | None, facts: DepartmentFacts, *, name: str, short_name: str, holds_from: date
) -> Department:
    """A new department under its first name.

    Raises Invalid when the name already means another one, or the short name cannot stand in a công văn's symbol.
    """
    _require_free_names(None, name, short_name, facts.spellings)
    require_symbol(short_name, "short_name")
    department = Department(**vars(facts))
    department.names.append(DepartmentName(holds_from=holds_from, name=name, short_name=short_name))
    session.add(department)
    history.record(department, actor, "make_department", f"đã lập đơn vị «{name}»")
    return department


def edit_department(department: Department, actor: Person, facts: DepartmentFacts) -> None:
    """Set everything but the names. Raises Invalid when a spelling already means another department."""
    _require_free_names(department, department.name, department.short_name, facts.spellings)
    before = {name: getattr(department, name) for name in vars(facts)}
    changed = {name: value for name, value in vars(facts).items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(department, name, value)
    history.record(
        department, actor, "edit_department", "đã sửa thông tin đơn vị", changed=sorted(changed), earlier=before
    )


def rename_department(department: Department, actor: Person, *, name: str, short_name: str, holds_from: date) -> None:
    """Another name from a day on; letters of earlier days keep the old one, which also stays as a spelling.

    A second name from the same day corrects the first. Raises Invalid when the name means another department or
    the short name, part of a công văn's symbol, cannot be one.
    """
    _require_free_names(department, name, short_name, "")
    require_symbol(short_name, "short_name")
    old = department.name_on(holds_from)
    known = department.spellings.split("\n")
    department.spellings = "\n".join(
        line for line in dict.fromkeys([*known, old.name, old.short_name]) if line and line not in (name, short_name)
    )
    same_day = next((held for held in department.names if held.holds_from == holds_from), None)
    if same_day:
        same_day.name, same_day.short_name = name, short_name
    else:
        department.names.append(DepartmentName(holds_from=holds_from, name=name, short_name=short_name))
    session.flush()
    session.expire(department, ["names"])
    words = f"đã đổi tên «{old.name}» thành «{name}» từ {holds_from:%d/%m/%Y}"
    history.record(department, actor, "rename_department", words)


def set_heads(department: Department, actor: Person | None, head: Person | None, deputies: Sequence[Person]) -> None:
    """Say who heads a department and who deputises. Raises Invalid when somebody is both."""
    if head is not None and head in deputies:
        raise Invalid("Một người không thể vừa là trưởng vừa là phó.", field="deputies")
    session.execute(delete(PersonRole).where(PersonRole.department_id == department.id))
    appointed = [(Role.HEAD, head)] if head else []
    for role, person in [*appointed, *((Role.DEPUTY_HEAD, deputy) for deputy in deputies)]:
        session.add(PersonRole(person_id=person.id, role=role, department_id=department.id))
    session.flush()
    session.expire_all()
    names = ", ".join(deputy.name for deputy in deputies) or "không có"
    words = f"đã ghi trưởng đơn vị: {head.name if head else 'chưa có'}; cấp phó: {names}"
    history.record(department, actor, "set_heads", words)


def close_department(department: Department, actor: Person, into: Department | None, reason: str) -> None:
    """Close a department today; with a successor its people, open tasks and places in groups go there.

    Raises Refused (closed already, it is Văn phòng, people or open work left without a successor) or Invalid.
    """
    if not department.is_open:
        raise Refused("Đơn vị này đã đóng.")
    if into is not None and (into is department or not into.is_open):
        raise Invalid("Hãy chọn một đơn vị khác đang hoạt động.", field="into")
    if department.is_office and not any(d.is_office for d in queries.open_departments() if d is not department):
        raise Refused(
            "Đơn vị này đang giữ vai trò Văn phòng (theo dõi mọi kế hoạch).",
            "Hãy giao vai trò Văn phòng cho một đơn vị khác trước.",
        )
    people = queries.people_of(department.id)
    if people and into is None:
        raise Invalid(f"Còn {len(people)} người ở đơn vị này. Hãy chọn nơi họ chuyển đến.", field="into")
    for moves_its_work in ON_DEPARTMENT_CLOSED:
        moves_its_work(department, into, actor)
    if into is not None:
        session.execute(update(Person).where(Person.department_id == department.id).values(department_id=into.id))
    session.execute(delete(PersonRole).where(PersonRole.department_id == department.id))
    _leave_groups(department, into)
    department.closed_on = today()
    department.merged_into_id = into.id if into else None
    session.flush()
    session.expire_all()
    where = f", nhập vào «{into.name}»" if into else ""
    history.record(department, actor, "close_department", f"đã đóng đơn vị{where}", note=reason)


def _leave_groups(department: Department, into: Department | None) -> None:
    for group in session.scalars(select(DepartmentGroup)):
        if department in group.members:
            group.members.remove(department)
            if into is not None and into not in group.members:
                group.members.append(into)


def _require_free_names(department: Department | None, name: str, short_name: str, spellings: str) -> None:
    """Letters find their receivers by these names, so one name may mean one department only."""
    taken: dict[str, str] = {}
    for other in queries.open_departments():
        if other is not department:
            for known in (other.name, other.short_name, *other.spellings.split("\n")):
                taken.setdefault(fold(known), other.name)
    typed = [("name", name), ("short_name", short_name), *(("spellings", line) for line in spellings.split("\n"))]
    for field, words in typed:
        if words.strip() and fold(words) in taken:
            raise Invalid(f"«{words}» đã là tên gọi của {taken[fold(words)]}.", field=field)
