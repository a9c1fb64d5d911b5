"""What the admin types about the office's calendar."""

from intranet.web.forms import Choice, Day, Form, Line
from intranet.workdays.rules import DayKind

ORDINARY = "ordinary"
KINDS = (
    (DayKind.OFF, "Ngày nghỉ"),
    (DayKind.WORKED, "Ngày làm bù (thứ Bảy, Chủ nhật)"),
    (ORDINARY, "Ngày bình thường (bỏ khỏi danh sách)"),
)


class DaysForm(Form):
    first = Day("Từ ngày", required=True)
    last = Day("Đến ngày", description="Để trống nếu chỉ một ngày.")
    kind = Choice("Là", KINDS, required=True)
    name = Line("Tên ngày", most=200, description="Ví dụ: Tết Nguyên đán; Làm bù ngày 02/01/2026.")
    basis = Line("Căn cứ", description="Văn bản quy định, ví dụ 12729/VPCP-KGVX ngày 25/12/2025.")


class ConfirmYearForm(Form):
    basis = Line(
        "Căn cứ",
        required=True,
        description="Văn bản về lịch nghỉ của năm, ví dụ 12729/VPCP-KGVX ngày 25/12/2025.",
    )
