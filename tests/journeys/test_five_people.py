"""Five people and one letter: from the day it comes to the report that answers it, through every hand it takes."""

import re

from intranet.core.clock import today
from tests.docservice.incoming.made_letters import LETTERS
from tests.journeys.arrivals import direct, present, receive, register, take_what_was_read
from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk
from tests.journeys.letters import PLAN, fill_in, hand_out, send_sheet

CAME = LETTERS[16]  # a chỉ thị of the city
SUBJECT = "Ra quân tiết kiệm điện tại trụ sở và chợ"
REPORT_SUBJECT = "Kết quả ra quân tiết kiệm điện tại trụ sở và chợ"
UNIT, OTHER = "Phòng Thông tin và tuyên truyền", "Phòng Chính sách và hỗ trợ hợp tác xã"
PLAN_WORDS = {**PLAN, "trich_yeu": SUBJECT, "noi_nhan": f"{UNIT}\n{OTHER}\nLưu: VT, PTTTT"}
REPORT = {
    "trich_yeu": REPORT_SUBJECT,
    "noi_dung": "I. Kết quả\n1. Đã ra quân tại trụ sở và ba chợ.\nII. Kiến nghị\n1. Duy trì hằng quý.",
    "ket": "Trên đây là báo cáo kết quả ra quân tiết kiệm điện.",
    "noi_nhan": "Ủy ban nhân dân thành phố\nLưu: VT, PTTTT",
}
SAYS = "Nên thêm thời gian ra quân vào mục II."


class FivePeople:
    """The clerk, the leader with his phone, the head, his drafter, and the head of another unit."""

    def __init__(self, sit: Sit) -> None:
        self.clerk, self.leader = sit("vanthu"), sit("phochutich", phone=True)
        self.head, self.drafter, self.other = sit("truong.tttt"), sit("chuyenvien.tttt"), sit("truong.cs")
        self.arrival = self.came = ""

    def comes_and_is_directed(self) -> None:
        receive(self.clerk, CAME)
        take_what_was_read(self.clerk)
        self.came, self.arrival = register(self.clerk), self.clerk.path
        present(self.clerk, "Phó Chủ tịch phụ trách thi đua")
        from_home(self.leader, CAME.subject)
        assert self.leader.page.locator(".letter img").first.is_visible()
        self.leader.follow("Cho ý kiến")
        direct(self.leader, "Tham mưu kế hoạch triển khai thực hiện.", UNIT)
        assert "Đã ghi ý kiến chỉ đạo và giao việc." in self.leader.text()
        assert CAME.subject not in self.leader.text("h1"), "what waits next comes up"

    def is_taken_on(self) -> None:
        from_home(self.head, CAME.subject)
        self.head.press("Đã nhận, đã xem")
        from_home(self.head, "Tham mưu kế hoạch triển khai thực hiện")
        self.head.unfold("Nhận")
        self.head.page.get_by_label("Người phụ trách").select_option(label="Chuyên viên tuyên truyền")
        self.head.press("Nhận nhiệm vụ")

    def is_answered_with(self, template: str, words: dict[str, str], tasks: bool) -> str:
        """Begin the letter from the incoming one, write it, save it; its address."""
        desk = self.drafter
        desk.open(f"{self.arrival}/draft_answer")
        desk.page.get_by_label("Mẫu văn bản").select_option(template)
        desk.press("Bắt đầu soạn")
        assert CAME.code in desk.page.locator("[name=can_cu]").first.input_value()
        fill_in(desk, words)
        if tasks:
            hand_out(desk)
        desk.press("Lưu bản dự thảo")
        return desk.path.removesuffix("/edit")

    def others_are_asked(self, letter: str) -> None:
        self.drafter.open(f"{letter}/opinions")
        self.drafter.page.get_by_label(OTHER).check()
        self.drafter.fill("Thời hạn góp ý", f"{today():%d/%m/%Y}")
        self.drafter.press("Gửi lấy ý kiến")
        from_home(self.other, SUBJECT)
        self.other.follow(re.compile("^Góp ý dự thảo"))
        self.other.follow("Góp ý")
        self.other.fill("Ý kiến của đơn vị", SAYS)
        self.other.press("Gửi góp ý")
        self.drafter.open(f"{letter}/opinions")
        assert SAYS in self.drafter.text()
        self.drafter.follow("Trả lời")
        self.drafter.page.locator("#outcome").select_option("taken")
        self.drafter.page.locator("main form .button.primary").click()
        self.drafter.page.get_by_text("1/1 đơn vị đã góp ý").wait_for()

    def is_checked_and_signed(self, letter: str, subject: str) -> None:
        self.drafter.open(letter)
        self.drafter.press("Trình kiểm tra")
        from_home(self.head, subject)
        self.head.act("Đã kiểm tra nội dung")
        from_home(self.clerk, subject)
        self.clerk.act("Đã kiểm tra thể thức")
        self.drafter.open(letter)
        self.drafter.press("Trình ký")
        from_home(self.leader, subject)
        checks = self.leader.text(".decide-checks")
        assert "Kiểm tra nội dung: Trưởng phòng" in checks and "Kiểm tra thể thức: Văn thư" in checks
        self.leader.act("Duyệt và ký")
        assert "Đã ghi: duyệt và ký." in self.leader.text()

    def goes_out(self, subject: str) -> str:
        """Number, scan, issue: each step found on the desk; its number and symbol."""
        from_home(self.clerk, subject)
        self.clerk.act("Cấp số")
        mark = re.search(r"số (\d+/\S+)", self.clerk.text("main .lead"))
        assert mark, self.clerk.text("main .lead")
        send_sheet(self.clerk)
        self.clerk.follow("Phát hành")
        self.clerk.press("Phát hành")
        assert "Đã phát hành" in self.clerk.text("main .lead")
        return mark[1]


def from_home(desk: Desk, words: str) -> None:
    """Open what waits from the person's own first page."""
    desk.open("/")
    desk.follow(re.compile(f"^{re.escape(words)}", re.IGNORECASE))


def test_a_letter_comes_becomes_a_plan_and_tasks_and_a_report_answers_it(sit: Sit) -> None:
    five = FivePeople(sit)
    five.comes_and_is_directed()
    five.is_taken_on()
    plan = five.is_answered_with("ke_hoach", PLAN_WORDS, tasks=True)
    five.others_are_asked(plan)
    five.is_checked_and_signed(plan, SUBJECT)
    five.goes_out(SUBJECT)

    five.other.open(plan)
    five.other.press("Đã xem")
    five.clerk.open(plan)
    seen = next(line for line in five.clerk.texts("aside .work-list li") if line.startswith(OTHER))
    assert "Trưởng phòng" in seen, seen
    five.other.open("/")
    assert "Cử người tham gia ngày ra quân" in five.other.text(), "the plan became the other unit's task"

    report = five.is_answered_with("bao_cao", REPORT, tasks=False)
    five.is_checked_and_signed(report, REPORT_SUBJECT)
    mark = five.goes_out(REPORT_SUBJECT)
    the_circle_closes(five, mark)


def the_circle_closes(five: FivePeople, mark: str) -> None:
    """The task is reported and confirmed, the letter ends, and its register line names the report."""
    five.head.open("/board")
    five.head.follow(re.compile("^Tham mưu kế hoạch triển khai thực hiện"))
    five.head.act("Báo hoàn thành", note=f"Đã báo cáo, {mark}.")
    from_home(five.leader, "Tham mưu kế hoạch triển khai thực hiện")
    five.leader.press("Xác nhận")
    five.head.open(five.arrival)
    assert mark in five.head.text()
    five.head.act("Kết thúc xử lý")
    five.clerk.open("/incoming/follow_up")
    line = next(words for words in five.clerk.texts("main tbody tr") if CAME.code in words)
    assert mark in line and "1/1 nhiệm vụ hoàn thành" in line
