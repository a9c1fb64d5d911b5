"""The words of the head: Quốc hiệu, number and notation, place and date, subject of a công văn, Kính gửi."""

import re
from datetime import date

from intranet.docservice.check import patterns as known
from intranet.docservice.check.judging import Judging
from intranet.docservice.check.lines import Line
from intranet.docservice.check.repairs import set_spacing, set_text
from intranet.docservice.vietnamese import nfc

NATIONS = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
MOTTO = re.compile(r"Độc lập [-–] Tự do [-–] Hạnh phúc")
NUMBER = re.compile(r"^\s*S[ốô]\s*:?\s*(?P<number>\d+)(?P<letter>[a-zđ]?)(?=\s*/|\s*$)", re.IGNORECASE)
ZEROLESS = re.compile(r"(?<!\d)([1-9])(?!\d)")
DATE = re.compile(
    r"^(?P<place>.*?)(?P<comma>\s*,)?\s*ngày\s*(?P<day>[\d.…\s_]*?)\s*tháng\s*(?P<month>[\d.…\s_]*?)\s*năm\s*(?P<year>[\d.…\s_]*)\.?$",
    re.IGNORECASE,
)
YEAR_GROUP = re.compile(r"(^|[/-])(19|20)\d\d([/-]|$)")


def judge_head(judging: Judging) -> None:
    """The words of each component of the head."""
    _judge_nation(judging)
    _judge_number(judging)
    _judge_date(judging)
    _judge_subject(judging)
    _judge_addressees(judging)


def _judge_nation(judging: Judging) -> None:
    letter = judging.letter
    for line in letter.lines("quoc_hieu"):
        if line.text.upper() not in NATIONS:
            judging.say("quoc_hieu.chu", line, line.text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    for line in letter.lines("tieu_ngu"):
        shown = "".join(p.text.upper() if p.ink.capitals else p.text for p in line.pieces)
        shown = re.sub(r"\s+", " ", nfc(shown)).strip()
        if not MOTTO.fullmatch(shown) and not line.is_upper:
            judging.say("tieu_ngu.chu", line, line.text, "Độc lập - Tự do - Hạnh phúc")
        elif "–" in shown:
            # Word makes the long dash of itself; most readers see no difference.
            judging.say("tieu_ngu.chu", line, "gạch ngang (–)", "gạch nối (-)", weight="note")


def _judge_number(judging: Judging) -> None:
    for line in judging.letter.lines("so_ky_hieu"):
        parsed = known.NUMBER_LINE.match(line.text)
        if parsed is None:
            continue
        if parsed["word"] not in {"Số", "SỐ"}:
            judging.say("so_ky_hieu.chu_so", line, parsed["word"], "Số")
        if not parsed["colon"]:
            judging.say("so_ky_hieu.hai_cham", line, line.text, "Số: …")
        rest = parsed["rest"].strip()
        number, slash, notation = rest.partition("/")
        if not slash:
            if not known.is_blank(rest):
                judging.say("so_ky_hieu.dau", line, line.text, "số/ký hiệu, ví dụ 15/KH-UBND")
            continue
        _judge_digits(judging, line, number)
        _judge_notation(judging, line, number, notation)


def _judge_digits(judging: Judging, line: Line, number: str) -> None:
    digits = number.strip()
    if known.is_blank(digits):
        return
    if not re.fullmatch(r"[\d.…\s]+[a-zđ]?", digits):
        judging.say("so_ky_hieu.chu_so", line, digits, "chữ số Ả Rập")
    elif re.fullmatch(r"[1-9][a-zđ]?", digits):
        judging.say("so_ky_hieu.so_0", line, digits, f"0{digits}", set_text(line, ZEROLESS, lambda m: "0" + m[1]))


def _judge_notation(judging: Judging, line: Line, number: str, notation: str) -> None:
    letter = judging.letter
    shown = notation.strip()
    if (
        re.search(r"[^\s.…]\s+$", number)
        or re.search(r"^\s+[^\s.…]", notation)
        or re.search(r"\w\s+[-–]|[-–]\s+\w|\w\s+\w", shown)
    ):
        judging.say("so_ky_hieu.cach_chu", line, line.text, "không cách chữ quanh / và -")
    if YEAR_GROUP.search(shown):
        judging.say("so_ky_hieu.nam", line, shown, "số/ký hiệu, không ghi năm")
        return
    if known.is_blank(shown):
        return
    groups = [group.strip(" .…") for group in re.split(r"[-–/]", shown)]
    if re.search(r"[–_]|\w/\w", shown):
        judging.say("so_ky_hieu.dau", line, shown, "gạch nối (-) giữa các nhóm chữ")
    if letter.is_official or (letter.has("trich_yeu_cong_van") and not letter.has("ten_loai")):
        if groups[0].upper() in {"CV", "CÔNG VĂN"}:
            judging.say("so_ky_hieu.cong_van", line, shown, "chữ viết tắt tên cơ quan, rồi đơn vị soạn thảo")
        elif len(groups) < 2 and groups[0]:
            judging.say("so_ky_hieu.dau", line, shown, "tên cơ quan-đơn vị soạn thảo, ví dụ UBND-VX")
        return
    if letter.type and letter.type.abbreviation:
        wanted = letter.type.abbreviation
        if groups[0] and groups[0] != wanted and not (known.is_blank(groups[0])):
            judging.say("so_ky_hieu.viet_tat", line, groups[0], f"{wanted} ({letter.type.name})")
        elif len(groups) < 2:
            judging.say("so_ky_hieu.dau", line, shown, f"{wanted}-chữ viết tắt tên cơ quan")


def _judge_date(judging: Judging) -> None:
    for line in judging.letter.lines("dia_danh_ngay"):
        parsed = DATE.match(line.text)
        if parsed is None:
            judging.say("dia_danh_ngay.day_du", line, line.text, "…, ngày … tháng … năm …")
            continue
        if re.search(r"\b(Ngày|Tháng|Năm)\b", line.text):
            judging.say("dia_danh_ngay.chu_hoa", line, line.text, "ngày … tháng … năm … in thường")
        place = parsed["place"].strip()
        if not parsed["comma"] and not known.is_blank(place):
            judging.say("dia_danh_ngay.dau_phay", line, line.text, "dấu phẩy sau địa danh")
        if known.is_blank(place) and not place:
            judging.say("dia_danh_ngay.day_du", line, line.text, "có địa danh")
        elif place[:1].islower():
            judging.say("dia_danh_ngay.viet_hoa", line, place, "chữ cái đầu viết hoa")
        _judge_day(judging, line, parsed)
        _judge_same_row(judging, line)


def _judge_day(judging: Judging, line: Line, parsed: "re.Match[str]") -> None:
    day, month, year = (re.sub(known.BLANK, "", parsed[name]) for name in ("day", "month", "year"))
    short = [
        name
        for name, value, small in (("ngày", day, 9), ("tháng", month, 2))
        if len(value) == 1 and 0 < int(value) <= small
    ]
    if short:
        mend = set_text(line, re.compile(r"(ngày\s*)(\d{1,2})?(\s*tháng\s*)?(\d{1,2})?", re.IGNORECASE), _with_zeros)
        judging.say("dia_danh_ngay.so_0", line, f"ngày {day} tháng {month}", "ngày dưới 10, tháng 1, 2 thêm số 0", mend)
    if re.fullmatch(r"0[3-9]", month):
        judging.say("dia_danh_ngay.thang_thua_0", line, f"tháng {month}", f"tháng {month[1]}")
    if year and len(year) != 4 and not (len(year) == 2 and year == "20"):
        judging.say("dia_danh_ngay.day_du", line, f"năm {year}", "năm bốn chữ số")
    if day and month and len(year) == 4 and not _is_a_day(int(day), int(month), int(year)):
        judging.say("dia_danh_ngay.co_that", line, f"{day}/{month}/{year}", "một ngày có trên lịch")


def _with_zeros(found: "re.Match[str]") -> str:
    day, month = found[2] or "", found[4] or ""
    day = day.zfill(2) if day else day
    month = month.zfill(2) if month in {"1", "2"} else month
    return f"{found[1]}{day}{found[3] or ''}{month}"


def _is_a_day(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _judge_same_row(judging: Judging, line: Line) -> None:
    number = next(iter(judging.letter.lines("so_ky_hieu")), None)
    if number is None or number.cell is None or line.cell is None or number.cell.table != line.cell.table:
        return
    if number.cell.row != line.cell.row:
        judging.say(
            "dia_danh_ngay.cung_dong",
            line,
            f"hàng {line.cell.row} của bảng",
            f"hàng {number.cell.row}, cùng dòng với số",
        )


def _judge_subject(judging: Judging) -> None:
    lines = judging.letter.lines("trich_yeu_cong_van")
    if not lines:
        return
    first = lines[0]
    if not first.text.startswith("V/v"):
        judging.say("trich_yeu_cong_van.v_v", first, first.text[:12], "V/v")
    elif first.text.startswith("V/v:"):
        judging.say("trich_yeu_cong_van.v_v", first, "V/v:", "V/v, không có dấu hai chấm", weight="should")
    number = next(iter(judging.letter.lines("so_ky_hieu")), None)
    if number and first.paragraph.number == number.paragraph.number + 1:
        gap = max(number.paragraph.shape.after, first.paragraph.shape.before)
        if abs(gap - 6) > 1.5:
            mend = set_spacing(first.paragraph, before=6)
            judging.say("trich_yeu_cong_van.cach_dong", first, f"cách {gap:g} pt", "cách 6 pt", mend)


def _judge_addressees(judging: Judging) -> None:
    lines = judging.letter.lines("kinh_gui")
    if not lines:
        return
    opener = lines[0]
    _head, colon, rest = opener.text.partition(":")
    if not colon and not known.is_blank(opener.text[8:]):
        judging.say("kinh_gui.hai_cham", opener, opener.text, "Kính gửi: …")
    elif not colon:
        judging.say("kinh_gui.hai_cham", opener, opener.text, "Kính gửi:")
    listed = [line for line in lines[1:] if line.text]
    if not listed:
        if rest.count(";") and len(re.split(r";\s*\S", rest)) > 1:
            judging.say("kinh_gui.gach_dau", opener, rest.strip(), "mỗi nơi một dòng, đầu dòng có gạch (-)")
        return
    if len(listed) == 1 and not rest.strip():
        judging.say("kinh_gui.mot_dong", listed[0], "xuống dòng", "cùng dòng với “Kính gửi:”")
        return
    for line in listed:
        if not line.text.startswith("-") and not (line is listed[0] and line.paragraph is opener.paragraph):
            judging.say("kinh_gui.gach_dau", line, line.text[:20], "gạch đầu dòng (-)")
    _judge_ends(judging, "kinh_gui.dau_cuoi", listed)


def _judge_ends(judging: Judging, code: str, lines: list[Line]) -> None:
    for line in lines:
        wanted = "." if line is lines[-1] else ";"
        if _end(line) != wanted:
            judging.say(code, line, f"kết thúc bằng “{line.text[-1:]}”", f"kết thúc bằng “{wanted}”")


def _end(line: Line) -> str:
    """The last sign, "…" and the like read as what stands after them."""
    return line.text.rstrip()[-1:]


judge_ends = _judge_ends
