"""Which law a line "Căn cứ …" means, whether it is in force on a day, and who keeps the list."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from intranet.accounts.rules import is_admin, is_clerk, is_of_office
from intranet.core.permissions import Permission
from intranet.docservice.vietnamese import fold, short_date

BASIS_LINE = re.compile(r"^\s*căn cứ\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def bases_in(lines: Iterable[str]) -> list[str]:
    """The lines of a letter that name what it stands on."""
    return [line.strip().rstrip(";.") for line in lines if BASIS_LINE.match(line)]


def is_in_force(law: Any, day: date) -> bool:
    """Whether a law of the list is in force on a day; the last day counts."""
    return bool(law.in_force_from <= day and (law.in_force_until is None or day <= law.in_force_until))


def named_by(line: str, laws: Sequence[Any]) -> list[Any]:
    """The laws of the list that a line means: by số, ký hiệu where it gives one, else by name, with its year if any."""
    words = _words(line)
    by_mark = [law for law in laws if law.mark and _words(law.mark) in words]
    if by_mark:
        return by_mark
    by_name = [law for law in laws if _words(law.name) in words]
    years = set(YEAR.findall(line))
    of_year = [law for law in by_name if law.dated is not None and str(law.dated.year) in years]
    return of_year or ([] if years and all(law.dated for law in by_name) else by_name)


def basis_problem(line: str, laws: Sequence[Any], day: date) -> str | None:
    """Why a letter of a day may not stand on this line's law; None when it may, or when the list does not know it."""
    meant = named_by(line, laws)
    if not meant or any(is_in_force(law, day) for law in meant):
        return None
    law = max(meant, key=lambda one: one.in_force_from)
    if day < law.in_force_from:
        return f"«{law.title}» đến {short_date(law.in_force_from)} mới có hiệu lực."
    instead = f", thay bằng {law.replaced_by}" if law.replaced_by else ""
    return f"«{law.title}» hết hiệu lực sau ngày {short_date(law.in_force_until)}{instead}."


def _words(text: str) -> str:
    """Folded words between spaces, so that whole words are met and 17/2023 is not found in 117/2023."""
    return f" {' '.join(re.sub(r'[^0-9a-z/.-]+', ' ', fold(text)).split())} "


def keeps_the_list(person: Any, thing: Any) -> bool:
    """Văn phòng, the clerk and the admin keep the list."""
    return is_of_office(person) or is_clerk(person) or is_admin(person)


PERMISSIONS = {
    "law.list": Permission(lambda person, _: True),
    "law.edit": Permission(keeps_the_list, "Danh mục căn cứ do Văn phòng, văn thư và người quản trị cập nhật."),
}
