"""Reading the office: people, departments, groups, issuers and who may sign."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Department, DepartmentGroup, Issuer, Person, PersonRole, SigningAuthority
from intranet.accounts.rules import HEADS, HEADS_SIGN_AS, Role, covers_type, holds_on, is_leader
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.docservice.searching import finds, search_terms, search_text


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


def former_names() -> dict[int, list[str]]:
    """What closed departments were called, by the open department that followed them, through every merger.

    Letters name a unit by its old name long after it was merged.
    """
    everything = departments_by_id()
    found: dict[int, list[str]] = {}
    for closed in sorted(everything.values(), key=lambda department: department.id):
        heir: Department | None = closed
        while heir is not None and not heir.is_open:
            heir = everything.get(heir.merged_into_id or 0)
        if heir is not None and heir is not closed:
            called = [words for name in closed.names for words in (name.name, name.short_name)]
            found.setdefault(heir.id, []).extend(filter(None, [*called, *(closed.spellings or "").splitlines()]))
    return found


def groups() -> Sequence[DepartmentGroup]:
    """The groups of departments, in the office's order."""
    return session.scalars(select(DepartmentGroup).order_by(DepartmentGroup.position, DepartmentGroup.id)).all()


def people_of(department_id: int) -> Sequence[Person]:
    """Those who work in a department today, in the order of Vietnamese names."""
    return session.scalars(
        select(Person).where(Person.department_id == department_id, _works_here()).order_by(Person.sort_key, Person.id)
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


def signers_for(issuer_id: int, type_code: str, day: date) -> list[SigningAuthority]:
    """The same, with those who sign for the agency's councils and boards under its seal; the agency's own first."""
    query = select(Issuer.id).where(Issuer.seal_of_id == issuer_id, Issuer.closed_on.is_(None))
    bodies = session.scalars(query.order_by(Issuer.position, Issuer.id))
    return [a for one in (issuer_id, *bodies) for a in authorities_for(one, type_code, day)]


@dataclass(frozen=True)
class DirectoryPart:
    """The leaders, or a department and those who work in it."""

    name: str
    people: list[Person]


def directory(words: str, day: date) -> list[DirectoryPart]:
    """Who works where: the leaders, then each department with its head first.

    With words, only those whose name, post, department or phone holds all of them.
    """
    signing_heads = {a.person_id for a in authorities(day) if a.capacity in HEADS_SIGN_AS}
    everybody = active_people()
    leaders = [person for person in everybody if is_leader(person)]
    parts = [DirectoryPart("Lãnh đạo", sorted(leaders, key=lambda person: person.id not in signing_heads))]
    for department in open_departments():
        own = [p for p in everybody if p.department_id == department.id and not is_leader(p)]
        parts.append(DirectoryPart(department.name, sorted(own, key=lambda person: _rank(person, department.id))))
    wanted = search_terms(words)
    found = [
        DirectoryPart(part.name, [p for p in part.people if finds(wanted, _all_words(p, part.name))]) for part in parts
    ]
    return [part for part in found if part.people]


def _rank(person: Person, department_id: int) -> int:
    order = {Role.HEAD: 0, Role.DEPUTY_HEAD: 1}
    return min((order.get(Role(r.role), 2) for r in person.roles if r.department_id == department_id), default=2)


def _all_words(person: Person, place: str) -> str:
    department = person.department.short_name
    return search_text(person.name, person.post, person.phone, person.email, place, department)


def active_people() -> Sequence[Person]:
    """Everybody who works here today, in the order of Vietnamese names."""
    return session.scalars(select(Person).where(_works_here()).order_by(Person.sort_key, Person.id)).all()


def get_issuer(issuer_id: int) -> Issuer:
    """The issuer, or NotFound."""
    issuer = session.get(Issuer, issuer_id)
    if issuer is None:
        raise NotFound("Không tìm thấy cơ quan này.")
    return issuer


def agencies() -> list[Issuer]:
    """The issuers with a seal of their own, which departments belong to and letters come to."""
    return [issuer for issuer in issuers() if issuer.seal_of_id is None]


def issuers() -> Sequence[Issuer]:
    """All issuers, the office itself first."""
    return session.scalars(select(Issuer).order_by(Issuer.position, Issuer.id)).all()


def get_group(group_id: int) -> DepartmentGroup:
    """The group of departments, or NotFound."""
    group = session.get(DepartmentGroup, group_id)
    if group is None:
        raise NotFound("Không tìm thấy nhóm này.")
    return group


def get_authority(authority_id: int) -> SigningAuthority:
    """The authority to sign, or NotFound."""
    authority = session.get(SigningAuthority, authority_id)
    if authority is None:
        raise NotFound("Không tìm thấy quyền ký này.")
    return authority


def authorities(day: date, ended: bool = False) -> list[SigningAuthority]:
    """The authorities to sign that hold on a day or later; with `ended`, those that held before."""
    query = select(SigningAuthority).join(Person).order_by(SigningAuthority.issuer_id, Person.sort_key)
    query = query.options(joinedload(SigningAuthority.issuer))
    return [a for a in session.scalars(query) if (a.valid_until is not None and a.valid_until < day) == ended]


def heads_of(department: Department) -> tuple[Person | None, list[Person]]:
    """The head of a department and his deputies."""
    query = select(PersonRole.role, Person).join(Person).where(PersonRole.department_id == department.id)
    held = session.execute(query.order_by(Person.sort_key)).all()
    head = next((person for role, person in held if role == Role.HEAD), None)
    return head, [person for role, person in held if role == Role.DEPUTY_HEAD]


def deputies_of(head: Person) -> list[Person]:
    """The deputies of the departments somebody heads himself."""
    headed = [role.department for role in head.roles if role.role == Role.HEAD and role.department is not None]
    return [person for department in headed for person in heads_of(department)[1] if person.is_active]


def passed_on_by(person: Person, day: date) -> list[SigningAuthority]:
    """What a person has passed on to his deputies and still holds on a day or will."""
    return [a for a in authorities(day) if a.passed_from is not None and a.passed_from.person_id == person.id]


def holders_of(roles: Collection[Role], department_ids: Collection[int] | None = None) -> Sequence[Person]:
    """Those who work here and hold one of the roles, if asked in one of the departments."""
    held = [PersonRole.role.in_(sorted(roles))]
    if department_ids is not None:
        held.append(PersonRole.department_id.in_(sorted(department_ids)))
    query = select(Person).where(Person.roles.any(and_(*held)), _works_here())
    return session.scalars(query.order_by(Person.sort_key, Person.id)).all()


def heads_of_office() -> Sequence[Person]:
    """The head and deputies of Văn phòng, who stand in for the leaders."""
    return holders_of(HEADS, {department.id for department in open_departments() if department.is_office})


def headcounts() -> dict[int, int]:
    """How many people work in each department today."""
    query = (
        select(Person.department_id, func.count().label("people")).where(_works_here()).group_by(Person.department_id)
    )
    return {row.department_id: row.people for row in session.execute(query)}


def heads_by_department() -> dict[int, str]:
    """The name of each department's head."""
    query = select(PersonRole.department_id, Person.name).join(Person).where(PersonRole.role == Role.HEAD)
    held = session.execute(query.where(_works_here()))
    return {row.department_id: row.name for row in held if row.department_id is not None}


def lasting_admins() -> list[Person]:
    """The admins whose leaving is not yet foreseen."""
    query = select(Person).join(PersonRole).where(PersonRole.role == Role.ADMIN, Person.left_on.is_(None))
    return list(session.scalars(query).unique())


def usernames() -> set[str]:
    """Every name somebody signs in with, those of people who left too."""
    return set(session.scalars(select(Person.username)))


@dataclass(frozen=True)
class PeopleFilter:
    """Which people a list shows; `left` gives those who work here no more."""

    words: str = ""
    department_id: int | None = None
    role: str = ""
    left: bool = False


def people(which: PeopleFilter) -> list[Person]:
    """People in the order of Vietnamese names."""
    query = select(Person).where(~_works_here() if which.left else _works_here())
    if which.department_id is not None:
        query = query.where(Person.department_id == which.department_id)
    if which.role:
        query = query.where(Person.roles.any(PersonRole.role == which.role))
    wanted = search_terms(which.words)
    found = session.scalars(query.order_by(Person.sort_key, Person.id)).unique()
    return [p for p in found if finds(wanted, search_text(p.name, p.username, p.post, p.phone, p.email))]


def _works_here() -> ColumnElement[bool]:
    return or_(Person.left_on.is_(None), Person.left_on > today())


def authorities_of(person: Person) -> Sequence[SigningAuthority]:
    """What a person may sign or might, the newest first."""
    query = select(SigningAuthority).where(SigningAuthority.person_id == person.id)
    return session.scalars(query.order_by(SigningAuthority.valid_from.desc(), SigningAuthority.id.desc())).all()
