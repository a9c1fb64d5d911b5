"""Capitals and wording (Phụ lục II): what can be told for certain, what is only likely, and slips of the pen."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from intranet.docservice.check.judging import Judging
from intranet.docservice.check.lines import Line

_MARKED = "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isalpha() and letter.islower())
SMALL, CAPITAL = "a-z" + _MARKED, "A-Z" + "".join(letter for letter in _MARKED.upper() if letter.isupper())
# Names and posts of which only the first letter, or the first of each part, is a capital (PL II, IV.1a, V.3).
NAMES = (
    "Chính phủ", "Quốc hội", "Thủ tướng", "Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Phó Chủ tịch", "Giám đốc",
    "Phó Giám đốc", "Trưởng phòng", "Phó Trưởng phòng", "Trưởng ban", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Văn phòng",
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban", "Hội đồng", "Nghị định", "Nghị quyết", "Quyết định", "Kế hoạch", "Thông tư",
    "Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Sở Xây dựng", "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo",
    "Sở Nông nghiệp và Môi trường", "Bộ Tài chính", "Bộ Nội vụ", "Bộ Tư pháp", "Hợp tác xã", "Liên minh Hợp tác xã",
)  # fmt: skip
SLIPS = {
    "bổ xung": "bổ sung", "sử lý": "xử lý", "sát nhập": "sáp nhập", "xác nhập": "sáp nhập", "xem sét": "xem xét",
    "thăm quan": "tham quan", "xuất sắt": "xuất sắc", "đề suất": "đề xuất", "chuẩn đoán": "chẩn đoán", "cọ sát": "cọ xát",
    "tựu chung": "tựu trung", "vô hình chung": "vô hình trung", "sơ xuất": "sơ suất", "chia sẽ": "chia sẻ",
    "kiểm xoát": "kiểm soát", "suất xứ": "xuất xứ", "đường xá": "đường sá", "năng xuất": "năng suất", "công xuất": "công suất",
    "lãi xuất": "lãi suất", "hiệu xuất": "hiệu suất", "xúc tích": "súc tích", "sáng lạng": "xán lạn", "sắp sếp": "sắp xếp",
    "xử dụng": "sử dụng", "sữa chữa": "sửa chữa", "sữa đổi": "sửa đổi", "hổ trợ": "hỗ trợ", "kỹ luật": "kỷ luật",
    "lảnh đạo": "lãnh đạo", "tập chung": "tập trung", "đãm bảo": "đảm bảo", "bảo đãm": "bảo đảm", "triễn khai": "triển khai",
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """One rule of wording: what is looked for, and what should stand there instead."""

    code: str
    # One of these stands in every text the pattern finds: they are looked for first, because it is quick.
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    expected: Callable[["re.Match[str]"], str]


def _first_small(found: "re.Match[str]") -> str:
    return found["word"][0].lower() + found["word"][1:]


def _first_capital(found: "re.Match[str]") -> str:
    return found["word"][0].upper() + found["word"][1:]


WORDINGS = (
    Wording("viet_hoa.khoan_diem", ("Khoản", "Điểm"), re.compile(r"(?<=[\wà-ỹ,;] )(?P<word>Khoản|Điểm) (\d+|[a-zđ]) (?=(khoản|Khoản|Điều|điều)\b)"), _first_small),
    Wording("viet_hoa.dieu", (" điều ",), re.compile(r"\b(?:khoản \d+|điểm [a-zđ](?: khoản \d+)?) (?P<word>điều) \d+"), _first_capital),
    Wording(
        "viet_hoa.dieu",
        ("điều ", "chương ", "mục "),
        re.compile(r"\b(?P<word>điều|chương|mục) (\d+|[IVX]+)(?=,? (của )?(Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Quy chế|Quy định)\b)"),
        _first_capital,
    ),
    Wording(
        "viet_hoa.nha_nuoc",
        ("nhà nước", "nhân dân"),
        re.compile(r"\b(?:Đảng,|Đảng và) (?P<word>nhà nước)\b|\b(?:toàn thể|các tầng lớp|Nhà nước và|cán bộ và|phục vụ) (?P<other>nhân dân)\b"),
        lambda found: "Nhà nước" if found["word"] else "Nhân dân",
    ),
    Wording("viet_hoa.thu", (" thứ ",), re.compile(r"\b(?:sáng|chiều|tối|ngày) thứ (?P<word>hai|ba|tư|năm|sáu|bảy)\b"), _first_capital),
    Wording(
        "viet_hoa.hanh_chinh",
        (" Tỉnh ", " Thành phố ", " Huyện ", " Quận ", " Thị xã ", " Xã ", " Phường ", " Thị trấn "),
        re.compile(rf"(?<=[{SMALL}] )(?P<word>Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn)(?= (?!Hồ Chí Minh)[{CAPITAL}][{SMALL}])"),
        _first_small,
    ),
)  # fmt: skip
# "TP.", "v.v.", "Tr." end no sentence; a stop after figures or a single letter numbers something.
NEW_SENTENCE = re.compile(rf"\. (?P<word>(?<=[{SMALL}]{{3}}\. )[{SMALL}]{{2,}})")
BEGINS_SMALL = re.compile(rf"^(?:Điều \d+\. |\d+\. )?(?P<word>[{SMALL}]+)")
WORD = re.compile(r"\w+")
SENTENCES_BEGIN = {"doan", "khoan", "dieu"}


def judge_words(judging: Judging) -> None:
    """Every line of the letter; sentences only in its body."""
    lines = [(line, component) for line, component in judging.letter.told if line.text]
    # Most slips stand nowhere in a letter: what has a word the letter does not have is not looked for.
    whole = "\n".join(line.text for line, _ in lines)
    there = set(WORD.findall(whole))
    lowered_there = {word.lower() for word in there}
    slips = SLIPS | {wrong.lower(): right for wrong, right in judging.profile.slips}
    slips = {wrong: right for wrong, right in slips.items() if lowered_there.issuperset(WORD.findall(wrong))}
    titled = {shown: right for shown, right in TITLED.items() if there.issuperset(shown.split())}
    own = [name for name in judging.profile.names if lowered_there.issuperset(WORD.findall(name.lower()))]
    wordings = [one for one in WORDINGS if any(hint in whole for hint in one.hints)]
    for line, component in lines:
        for wording in wordings:
            for found in wording.pattern.finditer(line.text) if any(map(line.text.__contains__, wording.hints)) else ():
                word = found["word"] or found.groupdict().get("other") or ""
                judging.say(wording.code, line, word, wording.expected(found), component=component)
        lowered = line.text.lower() if slips or own else ""
        for wrong, right in slips.items():
            if wrong in lowered and (slip := _whole_word(wrong, lowered)):
                judging.say("chinh_ta", line, line.text[slip.start() : slip.end()], right, component=component)
        says_nothing = component == "ho_ten" or not (titled or own)
        for shown, right in () if says_nothing else _names_miswritten(line, lowered, titled, own):
            judging.say("viet_hoa.ten", line, shown, right, component=component)
    for one in judging.letter.body:
        if one.kind in SENTENCES_BEGIN and one.line.first:
            _judge_sentences(judging, one.line)


def _judge_sentences(judging: Judging, line: Line) -> None:
    for pattern in (BEGINS_SMALL, NEW_SENTENCE):
        if found := pattern.search(line.text):
            judging.say("viet_hoa.dau_cau", line, found["word"], _first_capital(found), component="noi_dung")


def _whole_word(words: str, text: str) -> "re.Match[str] | None":
    return re.search(rf"\b{re.escape(words)}\b", text)


# As those write them who begin each syllable with a capital.
TITLED = {name.title(): name for name in NAMES if name.title() != name}


def _names_miswritten(
    line: Line, lowered: str, titled: Mapping[str, str], own: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Capitals too many in a common name; any other capitals in one of the office's own. Lines in capitals say nothing."""
    if line.is_upper:
        return
    found = [(shown, right) for shown, right in titled.items() if shown in line.text]
    # "Phó Chủ Tịch" holds "Chủ Tịch": the longest says it all.
    yield from (one for one in found if not any(one[0] in other and one[0] != other for other, _ in found))
    for right in own:
        if right.lower() in lowered and (place := _whole_word(right.lower(), lowered)):
            shown = line.text[place.start() : place.end()]
            if shown not in {right, right[0].upper() + right[1:]} and not shown.isupper():
                yield shown, right
