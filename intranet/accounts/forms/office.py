"""What the admin types about issuers, departments, groups and the authority to sign."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField
from wtforms.validators import Optional

from intranet.accounts import queries
from intranet.accounts.forms.own_account import EMAIL, PHONE
from intranet.accounts.models import DepartmentName, IssuerName, Person
from intranet.accounts.rules import CAPACITY_LABELS, KIND_LABELS, SYMBOL_HELP
from intranet.core.clock import today
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.web.forms import Checks, Choice, Day, Form, Line, Lines, Whole, as_choices

HOLDS_FROM = "Văn bản đề ngày trước đó vẫn mang tên cũ."


def tell_day_of(form: "IssuerForm | NameForm", held: IssuerName | DepartmentName) -> None:
    """Beside the day from which another name holds: which day corrects the present name instead."""
    form.holds_from.description = (
        f"Ngày tên mới bắt đầu. {HOLDS_FROM} Chỉ sửa chỗ ghi sai của tên đang dùng: ghi {held.holds_from:%d/%m/%Y}, "
        "đúng ngày tên ấy bắt đầu."
    )


def _number(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() else None


class IssuerForm(Form):
    parent = Line("Cơ quan chủ quản", description="Chữ in hoa, để trống nếu không ghi trên văn bản.")
    lines = Lines(
        "Tên cơ quan trên văn bản",
        required=True,
        most=300,
        description="Chữ in hoa, một hoặc hai dòng như đầu văn bản.",
        render_kw={"rows": 2},
    )
    plain = Line("Tên viết thường", required=True, description="Như trong câu: Liên minh Hợp tác xã thành phố …")
    symbol = Line(
        "Chữ viết tắt trong ký hiệu",
        required=True,
        most=30,
        description=f"Ví dụ LMHTX trong 43/KH-LMHTX. {SYMBOL_HELP}",
    )
    place = Line("Địa danh", required=True, most=100, description="Đứng trước ngày tháng trên văn bản.")
    address = Line("Địa chỉ")
    phone = Line("Điện thoại", most=60, validators=[Optional(), PHONE])
    email = Line("Thư điện tử", most=120, validators=[Optional(), EMAIL])
    holds_from = Day("Dùng từ ngày", required=True, default=today, description=HOLDS_FROM)


class NewIssuerForm(IssuerForm):
    """A new one, which may be a council or board of an agency."""

    seal_of = Choice(
        "Con dấu",
        default=0,
        coerce=int,
        description="Hội đồng, Ban, Tổ dùng con dấu của cơ quan thì có số, ký hiệu và sổ riêng (Phụ lục I, II.3a).",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        agencies = ((i.id, f"Con dấu của {i.name}") for i in queries.agencies() if i.closed_on is None)
        self.seal_of.choices = as_choices([(0, "Con dấu riêng"), *agencies])


class NameForm(Form):
    name = Line("Tên đơn vị", required=True, most=200)
    short_name = Line(
        "Tên viết tắt",
        required=True,
        most=40,
        description=f"Ví dụ VP, PTTTT; đứng trong ký hiệu công văn (12/LMHTX-VP). {SYMBOL_HELP}",
    )
    holds_from = Day("Dùng từ ngày", required=True, default=today, description=HOLDS_FROM)


class DepartmentFactsForm(Form):
    issuer_id = Choice("Thuộc cơ quan", required=True, coerce=int)
    kind = Choice("Loại", KIND_LABELS.items(), required=True)
    spellings = Lines(
        "Cách viết khác",
        description="Mỗi dòng một cách mà văn bản hay gọi đơn vị này; dùng để nhận ra nơi nhận việc.",
        render_kw={"rows": 3},
    )
    position = Whole("Thứ tự trong danh sách", default=0, validators=[Optional()])
    is_office = BooleanField("Là Văn phòng", description="Theo dõi mọi kế hoạch và xác nhận hoàn thành thay lãnh đạo.")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.issuer_id.choices = as_choices((issuer.id, issuer.name) for issuer in queries.issuers())


class DepartmentForm(DepartmentFactsForm, NameForm):
    """A new department: its first name and everything else, the names first."""

    def __iter__(self) -> Any:
        names = ("name", "short_name", "holds_from")
        return iter(sorted(self._fields.values(), key=lambda field: field.name not in names))


def _name_and_post(person: Person) -> str:
    return person.name if person.post in ("", person.name) else f"{person.name}, {person.post}"


class HeadsForm(Form):
    head = Choice("Trưởng đơn vị", coerce=int)
    deputies = Checks("Cấp phó", coerce=int)

    def offer(self, everybody: list[Person], own: list[Person]) -> None:
        """The head may be anybody; deputies are chosen among those who sit in the department."""
        self.head.choices = as_choices([(0, "chưa có"), *((p.id, _name_and_post(p)) for p in everybody)])
        self.deputies.choices = as_choices((p.id, _name_and_post(p)) for p in own)


class CloseDepartmentForm(Form):
    into = Choice(
        "Người và việc chuyển đến",
        coerce=int,
        description="Việc đang mở, người và chỗ trong các nhóm chuyển sang đơn vị này.",
    )
    reason = Line("Căn cứ", required=True, description="Ví dụ: Quyết định số …/QĐ-LMHTX ngày …")


class ReasonForm(Form):
    reason = Line("Căn cứ", required=True, description="Ví dụ: Quyết định số …/QĐ-UBND ngày …")


class GroupForm(Form):
    name = Line("Tên nhóm", required=True, most=200, description="Như văn bản viết: các Phòng, Trung tâm, Quỹ Hỗ trợ.")
    spellings = Lines("Cách viết khác", description="Mỗi dòng một cách.", render_kw={"rows": 2})
    members = Checks("Các đơn vị trong nhóm", coerce=int)
    includes_named = BooleanField(
        "Gồm cả đơn vị mà văn bản gọi tên riêng",
        default=True,
        description="Bỏ dấu nếu đơn vị đã được gọi tên riêng trong văn bản thì không nhận phần việc chung của nhóm.",
    )
    position = Whole("Thứ tự trong danh sách", default=0, validators=[Optional()])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.members.choices = as_choices((d.id, d.name) for d in queries.open_departments())


class AuthorityForm(Form):
    person = Choice("Người ký", required=True, coerce=_number)
    issuer = Choice("Ký văn bản của", required=True, coerce=int)
    capacity = Choice("Tư cách", CAPACITY_LABELS.items(), required=True)
    lines = Lines(
        "Chức vụ trên tên người ký",
        required=True,
        most=300,
        description="Chữ in hoa, mỗi dòng như trên văn bản. Ví dụ: KT. CHỦ TỊCH, dòng dưới PHÓ CHỦ TỊCH.",
        render_kw={"rows": 2},
    )
    valid_from = Day("Từ ngày", required=True, default=today)
    valid_until = Day("Đến hết ngày", description="Để trống nếu không có hạn. Thừa ủy quyền bắt buộc có hạn.")
    fields = Lines(
        "Lĩnh vực phụ trách",
        description="Mỗi dòng một lĩnh vực cấp phó được ký thay; để trống là mọi lĩnh vực.",
        render_kw={"rows": 2},
    )
    basis = Line("Văn bản ủy quyền", description="Số, ngày của văn bản; thừa ủy quyền bắt buộc có.")
    types = Checks(
        "Loại văn bản được ký",
        [(t.abbreviation or "CV", t.name) for t in LETTER_TYPES.values() if t.abbreviation or t.id == "cong_van"],
        description="Không chọn là mọi loại. Thừa lệnh phải chọn.",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        people = ((p.id, _name_and_post(p)) for p in queries.active_people())
        self.person.choices = as_choices([("", "Chọn người ký"), *people])
        self.issuer.choices = as_choices((i.id, i.name) for i in queries.issuers() if i.closed_on is None)


class PassOnForm(Form):
    """The head of a unit lets a deputy sign in his place what he signs by order (Điều 13.4)."""

    deputy = Choice("Cấp phó ký thay", required=True, coerce=int)
    title = Line("Chức vụ của cấp phó trên văn bản", required=True, most=100, description="Ví dụ: PHÓ CHÁNH VĂN PHÒNG.")
    types = Checks("Loại văn bản được ký thay")
    valid_from = Day("Từ ngày", required=True, default=today)
    valid_until = Day("Đến hết ngày", required=True)
    basis = Line("Văn bản hoặc quy chế làm căn cứ", description="Ví dụ: Quy chế làm việc, Điều 9.")

    def offer(self, deputies: Sequence[Person], types: Sequence[str]) -> None:
        """Who and what can be chosen."""
        self.deputy.choices = as_choices((p.id, _name_and_post(p)) for p in deputies)
        names = {t.abbreviation or "CV": t.name for t in LETTER_TYPES.values() if t.abbreviation or t.id == "cong_van"}
        self.types.choices = as_choices((code, names[code]) for code in types if code in names)
        if not self.is_submitted():
            self.types.data = list(types)
            self.title.data = deputies[0].post.upper() if deputies else ""


class EndAuthorityForm(Form):
    last_day = Day("Ngày cuối còn được ký", required=True, default=today)
