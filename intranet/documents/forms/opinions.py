"""What is typed in góp ý."""

from collections.abc import Iterable

from intranet.accounts.models import Department
from intranet.documents.rules.opinions import OUTCOME_LABELS
from intranet.web.forms import Checks, Choice, Day, Form, Lines, as_choices


class AskForm(Form):
    """Which units are asked, until when, about what."""

    departments = Checks("Đơn vị góp ý", coerce=int)
    due_on = Day("Thời hạn góp ý", required=True)
    question = Lines("Cần góp ý điều gì", most=2000, render_kw={"rows": 2})

    def offer(self, departments: Iterable[Department]) -> None:
        """The units to choose from."""
        self.departments.choices = as_choices((unit.id, unit.name) for unit in departments)


class OpinionForm(Form):
    """What a unit says."""

    words = Lines("Ý kiến của đơn vị", required=True, most=20_000, render_kw={"rows": 8})


class AnswerForm(Form):
    """What was done with an opinion."""

    outcome = Choice("Tiếp thu", [("", "– Chọn –"), *OUTCOME_LABELS.items()], required=True)
    answer = Lines("Giải trình", most=5000, render_kw={"rows": 4})
