"""The private address of a person's feed; the address itself is computed, never kept."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.core.db import Base


class CalendarFeed(Base):
    """Whether a person's deadlines can be fetched without signing in; each new address counts `version` up."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship()
