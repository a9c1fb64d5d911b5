"""What is no letter of its own: an appendix in a file of its own (Mẫu 2.1, 2.2) and copies (Mẫu 3.1, 3.2)."""

from deploy.letters.blocks import issued_with
from deploy.letters.bodies import BODY
from deploy.letters.forms import (
    DATE,
    NUMBER,
    OFFICE,
    OUTLINE,
    RECIPIENTS,
    SIGNER,
    Letter,
    letter,
    optional,
    text,
)
from deploy.letters.frame import (
    HEAD_COLUMNS,
    command,
    control,
    line,
    loop,
    package,
    paragraph,
    row,
    run,
    signature,
    table,
    when,
)
from deploy.letters.papers import OFFICE_NAME
from intranet.docservice.fields import Field

KEPT_WITH = "Đi kèm văn bản"
MOMENT = text(
    "thoi_gian_ky", "Thời gian ký số", "Ví dụ: 25/02/2025; 10:15:30+07:00. Để trống với văn bản giấy.", required=False,
    most=60,
)  # fmt: skip

FORMS: dict[str, Letter] = {
    "phu_luc": letter(
        "Phụ lục ở tệp riêng", "phu_luc", (KEPT_WITH, 10), "Phụ lục không cùng tệp với văn bản, giấy hoặc điện tử.",
        [
            OFFICE, NUMBER, DATE, text("loai_van_ban", "Kèm theo văn bản", "Ví dụ: Kế hoạch.", most=100),
            text("ky_hieu_van_ban", "Ký hiệu của văn bản", "Ví dụ: KH-LMHTX.", most=60), OFFICE_NAME, MOMENT,
        ],
        [
            text("thu_tu", "Số thứ tự", "Chữ số La Mã khi có từ hai phụ lục; để trống khi chỉ có một.", required=False,
                 most=10),
            text("tieu_de", "Tiêu đề phụ lục", most=500), optional(OUTLINE),
        ],
        [],
    ),
    "ban_sao": letter(
        "Bản sao sang giấy", "sao_y", (KEPT_WITH, 20), "Phần cuối của bản sao y, sao lục, trích sao trên giấy.",
        [OFFICE, NUMBER, DATE], [], [SIGNER, RECIPIENTS],
    ),
    "ban_sao_dien_tu": letter(
        "Bản sao điện tử", "ban_sao_dien_tu", (KEPT_WITH, 30), "Dòng ở góc trên bên phải của bản sao điện tử.",
        [OFFICE],
        [
            Field("hinh_thuc", "choice", "Hình thức sao", required=True, choices=("SAO Y", "SAO LỤC", "TRÍCH SAO")),
            OFFICE_NAME, text("thoi_gian_ky", "Thời gian ký số", "Ví dụ: 25/02/2025; 10:15:30+07:00.", most=60),
        ],
        [],
    ),
}  # fmt: skip


def corner(words: str) -> str:
    """Box 14: a digital signature's words, top right, 10 points, upright, black (PL I, II.8 and III.1d)."""
    look = '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    looks = run(words).replace("<w:r>", f"<w:r>{look}")
    return f'<w:p><w:pPr><w:spacing w:after="240"/><w:jc w:val="right"/></w:pPr>{looks}</w:p>'


def _copy_head() -> str:
    """The copying agency and the copy's number on the left, its form, place and date on the right."""
    agency = loop("Cơ quan ban hành", "dong", "co_quan.ten", "{{ dong }}") + command("{{p co_quan.ke|duong_ke(6.45) }}")
    number = paragraph("Số, ký hiệu", run("Số: ") + control("so", "Số", 1001) + run("/{{ ky_hieu }}"))
    day = paragraph("Địa danh, ngày", run("{{ co_quan.dia_danh }}, ") + control("ngay", "Ngày", 1002))
    rows = row([agency, line("Quyền hạn, chức vụ", "{{ ten_loai }}")], HEAD_COLUMNS) + row([number, day], HEAD_COLUMNS)
    return table(HEAD_COLUMNS, rows)


TEMPLATES = {
    "phu_luc": lambda: package(
        when("thoi_gian_ky", corner("Số: {{ so }}/{{ ky_hieu_van_ban }}; {{ thoi_gian_ky }}")),
        line("Phụ lục", "Phụ lục {{ thu_tu }}"), line("Tiêu đề phụ lục", "{{ tieu_de|upper }}"),
        issued_with("{{ loai_van_ban }}", "{{ ten_co_quan }}", notation="{{ ky_hieu_van_ban }}"), BODY,
    ),
    "ban_sao": lambda: package(line("Đường kẻ", ""), _copy_head(), signature()),
    "ban_sao_dien_tu": lambda: package(corner("{{ hinh_thuc }}; {{ ten_co_quan }}; {{ thoi_gian_ky }}")),
}  # fmt: skip
