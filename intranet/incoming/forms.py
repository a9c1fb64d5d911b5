"""The forms of incoming letters: receiving, registering, directing, small ones beside the letter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired, ValidationError

from intranet.accounts.models import Department, Issuer, Person
from intranet.accounts.queries import active_people, open_departments
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import (
    PART_LABELS,
    READY_PHRASES,
    SECRECY_LABELS,
    URGENCY_LABELS,
    Part,
    Secrecy,
    Urgency,
)
from intranet.incoming.service import LetterFacts, Receiver
from intranet.plans.queries import leaders
from intranet.web.forms import Checks, Choice, Day, Form, Line, Lines, Whole, as_choices, read_day
from intranet.workdays.queries import work_calendar

CHOOSE = ("", "Chọn trong danh sách")
NOBODY = ("", "Để trưởng đơn vị phân công")
NOT_SECRET = "khong"
OTHER_DAY, NO_DAY = "day", ""
LIMITS = ((NO_DAY, "Không ghi hạn"), ("3", "3 ngày làm việc"), ("7", "7 ngày làm việc"), (OTHER_DAY, "Chọn ngày"))


class ReceiveForm(Form):
    """What came: the question about secrecy first, then the files."""

    secrecy = RadioField(
        "Độ mật ghi trên văn bản",
        choices=as_choices([(key or NOT_SECRET, words) for key, words in SECRECY_LABELS.items()]),
        validators=[InputRequired("Hãy xem trang đầu và trả lời câu này trước khi gửi tệp.")],
        default=None,
    )
    arrived_on = Day("Ngày đến", required=True)
    files = MultipleFileField(
        "Tệp văn bản", description="PDF, ảnh chụp (JPEG, PNG) hoặc Word. Bản giấy chưa quét thì bỏ trống."
    )
    one_each = BooleanField("Mỗi tệp là một văn bản riêng")

    def degree(self) -> Secrecy:
        """What was answered."""
        return Secrecy.NONE if self.secrecy.data == NOT_SECRET else Secrecy(self.secrecy.data)

    def uploads(self) -> list[tuple[Any, str]]:
        """The files that were sent, in their order."""
        return [(sent.stream, sent.filename) for sent in self.files.data or () if getattr(sent, "filename", "")]


class LetterForm(Form):
    """What the register says of a letter (PL IV.VI.2 NĐ 30/2020)."""

    code = Line("Số, ký hiệu", most=100, description="Ghi như trên văn bản, ví dụ 125/UBND-KT.")
    written_on = Day("Ngày văn bản")
    agency = Line(
        "Tác giả", required=True, most=300, description="Cơ quan, tổ chức ban hành.", render_kw={"list": "tac-gia"}
    )
    type_name = Line("Tên loại", required=True, most=60, render_kw={"list": "ten-loai"})
    subject = Lines("Trích yếu nội dung", required=True, most=2000)
    urgency = Choice("Độ khẩn", URGENCY_LABELS.items())
    identifier = Line("Mã định danh văn bản", most=100, description="Chỉ có ở văn bản điện tử.")
    record_symbol = Line("Số và ký hiệu hồ sơ", most=60)
    remark = Lines("Ghi chú", most=1000)

    def facts(self, arrived_on: date) -> LetterFacts:
        """What was typed, as the service takes it."""
        return LetterFacts(
            arrived_on=arrived_on,
            agency=self.agency.data,
            subject=self.subject.data,
            type_name=self.type_name.data[:1].upper() + self.type_name.data[1:],
            code=self.code.data or "",
            written_on=self.written_on.data,
            urgency=Urgency(self.urgency.data or ""),
            identifier=self.identifier.data or "",
            remark=self.remark.data or "",
            record_symbol=self.record_symbol.data or "",
        )


class RegisterForm(LetterForm):
    """The same with the book and the arrival day; `marked` when the machine saw a degree of secrecy."""

    issuer = Choice("Sổ của", coerce=int)
    arrived_on = Day("Ngày đến", required=True)
    twin_reason = Line("Lý do vẫn vào sổ", most=300)
    not_secret = BooleanField("Đã xem trang đầu: văn bản không có dấu chỉ độ mật")

    def __init__(self, issuers: Sequence[Issuer], *arguments: Any, marked: bool = False, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.issuer.choices = as_choices([(issuer.id, issuer.name) for issuer in issuers])
        if len(issuers) == 1 and not self.issuer.data:
            self.issuer.data = issuers[0].id
        if not marked:
            del self.not_secret

    def validate_not_secret(self, field: Any) -> None:
        """What the machine saw must be answered by a person."""
        if not field.data:
            raise ValidationError("Máy thấy chữ chỉ độ mật ở trang đầu. Hãy xem lại và xác nhận.")


class ReceiversForm(Form):
    """Whom a letter goes to: one unit handles it, others help or only know; each may have its own day. Somebody of the
    unit may be charged by name, and single people may get it besides."""

    lead = Choice("Đơn vị xử lý chính", coerce=str)
    charged = Choice("Giao đích danh trong đơn vị ấy", coerce=str, default="")
    limit = RadioField("Hạn giải quyết", choices=as_choices(LIMITS), default=NO_DAY, validate_choice=False)
    lead_due = Day("Ngày hết hạn")
    supports = Checks("Phối hợp", coerce=int)
    informs = Checks("Để biết", coerce=int)
    people = Checks("Người nhận", coerce=int)
    people_part = RadioField(
        "Phần việc của họ",
        choices=as_choices([(part.value, PART_LABELS[part]) for part in (Part.SUPPORT, Part.INFORM)]),
        default=Part.INFORM.value,
    )

    def __init__(self, *arguments: Any, units: Sequence[Department] | None = None, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.units = list(units if units is not None else open_departments())
        choices = [(unit.id, unit.name) for unit in self.units]
        self.lead.choices = as_choices([CHOOSE, *((str(key), name) for key, name in choices)])
        self.supports.choices = self.informs.choices = as_choices(choices)
        everybody = [(person.id, f"{person.name} ({person.department.short_name})") for person in active_people()]
        self.people.choices = as_choices(everybody)
        self.charged.choices = as_choices([NOBODY, *((str(key), name) for key, name in everybody)])

    def receivers(self, day: date) -> list[Receiver]:
        """What was chosen, as the service takes it; `day` is when the direction was given.

        Raises Invalid (field "lead_due", "receivers") for a day that is none.
        """
        lead = self.lead.data
        charged = int(self.charged.data) if self.charged.data else None
        chosen = [Receiver(int(lead), Part.LEAD, self._due(day), charged)] if lead else []
        for unit in self.supports.data or ():
            chosen.append(Receiver(unit, Part.SUPPORT, self.own_due(unit)))
        chosen += [Receiver(unit, Part.INFORM) for unit in self.informs.data or ()]
        part = Part(self.people_part.data or Part.INFORM)
        return chosen + [Receiver(None, part, person_id=person) for person in self.people.data or ()]

    def own_due(self, unit_id: int) -> date | None:
        """The day typed for one helping unit."""
        text = request.form.get(f"due-{unit_id}", "").strip()
        day = read_day(text) if text else None
        if text and day is None:
            raise Invalid(
                f"Hạn của đơn vị phối hợp không đúng: «{text[:20]}». Hãy ghi như 25/02/2025.", field="supports"
            )
        return day

    def typed_due(self, unit_id: int) -> str:
        """What stands in the box of that day when the page comes back."""
        return request.form.get(f"due-{unit_id}", "")[:20] if self.is_submitted() else ""

    def _due(self, day: date) -> date | None:
        if self.limit.data == OTHER_DAY:
            if self.lead_due.data is None:
                raise Invalid("Hãy ghi ngày hết hạn, hoặc chọn số ngày.", field="lead_due")
            return self.lead_due.data
        if self.limit.data and str(self.limit.data).isdecimal():
            return work_calendar().working_days_after(day, int(self.limit.data))
        return self.lead_due.data


class DirectForm(ReceiversForm):
    """A leader's direction: a ready phrase or words of his own, and who does it."""

    phrase = RadioField("Ý kiến chỉ đạo", choices=as_choices([(words, words) for words in READY_PHRASES]),
                        validate_choice=False)  # fmt: skip
    words = Lines("Ý kiến khác, hoặc nói thêm", most=2000)
    leader = Choice("Lãnh đạo cho ý kiến", coerce=str)
    given_on = Day("Ngày cho ý kiến")

    def __init__(self, *arguments: Any, myself: Person | None = None, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.leader.choices = as_choices([(str(one.id), called(one)) for one in leaders()])
        if myself is not None:  # a leader speaks for himself, today
            del self.leader, self.given_on

    def said(self) -> str:
        """The phrase and the own words."""
        return "\n".join(words for words in (self.phrase.data, self.words.data) if words)

    def day(self) -> date:
        """When the direction was given."""
        given = self.given_on.data if "given_on" in self else None
        return given or today()


class PresentForm(Form):
    """To whom the letter is presented."""

    leader = Choice("Trình lãnh đạo", required=True, coerce=str)

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.leader.choices = as_choices([CHOOSE, *((str(one.id), called(one)) for one in leaders())])


class BookForm(Form):
    """Where the book of a year begins."""

    issuer = Choice("Sổ của", required=True, coerce=int)
    year = Whole("Năm", validators=[InputRequired("Hãy ghi năm, ví dụ 2026.")])
    first_number = Whole(
        "Số đến đầu tiên sẽ ghi", validators=[InputRequired("Số bắt đầu phải từ 01.")],
        description="Số tiếp theo số cuối cùng trên sổ giấy; sổ mới bắt đầu từ 1.",
    )  # fmt: skip

    def __init__(self, issuers: Sequence[Issuer], *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.issuer.choices = as_choices([(issuer.id, issuer.name) for issuer in issuers])


class SecretForm(Form):
    """Which degree of secrecy the letter bears."""

    secrecy = Choice("Độ mật", [CHOOSE, *((key, words) for key, words in SECRECY_LABELS.items() if key)], required=True)

    def degree(self) -> Secrecy:
        """What was chosen."""
        return Secrecy(self.secrecy.data)


def called(person: Person) -> str:
    """A leader as a list names him."""
    return f"{person.name} – {person.post}" if person.post and person.post != person.name else person.name


def written(letter: IncomingLetter) -> dict[str, Any]:
    """What stands in the form when a line of the register is corrected."""
    names = ("code", "written_on", "agency", "type_name", "subject", "urgency", "identifier", "record_symbol", "remark")
    return {name: getattr(letter, name) for name in names}


def taken_proposal(form: LetterForm, name: str, proposals: Mapping[str, Any]) -> None:
    """Put the proposal for one field into the form, because a person asked for it."""
    found = proposals.get(name)
    if found is None or name not in form:
        return
    field = form[name]
    field.data = read_day(found["value"]) if isinstance(field, Day) else found["value"]
    field.raw_data = [found["value"]]
