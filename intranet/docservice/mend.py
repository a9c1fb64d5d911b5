"""Mends what is mechanical in a letter's form and nothing else: the words stay as they are."""

from dataclasses import dataclass

from intranet.docservice.check.profile import ND30_2020, Profile
from intranet.docservice.check.reading import read
from intranet.docservice.check.report import Finding
from intranet.docservice.check.run import check_reading
from intranet.docservice.guard import check_docx

# A repair may bring to light another (Unicode first, then the zeros of a line that can now be read).
MOST_ROUNDS = 5


@dataclass(frozen=True)
class Mended:
    """The mended file and what was repaired, in the order of the repairs."""

    docx: bytes
    repaired: tuple[Finding, ...]


def mend(docx: bytes, profile: Profile = ND30_2020) -> Mended:
    """Repair every finding that can be mended (NĐ 30/2020, Phụ lục I); the same bytes when there is nothing to do.

    Only leading zeros, the Unicode form and legacy encodings of words may differ. DocError when unreadable.
    """
    check_docx(docx)
    repaired: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        reading = read(docx)
        findings = [one for one in check_reading(reading, profile).findings if one.mend is not None]
        if not findings:
            break
        for finding in findings:
            assert finding.mend is not None
            finding.mend()
        result = reading.opened.written()
        if result == docx:
            break
        docx = result
        repaired += findings
    return Mended(docx, tuple(repaired))
