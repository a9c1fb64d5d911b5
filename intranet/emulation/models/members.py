"""Cooperatives and member businesses, and the sheets they were imported from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.emulation.rules import MEMBER_KIND_LABELS, MemberKind


class Member(Base):
    """A cooperative, credit fund or business that belongs to the alliance; `left_on` ends it, no row goes."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint(one_of("kind", MemberKind), name="kind"),
        CheckConstraint("member_count >= 0 AND worker_count >= 0", name="counts"),
        Index("ix_member_name_key", "name_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    name_key: Mapped[str] = mapped_column(String(300))  # as names are compared: rules.members.member_key
    kind: Mapped[str] = mapped_column(String(12))
    tax_code: Mapped[str | None] = mapped_column(String(14), unique=True)
    field: Mapped[str] = mapped_column(String(120), default="")  # what it works in: "Nông nghiệp"
    place: Mapped[str] = mapped_column(String(200), default="")  # xã, phường, đặc khu
    address: Mapped[str] = mapped_column(String(300), default="")
    representative: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    member_count: Mapped[int | None]
    worker_count: Mapped[int | None]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    search_text: Mapped[str] = mapped_column(Text, default="")

    @property
    def kind_label(self) -> str:
        return MEMBER_KIND_LABELS[MemberKind(self.kind)]


class MemberImport(Base):
    """A sheet of members that somebody sent; `taken_at` says when its rows went into the list."""

    __tablename__ = "member_import"
    __table_args__ = (CheckConstraint("(taken_at IS NULL) = (taken_by_id IS NULL)", name="taken"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
