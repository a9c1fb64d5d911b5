"""What the words of a deadline mean: the kind, and a date, a range or a rule. Nothing is guessed but the year."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from intranet.docservice.vietnamese import from_roman


@dataclass(frozen=True)
class Setting:
    """What a deadline may lean on: the letter's year, and the day of the event the plan is about."""

    year: int | None = None
    event: date | None = None
    issued: date | None = None


# The kind of KINDS and the normal form.
Meaning = tuple[str, str | None]
Make = Callable[[re.Match[str], Setting], Meaning | None]


def _date(found: re.Match[str], n: int, setting: Setting) -> date | None:
    groups = found.groupdict()
    day, month, year = (groups.get(f"{big}{n}") or groups.get(f"{small}{n}") for big, small in ("Dd", "Mm", "Yy"))
    if not day or not month or not (year or setting.year):
        return None
    try:
        found_day = date(int(year or setting.year or 0), int(month), int(day))
        # "trước 15/01" in a letter of December means the January to come.
        rolls_over = not year and setting.issued and found_day < setting.issued - timedelta(days=60)
        return found_day.replace(year=found_day.year + 1) if rolls_over else found_day
    except ValueError:
        return None


def before(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A day that work must be done by."""
    day = _date(found, 1, setting)
    return ("truoc_ngay", day.isoformat()) if day else None


def on_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The day itself."""
    day = _date(found, 1, setting)
    return ("ngay", day.isoformat()) if day else None


def between(found: re.Match[str], setting: Setting) -> Meaning | None:
    """From one day to another."""
    last = _date(found, 2, setting)
    groups = found.groupdict()
    if last and groups.get("only"):
        try:
            return "khoang", span(last.replace(day=int(groups["only"])), last)
        except ValueError:
            return None
    first = _date(found, 1, Setting(last.year if last else setting.year))
    return ("khoang", span(first, last)) if first and last else None


def span(first: date, last: date) -> str:
    """A range of days."""
    return f"{first.isoformat()}/{last.isoformat()}"


def months_of(year: int, first: int, last: int | None = None) -> str:
    """The months of a year as a range, from the first day to the last."""
    last = last or first
    return span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def in_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A month."""
    month, year = int(found["month"]), int(found["y1"] or setting.year or 0)
    if not 1 <= month <= 12:
        return None
    return "trong_thang", months_of(year, month) if year else None


def before_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The end of a month, or the day before it begins."""
    month, year = int(found["month"]), int(found["y1"] or setting.year or 0)
    if not 1 <= month <= 12:
        return None
    if not year:
        return "truoc_ngay", None
    if found["edge"] == "truoc":
        return "truoc_ngay", (date(year, month, 1) - timedelta(days=1)).isoformat()
    return "truoc_ngay", date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def months(found: re.Match[str], setting: Setting) -> Meaning | None:
    """From one month to another."""
    first, last = int(found["first"]), int(found["last"])
    end = int(found["y2"] or setting.year or 0)
    begin = int(found["y1"] or (end if first <= last else end - 1))
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if not end:
        return "khoang", None
    return "khoang", span(date(begin, first, 1), date(end, last, calendar.monthrange(end, last)[1]))


def _quarter_number(words: str) -> int:
    return int(words) if words.isdigit() else from_roman(words.upper()) or 0


def in_quarter(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A quarter."""
    number, year = _quarter_number(found["quarter"]), int(found["y1"] or setting.year or 0)
    if not 1 <= number <= 4:
        return None
    return "trong_quy", months_of(year, 3 * number - 2, 3 * number) if year else None


def quarters(found: re.Match[str], setting: Setting) -> Meaning | None:
    """From one quarter to another."""
    first, last = _quarter_number(found["first"]), _quarter_number(found["last"])
    end = int(found["y2"] or setting.year or 0)
    begin = int(found["y1"] or end)
    if not (1 <= first <= 4 and 1 <= last <= 4):
        return None
    return "khoang", (months_of(begin, 3 * first - 2)[:10] + "/" + months_of(end, 3 * last)[11:]) if end else None


def before_quarter(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The end of a quarter."""
    number, year = _quarter_number(found["quarter"]), int(found["y1"] or setting.year or 0)
    return ("truoc_ngay", months_of(year, 3 * number)[11:] if year else None) if 1 <= number <= 4 else None


def half(found: re.Match[str], setting: Setting) -> Meaning | None:
    """Half a year."""
    year = int(found["y1"] or setting.year or 0)
    first, last = (1, 6) if found["half"] == "dau" else (7, 12)
    return "khoang", months_of(year, first, last) if year else None


def in_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A year."""
    return "khoang", months_of(int(found["year"]), 1, 12)


def years(found: re.Match[str], setting: Setting) -> Meaning | None:
    """From one year to another."""
    return "khoang", span(date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31))


def before_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The end of a year."""
    return "truoc_ngay", f"{int(found['year'])}-12-31"


def every(found: re.Match[str], setting: Setting) -> Meaning | None:
    """ "ngày 23 hằng tháng", "ngày 20 của tháng cuối quý", "hằng năm, trước ngày 15/12"."""
    groups = found.groupdict()
    period = groups.get("period") or "quy"
    word = {"nam": "hằng năm", "thang": "hằng tháng", "quy": "hằng quý", "tuan": "hằng tuần", "ngay": "hằng ngày"}[
        period
    ]
    day, month = groups.get("day"), groups.get("month")
    if groups.get("end"):
        return "dinh_ky", f"{word}: ngày {int(day or 0)} tháng cuối quý"
    if month:
        return "dinh_ky", f"{word}: ngày {int(day or 0):02d}/{int(month):02d}"
    return "dinh_ky", f"{word}: ngày {int(day or 0)}" if day else word


_WEEKDAYS = {
    "hai": "thứ Hai", "ba": "thứ Ba", "tu": "thứ Tư", "nam": "thứ Năm", "sau": "thứ Sáu", "bay": "thứ Bảy",
    "2": "thứ Hai", "3": "thứ Ba", "4": "thứ Tư", "5": "thứ Năm", "6": "thứ Sáu", "7": "thứ Bảy",
}  # fmt: skip


def weekly(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A day of every week: "thứ Sáu hằng tuần"."""
    return "dinh_ky", f"hằng tuần: {_WEEKDAYS.get(found['weekday'].split()[-1], 'Chủ nhật')}"


_RECURRENCES = (
    ("hằng ngày", r"(?:hang|moi) ngay"),
    ("hằng tuần", r"(?:hang|moi) tuan|tuan/lan"),
    ("hằng tháng", r"(?:hang|moi) thang|thang/lan|theo thang"),
    ("hằng quý", r"(?:hang|moi) quy|quy/lan|theo quy\b(?! dinh)"),
    ("6 tháng", r"(?:0?6|sau) thang|nua nam"),
    ("9 tháng", r"0?9 thang"),
    ("3 tháng", r"0?3 thang"),
    ("hằng năm", r"(?:hang|moi) nam|nam/lan|1 nam|,\s*nam\b|va nam\b"),
)


def recurring(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A period that comes again, or several."""
    words = found[0]
    if words.startswith(("bao cao", "so ket")):
        words = re.sub(r"(?<!\d )(?<!\d)(thang|quy|nam)\b", r"hang \1", words)
    rules = [(place[0], rule) for rule, pattern in _RECURRENCES if (place := _place(pattern, words))]
    if times := re.search(r"(\d{1,2})\s*lan\s*/\s*(nam|thang|quy|tuan)", words):
        names = {"nam": "năm", "thang": "tháng", "quy": "quý", "tuan": "tuần"}
        return "dinh_ky", f"{int(times[1])} lần/{names[times[2]]}"
    return "dinh_ky", "; ".join(rule for _, rule in sorted(rules)) or "không nêu chu kỳ"


def _place(pattern: str, words: str) -> tuple[int] | None:
    found = re.search(pattern, words)
    return (found.start(),) if found else None


def week(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A week by its number: no date without the plan's own calendar."""
    return "tuan", None


def standing(found: re.Match[str], setting: Setting) -> Meaning | None:
    """Work without an end."""
    return "thuong_xuyen", None


def relative(found: re.Match[str], setting: Setting) -> Meaning | None:
    """So many days before or after something; a date when that is the plan's own event."""
    groups = found.groupdict()
    own_event = groups.get("event") or re.search(r"to chuc|dien ra|khai mac", found[0])
    if not setting.event or groups.get("unit") != "ngay" or not own_event or groups.get("side") != "truoc":
        return "tuong_doi", None
    return "tuong_doi", (setting.event - timedelta(days=int(found["count"]))).isoformat()


def at_event(found: re.Match[str], setting: Setting) -> Meaning | None:
    """During, before or after the plan's own event."""
    return "su_kien", setting.event.isoformat() if setting.event else None
