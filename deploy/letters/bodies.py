"""The bodies of the first templates, put into the shared frame; afterwards each is edited in Word."""

from deploy.letters.frame import addressees, command, head, line, loop, package, ruled_table, signature, title, when

BODY = command("{{p noi_dung|than_bai }}")
LEGAL_BASES = loop("Căn cứ", "dong", "can_cu", "{{ dong }}")
OPENING = loop("Nội dung", "doan", "mo_dau", "{{ doan }}")
CLOSING = loop("Lời kết", "doan", "ket", "{{ doan }}")

ASSIGNMENT_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Nội dung công việc", 3755, "Chữ trong bảng", "{{ dong.noi_dung }}"),
        ("Đơn vị chủ trì", 1900, "Chữ trong bảng", "{{ dong.chu_tri }}"),
        ("Đơn vị phối hợp", 1600, "Chữ trong bảng", "{{ dong.phoi_hop }}"),
        ("Thời hạn", 1420, "Giữa ô", "{{ dong.thoi_han }}"),
    ],
    "phan_cong.bang",
)
NOMINEE_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Họ và tên hoặc tên tập thể", 2500, "Chữ trong bảng", "{{ dong.ten }}"),
        ("Chức vụ, đơn vị", 2275, "Chữ trong bảng", "{{ dong.don_vi }}"),
        ("Hình thức đề nghị", 1300, "Chữ trong bảng", "{{ dong.hinh_thuc }}"),
        ("Tóm tắt thành tích", 2600, "Chữ trong bảng", "{{ dong.thanh_tich }}"),
    ],
    "danh_sach",
)
ASSIGNMENTS = (
    command("{{p phan_cong.muc|than_bai }}")
    + command('{%p if cach_phan_cong == "Bảng phân công" and phan_cong.bang %}')
    + ASSIGNMENT_TABLE
    + command("{%p else %}")
    + command("{{p phan_cong.dong|than_bai }}")
    + command("{%p endif %}")
)
NOMINEES_TITLE = when("tieu_de_danh_sach", line("Khoản 1 có tiêu đề", "{{ tieu_de_danh_sach }}"))
NOMINEES = when("danh_sach", NOMINEES_TITLE, NOMINEE_TABLE)

# Any letter may be urgent (PL I, III.2b); the box stands there only when a degree was chosen.
URGENT = ("do_khan",)
TEMPLATES = {
    "ke_hoach": lambda: package(
        head(boxes=URGENT), title(), LEGAL_BASES, OPENING, BODY, ASSIGNMENTS, CLOSING, signature()
    ),
    "to_trinh": lambda: package(
        head(boxes=URGENT), title(), addressees(), LEGAL_BASES, OPENING, BODY, NOMINEES, CLOSING, signature()
    ),
    "cong_van": lambda: package(
        head(subject_under_number=True, boxes=URGENT), addressees(), BODY, CLOSING, signature()
    ),
    "bao_cao": lambda: package(
        head(boxes=URGENT), title(), addressees(), LEGAL_BASES, OPENING, BODY, CLOSING, signature()
    ),
}
