"""What is typed about an exemplary person, collective or model."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from intranet.core.clock import today
from intranet.emulation.rules import CRITERIA, EXEMPLAR_KIND_LABELS, PAPER_LABELS
from intranet.emulation.service.exemplars import ExemplarFacts
from intranet.web.forms import Choice, Day, Form, Line, Lines, as_choices

VERDICTS = [("", "– Chưa đánh giá –"), ("yes", "Đạt"), ("no", "Chưa đạt")]


class ExemplarForm(Form):
    """Who or what is exemplary, and by which achievement."""

    kind = Choice("Loại", EXEMPLAR_KIND_LABELS.items(), required=True)
    name = Line("Họ và tên, tên tập thể hoặc tên mô hình", required=True, most=200)
    member_id = Choice("Hợp tác xã, doanh nghiệp", required=True)
    post = Line(
        "Chức vụ, công việc", most=200, description="Với cá nhân. Chú trọng thành viên, người lao động trực tiếp."
    )
    field = Line("Lĩnh vực", required=True, most=120, description="Ví dụ: Sản xuất nông nghiệp sạch; Chuyển đổi số.")
    achievement = Lines(
        "Thành tích", required=True, most=5000, description="Việc đã làm, con số, hiệu quả. Phần này vào tờ trình."
    )
    found_on = Day("Ngày phát hiện", required=True, default=today)
    department_id = Choice("Đơn vị giới thiệu", required=True)

    def offer(self, members: Iterable[Any]) -> None:
        """The members to choose from."""
        self.member_id.choices = as_choices([("", "– Chọn –"), *((str(m.id), m.name) for m in members)])

    def facts(self) -> ExemplarFacts:
        """What is written, as the service takes it."""
        return ExemplarFacts(
            kind=self.kind.data,
            name=self.name.data,
            member_id=int(self.member_id.data),
            field=self.field.data,
            achievement=self.achievement.data,
            found_on=self.found_on.day,
            post=self.post.data,
        )


class PaperForm(Form):
    """One paper of the file."""

    kind = Choice("Loại giấy tờ", PAPER_LABELS.items())
    file = FileField("Tệp", description="PDF, Word, Excel, ảnh JPEG, PNG.")


class _JudgingForm(Form):
    """A verdict and its reason for each criterion of the plan."""

    def verdicts(self) -> dict[str, tuple[bool, str]]:
        """By criterion what was judged, as the service takes it."""
        given = {name: (self[f"{name}-met"].data, self[f"{name}-reason"].data) for name in CRITERIA}
        return {name: (met == "yes", reason) for name, (met, reason) in given.items() if met}

    def fill(self, judgements: Iterable[Any]) -> None:
        """Show what was judged before."""
        for judged in judgements:
            self[f"{judged.criterion}-met"].data = "yes" if judged.is_met else "no"
            self[f"{judged.criterion}-reason"].data = judged.reason


def _asks_for_verdict(form: Form, field: Any) -> None:
    if field.data and not form[field.name.replace("-reason", "-met")].data:
        raise ValidationError("Đã ghi lý do: hãy chọn đạt hay chưa đạt.")


JudgingForm: Any = type(
    "JudgingForm",
    (_JudgingForm,),
    {
        f"{name}-{part}": made
        for number, name in enumerate(CRITERIA, 1)
        for part, made in (
            ("met", Choice(f"Tiêu chí {number}", VERDICTS)),
            ("reason", Lines(f"Lý do, căn cứ (tiêu chí {number})", most=2000, validators=[_asks_for_verdict])),
        )
    },
)
