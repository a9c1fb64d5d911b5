"""What is foreseen for a year before the office has confirmed it: the public holidays by law, as a first proposal.

Which days are swapped is decided year by year and cannot be computed; the office corrects and confirms the list.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from intranet.workdays.rules import FIRST_YEAR, LAST_YEAR, DayKind, SpecialDay

FORESEEN = "Tạm tính theo luật"
SWAPPED_2026 = "Văn bản 12729/VPCP-KGVX ngày 25/12/2025"
# What the library does not know.
DECIDED = (
    SpecialDay(date(2026, 1, 2), DayKind.OFF, "Nghỉ hoán đổi dịp Tết Dương lịch", SWAPPED_2026),
    SpecialDay(date(2026, 1, 10), DayKind.WORKED, "Làm bù ngày 02/01/2026", SWAPPED_2026),
)


@lru_cache(maxsize=16)
def foreseen_days(year: int) -> Mapping[date, SpecialDay]:
    """The special days of a year as far as law and known swaps say; empty for years nobody plans for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    known = holidays.country_holidays("VN", years=year, language="vi")
    days = {day: SpecialDay(day, DayKind.OFF, name, FORESEEN) for day, name in known.items()}
    worked = (day for day in getattr(known, "weekend_workdays", ()) if day.year == year)
    days |= {day: SpecialDay(day, DayKind.WORKED, "Làm bù", FORESEEN) for day in worked}
    days |= {special.day: special for special in DECIDED if special.day.year == year}
    return dict(sorted(days.items()))
