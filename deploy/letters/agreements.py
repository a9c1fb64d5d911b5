"""Hợp đồng, bản ghi nhớ, bản thỏa thuận: two parties, two signatures; the decree gives no mẫu, these are customary."""

from dataclasses import replace

from deploy.letters.blocks import parties_signatures, party
from deploy.letters.bodies import LEGAL_BASES
from deploy.letters.forms import ARTICLES, HEAD, SIGNER, Letter, letter, subject, text
from deploy.letters.forms import LEGAL_BASES as BASES_FIELD
from deploy.letters.frame import command, control, head, package, paragraph, run, title
from intranet.docservice.fields import Field

PLACE = "Hợp đồng, thỏa thuận"
AGREED = replace(ARTICLES, help="Điều 1. … Điều 2. … mỗi điều một dòng; khoản 1., điểm a). Dấu “./.” cuối tự thêm.")


def _party(key: str) -> list[Field]:
    return [
        text(f"{key}_ten", "Tên cơ quan, tổ chức"),
        text(f"{key}_dia_chi", "Địa chỉ", required=False),
        text(f"{key}_dien_thoai", "Điện thoại", required=False, most=50),
        text(f"{key}_ma_so_thue", "Mã số thuế", required=False, most=50),
        text(f"{key}_tai_khoan", "Tài khoản", "Số tài khoản, nơi mở.", required=False),
        text(f"{key}_dai_dien", "Đại diện", "Họ và tên, chức vụ; kèm giấy ủy quyền nếu có."),
    ]


def _form(name: str, type: str, order: int, purpose: str, example: str) -> Letter:
    signs = [
        Field(
            "ben_b_chuc_vu",
            "list",
            "Chức vụ người ký bên B",
            "In hoa trên chữ ký, mỗi dòng một phần.",
            True,
            max_items=4,
        ),
        text("ben_b_nguoi_ky", "Họ và tên người ký bên B", required=False, most=200),
    ]
    return letter(
        name, type, (PLACE, order), purpose,
        [*HEAD, subject(f"Ví dụ: {example}"), BASES_FIELD, text("dia_diem", "Ký tại", "Nơi hai bên ký.")],
        ("ben_a", "Bên A (cơ quan mình)", _party("ben_a")),
        ("ben_b", "Bên B", _party("ben_b") + signs),
        [AGREED],
        ("cuoi", "Người ký", [replace(SIGNER, label="Người ký bên A")]),
    )  # fmt: skip


FORMS = {
    "hop_dong": _form(
        "Hợp đồng", "hop_dong", 610, "Mua bán, thuê, làm dịch vụ giữa cơ quan và bên khác.",
        "Thuê hội trường và thiết bị tập huấn",
    ),
    "ban_ghi_nho": _form(
        "Bản ghi nhớ", "ban_ghi_nho", 620, "Ghi lại điều hai bên cùng mong muốn hợp tác, chưa ràng buộc tiền.",
        "Hợp tác đào tạo nguồn nhân lực hợp tác xã",
    ),
    "ban_thoa_thuan": _form(
        "Bản thỏa thuận", "ban_thoa_thuan", 630, "Hai bên thống nhất quyền và việc của mỗi bên.",
        "Phối hợp tuyên truyền về kinh tế tập thể",
    ),
}  # fmt: skip


def _agreement() -> bytes:
    words = run("Hôm nay, "), control("ngay", "Ngày", 1002), run(", tại {{ dia_diem }}, hai bên gồm:")
    return package(
        head(dated=False), title(), LEGAL_BASES, paragraph("Nội dung", "".join(words)),
        party("ben_a", "BÊN A"), party("ben_b", "BÊN B"), paragraph("Nội dung", run(AGREE)),
        command("{{p noi_dung|than_bai }}"), parties_signatures(),
    )  # fmt: skip


AGREE = "Hai bên thống nhất các nội dung sau:"
TEMPLATES = dict.fromkeys(FORMS, _agreement)
