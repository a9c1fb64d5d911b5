"""The forms of readings: sending a letter, correcting a task that was read, confirming."""

from typing import Any, cast

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField

from intranet.accounts.queries import open_departments
from intranet.plans.forms import PlanForm, Several, receiver_choices
from intranet.plans.rules import TASK_ROLE_LABELS, TaskRole
from intranet.readings.models import Proposal, Reading
from intranet.readings.service import ProposalFacts
from intranet.readings.service.reading import MOST_TYPED, Upload
from intranet.web.forms import Choice, Day, Form, Line, Lines, as_choices


class BeginForm(Form):
    """The letter to be read."""

    files = MultipleFileField(
        "Tệp văn bản",
        description="Word (.docx), PDF, văn bản thuần (.txt), hoặc ảnh chụp từng trang theo thứ tự (JPEG, PNG).",
    )
    typed = Lines("Hoặc dán nội dung văn bản", most=MOST_TYPED)

    def uploads(self) -> list[Upload]:
        """The files that were chosen, each with its name."""
        chosen = [sent for sent in self.files.data or () if isinstance(sent, FileStorage) and sent.filename]
        return [(cast(Any, sent.stream), sent.filename or "") for sent in chosen]


class ProposalForm(Form):
    """A task that was read, to be corrected."""

    words = Lines("Nội dung nhiệm vụ", required=True, most=5000)
    receiver = Choice("Đơn vị nhận", required=True)
    role = Choice("Vai trò", [(str(role), words) for role, words in TASK_ROLE_LABELS.items()])
    place = Line("Mục trong văn bản", most=60)
    deadline = Day("Thời hạn", description="Để trống nếu văn bản không nêu ngày.")
    deadline_words = Line("Thời hạn ghi trong văn bản")
    start_on = Day("Bắt đầu từ ngày")
    needs_evidence = BooleanField("Phải có minh chứng mới được báo hoàn thành")
    supports = Several("Đơn vị phối hợp", coerce=int)

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.receiver.choices = as_choices(receiver_choices())
        self.supports.choices = as_choices([(unit.id, unit.name) for unit in open_departments()])

    def facts(self) -> ProposalFacts:
        """What was typed, as the service takes it."""
        return ProposalFacts(
            words=self.words.data,
            receiver=self.receiver.data,
            place=self.place.data or "",
            role=TaskRole(self.role.data),
            support_ids=tuple(self.supports.data or ()),
            start_on=self.start_on.data,
            deadline=self.deadline.data,
            deadline_words=self.deadline_words.data or "",
            needs_evidence=self.needs_evidence.data,
        )


class ConfirmForm(PlanForm):
    """The head of the plan that comes of a reading; its letter is there already."""

    letter = None


class TextForm(Form):
    """The letter's text, to be corrected by hand."""

    typed = Lines("Nội dung văn bản", required=True, most=MOST_TYPED)


def read_facts(proposal: Proposal) -> dict[str, Any]:
    """What stands in the form when a task is corrected."""
    names = ("words", "receiver", "role", "place", "deadline", "deadline_words", "start_on", "needs_evidence")
    return {name: getattr(proposal, name) for name in names} | {"supports": [unit.id for unit in proposal.supports]}


def read_head(reading: Reading) -> dict[str, Any]:
    """What stands in the form when a reading is confirmed."""
    names = ("number", "symbol", "issued_on", "subject", "issuer_words")
    facts = {name: getattr(reading, name) for name in names}
    return facts | {"legal_bases": "\n".join(reading.legal_bases), "leader": str(reading.leader_id or "")}
