"""How plans write deadlines, as patterns over folded words, each with what it means."""

import re

from intranet.docservice.assignments.deadline_meanings import (
    Make,
    at_event,
    before,
    before_month,
    before_quarter,
    before_year,
    between,
    every,
    half,
    in_month,
    in_quarter,
    in_year,
    months,
    on_day,
    quarters,
    recurring,
    relative,
    standing,
    week,
    weekly,
    years,
)  # fmt: skip

_D = r"(?P<d{n}>\d{{1,2}})\s*[/.-]\s*(?P<m{n}>\d{{1,2}})(?:\s*[/.-]\s*(?P<y{n}>\d{{4}}))?"
_LONG = r"(?P<D{n}>\d{{1,2}})\s+thang\s+(?P<M{n}>\d{{1,2}})(?:\s*(?:,|/)?\s*(?:nam\s+)?(?P<Y{n}>\d{{4}}))?"
_ROMAN = r"(?:i{1,3}|iv|[1-4])"
_YEAR = r"(?:\s*(?:/|,|-)?\s*(?:nam\s+)?(?P<y{n}>\d{{4}}))"


def _day(n: int) -> str:
    return f"(?:{_LONG.format(n=n)}|{_D.format(n=n)})"


def _year(n: int) -> str:
    return _YEAR.format(n=n)


_BEFORE = (
    r"(?:(?:hoan thanh|xong|bao cao|gui|nop)\s+)?(?:(?:truoc|cham nhat|muon nhat|khong qua|khong muon hon)"
    r"(?:\s+(?:la|den|vao|trong|het|khi|ngay))*|(?:tu nay\s+)?den het(?:\s+ngay)?|tu nay den|"
    r"han cuoi|thoi han(?:\s+(?:la|den|truoc|cuoi))*|han(?:\s+(?:chot|nop|hoan thanh))?"
    r"|hoan thanh(?:\s+(?:vao|den|trong|xong))*)\s*:?\s*(?:\d{1,2}\s*(?:gio|h|"
    r"g)\s*(?:\d{1,2})?\s*(?:phut)?\s*,?\s*)?(?:ngay\s*)?"
)
_PERIOD = r"(?:nam|thang|quy|tuan|ngay)"
_EVERY = r"(?:hang|moi|tung|theo)"
_EVENT = (
    r"(?:hoi nghi|hoi thao|hoi thi|hoi thao|dai hoi|buoi le|le [a-z]+|cuoc hop|hop|su kien|"
    r"lop tap huan|lop|dot kiem tra|chuong trinh|cuoc thi|giai|ngay hoi|ky hop|toa dam|"
    r"doan kiem tra)"
)
_AMOUNT = r"(?P<count>\d{1,3})\s*(?:\([^)]*\)\s*)?(?P<unit>ngay lam viec|ngay|tuan|thang|gio|phut|nam)"

# In this order: what stands earlier in the table wins where two say the same words.
_TABLE: tuple[tuple[str, Make], ...] = (
    # Recurring with a day.
    (
        rf"(?:(?:{_BEFORE})|"
        rf"(?:vao\s+)?ngay\s+)(?P<day>\d{{1,2}})\s+(?:cua\s+)?(?P<end>thang cuoi)"
        rf"\s+(?:cua\s+)?(?:{_EVERY}\s+)?quy\b(?!\s+(?:{_ROMAN}|"
        rf"dinh))",
        every,
    ),
    (
        rf"(?:(?:{_BEFORE})|(?:vao\s+)?ngay\s+)(?P<day>\d{{1,2}})(?:(?:\s*[/-]\s*|"
        rf"\s+thang\s+)(?P<month>\d{{1,2}}))?\s*,?\s*(?:cua\s+)?(?:hang|moi)\s+(?P<period>nam|"
        rf"thang|quy)",
        every,
    ),
    (
        rf"(?:dinh ky\s*,?\s*)?(?:hang|moi)\s+(?P<period>nam|thang|quy)\s*[,(]?\s*(?:(?:{_BEFORE})|"
        rf"(?:vao\s+)?ngay\s+)(?P<day>\d{{1,2}})(?:\s*[/-]\s*(?P<month>\d{{1,2}}))?(?!\d|\s*/\d|"
        rf"\s+thang\s+\d)",
        every,
    ),
    (
        rf"(?:(?:{_BEFORE})|(?:vao\s+)?ngay\s+)(?P<day>\d{{1,2}})\s+(?:cua\s+)?(?P<period>thang)\s+"
        r"(?:sau|ke tiep|tiep theo|lien ke)(?!\s+(?:khi|ngay))",
        every,
    ),
    (
        rf"(?:(?:{_BEFORE})|vao\s+)?(?:chieu\s+|sang\s+)?(?P<weekday>thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)"
        r"\s+(?:cua\s+)?(?:hang|moi)\s+tuan",
        weekly,
    ),
    # Relative to an event.
    (
        rf"(?P<side>truoc|sau)\s+{_AMOUNT}\s+(?:(?:khi|ke tu khi|so voi ngay|to chuc|dien ra|"
        rf"khai mac|ket thuc|bat dau|ke tu ngay|tu ngay|ngay)\s*)+(?P<event>{_EVENT})",
        relative,
    ),
    (
        rf"(?:(?:cham nhat|muon nhat)\s+(?:la\s+)?)?(?:trong (?:vong|thoi han)\s+|trong\s+|sau\s+|"
        rf"cham nhat\s+|khong qua\s+)?{_AMOUNT}\s*,?\s*(?P<side>truoc|sau|ke tu|tinh tu|"
        rf"tu)\s+(?:khi|ngay|thoi diem|dien ra|to chuc|ket thuc|"
        rf"nhan)(?:\s+(?:[^\s,;.:()]+)){{0,6}}?(?=\s*(?:[,;.()]|$)|\s+(?:de|ve|gui|bao cao|"
        rf"tong hop|theo|va)\b)",
        relative,
    ),
    (rf"(?P<side>truoc|sau)\s+khi(?:\s+[^\s,;.:()]+){{1,8}}?\s+{_AMOUNT}(?=\s*(?:[,;.()]|$))", relative),
    (r"ngay sau khi(?:\s+[^\s,;.:()]+){1,10}?(?=\s*(?:[,;.()]|$))", relative),
    (
        rf"tai\s+{_EVENT}(?:\s+[a-z]+){{0,3}}\s+(?:thang|quy)\s+(?:\d{{1,2}}|{_ROMAN})(?:\s*/\s*\d{{4}})?\b",
        at_event,
    ),
    # Ranges.
    (rf"(?:tu\s+)?(?:ngay\s+)?{_day(1)}\s*(?:den het|den|-)\s*(?:het\s+)?(?:ngay\s+)?{_day(2)}", between),
    (rf"(?:tu\s+)(?:ngay\s+)?(?P<only>\d{{1,2}})\s*(?:den het|den|-)\s*(?:het\s+)?(?:ngay\s+)?{_day(2)}", between),
    (
        rf"(?:tu\s+)?thang\s+(?P<first>\d{{1,2}}){_year(1)}?\s*(?:den het|den|"
        rf"-)\s*(?:het\s+)?(?:thang\s+)?(?P<last>\d{{1,2}})(?!\s*/\s*\d{{1,2}}\s*/){_year(2)}?",
        months,
    ),
    (
        rf"(?:tu\s+)?quy\s+(?P<first>{_ROMAN})\b{_year(1)}?\s*(?:den het|den|-|va|"
        rf",)\s*(?:het\s+)?(?:quy\s+)?(?P<last>{_ROMAN})\b{_year(2)}?",
        quarters,
    ),
    (r"tuan (?:thu )?\d{1,2}(?:\s*(?:-|den)\s*(?:tuan )?\d{1,2})?(?:\s+(?:cua )?thang \d{1,2}(?:/\d{4})?)?", week),
    # One day.
    (rf"(?<![a-z]){_BEFORE}{_day(1)}", before),
    (rf"(?:vao\s+)?ngay\s+{_day(1)}", on_day),
    # Months and quarters.
    (
        rf"(?:hoan thanh\s+|xong\s+|cham nhat\s+(?:la\s+|den\s+|trong\s+)?)?(?P<edge>truoc|den het|"
        rf"het|cuoi|"
        rf"cham nhat)\s+(?:het\s+)?thang\s+(?P<month>\d{{1,2}})\b(?!\s*[/.-]\s*\d{{1,2}}\s*[/.-]){_year(1)}?",
        before_month,
    ),
    (
        rf"(?:hoan thanh\s+|xong\s+)?(?:trong\s+|vao\s+|dau\s+|"
        rf"giua\s+)*thang\s+(?P<month>\d{{1,2}})\b(?!\s*-){_year(1)}?",
        in_month,
    ),
    (
        rf"(?:hoan thanh\s+|xong\s+)?(?:truoc|den het|het|cuoi|cham nhat)\s+(?:trong\s+|"
        rf"het\s+)?quy\s+(?P<quarter>{_ROMAN})\b{_year(1)}?",
        before_quarter,
    ),
    (
        rf"(?:hoan thanh\s+|xong\s+)?(?:trong\s+|vao\s+|dau\s+|giua\s+)*quy\s+(?P<quarter>{_ROMAN})\b{_year(1)}?",
        in_quarter,
    ),
    (rf"(?:trong\s+)?0?6 thang (?P<half>dau|cuoi) nam{_year(1)}?", half),
    # Recurring.
    (
        rf"dinh ky(?:\s*(?:,|va|hoac)?\s*(?:(?:{_EVERY}|0?[369]|sau)?\s*{_PERIOD}(?!\s*\d)\b|"
        rf"dot xuat|\(?\d* ?lan|mot lan|/lan|/nam|\)))*",
        recurring,
    ),
    (r"(?:0?\d{1,2}|mot|hai)\s*lan\s*/\s*(?:nam|thang|quy|tuan)", recurring),
    (
        rf"(?:hang|moi)\s+{_PERIOD}\b(?:\s*(?:,|va|hoac)\s*(?:(?:{_EVERY}|"
        rf"0?[369])\s+{_PERIOD}(?!\s*\d)\b|quy\b(?! dinh)|nam\b(?!\s*\d)|dot xuat))*",
        recurring,
    ),
    (r"(?:bao cao|so ket)\s+(?:(?:thang|quy|0?[369] thang|nam)(?:\s*,\s*|\s+va\s+|$|(?=[ .;]))){2,}", recurring),
    # Weeks, events, years, standing.
    (
        rf"(?:tai|trong suot thoi gian (?:to chuc |dien ra )?|trong thoi gian (?:to chuc |"
        rf"dien ra )|trong (?:qua trinh|ngay) (?:to chuc |dien ra )|truoc khi (?:to chuc |dien ra |"
        rf"khai mac )?|truoc(?: ngay)? (?:to chuc |dien ra |khai mac )|"
        rf"(?:ngay )?sau khi (?:ket thuc|be mac) )\s*{_EVENT}\b",
        at_event,
    ),
    (r"trong\s+nam\s+(?P<year>20\d\d)", in_year),
    (r"(?:den het|het|den cuoi|cuoi|truoc|hoan thanh(?:\s+trong)?)\s+nam\s+(?P<year>20\d\d)", before_year),
    (r"(?<![a-z])(?:lam\s+)?thuong xuyen", standing),
)
# Most sentences have no number in them, and most rules need one.
PATTERNS = [
    (
        re.compile(pattern),
        make,
        make not in (every, weekly, recurring, standing, at_event, relative, quarters, in_quarter, before_quarter),
    )
    for pattern, make in _TABLE
]
TIME_WORD = re.compile(r"\d|hang |moi |dinh ky|thuong xuyen|bao cao|so ket|quy |tai |trong |truoc |sau ")
# In a column of times or after "Thời gian:" a bare period is a deadline too.
BARE = [
    (re.compile(rf"(?:^|(?<=[\s,;(]))(?:ngay\s+)?{_day(1)}"), before),
    (re.compile(r"(?:giai doan\s+)?(?:tu nam\s+)?(?P<first>20\d\d)\s*(?:-|den(?: nam)?)\s*(?P<last>20\d\d)"), years),
    (re.compile(r"(?:ca\s+)?(?:trong\s+)?nam\s+(?P<year>20\d\d)|^(?P<year_alone>20\d\d)$"), None),
    (re.compile(r"^(?P<month>\d{1,2})\s*/\s*(?P<y1>20\d\d)$"), in_month),
    (re.compile(r"^(?P<quarter>iv|i{1,3})\s*/\s*(?P<y1>20\d\d)$"), in_quarter),
    (re.compile(r"(?:hang|moi|theo) .*|dinh ky.*|ca nam|lien tuc"), recurring),
]
# "giai đoạn 2021 - 2030", "Nghị quyết số …/2025 ngày …" name things; they are no deadlines.
CITED = re.compile(
    r"(?:so:?|/[a-z0-9]+(?:-[a-z0-9]+)*|nghi quyet|quyet dinh|nghi dinh|thong tu|ke hoach|"
    r"cong van|van ban|luat|chi thi|to trinh|huong dan)[^,;.]{0,60}$"
)
# "hoàn thành trước ngày …": the verb is the task's, the time begins after it.
LEADING_VERB = re.compile(
    r"(?:hoan thanh|xong|bao cao|gui|nop)\s+(?:xong\s+)?(?=truoc|cham|muon|khong|den|trong|"
    r"vao|tu|han|dau|giua|cuoi|thang|quy|nam|ngay)"
)
SIGNED = re.compile(r"ngay\s+\d")
