"""What the sample page shows: invented figures and words for every macro."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing

from wtforms import BooleanField, FileField, Form, RadioField

from intranet.web.forms import Choice, Day, Line, Lines, as_choices

TODAY = date(2025, 2, 25)
LATE, SOON, FAR = TODAY - timedelta(4), TODAY + timedelta(3), TODAY + timedelta(30)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='6'/%3E"


class SampleForm(Form):
    """One field of each kind."""

    subject = Line("Trích yếu", required=True, description="Một câu, không chấm cuối.")
    deadline = Day("Hạn hoàn thành", description="Bỏ trống nếu làm thường xuyên.")
    body = Lines("Nội dung")
    department = Choice("Đơn vị chủ trì", choices=[("1", "Phòng Thông tin và tuyên truyền"), ("2", "Văn phòng")])
    kind = RadioField("Mức độ", choices=as_choices([("a", "Thường"), ("b", "Gấp")]), default="a")
    evidence = BooleanField("Yêu cầu minh chứng", description="Không có minh chứng thì chưa báo hoàn thành được.")
    file = FileField("Tệp đính kèm")


def menu_entry(label: str, icon: str, count: int = 0, active: bool = False) -> Thing:
    return Thing(label=label, url="/", icon=icon, count=count, active=active)


def step(label: str, state: str, who: str = "", when: str = "", note: str = "") -> Thing:
    return Thing(label=label, state=state, who=who, when=when, note=note, url=None)


def link(label: str, count: int | None = None, active: bool = False) -> Thing:
    return Thing(label=label, url="/", count=count, active=active)


def part(label: str, value: int, tone: str, icon: str) -> Thing:
    return Thing(label=label, value=value, tone=tone, icon=icon, url="/")


def task(name: str, deadline: date | None, state: str, tone: str, items: str) -> Thing:
    return Thing(name=name, deadline=deadline, state=state, tone=tone, items=items)


NAV = [
    menu_entry("Việc của tôi", "check2-square", 5, active=True),
    menu_entry("Kế hoạch", "list-check"),
    menu_entry("Văn bản", "file-earmark-text", 2),
    menu_entry("Văn thư", "journal-bookmark"),
    menu_entry("Báo cáo", "bar-chart"),
    menu_entry("Quản trị", "gear"),
]
FRAME = {
    "office_name": "Liên minh Hợp tác xã thành phố Hải Phòng",
    "current_user": Thing(id=3, name="Trưởng phòng Thông tin và tuyên truyền"),
    "today": TODAY,
    "account_links": [
        Thing(label="Tài khoản", url="/", icon="key", method="get"),
        Thing(label="Đăng xuất", url="/sign-out", icon="box-arrow-right", method="post"),
    ],
}
SAMPLE = Thing(
    steps=[
        step("Dự thảo", "done", "Chuyên viên phòng Thông tin", "24/02/2025"),
        step("Kiểm tra nội dung", "done", "Trưởng phòng", "25/02/2025", "Đã thêm căn cứ."),
        step("Cấp số", "now", "Văn thư"),
        step("Phát hành", "next"),
    ],
    history=[
        Thing(who="Trưởng phòng", what="đã kiểm tra nội dung", when="09:12 25/02/2025", note="Đủ căn cứ."),
        Thing(who="Chuyên viên", what="đã trình", when="16:40 24/02/2025", note=""),
    ],
    filters=[link("Tất cả", 112, active=True), link("Quá hạn", 4), link("Đến hạn 7 ngày", 9), link("Không hạn", 0)],
    tabs=[link("Nhiệm vụ", 12, active=True), link("Văn bản gốc"), link("Lịch sử")],
    tones=[
        ("quá hạn", "late"),
        ("đến hạn", "soon"),
        ("đang làm", "doing"),
        ("hoàn thành", "done"),
        ("chờ xác nhận", "waiting"),
        ("không hạn", "none"),
    ],
    deadlines=[LATE, SOON, FAR, TODAY, None],
    parts=[
        part("quá hạn", 4, "late", "exclamation-octagon"),
        part("đến hạn 7 ngày", 9, "soon", "clock"),
        part("trong hạn", 21, "doing", "arrow-repeat"),
        part("hoàn thành", 34, "done", "check-circle"),
        part("không hạn", 2, "none", "dash-circle"),
    ],
    tasks=[
        task("Mở chuyên mục kinh tế tập thể trên báo và đài của thành phố", LATE, "quá hạn", "late", "2/5"),
        task("Bản tin hằng quý của Liên minh", SOON, "đang làm", "doing", "0/3"),
        task("Trả lời kiến nghị của thành viên", None, "không hạn", "none", ""),
    ],
    rows=[{"index": 0, "unit": "vp", "task": "Bố trí kinh phí."}, {"index": 1, "unit": "", "task": ""}],
    picture=PICTURE,
    page=PICTURE,
)
