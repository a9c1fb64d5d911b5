"""Which departments are charged with awards and with publicity."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.db import Base
from intranet.emulation.rules import Duty


class EmulationDuty(Base):
    """A department charged with awards or with publicity."""

    __tablename__ = "emulation_duty"
    __table_args__ = (CheckConstraint(one_of("duty", Duty), name="duty"),)

    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), primary_key=True)
    duty: Mapped[str] = mapped_column(String(10), primary_key=True)


# By name, because accounts stand below: the person knows of his department's duties, the accounts feature does not.
Person.emulation_duties = relationship(
    EmulationDuty,
    primaryjoin=Person.department_id == EmulationDuty.department_id,
    foreign_keys=EmulationDuty.department_id,
    uselist=True,
    viewonly=True,
)
