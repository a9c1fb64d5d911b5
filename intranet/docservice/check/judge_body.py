"""The body: legal bases, look and setting of every paragraph, levels and their numbers (Phụ lục I, phần I, II.6)."""

import itertools
import re
from collections import Counter

from intranet.docservice.check import patterns as known
from intranet.docservice.check.judge_head import judge_ends
from intranet.docservice.check.judge_order import is_basis_in_the_body
from intranet.docservice.check.judging import CHOSEN, Judging, points
from intranet.docservice.check.letter import BodyLine
from intranet.docservice.check.lines import Line, Paragraph
from intranet.docservice.check.repairs import Repair, set_align, set_first_tab, set_indent, set_size, set_spacing
from intranet.docservice.check.report import Weight
from intranet.docservice.nd30 import FIRST_LINE_INDENTS, LINE_SPACING, MIN_PARAGRAPH_GAP

CM = 72 / 2.54
TITLES = {"phan", "chuong", "muc", "tieu_muc"}
PLAIN = {"doan", "dieu", "khoan", "tieu_khoan", "diem", "gach", "cong", "muc_I"}
SET_APART = {"bang", "hop", "noi_dien"}
LONG = 120
NAMES_A_PARTY = re.compile(r"^BÊN [A-C1-3]\b")
INDENT_SLACK = 0.08  # cm


def judge_body(judging: Judging) -> None:
    """Every paragraph of the body, then the legal bases."""
    letter = judging.letter
    chosen = judging.profile.sizes.get("noi_dung")
    size = chosen or _main_size(letter.body, judging.profile.components["noi_dung"].size)
    titles = _titles_below(letter.body)
    for one in letter.body:
        if one.kind not in SET_APART:
            _judge_look(judging, one, size, titles)
            _judge_setting(judging, one, titles)
    for line in letter.lines("can_cu"):
        _judge_paragraph(judging, line, "can_cu.can_le", "can_cu.can_le")
        _judge_lines(judging, line.paragraph, "can_cu")
    if bases := letter.lines("can_cu"):
        judge_ends(judging, "can_cu.dau_cuoi", bases)
    _judge_gaps(judging)


def _main_size(body: list[BodyLine], allowed: tuple[int, int]) -> float:
    """The size of most of the body, of those allowed."""
    sizes = Counter[float]()
    for one in body:
        if one.kind not in SET_APART and allowed[0] <= one.line.size <= allowed[1]:
            sizes[one.line.size] += len(one.line.text)
    return sizes.most_common(1)[0][0] if sizes else 14.0


def _titles_below(body: list[BodyLine]) -> set[int]:
    """The lines that are titles: those just below "Phần I", "Chương I", "Mục 1", and centred capitals."""
    found = set()
    for one, other in itertools.pairwise(body):
        alone = len(one.line.text.split()) <= 3
        if one.kind in TITLES and alone and other.kind == "giua":
            found.add(id(other.line))
        if id(one.line) in found and other.kind == "giua" and other.line.is_upper:
            found.add(id(other.line))
    return found


def _judge_look(judging: Judging, one: BodyLine, main: float, titles: set[int]) -> None:
    line, allowed = one.line, judging.profile.components["noi_dung"].size
    if not line.inked:
        return
    judging.sizes("noi_dung.co_chu", [line], allowed, component="noi_dung")
    chosen = judging.profile.sizes.get("noi_dung")
    if not chosen and allowed[0] <= line.size <= allowed[1] and line.size != main and line.inked:
        mend = set_size(line.inked, main)
        judging.say(
            "noi_dung.co_chu_deu",
            line,
            f"cỡ {points(line.size)}",
            f"cỡ {points(main)} như phần lớn nội dung",
            mend,
            component="noi_dung",
        )
    if one.kind in TITLES or id(line) in titles or one.kind == "muc_I":
        _judge_title(judging, one, is_title=id(line) in titles)
    elif one.kind == "dieu":
        _judge_article(judging, one)
    elif known.ENACTING.match(line.folded) or one.kind == "giua":
        return
    else:
        _judge_plain(judging, one)


def _judge_title(judging: Judging, one: BodyLine, is_title: bool) -> None:
    line = one.line
    if one.kind == "muc_I" and not (line.share("bold") > 0.3 or line.is_upper or len(line.text) < 80):
        return
    judging.style("bo_cuc.dam", line, "bold", True, ("đậm", "không đậm"), component="noi_dung")
    judging.style("bo_cuc.nghieng", line, "italic", False, ("nghiêng", "đứng"), component="noi_dung")
    if is_title or (one.kind == "muc_I" and _has_words(one)):
        judging.upper("bo_cuc.chu_hoa", line, True, component="noi_dung")


def _has_words(one: BodyLine) -> bool:
    return len(one.line.text) > len(one.number) + 2


def _judge_article(judging: Judging, one: BodyLine) -> None:
    """ "Điều 1." and the title of the article are bold; a sentence after them on the same line is not a title."""
    line = one.line
    number = list(line.inked[:2])
    if number and not number[0].ink.bold:
        judging.say("bo_cuc.dam", line, "không đậm", "“Điều …” và tiêu đề đậm", component="noi_dung")
    if number and number[0].ink.italic:
        judging.say("bo_cuc.nghieng", line, "nghiêng", "đứng", component="noi_dung")


def _judge_plain(judging: Judging, one: BodyLine) -> None:
    line = one.line
    in_brackets = line.text.startswith("(") and line.text.rstrip(".").endswith(")")
    if line.share("italic") > 0.9 and not in_brackets and line.inked and not is_basis_in_the_body(one):
        judging.say("noi_dung.nghieng", line, "cả đoạn nghiêng", "đứng", component="noi_dung")
    is_sentence = line.text.endswith((".", ";")) and len(line.text) > 45
    titled = one.kind in {"khoan", "tieu_khoan", "diem", "doan"} and len(line.text) < LONG and not is_sentence
    long = 40 if is_sentence else 60 if one.kind in {"gach", "cong"} else LONG
    if line.share("bold") > 0.9 and not titled and len(line.text) >= long:
        judging.say("noi_dung.dam", line, "cả đoạn đậm", "không đậm", component="noi_dung")
    if line.share("underline") > 0.9:
        judging.say("gach_chan", line, "gạch chân cả đoạn", "không gạch chân", component="noi_dung")
    if line.is_upper and len(line.text) > 40 and not NAMES_A_PARTY.match(line.text):
        judging.say("noi_dung.chu_hoa", line, "cả đoạn in hoa", "in thường", component="noi_dung")


def _judge_setting(judging: Judging, one: BodyLine, titles: set[int]) -> None:
    line = one.line
    alone = len(line.text.split()) <= 3
    if (one.kind in TITLES and alone) or id(line) in titles:
        judging.centred("bo_cuc.can_giua", line, component="noi_dung")
    elif one.kind == "giua":
        _judge_centred_story(judging, line)
    elif one.kind in PLAIN and not (one.kind == "muc_I" and line.align == "center"):
        _judge_paragraph(judging, line, "noi_dung.can_le", "noi_dung.lui_dau_dong")
    _judge_lines(judging, line.paragraph, "noi_dung")


def _judge_centred_story(judging: Judging, line: Line) -> None:
    """A sentence in the middle is body set wrongly; a short phrase there may be meant."""
    is_story = (line.text.endswith((".", ";", ",")) and not known.is_blank(line.text)) or len(line.text) > LONG
    if (
        is_story
        and not line.text.startswith("(")
        and line.share("bold") < 0.5
        and sum(c.isalpha() for c in line.text) > 20
    ):
        judging.say(
            "noi_dung.can_le",
            line,
            "canh giữa",
            "canh đều hai lề",
            set_align(line.paragraph, "both"),
            component="noi_dung",
        )


def _judge_paragraph(judging: Judging, line: Line, align_code: str, indent_code: str) -> None:
    """Both edges straight, the first line 1 or 1.27 cm in."""
    if not line.first or line.paragraph.box or line.side:
        return
    component = align_code.partition(".")[0]
    paragraph, shape = line.paragraph, line.paragraph.shape
    if shape.align != "both":
        room = max(20.0, paragraph.width - shape.left - shape.right)
        long = line.width + shape.first > room * 1.02
        words = {"left": "sát trái", "right": "sát phải", "center": "canh giữa"}.get(shape.align, shape.align)
        weight: Weight | None = None if long or shape.align != "left" else "note"
        found = words if long or shape.align != "left" else f"{words} (thấy được khi dài hơn một dòng)"
        if not line.is_of_a_form:
            judging.say(align_code, line, found, "canh đều hai lề", set_align(paragraph, "both"), weight, component)
    if shape.align in {"both", "left"}:
        start = first_line_start(judging, line) / CM
        if line.is_of_a_form:
            return
        chosen = judging.profile.indent
        found = f"lùi {start:.2f} cm".replace(".", ",")
        if chosen and any(abs(start - one) <= INDENT_SLACK for one in FIRST_LINE_INDENTS) and abs(start - chosen) > 0.1:
            expected = f"lùi {points(chosen)} cm, {CHOSEN}"
            judging.say(indent_code, line, found, expected, _indented(judging, line), "should", component)
        elif not any(abs(start - one) <= INDENT_SLACK for one in FIRST_LINE_INDENTS):
            judging.say(
                indent_code, line, found, "lùi 1 cm hoặc 1,27 cm", _indented(judging, line), component=component
            )
        elif (shape.left > 3 and shape.first > 0) or shape.right > 3:
            judging.say(
                "noi_dung.lui_ca_doan",
                line,
                "cả đoạn lùi vào",
                "đủ hai lề",
                set_indent(paragraph, start * CM, left=0, right=0),
                component=component,
            )


def _indented(judging: Judging, line: Line) -> Repair | None:
    """The first line moved to where the others begin; None where spaces or a list of Word stand before the words."""
    text = "".join(piece.text for piece in line.pieces)
    wanted = _usual_start(judging)
    if text.startswith("\t") and text[1:2].strip() and not line.paragraph.label:
        return set_first_tab(line.paragraph, wanted)
    if text[:1] in {"\t", " ", "\u00a0"} or line.paragraph.label:
        return None
    return set_indent(line.paragraph, wanted, left=0)


def _usual_start(judging: Judging) -> float:
    """The indent the office chose, else the one most paragraphs of the letter have, else 1.27 cm; in points."""
    if judging.profile.indent:
        return judging.profile.indent * CM
    starts = Counter(round(first_line_start(judging, one.line)) for one in judging.letter.body if one.kind == "doan")
    allowed = (
        start
        for start, _ in starts.most_common()
        if any(abs(start / CM - one) < INDENT_SLACK for one in FIRST_LINE_INDENTS)
    )
    return next(allowed, FIRST_LINE_INDENTS[1] * CM)


def first_line_start(judging: Judging, line: Line) -> float:
    """Where the first word stands, in points from the left margin: indent, tabs and spaces together."""
    shape = line.paragraph.shape
    start = shape.left + shape.first
    text = "".join(piece.text for piece in line.pieces)
    for sign in text:
        if sign == "\t":
            start = _next_stop(judging, line.paragraph, start)
        elif sign in " \u00a0":
            start += (line.size or 14) * 0.25
        else:
            break
    return start


def _next_stop(judging: Judging, paragraph: Paragraph, start: float) -> float:
    for position, kind in paragraph.shape.tabs:
        if position > start + 0.5 and kind != "clear":
            return position
    if paragraph.shape.first < 0 and start < paragraph.shape.left - 0.5:
        return paragraph.shape.left
    step = judging.letter.reading.default_tab or 36.0
    return (start // step + 1) * step


def _judge_lines(judging: Judging, paragraph: Paragraph, component: str) -> None:
    shape = paragraph.shape
    size = max((line.size for line in paragraph.lines), default=14) or 14
    if shape.line_rule == "auto":
        lines = shape.line
    elif shape.line_rule == "exact":
        lines = shape.line / (size * 1.15)
    else:
        lines = max(1.0, shape.line / (size * 1.15))
    low, high = LINE_SPACING
    if not low - 0.03 <= lines <= high + 0.03:
        mend = set_spacing(paragraph, line=low if lines < low else high)
        weight: Weight | None = "should" if shape.line_rule != "auto" and lines < low else None
        judging.say(
            "noi_dung.gian_dong",
            paragraph,
            f"{points(round(lines, 2))} dòng",
            "từ 1 đến 1,5 dòng",
            mend,
            weight,
            component,
        )


def _judge_gaps(judging: Judging) -> None:
    """At least 6 pt between paragraphs of the body that follow each other."""
    letter = judging.letter
    lines = [*letter.lines("can_cu"), *(one.line for one in letter.body if one.kind not in SET_APART)]
    kinds = {id(one.line): one.kind for one in letter.body}
    for above, below in itertools.pairwise(lines):
        one, other = above.paragraph, below.paragraph
        if (
            other.number != one.number + 1
            or one.cell
            or other.cell
            or {kinds.get(id(above)), kinds.get(id(below))} & (TITLES | {"giua"})
        ):
            continue
        if above.is_of_a_form or below.is_of_a_form:
            continue
        gap = one.shape.after + other.shape.before
        if one.style == other.style and (one.shape.tight_with_same_style or other.shape.tight_with_same_style):
            gap = (0 if one.shape.tight_with_same_style else one.shape.after) + (
                0 if other.shape.tight_with_same_style else other.shape.before
            )
        if gap < MIN_PARAGRAPH_GAP - 0.5:
            mend = set_spacing(other, before=MIN_PARAGRAPH_GAP)
            component = "can_cu" if below in letter.lines("can_cu") else "noi_dung"
            judging.say(
                "noi_dung.khoang_doan", below, f"cách {points(gap)} pt", "ít nhất 6 pt", mend, component=component
            )
