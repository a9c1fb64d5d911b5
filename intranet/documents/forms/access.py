"""What is typed about who may see a letter."""

from collections.abc import Sequence

from wtforms import RadioField

from intranet.accounts.models import Department, Person
from intranet.web.forms import Checks, Form, Lines, as_choices

AUDIENCES = (("all", "Mọi người trong cơ quan"), ("named", "Chỉ các đơn vị và người chọn dưới đây"))


class AccessForm(Form):
    """Everyone, or named units and people."""

    audience = RadioField("Ai được xem", choices=as_choices(AUDIENCES), default="all")
    departments = Checks("Đơn vị được xem")
    people = Checks("Người được xem")
    reason = Lines("Lý do", required=True, most=1000, render_kw={"rows": 2})

    def offer(self, departments: Sequence[Department], people: Sequence[Person]) -> None:
        """The units and people to choose from."""
        self.departments.choices = as_choices((f"d:{unit.id}", unit.name) for unit in departments)
        self.people.choices = as_choices((f"p:{person.id}", person.name) for person in people)
