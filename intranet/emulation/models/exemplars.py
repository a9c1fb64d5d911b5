"""Exemplary people, collectives and models, how each criterion was judged, and the papers of their files."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.emulation.models.members import Member
from intranet.emulation.rules import (
    CRITERIA,
    EXEMPLAR_KIND_LABELS,
    EXEMPLAR_STATE_LABELS,
    EXEMPLAR_STATE_TONES,
    PAPER_LABELS,
    ExemplarKind,
    ExemplarState,
    PaperKind,
)


class Exemplar(Base):
    """Somebody or something exemplary in a member; `department` found it, `by` wrote it down."""

    __tablename__ = "exemplar"
    __table_args__ = (
        CheckConstraint(one_of("kind", ExemplarKind), name="kind"),
        CheckConstraint(one_of("state", ExemplarState), name="state"),
        Index("ix_exemplar_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    post: Mapped[str] = mapped_column(String(200), default="")  # a person's post or work in the member
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    field: Mapped[str] = mapped_column(String(120))
    achievement: Mapped[str] = mapped_column(Text)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    found_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=ExemplarState.FOUND)
    search_text: Mapped[str] = mapped_column(Text, default="")
    member: Mapped[Member] = relationship()
    department: Mapped[Department] = relationship()
    by: Mapped[Person] = relationship()
    judgements: Mapped[list["Judgement"]] = relationship(back_populates="exemplar")
    papers: Mapped[list["ExemplarPaper"]] = relationship(back_populates="exemplar", order_by="ExemplarPaper.id")

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return f"Điển hình {self.name}"

    @property
    def kind_label(self) -> str:
        return EXEMPLAR_KIND_LABELS[ExemplarKind(self.kind)]

    @property
    def state_label(self) -> str:
        return EXEMPLAR_STATE_LABELS[ExemplarState(self.state)]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return EXEMPLAR_STATE_TONES[ExemplarState(self.state)]

    @property
    def unit_words(self) -> str:
        """Post and member, as lists name them: "Giám đốc, HTX An Lão"."""
        return ", ".join(filter(None, (self.post, self.member.name)))

    @property
    def judged(self) -> int:
        """How many of the plan's criteria are judged."""
        return sum(1 for judgement in self.judgements if judgement.criterion in CRITERIA)

    @property
    def paper_kinds(self) -> set[str]:
        """Of which kinds a paper lies in the file."""
        return {paper.kind for paper in self.papers if paper.withdrawn_at is None}


class Judgement(Base):
    """How one criterion of the plan was judged, and why; judged anew it is overwritten, history keeps what stood."""

    __tablename__ = "exemplar_judgement"
    __table_args__ = (
        UniqueConstraint("exemplar_id", "criterion"),
        CheckConstraint(one_of("criterion", CRITERIA), name="criterion"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"))
    criterion: Mapped[str] = mapped_column(String(10))
    is_met: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    exemplar: Mapped[Exemplar] = relationship(back_populates="judgements")
    by: Mapped[Person] = relationship()


class ExemplarPaper(Base):
    """A paper or picture of the file; withdrawn, never removed."""

    __tablename__ = "exemplar_paper"
    __table_args__ = (CheckConstraint(one_of("kind", PaperKind), name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exemplar: Mapped[Exemplar] = relationship(back_populates="papers")
    file: Mapped[StoredFile] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def kind_label(self) -> str:
        return PAPER_LABELS[PaperKind(self.kind)]
