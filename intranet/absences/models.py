"""The one record of an absence, and what a person knows of his own and of those he stands in for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.absences.rules import covers
from intranet.accounts.models import Person
from intranet.core.clock import now, today
from intranet.core.db import Base, UtcDateTime


class Absence(Base):
    """Somebody is away from the first to the last day; `deputy` does meanwhile what would go to him."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="days"),
        CheckConstraint("deputy_id <> person_id", name="deputy"),
        Index("ix_absence_person_id_last_on", "person_id", "last_on"),
        Index("ix_absence_deputy_id_last_on", "deputy_id", "last_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id, lazy="joined")
    entered_by: Mapped[Person] = relationship(foreign_keys=entered_by_id)

    @property
    def days_in_words(self) -> str:
        """ "từ 30/11/2026 đến hết 02/12/2026", or one day."""
        if self.first_on == self.last_on:
            return f"ngày {self.first_on:%d/%m/%Y}"
        return f"từ {self.first_on:%d/%m/%Y} đến hết {self.last_on:%d/%m/%Y}"

    @property
    def in_words(self) -> str:
        """Who is away, from when until when, and who stands in: a sentence."""
        deputy = f"{self.deputy.title} xử lý thay" if self.deputy else "chưa có người xử lý thay"
        return f"{self.person.title} vắng {self.days_in_words}; {deputy}."

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return f"{self.person.title} vắng {self.days_in_words}"


# By name, because accounts stand below: a person knows when he is away and for whom he stands in today.
_STANDS = "Absence.cancelled_at.is_(None)"
Person.absences = relationship(
    Absence,
    primaryjoin=f"and_(Person.id == foreign(Absence.person_id), {_STANDS})",
    order_by=Absence.first_on,
    viewonly=True,
)
Person.deputising = relationship(
    Absence,
    primaryjoin=f"and_(Person.id == foreign(Absence.deputy_id), {_STANDS})",
    order_by=Absence.first_on,
    viewonly=True,
)


def _stood_in_for_today(person: Person) -> list[Person]:
    held: list[Absence] = person.deputising  # type: ignore[attr-defined]
    return [absence.person for absence in held if covers(absence, today()) and absence.person.is_active]


Person.stands_in_for = property(_stood_in_for_today)  # core.permissions asks for it
