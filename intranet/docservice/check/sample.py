"""A sample page with an office's choices: what stands where, in which size, as numbers a drawing can be made of."""

from dataclasses import dataclass

from intranet.docservice.check.profile import Profile
from intranet.docservice.check.widths import text_width, wrapped_widths

POINTS_PER_MM = 72 / 25.4
WIDTH, HEIGHT = 595.3, 841.9
STORY = (
    "Thực hiện Chương trình công tác năm, cơ quan ban hành Kế hoạch tập huấn nghiệp vụ cho cán bộ, công chức, "
    "viên chức các đơn vị trực thuộc; mỗi đơn vị cử người dự đủ các lớp và báo cáo kết quả."
)


@dataclass(frozen=True)
class Words:
    """A line of the sample: its words, place in points (the middle when `centred`), size and look."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    centred: bool = True


@dataclass(frozen=True)
class SamplePage:
    """The lines, the rules under them (x, y, length), the margins (left, top, right, bottom) in points."""

    lines: tuple[Words, ...]
    rules: tuple[tuple[float, float, float], ...]
    margins: tuple[float, float, float, float]
    width: float = WIDTH
    height: float = HEIGHT


def sample_page(profile: Profile) -> SamplePage:
    """The sample under these choices; what was not chosen stands at the largest size and the smallest margin."""

    def size(component: str) -> float:
        return profile.sizes.get(component) or profile.components[component].size[1]

    def margin(side: str) -> float:
        return (profile.margins.get(side) or getattr(profile.page, side)[0]) * POINTS_PER_MM

    left, top, right, bottom = (margin(side) for side in ("left", "top", "right", "bottom"))
    one, other = left + (WIDTH - left - right) * 0.19, left + (WIDTH - left - right) * 0.70
    middle, indent = left + (WIDTH - left - right) / 2, (profile.indent or 1.27) * 10 * POINTS_PER_MM
    lines = [
        Words("CƠ QUAN CHỦ QUẢN", one, top + 14, size("co_quan_chu_quan")),
        Words("CƠ QUAN BAN HÀNH", one, top + 30, size("co_quan_ban_hanh"), bold=True),
        Words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", other, top + 14, size("quoc_hieu"), bold=True),
        Words("Độc lập - Tự do - Hạnh phúc", other, top + 30, size("tieu_ngu"), bold=True),
        Words("Số: 15/KH-LMHTX", one, top + 58, size("so_ky_hieu")),
        Words("Hải Phòng, ngày 05 tháng 02 năm 2026", other, top + 58, size("dia_danh_ngay"), italic=True),
        Words("KẾ HOẠCH", middle, top + 92, size("ten_loai"), bold=True),
        Words("Tập huấn nghiệp vụ năm 2026", middle, top + 110, size("trich_yeu"), bold=True),
    ]
    rules = [_rule(lines[1], 0.42), _rule(lines[3], 1.0), _rule(lines[7], 0.42)]
    y = top + 144
    for _ in range(3):
        y = _story(lines, size("noi_dung"), left, WIDTH - right, indent, y)
    lines += [
        Words("Nơi nhận:", left, y + 28, 12, bold=True, italic=True, centred=False),
        Words("- Các đơn vị trực thuộc;", left, y + 44, 11, centred=False),
        Words("- Lưu: VT, VP.", left, y + 58, 11, centred=False),
        Words("CHỦ TỊCH", other, y + 28, size("quyen_han"), bold=True),
        Words("Họ và tên", other, y + 110, size("ho_ten"), bold=True),
    ]
    return SamplePage(tuple(lines), tuple(rules), (left, top, right, bottom))


def _rule(line: Words, share: float) -> tuple[float, float, float]:
    length = text_width(line.text, line.size, True) * share
    return round(line.x - length / 2, 1), line.y + 5, round(length, 1)


def _story(lines: list[Words], size: float, left: float, right: float, indent: float, y: float) -> float:
    """A paragraph from `y` down; gives where the next begins."""
    room, start = right - left, left + indent
    words: list[str] = []
    for word in STORY.split():
        if len(wrapped_widths(" ".join([*words, word]), size, False, room - (start - left))) > 1:
            lines.append(Words(" ".join(words), start, y, size, centred=False))
            words, start, y = [], left, y + size * 1.2
        words.append(word)
    lines.append(Words(" ".join(words), start, y, size, centred=False))
    return y + size * 1.2 + 6
