"""Decree 30/2020/NĐ-CP as data: types of letters, page, and how each component is printed, with the article."""

from dataclasses import dataclass
from typing import Literal

VERSION = "ND30-2020"

Layout = Literal["ten_loai", "cong_van"]


@dataclass(frozen=True)
class LetterType:
    """A type of administrative letter (Điều 7), its abbreviation and its sample (PL III)."""

    id: str
    name: str
    abbreviation: str
    sample: str
    # The places a letter of this type has for its number and date, by their tags.
    controls: tuple[str, ...] = ("so", "ngay")
    signed: bool = True


@dataclass(frozen=True)
class PageRule:
    """Paper and margins in millimetres, lowest and highest (PL I, phần I, mục I)."""

    width: int = 210
    height: int = 297
    top: tuple[int, int] = (20, 25)
    bottom: tuple[int, int] = (20, 25)
    left: tuple[int, int] = (30, 35)
    right: tuple[int, int] = (15, 20)
    font: str = "Times New Roman"
    page_number_size: tuple[int, int] = (13, 14)


@dataclass(frozen=True)
class ComponentRule:
    """How one component is printed: sizes in points, lowest and highest (PL I, phần I, mục II và V)."""

    id: str
    name: str
    size: tuple[int, int]
    bold: bool
    italic: bool
    capitals: bool
    article: str


def _types(*rows: tuple[str, str, str, str]) -> dict[str, LetterType]:
    return {row[0]: LetterType(*row, controls=_PLACES.get(row[0], ("so", "ngay"))) for row in rows}


# Mẫu 1.9 has no line for place and date; a thư công bears no number (PL III, I and II).
_PLACES = {"bien_ban": ("so",), "thu_cong": ("ngay",)}


LETTER_TYPES: dict[str, LetterType] = _types(
    ("nghi_quyet", "Nghị quyết", "NQ", "1.1"),
    ("quyet_dinh", "Quyết định", "QĐ", "1.2"),
    ("chi_thi", "Chỉ thị", "CT", "1.4"),
    ("quy_che", "Quy chế", "QC", "1.4"),
    ("quy_dinh", "Quy định", "QyĐ", "1.4"),
    ("thong_cao", "Thông cáo", "TC", "1.4"),
    ("thong_bao", "Thông báo", "TB", "1.4"),
    ("huong_dan", "Hướng dẫn", "HD", "1.4"),
    ("chuong_trinh", "Chương trình", "CTr", "1.4"),
    ("ke_hoach", "Kế hoạch", "KH", "1.4"),
    ("phuong_an", "Phương án", "PA", "1.4"),
    ("de_an", "Đề án", "ĐA", "1.4"),
    ("du_an", "Dự án", "DA", "1.4"),
    ("bao_cao", "Báo cáo", "BC", "1.4"),
    ("bien_ban", "Biên bản", "BB", "1.9"),
    ("to_trinh", "Tờ trình", "TTr", "1.4"),
    ("hop_dong", "Hợp đồng", "HĐ", ""),
    ("cong_van", "Công văn", "", "1.5"),
    ("cong_dien", "Công điện", "CĐ", "1.6"),
    ("ban_ghi_nho", "Bản ghi nhớ", "BGN", ""),
    ("ban_thoa_thuan", "Bản thỏa thuận", "BTT", ""),
    ("giay_uy_quyen", "Giấy ủy quyền", "GUQ", "1.4"),
    ("giay_moi", "Giấy mời", "GM", "1.7"),
    ("giay_gioi_thieu", "Giấy giới thiệu", "GGT", "1.8"),
    ("giay_nghi_phep", "Giấy nghỉ phép", "GNP", "1.10"),
    ("phieu_gui", "Phiếu gửi", "PG", "1.4"),
    ("phieu_chuyen", "Phiếu chuyển", "PC", "1.4"),
    ("phieu_bao", "Phiếu báo", "PB", "1.4"),
    ("thu_cong", "Thư công", "", ""),
)

# What is no letter of its own: copies (PL III, I; Mẫu 3.1, 3.2) and an appendix in a file of its own (Mẫu 2.1, 2.2).
COPY_TYPES: dict[str, LetterType] = _types(
    ("sao_y", "Sao y", "SY", "3.1"),
    ("sao_luc", "Sao lục", "SL", "3.1"),
    ("trich_sao", "Trích sao", "TrS", "3.1"),
)
LAYOUT_TYPES: dict[str, LetterType] = COPY_TYPES | {
    "ban_sao_dien_tu": LetterType("ban_sao_dien_tu", "Bản sao điện tử", "", "3.2", controls=(), signed=False),
    "phu_luc": LetterType("phu_luc", "Phụ lục", "", "2.1", signed=False),
}

PAGE = PageRule()

_BODY = (13, 14)
COMPONENTS: tuple[ComponentRule, ...] = (
    ComponentRule("quoc_hieu", "Quốc hiệu", (12, 13), True, False, True, "PL I, II.1a"),
    ComponentRule("tieu_ngu", "Tiêu ngữ", (13, 14), True, False, False, "PL I, II.1b"),
    ComponentRule("co_quan_chu_quan", "Cơ quan chủ quản", (12, 13), False, False, True, "PL I, II.2b"),
    ComponentRule("co_quan_ban_hanh", "Cơ quan ban hành", (12, 13), True, False, True, "PL I, II.2b"),
    ComponentRule("so_ky_hieu", "Số, ký hiệu", (13, 13), False, False, False, "PL I, II.3c"),
    ComponentRule("dia_danh_ngay", "Địa danh, thời gian", _BODY, False, True, False, "PL I, II.4c"),
    ComponentRule("ten_loai", "Tên loại", _BODY, True, False, True, "PL I, II.5b"),
    ComponentRule("trich_yeu", "Trích yếu", _BODY, True, False, False, "PL I, II.5b"),
    ComponentRule("trich_yeu_cong_van", "Trích yếu công văn", (12, 13), False, False, False, "PL I, II.5b"),
    ComponentRule("can_cu", "Căn cứ", _BODY, False, True, False, "PL I, II.6a"),
    ComponentRule("noi_dung", "Nội dung", _BODY, False, False, False, "PL I, II.6e"),
    ComponentRule("muc_I", "Mục I", _BODY, True, False, True, "PL I, V.6b"),
    ComponentRule("quyen_han", "Quyền hạn, chức vụ", _BODY, True, False, True, "PL I, II.7đ"),
    ComponentRule("ho_ten", "Họ tên người ký", _BODY, True, False, False, "PL I, II.7đ"),
    ComponentRule("kinh_gui", "Kính gửi", _BODY, False, False, False, "PL I, II.9d"),
    ComponentRule("noi_nhan", "Nơi nhận", (12, 12), True, True, False, "PL I, II.9d"),
    ComponentRule("danh_sach_noi_nhan", "Danh sách nơi nhận", (11, 11), False, False, False, "PL I, II.9d"),
    ComponentRule("so_trang", "Số trang", (13, 14), False, False, False, "PL I, I.7"),
)

# First line indents allowed, in centimetres; the gap between paragraphs in points (PL I, II.6e).
FIRST_LINE_INDENTS = (1.0, 1.27)
MIN_PARAGRAPH_GAP = 6
LINE_SPACING = (1.0, 1.5)
# Of the text line above them (PL I, II.1b, II.2b, II.5b).
AGENCY_RULE_SHARE = (1 / 3, 1 / 2)


def notation(letter_type: LetterType, agency: str, unit: str = "") -> str:
    """The notation after the number: "KH-LMHTX"; a letter without type "LMHTX-VP" (PL I, II.3b)."""
    parts = (letter_type.abbreviation, agency) if letter_type.abbreviation else (agency, unit)
    return "-".join(part for part in parts if part)
