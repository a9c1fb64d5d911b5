"""What is typed about a briefing: its day and chair, and the conclusions, complete or not."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import ValidationError

from intranet.briefings.rules import LONGEST_TEXT, LONGEST_WORDS, MOST_LINES, NOTE, NOTE_LABEL, Conclusion, Typed
from intranet.core.clock import today
from intranet.plans.forms import receiver_choices
from intranet.plans.queries import leaders
from intranet.web.forms import Choice, Day, Form, Lines, as_choices, clean_line, clean_text, read_day
from intranet.web.rows import Sent, table_of

KEYS = ("words", "receiver", "receiver_words", "deadline", "deadline_words")


class BriefingForm(Form):
    """The day of a briefing and who chairs it."""

    held_on = Day("Ngày họp", required=True)
    leader = Choice("Chủ trì", required=True, description="Người này xác nhận kết luận và kết quả các việc giao ra.")

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        named = [(str(who.id), f"{who.name} – {who.post}" if who.post else who.name) for who in leaders()]
        self.leader.choices = as_choices([("", "Chọn trong danh sách"), *named])


class LineForm(Form):
    """One conclusion."""

    words = Lines("Kết luận", most=LONGEST_WORDS)
    receiver = Choice("Giao cho")
    receiver_words = HiddenField()
    deadline = Day("Thời hạn", description="Để trống nếu không có.")
    deadline_words = HiddenField()

    def validate_receiver(self, field: Any) -> None:
        """An empty line asks for nothing; any other needs a receiver, or says that it hands out nothing."""
        if self.words.data and not field.data:
            raise ValidationError("Hãy chọn đơn vị, hoặc «Chỉ ghi vào thông báo».")

    def validate_words(self, field: Any) -> None:
        """A receiver without words is a line that was forgotten."""
        if not field.data and (self.deadline.data or self.receiver.data):
            raise ValidationError("Hãy ghi nội dung.")


class ConclusionsForm(Form):
    """Everything on the page of conclusions."""

    opening = Lines(
        "Nơi họp, thành phần", most=LONGEST_TEXT,
        description="Ví dụ: tại phòng họp tầng 2; dự họp có lãnh đạo các đơn vị. Vào đoạn mở đầu của thông báo.",
    )  # fmt: skip
    remarks = Lines(
        "Đánh giá chung", most=LONGEST_TEXT, description="Mỗi ý một dòng; ghi vào thông báo, không giao việc."
    )
    unread = Lines(
        "Gõ hoặc dán nhiều dòng", most=LONGEST_TEXT,
        description="Mỗi kết luận một dòng: «Văn phòng: chuẩn bị hội nghị, xong trước ngày 30/6». "
        "Đơn vị và thời hạn tự nhận ra khi bấm «Đưa vào bảng».",
    )  # fmt: skip
    rows = FieldList(FormField(LineForm), max_entries=MOST_LINES)

    def __init__(self, sent: Sent, held_on: date) -> None:
        super().__init__(formdata=sent)
        self.held_on = held_on
        choices = as_choices(line_choices())  # read once for all rows
        for row in self.rows:
            row.form.receiver.choices = choices

    def validate_rows(self, field: Any) -> None:
        """No deadline stands before the briefing itself."""
        for row in self.rows:
            day = row.form.deadline.data
            if day and day < self.held_on:
                row.form.deadline.errors = [f"Thời hạn đứng trước ngày họp {self.held_on:%d/%m/%Y}."]
                raise ValidationError("Có thời hạn đứng trước ngày họp.")


def line_choices() -> list[tuple[str, str]]:
    """Nothing yet, only for the letter, departments, groups."""
    chosen, *units = receiver_choices()
    return [chosen, (NOTE, NOTE_LABEL), *units]


def typed_from(sent: Sent) -> Typed:
    """What the form holds, right or wrong; a date that is one is kept as one."""
    lines = (_line(row) for row in table_of("rows", KEYS, sent))
    opening, remarks, unread = (clean_text(sent.get(name)) or "" for name in ("opening", "remarks", "unread"))
    return Typed(opening, remarks, unread, tuple(lines))


def as_sent(typed: Typed, blank: bool = False) -> Sent:
    """What is typed as a form sends it, with one more empty row when asked."""
    sent: Sent = MultiDict({"opening": typed.opening, "remarks": typed.remarks, "unread": typed.unread})
    for n, line in enumerate((*typed.lines, *([Conclusion()] if blank else []))):
        day = f"{line.day:%d/%m/%Y}" if line.day else line.deadline
        values = {**{key: getattr(line, key) for key in KEYS}, "deadline": day}
        sent.update({f"rows-{n}-{key}": value for key, value in values.items()})
    return sent


def next_monday() -> date:
    """Today when it is a Monday, else the next one: the usual day of a briefing."""
    return today() + timedelta(days=-today().weekday() % 7)


def _line(row: Mapping[str, str]) -> Conclusion:
    cleaned = {key: clean_line(row[key]) or "" for key in KEYS} | {"words": clean_text(row["words"]) or ""}
    day = read_day(cleaned["deadline"])
    return Conclusion(**cleaned | {"deadline": day.isoformat() if day else cleaned["deadline"][:100]})
