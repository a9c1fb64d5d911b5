"""Words of office life that tesseract reads with a wrong mark (ế for ể), set right where no other is meant."""

import re

from intranet.docservice.vietnamese import fold

_PAIRS = (
    "an toàn", "bảo hiểm", "biểu mẫu", "bổ nhiệm", "bổ sung", "chỉ thị", "chuyển đổi", "chuyển giao", "cổ phần",
    "cổ tức", "đổi mới", "giải thể", "hiểm họa", "hợp tác", "hỗ trợ", "kiểm kê", "kiểm soát", "kiểm tra",
    "kiểm toán", "phát triển", "phổ biến", "quản lý", "sửa đổi", "tập thể", "thể chế", "thể thao", "thể thức",
    "tiêu biểu", "tổ chức", "tổ hợp", "tổng cục", "tổng hợp", "tổng kết", "tổng thể", "triển khai", "trình diễn",
    "tuyển dụng", "tuyển sinh", "tiểu học", "tuyên truyền", "đại biểu", "điển hình", "cụ thể", "đoàn thể",
    "thành phố", "nông nghiệp", "công nghiệp", "phụ nữ",
)  # fmt: skip
_BY_FOLDED = {fold(pair): pair.split() for pair in _PAIRS}
_TWO_WORDS = re.compile(r"(?=\b([^\W\d_]+)( )([^\W\d_]+)\b)")


def set_right(text: str) -> str:
    """The text with such pairs of words as they are written; capitals stay where they were."""
    letters = list(text)
    for found in _TWO_WORDS.finditer(text):
        meant = _BY_FOLDED.get(fold(found[1] + " " + found[3]))
        for word, place in zip(meant or (), (1, 3), strict=False):
            if len(word) == len(found[place]):
                letters[found.start(place) : found.end(place)] = _in_case_of(found[place], word)
    return "".join(letters)


def _in_case_of(read: str, meant: str) -> list[str]:
    return [new.upper() if old.isupper() else new for old, new in zip(read, meant, strict=True)]
