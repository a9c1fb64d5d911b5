"""The name of an agency in capitals, as a head prints it → as a sentence writes it (NĐ 30/2020, PL II, IV)."""

from intranet.docservice.vietnamese import fold

# What opens a name or names a kind, a function or a field: its first letter is capital (PL II, IV.1).
_OPENERS = (
    "ủy ban", "uỷ ban", "hội đồng", "bộ", "sở", "cục", "tổng cục", "chi cục", "vụ", "ban", "phòng", "văn phòng",
    "viện", "trường", "trung tâm", "hội", "liên minh", "liên đoàn", "ngân hàng", "bảo hiểm xã hội", "bảo hiểm",
    "công an", "công ty", "tổng công ty", "tập đoàn", "quỹ", "thanh tra", "điện lực", "bưu điện", "kho bạc", "đảng ủy",
    "thành ủy", "tỉnh ủy", "huyện ủy", "mặt trận", "hợp tác xã", "tòa án", "viện kiểm sát", "đoàn", "chi nhánh", "báo",
    "đài", "bệnh viện", "học viện",
)  # fmt: skip
_OPENERS_BY_LETTERS = {fold(opener): opener for opener in reversed(_OPENERS)}
_FIELDS = (
    "nhà nước", "nhân dân", "tài chính", "nội vụ", "xây dựng", "y tế", "tư pháp", "du lịch", "nông nghiệp",
    "môi trường", "khoa học", "công nghệ", "giáo dục", "đào tạo", "kế hoạch", "đầu tư", "kinh tế", "thống kê",
    "thuế", "lao động", "phụ nữ", "nông dân", "dân tộc", "tôn giáo", "văn hóa", "thể thao", "ngoại vụ",
    "hợp tác xã", "quản lý", "hỗ trợ", "nghiên cứu", "đại học", "cao đẳng", "liên hiệp", "xã hội", "mặt trận",
    "tổ quốc", "cựu chiến binh", "thanh niên", "công", "thương", "hải quan", "giao thông", "vận tải", "thông tin",
    "truyền thông", "thành viên",
)  # fmt: skip
_PLACE_NAMES = (
    "việt nam", "hải phòng", "hà nội", "hải dương", "quảng ninh", "hưng yên", "thái bình", "nam định", "bắc ninh",
    "bắc giang", "thái nguyên", "phú thọ", "vĩnh phúc", "hòa bình", "lào cai", "yên bái", "tuyên quang", "cao bằng",
    "lạng sơn", "sơn la", "lai châu", "điện biên", "ninh bình", "hà nam", "thanh hóa", "nghệ an", "hà tĩnh", "huế",
    "quảng trị", "đà nẵng", "quảng ngãi", "gia lai", "đắk lắk", "lâm đồng", "khánh hòa", "đồng nai", "tây ninh",
    "hồ chí minh", "đồng tháp", "vĩnh long", "cần thơ", "an giang", "cà mau",
)  # fmt: skip
# After these comes a place, all of whose syllables are capital.
_PLACES = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã")
_SMALL = {"và", "của", "các", "khu", "vực", "phát", "triển", "khu vực"}


def in_a_sentence(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG" → "Ủy ban nhân dân thành phố Hải Phòng"; other names stay as they are."""
    if not name.isupper():
        return name
    words = _opener_set_right(name.lower().split())
    written: list[str] = []
    at, in_place = 0, False
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        if pair in _PLACES or (words[at] in _PLACES and pair not in _OPENERS and not pair.startswith("xã hội")):
            length = 2 if pair in _PLACES else 1
            written += words[at : at + length]
            at, in_place = at + length, True
            continue
        if pair in _PLACE_NAMES:
            written += [word.capitalize() for word in words[at : at + 2]]
            at, in_place = at + 2, True
            continue
        if set(words[at]) <= set("ivx"):  # khu vực III
            written.append(words[at].upper())
            at += 1
            continue
        opened = _opened(words, at, written)
        if opened:
            written += [words[at].capitalize(), *words[at + 1 : at + opened]]
            at, in_place = at + opened, False
            continue
        small = words[at] in _SMALL and not in_place
        written.append(words[at] if small or not (in_place or not written) else words[at].capitalize())
        at += 1
    return " ".join(written)


def _opener_set_right(words: list[str]) -> list[str]:
    """What a name begins with is one of few words: read with other marks ("phong", "sờ") it is still that one."""
    for length in (4, 3, 2, 1):
        part = " ".join(words[:length])
        if part in _OPENERS:
            return words
        if meant := _OPENERS_BY_LETTERS.get(fold(part)):
            return [*meant.split(), *words[length:]]
    return words


def _opened(words: list[str], at: int, written: list[str]) -> int:
    """How many words a kind or field beginning here has; "nhân dân" after "Ủy ban" stays small."""
    for length in (4, 3, 2, 1):
        part = " ".join(words[at : at + length])
        if part == "nhân dân" and written:
            return 0
        if len(words) >= at + length and (part in _OPENERS or part in _FIELDS):
            return length
    return 0
