"""Whom a letter is addressed to, as its file says."""

import re

from intranet.docservice.check.find import find_letter
from intranet.docservice.check.reading import read

OPENER = re.compile(r"^\W*kính\s+gửi\s*:?", re.IGNORECASE)


def addressees_of(docx: bytes) -> list[str]:
    """The names after "Kính gửi" (PL I, II.9a NĐ 30/2020), one each; none when the letter addresses nobody.

    Raises DocError for a file that cannot be read.
    """
    lines = [line.text for line in find_letter(read(docx)).parts.get("kinh_gui", ())]
    names = [name.strip(" -–•*+;.,:\t") for line in lines for name in OPENER.sub("", line).split(";")]
    return [name for name in names if name]
