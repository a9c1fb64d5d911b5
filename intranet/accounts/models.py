"""The office's tables: who exists, under which name on which day, and who may sign what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from intranet.accounts.rules import ROLE_LABELS, Capacity, DepartmentKind, Role, one_of
from intranet.core.clock import now, today
from intranet.core.db import Base, UtcDateTime
from intranet.docservice.vietnamese import name_order


class Issuer(Base):
    """An agency with its own symbol and books (cơ quan ban hành).

    A council or board that issues under the agency's seal is one too: own name, symbol and series (PL I, II.3a).
    """

    __tablename__ = "issuer"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None]
    seal_of_id: Mapped[int | None] = mapped_column(ForeignKey("issuer.id"), index=True)  # whose seal a council uses
    seal_of: Mapped["Issuer | None"] = relationship(remote_side=[id])
    names: Mapped[list["IssuerName"]] = relationship(
        order_by="IssuerName.holds_from", lazy="selectin", cascade="all, delete-orphan"
    )

    def name_on(self, day: date) -> "IssuerName":
        """The name that holds on a day; before the first, the first."""
        held = [n for n in self.names if n.holds_from <= day]
        return held[-1] if held else self.names[0]

    @property
    def name(self) -> str:
        return self.name_on(today()).plain

    @property
    def symbol(self) -> str:
        return self.name_on(today()).symbol

    @property
    def sealed_by(self) -> "Issuer":
        """Whose seal stands on its letters: its own, or the agency's."""
        return self.seal_of or self


class IssuerName(Base):
    """What an issuer is called from a day on, with all that stands at the head of its letters."""

    __tablename__ = "issuer_name"
    __table_args__ = (UniqueConstraint("issuer_id", "holds_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    holds_from: Mapped[date]
    parent: Mapped[str] = mapped_column(String(300), default="")
    lines: Mapped[str] = mapped_column(String(300))  # capitals, one or two lines, as at the head of a letter
    plain: Mapped[str] = mapped_column(String(300))  # as in a sentence
    symbol: Mapped[str] = mapped_column(String(30))
    place: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(120), default="")


class Department(Base):
    """A unit that gets work: phòng, văn phòng, trung tâm, quỹ."""

    __tablename__ = "department"
    __table_args__ = (CheckConstraint(one_of("kind", DepartmentKind), name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    kind: Mapped[str] = mapped_column(String(20), default=DepartmentKind.PHONG)
    spellings: Mapped[str] = mapped_column(Text, default="")  # other ways letters write it, one a line
    position: Mapped[int] = mapped_column(default=0)
    is_office: Mapped[bool] = mapped_column(default=False)  # Văn phòng: confirms for the leaders, follows all plans
    closed_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    issuer: Mapped[Issuer] = relationship()
    merged_into: Mapped["Department | None"] = relationship(remote_side=[id])
    names: Mapped[list["DepartmentName"]] = relationship(
        order_by="DepartmentName.holds_from", lazy="selectin", cascade="all, delete-orphan"
    )

    def name_on(self, day: date) -> "DepartmentName":
        """The name that holds on a day; before the first, the first."""
        held = [n for n in self.names if n.holds_from <= day]
        return held[-1] if held else self.names[0]

    @property
    def name(self) -> str:
        return self.name_on(today()).name

    @property
    def short_name(self) -> str:
        return self.name_on(today()).short_name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class DepartmentName(Base):
    """What a department is called from a day on."""

    __tablename__ = "department_name"
    __table_args__ = (UniqueConstraint("department_id", "holds_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    holds_from: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(40))


group_member = Table(
    "department_group_member",
    Base.metadata,
    Column("group_id", ForeignKey("department_group.id"), primary_key=True),
    Column("department_id", ForeignKey("department.id"), primary_key=True),
)


class DepartmentGroup(Base):
    """Departments that a letter names together: "các Phòng, Trung tâm, Quỹ Hỗ trợ"."""

    __tablename__ = "department_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    spellings: Mapped[str] = mapped_column(Text, default="")
    includes_named: Mapped[bool] = mapped_column(default=True)  # also those the same letter names one by one
    position: Mapped[int] = mapped_column(default=0)
    members: Mapped[list[Department]] = relationship(
        secondary=group_member, order_by=Department.position, lazy="selectin"
    )


class Person(Base):
    """Somebody with an account; named by full name and post."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(200), default="")
    post: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)  # "sign out everywhere" counts it up
    left_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    department: Mapped[Department] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list["PersonRole"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", back_populates="person"
    )

    @validates("name")
    def _order_by_name(self, key: str, name: str) -> str:
        self.sort_key = name_order(name)[:200]
        return name

    # What Flask-Login asks of an account; its own mixin would bring Flask into the tables.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.left_on is None or self.left_on > today()

    @property
    def title(self) -> str:
        """Post and name: "Chánh Văn phòng Trần Thị B"; the name alone where it says the post already."""
        return self.name if self.name.startswith(self.post) else f"{self.post} {self.name}"

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}"


class PersonRole(Base):
    """A role a person has: head and deputy head of one department, the others for the whole office."""

    __tablename__ = "person_role"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "department_id"),
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint("(role IN ('head', 'deputy_head')) = (department_id IS NOT NULL)", name="department"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    person: Mapped[Person] = relationship(back_populates="roles")
    department: Mapped[Department | None] = relationship()

    @property
    def label(self) -> str:
        return ROLE_LABELS[Role(self.role)]


class SigningAuthority(Base):
    """The right to sign an issuer's letters in a capacity (Điều 13 NĐ 30/2020), from a day and, for TUQ., until one."""

    __tablename__ = "signing_authority"
    __table_args__ = (
        CheckConstraint(one_of("capacity", Capacity), name="capacity"),
        CheckConstraint("capacity <> 'TUQ' OR (valid_until IS NOT NULL AND basis <> '')", name="delegation"),
        CheckConstraint("passed_from_id IS NULL OR (capacity = 'TL' AND valid_until IS NOT NULL)", name="passed_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    capacity: Mapped[str] = mapped_column(String(10))
    lines: Mapped[str] = mapped_column(String(300))  # what stands above the name, one a line: "KT. CHỦ TỊCH" …
    types: Mapped[str] = mapped_column(String(300), default="")  # template types it is limited to, "KH TTr"; empty: all
    fields: Mapped[str] = mapped_column(Text, default="")  # fields a deputy has charge of, one a line; empty: all
    basis: Mapped[str] = mapped_column(String(300), default="")  # the written delegation
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    # TL. that the head of a unit passed on to his deputy (Điều 13.4): it holds no longer than his own.
    passed_from_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authority.id"), index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    issuer: Mapped[Issuer] = relationship()
    passed_from: Mapped["SigningAuthority | None"] = relationship(remote_side=[id])


class LoginAttempt(Base):
    """A try to sign in, kept to slow down guessing; shared by all processes because it lies in the database."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_username_at", "username", "at"),
        Index("ix_login_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    succeeded: Mapped[bool] = mapped_column(default=False)
