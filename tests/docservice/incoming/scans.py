"""Pictures of the made letters as they reach an office: clean, skewed, speckled, stamped, photographed at an angle."""

import io
import math
import random
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from intranet.docservice.fonts import letter_font
from tests.docservice.incoming.made_letters import LETTERS, MadeLetter

DOTS = 200
WIDTH, HEIGHT = 1654, 2339
LEFT, RIGHT = 500, 1110  # the middles of the two columns of the head
BODY = (
    "Thực hiện chương trình công tác của thành phố, cơ quan chúng tôi đề nghị quý đơn vị quan tâm, phối hợp triển khai "
    "một số nội dung dưới đây và gửi kết quả bằng văn bản trước ngày cuối cùng của tháng sau.",
    "1. Tổng hợp số liệu của các hợp tác xã, tổ hợp tác trong phạm vi theo dõi; nêu rõ khó khăn và kiến nghị.",
    "2. Cử một cán bộ làm đầu mối, gửi họ tên và số điện thoại để tiện liên hệ trong quá trình thực hiện.",
    "Rất mong nhận được sự phối hợp của quý đơn vị./.",
)


@cache
def _font(size: float, style: str = "") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(letter_font(style)), round(size * DOTS / 72))


class _Sheet:
    """A white A4 page and where the next line of each column goes."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.pen = ImageDraw.Draw(self.image)

    def centred(self, middle: int, top: int, words: str, size: float, style: str = "") -> int:
        """Lines in the middle of a column; gives where the next one goes."""
        for line in words.split("\n"):
            font = _font(size, style)
            self.pen.text((middle - self.pen.textlength(line, font) / 2, top), line, "black", font)
            top += round(size * 1.32 * DOTS / 72)
        return top

    def wrapped(self, left: int, top: int, width: int, words: str, size: float, style: str = "") -> int:
        for line in _lines(self.pen, words, _font(size, style), width):
            self.pen.text((left, top), line, "black", _font(size, style))
            top += round(size * 1.4 * DOTS / 72)
        return top

    def centred_wrapped(self, middle: int, top: int, width: int, words: str, size: float, style: str = "") -> int:
        return self.centred(middle, top, "\n".join(_lines(self.pen, words, _font(size, style), width)), size, style)


def _lines(pen: ImageDraw.ImageDraw, words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def sheet_of(letter: MadeLetter) -> Image.Image:
    """The letter as it is printed (NĐ 30/2020, PL III, mẫu 1.4 and 1.5)."""
    sheet = _Sheet()
    top = sheet.centred(LEFT, 170, letter.parent.upper(), 12) if letter.parent else 170
    top = sheet.centred(LEFT, top, letter.agency.upper(), 12.5, "Bold")
    sheet.pen.line((LEFT - 90, top + 8, LEFT + 90, top + 8), "black", 2)
    top = sheet.centred(LEFT, top + 24, f"Số: {letter.code}", 13)
    if letter.is_plain:
        top = sheet.centred_wrapped(LEFT, top + 16, 560, f"V/v {letter.subject}", 12)
    right = sheet.centred(RIGHT, 170, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5, "Bold")
    right = sheet.centred(RIGHT, right, "Độc lập - Tự do - Hạnh phúc", 13.5, "Bold")
    sheet.pen.line((RIGHT - 265, right + 6, RIGHT + 265, right + 6), "black", 2)
    day = f"{letter.place}, ngày {letter.day.day:02d} tháng {_month(letter.day.month)} năm {letter.day.year}"
    right = sheet.centred(RIGHT, right + 26, day, 13.5, "Italic")
    if letter.mark:
        _box(sheet, letter.mark, top + 20)
        top += 110
    top = max(top, right) + 50
    if not letter.is_plain:
        top = sheet.centred(WIDTH // 2 + 40, top, letter.type_name.upper(), 14, "Bold")
        top = sheet.centred_wrapped(WIDTH // 2 + 40, top, 1000, letter.subject, 14, "Bold")
        sheet.pen.line((WIDTH // 2 - 100, top + 8, WIDTH // 2 + 180, top + 8), "black", 2)
    if letter.is_plain or letter.type_name in ("Tờ trình", "Báo cáo"):
        top = sheet.centred(WIDTH // 2 + 40, top + 40, f"Kính gửi: {letter.addressee}", 14)
    top += 50
    for words in BODY:
        top = sheet.wrapped(250, top, 1240, words, 14) + 14
    sheet.centred(1180, top + 40, "GIÁM ĐỐC\n\n\n\nNguyễn Văn Mẫu", 14, "Bold")
    return sheet.image


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def _box(sheet: _Sheet, words: str, top: int) -> None:
    font = _font(13.5, "Bold")
    wide = sheet.pen.textlength(words, font) / 2 + 24
    sheet.pen.rectangle((LEFT - wide, top, LEFT + wide, top + 62), outline=(200, 0, 0), width=3)
    sheet.pen.text((LEFT - wide + 24, top + 8), words, (200, 0, 0), font)


def clean(page: Image.Image, chance: random.Random) -> Image.Image:
    return page


def skewed(page: Image.Image, chance: random.Random) -> Image.Image:
    """Put askew on the glass."""
    angle = chance.choice((-1, 1)) * chance.uniform(0.8, 2.6)
    return page.convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=250)


def speckled(page: Image.Image, chance: random.Random) -> Image.Image:
    """An old copier: specks, grey ground, a little blur."""
    grey = page.convert("L").filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.effect_noise(page.size, chance.uniform(26, 40))
    grey = ImageChops.add(grey, noise, scale=1, offset=-128)
    pen = ImageDraw.Draw(grey)
    for _ in range(900):
        x, y, size = chance.randrange(WIDTH), chance.randrange(HEIGHT), chance.choice((1, 1, 2, 3))
        pen.ellipse((x, y, x + size, y + size), fill=chance.choice((40, 90, 250)))
    return grey


def stamped(page: Image.Image, chance: random.Random) -> Image.Image:
    """A red seal over the signature, a stamp ĐẾN beside the head, a line of handwriting."""
    page = page.copy()
    pen = ImageDraw.Draw(page)
    x, y = chance.randrange(930, 1010), chance.randrange(1330, 1500)
    for radius in (150, 140, 62):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(205, 30, 40), width=4)
    left, top = chance.randrange(60, 110), chance.randrange(760, 900)
    pen.rectangle((left, top, left + 394, top + 276), outline=(190, 20, 30), width=4)
    for n, words in enumerate(("VĂN PHÒNG", "ĐẾN  Số: 217", "Ngày: 14/03", "Chuyển: LĐ")):
        pen.text((left + 40, top + 18 + n * 60), words, (190, 20, 30), _font(12))
    points = [(900 + n * 9, 640 + 22 * math.sin(n * chance.uniform(0.5, 0.7))) for n in range(40)]
    pen.line(points, fill=(30, 40, 160), width=4)
    return page


def photographed(page: Image.Image, chance: random.Random) -> Image.Image:
    """Taken by hand with a phone: on a desk, from a side, in uneven light."""
    page = page.convert("RGB")
    desk = Image.new("RGB", (WIDTH + 300, HEIGHT + 300), (96, 80, 62))
    desk.paste(page, (150, 150))
    pull = [chance.uniform(-70, 70) for _ in range(8)]
    wide, high = desk.size
    # Where the corners of the picture come from: upper left, lower left, lower right, upper right.
    corners = (
        70 + pull[0], 70 + pull[1], 70 + pull[2], high - 70 + pull[3],
        wide - 70 + pull[4], high - 70 + pull[5], wide - 70 + pull[6], 70 + pull[7],
    )  # fmt: skip
    taken = desk.transform(
        desk.size, Image.Transform.PERSPECTIVE, _perspective(desk.size, corners), Image.Resampling.BICUBIC
    )
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(desk.size)
    light = light.point(lambda level: 165 + level * 90 // 255)
    return ImageChops.multiply(taken, Image.merge("RGB", (light, light, light)))


def _perspective(size: tuple[int, int], quad: tuple[float, ...]) -> list[float]:
    """The eight numbers that take the corners of the picture to those of the quad (a projective map)."""
    wide, high = size
    source = [(0, 0), (0, high), (wide, high), (wide, 0)]
    rows, right = [], []
    for (x, y), (u, v) in zip(source, zip(quad[::2], quad[1::2], strict=True), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return _solved(rows, right)


def _solved(rows: list[list[float]], right: list[float]) -> list[float]:
    matrix = [[*row, value] for row, value in zip(rows, right, strict=True)]
    size = len(matrix)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(matrix[row][column]))
        matrix[column], matrix[best] = matrix[best], matrix[column]
        for row in range(size):
            if row != column:
                share = matrix[row][column] / matrix[column][column]
                matrix[row] = [a - share * b for a, b in zip(matrix[row], matrix[column], strict=True)]
    return [matrix[n][size] / matrix[n][n] for n in range(size)]


MANNERS: dict[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    "clean": clean,
    "skewed": skewed,
    "speckled": speckled,
    "stamped": stamped,
    "photographed": photographed,
}


def manner_of(place: int) -> str:
    """Every fifth letter comes in the same manner."""
    return list(MANNERS)[place % len(MANNERS)]


def scan_of(place: int) -> bytes:
    """The JPEG of letter number `place`, counted from 0, always the same."""
    picture = MANNERS[manner_of(place)](sheet_of(LETTERS[place]), random.Random(place))
    result = io.BytesIO()
    picture.save(result, "JPEG", quality=78, dpi=(DOTS, DOTS))
    return result.getvalue()
