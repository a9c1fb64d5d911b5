"""More ways to break any good letter: for campaigns over letters the rules were not written on."""

from collections.abc import Callable
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from tests.docservice.check.fresh_changes import (
    Change,
    aligned,
    closed_up,
    first,
    font_of,
    loosened,
    numbered_from,
    of_story,
    part_of,
    removed,
    reworded,
    section,
    shaped,
    story_align,
    story_font,
    story_shape,
    story_word,
    swapped_columns,
)
from tests.docservice.check.fresh_places import (
    addressee,
    basis,
    capacity,
    day,
    header_number,
    motto,
    nation,
    number,
    numbered_line,
    opener,
    receivers,
    reference,
    signature,
    signer,
    story,
    subject,
    title,
)
from tests.docservice.check.mutations import rewrite, text_of


@dataclass(frozen=True)
class Break:
    """Breaks a letter so that one of `codes` must be found; `implied` may come with it."""

    name: str
    codes: frozenset[str]
    change: Change
    implied: frozenset[str] = frozenset()


def _b(name: str, codes: str, change: Change, implied: str = "") -> Break:
    return Break(name, frozenset(codes.split("|")), change, frozenset(implied.split()))


WHERE: dict[str, Callable[[Docx], Paragraph]] = {
    "quoc_hieu": nation, "tieu_ngu": motto, "so_ky_hieu": number, "dia_danh_ngay": day, "ten_loai": title, "trich_yeu": subject,
    "noi_nhan": opener, "danh_sach_noi_nhan": first(receivers, 0), "quyen_han": first(signature, 0), "ho_ten": signer,
    "can_cu": basis, "trich_yeu_cong_van": reference,
}  # fmt: skip
WRONG_SIZE = {
    "quoc_hieu": 14, "tieu_ngu": 12, "so_ky_hieu": 14, "dia_danh_ngay": 12, "ten_loai": 15, "trich_yeu": 15, "noi_nhan": 11,
    "danh_sach_noi_nhan": 12, "quyen_han": 12, "ho_ten": 15, "can_cu": 12.5, "trich_yeu_cong_van": 11,
}  # fmt: skip
RULE = "tieu_ngu.do_dai_ke trich_yeu.do_dai_ke co_quan_ban_hanh.do_dai_ke co_chu.dong_bo"
BREAKS: list[Break] = [
    *(_b(f"{c} size", f"{c}.co_chu", font_of(w, size=Pt(WRONG_SIZE[c])), RULE) for c, w in WHERE.items()),
    *(_b(f"{c} two words small", f"{c}.co_chu", part_of(w, size=Pt(9.5)), RULE) for c, w in WHERE.items()),
    *(_b(f"{c} font", "phong_chu", part_of(w, name="Calibri"), RULE) for c, w in WHERE.items()),
    *(_b(f"{c} plain", f"{c}.dam", font_of(WHERE[c], bold=False), RULE) for c in ("quoc_hieu", "tieu_ngu", "ten_loai", "trich_yeu", "noi_nhan", "quyen_han", "ho_ten")),
    *(_b(f"{c} bold", f"{c}.dam", font_of(WHERE[c], bold=True)) for c in ("so_ky_hieu", "dia_danh_ngay", "danh_sach_noi_nhan", "can_cu", "trich_yeu_cong_van")),
    *(_b(f"{c} upright", f"{c}.nghieng", font_of(WHERE[c], italic=False)) for c in ("dia_danh_ngay", "noi_nhan", "can_cu")),
    *(_b(f"{c} italic", f"{c}.nghieng", font_of(WHERE[c], italic=True)) for c in ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "ten_loai", "trich_yeu", "quyen_han", "ho_ten", "danh_sach_noi_nhan")),
    *(_b(f"{c} aside", f"{c}.can_le", aligned(WHERE[c], "left" if c != "dia_danh_ngay" else "right")) for c in ("quoc_hieu", "so_ky_hieu", "ten_loai", "trich_yeu", "quyen_han", "ho_ten")),
    _b("name in capitals", "ho_ten.chu_hoa", lambda d, _: rewrite(signer(d), ".+", text_of(signer(d)).upper())),
    _b("name with a degree", "ho_ten.hoc_ham", reworded(signer, "^", "PGS.TS. ")),
    _b("name with master", "ho_ten.hoc_ham", reworded(signer, "^", "ThS ")),
    _b("K/T", "quyen_han.viet_tat", reworded(capacity, r"^(\w+)\. ", r"\1 ")),
    _b("KT.GIÁM", "quyen_han.viet_tat", reworded(capacity, r"^(\w+)\. ", r"\1.")),
    _b("post lost", "quyen_han.chuc_vu", lambda d, r: (capacity(d), removed(first(signature, 1))(d, r))[0]),
    _b("title lost", "ten_loai.thieu", removed(title), "trich_yeu.duong_ke trich_yeu.do_dai_ke"),
    _b("subject lost", "trich_yeu.thieu", removed(subject), "trich_yeu.duong_ke"),
    _b("nation lost", "quoc_hieu.thieu", removed(nation), "thu_tu"),
    _b("motto lost", "tieu_ngu.thieu", removed(motto)),
    _b("number lost", "so_ky_hieu.thieu", removed(number), "trich_yeu_cong_van.cach_dong"),
    _b("date lost", "dia_danh_ngay.thieu", removed(day)),
    _b("receivers lost", "noi_nhan.thieu", removed(opener), "noi_nhan.ngang_hang"),
    _b("kept copy lost", "danh_sach_noi_nhan.luu", removed(first(receivers, -1)), "danh_sach_noi_nhan.dau_cuoi"),
    _b("nation misspelt", "quoc_hieu.chu", reworded(nation, "NGHĨA", "NGHIÃ")),
    _b("nation short", "quoc_hieu.chu", reworded(nation, "CHỦ NGHĨA ", "")),
    _b("nation in small letters", "quoc_hieu.chu_hoa", lambda d, _: rewrite(nation(d), ".+", "Cộng hòa xã hội chủ nghĩa Việt Nam"), "quoc_hieu.chu"),
    _b("motto closed up", "tieu_ngu.chu", reworded(motto, " - ", "-"), RULE),
    _b("motto in capitals each", "tieu_ngu.chu", reworded(motto, ".+", "Độc Lập - Tự Do - Hạnh Phúc"), RULE),
    _b("motto with a point", "tieu_ngu.chu", reworded(motto, "$", "."), RULE),
    _b("number without colon", "so_ky_hieu.hai_cham", reworded(number, "Số:", "Số")),
    _b("number without zero", "so_ky_hieu.so_0", reworded(number, r"\d+", "7")),
    _b("number in letters", "so_ky_hieu.chu_so", reworded(number, r"\d+", "XV")),
    _b("number with spaces", "so_ky_hieu.cach_chu", reworded(number, r"/", "/ ")),
    _b("number with a dash", "so_ky_hieu.dau", reworded(number, r"-(?=[A-ZĐ]+$)", "–")),
    _b("number with a year", "so_ky_hieu.nam", reworded(number, r"/", "/2026/")),
    _b("notation of another type", "so_ky_hieu.viet_tat|so_ky_hieu.cong_van", lambda d, r: (title(d), reworded(number, r"/[A-ZĐa-z]+-", "/QĐi-")(d, r))[0]),
    _b("notation of a công văn", "so_ky_hieu.cong_van", lambda d, r: (reference(d), reworded(number, r"/", "/CV-")(d, r))[0]),
    _b("date without zero", "dia_danh_ngay.so_0", reworded(day, r"ngày \d+", "ngày 7")),
    _b("January without zero", "dia_danh_ngay.so_0", reworded(day, r"tháng \d+", "tháng 1")),
    _b("date in figures", "dia_danh_ngay.day_du", reworded(day, "ngày.*", "ngày 05/3/2026")),
    _b("date without its comma", "dia_danh_ngay.dau_phay", reworded(day, ", ngày", " ngày")),
    _b("no such day", "dia_danh_ngay.co_that", reworded(day, r"ngày \d+ tháng \d+", "ngày 31 tháng 4")),
    _b("short year", "dia_danh_ngay.day_du", reworded(day, r"năm \d+", "năm 26")),
    _b("place in small letters", "dia_danh_ngay.viet_hoa", lambda d, _: rewrite(day(d), "^.", text_of(day(d)).strip()[0].lower())),
    _b("receivers without colon", "noi_nhan.hai_cham", reworded(opener, ":", "")),
    _b("receivers centred", "noi_nhan.can_le", aligned(opener, "center")),
    _b("receiver without dash", "danh_sach_noi_nhan.gach_dau", reworded(first(receivers, 0), "^- ?", "")),
    _b("receiver with a plus", "danh_sach_noi_nhan.gach_dau", reworded(first(receivers, 0), "^-", "+")),
    _b("receiver with a comma", "danh_sach_noi_nhan.dau_cuoi", reworded(first(receivers, 0), ";$", ",")),
    _b("last receiver without a point", "danh_sach_noi_nhan.dau_cuoi", reworded(first(receivers, -1), r"\.$", "")),
    _b("kept copy without VT", "danh_sach_noi_nhan.luu", reworded(first(receivers, -1), "VT, ?", "")),
    _b("kept copy without colon", "danh_sach_noi_nhan.luu", reworded(first(receivers, -1), "Lưu:", "Lưu")),
    _b("receiver moved in", "danh_sach_noi_nhan.can_le", shaped(first(receivers, 0), left_indent=Cm(1))),
    _b("basis with a comma", "can_cu.dau_cuoi", reworded(basis, ";$", ",")),
    _b("basis without an end", "can_cu.dau_cuoi", reworded(basis, ";$", "")),
    _b("basis moved", "can_cu.can_le", shaped(basis, first_line_indent=Cm(0))),
    _b("Về việc", "trich_yeu_cong_van.v_v", reworded(reference, "V/v", "Về việc")),
    _b("VV", "trich_yeu_cong_van.v_v", reworded(reference, "V/v", "V/V")),
    _b("reference close", "trich_yeu_cong_van.cach_dong", shaped(reference, space_before=Pt(0))),
    _b("addressee without colon", "kinh_gui.hai_cham", reworded(addressee, ":", "")),
    _b("addressee bold", "kinh_gui.dam", font_of(addressee, bold=True)),
    _b("addressee italic", "kinh_gui.nghieng", font_of(addressee, italic=True)),
    _b("addressee small", "kinh_gui.co_chu", font_of(addressee, size=Pt(12))),
    _b("columns swapped", "quoc_hieu.vi_tri", swapped_columns, f"{RULE} thu_tu dia_danh_ngay.cung_dong noi_nhan.ngang_hang"),
    _b("title above head", "thu_tu", lambda d, _: title(d)._p.addprevious(subject(d)._p), "trich_yeu.duong_ke trich_yeu.do_dai_ke"),
    _b("story small", "noi_dung.co_chu", of_story(story_font(size=Pt(12)))),
    _b("story large", "noi_dung.co_chu", of_story(story_font(size=Pt(14.5)))),
    _b("two words small", "noi_dung.co_chu", of_story(story_word(size=Pt(11)))),
    _b("two words in Arial", "phong_chu", of_story(story_word(name="Arial"))),
    _b("two words in Tahoma", "phong_chu", of_story(story_word(name="Tahoma"))),
    _b("story italic", "noi_dung.nghieng", of_story(story_font(italic=True))),
    _b("story underlined", "gach_chan", of_story(story_font(underline=True))),
    _b("story left", "noi_dung.can_le", of_story(story_align("left"))),
    _b("story start", "noi_dung.can_le", of_story(story_align("start"))),
    _b("story right", "noi_dung.can_le", of_story(story_align("right"))),
    _b("story without indent", "noi_dung.lui_dau_dong", of_story(story_shape(first_line_indent=Cm(0), left_indent=Cm(0)))),
    _b("story far in", "noi_dung.lui_dau_dong", of_story(story_shape(first_line_indent=Cm(1.9), left_indent=Cm(0)))),
    _b("story hanging", "noi_dung.lui_dau_dong", of_story(story_shape(first_line_indent=Cm(-0.6), left_indent=Cm(0.6)))),
    _b("story narrow", "noi_dung.lui_ca_doan", of_story(story_shape(right_indent=Cm(1.5)))),
    _b("story without gap", "noi_dung.khoang_doan", of_story(closed_up)),
    _b("story wide lines", "noi_dung.gian_dong", of_story(story_shape(line_spacing=1.8))),
    _b("story tight lines", "noi_dung.gian_dong", of_story(story_shape(line_spacing=0.85))),
    _b("story exact lines", "noi_dung.gian_dong", of_story(story_shape(line_spacing=Pt(30)))),
    _b("loose marks", "unicode.to_hop", of_story(loosened)),
    _b("article cited low", "viet_hoa.dieu", lambda d, r: rewrite(story(d, r), r"\.?$", " theo khoản 3 điều 7 của Quy chế.")),
    _b("slip", "chinh_ta", lambda d, r: rewrite(story(d, r), r"\.?$", ", bổ xung khi cần.")),
    _b("left margin", "trang.le_trai", section(left_margin=Mm(25))),
    _b("left margin wide", "trang.le_trai", section(left_margin=Mm(40)), RULE),
    _b("right margin", "trang.le_phai", section(right_margin=Mm(25)), RULE),
    _b("top margin", "trang.le_tren", section(top_margin=Mm(30))),
    _b("bottom margin", "trang.le_duoi", section(bottom_margin=Mm(12.7))),
    _b("gutter", "trang.le_trai", section(gutter=Mm(10)), RULE),
    _b("Letter paper", "trang.kho_giay", section(page_width=Mm(215.9), page_height=Mm(279.4))),
    _b("Legal paper", "trang.kho_giay", section(page_width=Mm(216), page_height=Mm(356))),
    _b("page number at the right", "so_trang.can_le", aligned(header_number, "right")),
    _b("page number small", "so_trang.co_chu", font_of(header_number, size=Pt(10))),
    _b("page number italic", "so_trang.nghieng", font_of(header_number, italic=True)),
    _b("page number in Roman", "so_trang.chu_so", numbered_from("lowerRoman")),
    _b("page number from 3", "so_trang.bat_dau", numbered_from("3", "start")),
    _b("page number on page one", "so_trang.trang_dau", lambda d, _: (header_number(d), setattr(d.sections[0], "different_first_page_header_footer", False))[0]),
    _b("Roman level skipped", "bo_cuc.so_thu_tu", reworded(numbered_line(r"II\. "), "^II", "III")),
    _b("number skipped", "bo_cuc.so_thu_tu", reworded(numbered_line(r"2\. "), "^2", "4")),
    _b("number twice", "bo_cuc.so_thu_tu", reworded(numbered_line(r"2\. "), "^2", "1")),
    _b("point skipped", "bo_cuc.so_thu_tu", reworded(numbered_line(r"b\) "), "^b", "d")),
    _b("article skipped", "bo_cuc.so_thu_tu", reworded(numbered_line(r"Điều 2\."), "Điều 2", "Điều 5")),
    _b("point with a stop", "bo_cuc.dau", reworded(numbered_line(r"a\) "), r"^a\)", "a.")),
    _b("number with a bracket", "bo_cuc.dau", reworded(numbered_line(r"1\. "), r"^1\.", "1)")),
    _b("number with a slash", "bo_cuc.dau", reworded(numbered_line(r"1\. "), r"^1\.", "1/")),
    _b("article with a colon", "bo_cuc.dau", reworded(numbered_line(r"Điều 1\. "), r"Điều 1\.", "Điều 1:")),
    _b("article plain", "bo_cuc.dam", font_of(numbered_line(r"Điều 1\. "), bold=False)),
    _b("level plain", "bo_cuc.dam", font_of(numbered_line(r"I\. "), bold=False)),
    _b("level italic", "bo_cuc.nghieng", font_of(numbered_line(r"I\. "), italic=True)),
    _b("level in small letters", "bo_cuc.chu_hoa", lambda d, _: rewrite(numbered_line(r"I\. ")(d), r"^I\. .+", "I. " + text_of(numbered_line(r"I\. ")(d))[3:].capitalize())),
]  # fmt: skip
