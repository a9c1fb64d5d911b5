"""The table of legal bases."""

from datetime import date

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.db import Base


class Law(Base):
    """A law, decree, decision or rule of the office that letters stand on, with the days it is in force."""

    __tablename__ = "law"
    __table_args__ = (CheckConstraint("in_force_until IS NULL OR in_force_from <= in_force_until", name="in_force"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))  # as letters name it: "Luật Hợp tác xã"
    mark: Mapped[str] = mapped_column(String(60), default="")  # số, ký hiệu: "17/2023/QH15"
    dated: Mapped[date | None]
    in_force_from: Mapped[date]
    in_force_until: Mapped[date | None]
    replaced_by: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")

    @property
    def title(self) -> str:
        """Name and mark: "Luật Hợp tác xã số 17/2023/QH15"."""
        return f"{self.name} số {self.mark}" if self.mark else self.name
