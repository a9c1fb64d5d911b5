"""Reading the office: people, departments, groups, issuers and who may sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from intranet.accounts.models import Department, DepartmentGroup, Issuer, Person, SigningAuthority
from intranet.accounts.rules import Role, covers_type, holds_on
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.docservice.vietnamese import search_key


def get_person(person_id: int) -> Person:
    """The person, or NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("Không tìm thấy người này.")
    return person


def find_person(username: str) -> Person | None:
    """The person who signs in with that name, if there is one."""
    return session.scalars(select(Person).where(Person.username == username.strip().lower())).one_or_none()


def get_department(department_id: int) -> Department:
    """The department, or NotFound."""
    department = session.get(Department, department_id)
    if department is None:
        raise NotFound("Không tìm thấy đơn vị này.")
    return department


def open_departments() -> Sequence[Department]:
    """The departments that work today, in the office's order."""
    return session.scalars(
        select(Department).where(Department.closed_on.is_(None)).order_by(Department.position, Department.id)
    ).all()


def departments_by_id() -> dict[int, Department]:
    """All departments, open and closed, for lists that name many of them."""
    return {department.id: department for department in session.scalars(select(Department))}


def groups() -> Sequence[DepartmentGroup]:
    """The groups of departments, in the office's order."""
    return session.scalars(select(DepartmentGroup).order_by(DepartmentGroup.position, DepartmentGroup.id)).all()


def people_of(department_id: int) -> Sequence[Person]:
    """Those who work in a department today, in the order of Vietnamese names."""
    return session.scalars(
        select(Person)
        .where(Person.department_id == department_id, or_(Person.left_on.is_(None), Person.left_on > today()))
        .order_by(Person.sort_key, Person.id)
    ).all()


def main_issuer() -> Issuer:
    """The office's first issuer; raises NotFound before the office has been set up."""
    issuer = session.scalars(select(Issuer).order_by(Issuer.position, Issuer.id).limit(1)).one_or_none()
    if issuer is None:
        raise NotFound("Chưa khai báo cơ quan ban hành.", "Người quản trị khai báo ở mục Quản trị.")
    return issuer


def authorities_for(issuer_id: int, type_code: str, day: date) -> list[SigningAuthority]:
    """Who may sign a letter of a type on a day, in which capacity (Điều 13 NĐ 30/2020)."""
    query = select(SigningAuthority).where(SigningAuthority.issuer_id == issuer_id).order_by(SigningAuthority.id)
    return [a for a in session.scalars(query) if holds_on(a, day) and covers_type(a, type_code) and a.person.is_active]


@dataclass(frozen=True)
class DirectoryDepartment:
    """A department and those who work in it, its head first."""

    department: Department
    people: list[Person]


def directory(words: str = "") -> list[DirectoryDepartment]:
    """Who works where today; with words, only those whose name, post, department or phone holds all of them."""
    wanted = search_key(words).split()
    by_department: dict[int, list[Person]] = {}
    for person in active_people():
        by_department.setdefault(person.department_id, []).append(person)
    found = []
    for department in open_departments():
        of_it = sorted(by_department.get(department.id, []), key=lambda person: _rank(person, department))
        place = f"{department.name} {department.short_name}"
        kept = [p for p in of_it if _holds_all(wanted, f"{p.name} {p.post} {p.phone} {p.email} {place}")]
        if kept or not wanted:
            found.append(DirectoryDepartment(department, kept))
    return found


def _rank(person: Person, department: Department) -> int:
    order = {Role.HEAD: 0, Role.DEPUTY_HEAD: 1}
    return min((order.get(Role(r.role), 2) for r in person.roles if r.department_id == department.id), default=2)


def _holds_all(wanted: list[str], text: str) -> bool:
    key = search_key(text)
    return all(word in key for word in wanted)


def active_people() -> Sequence[Person]:
    """Everybody who works here today, in the order of Vietnamese names."""
    return session.scalars(
        select(Person)
        .where(or_(Person.left_on.is_(None), Person.left_on > today()))
        .order_by(Person.sort_key, Person.id)
    ).all()
