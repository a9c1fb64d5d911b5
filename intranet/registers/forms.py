"""The forms of the register: a letter made outside, a kept number, the columns of a row, a book, the scheme."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from intranet.accounts.models import Issuer, Person
from intranet.core.clock import today
from intranet.registers.rules import BLANK, COMMON_SERIES, CONG_VAN, SCHEME_LABELS, TYPES, Entry, series_label
from intranet.web.forms import Choice, Day, Form, Line, Lines, Whole, as_choices

TYPE_CHOICES = [(code, kind.name) for code, kind in sorted(TYPES.items(), key=lambda item: item[1].id)]
SERIES_CHOICES = [(code, f"Sổ {series_label(code)}") for code in (COMMON_SERIES, *(code for code, _ in TYPE_CHOICES))]
WORDS = {"subject", "signer", "recipients", "archive_unit", "received_by", "remark"}
COPIES = NumberRange(1, 100_000, message="Số lượng bản từ 1 trở lên.")


class OfIssuer(Form):
    """A form about one issuer's counting."""

    issuer_id = Choice("Cơ quan ban hành", required=True, coerce=int)

    def __init__(self, issuers: Sequence[Issuer], **options: Any) -> None:
        super().__init__(**options)
        self.issuer_id.choices = as_choices((issuer.id, issuer.name) for issuer in issuers)


class NumberFields(OfIssuer):
    """Which number is asked for: whose, of which type, of which day."""

    type_code = Choice("Tên loại văn bản", [("", "Chọn trong danh sách"), *TYPE_CHOICES], required=True)
    unit_symbol = Line("Ký hiệu đơn vị hoặc lĩnh vực", most=20, description="Chỉ dùng cho công văn, ví dụ VP.")
    day = Day("Ngày văn bản", required=True)

    def __init__(self, issuers: Sequence[Issuer], **options: Any) -> None:
        super().__init__(issuers, **options)
        if not self.is_submitted() and self.day.data is None:
            self.day.data = today()

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.type_code.data == CONG_VAN and not self.unit_symbol.data:
            self.unit_symbol.errors = ["Công văn cần ký hiệu đơn vị hoặc lĩnh vực, ví dụ VP."]
            return False
        return bool(good)


class EntryFields(Form):
    """Columns 3 to 10 of the register (PL IV.I.2 NĐ 30/2020)."""

    subject = Lines("Trích yếu nội dung", required=True, most=1000)
    signer = Line("Người ký", required=True, most=200)
    recipients = Lines("Nơi nhận văn bản", most=2000)
    archive_unit = Line("Đơn vị, người nhận bản lưu", most=200)
    copies = Whole("Số lượng bản", validators=[Optional(), COPIES])
    sent_on = Day("Ngày chuyển")
    received_by = Line("Ký nhận", most=200, description="Người nhận hoặc số hiệu bưu gửi.")
    remark = Lines("Ghi chú", most=1000)

    def entry(self, before: Entry = BLANK) -> Entry:
        """The columns as the service takes them; those the form does not ask for stay as before."""
        typed = {name: self[name].data for name in Entry.__dataclass_fields__ if name in self}
        values: dict[str, Any] = {
            name: "" if name in WORDS and value is None else value for name, value in typed.items()
        }
        return replace(before, **values)


class OutsideForm(NumberFields, EntryFields):
    """A letter made outside the system."""


class KeepForm(NumberFields):
    """A number for a letter still to come."""

    why = Lines("Để dành cho văn bản nào", required=True, most=450)
    leave_id = Choice("Lãnh đạo cho phép", required=True)

    def offer(self, leaders: Sequence[Person]) -> None:
        """Who may give leave."""
        self.leave_id.choices = as_choices([("", "– Chọn –"), *((str(person.id), person.name) for person in leaders)])


class InsertForm(KeepForm):
    """A number between two that were given: 43a."""

    why = Lines("Cho văn bản nào, vì sao phải chèn", required=True, most=450)
    after = Whole(
        "Chèn sau số",
        validators=[
            InputRequired("Hãy ghi số đã cấp, ví dụ 43."),
            NumberRange(1, 1_000_000, message="Hãy ghi số đã cấp, ví dụ 43."),
        ],
        description="Ghi 43 thì số mới là 43a, rồi 43b. Ngày văn bản nằm giữa ngày của số 43 và số 44.",
    )


class KeepingForm(OfIssuer):
    """Whether the office's rules let numbers be kept back, or put between others."""

    basis = Line(
        "Văn bản của cơ quan cho phép để dành số",
        description="Ví dụ Quy chế công tác văn thư, Điều 12. Để trống: không cho để dành.",
    )
    inserts = BooleanField(
        "Cũng cho chèn số (43a) vào giữa hai số đã cấp",
        description="Nghị định 30 không dự liệu số chèn; chỉ bật khi quy chế của cơ quan ghi rõ.",
    )


class CorrectForm(EntryFields):
    """The columns of a row; a letter made here answers for its own words."""

    def __init__(self, letter_made_here: bool, **options: Any) -> None:
        super().__init__(**options)
        if letter_made_here:
            del self.subject, self.signer, self.recipients


class UseKeptForm(EntryFields):
    """The letter a kept number is for, made outside the system."""


class UseForm(Form):
    """Who uses a filed copy."""

    used_on = Day("Ngày sử dụng", required=True, default=today)
    user_name = Line("Họ tên người sử dụng", required=True, most=200)
    file_symbol = Line("Số và ký hiệu hồ sơ", most=60)
    allowed_by = Line("Người cho phép sử dụng", required=True, most=200)
    remark = Line("Ghi chú", most=500)


class GivenBackForm(Form):
    """When a filed copy came back."""

    day = Day("Ngày trả", required=True, default=today)


class ReasonForm(Form):
    """Why a number is cancelled."""

    reason = Lines("Lý do hủy", required=True, most=500)


class BookForm(OfIssuer):
    """A book and the number it begins at."""

    series = Choice("Sổ", SERIES_CHOICES, required=True)
    year = Whole("Năm", validators=[NumberRange(2000, 2200, message="Hãy ghi năm, ví dụ 2026.")])
    first_number = Whole(
        "Số đầu tiên sẽ cấp",
        validators=[NumberRange(1, 1_000_000, message="Số bắt đầu phải từ 01.")],
        description="Số tiếp theo số cuối cùng trên sổ giấy; sổ mới bắt đầu từ 1.",
    )


class SchemeForm(OfIssuer):
    """How the issuer counts, and from which year."""

    scheme = RadioField(
        "Cách đánh số",
        choices=as_choices(SCHEME_LABELS.items()),
        validators=[InputRequired("Hãy chọn một cách.")],
    )
    from_year = Whole("Từ năm", validators=[NumberRange(2000, 2200, message="Hãy ghi năm, ví dụ 2027.")])
