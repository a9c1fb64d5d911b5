"""Letters an office writes every month, beyond the bare layouts: money asked for, results, conclusions, reminders."""

from dataclasses import replace

from deploy.letters.bodies import BODY, CLOSING, LEGAL_BASES, OPENING
from deploy.letters.forms import ADDRESSEES, END, HEAD, OUTLINE, URGENCY, letter, optional, subject, text
from deploy.letters.forms import CLOSING as CLOSING_FIELD
from deploy.letters.forms import LEGAL_BASES as BASES_FIELD
from deploy.letters.forms import OPENING as OPENING_FIELD
from deploy.letters.frame import addressees, head, line, package, ruled_table, signature, title, when
from intranet.docservice.fields import Field

PLACE = "Theo việc thường gặp"
UNIT_CODE = replace(
    text("ky_hieu_don_vi", "Ký hiệu đơn vị soạn thảo", "Chữ viết tắt sau tên cơ quan, ví dụ VP.", most=20),
    known="unit_code",
)
BUDGET = Field(
    "du_toan", "rows", "Dự toán", "Dán được từ Excel. Thành tiền và tổng cộng máy tự tính.", True, max_items=200,
    amount=("so_luong", "don_gia"),
    columns=(
        Field("noi_dung", "text", "Nội dung chi", required=True, max_length=500),
        Field("don_vi_tinh", "text", "Đơn vị tính", max_length=50),
        Field("so_luong", "number", "Số lượng", required=True),
        Field("don_gia", "money", "Đơn giá (đồng)", required=True),
    ),
)  # fmt: skip
BUDGET_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Nội dung chi", 3675, "Chữ trong bảng", "{{ dong.noi_dung }}"),
        ("Đơn vị tính", 1000, "Giữa ô", "{{ dong.don_vi_tinh }}"),
        ("Số lượng", 900, "Giữa ô", "{{ dong.so_luong }}"),
        ("Đơn giá (đồng)", 1500, "Phải ô", "{{ dong.don_gia }}"),
        ("Thành tiền (đồng)", 1600, "Phải ô", "{{ dong.thanh_tien }}"),
    ],
    "du_toan",
    total="{{ du_toan_tong }}",
)
RESULTS = Field(
    "ket_qua", "rows", "Kết quả từng nhiệm vụ", "Dán được từ Excel. Để trống khi báo cáo không có bảng.", max_items=300,
    columns=(
        Field("nhiem_vu", "text", "Nhiệm vụ", required=True, max_length=1000),
        Field("chu_tri", "text", "Đơn vị chủ trì", max_length=200),
        Field("thoi_han", "date", "Thời hạn"),
        Field("ket_qua", "paragraph", "Kết quả", required=True, max_length=1000),
    ),
)  # fmt: skip
RESULTS_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Nhiệm vụ", 3375, "Chữ trong bảng", "{{ dong.nhiem_vu }}"),
        ("Đơn vị chủ trì", 1700, "Chữ trong bảng", "{{ dong.chu_tri }}"),
        ("Thời hạn", 1400, "Giữa ô", "{{ dong.thoi_han }}"),
        ("Kết quả", 2200, "Chữ trong bảng", "{{ dong.ket_qua }}"),
    ],
    "ket_qua",
)
OVERDUE = Field(
    "viec_cham", "rows", "Việc chậm, sắp đến hạn", "Dán được từ Excel. Để trống khi chỉ nhắc chung.", max_items=300,
    columns=(
        Field("viec", "text", "Nội dung", required=True, max_length=1000),
        Field("don_vi", "text", "Đơn vị thực hiện", required=True, max_length=200),
        Field("thoi_han", "date", "Thời hạn"),
    ),
)  # fmt: skip
OVERDUE_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Nội dung", 4575, "Chữ trong bảng", "{{ dong.viec }}"),
        ("Đơn vị thực hiện", 2600, "Chữ trong bảng", "{{ dong.don_vi }}"),
        ("Thời hạn", 1500, "Giữa ô", "{{ dong.thoi_han }}"),
    ],
    "viec_cham",
)
PROLONGED = replace(OPENING_FIELD, label="Việc được giao", help="Ví dụ: Thực hiện Công văn số …, cơ quan được giao …")


def _after_about(example: str) -> Field:
    return replace(subject(f"Viết sau chữ V/v, ví dụ: {example}"), drop_prefix=("V/v", "Về việc"))


FORMS = {
    "to_trinh_kinh_phi": letter(
        "Tờ trình xin kinh phí", "to_trinh", (PLACE, 110), "Xin kinh phí cho một việc; bảng dự toán máy tự cộng.",
        [*HEAD, subject("Ví dụ: Về việc cấp kinh phí …"), ADDRESSEES],
        [BASES_FIELD, replace(OPENING_FIELD, required=True, help="Lý do và việc đề nghị."), optional(OUTLINE)],
        ("du_toan", "Dự toán", [
            BUDGET, text("nguon", "Nguồn kinh phí", "Ví dụ: ngân sách thành phố cấp năm 2026."),
            replace(CLOSING_FIELD, help="Ví dụ: Kính đề nghị … xem xét, quyết định. Dấu “./.” tự thêm."),
        ]),
        END,
    ),
    "bao_cao_thuc_hien_ke_hoach": letter(
        "Báo cáo kết quả thực hiện kế hoạch", "bao_cao", (PLACE, 120),
        "Báo cáo một kế hoạch đã làm: kết quả chung và bảng từng nhiệm vụ.",
        [*HEAD, subject("Ví dụ: Kết quả thực hiện Kế hoạch số …"), optional(ADDRESSEES)],
        [BASES_FIELD, OPENING_FIELD, OUTLINE],
        ("ket_qua", "Kết quả từng nhiệm vụ", [
            text("tieu_de_bang", "Tiêu đề bảng", "Dòng chữ đứng trên bảng.", required=False,
                 default="Kết quả thực hiện từng nhiệm vụ:"),
            RESULTS, replace(CLOSING_FIELD, help="Ví dụ: Trên đây là Báo cáo … Dấu “./.” tự thêm."),
        ]),
        END,
    ),
    "thong_bao_ket_luan": letter(
        "Thông báo kết luận cuộc họp", "thong_bao", (PLACE, 130),
        "Kết luận của lãnh đạo tại cuộc họp và việc giao sau họp.",
        [*HEAD, subject("Ví dụ: Kết luận của … tại cuộc họp …")],
        [
            replace(OPENING_FIELD, required=True,
                    help="Ngày, nơi họp, ai chủ trì, ai dự, sau đó “… kết luận như sau:”."),
            OUTLINE, replace(CLOSING_FIELD, help="Ví dụ: Văn phòng thông báo để các đơn vị biết, thực hiện."),
        ], END,
    ),
    "cong_van_don_doc": letter(
        "Công văn đôn đốc", "cong_van", (PLACE, 140), "Nhắc các đơn vị làm việc chậm hoặc sắp đến hạn, có bảng kê.",
        [*HEAD, UNIT_CODE, _after_about("đôn đốc thực hiện Kế hoạch số …"), ADDRESSEES, URGENCY],
        [replace(OPENING_FIELD, required=True), OVERDUE, OUTLINE,
         replace(CLOSING_FIELD, help="Ví dụ: Đề nghị các đơn vị nghiêm túc thực hiện. Dấu “./.” tự thêm.")],
        END,
    ),
    "cong_van_xin_gia_han": letter(
        "Công văn xin gia hạn", "cong_van", (PLACE, 150),
        "Xin lùi thời hạn một việc được giao: lý do, hạn cũ, hạn mới.",
        [*HEAD, UNIT_CODE, _after_about("xin gia hạn nộp báo cáo …"), ADDRESSEES],
        [
            replace(PROLONGED, required=True), Field("han_cu", "date", "Thời hạn được giao", required=True),
            replace(OUTLINE, label="Lý do", help="Mỗi ý một dòng, có thể gạch đầu dòng (-)."),
            Field("han_moi", "date", "Xin gia hạn đến hết ngày", required=True),
            replace(CLOSING_FIELD, help="Ví dụ: Kính đề nghị … xem xét, chấp thuận. Dấu “./.” tự thêm."),
        ], END,
    ),
}  # fmt: skip
ON_TOP = line("Lời dẫn bảng", "{{ tieu_de_bang }}")
TEMPLATES = {
    "to_trinh_kinh_phi": lambda: package(
        head(), title(), addressees(), LEGAL_BASES, OPENING, BODY,
        line("Lời dẫn bảng", "Dự toán kinh phí như sau:"), BUDGET_TABLE,
        line("Nội dung", "Tổng kinh phí đề nghị: {{ du_toan_tong }} đồng (Bằng chữ: {{ du_toan_tong_chu }})."),
        line("Nội dung", "Nguồn kinh phí: {{ nguon }}."), CLOSING, signature(),
    ),
    "bao_cao_thuc_hien_ke_hoach": lambda: package(
        head(), title(), addressees(), LEGAL_BASES, OPENING, BODY,
        when("ket_qua", when("tieu_de_bang", ON_TOP), RESULTS_TABLE), CLOSING, signature(),
    ),
    "thong_bao_ket_luan": lambda: package(head(), title(), OPENING, BODY, CLOSING, signature()),
    "cong_van_don_doc": lambda: package(
        head(subject_under_number=True, boxes=("do_khan",)), addressees(), OPENING,
        when("viec_cham", line("Lời dẫn bảng", "Các việc chậm hoặc sắp đến hạn:"), OVERDUE_TABLE),
        BODY, CLOSING, signature(),
    ),
    "cong_van_xin_gia_han": lambda: package(
        head(subject_under_number=True), addressees(), OPENING,
        line("Nội dung", "Thời hạn được giao: hết {{ han_cu_chu }}. Đến nay chưa hoàn thành, vì:"), BODY,
        line("Nội dung", "Vì vậy, đề nghị cho gia hạn đến hết {{ han_moi_chu }}."), CLOSING, signature(),
    ),
}  # fmt: skip
