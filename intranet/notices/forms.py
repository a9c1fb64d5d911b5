"""How a person wants to hear: the hour of the digest, and mail or none for each kind."""

from wtforms import Field

from intranet.notices.marks import MARK_LABELS
from intranet.notices.rules import DIGEST_HOURS, KINDS, WISH_LABELS, Wish
from intranet.notices.service import Choices
from intranet.web.forms import Checks, Choice, Form, whole_number_or_none

NO_DIGEST = ("", "Không gửi thư tổng hợp")


class ChoicesForm(Form):
    """Its fields for the kinds bear their names and are added below."""

    digest_hour = Choice(
        "Thư tổng hợp mỗi ngày",
        [*((str(hour), f"{hour} giờ") for hour in DIGEST_HOURS), NO_DIGEST],
        description="Mỗi ngày làm việc nhiều nhất một thư, gồm những gì bạn chưa đọc; không có gì mới thì không gửi.",
    )

    marks = Checks("Nhắc tôi khi nhiệm vụ hoặc đầu việc đến hạn", MARK_LABELS.items())

    def kinds(self) -> list[Field]:
        """The fields of the kinds, in their order."""
        return [self[name] for name in KINDS]

    def choices(self) -> Choices:
        """What was chosen, once the form is valid."""
        by_kind = {name: Wish(self[name].data) for name in KINDS}
        return Choices(whole_number_or_none(self.digest_hour.data), by_kind)


class OfficeMarksForm(Form):
    marks = Checks("Nhắc người làm", MARK_LABELS.items())


for _kind in KINDS.values():
    setattr(ChoicesForm, _kind.name, Choice(_kind.label, WISH_LABELS.items(), default=_kind.wish))
