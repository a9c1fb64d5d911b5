"""Nghị quyết, quyết định, and what they bring into force (Mẫu 1.1 to 1.3); quy chế and quy định on their own."""

from dataclasses import replace

from deploy.letters.blocks import appendix, attached, decision_opening
from deploy.letters.bodies import LEGAL_BASES as BASES
from deploy.letters.forms import ARTICLES, END, HEAD, LEGAL_BASES, OPENING, letter, optional, subject, text
from deploy.letters.frame import command, head, line, loop, package, ruled_table, signature, title, when
from intranet.docservice.fields import Field

PLACE = "Quyết định, nghị quyết"
AUTHORITY = text("tham_quyen", "Thẩm quyền ban hành", "Chức vụ người đứng đầu hoặc tên tập thể, ví dụ Chủ tịch …")
BASES_NEEDED = replace(LEGAL_BASES, required=True)
DECIDED = replace(ARTICLES, help="Điều 1. … Điều 2. … mỗi điều một dòng; khoản 1., điểm a). Dấu “./.” cuối tự thêm.")
CONTENT = command("{{p noi_dung|than_bai }}")
AWARDED = ruled_table(
    [
        ("STT", 680, "Giữa ô", "{{ dong.stt }}"),
        ("Họ và tên hoặc tên tập thể", 4075, "Chữ trong bảng", "{{ dong.ten }}"),
        ("Chức vụ, đơn vị", 3000, "Chữ trong bảng", "{{ dong.don_vi }}"),
        ("Mức thưởng (đồng)", 1600, "Phải ô", "{{ dong.thanh_tien }}"),
    ],
    "danh_sach",
    total="{{ danh_sach_tong }}",
)
MONEY_IN_WORDS = line("Nội dung", "Số tiền thưởng bằng chữ: {{ danh_sach_tong_chu }}./.")
ATTACHED_BODY = command("{{p noi_dung_kem|than_bai }}")

FORMS = {
    "quyet_dinh": letter(
        "Quyết định", "quyet_dinh", (PLACE, 210), "Quyết định trực tiếp một việc: nhân sự, thành lập, giao nhiệm vụ.",
        [*HEAD, subject("Bắt đầu bằng “Về việc …”.")], [AUTHORITY, BASES_NEEDED, DECIDED], END,
    ),
    "quyet_dinh_ban_hanh": letter(
        "Quyết định ban hành, phê duyệt", "quyet_dinh", (PLACE, 220),
        "Ban hành quy chế, phê duyệt đề án …; văn bản ban hành in kèm ở trang sau.",
        [*HEAD, subject("Bắt đầu bằng “Ban hành …” hoặc “Phê duyệt …”.")],
        [AUTHORITY, BASES_NEEDED, DECIDED],
        ("kem_theo", "Văn bản kèm theo", [
            text("ten_loai_kem", "Tên loại", "Ví dụ: Quy chế.", most=100),
            text("trich_yeu_kem", "Trích yếu", "Đứng dưới tên loại.", most=500),
            replace(ARTICLES, key="noi_dung_kem"),
        ]),
        END,
    ),
    "quyet_dinh_khen_thuong": letter(
        "Quyết định khen thưởng", "quyet_dinh", (PLACE, 230),
        "Khen thưởng tập thể, cá nhân; danh sách in kèm ở phụ lục.",
        [*HEAD, subject("Bắt đầu bằng “Về việc tặng …”.")],
        [AUTHORITY, BASES_NEEDED, DECIDED],
        ("danh_sach", "Danh sách khen thưởng", [
            text("tieu_de_danh_sach", "Tiêu đề danh sách", "Ví dụ: Danh sách tập thể, cá nhân được tặng Giấy khen."),
            Field(
                "danh_sach", "rows", "Danh sách", "Dán được từ Excel. Tổng số tiền thưởng máy tự cộng.", True,
                max_items=500, amount=("muc_thuong",),
                columns=(
                    Field("ten", "text", "Họ và tên hoặc tên tập thể", required=True, max_length=200),
                    Field("don_vi", "text", "Chức vụ, đơn vị", max_length=300),
                    Field("muc_thuong", "money", "Mức thưởng (đồng)"),
                ),
            ),
        ]),
        END,
    ),
    "nghi_quyet": letter(
        "Nghị quyết", "nghi_quyet", (PLACE, 240), "Kết luận của tập thể lãnh đạo, hội nghị Ban Chấp hành, đại hội.",
        [*HEAD, subject("Bắt đầu bằng “Về …” hoặc “Thông qua …”.")], [AUTHORITY, BASES_NEEDED, DECIDED], END,
    ),
    "quy_che": letter(
        "Quy chế", "quy_che", (PLACE, 250), "Quy chế mang số của mình; kèm quyết định thì dùng Quyết định ban hành.",
        [*HEAD, subject("Ví dụ: Làm việc của cơ quan …")], [optional(LEGAL_BASES), optional(OPENING), ARTICLES], END,
    ),
    "quy_dinh": letter(
        "Quy định", "quy_dinh", (PLACE, 260), "Quy định mang số của mình; kèm quyết định thì dùng Quyết định ban hành.",
        [*HEAD, subject("Ví dụ: Về sử dụng xe ô tô của cơ quan …")],
        [optional(LEGAL_BASES), optional(OPENING), ARTICLES], END,
    ),
}  # fmt: skip


def _decision(*after: str) -> bytes:
    return package(head(), title(), decision_opening("QUYẾT ĐỊNH:"), CONTENT, signature(), *after)


def _rules() -> bytes:
    return package(head(), title(), BASES, loop("Nội dung", "doan", "mo_dau", "{{ doan }}"), CONTENT, signature())


TEMPLATES = {
    "quyet_dinh": _decision,
    "quyet_dinh_ban_hanh": lambda: _decision(
        attached("{{ ten_loai_kem|upper }}", "{{ trich_yeu_kem }}", ATTACHED_BODY, by="{{ tham_quyen }}")
    ),
    "quyet_dinh_khen_thuong": lambda: _decision(
        appendix(
            "{{ tieu_de_danh_sach|upper }}",
            AWARDED,
            when('danh_sach_tong != "0"', MONEY_IN_WORDS),
            letter="Quyết định",
            by="{{ tham_quyen }}",
        )
    ),
    "nghi_quyet": lambda: package(head(), title(), decision_opening("QUYẾT NGHỊ:"), CONTENT, signature()),
    "quy_che": _rules,
    "quy_dinh": _rules,
}
