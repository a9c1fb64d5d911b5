"""What a file shows now that it did not show when it was signed: pages, words, fields, notes, in a person's words."""

from difflib import SequenceMatcher

import pypdfium2 as pdfium
from pyhanko.sign.validation import EmbeddedPdfSignature

from intranet.docservice.errors import DocError
from intranet.docservice.images import opened_pdf
from intranet.docservice.signing.blank_form import FIELD_WORDS
from intranet.docservice.signing.fill import filled_fields

MOST_PHRASES = 12
LONGEST = 80


def what_changed(pdf: bytes, signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    """Phrases that tell the file from the revision that was signed; at least one."""
    end = signature.byte_range[2] + signature.byte_range[3]
    signed = pdf[:end]
    phrases = [*_fields(signed, pdf), *_pages(signed, pdf)]
    return tuple(phrases[:MOST_PHRASES]) or ("có phần được thêm vào tệp sau khi ký, không thấy trên trang",)


def _fields(signed: bytes, now: bytes) -> list[str]:
    try:
        before, after = filled_fields(signed), filled_fields(now)
    except Exception:  # a hostile file may break anywhere; pages are still compared
        return []
    phrases = []
    for field, words in after.items():
        earlier, title = before.get(field, ""), FIELD_WORDS.get(field, field)
        if words != earlier:
            phrases.append(f"điền ô {title}: “{words}”" if not earlier else f"ô {title} từ “{earlier}” thành “{words}”")
    return phrases


def _pages(signed: bytes, now: bytes) -> list[str]:
    try:
        before, after = _read(signed), _read(now)
    except DocError:
        return []
    phrases = []
    if len(after) != len(before):
        phrases.append(f"số trang từ {len(before)} thành {len(after)}")
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        phrases += [f"trang {number}: {phrase}" for phrase in _words(old[0], new[0])]
        if new[1] > old[1]:
            phrases.append(f"trang {number}: thêm {new[1] - old[1]} chú thích, khung hoặc chữ ký")
    return phrases


def _read(pdf: bytes) -> list[tuple[list[str], int]]:
    """Of each page its words and how many annotations it has."""
    with opened_pdf(pdf) as document:
        return [(_text(page).split(), _annotations(page)) for page in document]


def _text(page: pdfium.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return text


def _annotations(page: pdfium.PdfPage) -> int:
    """How many of them take room on the page: a document's time stamp has a field nobody sees."""
    return sum(_takes_room(page, index) for index in range(int(pdfium.raw.FPDFPage_GetAnnotCount(page.raw))))


def _takes_room(page: pdfium.PdfPage, index: int) -> bool:
    annotation, place = pdfium.raw.FPDFPage_GetAnnot(page.raw, index), pdfium.raw.FS_RECTF()
    pdfium.raw.FPDFAnnot_GetRect(annotation, place)
    pdfium.raw.FPDFPage_CloseAnnot(annotation)
    return bool(place.left != place.right and place.bottom != place.top)


def _words(old: list[str], new: list[str]) -> list[str]:
    phrases = []
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = " ".join(old[from_old:to_old])[:LONGEST], " ".join(new[from_new:to_new])[:LONGEST]
        if kind == "replace":
            phrases.append(f"“{gone}” thành “{come}”")
        elif kind == "insert":
            phrases.append(f"thêm “{come}”")
        elif kind == "delete":
            phrases.append(f"bớt “{gone}”")
    return phrases
