"""What is typed about a legal basis."""

from intranet.laws.service import LawFacts
from intranet.web.forms import Day, Form, Line


class LawForm(Form):
    """One law with the days it is in force."""

    name = Line("Tên văn bản", required=True, description="Như trong dòng căn cứ, ví dụ: Luật Hợp tác xã.")
    mark = Line("Số, ký hiệu", most=60, description="Ví dụ 17/2023/QH15.")
    dated = Day("Ngày ban hành")
    in_force_from = Day("Có hiệu lực từ ngày", required=True)
    in_force_until = Day("Có hiệu lực đến hết ngày", description="Để trống khi đang có hiệu lực.")
    replaced_by = Line("Thay bằng", description="Văn bản thay thế, nếu có.")

    def facts(self) -> LawFacts:
        """The entry as the service takes it."""
        return LawFacts(
            name=self.name.data,
            mark=self.mark.data,
            dated=self.dated.data,
            in_force_from=self.in_force_from.day,
            in_force_until=self.in_force_until.data,
            replaced_by=self.replaced_by.data,
        )
