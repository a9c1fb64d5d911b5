"""What is typed about a report."""

from datetime import date

from intranet.core.clock import today
from intranet.web.forms import Day, Form, Lines


class ReportForm(Form):
    """The period, and until when departments answer."""

    period_from = Day("Từ ngày", required=True)
    period_until = Day("Đến ngày", required=True)
    answer_by = Day("Các đơn vị gửi phần của mình trước ngày", required=True)


class PartForm(Form):
    """A department's part; each line becomes a line of the letter."""

    results = Lines("Kết quả", required=True, description="Lấy từ nhiệm vụ; sửa, thêm được. Mỗi ý một dòng.")
    difficulties = Lines("Khó khăn, nguyên nhân việc chậm", description="Mỗi ý một dòng; để trống khi không có.")
    proposals = Lines("Đề xuất, kiến nghị", description="Mỗi ý một dòng; để trống khi không có.")


def this_quarter() -> tuple[date, date]:
    """The quarter that today is in, as a period to begin with."""
    day = today()
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return first, day
