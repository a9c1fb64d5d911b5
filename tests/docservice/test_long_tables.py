"""A very long table is laid out in runs of rows, and nobody can tell: every page looks as before."""

import io
import random
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

from deploy.letters.frame import line, package, row, signature, table
from intranet.docservice import long_tables
from intranet.docservice.long_tables import find_long_table
from intranet.docservice.package import read_part, replace_part
from intranet.docservice.pdf_places import Place
from intranet.docservice.pdf_pool import PdfPool
from tests.support.letters import own_template
from tests.support.office_files import letter

WIDTHS = (900, 5000, 3400)
SENTENCE = "rà soát kế hoạch tuyên truyền hợp tác xã kiểu mẫu tại các xã đảo Cát Hải và huyện An Lão trong năm"
WORDS = SENTENCE.split()
TITLES = row([line("Tiêu đề bảng", title) for title in ("TT", "Việc", "Đơn vị")], WIDTHS, repeats=True)
TOTAL = row([line("Chữ trong bảng", text) for text in ("Tổng cộng", "260")], (5900, 3400), spans=(2, 1))
ROWS = 260
DOCUMENT = "word/document.xml"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of 200 rows is already long here."""
    monkeypatch.setattr(long_tables, "LONG", 200)
    monkeypatch.setattr(long_tables, "RUN", 30)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfPool]:
    with PdfPool(tmp_path_factory.mktemp("long"), size=2) as warm:
        yield warm


def rows(count: int = ROWS) -> str:
    """Rows of one to seven lines, the same ones every time."""
    chance = random.Random(43)

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    return "".join(
        row([line("Chữ trong bảng", text) for text in (f"số {n}", words(40), words(12))], WIDTHS)
        for n in range(1, count + 1)
    )


def annex(inside: str = "", *, titles: str = TITLES) -> bytes:
    before = [line("Nội dung", "Mở đầu " + " ".join(WORDS * 3))] * 3
    after = [line("Nội dung", "Kết thúc " + " ".join(WORDS * 2))] * 4
    return package(*before, table(WIDTHS, titles + (inside or rows()) + TOTAL, style="BangKe"), *after, signature())


def pages_of(pdf: bytes) -> list[tuple[str, bytes]]:
    """The words of each page, and its picture."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [(page.get_textpage().get_text_bounded(), page.render(scale=0.7).to_pil().tobytes()) for page in document]


@pytest.mark.parametrize("titles", [TITLES, ""], ids=["with titles", "without titles"])
def test_every_page_looks_as_with_the_whole_table(short: None, pool: PdfPool, titles: str) -> None:
    docx = annex(titles=titles)
    found = find_long_table(docx)
    assert found and (len(found.rows), len(found.rest)) == (ROWS, 1)
    places = pool.makers[0].places(found.measuring(1)[0])
    runs = long_tables._starts(found, places)
    assert len(runs) >= 3 and all(later > run for run, later in pairwise(runs))
    cut = found.cut(places)
    assert cut and len(cut.parts(2)) == 2
    assert pages_of(pool.convert(docx)) == pages_of(pool.makers[0].convert(docx))


def test_several_libreoffices_measure_together(short: None) -> None:
    found = find_long_table(annex())
    assert found
    one, two, three = found.measuring(3)
    assert len(three) < len(two) <= len(one)


VARIANTS = {
    "columns that follow their words": ('<w:tblLayout w:type="fixed"/>', ""),
    "rows that break between pages": ("<w:cantSplit/>", ""),
    "cells merged downwards": ("</w:tcPr>", "<w:vMerge/></w:tcPr>"),
    "a table beside the text": ("<w:tblPr>", '<w:tblPr><w:tblpPr w:vertAnchor="text"/>'),
    "a page without margins": ("<w:pgMar ", "<w:cols "),
    "a margin that is no number": ('w:top="', 'w:top="x'),
    "a row without words": ("</w:tbl>", "<w:tr><w:trPr><w:cantSplit/></w:trPr></w:tr></w:tbl>"),
    "a drawing in each row": ("</w:tc></w:tr>", "<w:p><w:r><w:drawing/></w:r></w:p></w:tc></w:tr>"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_what_may_not_be_cut(short: None, name: str) -> None:
    from_text, to_text = VARIANTS[name]
    content = (read_part(annex(), DOCUMENT) or b"").decode()
    assert from_text in content
    changed = replace_part(annex(), DOCUMENT, content.replace(from_text, to_text).encode())
    assert find_long_table(annex()) and not find_long_table(changed)


def test_rows_of_many_shapes_are_left_as_they_are(short: None) -> None:
    mixed = "".join(
        row([line("Chữ trong bảng" if n % 50 else "Nội dung", text) for text in ("a", "b", "c")], WIDTHS)
        for n in range(1, ROWS)
    )
    assert find_long_table(annex(mixed)) is None


def test_a_letter_is_no_long_table() -> None:
    assert find_long_table(annex(rows(100))) is None
    assert find_long_table(letter()) is None
    assert find_long_table(own_template("to_trinh").docx) is None


def test_without_certain_places_nothing_is_cut(short: None) -> None:
    found = find_long_table(annex())
    assert found and found.cut({}) is None
    one_page = {f"{name}{n}": Place(0, 800 - n) for n in range(ROWS + 60) for name in ("shown", "high", "next")}
    assert found.cut(one_page) is None
    apart = {
        name: Place(int(name[4:]) if "h" in name[:1] else place.page, place.height) for name, place in one_page.items()
    }
    assert found.cut(apart) is None
