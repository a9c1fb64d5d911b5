"""What is typed about an absence."""

from collections.abc import Iterable
from typing import Any

from intranet.absences.service import AbsenceFacts
from intranet.accounts.models import Person
from intranet.accounts.queries import active_people, get_person
from intranet.core.clock import today
from intranet.web.forms import Choice, Day, Form, Line, as_choices

DEPUTY_HELP = (
    "Làm thay việc kiểm tra, xác nhận, góp ý, cho ý kiến, nhận việc và nhận thông báo. "
    "Không ký thay: ký chỉ theo quyền ký riêng. Việc của lãnh đạo do lãnh đạo khác xử lý thay."
)


def _named(people: Iterable[Person]) -> list[tuple[int, str]]:
    return [(p.id, p.name if p.post in ("", p.name) else f"{p.name}, {p.post}") for p in people]


class AbsenceForm(Form):
    """From when until when somebody is away, and who stands in."""

    first_on = Day("Ngày đầu vắng", required=True, default=today)
    last_on = Day("Ngày cuối vắng", required=True, description="Sau ngày này việc tự trở về người vắng.")
    deputy_id = Choice("Người xử lý thay", coerce=int, description=DEPUTY_HELP)
    reason = Line("Lý do", required=True, most=300, description="Ví dụ: nghỉ phép năm, đi công tác, tập huấn.")

    def offer(self, person: Person | None = None) -> None:
        """Who may stand in; the absent one himself is not among them."""
        others = (other for other in active_people() if person is None or other.id != person.id)
        self.deputy_id.choices = as_choices([(0, "Chưa có người xử lý thay"), *_named(others)])

    def facts(self) -> AbsenceFacts:
        """As the service takes them."""
        deputy = get_person(self.deputy_id.data) if self.deputy_id.data else None
        return AbsenceFacts(self.first_on.day, self.last_on.day, deputy, self.reason.data)


class NewAbsenceForm(AbsenceForm):
    """The same for one of those for whom the person may enter it."""

    person_id = Choice("Người vắng mặt", coerce=int, required=True)

    def offer_people(self, people: Iterable[Person], chosen: Any) -> None:
        """For whom; the person himself is chosen at first."""
        self.person_id.choices = as_choices(_named(people))
        if not self.is_submitted():
            self.person_id.data = chosen
