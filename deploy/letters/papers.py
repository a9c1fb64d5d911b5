"""Invitations, introductions, minutes, leave, telegrams, authorisations and slips: letters with fixed words."""

from dataclasses import replace

from deploy.letters.blocks import bare_title, confirmation, labelled, minutes_signatures
from deploy.letters.bodies import BODY, CLOSING, OPENING
from deploy.letters.forms import (
    ADDRESSEES,
    END,
    HEAD,
    NUMBER,
    OFFICE,
    OUTLINE,
    RECIPIENTS,
    SIGNER,
    URGENCY,
    letter,
    optional,
    subject,
    text,
)
from deploy.letters.forms import CLOSING as CLOSING_FIELD
from deploy.letters.forms import LEGAL_BASES as BASES_FIELD
from deploy.letters.forms import OPENING as OPENING_FIELD
from deploy.letters.frame import (
    addressees,
    command,
    head,
    line,
    loop,
    package,
    ruled_table,
    signature,
    title,
    when,
)
from intranet.docservice.fields import Field

OFTEN, PAPERS = "Hay dùng", "Giấy tờ, phiếu, thư"
OFFICE_NAME = text(
    "ten_co_quan", "Tên cơ quan trong câu", "Tên cơ quan viết thường, như đọc trong câu.", required=False,
    default="Liên minh Hợp tác xã thành phố Hải Phòng",
)  # fmt: skip
FOR_THE_REGISTER = subject("Không in trên giấy; dùng để ghi sổ và tìm lại.", "Trích yếu ghi sổ")
PLACE_OF_MEETING = text("dia_diem", "Địa điểm", "Ghi đủ tên phòng, tầng.")


def _day(key: str, label: str, help: str = "") -> Field:
    return Field(key, "date", label, help, True)


LETTERS_SENT = Field(
    "van_ban", "rows", "Văn bản gửi kèm", "Dán được từ Excel.", True, max_items=100,
    columns=(
        Field("so_ky_hieu", "text", "Số, ký hiệu, ngày", required=True, max_length=100),
        Field("noi_dung", "text", "Tên loại, trích yếu", required=True, max_length=500),
        Field("so_ban", "number", "Số bản", required=True),
    ),
)  # fmt: skip
LETTERS_SENT_TABLE = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Số, ký hiệu, ngày", 2600, "Chữ trong bảng", "{{ dong.so_ky_hieu }}"),
        ("Tên loại, trích yếu", 4975, "Chữ trong bảng", "{{ dong.noi_dung }}"),
        ("Số bản", 1100, "Giữa ô", "{{ dong.so_ban }}"),
    ],
    "van_ban",
)
END_OF_SLIP = replace(CLOSING_FIELD, help="Ví dụ: Đề nghị … xem xét, giải quyết theo thẩm quyền. Dấu “./.” tự thêm.")

FORMS = {
    "giay_moi": letter(
        "Giấy mời", "giay_moi", (OFTEN, 60), "Mời họp, hội nghị, hội thảo: ai, việc gì, khi nào, ở đâu.",
        [*HEAD, subject("Ví dụ: Dự Hội nghị tổng kết …"), URGENCY],
        [
            OFFICE_NAME, replace(ADDRESSEES, key="kinh_moi", label="Kính mời"),
            text("toi_du", "Tới dự", "Tên cuộc họp, hội nghị.", most=500), text("chu_tri", "Chủ trì"),
            text("gio", "Giờ", "Ví dụ: 08 giờ 00.", most=50), _day("ngay_hop", "Ngày họp"), PLACE_OF_MEETING,
            replace(CLOSING_FIELD, label="Điều cần lưu ý", help="Tài liệu, xác nhận tham dự … Dấu “./.” tự thêm."),
        ], END,
    ),
    "bien_ban": letter(
        "Biên bản họp", "bien_ban", (OFTEN, 70), "Ghi diễn biến và kết luận cuộc họp; thư ký và chủ tọa ký.",
        [OFFICE, NUMBER, subject("Ví dụ: Họp giao ban tháng …", "Tên cuộc họp")],
        [
            Field("loai_hop", "choice", "Loại", required=True, choices=("Cuộc họp", "Hội nghị", "Hội thảo")),
            text("gio_bat_dau", "Giờ bắt đầu", "Ví dụ: 08 giờ 00.", most=50), _day("ngay_hop", "Ngày họp"),
            PLACE_OF_MEETING, Field("thanh_phan", "list", "Thành phần tham dự", "Mỗi dòng một người hoặc nhóm.", True),
            text("chu_tri", "Chủ trì", "Chức vụ của chủ tọa."),
            text("thu_ky_cuoc_hop", "Thư ký", "Chức vụ của thư ký."),
            OUTLINE, text("gio_ket_thuc", "Giờ kết thúc", "Ví dụ: 10 giờ 30.", most=50),
            _day("ngay_ket_thuc", "Ngày kết thúc"),
        ],
        [text("thu_ky", "Họ và tên thư ký", "In dưới chữ ký thư ký.", required=False), replace(SIGNER, label="Chủ tọa"),
         RECIPIENTS],
    ),
    "cong_dien": letter(
        "Công điện", "cong_dien", ("Chỉ đạo, hướng dẫn, thông tin", 340), "Chỉ đạo khẩn: thiên tai, dịch bệnh, sự cố.",
        [*HEAD, subject("Ví dụ: Về việc ứng phó bão số …"), URGENCY],
        [
            text("noi_dien", "Ai điện", "Tên cơ quan hoặc chức danh người đứng đầu."),
            replace(ADDRESSEES, key="noi_nhan_dien", label="Điện cho", help="Mỗi nơi nhận điện một dòng."),
            OUTLINE, replace(CLOSING_FIELD, help="Ví dụ: Nhận được Công điện này … Dấu “./.” tự thêm."),
        ], END,
    ),
    "giay_gioi_thieu": letter(
        "Giấy giới thiệu", "giay_gioi_thieu", (PAPERS, 510), "Cử người đến cơ quan khác liên hệ công tác.",
        [*HEAD, FOR_THE_REGISTER],
        [
            OFFICE_NAME, text("nguoi", "Ông (bà)", "Họ và tên, đơn vị công tác."), text("chuc_vu", "Chức vụ"),
            text("noi_den", "Được cử đến"), text("viec", "Về việc", most=500),
            _day("het_han", "Có giá trị đến hết ngày"),
        ], END,
    ),
    "giay_nghi_phep": letter(
        "Giấy nghỉ phép", "giay_nghi_phep", (PAPERS, 520), "Cho người của cơ quan nghỉ phép.",
        [*HEAD, FOR_THE_REGISTER],
        [
            OFFICE_NAME, _day("ngay_don", "Ngày của đơn đề nghị"),
            text("nguoi", "Ông (bà)", "Họ và tên, đơn vị công tác."), text("chuc_vu", "Chức vụ"),
            text("thoi_gian", "Thời gian nghỉ", "Ví dụ: 05 ngày.", most=100), _day("tu_ngay", "Từ ngày"),
            _day("den_ngay", "Đến hết ngày"), text("noi_nghi", "Nơi nghỉ"),
            text("tinh_vao", "Tính vào thời gian", "Ví dụ: nghỉ hằng năm có lương năm 2026."),
        ], END,
    ),
    "giay_uy_quyen": letter(
        "Giấy ủy quyền", "giay_uy_quyen", (PAPERS, 530), "Giao người khác ký hoặc làm thay một việc, có thời hạn.",
        [*HEAD, subject("Ví dụ: Về việc ký hợp đồng …")],
        [
            BASES_FIELD, text("ben_giao", "Người ủy quyền", "Họ và tên, chức vụ."),
            text("ben_nhan", "Người được ủy quyền", "Họ và tên, chức vụ."), OUTLINE,
            _day("tu_ngay", "Từ ngày"), _day("den_ngay", "Đến hết ngày"),
            replace(CLOSING_FIELD, help="Ví dụ: Người được ủy quyền không được ủy quyền lại. Dấu “./.” tự thêm."),
        ], END,
    ),
    "phieu_gui": letter(
        "Phiếu gửi", "phieu_gui", (PAPERS, 540), "Gửi kèm văn bản, nơi nhận ký xác nhận rồi trả lại phiếu.",
        [*HEAD, subject("Ví dụ: Gửi văn bản, tài liệu Hội nghị …"), ADDRESSEES],
        [OFFICE_NAME, LETTERS_SENT, END_OF_SLIP], END,
    ),
    "phieu_chuyen": letter(
        "Phiếu chuyển", "phieu_chuyen", (PAPERS, 550), "Chuyển đơn, văn bản đến cơ quan có thẩm quyền giải quyết.",
        [*HEAD, subject("Ví dụ: Chuyển đơn kiến nghị của …"), ADDRESSEES],
        [OPENING_FIELD, optional(OUTLINE), END_OF_SLIP], END,
    ),
    "phieu_bao": letter(
        "Phiếu báo", "phieu_bao", (PAPERS, 560), "Báo ngắn cho một nơi: kết quả, lịch hẹn, đã nhận hồ sơ.",
        [*HEAD, subject("Ví dụ: Kết quả giải quyết hồ sơ …"), ADDRESSEES],
        [OPENING_FIELD, optional(OUTLINE), END_OF_SLIP], END,
    ),
    "thu_cong": letter(
        "Thư công", "thu_cong", (PAPERS, 570), "Thư của người đứng đầu: chúc mừng, thăm hỏi, khen ngợi; không có số.",
        [OFFICE, HEAD[2], text("ten_thu", "Tên thư", "Ví dụ: Thư chúc mừng.", most=100), subject("Ví dụ: Nhân Ngày …")],
        [replace(ADDRESSEES, label="Gửi"), OUTLINE, CLOSING_FIELD], [SIGNER],
    ),
}  # fmt: skip

INVITED = when(
    "kinh_moi|length == 1", line("Nội dung", "{{ ten_co_quan }} trân trọng kính mời: {{ kinh_moi[0] }}")
) + when(
    "kinh_moi|length > 1",
    line("Nội dung", "{{ ten_co_quan }} trân trọng kính mời:"),
    loop("Gạch đầu dòng", "khach", "kinh_moi", "- {{ khach }}"),
)
SLIP = (head(), title(), addressees(), OPENING, BODY, CLOSING, signature())

TEMPLATES = {
    "giay_moi": lambda: package(
        head(boxes=("do_khan",)), title(), INVITED, line("Nội dung", "Tới dự {{ toi_du }}"),
        labelled("Chủ trì", "{{ chu_tri }}"), labelled("Thời gian", "{{ gio }}, {{ ngay_hop_chu }}"),
        labelled("Địa điểm", "{{ dia_diem }}"), CLOSING, signature(),
    ),
    "bien_ban": lambda: package(
        head(dated=False), line("Tên loại", "{{ ten_loai }}"), line("Trích yếu", "{{ trich_yeu }}"),
        labelled("Thời gian bắt đầu", "{{ gio_bat_dau }}, {{ ngay_hop_chu }}"), labelled("Địa điểm", "{{ dia_diem }}"),
        line("Nội dung", "Thành phần tham dự:"), loop("Gạch đầu dòng", "nguoi", "thanh_phan", "- {{ nguoi }}"),
        labelled("Chủ trì (chủ tọa)", "{{ chu_tri }}"),
        labelled("Thư ký (người ghi biên bản)", "{{ thu_ky_cuoc_hop }}"),
        line("Nội dung", "Nội dung:"), BODY,
        line("Lời kết", "{{ loai_hop }} kết thúc vào {{ gio_ket_thuc }}, {{ ngay_ket_thuc_chu }}./."),
        minutes_signatures(),
    ),
    "cong_dien": lambda: package(
        head(boxes=("do_khan",)), title(), line("Kính gửi", "{{ noi_dien }} điện:"),
        loop("Nơi kính gửi", "noi", "noi_nhan_dien", "- {{ noi }}"), BODY, CLOSING, signature(),
    ),
    "giay_gioi_thieu": lambda: package(
        head(), bare_title(), line("Kính gửi", "{{ ten_co_quan }} trân trọng giới thiệu:"),
        labelled("Ông (bà)", "{{ nguoi }}"), labelled("Chức vụ", "{{ chuc_vu }}"),
        labelled("Được cử đến", "{{ noi_den }}"), labelled("Về việc", "{{ viec }}"),
        line("Nội dung", "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
        line("Lời kết", "Giấy này có giá trị đến hết {{ het_han_chu }}./."), signature(),
    ),
    "giay_nghi_phep": lambda: package(
        head(), bare_title(),
        line("Nội dung", "Xét Đơn đề nghị nghỉ phép {{ ngay_don_chu }} của ông (bà) {{ nguoi }}, "
                         "{{ ten_co_quan }} cấp cho:"),
        labelled("Ông (bà)", "{{ nguoi }}"), labelled("Chức vụ", "{{ chuc_vu }}"),
        line("Nội dung", "Được nghỉ phép trong thời gian {{ thoi_gian }}, kể từ {{ tu_ngay_chu }} đến hết "
                         "{{ den_ngay_chu }} tại {{ noi_nghi }}."),
        line("Lời kết", "Số ngày nghỉ phép nêu trên được tính vào thời gian {{ tinh_vao }}./."), signature(),
        confirmation("Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)"),
    ),
    "giay_uy_quyen": lambda: package(
        head(), title(), loop("Căn cứ", "dong", "can_cu", "{{ dong }}"),
        line("Khoản 1 có tiêu đề", "1. Người ủy quyền"), line("Nội dung", "{{ ben_giao }}."),
        line("Khoản 1 có tiêu đề", "2. Người được ủy quyền"), line("Nội dung", "{{ ben_nhan }}."),
        line("Khoản 1 có tiêu đề", "3. Nội dung ủy quyền"), BODY,
        line("Khoản 1 có tiêu đề", "4. Thời hạn ủy quyền"),
        line("Nội dung", "Từ {{ tu_ngay_chu }} đến hết {{ den_ngay_chu }}."), CLOSING, signature(),
    ),
    "phieu_gui": lambda: package(
        head(), title(), addressees(), line("Lời dẫn bảng", "{{ ten_co_quan }} gửi kèm phiếu này các văn bản sau:"),
        LETTERS_SENT_TABLE, CLOSING, signature(), confirmation("Xác nhận của nơi nhận"),
    ),
    "phieu_chuyen": lambda: package(*SLIP),
    "phieu_bao": lambda: package(*SLIP),
    "thu_cong": lambda: package(
        head(numbered=False), line("Tên loại", "{{ ten_thu|upper }}"), line("Trích yếu", "{{ trich_yeu }}"),
        command("{{p ke_trich_yeu|duong_ke(16.5) }}"), addressees(), BODY, CLOSING, signature(with_receivers=False),
    ),
}  # fmt: skip
