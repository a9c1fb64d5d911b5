"""What is typed about a member, and the sheet of many."""

from flask_wtf.file import FileField
from wtforms.validators import Optional

from intranet.accounts.forms.own_account import EMAIL
from intranet.emulation.rules import DUTY_LABELS, MEMBER_KIND_LABELS, Duty
from intranet.emulation.service.members import MemberFacts
from intranet.web.forms import Checks, Choice, Day, Form, Line, Whole


class MemberForm(Form):
    """One cooperative or member business."""

    name = Line("Tên", required=True, description="Như trong giấy chứng nhận đăng ký.")
    kind = Choice("Loại hình", MEMBER_KIND_LABELS.items(), required=True)
    tax_code = Line("Mã số thuế", most=20, description="10 hoặc 13 chữ số; dùng để nhận ra khi nhập lại từ Excel.")
    field = Line("Lĩnh vực", most=120, description="Ví dụ: Nông nghiệp; Vận tải; Tín dụng.")
    place = Line("Xã, phường, đặc khu", most=200)
    address = Line("Địa chỉ")
    representative = Line("Người đại diện", most=200)
    phone = Line("Điện thoại", most=40)
    email = Line("Thư điện tử", most=200, validators=[Optional(), EMAIL])
    member_count = Whole("Số thành viên", validators=[Optional()])
    worker_count = Whole("Số lao động", validators=[Optional()])
    joined_on = Day("Ngày vào Liên minh")
    left_on = Day("Thôi là thành viên từ ngày", description="Để trống khi còn là thành viên. Không dòng nào bị xóa.")

    def facts(self) -> MemberFacts:
        """The member as the service takes it."""
        return MemberFacts(**{name: self[name].data for name in MemberFacts.__dataclass_fields__})


class MemberSheetForm(Form):
    """Many members at once."""

    sheet = FileField("Bảng Excel (.xlsx)", description="Mỗi thành viên một dòng, dòng đầu là tên cột như tệp mẫu.")


class DutyForm(Form):
    """Which departments have which duty."""

    awards = Checks(DUTY_LABELS[Duty.AWARDS], coerce=int)
    publicity = Checks(DUTY_LABELS[Duty.PUBLICITY], coerce=int)
