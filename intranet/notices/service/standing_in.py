"""Telling whoever is to stand in for an absent person, and whoever no longer is."""

from intranet.absences.models import Absence
from intranet.absences.service import ON_ABSENCE
from intranet.accounts.models import Person
from intranet.notices.service.telling import tell


def tell_of_standing_in(absence: Absence, actor: Person, earlier: Person | None) -> None:
    """The deputy hears for whom and until when; the absent one when somebody else entered it; the earlier deputy."""
    if absence.deputy is not None:
        words = f"giao bạn xử lý thay {absence.person.title} {absence.days_in_words}"
        tell([absence.deputy], "absence_entrusted", words, subject=absence, actor=actor)
    whom = f"{absence.deputy.title} xử lý thay" if absence.deputy else "chưa có người xử lý thay"
    tell([absence.person], "absence_entrusted", f"ghi bạn vắng {absence.days_in_words}, {whom}", subject=absence,
         actor=actor)  # fmt: skip
    if earlier is not None and absence.deputy is not earlier:
        words = f"ghi bạn thôi xử lý thay {absence.person.title}"
        tell([earlier], "absence_entrusted", words, subject=absence, actor=actor)


ON_ABSENCE.append(tell_of_standing_in)
