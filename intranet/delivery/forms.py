"""What the clerk types about receivers and sending."""

from collections.abc import Iterable

from wtforms.validators import NumberRange, Optional

from intranet.core.clock import today
from intranet.delivery.rules import OUTSIDE_WAYS, WAY_LABELS
from intranet.web.forms import Choice, Day, Form, Line, Lines, Whole, as_choices

WAYS = [(way.value, WAY_LABELS[way]) for way in OUTSIDE_WAYS]
AMOUNT = NumberRange(0, 10_000, message="Hãy ghi số từ 0 đến 10.000.")


class ReceiverForm(Form):
    """One more receiver: of the office's lists, or outside them by name."""

    receiver = Choice("Nơi nhận trong danh sách")
    outside_name = Line("Hoặc tên nơi nhận khác")
    words = Line("Dòng Nơi nhận", most=500)
    copies = Whole("Số bản", default=1, validators=[Optional(), AMOUNT])

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """The receivers to choose from."""
        self.receiver.choices = as_choices([("", "– Chọn –"), *choices])


class SendForm(Form):
    """How a letter went."""

    way = Choice("Cách chuyển", WAYS, required=True)
    sent_on = Day("Ngày chuyển", required=True, default=today)
    copies = Whole("Số bản", default=1, validators=[Optional(), AMOUNT])
    envelopes = Whole("Số bì", validators=[Optional(), NumberRange(1, 10_000, message="Số bì từ 1 trở lên.")])
    received_by = Line("Ký nhận hoặc số hiệu bưu gửi", most=200)
    remark = Line("Ghi chú", most=500)


class MailForm(Form):
    """Where the letter goes by mail."""

    address = Line("Địa chỉ thư điện tử", required=True, most=120, render_kw={"type": "email"})


class ReasonForm(Form):
    """Why a receiver gets nothing."""

    reason = Lines("Lý do không gửi", required=True, most=500)


class BackForm(Form):
    """When a receiver gave a recalled letter back."""

    day = Day("Ngày trả lại", required=True, default=today)


class AgencyForm(Form):
    """A receiver outside."""

    name = Line("Tên nơi nhận", required=True, description="Như trong Nơi nhận: Sở Nội vụ thành phố Hải Phòng.")
    spellings = Lines("Cách viết khác", most=2000, description="Mỗi dòng một cách.", render_kw={"rows": 3})
    way = Choice("Thường gửi bằng", WAYS, required=True)
    address = Line("Địa chỉ")
    email = Line(
        "Thư điện tử",
        most=120,
        description="Ghi địa chỉ và chọn gửi bằng thư điện tử thì văn bản tự gửi đi khi phát hành.",
    )
    closed_on = Day("Thôi dùng từ ngày", description="Để trống khi còn gửi.")

    def facts(self) -> dict[str, object]:
        """The agency as the service takes it."""
        return {name: self[name].data for name in self._fields}
