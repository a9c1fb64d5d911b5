"""What is typed about an occasion of awards: itself, its council, and the decision."""

from flask_wtf.file import FileField
from wtforms.validators import NumberRange

from intranet.core.clock import today
from intranet.emulation.rules import PAPER_LABELS, USUAL_PAPERS, USUAL_SHARE
from intranet.emulation.service.awards import OccasionFacts
from intranet.web.forms import Checks, Day, Form, Line, Lines, Whole

SHARE = NumberRange(1, 100, message="Hãy ghi số từ 1 đến 100.")


class OccasionForm(Form):
    """One occasion of awards."""

    name = Line("Tên đợt", required=True, most=200, description="Ví dụ: Đại hội Thi đua yêu nước thành phố lần thứ X.")
    award = Line(
        "Hình thức đề nghị", required=True, most=200, description="Ví dụ: Bằng khen của Ủy ban nhân dân thành phố."
    )
    addressees = Lines(
        "Kính gửi",
        required=True,
        most=1000,
        description="Nơi nhận tờ trình, mỗi nơi một dòng; nơi quyết định đứng đầu.",
    )
    closes_on = Day("Nhận hồ sơ đến ngày", required=True, default=today)
    papers = Checks("Hồ sơ phải có", PAPER_LABELS.items(), default=[kind.value for kind in USUAL_PAPERS])
    share = Whole(
        "Tỷ lệ phiếu đồng ý cần có (%)",
        validators=[SHARE],
        default=USUAL_SHARE,
        description="Tính trên cả hội đồng; người không bỏ phiếu coi như không đồng ý.",
    )

    def facts(self) -> OccasionFacts:
        """The occasion as the service takes it."""
        return OccasionFacts(
            name=self.name.data,
            award=self.award.data,
            addressees=self.addressees.data,
            closes_on=self.closes_on.day,
            papers=tuple(self.papers.data or ()),
            share=self.share.data or 0,
        )


class DecisionForm(Form):
    """The decision on an occasion; who is granted stands beside the list."""

    mark = Line("Số, ký hiệu quyết định", required=True, most=60, description="Ví dụ 1234/QĐ-UBND.")
    agency = Line("Cơ quan quyết định", required=True, most=200)
    decided_on = Day("Ngày quyết định", required=True, default=today)
    file = FileField("Tệp quyết định", description="PDF hoặc Word, nếu có.")
