"""Broken templates, each broken in its own way from a good one; where, what and the mend are written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from tests.docservice.clinic.sheet import Sheet, deleted, field_code, looking, sign


@dataclass(frozen=True)
class Expected:
    """One fault that must be told: its code, its place in words, and words that must stand in the mend."""

    code: str
    place: str
    mend: str


@dataclass(frozen=True)
class Case:
    """One broken template: how it is broken, and every fault that must be told."""

    name: str
    spoil: Callable[[Sheet], object]
    expected: tuple[Expected, ...]
    template: str = "to_trinh"


def one(
    name: str, spoil: Callable[[Sheet], object], code: str, place: str, mend: str, template: str = "to_trinh"
) -> Case:
    """A case with a single fault."""
    return Case(name, spoil, (Expected(code, place, mend),), template)


SUBJECT, ROW, CELL = "Đoạn 2", "Bảng 2, dòng 3, ô 2", "Bảng 2, dòng 2, ô 1"


def subject(words: str) -> Callable[[Sheet], None]:
    """The line of the subject says this instead of {{ trich_yeu }}."""
    return lambda sheet: sheet.replace("{{ trich_yeu }}", words)


def name_cell(words: str) -> Callable[[Sheet], None]:
    """The cell of the name says this instead of {{ dong.ten }}."""
    return lambda sheet: sheet.replace("{{ dong.ten }}", words)


def loop(words: str) -> Callable[[Sheet], None]:
    """The command over the rows says this."""
    return lambda sheet: sheet.replace("{%tr for dong in danh_sach %}", words)


# How the braces are written.
BRACES = (
    one("một dấu đóng", subject("{{ trich_yeu }"), "close_brace_missing", SUBJECT, "{{ trich_yeu }}"),
    one("một dấu mở", subject("{ trich_yeu }}"), "open_brace_missing", SUBJECT, "{{ trich_yeu }}"),
    one("mất cả hai dấu mở", subject("trich_yeu }}"), "open_brace_missing", SUBJECT, "{{ trich_yeu }}"),
    one("không có dấu đóng", subject("{{ trich_yeu"), "never_closed", SUBJECT, "{{ trich_yeu }}"),
    one("không đóng, rồi mở chỗ khác", subject("{{ trich_yeu và {{ ten_loai }}"), "never_closed", SUBJECT, "{{ trich_yeu }}"),
    one("mở {{ đóng %}", subject("{{ trich_yeu %}"), "mixed_delimiters", SUBJECT, "{{ trich_yeu }}"),
    one("lệnh đóng bằng }}", loop("{%tr for dong in danh_sach }}"), "mixed_delimiters", CELL, "{%tr for dong in danh_sach %}"),
    one("lệnh đóng thiếu %", loop("{%tr for dong in danh_sach }"), "close_brace_missing", CELL, "{%tr for dong in danh_sach %}"),
    one("khoảng trắng giữa ngoặc", subject("{ { trich_yeu } }"), "spaced_braces", SUBJECT, "{{ trich_yeu }}"),
    one("ngoặc chữ rộng", subject("｛｛ trich_yeu ｝｝"), "wide_braces", SUBJECT, "{{ trich_yeu }}"),
    one("ba dấu ngoặc", subject("{{{ trich_yeu }}}"), "triple_braces", SUBJECT, "{{ trich_yeu }}"),
    one("lồng chỗ điền", subject("{{ {{ trich_yeu }} }}"), "nested_tag", SUBJECT, "{{ trich_yeu }}"),
    one("một ngoặc mỗi đầu", subject("{trich_yeu}"), "single_braces", SUBJECT, "{{ trich_yeu }}"),
    one("chỗ điền trống", subject("{{ trich_yeu }} {{ }}"), "empty_tag", SUBJECT, "ghi tên một mục"),
    one("Enter giữa chỗ điền", lambda s: s.split("{{ trich_yeu }}", "yeu }}"), "broken_by_enter", SUBJECT, "{{ trich_yeu }}"),
    one(
        "chỗ điền rơi sang ô bên",
        lambda s: (s.replace("{{ dong.ten }}", "{{ dong."), s.replace("{{ dong.don_vi }}", "don_vi }}")),
        "broken_by_enter", ROW, "{{ dong.don_vi }}",
    ),
    one(
        "gạch nối không ngắt của Word",
        lambda s: s.pieces("{{ tieu_de_danh_sach }}", "{{ tieu_de_danh", sign("noBreakHyphen"), "sach }}"),
        "broken_by_sign", "Đoạn 22", "{{ tieu_de_danh_sach }}",
    ),
    one("ký tự không nhìn thấy", subject("{{ trich\u200b_yeu }}"), "broken_by_sign", SUBJECT, "{{ trich_yeu }}"),
    one("câu lệnh trong ngoặc nhọn đôi", loop("{{ for dong in danh_sach }}"), "mixed_delimiters", CELL, "{%tr for dong in danh_sach %}"),
    one("mục in bằng {% %}", subject("{% trich_yeu %}"), "mixed_delimiters", SUBJECT, "{{ trich_yeu }}"),
)  # fmt: skip

# What stands between them.
WORDS = (
    one("tên có dấu", subject("{{ trích_yếu }}"), "accents_in_name", SUBJECT, "{{ trich_yeu }}"),
    one("tên có khoảng trắng", subject("{{ trich yeu }}"), "space_in_name", SUBJECT, "{{ trich_yeu }}"),
    one("tên là nhãn của biểu mẫu", subject("{{ Trích yếu }}"), "space_in_name", SUBJECT, "{{ trich_yeu }}"),
    one("tên có gạch nối", subject("{{ trich-yeu }}"), "hyphen_in_name", SUBJECT, "{{ trich_yeu }}"),
    one("gạch ngang Word tự đổi", subject("{{ trich–yeu }}"), "hyphen_in_name", SUBJECT, "{{ trich_yeu }}"),
    one("nối mục chữ", subject('{{ trich_yeu|join("; ") }}'), "list_of_letters", SUBJECT, "{{ trich_yeu }}"),
    one("chữ cái đầu của mục chữ", subject("{{ trich_yeu|first }}"), "list_of_letters", SUBJECT, "{{ trich_yeu }}"),
    one("chữ cái cuối của mục chữ", subject("{{ trich_yeu|last }}"), "list_of_letters", SUBJECT, "{{ trich_yeu }}"),
    one("đếm chữ cái", subject("{{ trich_yeu|length }}"), "list_of_letters", SUBJECT, "{{ trich_yeu }}"),
    one("chữ cái theo số", subject("{{ trich_yeu[0] }}"), "list_of_letters", SUBJECT, "{{ trich_yeu }}"),
    one("dòng có thể không có", lambda s: s.replace("{{ kinh_gui[0] }}", "{{ kinh_gui[5] }}"), "beyond_list", "Đoạn 5", "for dong in kinh_gui"),
    one("dấu tổ hợp", lambda s: s.replace('"Khẩn"', normalize("NFD", '"Khẩn"')), "decomposed", "Bảng 1, dòng 2, ô 1", '"Khẩn"', "thong_bao"),
    one("dấu lạ", subject("{{ trich_yeu $ }}"), "bad_expression", SUBJECT, "hướng dẫn"),
    one("tên viết hoa", subject("{{ Trich_Yeu }}"), "unknown_name", SUBJECT, "Ý bạn là trich_yeu?"),
    one("tên gõ thiếu chữ", subject("{{ trich_yu }}"), "unknown_name", SUBJECT, "Ý bạn là trich_yeu?"),
    one("tên không giống mục nào", subject("{{ xyz }}"), "unknown_name", SUBJECT, "thêm mục ấy vào biểu mẫu"),
    one("cột gõ sai", name_cell("{{ dong.tne }}"), "unknown_part", ROW, "dong.ten"),
    one("cột thiếu tên dòng", name_cell("{{ don_vi }}"), "no_prefix", ROW, "{{ dong.don_vi }}"),
    one("cột in ngoài vòng lặp", subject("{{ trich_yeu }} {{ thanh_tich }}"), "column_outside_loop", SUBJECT, "danh_sach"),
    one("tên dòng dùng ngoài vòng lặp", lambda s: s.replace("{{ doan }}", "{{ doan }} {{ dong.ten }}", 2), "outside_loop", "Đoạn 26", "vào trong vòng lặp"),
    one("phần của một mục chữ", subject("{{ trich_yeu.ten }}"), "part_of_text", SUBJECT, "{{ trich_yeu }}"),
    one("phần của cả danh sách", subject("{{ trich_yeu }} {{ danh_sach.ten }}"), "part_of_list", SUBJECT, "{{ dong.ten }}"),
    one("in cả danh sách", subject("{{ danh_sach }}"), "prints_list", SUBJECT, "{%tr for dong in danh_sach %}"),
    one("in cả người ký", lambda s: s.replace("{{ nguoi_ky.ho_ten }}", "{{ nguoi_ky }}"), "prints_record", "Bảng 3, dòng 1, ô 2", "{{ nguoi_ky.ho_ten }}"),
    one("nội dung không qua than_bai", lambda s: s.replace("{{p noi_dung|than_bai }}", "{{ noi_dung }}"), "prints_body", "Đoạn 19", "{{p noi_dung|than_bai }}"),
    one("than_bai thiếu chữ p", lambda s: s.replace("{{p noi_dung|than_bai }}", "{{ noi_dung|than_bai }}"), "needs_p", "Đoạn 19", "{{p noi_dung|than_bai }}"),
    one("chữ p ở mục chữ", subject("{{p trich_yeu }}"), "p_on_text", SUBJECT, "{{ trich_yeu }}"),
    one("chữ r ở mục chữ", subject("{{r trich_yeu }}"), "p_on_text", SUBJECT, "{{ trich_yeu }}"),
    one("than_bai cho mục chữ", subject("{{p trich_yeu|than_bai }}"), "body_filter_on_text", SUBJECT, "{{ trich_yeu }}"),
    one("đường kẻ thiếu bề rộng", lambda s: s.replace("{{p ke_trich_yeu|duong_ke(16.5) }}", "{{p ke_trich_yeu|duong_ke }}"), "rule_without_length", "Đoạn 3", "duong_ke(16.5)"),
    one("kiểu in không có", subject("{{ trich_yeu|hoa }}"), "unknown_filter", SUBJECT, "{{ trich_yeu|upper }}"),
    one("kiểu in gõ sai", subject("{{ trich_yeu|uper }}"), "unknown_filter", SUBJECT, "{{ trich_yeu|upper }}"),
    one("gọi .upper()", subject("{{ trich_yeu.upper() }}"), "call", SUBJECT, "{{ trich_yeu|upper }}"),
    one("một dấu bằng", lambda s: s.replace("{%p if kinh_gui|length > 1 %}", "{%p if kinh_gui|length = 1 %}"), "single_equals", "Đoạn 7", "{%p if kinh_gui|length == 1 %}"),
    one("từ tiếng Việt trong điều kiện", lambda s: s.replace("{%p if danh_sach %}", "{%p if danh_sach và ket %}"), "vietnamese_command", "Đoạn 20", "{%p if danh_sach and ket %}"),
    one("&& trong điều kiện", lambda s: s.replace("{%p if danh_sach %}", "{%p if danh_sach && ket %}"), "vietnamese_command", "Đoạn 20", "and"),
    one("dấu nháy lạ", lambda s: s.replace('"Khẩn"', "„Khẩn″"), "foreign_quotes", "Bảng 1, dòng 2, ô 1", '"Khẩn"', "thong_bao"),
    one("nháy không đóng", lambda s: s.replace('"Khẩn"', '"Khẩn'), "open_quote", "Bảng 1, dòng 2, ô 1", "Viết đủ cặp dấu nháy", "thong_bao"),
    one("lựa chọn không có", lambda s: s.replace('"Hỏa tốc"', '"Hoả tóc"'), "unknown_choice", "Bảng 1, dòng 2, ô 1", "Hỏa tốc", "thong_bao"),
    one("so sánh chữ với số", lambda s: s.replace("{%p if danh_sach %}", "{%p if tieu_de_danh_sach > 5 %}"), "compares_text_with_number", "Đoạn 20", "tieu_de_danh_sach|length"),
    one("cộng trong mẫu", name_cell("{{ dong.stt + 1 }}"), "computes", ROW, "Xóa phép tính"),
    one("điều kiện trống", lambda s: s.replace("{%p if danh_sach %}", "{%p if %}"), "bad_condition", "Đoạn 20", "{%p if ten_muc %}"),
    one("viết không ra câu", subject("{{ trich_yeu| }}"), "bad_expression", SUBJECT, "hướng dẫn"),
)  # fmt: skip

# Loops and conditions, and where their ends stand.
COMMANDS = (
    one("thiếu endfor của bảng", lambda s: s.remove_row("{%tr endfor %}"), "unclosed", CELL, "{%tr endfor %} vào một dòng riêng"),
    one("thiếu endfor của đoạn", lambda s: s.remove("{%p endfor %}", 3), "unclosed", "Đoạn 9", "{%p endfor %} vào một đoạn riêng"),
    one("thiếu endif", lambda s: s.remove("{%p endif %}", 7), "unclosed", "Đoạn 20", "{%p endif %}"),
    one("thừa endfor", lambda s: s.add_after("{{p noi_dung|than_bai }}", "{%p endfor %}"), "stray_end", "Đoạn 20", "Xóa đi"),
    one("thừa endif", lambda s: s.add_after("{{p noi_dung|than_bai }}", "{%p endif %}"), "stray_end", "Đoạn 20", "{%p if … %}"),
    one("else bơ vơ", lambda s: s.add_after("{{p noi_dung|than_bai }}", "{%p else %}"), "stray_else", "Đoạn 20", "thêm câu if"),
    one("hai else", lambda s: s.add_after("{%p else %}", "x", "{%p else %}"), "second_else", "Đoạn 15", "elif", "ke_hoach"),
    one("for đóng bằng endif", lambda s: s.replace("{%p endfor %}", "{%p endif %}", 4), "wrong_end", "Đoạn 15", "{%p endfor %}"),
    one("if và for chéo nhau", lambda s: (s.replace("{%p endfor %}", "{%p tam %}", 3), s.replace("{%p endif %}", "{%p endfor %}", 5), s.replace("{%p tam %}", "{%p endif %}")), "crossing", "Đoạn 11", "{%p endfor %}"),
    one("endfor gõ sai", lambda s: s.replace("{%tr endfor %}", "{%tr enfor %}"), "unknown_command", "Bảng 2, dòng 4, ô 1", "{%tr endfor %}"),
    one("end for viết rời", lambda s: s.replace("{%tr endfor %}", "{%tr end for %}"), "unknown_command", "Bảng 2, dòng 4, ô 1", "{%tr endfor %}"),
    one("foreach", loop("{%tr foreach dong in danh_sach %}"), "unknown_command", CELL, "{%tr for dong in danh_sach %}"),
    one("elseif", lambda s: s.add_after("{{ dong.thoi_han }}", "{%p elseif ket %}", "y"), "unknown_command", "Đoạn 13", "elif", "ke_hoach"),
    one("endfor kèm tên", lambda s: s.replace("{%tr endfor %}", "{%tr endfor dong %}"), "end_with_words", "Bảng 2, dòng 4, ô 1", "{%tr endfor %}"),
    one("for dong trong danh_sach", loop("{%tr for dong trong danh_sach %}"), "vietnamese_command", CELL, "{%tr for dong in danh_sach %}"),
    one("for thiếu in", loop("{%tr for dong danh_sach %}"), "bad_loop", CELL, "{%tr for dong in danh_sach %}"),
    one("lặp danh sách không có", loop("{%tr for dong in danhsach %}"), "unknown_list", CELL, "Ý bạn là danh_sach?"),
    one("lặp qua mục chữ", loop("{%tr for dong in trich_yeu %}"), "loop_over_text", CELL, "danh_sach"),
    one("lặp qua người ký", lambda s: s.replace("{%p for dong in nguoi_ky.quyen_han %}", "{%p for dong in nguoi_ky %}"), "loop_over_text", "Bảng 3, dòng 1, ô 2", "nguoi_ky.quyen_han"),
    one("tên dòng trùng mục", lambda s: (s.replace("{%p for doan in ket %}", "{%p for trich_yeu in ket %}"), s.replace("{{ doan }}", "{{ trich_yeu }}", 2)), "shadowed", "Đoạn 25", "for dong_trich_yeu in ket"),
    one("lặp lồng chính nó", lambda s: (s.replace("{{ dong.ten }}", "{% for nguoi in danh_sach %}{{ nguoi.ten }}{% endfor %}")), "nested_same", ROW, "Bỏ vòng lặp bên trong"),
    one("p và for rời nhau", lambda s: s.replace("{%p for doan in ket %}", "{% p for doan in ket %}"), "prefix_apart", "Đoạn 25", "{%p for doan in ket %}"),
    one("trfor dính liền", loop("{%trfor dong in danh_sach %}"), "prefix_apart", CELL, "{%tr for dong in danh_sach %}"),
    one("TR viết hoa", loop("{%TR for dong in danh_sach %}"), "prefix_apart", CELL, "{%tr for dong in danh_sach %}"),
    Case(
        "tr ngoài bảng",
        lambda s: (s.replace("{%p for doan in ket %}", "{%tr for doan in ket %}"), s.replace("{%p endfor %}", "{%tr endfor %}", 6)),
        (Expected("outside_table", "Đoạn 25", "{%p for doan in ket %}"), Expected("outside_table", "Đoạn 27", "{%p endfor %}")),
    ),
    one("chữ cùng đoạn với lệnh p", lambda s: s.replace("{%p for doan in ket %}", "Kính đề nghị: {%p for doan in ket %}"), "text_lost", "Đoạn 25", "một mình một đoạn"),
    one("hai lệnh p một đoạn", lambda s: (s.remove("{%p if tieu_de_danh_sach %}"), s.replace("{%p if danh_sach %}", "{%p if danh_sach %}{%p if tieu_de_danh_sach %}")), "two_in_one", "Đoạn 20", "đoạn riêng"),
    one("mở đóng cùng một dòng bảng", lambda s: (s.remove_row("{%tr endfor %}"), s.remove_row("{%tr for"), s.replace("{{ dong.stt }}", "{%tr for dong in danh_sach %}"), s.replace("{{ dong.thanh_tich }}", "{%tr endfor %}"), s.replace("{{ dong.ten }}", ""), s.replace("{{ dong.don_vi }}", ""), s.replace("{{ dong.hinh_thuc }}", "")), "same_row", "Bảng 2, dòng 2, ô 5", "dòng riêng"),
    one("chữ trong dòng lệnh của bảng", lambda s: s.type(s.row("{%tr endfor %}")[-1][-1], "Tổng cộng"), "text_lost", "Bảng 2, dòng 4, ô 1", "sang dòng của bảng khác"),
    one("vòng lặp dòng thiếu tr", lambda s: (s.remove_row("{%tr endfor %}"), s.remove_row("{%tr for"), s.replace("{{ dong.stt }}", "{% for dong in danh_sach %}{{ dong.stt }}"), s.replace("{{ dong.thanh_tich }}", "{{ dong.thanh_tich }}{% endfor %}")), "outside_row", "Bảng 2, dòng 2, ô 1", "{%tr for dong in danh_sach %}"),
    one("mở tr đóng p", lambda s: s.replace("{%tr endfor %}", "{%p endfor %}"), "mixed_prefix", "Bảng 2, dòng 4, ô 1", "{%tr endfor %}"),
    one("if mở ngoài bảng đóng trong ô", lambda s: (s.remove("{%p endif %}", 7), s.add_cell("Nơi nhận:", "{%p endif %}")), "other_container", "Đoạn 20", "cùng chỗ với câu mở"),
    one("for bảng này đóng bảng khác", lambda s: (s.remove_row("{%tr endfor %}"), s.remove("{%p if danh_sach %}"), s.remove("{%p endif %}", 7), s.add_row("Nơi nhận:", "{%tr endfor %}")), "other_table", CELL, "cùng bảng"),
    one("lặp mà không in gì", lambda s: s.remove("{{ doan }}", 2), "empty_loop", "Đoạn 25", "xóa cả hai câu"),
    one("mở ở thân, đóng ở đầu trang", lambda s: (s.remove("{%p endfor %}", 6), s.header("{%p endfor %}")), "other_part", "Đoạn 25", "cùng một phần"),
)  # fmt: skip

# Other parts of the file.
PARTS = (
    one("tên sai ở đầu trang", lambda s: s.header("{{ ten_loa }}"), "unknown_name", "Đầu trang, Đoạn 2", "Ý bạn là ten_loai?"),
    one("thiếu ngoặc ở chân trang", lambda s: s.footer("Mẫu {{ ky_hieu }"), "close_brace_missing", "Chân trang, Đoạn 1", "{{ ky_hieu }}"),
    one("tên sai trong hộp chữ", lambda s: s.box("{{ trich_yeu }}", "{{ trich_yeuu }}"), "unknown_name", "Hộp chữ", "Ý bạn là trich_yeu?"),
    one("thiếu endif trong chú thích", lambda s: s.notes("footnotes", "{% if ket %}xem sau"), "unclosed", "Chú thích cuối trang, Đoạn 1", "{% endif %}"),
    one("chỗ điền ở chú thích cuối văn bản", lambda s: s.notes("endnotes", "{{ trich_yeu }}"), "not_printed_here", "Chú thích cuối văn bản, Đoạn 1", "thân văn bản"),
    one("chỗ điền trong chữ đã xóa", lambda s: s.pieces("{{ trich_yeu }}", "{{ trich_yeu }}", deleted("{{ trich_yeu }}")), "in_deleted", SUBJECT, "Accept All Changes"),
    one("chỗ điền trong mã trường", lambda s: s.pieces("{{ trich_yeu }}", "{{ trich_yeu }}", field_code(' HYPERLINK "{{ trang }}"')), "in_field_code", SUBJECT, "chữ thường"),
    one("chỗ điền nhiều kiểu chữ", lambda s: s.pieces("{{ trich_yeu }}", "{{ trich", looking("_yeu", "b", "i"), " }}"), "split_look", SUBJECT, "chọn lại một kiểu"),
)  # fmt: skip

# What no letter needs: it ends in a refusal.
ATTACKS = (
    one("đi vào ruột chương trình", subject("{{ trich_yeu.__class__.__mro__ }}"), "forbidden_part", SUBJECT, "Xóa chỗ này"),
    one("range lớn", subject("{% for i in range(1000000000) %}x{% endfor %}"), "call", SUBJECT, "Xóa"),
    one("nhân chuỗi", subject('{{ "x" * 1000000000 }}'), "computes", SUBJECT, "Xóa phép tính"),
    one("lệnh nạp tệp", subject('{{ trich_yeu }}{% include "x" %}'), "forbidden_command", SUBJECT, "Xóa câu lệnh"),
)  # fmt: skip

# Two and three faults at once.
SEVERAL = (
    Case(
        "thiếu endfor và sai tên cột",
        lambda s: (s.remove_row("{%tr endfor %}"), s.replace("{{ dong.ten }}", "{{ dong.tenn }}")),
        (
            Expected("unclosed", CELL, "{%tr endfor %}"),
            Expected("unknown_part", ROW, "dong.ten"),
        ),
    ),
    Case(
        "hai tên sai cùng đoạn",
        subject("{{ trich_yu }} của {{ nguoi_ki.ho_ten }}"),
        (Expected("unknown_name", SUBJECT, "trich_yeu"), Expected("unknown_name", SUBJECT, "nguoi_ky")),
    ),
    Case(
        "ba lỗi ở ba nơi",
        lambda s: (s.header("{{ ten_loai }"), subject("{{ trích_yếu }}")(s), s.replace("{%tr endfor %}", "{%tr enfor %}")),
        (
            Expected("close_brace_missing", "Đầu trang, Đoạn 2", "{{ ten_loai }}"),
            Expected("accents_in_name", SUBJECT, "trich_yeu"),
            Expected("unknown_command", "Bảng 2, dòng 4, ô 1", "{%tr endfor %}"),
        ),
    ),
    Case(
        "lặp tên sai, cột đúng, kiểu in sai",
        lambda s: (loop("{%tr for dong in danh_sac %}")(s), name_cell("{{ dong.ten|hoa }}")(s)),
        (Expected("unknown_list", CELL, "danh_sach"), Expected("unknown_filter", ROW, "upper")),
    ),
    Case(
        "thiếu ngoặc trong lệnh mở và thiếu endif",
        lambda s: (loop("{%tr for dong in danh_sach }")(s), s.remove("{%p endif %}", 7)),
        (Expected("close_brace_missing", CELL, "%}"), Expected("unclosed", "Đoạn 20", "{%p endif %}")),
    ),
    Case(
        "hai vòng lặp không đóng",
        lambda s: (s.remove("{%p endfor %}", 4), s.remove("{%p endfor %}", 4)),
        (Expected("unclosed", "Đoạn 13", "{%p endfor %}"), Expected("unclosed", "Đoạn 15", "{%p endfor %}")),
    ),
    Case(
        "chữ mất và tên sai trong cùng dòng bảng",
        lambda s: (s.type(s.row("{%tr endfor %}")[-1][-1], "Cộng"), name_cell("{{ ten }}")(s)),
        (Expected("text_lost", "Bảng 2, dòng 4, ô 1", "dòng của bảng khác"), Expected("no_prefix", ROW, "{{ dong.ten }}")),
    ),
    Case(
        "ba lỗi trong một ô",
        name_cell("{{ dong.ten } {{ don_vi }} {{ dong.hinh_thuc|inhoa }}"),
        (
            Expected("close_brace_missing", ROW, "{{ dong.ten }}"),
            Expected("no_prefix", ROW, "{{ dong.don_vi }}"),
            Expected("unknown_filter", ROW, "upper"),
        ),
    ),
    Case(
        "phép tính và lệnh cấm",
        lambda s: (subject("{% set x = 1 %}{{ trich_yeu }}")(s), name_cell("{{ dong.stt * 2 }}")(s)),
        (Expected("forbidden_command", SUBJECT, "Xóa câu lệnh"), Expected("computes", ROW, "Xóa phép tính")),
    ),
    Case(
        "Enter giữa lệnh và thiếu p",
        lambda s: (s.split("{%p for doan in ket %}", "in ket"), s.replace("{{p noi_dung|than_bai }}", "{{ noi_dung|than_bai }}")),
        (Expected("broken_by_enter", "Đoạn 25", "{%p for doan in ket %}"), Expected("needs_p", "Đoạn 19", "{{p noi_dung|than_bai }}")),
    ),
)  # fmt: skip

CASES = (*BRACES, *WORDS, *COMMANDS, *PARTS, *ATTACKS, *SEVERAL)
