"""Every rule the checker knows, as data: code, article, weight, how it is seen and whether it can be mended."""

from dataclasses import dataclass

from intranet.docservice.check.letter import COMPONENT_NAMES
from intranet.docservice.check.report import Weight
from intranet.docservice.nd30 import COMPONENTS, PAGE, ComponentRule

PL = "PL I, phần I, "
CENTRED = (
    "quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu",
    "trich_yeu_cong_van", "quyen_han", "ho_ten",
)  # fmt: skip
OF_A_LINE = tuple(rule for rule in COMPONENTS if rule.id not in {"so_trang", "muc_I", "noi_dung"})
REQUIRED = {
    "quoc_hieu": "II.1a", "tieu_ngu": "II.1b", "co_quan_ban_hanh": "II.2a", "so_ky_hieu": "II.3", "dia_danh_ngay": "II.4",
    "ten_loai": "II.5a", "trich_yeu": "II.5a", "trich_yeu_cong_van": "II.5b", "kinh_gui": "II.9b", "noi_dung": "II.6",
    "quyen_han": "II.7", "ho_ten": "II.7c", "noi_nhan": "II.9",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One rule: `seen` says how the checker sees it, `mended` whether the mender repairs it."""

    code: str
    says: str
    article: str
    weight: Weight
    seen: str
    mended: bool = False


def _article(rule: ComponentRule) -> str:
    return rule.article.replace("PL I, ", PL) if rule.article.startswith("PL I, ") else rule.article


def _of_components() -> list[Rule]:
    result = []
    for rule in OF_A_LINE:
        article, low, high = _article(rule), *rule.size
        sizes = f"{low}" if low == high else f"{low}–{high}"
        name = rule.name
        result += [
            Rule(f"{rule.id}.co_chu", f"{name}: cỡ chữ {sizes}", article, "must", "cỡ thật của từng chữ", True),
            Rule(
                f"{rule.id}.dam", f"{name}: {'đậm' if rule.bold else 'không đậm'}", article, "must", "kiểu thật của chữ"
            ),
            Rule(
                f"{rule.id}.nghieng",
                f"{name}: {'nghiêng' if rule.italic else 'đứng'}",
                article,
                "must",
                "kiểu thật của chữ",
            ),
            Rule(
                f"{rule.id}.chu_hoa",
                f"{name}: {'in hoa' if rule.capitals else 'in thường'}",
                article,
                "must",
                "chữ và định dạng in hoa",
            ),
        ]
        if rule.id in CENTRED:
            result.append(
                Rule(
                    f"{rule.id}.can_le",
                    f"{name}: canh giữa",
                    article,
                    "must",
                    "chỗ giữa của dòng chữ so với ô hoặc trang",
                    True,
                )
            )
    return result


def _missing() -> list[Rule]:
    result = []
    for component, article in REQUIRED.items():
        # A draft is checked before anyone has signed: the name may still be open.
        weight: Weight = "should" if component == "ho_ten" else "must"
        says = f"Phải có {COMPONENT_NAMES[component]}"
        result.append(Rule(f"{component}.thieu", says, PL + article, weight, "không thấy dòng nào như vậy"))
    return result


_low = {side: f"{getattr(PAGE, side)[0]}–{getattr(PAGE, side)[1]} mm" for side in ("top", "bottom", "left", "right")}
_PAGE = [
    Rule("trang.kho_giay", "Khổ giấy A4", PL + "I.1", "must", "cỡ trang của từng phần", True),
    Rule("trang.huong", "Trang dọc; ngang chỉ khi có bảng, biểu", PL + "I.2", "must", "hướng trang của phần thứ nhất"),
    Rule("trang.le_tren", f"Lề trên {_low['top']}", PL + "I.3", "must", "lề của từng phần", True),
    Rule("trang.le_duoi", f"Lề dưới {_low['bottom']}", PL + "I.3", "must", "lề của từng phần", True),
    Rule("trang.le_trai", f"Lề trái {_low['left']}", PL + "I.3", "must", "lề trái cùng gáy", True),
    Rule("trang.le_phai", f"Lề phải {_low['right']}", PL + "I.3", "must", "lề của từng phần", True),
    Rule("so_trang.thieu", "Từ trang 2 có số trang", PL + "I.7", "must", "trường PAGE ở đầu trang; độ dài ước lượng trên 1 trang", True),
    Rule("so_trang.vi_tri", "Số trang trong lề trên", PL + "I.7", "must", "trường PAGE ở chân trang", True),
    Rule("so_trang.can_le", "Số trang canh giữa", PL + "I.7", "must", "canh lề, tab giữa hoặc khung của đoạn", True),
    Rule("so_trang.co_chu", "Số trang cỡ 13–14", PL + "I.7", "must", "cỡ thật của số", True),
    Rule("so_trang.nghieng", "Số trang đứng", PL + "I.7", "must", "kiểu thật của số"),
    Rule("so_trang.chu_so", "Số trang là chữ số Ả Rập", PL + "I.7", "must", "dạng số của phần"),
    Rule("so_trang.trang_dau", "Không hiện số trang thứ nhất", PL + "I.7", "must", "đầu trang thứ nhất", True),
    Rule("so_trang.bat_dau", "Đánh số từ 1", PL + "I.7", "must", "số bắt đầu của phần thứ nhất"),
]  # fmt: skip
_TEXT = [
    Rule("phong_chu", "Phông Times New Roman", PL + "I.4", "must", "phông thật (kiểu, chủ đề, mặc định) của chữ", True),
    Rule("phong_chu.ma_cu", "Bộ mã Unicode, không dùng phông TCVN3, VNI", PL + "I.4", "must", "tên phông .Vn…, VNI-…", True),
    Rule("mau_chu", "Chữ màu đen", PL + "I.4", "must", "màu thật của chữ", True),
    Rule("unicode.to_hop", "Một dạng Unicode dựng sẵn trong cả văn bản", PL + "I.4", "should", "dấu rời trong chữ", True),
    Rule("co_chu.dong_bo", "Cỡ chữ tăng giảm thống nhất: 13/14/14 hoặc 12/13/13", PL + "V, chú thích 1", "should", "cỡ của Quốc hiệu, Tiêu ngữ, địa danh", True),
    Rule("gach_chan", "Kiểu chữ chỉ đứng, nghiêng, đậm; không gạch chân", PL + "V", "should", "gạch chân cả dòng của thành phần hoặc cả đoạn"),
    Rule("thu_tu", "Các thành phần đúng thứ tự", PL + "IV", "must", "thứ tự đoạn, hàng và cột"),
    Rule("quoc_hieu.vi_tri", "Quốc hiệu ở phía trên, bên phải", PL + "II.1a", "must", "cột của bảng đầu trang"),
    Rule("quoc_hieu.chu", "Quốc hiệu đúng chữ", PL + "II.1a", "must", "từng chữ; nhận cả HÒA và HOÀ"),
    Rule("tieu_ngu.chu", "“Độc lập - Tự do - Hạnh phúc”", PL + "II.1b", "must", "từng chữ, gạch nối, khoảng cách"),
    Rule("tieu_ngu.duong_ke", "Đường kẻ dưới Tiêu ngữ", PL + "II.1b", "must", "nét vẽ, viền, gạch dưới", True),
    Rule("tieu_ngu.do_dai_ke", "Đường kẻ dài bằng dòng Tiêu ngữ", PL + "II.1b", "should", "độ dài so với bề rộng chữ ước lượng", True),
    Rule("co_quan_ban_hanh.duong_ke", "Đường kẻ dưới tên cơ quan", PL + "II.2b", "must", "nét vẽ, viền, gạch dưới", True),
    Rule("co_quan_ban_hanh.do_dai_ke", "Đường kẻ dài 1/3–1/2 dòng chữ", PL + "II.2b", "should", "độ dài so với bề rộng chữ ước lượng", True),
    Rule("trich_yeu.duong_ke", "Đường kẻ dưới trích yếu", PL + "II.5b", "must", "nét vẽ, viền, gạch dưới", True),
    Rule("trich_yeu.do_dai_ke", "Đường kẻ dài 1/3–1/2 dòng chữ", PL + "II.5b", "should", "độ dài so với bề rộng chữ ước lượng", True),
    Rule("duong_ke.net", "Đường kẻ nét liền", PL + "II.1b, II.2b, II.5b", "must", "kiểu nét của viền hoặc hình vẽ"),
    Rule("quoc_hieu.cach_dong", "Quốc hiệu và Tiêu ngữ cách nhau dòng đơn", PL + "II.1c", "must", "giãn dòng, khoảng trước sau", True),
    Rule("co_quan.cach_dong", "Hai tên cơ quan cách nhau dòng đơn", PL + "II.2b", "must", "giãn dòng, khoảng trước sau", True),
    Rule("so_ky_hieu.chu_so", "“Số:” rồi chữ số Ả Rập", PL + "II.3", "must", "chữ của dòng"),
    Rule("so_ky_hieu.hai_cham", "Sau “Số” có dấu hai chấm", PL + "II.3c", "must", "chữ của dòng"),
    Rule("so_ky_hieu.so_0", "Số nhỏ hơn 10 có số 0 phía trước", PL + "II.3c", "must", "chữ số của dòng", True),
    Rule("so_ky_hieu.cach_chu", "Ký hiệu không cách chữ", PL + "II.3c", "must", "khoảng trắng quanh / và -"),
    Rule("so_ky_hieu.dau", "Giữa số và ký hiệu có /, giữa các nhóm có -", PL + "II.3c", "must", "dấu trong dòng"),
    Rule("so_ky_hieu.viet_tat", "Chữ viết tắt tên loại đúng bảng", "PL III, mục I", "must", "so với tên loại của văn bản"),
    Rule("so_ky_hieu.cong_van", "Ký hiệu công văn không có CV", PL + "II.3b", "must", "nhóm chữ đầu của ký hiệu"),
    Rule("so_ky_hieu.nam", "Ký hiệu văn bản hành chính không có năm", PL + "II.3b", "must", "nhóm bốn chữ số trong ký hiệu"),
    Rule("dia_danh_ngay.so_0", "Ngày dưới 10, tháng 1, 2 có số 0 phía trước", PL + "II.4b", "must", "chữ số của dòng", True),
    Rule("dia_danh_ngay.thang_thua_0", "Tháng 3–9 không thêm số 0", PL + "II.4b", "note", "chữ số của dòng"),
    Rule("dia_danh_ngay.day_du", "“ngày … tháng … năm …” viết đầy đủ", PL + "II.4b", "must", "chữ của dòng"),
    Rule("dia_danh_ngay.co_that", "Ngày có trên lịch", PL + "II.4b", "must", "ngày, tháng, năm"),
    Rule("dia_danh_ngay.dau_phay", "Sau địa danh có dấu phẩy", PL + "II.4c", "must", "chữ của dòng"),
    Rule("dia_danh_ngay.viet_hoa", "Chữ cái đầu của địa danh viết hoa", PL + "II.4c", "must", "chữ của dòng"),
    Rule("dia_danh_ngay.cung_dong", "Cùng một dòng với số, ký hiệu", PL + "II.4c", "should", "hàng của bảng, đoạn có tab"),
    Rule("trich_yeu_cong_van.v_v", "Bắt đầu bằng “V/v”", PL + "II.5b", "must", "chữ của dòng"),
    Rule("trich_yeu_cong_van.cach_dong", "Cách số, ký hiệu 6 pt", PL + "II.5b", "should", "khoảng trước sau", True),
    Rule("can_cu.dau_cuoi", "Mỗi căn cứ kết thúc bằng “;”, căn cứ cuối bằng “.”", PL + "II.6a", "must", "dấu cuối dòng"),
    Rule("can_cu.can_le", "Căn cứ canh đều hai lề, lùi đầu dòng như nội dung", PL + "II.6e", "should", "canh lề thấy được", True),
    Rule("kinh_gui.hai_cham", "Sau “Kính gửi” có dấu hai chấm", PL + "II.9d", "must", "chữ của dòng"),
    Rule("kinh_gui.mot_dong", "Gửi một nơi: cùng một dòng", PL + "II.9d", "must", "số dòng"),
    Rule("kinh_gui.gach_dau", "Gửi nhiều nơi: mỗi nơi một dòng có gạch đầu dòng", PL + "II.9d", "must", "đầu dòng"),
    Rule("kinh_gui.dau_cuoi", "Cuối dòng “;”, dòng cuối “.”", PL + "II.9d", "must", "dấu cuối dòng"),
    Rule("noi_nhan.hai_cham", "Sau “Nơi nhận” có dấu hai chấm", PL + "II.9d", "must", "chữ của dòng"),
    Rule("noi_nhan.can_le", "“Nơi nhận” sát lề trái", PL + "II.9d", "must", "canh lề và lùi của đoạn", True),
    Rule("noi_nhan.ngang_hang", "“Nơi nhận” ngang hàng quyền hạn của người ký", PL + "II.9d", "should", "hàng của bảng"),
    Rule("danh_sach_noi_nhan.can_le", "Gạch đầu dòng sát lề trái", PL + "II.9d", "must", "canh lề và lùi của đoạn", True),
    Rule("danh_sach_noi_nhan.gach_dau", "Mỗi nơi nhận một dòng có gạch đầu dòng", PL + "II.9d", "must", "đầu dòng"),
    Rule("danh_sach_noi_nhan.dau_cuoi", "Cuối dòng “;”, dòng cuối “.”", PL + "II.9d", "must", "dấu cuối dòng"),
    Rule("danh_sach_noi_nhan.luu", "Dòng cuối “- Lưu: VT, …”", PL + "II.9d", "must", "chữ của dòng cuối"),
    Rule("danh_sach_noi_nhan.thieu", "Dưới “Nơi nhận” có danh sách", PL + "II.9", "must", "không thấy dòng nào"),
    Rule("quyen_han.viet_tat", "TM., Q., KT., TL., TUQ. viết đúng", PL + "II.7b, II.7đ", "must", "chữ đầu dòng"),
    Rule("quyen_han.cap_pho", "Cấp phó ký thì ghi KT. chức vụ cấp trưởng", PL + "II.7b", "must", "hai dòng quyền hạn"),
    Rule("quyen_han.tap_the", "TM. đứng trước tên tập thể hoặc cơ quan", PL + "II.7b", "must", "chữ sau TM."),
    Rule("quyen_han.chuc_vu", "Dưới quyền hạn ghi chức vụ của người ký", PL + "II.7b", "must", "dòng thứ hai"),
    Rule("ho_ten.hoc_ham", "Trước họ tên không ghi học hàm, học vị, danh hiệu", PL + "II.7c", "must", "chữ đầu dòng họ tên; giáo dục, y tế, khoa học, lực lượng vũ trang chỉ là lưu ý"),
    Rule("noi_dung.co_chu", "Nội dung cỡ 13–14", PL + "II.6e", "must", "cỡ thật của từng chữ", True),
    Rule("noi_dung.nghieng", "Nội dung kiểu đứng", PL + "II.6e", "should", "cả đoạn nghiêng"),
    Rule("noi_dung.dam", "Nội dung không đậm khi không phải tiêu đề", PL + "V.6", "should", "cả đoạn văn dài đậm"),
    Rule("noi_dung.chu_hoa", "Nội dung in thường", PL + "II.6e", "should", "cả đoạn văn in hoa"),
    Rule("noi_dung.can_le", "Nội dung canh đều hai lề", PL + "II.6e", "must", "canh lề thấy được (đoạn hơn một dòng)", True),
    Rule("noi_dung.lui_dau_dong", "Đầu dòng lùi 1 cm hoặc 1,27 cm", PL + "II.6e", "must", "lùi đầu dòng, tab, khoảng trắng", True),
    Rule("noi_dung.lui_ca_doan", "Đoạn văn đủ hai lề", PL + "II.6e", "should", "lùi trái, phải của cả đoạn", True),
    Rule("noi_dung.khoang_doan", "Giữa các đoạn ít nhất 6 pt", PL + "II.6e", "must", "khoảng trước sau của đoạn, dòng trống", True),
    Rule("noi_dung.gian_dong", "Giãn dòng từ dòng đơn đến 1,5 dòng", PL + "II.6e", "must", "giãn dòng của đoạn", True),
    Rule("noi_dung.co_chu_deu", "Số và tiêu đề điều, khoản, điểm cùng cỡ lời văn", PL + "II.6đ", "should", "cỡ của đoạn so với phần lớn nội dung", True),
    Rule("bo_cuc.so_thu_tu", "Số thứ tự liên tục, không trùng, không thiếu", PL + "II.6đ", "must", "số đầu dòng và số tự động của Word"),
    Rule("bo_cuc.dau", "Sau số điều, khoản là dấu chấm; sau điểm là dấu )", PL + "II.6đ", "must", "dấu sau số"),
    Rule("bo_cuc.dam", "Tiêu đề phần, chương, mục, điều đậm", PL + "II.6đ, V.6", "must", "kiểu thật của chữ"),
    Rule("bo_cuc.nghieng", "Tiêu đề phần, chương, mục, điều đứng", PL + "II.6đ, V.6", "must", "kiểu thật của chữ"),
    Rule("bo_cuc.chu_hoa", "Tiêu đề phần, chương, mục in hoa", PL + "II.6đ, V.6", "must", "chữ và định dạng in hoa"),
    Rule("bo_cuc.can_giua", "Phần, chương, mục và tiêu đề canh giữa", PL + "II.6đ", "must", "canh lề của đoạn", True),
    Rule("bo_cuc.la_ma", "Phần, chương đánh số La Mã; mục, tiểu mục số Ả Rập", PL + "II.6đ", "must", "chữ số sau từ Phần, Chương, Mục"),
    Rule("phu_luc.co_chu", "“Phụ lục” cỡ 14", PL + "III.1b", "must", "cỡ thật của chữ", True),
    Rule("phu_luc.dam", "“Phụ lục” đậm", PL + "III.1b", "must", "kiểu thật của chữ"),
    Rule("phu_luc.nghieng", "“Phụ lục” đứng", PL + "III.1b", "must", "kiểu thật của chữ"),
    Rule("phu_luc.chu_hoa", "“Phụ lục” in thường", PL + "III.1b", "must", "chữ của dòng"),
    Rule("phu_luc.can_le", "“Phụ lục” canh giữa", PL + "III.1b", "must", "canh lề", True),
    Rule("phu_luc.so", "Từ hai phụ lục trở lên đánh số La Mã", PL + "III.1a", "must", "số sau từ Phụ lục"),
    Rule("phu_luc.chi_dan", "Trong văn bản có chỉ dẫn về phụ lục", PL + "III.1a", "must", "chữ “phụ lục” hoặc “kèm theo” trong nội dung"),
    Rule("tieu_de_phu_luc.chu_hoa", "Tên phụ lục in hoa", PL + "III.1b", "must", "chữ và định dạng in hoa"),
    Rule("tieu_de_phu_luc.dam", "Tên phụ lục đậm", PL + "III.1b", "must", "kiểu thật của chữ"),
    Rule("chi_dan_phu_luc.nghieng", "Chỉ dẫn kèm theo in nghiêng", PL + "III.1c", "must", "kiểu thật của chữ"),
    Rule("chi_dan_phu_luc.can_le", "Chỉ dẫn kèm theo canh giữa", PL + "III.1c", "must", "canh lề", True),
    Rule("chi_dan_phu_luc.co_chu", "Chỉ dẫn kèm theo cỡ 13–14", PL + "III.1c", "must", "cỡ thật của chữ", True),
    Rule("viet_hoa.khoan_diem", "khoản, điểm viết thường khi viện dẫn", "PL II, V.7", "note", "“Khoản 2 Điều 5” giữa câu"),
    Rule("viet_hoa.dieu", "Điều, Chương, Mục viết hoa khi viện dẫn", "PL II, V.7", "should", "“khoản 2 điều 5”"),
    Rule("viet_hoa.ten", "Tên cơ quan, chức vụ viết hoa đúng", "PL II, IV.1a, V.3", "should", "danh sách tên, và tên riêng của cơ quan"),
    Rule("viet_hoa.dau_cau", "Đầu câu, đầu dòng viết hoa", "PL II, I", "note", "chữ đầu đoạn, chữ sau dấu chấm"),
    Rule("viet_hoa.hanh_chinh", "tỉnh, thành phố, xã … viết thường trước tên riêng", "PL II, III.1a", "note", "“tại Thành phố Hải Phòng” giữa câu"),
    Rule("viet_hoa.nha_nuoc", "Nhân dân, Nhà nước viết hoa", "PL II, V.1", "note", "“Đảng và nhà nước”, “các tầng lớp nhân dân”"),
    Rule("viet_hoa.thu", "Thứ trong tuần viết bằng chữ thì viết hoa", "PL II, V.8c", "note", "“sáng thứ hai”"),
    Rule("chinh_ta", "Lỗi chính tả thường gặp", "PL II", "note", "danh sách từ hay viết sai, và của cơ quan"),
]  # fmt: skip
RULES: dict[str, Rule] = {rule.code: rule for rule in [*_PAGE, *_of_components(), *_missing(), *_TEXT]}
