"""What was probably meant: the nearest of the known names, whatever became of accents, spaces and letters."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from intranet.docservice.vietnamese import fold

LIKE_ENOUGH = 72
MOST_SHOWN = 8
# What clerks write for the seven filters, folded.
FILTER_WORDS = {
    "hoa": "upper", "in_hoa": "upper", "inhoa": "upper", "viet_hoa": "upper", "uppercase": "upper", "hoa_het": "upper",
    "thuong": "lower", "in_thuong": "lower", "lowercase": "lower", "title": "capitalize", "hoa_dau": "capitalize",
    "so_luong": "length", "dem": "length", "count": "length", "dai": "length", "noi": "join", "dau": "first",
    "cuoi": "last", "noi_dung": "than_bai", "body": "than_bai", "ke": "duong_ke",
}  # fmt: skip
COMMAND_WORDS = {
    "foreach": "for", "lap": "for", "voi": "for", "neu": "if", "khac": "else", "elseif": "elif", "elsif": "elif",
    "else if": "elif", "end for": "endfor", "end if": "endif", "end": "endfor", "next": "endfor", "fi": "endif",
    "ket": "endif", "het": "endif", "nguoc": "else",
}  # fmt: skip
WORDS_INSIDE = {"và": "and", "hoặc": "or", "không": "not", "hay": "or", "trong": "in", "của": "in", "of": "in"}


# What Jinja says of an expression it cannot read, and the same for a clerk; what is in brackets stands in its words.
TROUBLES = (
    (re.compile(r"unexpected char '(.)'"), "có dấu lạ “{}”"),
    (re.compile(r"expected token '.*', got '(.*)'"), "thừa hoặc sai chỗ “{}”"),
    (re.compile(r"unexpected '(.)'"), "thừa hoặc thiếu dấu “{}”"),
)


def trouble_words(english: str) -> str:
    """What is wrong with an expression, from Jinja's own sentence."""
    for pattern, words in TROUBLES:
        found = pattern.search(english)
        if found and found[1].isprintable() and " of " not in found[1]:
            return words.format(found[1][:40])
    return "thiếu hoặc thừa dấu"


def key_of(words: str) -> str:
    """Words as a name is written: "Trích yếu" → "trich_yeu"."""
    return re.sub(r"[^a-z0-9.]+", "_", fold(words)).strip("_")


def nearest(name: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """The known name that was probably meant, or ""; `labels` are words of the form by the name they stand for."""
    names = sorted(known)
    key = key_of(name)
    by_label = {key_of(label): one for one, label in (labels or {}).items() if one in names}
    if key in names:
        return key
    if key in by_label:
        return by_label[key]
    if found := process.extractOne(key, names, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH) if key else None:
        return str(found[0])
    # A clerk leaves out or adds a word: "so_tien_bang_chu", "tieu_de".
    starts = [one for one in names if one.startswith(key) or key.startswith(one + "_")] if len(key) >= 4 else []
    return max(starts, key=len, default="")


def guess_words(guess: str, known: Iterable[str], right: str = "") -> str:
    """How to mend a wrong name: the guess as a question, or what there is to choose from."""
    if guess:
        return f"Ý bạn là {guess}?" + (f" Sửa thành {right}" if right else "")
    names = sorted(known)
    if not names:
        return "Biểu mẫu chưa có mục nào như vậy; hãy khai báo thêm."
    more = ", …" if len(names) > MOST_SHOWN else ""
    return f"Chọn một trong: {', '.join(names[:MOST_SHOWN])}{more}; hoặc thêm mục ấy vào biểu mẫu."
