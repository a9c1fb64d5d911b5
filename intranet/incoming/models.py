"""The tables of incoming letters: the letter, its files and pages, directions, forwardings, advice and answers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now, today
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.docservice.vietnamese import so
from intranet.documents.models import Document
from intranet.documents.rules import State as LetterState
from intranet.incoming.rules import (
    GIVES_TASKS,
    IN_THE_BOOK,
    PART_LABELS,
    SECRECY_LABELS,
    STATE_LABELS,
    URGENCY_LABELS,
    Part,
    ReadingState,
    Secrecy,
    State,
    Urgency,
    status_of,
)
from intranet.plans.models import Plan, Task
from intranet.plans.rules import ACTIVE, UNFINISHED, SourceKind
from intranet.registers.models import RegisterBook


class IncomingLetter(Base):
    """A letter that came, from the moment it was received; of a secret one only that it came is known."""

    __tablename__ = "incoming_letter"
    __table_args__ = (
        UniqueConstraint("book_id", "number"),
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint(one_of("urgency", Urgency), name="urgency"),
        CheckConstraint(one_of("secrecy", Secrecy), name="secrecy"),
        CheckConstraint(one_of("reading_state", ReadingState), name="reading_state"),
        CheckConstraint(f"NOT ({one_of('state', sorted(IN_THE_BOOK))}) OR number IS NOT NULL", name="number"),
        CheckConstraint("(number IS NULL) = (book_id IS NULL)", name="book"),
        CheckConstraint("(state = 'secret') = (secrecy <> '')", name="secret"),
        CheckConstraint("state <> 'secret' OR (subject = '' AND code = '' AND agency = '')", name="secret_is_blank"),
        Index("ix_incoming_letter_state", "state", "arrived_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default=State.RECEIVED)
    book_id: Mapped[int | None] = mapped_column(ForeignKey("register_book.id"))
    number: Mapped[int | None]  # số đến
    arrived_on: Mapped[date]
    agency: Mapped[str] = mapped_column(String(300), default="")  # tác giả
    agency_key: Mapped[str] = mapped_column(String(300), default="")  # folded, as `code_key`
    code: Mapped[str] = mapped_column(String(100), default="")  # số, ký hiệu: "125/UBND-KT"
    code_key: Mapped[str] = mapped_column(String(100), default="", index=True)  # folded, to find the same letter again
    identifier: Mapped[str] = mapped_column(String(100), default="", index=True)  # mã định danh (PL VI)
    written_on: Mapped[date | None]
    type_name: Mapped[str] = mapped_column(String(60), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    urgency: Mapped[str] = mapped_column(String(12), default=Urgency.NONE)
    secrecy: Mapped[str] = mapped_column(String(12), default=Secrecy.NONE)
    remark: Mapped[str] = mapped_column(Text, default="")
    twin_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_letter.id"))  # the same letter, come before
    twin_reason: Mapped[str] = mapped_column(Text, default="")
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    limit_on: Mapped[date | None]  # a deadline that no task holds
    returned_note: Mapped[str] = mapped_column(Text, default="")
    record_symbol: Mapped[str] = mapped_column(String(60), default="")  # số và ký hiệu hồ sơ
    # What is made of the files; the files themselves are never changed.
    view_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    text_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    stamped_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    page_count: Mapped[int] = mapped_column(default=0)
    reading_state: Mapped[str] = mapped_column(String(10), default=ReadingState.NONE)
    reading_reason: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    words: Mapped[str] = mapped_column(Text, default="", deferred=True)
    search_text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    received_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    book: Mapped[RegisterBook | None] = relationship()
    leader: Mapped[Person | None] = relationship(foreign_keys=leader_id)
    received_by: Mapped[Person] = relationship(foreign_keys=received_by_id)
    twin: Mapped["IncomingLetter | None"] = relationship(remote_side=lambda: [IncomingLetter.id])
    files: Mapped[list["IncomingFile"]] = relationship(order_by="IncomingFile.position")
    pages: Mapped[list["IncomingPage"]] = relationship(order_by="IncomingPage.n")
    directions: Mapped[list["Direction"]] = relationship(order_by="Direction.id", back_populates="letter")
    all_forwardings: Mapped[list["Forwarding"]] = relationship(order_by="Forwarding.id", back_populates="letter")
    advice: Mapped[list["Advice"]] = relationship(order_by="Advice.id")
    all_answers: Mapped[list["Answer"]] = relationship(order_by="Answer.id", back_populates="letter")
    tasks: Mapped[list[Task]] = relationship(
        secondary=lambda: Plan.__table__,
        primaryjoin=lambda: and_(IncomingLetter.id == foreign(Plan.origin_id), Plan.kind == SourceKind.DIRECTIVE),
        secondaryjoin=lambda: foreign(Plan.id) == Task.plan_id,
        order_by=lambda: (Task.position, Task.id),
        viewonly=True,
    )

    @property
    def forwardings(self) -> list["Forwarding"]:
        """The units the letter lies with now."""
        return [forwarding for forwarding in self.all_forwardings if forwarding.revoked_at is None]

    @property
    def answers(self) -> list["Answer"]:
        """The letters that came of it, drafts too; a cancelled draft is none."""
        return [answer for answer in self.all_answers if not answer.is_dropped]

    @property
    def gives_tasks(self) -> bool:
        """Whether it is of a type that hands out work, and stands in the register."""
        return self.type_name in GIVES_TASKS and self.state in IN_THE_BOOK - {State.CANCELLED}

    @property
    def forwarded_ids(self) -> set[int]:
        return {forwarding.department_id for forwarding in self.forwardings if forwarding.department_id}

    @property
    def person_ids(self) -> set[int]:
        """The people it went to by name."""
        return {forwarding.person_id for forwarding in self.forwardings if forwarding.person_id}

    @property
    def lead_ids(self) -> set[int]:
        leads = (forwarding for forwarding in self.forwardings if forwarding.part == Part.LEAD)
        return {forwarding.department_id for forwarding in leads if forwarding.department_id}

    @property
    def open_task_count(self) -> int:
        return sum(1 for task in self.tasks if task.state in UNFINISHED)

    @property
    def due_on(self) -> date | None:
        """The next deadline: of its tasks, or the letter's own, which its answer keeps."""
        days = [task.deadline for task in self.tasks if task.state in ACTIVE and task.deadline]
        own = [self.limit_on] if self.limit_on and not self.is_answered else []
        return min([*days, *own], default=None)

    @property
    def is_answered(self) -> bool:
        """Whether a letter that answers it has gone out."""
        return any(answer.is_reply and answer.is_sent for answer in self.answers)

    @property
    def number_text(self) -> str:
        """Số đến as the stamp and the register write it; empty before the letter is registered."""
        return so(self.number) if self.number is not None else ""

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @property
    def status(self) -> tuple[str, str]:
        """What it is at a glance today: words and tone."""
        return status_of(self, today())

    @property
    def urgency_label(self) -> str:
        return URGENCY_LABELS[Urgency(self.urgency)] if self.urgency else ""

    @property
    def secrecy_label(self) -> str:
        return SECRECY_LABELS[Secrecy(self.secrecy)] if self.secrecy else ""

    @property
    def is_secret(self) -> bool:
        return self.state == State.SECRET

    @property
    def title(self) -> str:
        """What lists call it."""
        if self.is_secret:
            return f"Văn bản {self.secrecy_label.lower()}, không lưu nội dung"
        return self.subject[:1].upper() + self.subject[1:] or (self.files[0].name if self.files else "Chưa vào sổ")

    @property
    def told_as(self) -> str:
        """What notices call it: "Đến 125: Về việc …"."""
        return f"{self.mark}: {self.title}"

    @property
    def mark(self) -> str:
        """What it is called in short: "Đến 125", before it has a number "Chờ vào sổ"."""
        return f"Đến {self.number_text}" if self.number is not None else self.state_label

    @property
    def shown_sha256(self) -> str | None:
        """The copy that is shown: stamped, else with its text, else as it came."""
        return self.stamped_sha256 or self.text_sha256 or self.view_sha256


class IncomingFile(Base):
    """A file as it came; never changed."""

    __tablename__ = "incoming_file"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class IncomingPage(Base):
    """A page as it was read: `seen` is docservice's SeenPage; `is_scan` when its words were seen on a picture."""

    __tablename__ = "incoming_page"
    __table_args__ = (UniqueConstraint("letter_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"))
    n: Mapped[int]
    is_scan: Mapped[bool]
    seen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)


class Direction(Base):
    """What a leader decided about a letter (ý kiến chỉ đạo); `recorded_by` is the clerk when it was on paper."""

    __tablename__ = "incoming_direction"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"), index=True)
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    given_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    letter: Mapped[IncomingLetter] = relationship(back_populates="directions")
    leader: Mapped[Person] = relationship(foreign_keys=leader_id)
    recorded_by: Mapped[Person] = relationship(foreign_keys=recorded_by_id)
    forwardings: Mapped[list["Forwarding"]] = relationship(order_by="Forwarding.id", back_populates="direction")


class Forwarding(Base):
    """The letter with one unit, or with one person by name: the part, until when, and who saw it when.

    A unit that handles it may have somebody charged with it by name; its heads and people see it all the same.
    """

    __tablename__ = "incoming_forwarding"
    __table_args__ = (
        CheckConstraint(one_of("part", Part), name="part"),
        CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name="seen"),
        CheckConstraint("department_id IS NOT NULL OR (person_id IS NOT NULL AND part <> 'lead')", name="receiver"),
        Index("ix_incoming_forwarding_person_id", "person_id", "seen_at"),
        Index("ix_incoming_forwarding_department_id", "department_id", "seen_at"),
        Index("ix_incoming_forwarding_letter_id", "letter_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"))
    direction_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_direction.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    part: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date | None]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    letter: Mapped[IncomingLetter] = relationship(back_populates="all_forwardings")
    direction: Mapped[Direction | None] = relationship(back_populates="forwardings")
    department: Mapped[Department | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    sent_by: Mapped[Person] = relationship(foreign_keys=sent_by_id)
    seen_by: Mapped[Person | None] = relationship(foreign_keys=seen_by_id)

    @property
    def receiver_name(self) -> str:
        """Whom it lies with, as registers write it: "Phòng A (Nguyễn Văn Anh)"."""
        return self._named(self.department.name if self.department else "")

    @property
    def short_name(self) -> str:
        """The same for stamps and lists."""
        return self._named(self.department.short_name if self.department else "")

    def _named(self, unit: str) -> str:
        if self.person is None:
            return unit
        return f"{unit} ({self.person.name})" if unit else self.person.name

    @property
    def part_label(self) -> str:
        return PART_LABELS[Part(self.part)]


class Advice(Base):
    """Parts 2 and 3 of the phiếu giải quyết: what the head of a unit decides, what the one who handles it proposes."""

    __tablename__ = "incoming_advice"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    of_head: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship()
    department: Mapped[Department] = relationship()


class Answer(Base):
    """A letter that came of it, made here or outside with its own number: it answers, or carries out (`is_reply`)."""

    __tablename__ = "incoming_answer"
    __table_args__ = (
        UniqueConstraint("letter_id", "document_id"),
        CheckConstraint("(document_id IS NULL) = (outside <> '')", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("incoming_letter.id"))
    # A draft that never became a version may be thrown away whole, and its link with it.
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    outside: Mapped[str] = mapped_column(String(120), default="")
    is_reply: Mapped[bool] = mapped_column(default=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    letter: Mapped[IncomingLetter] = relationship(back_populates="all_answers")
    document: Mapped[Document | None] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def is_sent(self) -> bool:
        return self.document is None or self.document.state == LetterState.ISSUED

    @property
    def is_dropped(self) -> bool:
        return self.document is not None and self.document.state == LetterState.CANCELLED

    @property
    def mark(self) -> str:
        """Số, ký hiệu of the answer, once it has one."""
        return self.outside or (self.document.mark if self.document else "")
