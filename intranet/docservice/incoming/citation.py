"""How a letter is cited the first time: type, number, date, agency and what it is about (NĐ 30/2020, PL I, II.6b)."""

from datetime import date

from intranet.docservice.vietnamese import letter_date


def cited(type_name: str, code: str, day: date | None, agency: str, subject: str) -> str:
    """ "Công văn số 125/UBND-KT ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân thành phố về việc …"; no full stop.

    What the letter lacks is left out. A subject that begins with "V/v" is written out.
    """
    head = [type_name, f"số {code}" if code else "", letter_date(day) if day else "", f"của {agency}" if agency else ""]
    about = subject.strip().rstrip(".;")
    if about.casefold().startswith("v/v "):
        about = f"về việc {about[4:]}"
    elif about.casefold().startswith("về "):
        about = f"về {about[3:]}"
    elif about:
        about = f"về việc {about[:1].lower()}{about[1:]}" if _is_plain_word(about) else f"về việc {about}"
    return " ".join(part for part in (*head, about) if part)


def _is_plain_word(words: str) -> bool:
    """May the first letter become small? Not when the second word shows that a name begins: "Hải Phòng"."""
    first, _, rest = words.partition(" ")
    return not first.isupper() and not rest[:1].isupper()
