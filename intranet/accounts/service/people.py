"""What the admin does with people: accounts, roles, first passwords, leaving."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from intranet.accounts import queries
from intranet.accounts.models import Person, PersonRole, SigningAuthority
from intranet.accounts.passwords import first_password, hash_first_password
from intranet.accounts.rules import OFFICE_ROLES, ROLE_LABELS, Role
from intranet.accounts.service.sign_in import forget_failures
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,79}")
BAD_USERNAME = "Tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối; ít nhất 2 ký tự."
TAKEN = "Tên đăng nhập này đã có người dùng."


@dataclass(frozen=True)
class PersonFacts:
    """What the admin writes about somebody; `username` is lower case without accents."""

    username: str
    name: str
    department_id: int
    post: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Newcomer:
    """Somebody about to get an account, with the password that is shown once; the slow hash is made already."""

    facts: PersonFacts
    roles: tuple[Role, ...]
    password: str
    password_hash: str


def prepare(facts: PersonFacts, roles: Collection[Role]) -> Newcomer:
    """Make the first password and its hash: slow, so it is done before the transaction."""
    password = first_password()
    return Newcomer(facts, tuple(roles), password, hash_first_password(password))


def make_person(newcomer: Newcomer, actor: Person | None) -> Person:
    """Open an account; the head of a department is appointed where the person sits. Raises Invalid with the field."""
    facts = newcomer.facts
    if not USERNAME.fullmatch(facts.username):
        raise Invalid(BAD_USERNAME, field="username")
    if queries.find_person(facts.username):
        raise Invalid(TAKEN, field="username")
    person = Person(**vars(facts), password_hash=newcomer.password_hash)
    for role in newcomer.roles or (Role.STAFF,):
        in_department = None if role in OFFICE_ROLES else facts.department_id
        person.roles.append(PersonRole(role=role, department_id=in_department))
    session.add(person)
    labels = ", ".join(ROLE_LABELS[role] for role in newcomer.roles)
    history.record(person, actor, "make_person", "đã mở tài khoản", note=labels)
    session.refresh(person)
    return person


def edit_person(person: Person, actor: Person, facts: PersonFacts) -> None:
    """Set name, post, department and how to reach somebody. Raises Invalid when the username is taken or wrong."""
    if not USERNAME.fullmatch(facts.username):
        raise Invalid(BAD_USERNAME, field="username")
    other = queries.find_person(facts.username)
    if other is not None and other is not person:
        raise Invalid(TAKEN, field="username")
    before = {name: getattr(person, name) for name in vars(facts)}
    changed = {name: value for name, value in vars(facts).items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(person, name, value)
    session.flush()
    session.expire(person, ["department"])
    earlier = {name: before[name] for name in changed}
    history.record(person, actor, "edit_person", "đã sửa thông tin", earlier=earlier, later=changed)


def set_roles(person: Person, actor: Person, roles: Collection[Role]) -> None:
    """Set the roles for the whole office; who heads a department is said on the department's page.

    Raises Invalid when none is left and Refused when the last admin would lose his role.
    """
    wanted = {role for role in roles if role in OFFICE_ROLES}
    held = {Role(own.role): own for own in person.roles if own.role in OFFICE_ROLES}
    if not wanted and len(held) == len(person.roles):
        raise Invalid("Hãy chọn ít nhất một vai trò.", field="roles")
    if Role.ADMIN in held and Role.ADMIN not in wanted:
        _require_another_admin(person)
    if wanted == set(held):
        return
    for role in set(held) - wanted:
        person.roles.remove(held[role])
    for role in sorted(wanted - set(held)):
        person.roles.append(PersonRole(role=role))
    labels = ", ".join(ROLE_LABELS[role] for role in OFFICE_ROLES if role in wanted)
    history.record(person, actor, "set_roles", f"đã ghi vai trò: {labels or 'không có'}")


def leave(person: Person, actor: Person, day: date) -> None:
    """The person works here no more from that day: the account closes, authority to sign ends the day before.

    Raises Refused for the last admin.
    """
    _require_another_admin(person)
    person.left_on = day
    person.session_epoch += 1
    for authority in session.scalars(select(SigningAuthority).where(SigningAuthority.person_id == person.id)):
        last_day = max(authority.valid_from, day - timedelta(days=1))
        if authority.valid_until is None or authority.valid_until > last_day:
            authority.valid_until = last_day
    history.record(person, actor, "leave", f"đã ghi nghỉ từ {day:%d/%m/%Y}; quyền ký kết thúc theo")


def come_back(person: Person, actor: Person) -> None:
    """The person works here again; authority to sign is given anew. Raises Refused when he had not left."""
    if person.left_on is None:
        raise Refused("Người này chưa nghỉ.")
    person.left_on = None
    history.record(person, actor, "come_back", "đã mở lại tài khoản")


def reset_password(person: Person, actor: Person | None) -> str:
    """A new first password, shown once; every device is signed out and a locked account opens."""
    password = first_password()
    person.password_hash = hash_first_password(password)
    person.must_change_password = True
    person.session_epoch += 1
    forget_failures(person.username)
    history.record(person, actor, "reset_password", "đã đặt lại mật khẩu")
    return password


def sign_out_everywhere(person: Person, actor: Person) -> None:
    """End every session of the person on every device."""
    person.session_epoch += 1
    history.record(person, actor, "sign_out_everywhere", "đã đăng xuất khỏi mọi thiết bị")


def _require_another_admin(person: Person) -> None:
    # Two admins who strike each other off at the same moment stand in line here, and the second is refused.
    held = select(Person.id).join(PersonRole).where(PersonRole.role == Role.ADMIN).order_by(Person.id)
    session.execute(held.with_for_update(of=Person))
    admins = queries.lasting_admins()
    if person in admins and len(admins) == 1:
        raise Refused(
            "Đây là người quản trị duy nhất.", "Hãy giao vai trò Quản trị cho một người khác trước, rồi làm lại."
        )
