"""The types that share Mẫu 1.4: a name, a subject, a numbered body."""

from dataclasses import replace

from deploy.letters.bodies import BODY, CLOSING, LEGAL_BASES, OPENING
from deploy.letters.forms import (
    ADDRESSEES,
    CIRCULATION,
    END,
    HEAD,
    OUTLINE,
    URGENCY,
    Letter,
    letter,
    optional,
    subject,
)
from deploy.letters.forms import CLOSING as CLOSING_FIELD
from deploy.letters.forms import LEGAL_BASES as BASES_FIELD
from deploy.letters.forms import OPENING as OPENING_FIELD
from deploy.letters.frame import addressees, head, package, signature, title

GUIDANCE = "Chỉ đạo, hướng dẫn, thông tin"
PROGRAMMES = "Chương trình, đề án"


def _form(name: str, type: str, place: tuple[str, int], purpose: str, example: str, closing: str) -> Letter:
    return letter(
        name, type, place, purpose,
        [*HEAD, subject(f"Ví dụ: {example}"), optional(ADDRESSEES), URGENCY, CIRCULATION],
        [BASES_FIELD, OPENING_FIELD, OUTLINE, replace(CLOSING_FIELD, help=f"Ví dụ: {closing} Dấu “./.” tự thêm.")],
        END,
    )  # fmt: skip


FORMS = {
    "thong_bao": _form(
        "Thông báo", "thong_bao", ("Hay dùng", 50), "Báo cho các đơn vị biết một việc: lịch, kết quả, thay đổi.",
        "Về việc nghỉ Tết Nguyên đán …", "… thông báo để các đơn vị biết, thực hiện.",
    ),
    "chi_thi": _form(
        "Chỉ thị", "chi_thi", (GUIDANCE, 310), "Người đứng đầu giao việc, chấn chỉnh trong toàn cơ quan.",
        "Về việc tăng cường kỷ luật, kỷ cương hành chính", "Chỉ thị này được phổ biến đến …",
    ),
    "huong_dan": _form(
        "Hướng dẫn", "huong_dan", (GUIDANCE, 320), "Chỉ cách làm một việc cho thống nhất.",
        "Bình xét thi đua năm …", "Trong quá trình thực hiện, nếu có vướng mắc …",
    ),
    "thong_cao": _form(
        "Thông cáo", "thong_cao", (GUIDANCE, 330), "Công bố tin chính thức cho báo chí, công chúng.",
        "Kết quả Hội nghị …", "… trân trọng thông báo.",
    ),
    "chuong_trinh": _form(
        "Chương trình", "chuong_trinh", (PROGRAMMES, 410), "Việc phải làm của một năm, một nhiệm kỳ, một hội nghị.",
        "Công tác năm …", "Trên đây là Chương trình …",
    ),
    "phuong_an": _form(
        "Phương án", "phuong_an", (PROGRAMMES, 420), "Cách xử lý dự kiến cho một tình huống, một việc.",
        "Phòng cháy, chữa cháy trụ sở …", "Trên đây là Phương án …",
    ),
    "de_an": _form(
        "Đề án", "de_an", (PROGRAMMES, 430), "Việc lớn có mục tiêu, giải pháp, kinh phí, trình phê duyệt.",
        "Xây dựng mô hình …", "Trên đây là Đề án …",
    ),
    "du_an": _form(
        "Dự án", "du_an", (PROGRAMMES, 440), "Đầu tư, hỗ trợ cụ thể: hạng mục, vốn, tiến độ.",
        "Hỗ trợ nhà sơ chế nông sản …", "Trên đây là Dự án …",
    ),
}  # fmt: skip


def _named() -> bytes:
    return package(
        head(boxes=("do_khan", "luu_hanh")), title(), addressees(), LEGAL_BASES, OPENING, BODY, CLOSING, signature()
    )  # fmt: skip


TEMPLATES = dict.fromkeys(FORMS, _named)
