"""Good letters for the tests of the checker: the templates' examples, signed, and letters after the manner of Word."""

import io
from functools import cache

from docx import Document
from docx.document import Document as Docx

from intranet.docservice.render import render_docx
from tests.docservice.check.foreign import Manner, as_bytes, write
from tests.docservice.check.letter_words import INVITATION, NOTICE, OFFICIAL, RESOLUTION, Words
from tests.support.letters import own_template

OWN = ("ke_hoach", "to_trinh", "cong_van", "bao_cao")
FOREIGN = {
    "quyet_dinh": (Words(), Manner()),
    "cong_van_so": (OFFICIAL, Manner(fonts="style", rules="drawing")),
    "thong_bao": (NOTICE, Manner(fonts="defaults", rules="vml", indent="tab")),
    "giay_moi": (INVITATION, Manner(rules="borders")),
    "nghi_quyet": (RESOLUTION, Manner(fonts="theme", rules="shapes")),
}
GOOD = (*OWN, *FOREIGN)


@cache
def good_letter(name: str) -> bytes:
    """A letter in which nothing of weight must or should is found."""
    if name in FOREIGN:
        return as_bytes(write(*FOREIGN[name]))
    template = own_template(name)
    signer = template.example["nguoi_ky"] | {"ho_ten": "Họ và tên"}
    return render_docx(template, template.example | {"nguoi_ky": signer})


def opened(name: str) -> Docx:
    return Document(io.BytesIO(good_letter(name)))
