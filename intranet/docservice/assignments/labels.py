"""Lines such as "Đơn vị chủ trì: …", "Thời gian hoàn thành: …": what they are about and what they say."""

import re
from dataclasses import dataclass

from intranet.docservice.assignments.folding import fold_in_place

_WHO = (
    r"(?:cac\s+)?(?:don vi|co quan|phong|bo phan|to chuc|ca nhan|phong,? ban|nguoi|ban nganh|"
    r"dia phuong|thanh vien|can bo|khoa|don vi,? ca nhan|co quan,? don vi|"
    r"don vi/ca nhan)(?:\s*[,/]\s*(?:don vi|ca nhan|phong|bo phan))?"
)
_KINDS = (
    ("lead", rf"(?:{_WHO}\s+)?(?:duoc giao\s+)?chu tri(?:\s+(?:thuc hien|tham muu|tham muu thuc hien|trien khai))?"),
    ("support", rf"(?:{_WHO}\s+)?phoi hop(?:\s+(?:thuc hien|trien khai))?"),
    (
        "do",
        rf"(?:{_WHO}\s+(?:thuc hien|phu trach|chiu trach nhiem(?: chinh)?|dau moi|trien khai|"
        rf"tham muu|to chuc)|phan cong(?:\s+(?:thuc hien|nhiem vu|phu trach))?|phu trach|"
        rf"dau moi thuc hien|giao)",
    ),
    (
        "time",
        r"(?:thoi gian|thoi han|tien do|thoi diem|han|ngay|moc thoi gian)(?:\s+(?:thuc hien|"
        r"hoan thanh|to chuc|trien khai|du kien|bao cao|tien hanh|gui bao cao|"
        r"thuc hien va hoan thanh|hoan thanh chung|nop|cuoi))*",
    ),
    (
        "other",
        r"(?:san pham|ket qua|kinh phi|nguon kinh phi|dia diem|hinh thuc|thanh phan|doi tuong|"
        r"noi dung|so luong|muc tieu|yeu cau|phuong phap|dau ra|ghi chu|chi tieu|"
        r"quy mo)(?:\s+[a-z]+){0,3}",
    ),
)
_LINE = [(kind, re.compile(rf"(?:\(\s*)?{pattern}\s*:\s*")) for kind, pattern in _KINDS]
_INSIDE = re.compile(
    "|".join(rf"(?P<{kind}>(?:^|(?<=[.;(,])\s*|(?<=[.;(,] )){pattern}\s*:\s*)" for kind, pattern in _KINDS)
)


@dataclass(frozen=True)
class Label:
    """`kind`: lead, support, do, time or other; `text` what follows the colon, as it stands."""

    kind: str
    text: str


def label_of(text: str) -> Label | None:
    """The label that a line is, or None when it is no such line."""
    folded = fold_in_place(text)
    for kind, pattern in _LINE:
        if found := pattern.match(folded):
            return Label(kind, text[found.end() :].strip().strip(").;"))
    return None


def labels_of(text: str) -> list[Label]:
    """The labels of a line that is nothing else: one, or several after one another; none when it is no such line."""
    first = label_of(text)
    if first is None:
        return []
    more = [match.start() for match in _INSIDE.finditer(fold_in_place(text)) if match.start() > 0]
    parts = [text[start:end] for start, end in zip([0, *more], [*more, len(text)], strict=True)]
    found = [label for part in parts if (label := label_of(part.strip(" ;,.(")))]
    return found if len(found) == len(parts) else [first]


def labels_inside(text: str, *, has_unit: bool = False) -> tuple[str, list[Label]]:
    """The words before the first label inside a sentence, and the labels ("…. Đơn vị thực hiện: X; thời gian: Y").

    Where the unit is known already (`has_unit`), it is enough that the labels say who helps.
    """
    found = list(_INSIDE.finditer(fold_in_place(text)))
    telling = ("lead", "do", "support") if has_unit else ("lead", "do")
    if not any(match.lastgroup in telling for match in found):
        return text, []
    ends = [match.start() for match in found[1:]] + [len(text)]
    labels = [
        Label(str(match.lastgroup), text[match.end() : end].strip().strip(").;, "))
        for match, end in zip(found, ends, strict=True)
    ]
    return text[: found[0].start()].strip(" (;,"), labels
