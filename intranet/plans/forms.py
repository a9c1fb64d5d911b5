"""The forms of plans and tasks."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intranet.accounts.queries import groups, open_departments
from intranet.core.clock import today
from intranet.plans.models import Plan
from intranet.plans.pasting import UnderstoodLine
from intranet.plans.queries import leaders
from intranet.plans.receivers import DEPARTMENT, GROUP, receiver_ids
from intranet.plans.rules import PRIORITY_LABELS, Priority, TaskProposal, wrong_day, wrong_number, wrong_symbol
from intranet.plans.service import PlanFacts, TaskFacts
from intranet.web.forms import Choice, Day, Form, Line, Lines, as_choices

CHOOSE = ("", "Chọn trong danh sách")
NO_LEADER = (
    "Chưa có lãnh đạo nào để chọn: người quản trị giao vai trò Lãnh đạo ở Quản trị, Người dùng. "
    "Người ấy xác nhận kết quả các nhiệm vụ."
)


class Several(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlanForm(Form):
    """What is written about a plan, and the letter itself."""

    number = Line("Số", required=True, most=20, description="Ví dụ 43.")
    symbol = Line("Ký hiệu", required=True, most=60, description="Ví dụ KH-LMHTX.")
    issued_on = Day("Ngày ban hành", required=True, description="Ghi trên văn bản.")
    subject = Lines("Trích yếu", required=True, most=2000)
    leader = Choice(
        "Lãnh đạo theo dõi, xác nhận", required=True, description="Kế hoạch của cơ quan mình: người ký ban hành."
    )
    issuer_words = Line("Cơ quan ban hành", description="Để trống nếu là cơ quan mình.")
    legal_bases = Lines("Căn cứ", most=8000, description="Mỗi căn cứ một dòng.")
    period_from = Day("Thực hiện từ ngày")
    period_until = Day("Đến ngày")
    letter = FileField("Tệp văn bản", description="PDF hoặc Word (.docx). Có thể bổ sung sau.")

    def __init__(self, *arguments: Any, plan: Plan | None = None, **words: Any) -> None:
        super().__init__(*arguments, **words)
        known = {who.id: who for who in (*leaders(), *([plan.leader] if plan else []))}
        self.leader.choices = as_choices([CHOOSE, *((str(who.id), _called(who)) for who in known.values())])
        if not known:
            self.leader.choices = as_choices([("", "Chưa có ai giữ vai trò Lãnh đạo")])
            self.leader.description = NO_LEADER

    def validate_number(self, field: Any) -> None:
        """A whole number, as registers give them."""
        _refuse(wrong_number(field.data))

    def validate_symbol(self, field: Any) -> None:
        """Without blanks and stray signs."""
        _refuse(wrong_symbol(field.data))

    def validate_issued_on(self, field: Any) -> None:
        """A day that is read, and not far ahead."""
        _refuse(wrong_day(field.data, today()) if field.data else None)

    def facts(self) -> PlanFacts:
        """What was typed, as the service takes it."""
        return PlanFacts(
            number=self.number.data,
            symbol=self.symbol.data,
            issued_on=cast(date, self.issued_on.data),
            subject=self.subject.data,
            leader_id=int(self.leader.data),
            legal_bases=tuple(line.strip(" -;") for line in _lines(self.legal_bases) if line.strip(" -;")),
            issuer_words=self.issuer_words.data or "",
            period_from=self.period_from.data,
            period_until=self.period_until.data,
        )


class TaskForm(Form):
    """What is written about a task."""

    words = Lines("Nội dung nhiệm vụ", required=True, most=5000, description="Chép đúng lời của văn bản.")
    place = Line("Mục trong văn bản", most=60, description="Ví dụ III.1.")
    deadline = Day("Thời hạn", description="Để trống nếu là việc thường xuyên.")
    deadline_words = Line("Thời hạn ghi trong văn bản", description="Ví dụ: quý II năm 2025.")
    start_on = Day("Bắt đầu từ ngày")
    priority = Choice("Mức độ", [(str(value), words) for value, words in PRIORITY_LABELS.items()])
    needs_evidence = BooleanField("Phải có minh chứng mới được báo hoàn thành")
    supports = Several("Đơn vị phối hợp", coerce=int)

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.supports.choices = as_choices([(unit.id, unit.name) for unit in open_departments()])

    def facts(self) -> TaskFacts:
        """What was typed, as the service takes it."""
        return TaskFacts(
            words=self.words.data,
            place=self.place.data or "",
            support_ids=tuple(self.supports.data or ()),
            start_on=self.start_on.data,
            deadline=self.deadline.data,
            deadline_words=self.deadline_words.data or "",
            priority=Priority(self.priority.data),
            needs_evidence=self.needs_evidence.data,
        )


class NewTaskForm(TaskForm):
    """A task typed in by hand, with its receiver and first checklist."""

    receiver = Choice(
        "Giao cho", required=True, description="Giao cho một nhóm: mỗi đơn vị trong nhóm có một nhiệm vụ."
    )
    checklist = Lines("Đầu việc", most=8000, description="Nếu có: mỗi đầu việc một dòng. Đơn vị có thể bổ sung sau.")

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.receiver.choices = as_choices(receiver_choices())

    def proposal(self) -> TaskProposal:
        """What was typed, as the service takes it."""
        facts = self.facts()
        return TaskProposal(
            words=facts.words,
            place=facts.place,
            support_ids=facts.support_ids,
            start_on=facts.start_on,
            deadline=facts.deadline,
            deadline_words=facts.deadline_words,
            priority=facts.priority,
            needs_evidence=facts.needs_evidence,
            checklist=tuple(line.strip(" -+") for line in _lines(self.checklist) if line.strip(" -+")),
            **receiver_ids(self.receiver.data),
        )


class PasteForm(Form):
    """Lines copied out of a plan."""

    text = Lines(
        "Dán phần «Tổ chức thực hiện»", required=True, most=60_000,
        description="Dòng «1. Phòng …:» là đơn vị; các dòng gạch đầu dòng bên dưới là nhiệm vụ.",
    )  # fmt: skip
    section = Line("Phần này thuộc mục", most=20, description="Ví dụ III. Dùng để ghi nguồn của từng nhiệm vụ.")


class RowForm(Form):
    """One understood line, to be corrected."""

    words = Lines("Nội dung", most=5000)
    receiver = Choice("Giao cho")
    receiver_words = HiddenField()
    place = Line("Mục", most=60)
    deadline = Day("Thời hạn")
    deadline_words = Line("Ghi trong văn bản")
    needs_evidence = BooleanField("Cần minh chứng")

    def validate_receiver(self, field: Any) -> None:
        """An empty line asks for nothing; any other needs a receiver."""
        if self.words.data and not field.data:
            raise ValidationError("Hãy chọn đơn vị nhận.")


class RowsForm(Form):
    """All understood lines of a paste, before they become tasks."""

    rows = FieldList(FormField(RowForm), max_entries=300)

    def __init__(self, *arguments: Any, lines: Sequence[UnderstoodLine] = (), **words: Any) -> None:
        super().__init__(*arguments, **words)
        for line in lines:
            self.rows.append_entry(asdict(line))
        choices = as_choices(receiver_choices())  # read once for all rows
        for row in self.rows:
            row.form.receiver.choices = choices

    def proposals(self) -> list[TaskProposal]:
        """The lines that say something, as the service takes them."""
        return [
            TaskProposal(
                words=row.form.words.data,
                place=row.form.place.data or "",
                deadline=row.form.deadline.data,
                deadline_words=row.form.deadline_words.data or "",
                needs_evidence=row.form.needs_evidence.data,
                **receiver_ids(row.form.receiver.data),
            )
            for row in self.rows
            if row.form.words.data
        ]


def written(plan: Plan) -> dict[str, Any]:
    """What stands in the form when a plan is corrected."""
    held = {name: getattr(plan, name) for name in ("number", "symbol", "issued_on", "subject", "issuer_words")}
    bases = "\n".join(plan.legal_bases)
    days = {"period_from": plan.period_from, "period_until": plan.period_until}
    return {**held, **days, "legal_bases": bases, "leader": str(plan.leader_id)}


def receiver_choices() -> list[tuple[str, str]]:
    """Departments, then groups."""
    units = [(f"{DEPARTMENT}:{unit.id}", unit.name) for unit in open_departments()]
    return [CHOOSE, *units, *((f"{GROUP}:{group.id}", f"Nhóm: {group.name}") for group in groups())]


def _refuse(wrong: str | None) -> None:
    if wrong:
        raise ValidationError(wrong)


def _called(person: Any) -> str:
    return f"{person.name} – {person.post}" if person.post and person.post != person.name else person.name


def _lines(field: Lines) -> list[str]:
    return (field.data or "").splitlines()
