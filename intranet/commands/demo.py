"""The demonstration office of plan 43, put only into an empty database."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import (
    Department,
    DepartmentGroup,
    DepartmentName,
    Issuer,
    IssuerName,
    Person,
    PersonRole,
    SigningAuthority,
)
from intranet.accounts.passwords import hash_password
from intranet.accounts.rules import ROLE_LABELS, Role
from intranet.commands.demo_absences import load_absences
from intranet.commands.demo_batches import load_batches
from intranet.commands.demo_briefings import load_briefings
from intranet.commands.demo_emulation import load_emulation
from intranet.commands.demo_incoming import load_incoming
from intranet.commands.demo_keys import load_keys
from intranet.commands.demo_letters import open_register, write_letter
from intranet.commands.demo_plans import Cast, load_plans
from intranet.commands.demo_reports import load_report
from intranet.commands.demo_signed import load_signed_arrivals
from intranet.core.db import session, transaction
from intranet.delivery.service import save_agency

OFFICE = Path(__file__).with_name("demo_office.toml")
FOUNDED = date(2020, 1, 1)
OF_OWN_DEPARTMENT = (Role.HEAD, Role.DEPUTY_HEAD)


def load_if_empty() -> bool:
    """Load the demonstration office; a database with anybody in it is left alone (False)."""
    with transaction():
        if session.scalar(select(Person.id).limit(1)) is not None:
            return False
        load_office(read_office())
    return True


def account_lines() -> list[str]:
    """The demonstration accounts, a line each under a heading; none when this is not the demonstration office."""
    office = read_office()
    names = [entry["username"] for entry in office["person"]]
    people = {p.username: p for p in session.scalars(select(Person).where(Person.username.in_(names)))}
    if len(people) < len(names):
        return []
    roles = {
        entry["username"]: ", ".join(ROLE_LABELS[Role(role)] for role in entry["roles"]) for entry in office["person"]
    }
    heading = f"Tài khoản minh họa (mật khẩu chung: {office['password']}):"
    return [heading, *(f"  {name:<20} {people[name].name} ({roles[name]})" for name in names)]


def read_office() -> dict[str, Any]:
    """The demonstration office as data."""
    return tomllib.loads(OFFICE.read_text(encoding="utf-8"))


def load_office(office: dict[str, Any]) -> None:
    """Make issuer, departments, groups and people within the caller's transaction."""
    issuer = Issuer(names=[IssuerName(holds_from=FOUNDED, **office["issuer"])])
    session.add(issuer)
    session.flush()
    departments = {
        entry["key"]: _department(issuer, number, entry) for number, entry in enumerate(office["department"], 1)
    }
    session.add_all(departments.values())
    groups = {
        entry["key"]: DepartmentGroup(
            name=entry["name"],
            spellings=entry["spellings"],
            position=number,
            members=[departments[key] for key in entry["members"]],
        )
        for number, entry in enumerate(office["group"], 1)
    }
    session.add_all(groups.values())
    session.flush()
    password_hash = hash_password(office["password"])
    people = {
        entry["username"]: _person(departments[entry["department"]], entry, password_hash) for entry in office["person"]
    }
    session.add_all(people.values())
    session.flush()
    for entry in office["person"]:
        _let_sign(issuer, people[entry["username"]], entry)
    session.flush()
    cast = Cast(departments, groups, people)
    load_plans(office["plan"], cast)
    for agency in office["agency"]:
        save_agency(None, cast.people["vanthu"], **agency)
    open_register(office["register"], cast)
    for letter in office["letter"]:
        write_letter(letter, cast)
    load_batches(office["batch"], cast)
    load_incoming(office["incoming"], cast)
    load_emulation(cast)
    load_report(cast)
    load_absences(cast)
    load_briefings(office["briefing"], cast)
    load_signed_arrivals(cast, load_keys(cast, office["password"]))


def _department(issuer: Issuer, number: int, entry: dict[str, Any]) -> Department:
    return Department(
        issuer_id=issuer.id,
        position=number,
        kind=entry["kind"],
        is_office=entry.get("is_office", False),
        spellings=entry.get("spellings", ""),
        names=[DepartmentName(holds_from=FOUNDED, name=entry["name"], short_name=entry["short_name"])],
    )


def _person(department: Department, entry: dict[str, Any], password_hash: str) -> Person:
    return Person(
        username=entry["username"],
        name=entry["name"],
        post=entry["post"],
        department_id=department.id,
        password_hash=password_hash,
        must_change_password=False,
        roles=[
            PersonRole(role=role, department_id=department.id if role in OF_OWN_DEPARTMENT else None)
            for role in entry["roles"]
        ],
    )


def _let_sign(issuer: Issuer, person: Person, entry: dict[str, Any]) -> None:
    for authority in entry.get("signs", ()):
        session.add(SigningAuthority(person_id=person.id, issuer_id=issuer.id, valid_from=FOUNDED, **authority))
