"""Ways to break a good letter: each a change of its document."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tests.docservice.check.columns import Column, columns_of

Change = Callable[[Docx], None]

# How each component is known in every letter of these tests.
OPENERS = {
    "quoc_hieu": r"CỘNG HÒA XÃ HỘI",
    "tieu_ngu": r"Độc lập - Tự do",
    "co_quan_ban_hanh": r"SỞ NỘI VỤ|THÀNH PHỐ HẢI PHÒNG$",
    "co_quan_chu_quan": r"UBND THÀNH PHỐ HẢI PHÒNG$",
    "so_ky_hieu": r"Số: ?\d",
    "dia_danh_ngay": r"Hải Phòng, ngày",
    "ten_loai": r"(KẾ HOẠCH|TỜ TRÌNH|BÁO CÁO|QUYẾT ĐỊNH|THÔNG BÁO)$",
    "trich_yeu": r"(Về việc|Tập huấn chuyển đổi|Kết quả công tác)",
    "trich_yeu_cong_van": r"V/v",
    "can_cu": r"Căn cứ Luật",
    "kinh_gui": r"Kính gửi",
    "noi_dung": r"(Liên minh Hợp tác xã thành phố ban hành|Năm 2025|Thực hiện [Cc]hương trình|2\. Theo dõi|Để tổng hợp)",
    "quyen_han": r"(KT\.|TL\.) |CHỦ TỊCH$",
    "ho_ten": r"Họ và tên$",
    "noi_nhan": r"Nơi nhận",
    "danh_sach_noi_nhan": r"- (Như|UBND|Chủ tịch)",
}


def paragraphs(document: Docx) -> Iterator[Paragraph]:
    """Every paragraph; one set in columns by tabs or spaces as its columns."""
    for element in document.element.body.iter(qn("w:p")):
        yield from columns_of(Paragraph(element, document._body))


def text_of(paragraph: Paragraph) -> str:
    return "".join(t.text or "" for t in paragraph._p.iter(qn("w:t")))


def has(document: Docx, component: str) -> bool:
    return any(re.match(OPENERS[component], text_of(p)) for p in paragraphs(document))


def the(document: Docx, component: str) -> Paragraph:
    return next(p for p in paragraphs(document) if re.match(OPENERS[component], text_of(p)))


def starting(document: Docx, text: str) -> Paragraph:
    return next(p for p in paragraphs(document) if text_of(p).startswith(text))


def runs(paragraph: Paragraph) -> list[Run]:
    return [Run(r, paragraph) for r in paragraph._p.iter(qn("w:r"))]


def size(component: str, points: float) -> Change:
    def change(document: Docx) -> None:
        for run in runs(the(document, component)):
            run.font.size = Pt(points)

    return change


def quality(component: str, name: str, value: bool) -> Change:
    def change(document: Docx) -> None:
        for run in runs(the(document, component)):
            setattr(run.font, name, value)

    return change


def font(component: str, name: str) -> Change:
    def change(document: Docx) -> None:
        for run in runs(the(document, component)):
            run.font.name = name

    return change


def color(component: str, rgb: str) -> Change:
    def change(document: Docx) -> None:
        for run in runs(the(document, component)):
            run.font.color.rgb = RGBColor.from_string(rgb)

    return change


def align(component: str, value: str) -> Change:
    def change(document: Docx) -> None:
        properties = the(document, component)._p.get_or_add_pPr()
        for old in properties.findall(qn("w:jc")):
            properties.remove(old)
        properties._add_jc().set(qn("w:val"), value)

    return change


def setting(component: str, **values: Any) -> Change:
    def change(document: Docx) -> None:
        for name, value in values.items():
            setattr(the(document, component).paragraph_format, name, value)

    return change


def words(component: str, old: str, new: str) -> Change:
    """Change words of a component; the runs are made one."""

    def change(document: Docx) -> None:
        rewrite(the(document, component), old, new)

    return change


def words_at(beginning: str, old: str, new: str) -> Change:
    def change(document: Docx) -> None:
        rewrite(starting(document, beginning), old, new)

    return change


def rewrite(paragraph: Paragraph, old: str, new: str) -> None:
    before = text_of(paragraph)
    after = re.sub(old, new, before, count=1)
    assert after != before, (before, old)
    texts = list(paragraph._p.iter(qn("w:t")))
    texts[0].text = after
    texts[0].set(qn("xml:space"), "preserve")
    for other in texts[1:]:
        other.text = ""


def gone(component: str) -> Change:
    def change(document: Docx) -> None:
        found = the(document, component)
        element = found._p
        if isinstance(found, Column):
            found.remove()
        elif element.getparent().tag == qn("w:tc") and len(element.getparent().findall(qn("w:p"))) == 1:
            for run in list(element.iter(qn("w:r"))):
                run.getparent().remove(run)
        else:
            element.getparent().remove(element)

    return change


def margin(side: str, millimetres: float) -> Change:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(millimetres))


def paper(width: float, height: float) -> Change:
    def change(document: Docx) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(width), Mm(height)

    return change


def rule_gone(component: str) -> Change:
    """The paragraph below a component that holds its rule."""

    def change(document: Docx) -> None:
        element = the(document, component)._p
        following = element.getnext()
        assert following is not None
        assert not "".join(t.text or "" for t in following.iter(qn("w:t"))).strip("_")
        following.getparent().remove(following)

    return change


def swapped(one: str, other: str) -> Change:
    def change(document: Docx) -> None:
        first, second = the(document, one)._p, the(document, other)._p
        second.addnext(first)

    return change


def no_page_number(document: Docx) -> None:
    header = document.sections[0].header
    for paragraph in header.paragraphs:
        for child in list(paragraph._p):
            paragraph._p.remove(child)
    # Long enough to fill two pages.
    body = the(document, "noi_dung")
    for _ in range(40):
        body._p.addnext(parse_xml(f"<w:p {nsdecls('w')}/>"))


def number_in_footer(document: Docx) -> None:
    section = document.sections[0]
    number = section.header.paragraphs[0]._p
    section.footer.paragraphs[0]._p.getparent().append(number)


def number_on_page_one(document: Docx) -> None:
    document.sections[0].different_first_page_header_footer = False


def number_look(**values: Any) -> Change:
    def change(document: Docx) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        for run in runs(paragraph):
            for name, value in values.items():
                setattr(run.font, name, value)

    return change


def number_aside(document: Docx) -> None:
    properties = document.sections[0].header.paragraphs[0]._p.get_or_add_pPr()
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    properties._add_jc().set(qn("w:val"), "right")


def decomposed(document: Docx) -> None:
    for text in the(document, "noi_dung")._p.iter(qn("w:t")):
        text.text = unicodedata.normalize("NFD", text.text or "")


def set_all(paragraph: Paragraph, name: str, value: bool) -> None:
    for run in runs(paragraph):
        setattr(run.font, name, value)


def set_left(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    properties._add_jc().set(qn("w:val"), "left")


def lower(component: str) -> Change:
    def change(document: Docx) -> None:
        for text in the(document, component)._p.iter(qn("w:t")):
            text.text = (text.text or "").capitalize()

    return change


def where(component: str, change: Change) -> Change:
    """A change that makes sense only in letters with this component."""

    def changed(document: Docx) -> None:
        assert has(document, component)
        change(document)

    return changed
