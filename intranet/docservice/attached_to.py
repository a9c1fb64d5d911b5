"""The line of an appendix that names its letter: "(Kèm theo Báo cáo số …/BC-LMHTX ngày … tháng … năm … của …)"."""

from datetime import date

from intranet.docservice.leftovers import ATTACHED_TO
from intranet.docservice.vietnamese import letter_date
from intranet.docservice.word import fill_controls, has_controls, lines_of_controls


def with_letter_named(docx: bytes, number: str, symbol: str, day: date) -> bytes | None:
    """The appendix with its letter's number and date in that line, as paper wants it (NĐ 30/2020, PL I, III.1).

    None when it has no such places, or when one of them stands elsewhere or beside another letter's symbol: a draft
    that travels with the letter keeps its own places empty. DocError docx_broken.
    """
    if not has_controls(docx):
        return None
    lines = lines_of_controls(docx)
    if not all(ATTACHED_TO.match(line) and f"/{symbol}" in line for line in lines):
        return None
    return fill_controls(docx, {"so": number, "ngay": letter_date(day)})
