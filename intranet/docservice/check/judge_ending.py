"""The words of the end: Nơi nhận, the signer's authority and post, the signer's name; appendices after it."""

import re

from intranet.docservice.check import patterns as known
from intranet.docservice.check.judge_head import judge_ends
from intranet.docservice.check.judging import Judging
from intranet.docservice.check.lines import Line, words_of
from intranet.docservice.check.repairs import both, set_align, set_indent
from intranet.docservice.vietnamese import fold, from_roman

KEPT = re.compile(r"^-\s*Lưu\s*:\s*VT\b")
RIGHT_FORM = re.compile(r"^(TM|KT|TL|TUQ|Q)\.(?=\s)")
TITLES = re.compile(
    r"^(GS|PGS|TS|TSKH|Ths|ThS|BS|BSCK\w*|KS|CN|CK\w*|DS|LS|NSƯT|NSND|NGƯT|NGND|TTƯT|TTND|Giáo sư|Phó Giáo sư|Tiến sĩ|"
    r"Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Kỹ sư|Cử nhân|Luật sư|Nhà giáo|Thầy thuốc|Đại tá|Thượng tá|Trung tá|Thiếu tá|"
    r"Đại úy|Thiếu tướng|Trung tướng|Đại tướng)(\.\s*|\s+)"
)
MAY_HAVE_TITLES = re.compile(
    r"\b(truong|dai hoc|hoc vien|benh vien|vien|y te|giao duc|cong an|quan su|bo doi|"
    r"quan khu|bien phong|khoa hoc|trung tam y te)\b"
)
EDGE = 12.0
APPENDIX_NUMBER = re.compile(r"^phu luc\s+(?P<n>\S+)$")


def judge_ending(judging: Judging) -> None:
    """Nơi nhận, signature and appendices."""
    _judge_recipients(judging)
    _judge_authority(judging)
    _judge_name(judging)
    _judge_appendices(judging)


def _judge_recipients(judging: Judging) -> None:
    letter = judging.letter
    opener, listed = letter.lines("noi_nhan"), letter.lines("danh_sach_noi_nhan")
    for line in opener:
        if not line.text.rstrip().endswith(":"):
            judging.say("noi_nhan.hai_cham", line, line.text, "Nơi nhận:")
        _judge_edge(judging, "noi_nhan.can_le", line)
        _judge_level(judging, line)
    if opener and not listed:
        judging.say(
            "danh_sach_noi_nhan.thieu",
            opener[0],
            "không có dòng nào",
            "- …; - Lưu: VT, …",
            component="danh_sach_noi_nhan",
        )
    if not listed:
        return
    for line in listed:
        if not line.text.startswith("-"):
            judging.say("danh_sach_noi_nhan.gach_dau", line, line.text[:15], "gạch đầu dòng (-)")
        _judge_edge(judging, "danh_sach_noi_nhan.can_le", line)
    judge_ends(judging, "danh_sach_noi_nhan.dau_cuoi", listed)
    _judge_kept_copy(judging, listed[-1])


def _judge_kept_copy(judging: Judging, last: Line) -> None:
    if fold(last.text).lstrip("-– ").startswith("luu"):
        # Before the first dash only its absence is found; it has a finding of its own.
        text = last.text if last.text.startswith("-") else "- " + last.text.lstrip("–— ")
        if not KEPT.match(text):
            judging.say("danh_sach_noi_nhan.luu", last, last.text, "- Lưu: VT, đơn vị soạn thảo.")
    else:
        judging.say("danh_sach_noi_nhan.luu", last, last.text, "dòng cuối: - Lưu: VT, đơn vị soạn thảo.")


def _judge_edge(judging: Judging, code: str, line: Line) -> None:
    if line.side or line.paragraph.box:
        return
    shape = line.paragraph.shape
    label = 0.0 if not line.paragraph.label else shape.first
    if shape.align in {"center", "right"} and shape.align:
        slack = line.paragraph.width - line.width
        if slack > EDGE:
            mend = both(set_align(line.paragraph, "left"), set_indent(line.paragraph, 0, left=0))
            judging.say(code, line, "canh giữa" if shape.align == "center" else "sát phải", "sát lề trái", mend)
    elif line.first and shape.left + shape.first - min(0.0, label) > EDGE:
        mend = set_indent(line.paragraph, 0, left=0)
        judging.say(
            code, line, f"lùi {(shape.left + shape.first) / 28.35:.2f} cm".replace(".", ","), "sát lề trái", mend
        )


def _judge_level(judging: Judging, line: Line) -> None:
    authority = next(iter(judging.letter.lines("quyen_han")), None)
    if authority is None or authority.cell is None or line.cell is None or authority.cell.table != line.cell.table:
        return
    if authority.cell.left < line.cell.left - EDGE:
        judging.say("noi_nhan.can_le", line, "ở bên phải người ký", "sát lề trái, người ký ở bên phải")
    if authority.cell.row > line.cell.row or (authority.cell.row < line.cell.row and not _is_record(judging)):
        judging.say(
            "noi_nhan.ngang_hang", line, f"hàng {line.cell.row}, quyền hạn ở hàng {authority.cell.row}", "cùng hàng"
        )


def _is_record(judging: Judging) -> bool:
    return judging.letter.type is not None and judging.letter.type.id == "bien_ban"


def _judge_authority(judging: Judging) -> None:
    lines = judging.letter.lines("quyen_han")
    for number, line in enumerate(lines):
        if known.AUTHORITY.match(line.text) and not RIGHT_FORM.match(line.text):
            judging.say(
                "quyen_han.viet_tat", line, line.text.split(" ")[0], "TM., Q., KT., TL. hoặc TUQ., sau có dấu cách"
            )
            return
        below = lines[number + 1] if number + 1 < len(lines) else None
        _judge_capacity(judging, line, below)
    if lines and fold(lines[0].text).startswith("pho "):
        judging.say("quyen_han.cap_pho", lines[0], lines[0].text, "KT. rồi chức vụ cấp trưởng ở dòng trên")


def _judge_capacity(judging: Judging, line: Line, below: Line | None) -> None:
    found = RIGHT_FORM.match(line.text)
    if found is None:
        return
    capacity, named = found[1], fold(line.text[found.end() :]).strip()
    post = fold(below.text) if below else ""
    if capacity == "TM" and any(named == one or named.startswith(one + " ") for one in known.POST if one != "truong"):
        judging.say("quyen_han.tap_the", line, line.text, "TM. rồi tên tập thể lãnh đạo hoặc tên cơ quan")
    if capacity in {"KT", "TL", "TUQ", "TM"} and not post:
        judging.say("quyen_han.chuc_vu", line, line.text, "chức vụ của người ký ở dòng dưới")
    elif capacity == "KT" and not _is_deputy(post, named):
        judging.say(
            "quyen_han.cap_pho",
            below,
            below.text if below else "",
            f"chức vụ cấp phó của {line.text[found.end() :].strip()}",
        )


def _is_deputy(post: str, head: str) -> bool:
    return post.startswith(("pho ", "thu truong", "quyen ", "kt.", "pho")) or (
        head.startswith("bo truong") and "thu truong" in post
    )


def _judge_name(judging: Judging) -> None:
    agency = fold(words_of([*judging.letter.lines("co_quan_chu_quan"), *judging.letter.lines("co_quan_ban_hanh")]))
    for line in judging.letter.lines("ho_ten"):
        if found := TITLES.match(line.text):
            weight = "note" if MAY_HAVE_TITLES.search(agency) else None
            judging.say("ho_ten.hoc_ham", line, found[1], "chỉ họ và tên", weight=weight)  # type: ignore[arg-type]


def _judge_appendices(judging: Judging) -> None:
    letter = judging.letter
    heads = [n for n, line in enumerate(letter.after) if known.APPENDIX.match(line.folded) and line.cell is None]
    for n in heads:
        _judge_appendix(judging, letter.after[n], letter.after[n + 1 :])
    if letter.kind != "van_ban" or not heads:
        return
    body = fold(words_of(letter.lines("noi_dung")))
    if letter.body and not re.search(r"\bphu luc\b|\bkem theo\b|\bgui kem\b|\bdinh kem\b", body):
        judging.say(
            "phu_luc.chi_dan",
            letter.after[heads[0]],
            "nội dung không nhắc đến",
            "chỉ dẫn về Phụ lục trong văn bản",
            component="phu_luc",
        )
    if len(heads) > 1:
        for n in heads:
            found = APPENDIX_NUMBER.match(letter.after[n].folded)
            if found is None or from_roman(found["n"].upper()) is None:
                judging.say("phu_luc.so", letter.after[n], letter.after[n].text, "Phụ lục I, II, III …")


def _judge_appendix(judging: Judging, head: Line, below: list[Line]) -> None:
    judging.sizes("phu_luc.co_chu", [head], (14, 14))
    judging.style("phu_luc.dam", head, "bold", True, ("đậm", "không đậm"))
    judging.style("phu_luc.nghieng", head, "italic", False, ("nghiêng", "đứng"))
    judging.upper("phu_luc.chu_hoa", head, False)
    judging.centred("phu_luc.can_le", head)
    for line in [line for line in below if line.text][:5]:
        if line.cell is not None or known.APPENDIX.match(line.folded):
            return
        if known.ATTACHED.match(line.folded):
            judging.sizes("chi_dan_phu_luc.co_chu", [line], (13, 14))
            judging.style("chi_dan_phu_luc.nghieng", line, "italic", True, ("nghiêng", "đứng"))
            judging.centred("chi_dan_phu_luc.can_le", line)
            return
        if line.align != "center":
            return
        judging.upper("tieu_de_phu_luc.chu_hoa", line, True)
        judging.style("tieu_de_phu_luc.dam", line, "bold", True, ("đậm", "không đậm"))
