"""A fresh program on an empty, migrated database, and builders for the people and departments of a test."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import close_all_sessions
from sqlalchemy.util import LRUCache

from intranet.accounts import passwords
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
from intranet.accounts.rules import Capacity, DepartmentKind, Role
from intranet.app import create_app
from intranet.core.db import Base, db, session, transaction
from intranet.settings import Settings
from tests.support.postgres import Postgres

SECRET = "a secret for tests only, forty letters long"
PASSWORD = "Mat-khau-thu-1"
LONG_AGO = date(2020, 1, 1)
MANY_STATEMENTS = 5_000

# The real hashes take long on purpose; tests/accounts/test_rules.py looks at the real ones.
REAL_HASHER, REAL_FIRST_HASHER = passwords.HASHER, passwords.FIRST_HASHER
passwords.HASHER = passwords.FIRST_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
passwords.NOBODY = passwords.HASHER.hash("nobody")


def make_app(instance: Path, database_url: str = "") -> Flask:
    """The program over an instance folder of its own."""
    app = create_app(Settings(secret_key=SECRET, instance=instance, database_url=database_url))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    app.jinja_env.bytecode_cache = COMPILED_PAGES
    with app.app_context():
        _share_statements(db.engine)
    return app


_FIRST_ENGINES: dict[str, Engine] = {}


def _share_statements(engine: Engine) -> None:
    """Every test has a database of its own; what is asked of them is compiled once for all."""
    if (first := _FIRST_ENGINES.get(engine.dialect.name)) is None:
        try:
            with engine.connect():  # the dialect learns of its server
                pass
        except OperationalError:  # a test gave an address where no server is
            return
        engine._compiled_cache = LRUCache(MANY_STATEMENTS)
        _FIRST_ENGINES[engine.dialect.name] = first = engine
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


class CompiledPages(BytecodeCache):
    """Every test has a program of its own; its pages are compiled once for all of them."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(f"{bucket.key} {bucket.checksum}"):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[f"{bucket.key} {bucket.checksum}"] = bucket.bytecode_to_string()


COMPILED_PAGES = CompiledPages()


def _create_tables(app: Flask) -> None:
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    _create_tables(make_app(folder))
    return folder / "intranet.sqlite3"


@pytest.fixture
def app(tmp_path: Path, empty_sqlite: Path) -> Iterator[Flask]:
    """The program on SQLite, inside its application context."""
    shutil.copy(empty_sqlite, tmp_path / "intranet.sqlite3")
    yield from _running(make_app(tmp_path))


@pytest.fixture(params=["sqlite", "postgresql"])
def both_engines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The program, once on SQLite and once on PostgreSQL: for rules, services and queries."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "intranet.sqlite3")
        yield from _running(make_app(tmp_path))
        return
    server: Postgres = request.getfixturevalue("postgres")
    template = server.template("tables", lambda url: _create_tables(make_app(tmp_path / "template", url)))
    name = f"test_{uuid4().hex[:12]}"
    yield from _running(make_app(tmp_path, server.create(name, template)))
    server.drop(name)


def _running(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        session.rollback()
        close_all_sessions()
        db.engine.dispose()


@pytest.fixture
def office() -> "Office":
    """Builders of the office's people; ask for `app` or `both_engines` first."""
    return Office()


class Office:
    """Makes departments and people, every argument optional; each call is a change of its own."""

    def __init__(self) -> None:
        self._count = 0
        self._hash = passwords.hash_password(PASSWORD)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def issuer(self, symbol: str = "LMHTX", lines: str = "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG") -> Issuer:
        with transaction():
            issuer = Issuer(position=self._next())
            plain = "Liên minh Hợp tác xã thành phố Hải Phòng"
            issuer.names.append(
                IssuerName(holds_from=LONG_AGO, lines=lines, plain=plain, symbol=symbol, place="Hải Phòng")
            )
            session.add(issuer)
        return issuer

    def department(
        self,
        name: str = "",
        short_name: str = "",
        *,
        issuer: Issuer | None = None,
        kind: DepartmentKind = DepartmentKind.PHONG,
        is_office: bool = False,
        spellings: str = "",
    ) -> Department:
        number = self._next()
        issuer = issuer or session.query(Issuer).first() or self.issuer()
        with transaction():
            department = Department(
                issuer_id=issuer.id, kind=kind, is_office=is_office, position=number, spellings=spellings
            )
            names = DepartmentName(
                holds_from=LONG_AGO,
                name=name or f"Phòng Thử {number}",
                short_name=short_name or f"PT{number}",
            )
            department.names.append(names)
            session.add(department)
        return department

    def group(self, *members: Department, name: str = "", includes_named: bool = True) -> DepartmentGroup:
        with transaction():
            group = DepartmentGroup(
                name=name or f"Nhóm {self._next()}", includes_named=includes_named, members=list(members)
            )
            session.add(group)
        return group

    def person(
        self,
        *roles: Role,
        department: Department | None = None,
        username: str = "",
        name: str = "",
        post: str = "",
    ) -> Person:
        """Somebody who can sign in with PASSWORD; head and deputy head head their own department."""
        number = self._next()
        department = department or self.department()
        with transaction():
            person = Person(
                username=username or f"nguoi{number}",
                name=name or f"Chuyên viên {number}",
                post=post,
                department_id=department.id,
                password_hash=self._hash,
                must_change_password=False,
            )
            for role in roles or (Role.STAFF,):
                heads = role in (Role.HEAD, Role.DEPUTY_HEAD)
                person.roles.append(PersonRole(role=role, department_id=department.id if heads else None))
            session.add(person)
        return person

    def may_sign(
        self,
        person: Person,
        capacity: Capacity = Capacity.HEAD,
        lines: str = "CHỦ TỊCH",
        types: str = "",
        **columns: object,
    ) -> SigningAuthority:
        """Give a person authority to sign for his department's issuer."""
        with transaction():
            authority = SigningAuthority(
                person_id=person.id,
                issuer_id=person.department.issuer_id,
                capacity=capacity,
                lines=lines,
                types=types,
                **{"valid_from": LONG_AGO, **columns},
            )
            session.add(authority)
        return authority

    def cast(self) -> SimpleNamespace:
        """The usual people: an office, two departments, and somebody for each role."""
        van_phong = self.department("Văn phòng", "VP", kind=DepartmentKind.VAN_PHONG, is_office=True)
        one = self.department("Phòng Thông tin và tuyên truyền", "PTTTT")
        two = self.department("Phòng Kiểm tra Tổ chức thành viên", "PKTTCTV")
        leader = self.person(
            Role.LEADER, department=van_phong, username="lanhdao", name="Phó Chủ tịch", post="Phó Chủ tịch"
        )
        return SimpleNamespace(
            van_phong=van_phong,
            one=one,
            two=two,
            leader=leader,
            clerk=self.person(Role.CLERK, department=van_phong, username="vanthu", name="Văn thư"),
            office_head=self.person(Role.HEAD, department=van_phong, username="chanhvp", name="Chánh Văn phòng"),
            head=self.person(Role.HEAD, department=one, username="truong1", name="Trưởng phòng 1"),
            staff=self.person(department=one, username="cv1", name="Chuyên viên phòng 1"),
            other_head=self.person(Role.HEAD, department=two, username="truong2", name="Trưởng phòng 2"),
            other_staff=self.person(department=two, username="cv2", name="Chuyên viên phòng 2"),
            admin=self.person(Role.ADMIN, department=van_phong, username="quantri", name="Quản trị"),
        )
