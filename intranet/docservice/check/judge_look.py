"""How each component is printed: size, bold, italic, capitals, place in the middle (Phụ lục I, phần I, mục II và V)."""

from intranet.docservice.check.judging import Judging, points
from intranet.docservice.check.legacy import encoding_of
from intranet.docservice.check.letter import RuleLine
from intranet.docservice.check.lines import Line, Paragraph, Piece
from intranet.docservice.check.looks import BLACK
from intranet.docservice.check.repairs import (
    Repair,
    add_rule,
    both,
    set_black,
    set_font,
    set_rule_length,
    set_size,
    set_spacing,
    set_unicode,
)
from intranet.docservice.check.report import Weight
from intranet.docservice.check.rules import CENTRED, OF_A_LINE
from intranet.docservice.check.widths import wrapped_widths

# Sizes that go up and down together (mục V, chú thích 1).
TOGETHER = ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")
ROWS: tuple[tuple[float, float, float], ...] = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))
# A rule's length is known from the file, the words' width only nearly.
MOTTO_SHARE = (0.88, 1.12)
# Underlined words are read as their rule.
RULED = {"tieu_ngu", "co_quan_ban_hanh", "trich_yeu"}
AGENCY_SHARE = (0.30, 0.55)
AIMED_SHARE = 0.42


def judge_look(judging: Judging) -> None:
    """The look of every component that was found, the rules below three of them, fonts and colours everywhere."""
    _judge_components(judging)
    _judge_rules(judging)
    _judge_fonts(judging)
    _judge_consistency(judging)
    _judge_single_spacing(judging)


def _judge_components(judging: Judging) -> None:
    letter = judging.letter
    for rule in OF_A_LINE:
        own = judging.profile.components.get(rule.id, rule)
        lines = [line for line in letter.lines(rule.id) if not line.is_rule]
        judging.sizes(f"{rule.id}.co_chu", lines, own.size, wished=_wished(judging, rule.id))
        for line in lines:
            judging.style(f"{rule.id}.dam", line, "bold", own.bold, ("đậm", "không đậm"))
            judging.style(f"{rule.id}.nghieng", line, "italic", own.italic, ("nghiêng", "đứng"))
            judging.upper(f"{rule.id}.chu_hoa", line, own.capitals)
            if rule.id not in RULED and line.share("underline") > 0.5:
                judging.say("gach_chan", line, "gạch chân", "không gạch chân", component=rule.id)
            if rule.id in CENTRED:
                judging.centred(f"{rule.id}.can_le", line)


def _judge_rules(judging: Judging) -> None:
    letter = judging.letter
    wanted = [("tieu_ngu", MOTTO_SHARE), ("co_quan_ban_hanh", AGENCY_SHARE)]
    if not letter.is_official and letter.has("trich_yeu") and letter.kind != "kem_theo":
        wanted.append(("trich_yeu", AGENCY_SHARE))
    for component, share in wanted:
        lines = letter.lines(component)
        if lines:
            _judge_rule(judging, component, lines, letter.rules.get(component, []), share)


def _judge_rule(
    judging: Judging, component: str, lines: list[Line], rules: list[RuleLine], share: tuple[float, float]
) -> None:
    last = lines[-1]
    is_motto = component == "tieu_ngu"
    measures = _measures(lines)
    width = measures[-1] if measures[-1] > 110 else max(measures)
    aimed = width * (1.0 if is_motto else AIMED_SHARE)
    expected = "dài bằng dòng chữ" if is_motto else "dài 1/3 đến 1/2 dòng chữ"
    if not rules:
        mend = None if last.side or last.paragraph.box else add_rule(last.paragraph, aimed)
        # Mẫu 1.9 prints none.
        weight: Weight | None = "should" if judging.letter.type_id == "bien_ban" else None
        judging.say(f"{component}.duong_ke", last, "không có đường kẻ", f"đường kẻ nét liền, {expected}", mend, weight)
        return
    rule = rules[0]
    if not rule.solid:
        judging.say("duong_ke.net", last, "nét đứt", "nét liền", component=component)
    if rule.length is None or not width:
        judging.letter.not_seen.append(f"Không đo được độ dài đường kẻ dưới “{last.text}”.")
        return
    if not any(share[0] <= rule.length / measure <= share[1] for measure in measures):
        mend = (
            set_rule_length(rule.paragraph, aimed)
            if rule.paragraph and rule.made_of == "viền đoạn" and rule.paragraph.is_blank
            else None
        )
        found = f"dài bằng {rule.length / width:.0%} dòng chữ"
        judging.say(f"{component}.do_dai_ke", last, found, expected, mend)


def _measures(lines: list[Line]) -> list[float]:
    """The widths of the lines as they break on the page: in a name of several lines any may be the rule's measure."""
    result = []
    for line in lines:
        shape = line.paragraph.shape
        room = max(20.0, line.paragraph.width - shape.left - shape.right)
        text = line.text.upper() if line.is_upper else line.text
        result += wrapped_widths(text, line.size, line.share("bold") > 0.5, room) if line.width > room else [line.width]
    return [width for width in result if width] or [1.0]


def _judge_fonts(judging: Judging) -> None:
    """Font and colour of every word of the letter, headers apart."""
    wanted = judging.profile.page.font
    for line, component in judging.letter.told:
        wrong: dict[str, list[Piece]] = {}
        coloured: dict[str, list[Piece]] = {}
        for piece in line.signed:
            if (font := _other_font(piece, wanted)) is not None:
                wrong.setdefault(font, []).append(piece)
            if piece.ink.color.upper() not in BLACK and piece.ink.color not in BLACK:
                coloured.setdefault(piece.ink.color, []).append(piece)
        for font, pieces in wrong.items():
            if encoding_of(font):
                judging.say(
                    "phong_chu.ma_cu", line, font, f"{wanted}, Unicode", set_unicode(pieces), component=component
                )
            else:
                judging.say("phong_chu", line, font, wanted, set_font(pieces), component=component)
        # Stamps of urgency and secrecy are red (PL I, phần I, II.10).
        for color, pieces in coloured.items() if component != "dau_chi" else ():
            judging.say("mau_chu", line, f"màu {color}", "màu đen", set_black(pieces), component=component)


def _other_font(piece: Piece, wanted: str) -> str | None:
    """The font the reader sees instead of the wanted one; plain and accented letters may have different ones."""
    plain, accented = piece.ink.fonts
    if encoding_of(plain):
        return plain  # its letters may be no letters of Unicode: "¶" shows "ả"
    if plain != wanted and any(letter.isascii() and letter.isalnum() for letter in piece.raw or piece.text):
        return plain
    if accented != wanted and any(not letter.isascii() for letter in piece.raw or piece.text if letter.isalpha()):
        return accented
    return None


def _sizes_together(judging: Judging, without: str = "") -> dict[str, float]:
    """The sizes the three components should have: those of the pair of rows that more of them have already."""
    there = {
        name: judging.letter.lines(name)[0].size for name in TOGETHER if judging.letter.has(name) and name != without
    }

    def agreeing(row: tuple[float, float, float]) -> int:
        return sum(there.get(name) == size for name, size in zip(TOGETHER, row, strict=True))

    scored = [(agreeing(row), row) for row in ROWS]
    return dict(zip(TOGETHER, max(scored, key=lambda one: one[0])[1], strict=True))


def _wished(judging: Judging, component: str) -> float | None:
    return _sizes_together(judging, component)[component] if component in TOGETHER else None


def _judge_consistency(judging: Judging) -> None:
    """Sizes go up and down together: 13/14/14 or 12/13/13."""
    letter = judging.letter
    first = {name: letter.lines(name)[0] for name in TOGETHER if letter.has(name)}
    if len(first) < 2 or letter.kind != "van_ban" or judging.profile.sizes.get("quoc_hieu"):
        return
    allowed = {name: judging.profile.components[name].size for name in first}
    if any(not allowed[name][0] <= line.size <= allowed[name][1] for name, line in first.items()):
        return
    rows = [dict(zip(TOGETHER, row, strict=True)) for row in ROWS]
    if any(all(line.size == row[name] for name, line in first.items()) for row in rows):
        return
    wanted = _sizes_together(judging)
    mends = [set_size(line.signed, wanted[name]) for name, line in first.items() if line.size != wanted[name]]
    found = ", ".join(points(line.size) for line in first.values())
    where = next(iter(first.values()))
    judging.say("co_chu.dong_bo", where, found, "13, 14, 14 hoặc 12, 13, 13", both(*mends), component=next(iter(first)))


def _judge_single_spacing(judging: Judging) -> None:
    letter = judging.letter
    _one_after_another(judging, "quoc_hieu.cach_dong", letter.lines("quoc_hieu"), letter.lines("tieu_ngu"))
    _one_after_another(judging, "co_quan.cach_dong", letter.lines("co_quan_chu_quan"), letter.lines("co_quan_ban_hanh"))


def _one_after_another(judging: Judging, code: str, above: list[Line], below: list[Line]) -> None:
    if not above or not below or above[-1].paragraph is below[0].paragraph:
        return
    one, other = above[-1].paragraph, below[0].paragraph
    if other.number != one.number + 1:
        return
    gap = max(one.shape.after, other.shape.before)
    line = other.shape.line if other.shape.line_rule == "auto" else other.shape.line / (below[0].size * 1.15 or 1)
    if other.shape.line_rule == "atLeast":
        line = max(1.0, line)
    if gap > 3.5 or line > 1.16:
        mend = _close(one, other)
        judging.say(
            code,
            below[0],
            f"cách {points(round(gap, 1))} pt, giãn {points(round(line, 2))} dòng",
            "dòng đơn",
            mend,
            component=code.partition(".")[0] if code.startswith("quoc_hieu") else "co_quan_ban_hanh",
        )


def _close(one: Paragraph, other: Paragraph) -> Repair:
    def repair() -> None:
        set_spacing(one, after=0, line=1.0)()
        set_spacing(other, before=0, line=1.0)()

    return repair
