"""A letter in parts: which letters, where they part, and that a wrong page is noticed."""

from typing import Any

import pytest
from lxml import etree

from deploy.letters.frame import line, package, row, table
from intranet.docservice.cut_letter import CutLetter, LetterPart, Run, joined
from intranet.docservice.images import page_count
from intranet.docservice.package import main_part, read_part, replace_part
from intranet.docservice.word import W
from tests.support.office_files import picture_pdf

WIDTHS = (4000, 4000)
BETWEEN = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
RUNS = 6


def cut_letter(old: str = "", new: str = "", part: str = "word/document.xml") -> CutLetter:
    """A letter of seven tables of four rows; the second and the later ones begin pages 3, 5, 7 …"""
    rows = "".join(row([line("Chữ trong bảng", words) for words in ("a", "b")], WIDTHS) for _ in range(4))
    begins = rows.replace("<w:pPr>", "<w:pPr><w:pageBreakBefore/>", 1)
    tables = [table(WIDTHS, rows), *(BETWEEN + table(WIDTHS, begins) for _ in range(RUNS))]
    docx = package(line("Nội dung", "Mở đầu"), *tables, line("Nội dung", "Kết thúc"))
    content = (read_part(docx, part) or b"").decode()
    assert old in content
    docx = replace_part(docx, part, content.replace(old, new, 1).encode())
    tree = etree.fromstring(read_part(docx, "word/document.xml") or b"")
    runs = [Run(run, 2 * number) for number, run in enumerate(tree.iter(W + "tbl")) if number]
    return CutLetter(docx, main_part(docx), tree, runs)


def body_of(part: LetterPart) -> Any:
    return etree.fromstring(read_part(part.docx, "word/document.xml") or b"").find(W + "body")


@pytest.mark.parametrize(("count", "pages"), [(1, [0]), (2, [0, 8]), (3, [0, 6, 10])])
def test_parts_have_about_as_many_rows(count: int, pages: list[int]) -> None:
    assert [part.page for part in cut_letter().parts(count)] == pages


def test_parts_go_on_where_the_one_before_ends() -> None:
    whole, first, second = body_of(cut_letter().parts(1)[0]), *(body_of(part) for part in cut_letter().parts(2))
    assert ["".join(body.itertext()) for body in (first, second)] == ["Mở đầu" + "ab" * 16, "ab" * 12 + "Kết thúc"]
    kinds = [[each.tag.removeprefix(W) for each in body] for body in (whole, first, second)]
    assert kinds[1][-3:] == ["tbl", "p", "sectPr"] and kinds[0][-1] == kinds[2][-1] == "sectPr"
    heads = [
        (body.find(f"{W}sectPr/{W}titlePg") is None, body.find(f"{W}sectPr/{W}pgNumType")) for body in (first, second)
    ]
    assert heads[0] == (False, None)
    assert heads[1][0] and heads[1][1].get(f"{W}start") == "9"
    breaks = [len(list(body.iter(W + "pageBreakBefore"))) for body in (whole, first, second)]
    assert breaks == [RUNS, 3, 2], "a part begins its page without a break"


WHOLE = {
    "numbers of a list": ("<w:pPr>", "<w:pPr><w:numPr/>", "word/document.xml"),
    "numbers of a style": ("<w:pPr>", "<w:pPr><w:numPr/>", "word/styles.xml"),
    "a note": ("<w:r>", "<w:r><w:footnoteReference/></w:r><w:r>", "word/document.xml"),
    "how many pages": ("PAGE", "NUMPAGES", "word/header1.xml"),
    "a page pointed to": ("<w:r>", '<w:fldSimple w:instr=" PAGEREF x "/><w:r>', "word/document.xml"),
    "a link inside": ("<w:r>", '<w:hyperlink w:anchor="x"/><w:r>', "word/document.xml"),
    "pages numbered otherwise": ("<w:titlePg/>", '<w:pgNumType w:start="5"/><w:titlePg/>', "word/document.xml"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_counts_over_all_pages_stays_whole(name: str) -> None:
    assert len(cut_letter().parts(2)) == 2
    assert len(cut_letter(*WHOLE[name]).parts(2)) == 1


def test_a_part_with_other_pages_than_foreseen_is_refused() -> None:
    page = picture_pdf()
    assert page_count(joined([page, page], [LetterPart(b"", 0), LetterPart(b"", 1)]) or b"") == 2
    assert joined([page, page], [LetterPart(b"", 0), LetterPart(b"", 2)]) is None
    assert joined([page], [LetterPart(b"", 0)]) == page
