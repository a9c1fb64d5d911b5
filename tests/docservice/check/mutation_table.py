"""For each rule a way to break it: the letter, the change, the code it earns and its component."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.shared import Cm, Pt

from tests.docservice.check.mutations import (
    Change,
    align,
    color,
    decomposed,
    font,
    gone,
    lower,
    margin,
    no_page_number,
    number_aside,
    number_in_footer,
    number_look,
    number_on_page_one,
    paper,
    quality,
    rule_gone,
    set_all,
    set_left,
    setting,
    size,
    starting,
    swapped,
    where,
    words,
    words_at,
)


@dataclass(frozen=True)
class Mutation:
    """Breaks rule `code` of base letter `base`; `implied` are codes that go with it by nature."""

    code: str
    base: str
    change: Change
    component: str = ""
    implied: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        return self.component or self.code.partition(".")[0]


def _m(code: str, base: str, change: Change, component: str = "", *implied: str) -> Mutation:
    return Mutation(code, base, change, component, frozenset(implied))


LOOKS = {
    # component: (base, smaller size, bold, italic, capitals)
    "quoc_hieu": ("ke_hoach", 10, True, False, True),
    "tieu_ngu": ("quyet_dinh", 11, True, False, False),
    "co_quan_chu_quan": ("quyet_dinh", 14, False, False, True),
    "co_quan_ban_hanh": ("quyet_dinh", 15, True, False, True),
    "so_ky_hieu": ("ke_hoach", 12, False, False, None),
    "dia_danh_ngay": ("ke_hoach", 11, False, True, None),
    "ten_loai": ("bao_cao", 16, True, False, True),
    "trich_yeu": ("ke_hoach", 12, True, False, None),
    "trich_yeu_cong_van": ("cong_van", 14, False, False, None),
    "can_cu": ("quyet_dinh", 12, False, True, None),
    "quyen_han": ("ke_hoach", 12, True, False, True),
    "ho_ten": ("quyet_dinh", 12, True, False, None),
    "kinh_gui": ("cong_van", 12, False, False, None),
    "noi_nhan": ("to_trinh", 13, True, True, None),
    "danh_sach_noi_nhan": ("bao_cao", 13, False, False, None),
}
SIZES_GO_TOGETHER = {"quoc_hieu", "tieu_ngu", "dia_danh_ngay"}
RULED = {"tieu_ngu", "co_quan_ban_hanh", "trich_yeu"}


def _looks() -> Iterator[Mutation]:
    for component, (base, points, bold, italic, capitals) in LOOKS.items():
        length = {f"{component}.do_dai_ke"} if component in RULED else set()
        yield _m(f"{component}.co_chu", base, size(component, points), "", *length)
        yield _m(f"{component}.dam", base, quality(component, "bold", not bold), "", *length)
        yield _m(f"{component}.nghieng", base, quality(component, "italic", not italic))
        if capitals:
            yield _m(f"{component}.chu_hoa", base, lower(component), "", *length)
    for component in (
        "quoc_hieu",
        "so_ky_hieu",
        "dia_danh_ngay",
        "trich_yeu_cong_van",
        "ten_loai",
        "ho_ten",
        "quyen_han",
        "trich_yeu",
    ):
        base = LOOKS[component][0]
        yield _m(f"{component}.can_le", base, align(component, "right" if component in {"quoc_hieu"} else "left"))


MUTATIONS = [
    *_looks(),
    _m("trang.kho_giay", "ke_hoach", paper(215.9, 279.4)),
    _m("trang.le_tren", "ke_hoach", margin("top", 15)),
    _m("trang.le_duoi", "cong_van", margin("bottom", 30)),
    _m("trang.le_trai", "quyet_dinh", margin("left", 25)),
    _m("trang.le_phai", "ke_hoach", margin("right", 10)),
    _m("so_trang.thieu", "ke_hoach", no_page_number),
    _m("so_trang.vi_tri", "quyet_dinh", number_in_footer),
    _m("so_trang.trang_dau", "ke_hoach", number_on_page_one),
    _m("so_trang.co_chu", "quyet_dinh", number_look(size=Pt(11))),
    _m("so_trang.nghieng", "quyet_dinh", number_look(italic=True)),
    _m("so_trang.can_le", "quyet_dinh", number_aside),
    _m("phong_chu", "ke_hoach", font("noi_dung", "Arial"), "noi_dung"),
    _m("phong_chu", "cong_van", font("quoc_hieu", "Calibri"), "quoc_hieu"),
    _m("mau_chu", "ke_hoach", color("noi_dung", "FF0000"), "noi_dung"),
    _m("unicode.to_hop", "ke_hoach", decomposed, "noi_dung"),
    _m("co_chu.dong_bo", "quyet_dinh", size("quoc_hieu", 12), "quoc_hieu"),
    _m("quoc_hieu.chu", "ke_hoach", words("quoc_hieu", "XÃ HỘI", "XÃ HÔI")),
    _m("tieu_ngu.chu", "ke_hoach", words("tieu_ngu", " - Tự do - ", "-Tự do-"), "", "tieu_ngu.do_dai_ke"),
    _m("quoc_hieu.thieu", "ke_hoach", gone("quoc_hieu")),
    _m("tieu_ngu.thieu", "ke_hoach", gone("tieu_ngu")),
    _m("so_ky_hieu.thieu", "ke_hoach", gone("so_ky_hieu")),
    _m("dia_danh_ngay.thieu", "ke_hoach", gone("dia_danh_ngay")),
    _m("ten_loai.thieu", "ke_hoach", gone("ten_loai")),
    _m("trich_yeu.thieu", "ke_hoach", gone("trich_yeu")),
    _m("trich_yeu_cong_van.thieu", "cong_van", gone("trich_yeu_cong_van")),
    _m("kinh_gui.thieu", "cong_van_so", where("trich_yeu_cong_van", gone("kinh_gui"))),
    _m("noi_nhan.thieu", "ke_hoach", gone("noi_nhan")),
    _m("tieu_ngu.duong_ke", "ke_hoach", rule_gone("tieu_ngu")),
    _m("co_quan_ban_hanh.duong_ke", "ke_hoach", rule_gone("co_quan_ban_hanh")),
    _m("trich_yeu.duong_ke", "ke_hoach", rule_gone("trich_yeu")),
    _m("trich_yeu.duong_ke", "quyet_dinh", rule_gone("trich_yeu")),
    _m("quoc_hieu.cach_dong", "ke_hoach", setting("tieu_ngu", space_before=Pt(12))),
    _m("co_quan.cach_dong", "quyet_dinh", where("co_quan_chu_quan", setting("co_quan_ban_hanh", line_spacing=2.0)), "co_quan_ban_hanh"),
    _m("thu_tu", "quyet_dinh", swapped("ten_loai", "trich_yeu"), "trich_yeu", "trich_yeu.duong_ke", "trich_yeu.do_dai_ke"),
    _m("thu_tu", "ke_hoach", swapped("quoc_hieu", "tieu_ngu"), "tieu_ngu", "tieu_ngu.duong_ke"),
    _m("so_ky_hieu.hai_cham", "ke_hoach", words("so_ky_hieu", "Số:", "Số")),
    _m("so_ky_hieu.so_0", "ke_hoach", words("so_ky_hieu", r"\d+", "5")),
    _m("so_ky_hieu.cach_chu", "ke_hoach", words("so_ky_hieu", "/KH-", "/KH - ")),
    _m("so_ky_hieu.cach_chu", "cong_van", words("so_ky_hieu", "/", " / ")),
    _m("so_ky_hieu.viet_tat", "ke_hoach", words("so_ky_hieu", "/KH-", "/BC-")),
    _m("so_ky_hieu.viet_tat", "quyet_dinh", words("so_ky_hieu", "/QĐ-", "/QĐi-")),
    _m("so_ky_hieu.cong_van", "cong_van", words("so_ky_hieu", "/(?=LMHTX-|SNV-)", "/CV-")),
    _m("so_ky_hieu.nam", "ke_hoach", words("so_ky_hieu", "/KH", "/2026/KH")),
    _m("dia_danh_ngay.so_0", "ke_hoach", words("dia_danh_ngay", r"ngày 0?\d+ tháng 0?\d+", "ngày 5 tháng 02")),
    _m("dia_danh_ngay.so_0", "cong_van", words("dia_danh_ngay", r"ngày \d+ tháng \d+", "ngày 15 tháng 1")),
    _m("dia_danh_ngay.thang_thua_0", "ke_hoach", words("dia_danh_ngay", r"tháng \d+", "tháng 05")),
    _m("dia_danh_ngay.dau_phay", "ke_hoach", words("dia_danh_ngay", ", ngày", " ngày")),
    _m("dia_danh_ngay.viet_hoa", "ke_hoach", words("dia_danh_ngay", "Hải Phòng", "hải Phòng")),
    _m("dia_danh_ngay.day_du", "ke_hoach", words("dia_danh_ngay", "ngày.*", "05/02/2026")),
    _m("dia_danh_ngay.co_that", "ke_hoach", words("dia_danh_ngay", r"ngày \d+ tháng \d+", "ngày 31 tháng 02")),
    _m("trich_yeu_cong_van.v_v", "cong_van", words("trich_yeu_cong_van", "V/v", "Về việc")),
    _m("trich_yeu_cong_van.cach_dong", "cong_van", setting("trich_yeu_cong_van", space_before=Pt(0))),
    _m("can_cu.dau_cuoi", "ke_hoach", words("can_cu", ";$", ",")),
    _m("can_cu.dau_cuoi", "quyet_dinh", words_at("Theo đề nghị", r"\.$", ";")),
    _m("kinh_gui.hai_cham", "cong_van_so", words("kinh_gui", ":", "")),
    _m("kinh_gui.dau_cuoi", "cong_van", words_at("- Các hợp tác xã thành viên", ";$", ",")),
    _m("kinh_gui.gach_dau", "cong_van", words_at("- Các doanh nghiệp", "^- ", "")),
    _m("noi_nhan.hai_cham", "ke_hoach", words("noi_nhan", ":", "")),
    _m("noi_nhan.can_le", "ke_hoach", align("noi_nhan", "center")),
    _m("gach_chan", "ke_hoach", quality("ten_loai", "underline", True), "ten_loai"),
    _m("gach_chan", "ke_hoach", quality("noi_dung", "underline", True), "noi_dung"),
    _m("thu_tu", "ke_hoach", swapped("can_cu", "noi_dung"), "can_cu"),
    _m("dia_danh_ngay.chu_hoa", "ke_hoach", words("dia_danh_ngay", "ngày", "Ngày")),
    _m("so_ky_hieu.chu_so", "ke_hoach", words("so_ky_hieu", "Số", "số")),
    _m("danh_sach_noi_nhan.can_le", "ke_hoach", setting("danh_sach_noi_nhan", left_indent=Cm(1.5))),
    _m("danh_sach_noi_nhan.gach_dau", "ke_hoach", words_at("- Chủ tịch, các", "^- ", "")),
    _m("danh_sach_noi_nhan.dau_cuoi", "ke_hoach", words("danh_sach_noi_nhan", ";$", "")),
    _m("danh_sach_noi_nhan.dau_cuoi", "cong_van", words_at("- Lưu", r"\.$", ";")),
    _m("danh_sach_noi_nhan.luu", "ke_hoach", words_at("- Lưu", "Lưu: VT", "Lưu VT")),
    _m("danh_sach_noi_nhan.luu", "to_trinh", words_at("- Lưu", "VT, ", "")),
    _m("quyen_han.viet_tat", "ke_hoach", words("quyen_han", r"KT\. ", "K/T ")),
    _m("quyen_han.cap_pho", "ke_hoach", words("quyen_han", r"KT\. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    _m("quyen_han.tap_the", "ke_hoach", words("quyen_han", r"KT\.", "TM.")),
    _m("ho_ten.hoc_ham", "ke_hoach", words("ho_ten", "^", "TS. ")),
    _m("noi_dung.co_chu", "ke_hoach", size("noi_dung", 12)),
    _m("noi_dung.co_chu", "quyet_dinh", size("noi_dung", 15)),
    _m("noi_dung.co_chu_deu", "ke_hoach", size("noi_dung", 13)),
    _m("noi_dung.nghieng", "ke_hoach", quality("noi_dung", "italic", True)),
    _m("noi_dung.dam", "to_trinh", quality("noi_dung", "bold", True)),
    _m("noi_dung.can_le", "ke_hoach", align("noi_dung", "left")),
    _m("noi_dung.can_le", "cong_van", align("noi_dung", "center")),
    _m("noi_dung.lui_dau_dong", "ke_hoach", setting("noi_dung", first_line_indent=Cm(0))),
    _m("noi_dung.lui_dau_dong", "quyet_dinh", setting("noi_dung", first_line_indent=Cm(2))),
    _m("noi_dung.lui_ca_doan", "ke_hoach", setting("noi_dung", right_indent=Cm(1))),
    _m("noi_dung.khoang_doan", "quyet_dinh", setting("noi_dung", space_before=Pt(0), space_after=Pt(0))),
    _m("noi_dung.gian_dong", "ke_hoach", setting("noi_dung", line_spacing=2.0)),
    _m("noi_dung.gian_dong", "quyet_dinh", setting("noi_dung", line_spacing=0.8)),
    _m("bo_cuc.so_thu_tu", "ke_hoach", words_at("III. ", "^III", "IV"), "noi_dung"),
    _m("bo_cuc.so_thu_tu", "quyet_dinh", words_at("Điều 3", "Điều 3", "Điều 4"), "noi_dung"),
    _m("bo_cuc.so_thu_tu", "ke_hoach", words_at("b) Số lượng", r"^b\)", "c)"), "noi_dung"),
    _m("bo_cuc.dau", "quyet_dinh", words_at("2. Theo dõi", r"^2\.", "2)"), "noi_dung"),
    _m("bo_cuc.dam", "ke_hoach", lambda d: set_all(starting(d, "II. "), "bold", False), "noi_dung"),
    _m("bo_cuc.chu_hoa", "ke_hoach", words_at("II. ", "NỘI DUNG", "Nội dung"), "noi_dung"),
    _m("bo_cuc.can_giua", "bao_cao", lambda d: set_left(starting(d, "Phần I")), "noi_dung"),
    _m("bo_cuc.la_ma", "bao_cao", words_at("Phần I", "^Phần I$", "Phần 1"), "noi_dung"),
    _m("viet_hoa.dieu", "quyet_dinh", words_at("2. Theo dõi", "báo cáo", "thực hiện khoản 1 điều 5, báo cáo"), "noi_dung"),
    _m("viet_hoa.khoan_diem", "quyet_dinh", words_at("2. Theo dõi", "báo cáo", "theo Khoản 1 Điều 5, báo cáo"), "noi_dung"),
    _m("chinh_ta", "quyet_dinh", words_at("2. Theo dõi", "đôn đốc", "sử lý"), "noi_dung"),
]  # fmt: skip
