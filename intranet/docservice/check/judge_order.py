"""What must be there, in which order, and how the levels of the body are numbered."""

import itertools
import re

from intranet.docservice.check import patterns as known
from intranet.docservice.check.judging import Judging
from intranet.docservice.check.letter import COMPONENT_NAMES, BodyLine
from intranet.docservice.check.lines import Line
from intranet.docservice.check.report import Place
from intranet.docservice.vietnamese import ALPHABET, from_roman

# Samples 1.8 and 1.10 have no subject, 1.9 no line of place and date; the electronic appendix no head at all.
# A thư công bears no number and names no receivers; of types without a sample nobody laid down what they must hold.
BARE = {"dia_danh_ngay", "trich_yeu", "noi_nhan", "quyen_han", "ho_ten"}
WITHOUT = {
    "giay_gioi_thieu": {"trich_yeu"},
    "giay_nghi_phep": {"trich_yeu"},
    "bien_ban": {"dia_danh_ngay"},
    "thu_cong": {"so_ky_hieu", "trich_yeu", "noi_nhan"},
    "hop_dong": BARE,
    "ban_ghi_nho": BARE,
    "ban_thoa_thuan": BARE,
}
COMMON = (
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_ban_hanh",
    "so_ky_hieu",
    "dia_danh_ngay",
    "noi_dung",
    "quyen_han",
    "ho_ten",
    "noi_nhan",
)
TITLED = ("ten_loai", "trich_yeu")
OFFICIAL = ("trich_yeu_cong_van", "kinh_gui")
ATTACHED = ("quoc_hieu", "tieu_ngu", "co_quan_ban_hanh", "ten_loai", "trich_yeu", "noi_dung")
ORDERS = (
    ("quoc_hieu", "tieu_ngu", "dia_danh_ngay"),
    ("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "trich_yeu_cong_van"),
    ("so_ky_hieu", "ten_loai", "trich_yeu", "can_cu", "noi_dung", "quyen_han", "ho_ten"),
    ("ten_loai", "kinh_gui", "noi_dung"),
    ("kinh_gui", "noi_dung", "noi_nhan", "danh_sach_noi_nhan"),
)
LEVELS = ("phan", "chuong", "muc", "tieu_muc", "dieu", "muc_I", "khoan", "tieu_khoan", "diem")
ROMAN = {"phan", "chuong", "muc_I"}
# The letters of points: those of the alphabet, as the decree's own articles use them.
POINTS = [letter for letter in ALPHABET if letter not in "ăâêôơưfjwz"]


def judge_order(judging: Judging) -> None:
    """Missing components, wrong order, numbers with holes."""
    _judge_missing(judging)
    _judge_order(judging)
    _judge_side(judging)
    if judging.letter.kind != "phu_luc":
        _judge_numbers(judging, judging.letter.body)


def _judge_missing(judging: Judging) -> None:
    letter = judging.letter
    if letter.kind == "phu_luc":
        return
    wanted = ATTACHED if letter.kind == "kem_theo" else (*COMMON, *(OFFICIAL if letter.is_official else TITLED))
    for component in wanted:
        if component in WITHOUT.get(letter.type_id, set()) or letter.has(component):
            continue
        if component == "noi_nhan" and letter.has("danh_sach_noi_nhan"):
            judging.say(
                "noi_nhan.thieu", letter.lines("danh_sach_noi_nhan")[0], "không có", "Nơi nhận:", component="noi_nhan"
            )
        else:
            judging.say(f"{component}.thieu", Place(component), "không có", COMPONENT_NAMES[component])


def _judge_order(judging: Judging) -> None:
    letter = judging.letter
    told: set[str] = set()
    for one in filter(is_basis_in_the_body, letter.body):
        told.add("can_cu")
        judging.say("thu_tu", one.line, "đứng trong phần nội dung", "Căn cứ đứng trước Nội dung", component="can_cu")
    for order in ORDERS:
        there = [name for name in order if letter.has(name)]
        for above, below in itertools.pairwise(there):
            if _comes_after(letter.lines(above), letter.lines(below)) and below not in told:
                told.add(below)
                line = letter.lines(below)[0]
                expected = f"{COMPONENT_NAMES[below]} đứng sau {COMPONENT_NAMES[above]}"
                judging.say("thu_tu", line, f"đứng trước {COMPONENT_NAMES[above]}", expected, component=below)


def is_basis_in_the_body(one: BodyLine) -> bool:
    """A legal basis, told by its italics, below the first words of the body."""
    return one.kind == "doan" and bool(known.REAL_BASIS.match(one.line.folded)) and one.line.share("italic") > 0.8


def _comes_after(above: list[Line], below: list[Line]) -> bool:
    """Does what should be above begin after what should be below? Columns of one row are not compared."""
    one, other = above[0], below[0]
    if one.paragraph is other.paragraph or (
        one.cell and other.cell and one.cell != other.cell and one.cell.table == other.cell.table
    ):
        return False
    return one.paragraph.number > other.paragraph.number


def _judge_side(judging: Judging) -> None:
    letter = judging.letter
    nation, agency = letter.lines("quoc_hieu") or letter.lines("tieu_ngu"), letter.lines("co_quan_ban_hanh")
    if not nation or not agency:
        return
    right, left = nation[0], agency[0]
    in_table = right.cell and left.cell and right.cell.table == left.cell.table
    swapped = in_table and right.cell and left.cell and right.cell.left < left.cell.left - 5
    if swapped or right.side == "left":
        judging.say("quoc_hieu.vi_tri", right, "bên trái", "phía trên, bên phải trang đầu", component="quoc_hieu")


def _judge_numbers(judging: Judging, body: list[BodyLine]) -> None:
    counts: dict[str, int] = {}
    for before, one in itertools.pairwise([None, *body]):
        assert one is not None
        is_title_below = before is not None and before.kind in {"phan", "chuong", "muc", "tieu_muc"}
        if one.kind == "giua" and one.line.is_upper and not is_title_below:
            counts = {level: count for level, count in counts.items() if level in {"phan", "chuong", "dieu"}}
        if one.kind not in LEVELS:
            continue
        _judge_mark(judging, one)
        number = _value(one, counts)
        if number is None:
            continue
        expected = counts.get(one.kind, 0) + 1
        rank = LEVELS.index(one.kind)
        if one.kind == "tieu_khoan":
            _judge_sub_number(judging, one, counts)
            continue
        if number != expected and not _may_restart(one, number, counts, body):
            judging.say("bo_cuc.so_thu_tu", one.line, one.number, _written(one.kind, expected), component="noi_dung")
        counts[one.kind] = number
        # Articles run through the whole letter, whatever part they stand in.
        counts = {level: count for level, count in counts.items() if LEVELS.index(level) <= rank or level == "dieu"}


def _may_restart(one: BodyLine, number: int, counts: dict[str, int], body: list[BodyLine]) -> bool:
    """A list begins again below an unnumbered title or an introducing line."""
    if number != 1 or one.kind not in counts:
        return False
    before = body[body.index(one) - 1]
    introduces = before.line.text.endswith(":") or before.line.share("bold") > 0.5
    return before.kind in {"doan", "giua", "gach", "cong", "bang", "tieu_khoan"} and introduces


def _judge_sub_number(judging: Judging, one: BodyLine, counts: dict[str, int]) -> None:
    numbers = [int(part) for part in one.number.split(".")]
    key = f"tieu_khoan:{'.'.join(map(str, numbers[:-1]))}"
    expected = counts.get(key, 0) + 1
    if numbers[-1] != expected:
        wanted = ".".join(map(str, [*numbers[:-1], expected]))
        judging.say("bo_cuc.so_thu_tu", one.line, one.number, wanted, component="noi_dung")
    counts[key] = numbers[-1]
    counts.pop("diem", None)


def _value(one: BodyLine, counts: dict[str, int]) -> int | None:
    if one.kind == "diem":
        return POINTS.index(one.number) + 1 if one.number in POINTS else None
    if one.number.isdigit():
        return int(one.number)
    return from_roman(one.number) if one.kind in LEVELS else None


def _written(kind: str, number: int) -> str:
    if kind == "diem":
        return POINTS[number - 1] if number <= len(POINTS) else str(number)
    if kind in ROMAN:
        return _roman(number)
    return str(number)


def _roman(number: int) -> str:
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    result = ""
    for value, sign in signs:
        while number >= value:
            result, number = result + sign, number - value
    return result


def _judge_mark(judging: Judging, one: BodyLine) -> None:
    wanted = {"dieu": ".", "khoan": ".", "diem": ")", "muc_I": "."}.get(one.kind)
    if wanted and one.mark != wanted and not re.search(r"[.…]{2,}", one.line.text[:14]):
        judging.say("bo_cuc.dau", one.line, one.line.text[:12], f"{one.number}{wanted}", component="noi_dung")
    if one.kind in {"phan", "chuong"} and one.number.isdigit():
        judging.say("bo_cuc.la_ma", one.line, one.number, "số La Mã", component="noi_dung")
    if one.kind in {"muc", "tieu_muc"} and not one.number.isdigit():
        judging.say("bo_cuc.la_ma", one.line, one.number, "số Ả Rập", component="noi_dung")
