"""Paper, margins and page numbers (Phụ lục I, phần I, mục I)."""

from intranet.docservice.check.judging import CHOSEN, Judging, points
from intranet.docservice.check.lines import Line, Paragraph
from intranet.docservice.check.opened import W
from intranet.docservice.check.page_numbers import has_page_field, number_moved_up, page_number_repair
from intranet.docservice.check.reading import MM, Reading, Section, read_part
from intranet.docservice.check.repairs import both, centre, set_margin, set_page, set_size
from intranet.docservice.check.report import Place

SIDE_WORDS = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
SIDES = {"top": "tren", "bottom": "duoi", "left": "trai", "right": "phai"}
SLACK = 0.6  # mm: writers round to twips, inches and hundredths
ARABIC = {"", "decimal", "numberInDash"}


def judge_page(judging: Judging) -> None:
    """Every section's paper and margins; the numbers of the first section's pages."""
    sections = judging.letter.reading.sections
    for number, section in enumerate(sections, 1):
        _judge_paper(judging, section, number)
        _judge_margins(judging, section, number)
    _judge_numbers(judging, sections)


def _place(number: int, total: int) -> Place:
    return Place("trang", words=f"phần {number}" if total > 1 else "")


def _judge_paper(judging: Judging, section: Section, number: int) -> None:
    page, total = judging.profile.page, len(judging.letter.reading.sections)
    width, height = section.width / MM, section.height / MM
    if section.landscape:
        width, height = height, width
        has_table = any(p.cell for p in judging.letter.reading.paragraphs if p.section == number - 1)
        if number == 1 and not _body_has_table(judging):
            judging.say("trang.huong", _place(number, total), "trang ngang", "trang dọc")
        elif not has_table:
            judging.say("trang.huong", _place(number, total), "trang ngang, không có bảng", "trang dọc", weight="note")
    if abs(width - page.width) > 1 or abs(height - page.height) > 1:
        a4 = (page.width * MM, page.height * MM)
        mend = set_page(section, *(reversed(a4) if section.landscape else a4)) if section.element is not None else None
        found = f"{width:.0f} × {height:.0f} mm"
        judging.say("trang.kho_giay", _place(number, total), found, f"A4, {page.width} × {page.height} mm", mend)


def _body_has_table(judging: Judging) -> bool:
    return any(one.kind == "bang" for one in judging.letter.body)


def _judge_margins(judging: Judging, section: Section, number: int) -> None:
    if section.landscape:
        # The decree gives the margins of an upright page; on a turned one nobody can say which side is which.
        return
    for side, word in SIDES.items():
        low, high = getattr(judging.profile.page, side)
        chosen = judging.profile.margins.get(side)
        gutter = section.margins["gutter"] / MM if side == "left" else 0
        # A negative top margin means "exactly": the header may not push the text down.
        value = abs(section.margins[side]) / MM + gutter
        place = _place(number, len(judging.letter.reading.sections))
        found = f"lề {SIDE_WORDS[side]} {value:.1f} mm".replace(".", ",")
        nearest = chosen or (low if value < low else high)
        mend = set_margin(section, side, nearest - gutter) if section.element is not None else None
        if not low - SLACK <= value <= high + SLACK:
            judging.say(f"trang.le_{word}", place, found, f"{low} đến {high} mm", mend)
        elif chosen and abs(value - chosen) > SLACK:
            judging.say(f"trang.le_{word}", place, found, f"{chosen:g} mm, {CHOSEN}", mend, "should")


def _judge_numbers(judging: Judging, sections: list[Section]) -> None:
    reading, section = judging.letter.reading, sections[0]
    headers = {kind: read_part(reading, part) for kind, part in section.headers.items()}
    footers = {kind: read_part(reading, part) for kind, part in section.footers.items()}
    numbered = [p for p in headers.get("default", []) if has_page_field(p)]
    below = [p for kind in ("default", "even") for p in footers.get(kind, []) if has_page_field(p)]
    mend = page_number_repair(reading, section)
    if below:
        judging.say(
            "so_trang.vi_tri",
            Place("so_trang"),
            "ở chân trang",
            "giữa lề trên",
            number_moved_up(reading, section),
        )
    else:
        _say_missing(judging, sections)
    for paragraph in numbered:
        _judge_number(judging, paragraph)
    first = headers.get("first", []) if section.title_page else headers.get("default", [])
    if any(has_page_field(p) for p in first) or (not section.title_page and below):
        judging.say(
            "so_trang.trang_dau", Place("so_trang"), "trang thứ nhất cũng có số", "không hiện số trang thứ nhất", mend
        )
    _judge_count(judging, section)


def _judge_count(judging: Judging, section: Section) -> None:
    numbers = None if section.element is None else section.element.find(W + "pgNumType")
    format_name = "" if numbers is None else numbers.get(W + "fmt", "")
    if format_name not in ARABIC:
        judging.say("so_trang.chu_so", Place("so_trang"), f"dạng {format_name}", "chữ số Ả Rập")
    if section.number_start not in {None, 1}:
        judging.say("so_trang.bat_dau", Place("so_trang"), f"bắt đầu từ {section.number_start}", "bắt đầu từ 1")


def _say_missing(judging: Judging, sections: list[Section]) -> None:
    """A section that runs over a page and numbers none of its pages; a short letter is left to a person."""
    reading = judging.letter.reading
    bare = [(n, section) for n, section in enumerate(sections) if not _has_number(reading, section)]
    lengths = {n: estimated_pages(reading, section, n) for n, section in bare}
    if long := [section for n, section in bare if lengths[n] > 1.15]:
        mends = [mend for section in long if (mend := page_number_repair(reading, section))]
        found, expected = "không có số trang", "số trang ở giữa lề trên, từ trang 2"
        judging.say("so_trang.thieu", Place("so_trang"), found, expected, both(*mends) if mends else None)
    elif len(sections) == 1 and lengths.get(0, 0.0) > 0.85:
        judging.letter.not_seen.append(
            "Văn bản dài khoảng một trang và không có số trang: nếu sang trang 2 thì phải đánh số."
        )


def _has_number(reading: Reading, section: Section) -> bool:
    parts = [*section.headers.values(), *section.footers.values()]
    return any(has_page_field(p) for part in parts for p in read_part(reading, part))


def _judge_number(judging: Judging, paragraph: Paragraph) -> None:
    line = next((line for line in paragraph.lines if line.inked), None)
    if line is None:
        return
    low, high = judging.profile.page.page_number_size
    place = Place("so_trang", words=line.text)
    wrong = [p for p in line.inked if not low <= p.ink.size <= high]
    chosen = judging.profile.sizes.get("so_trang")
    if not wrong and chosen and line.size != chosen:
        mend = set_size(line.inked, chosen)
        found, expected = f"cỡ {points(line.size)}", f"cỡ {points(chosen)}, {CHOSEN}"
        judging.say("so_trang.co_chu", place, found, expected, mend, "should")
    if wrong:
        mend = set_size(wrong, chosen or (low if wrong[0].ink.size < low else high))
        judging.say("so_trang.co_chu", place, f"cỡ {points(wrong[0].ink.size)}", f"cỡ {low} đến {high}", mend)
    if line.share("italic") > 0:
        judging.say("so_trang.nghieng", place, "nghiêng", "đứng")
    if not _is_in_the_middle(paragraph, line):
        judging.say("so_trang.can_le", place, "không ở giữa", "canh giữa", centre(paragraph))


def _is_in_the_middle(paragraph: Paragraph, line: Line) -> bool:
    text = "".join(p.text for p in line.pieces)
    if paragraph.shape.framed or paragraph.box:
        return True
    if text.startswith("\t") and not text.startswith("\t\t"):
        return any(kind == "center" for _, kind in paragraph.shape.tabs) and paragraph.shape.align != "right"
    return paragraph.shape.align == "center"


def estimated_pages(reading: Reading, section: Section, number: int = 0) -> float:
    """About how many pages the text of a section (from 0) fills, from sizes, gaps and widths."""
    own = [p for p in reading.paragraphs if p.section == number]
    if any(p.page_break or p.element.find(f".//{W}lastRenderedPageBreak") is not None for p in own):
        return 2.0
    height, rows = 0.0, dict[tuple[int, int], dict[int, float]]()
    for p in own:
        tall = _height(p)
        if p.cell:
            cells = rows.setdefault(p.cell.path[0][:2], {})
            cells[p.cell.path[0][2]] = cells.get(p.cell.path[0][2], 0.0) + tall
        else:
            height += tall
    height += sum(max(cells.values()) for cells in rows.values())
    room = section.height - abs(section.margins["top"]) - abs(section.margins["bottom"])
    return height / max(room, 100.0)


def _height(p: Paragraph) -> float:
    shape, tall = p.shape, shape_height(p)
    room = max(20.0, p.width - shape.left - shape.right)
    rows = sum(max(1, -(-(line.width + (shape.first if line.first else 0)) // room)) for line in p.lines)
    return rows * tall + max(shape.before, shape.after)


def shape_height(p: Paragraph) -> float:
    """The height of a line of this paragraph, in points."""
    size = max((piece.ink.size for line in p.lines for piece in line.pieces), default=0.0) or 12.0
    if p.shape.line_rule == "exact":
        return p.shape.line
    return max(p.shape.line, size * 1.15) if p.shape.line_rule == "atLeast" else size * 1.15 * p.shape.line
