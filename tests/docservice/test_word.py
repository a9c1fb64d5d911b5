"""Reading .docx files and filling their content controls, with nothing else in the file changing."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from lxml import etree
from pypdf import PdfReader

from intranet.docservice.errors import DocError
from intranet.docservice.guard import check_docx
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.word import (
    DocxFacts,
    docx_facts,
    docx_text,
    fill_controls,
    find_controls,
    has_controls,
    require_controls,
    same_words,
)
from tests.support.office_files import W_NS, body_xml, letter, members_of, raw_docx, relations, saved

LOOK = '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>'


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def control(tag: str, content: str, properties: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def paragraph(*inside: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{"".join(inside)}</w:p>'


def numbered_letter(so: str = "     ", ngay: str = "ngày      tháng     năm 2026") -> bytes:
    """The head of a letter as the templates have it: controls inside lines, with other words around them."""
    return raw_docx(
        "<w:tbl><w:tr><w:tc>"
        + paragraph(run("Số: "), control("so", run(so, LOOK)), run("/KH-LMHTX"))
        + "</w:tc><w:tc>"
        + paragraph(run("Hải Phòng, "), control("ngay", run(ngay, "<w:rPr><w:i/></w:rPr>")))
        + "</w:tc></w:tr></w:tbl>"
        + paragraph(run("KẾ HOẠCH")),
        parts={"docProps/app.xml": "<Properties/>", "word/media/image1.png": b"\x89PNG not really"},
    )


def refusal(action: Callable[[], object]) -> DocError:
    with pytest.raises(DocError) as refused:
        action()
    return refused.value


def test_the_text_comes_in_its_order_with_tables_and_controls() -> None:
    assert docx_text(numbered_letter("43", "ngày 25 tháng 02 năm 2025")) == (
        "Số: 43/KH-LMHTX\nHải Phòng, ngày 25 tháng 02 năm 2025\nKẾ HOẠCH"
    )


def test_words_own_way_of_saving_reads_the_same() -> None:
    document = docx.Document(io.BytesIO(letter("Mở đầu")))
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "trái", "phải"
    document.add_paragraph("Kết thúc")
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    assert docx_text(saved(document)) == "Mở đầu\ntrái\nphải\nKết thúc"
    assert docx_text(saved(document), headers=True) == "đầu trang\nMở đầu\ntrái\nphải\nKết thúc\nchân trang"


PIECES = {
    "tab": ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", "a\tb"),
    "tab stops are no tabs": (
        '<w:p><w:pPr><w:tabs><w:tab w:pos="9"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
        "a",
    ),
    "line break": ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a\nb"),
    "hyphen that does not break": ("<w:p><w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>LMHTX</w:t></w:r></w:p>", "KH-LMHTX"),
    "inserted": (f"<w:p><w:ins>{run('mới')}</w:ins></w:p>", "mới"),
    "deleted": (f"<w:p>{run('còn')}<w:del><w:r><w:delText>mất</w:delText></w:r></w:del></w:p>", "còn"),
    "moved away": (f"<w:p>{run('còn')}<w:moveFrom>{run('mất')}</w:moveFrom></w:p>", "còn"),
    "field": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2")}</w:p>',
        "2",
    ),
    "link": (f"<w:p><w:hyperlink>{run('trang')}</w:hyperlink></w:p>", "trang"),
    "text box, once": (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:txbxContent><w:p>{run('khung')}</w:p></w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent><w:p>{run('khung')}</w:p></w:txbxContent></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('dòng')}</w:p>",
        "dòng\nkhung",
    ),
    "block control": (control("x", f"<w:p>{run('a')}</w:p><w:p>{run('b')}</w:p>"), "a\nb"),
}


@pytest.mark.parametrize(("xml", "text"), PIECES.values(), ids=PIECES.keys())
def test_pieces_of_text(xml: str, text: str) -> None:
    assert docx_text(raw_docx(xml)) == text


def test_the_main_part_may_have_another_name() -> None:
    """Word in the browser calls it word/document2.xml."""
    moved = raw_docx(
        parts={
            "_rels/.rels": relations(("officeDocument", "/word/document2.xml", False)),
            "word/document.xml": None,
            "word/document2.xml": body_xml(paragraph(control("so", run("43")))),
        }
    )
    assert docx_text(moved) == "43"
    assert find_controls(fill_controls(moved, {"so": "44"})) == {"so": "44"}


def test_controls_are_found_by_their_tag() -> None:
    assert find_controls(numbered_letter("43", "ngày 25")) == {"so": "43", "ngay": "ngày 25"}
    assert find_controls(raw_docx(paragraph(run("không có")))) == {}


def test_a_placeholder_is_no_text() -> None:
    shown = control(
        "so", run("Bấm vào đây", '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'), "<w:showingPlcHdr/>"
    )
    assert find_controls(raw_docx(paragraph(shown))) == {"so": ""}


def test_filled_controls_hold_the_words() -> None:
    filled = fill_controls(numbered_letter(), {"so": "43", "ngay": "ngày 25 tháng 02 năm 2025"})
    assert find_controls(filled) == {"so": "43", "ngay": "ngày 25 tháng 02 năm 2025"}
    assert docx_text(filled).startswith("Số: 43/KH-LMHTX\nHải Phòng, ngày 25 tháng 02 năm 2025")


def test_filling_changes_these_controls_and_nothing_else() -> None:
    before = numbered_letter()
    after = fill_controls(before, {"so": "43"})
    old, new = members_of(before), members_of(after)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml"}

    def without_number(part: bytes) -> bytes:
        tree = etree.fromstring(part)
        (number,) = (text for text in tree.iter("{*}t") if text.text in ("     ", "43"))
        number.text = ""
        return etree.tostring(tree, method="c14n")

    assert without_number(old["word/document.xml"]) == without_number(new["word/document.xml"])


def test_filling_twice_gives_the_same_bytes() -> None:
    once = fill_controls(numbered_letter(), {"so": "43"})
    assert fill_controls(once, {"so": "43"}) == once


def test_the_words_keep_the_look_of_those_before_them() -> None:
    filled = members_of(fill_controls(numbered_letter(), {"so": "43", "ngay": "hôm nay"}))["word/document.xml"].decode()
    assert f'{LOOK}<w:t xml:space="preserve">43</w:t>' in filled
    assert '<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">hôm nay</w:t>' in filled


GREY = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
SHAPES = {
    "in a line": (paragraph(run("Số "), control("so", run("x", LOOK)), run("/KH")), "Số 43/KH"),
    "split by Word": (paragraph(control("so", run("4", LOOK) + run("2", LOOK) + "<w:proofErr/>")), "43"),
    "typed with changes tracked": (
        paragraph(control("so", f"<w:del><w:r>{LOOK}<w:delText>1</w:delText></w:r></w:del><w:ins>{run('2')}</w:ins>")),
        "43",
    ),
    "whole paragraphs": (control("so", paragraph(run("x", LOOK)) + paragraph(run("y"))), "43"),
    "a cell": (
        "<w:tbl><w:tr>" + control("so", f"<w:tc><w:tcPr/>{paragraph(run('x', LOOK))}</w:tc>") + "</w:tr></w:tbl>",
        "43",
    ),
    "placeholder": (paragraph(control("so", run("Bấm", GREY), f"{LOOK}<w:showingPlcHdr/>")), "43"),
    "empty": (paragraph(control("so", "", LOOK)), "43"),
    "twice": (paragraph(control("so", run("x", LOOK)), run("–"), control("so", run("y", LOOK))), "43–43"),
}


@pytest.mark.parametrize(("xml", "text"), SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_of_control_is_filled_with_its_own_look(xml: str, text: str) -> None:
    filled = fill_controls(raw_docx(xml), {"so": "43"})
    check_docx(filled)
    assert docx_text(filled) == text
    part = members_of(filled)["word/document.xml"].decode()
    assert part.count(f'<w:r>{LOOK}<w:t xml:space="preserve">43</w:t></w:r>') == text.count("43")
    assert '<w:pPr><w:jc w:val="center"/></w:pPr>' in part
    assert "showingPlcHdr" not in part
    assert len(re.findall(r"<w:p[ >/]", part)) == 1


def test_a_bound_control_lets_go_of_its_binding() -> None:
    """Else Word would put the bound value back when it opens the file."""
    bound = raw_docx(paragraph(control("so", run("x"), '<w:dataBinding w:xpath="/so" w:storeItemID="{1}"/>')))
    assert b"dataBinding" not in members_of(fill_controls(bound, {"so": "43"}))["word/document.xml"]


TYPED = {
    "signs of XML": ('43 & <44> "45"', '43 & <44> "45"'),
    "several lines": ("một\nhai", "một\nhai"),
    "spaces at the ends": ("  43  ", "  43  "),
    "decomposed accents": ("nga\u0300y", "ngày"),
    "control characters": ("4\x00\x0b3\ud800", "43"),
    "braces": ("{{ so }} {% x %}", "{{ so }} {% x %}"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("typed", "text"), TYPED.values(), ids=TYPED.keys())
def test_words_go_in_as_they_were_typed(typed: str, text: str) -> None:
    assert find_controls(fill_controls(numbered_letter(), {"so": typed}))["so"] == text


def test_a_letter_that_lost_its_controls_is_refused_by_name() -> None:
    only_date = raw_docx(paragraph(control("ngay", run("x"))))
    neither = letter("Word đã xoá cả hai ô")
    assert refusal(lambda: require_controls(only_date)).code == "lost_controls"
    assert "mất ô ghi số nên" in refusal(lambda: require_controls(only_date)).sentence
    assert "mất ô ghi số và ngày nên" in refusal(lambda: require_controls(neither)).sentence
    assert "mất ô ghi số nên" in refusal(lambda: fill_controls(only_date, {"so": "43", "ngay": "x"})).sentence
    require_controls(numbered_letter())


def test_has_controls_asks_for_all_of_them() -> None:
    assert has_controls(numbered_letter())
    assert not has_controls(raw_docx(paragraph(control("ngay", run("x")))))
    assert has_controls(raw_docx(paragraph(control("ngay", run("x")))), ["ngay"])


BROKEN = {
    "nothing": b"",
    "text": b"text",
    "half a zip": numbered_letter()[:400],
    "no main part": raw_docx(parts={"word/document.xml": None}),
    "no relationships": raw_docx(parts={"_rels/.rels": None}),
    "empty main part": raw_docx(parts={"word/document.xml": b""}),
    "broken main part": raw_docx(parts={"word/document.xml": b"<w:document>"}),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("read", [docx_text, find_controls, docx_facts, lambda docx: fill_controls(docx, {})])
def test_a_broken_file_is_a_kind_refusal(broken: bytes, read: Callable[[bytes], object]) -> None:
    assert refusal(lambda: read(broken)).code == "docx_broken"


def test_an_entity_is_not_followed(tmp_path) -> None:
    (tmp_path / "secret").write_text("bí mật")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    part = body_xml(paragraph(run("&e;"))).replace("<w:document", evil + "<w:document", 1)
    assert "bí mật" not in docx_text(raw_docx(parts={"word/document.xml": part}))


def test_open_changes_and_comments_are_counted() -> None:
    changed = raw_docx(
        f"<w:p><w:ins>{run('a')}</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>",
        parts={
            "word/header1.xml": body_xml(f"<w:p><w:ins>{run('c')}</w:ins></w:p>"),
            "word/comments.xml": f'<w:comments xmlns:w="{W_NS}"><w:comment/><w:comment/></w:comments>',
        },
    )
    assert docx_facts(changed) == DocxFacts(tracked_changes=3, comments=2)
    assert docx_facts(letter("sạch")) == DocxFacts(0, 0)


SAME = {
    "spaces and lines": ("Kế  hoạch\n số 43", "Kế hoạch số 43", True),
    "spaces that do not break": ("số\u00a043", "số 43", True),
    "decomposed": ("Kê\u0301 hoa\u0323ch", "Kế hoạch", True),
    "invisible signs": ("Kế\u00ad hoạch\u200b", "Kế hoạch", True),
    "another accent": ("Kê hoạch", "Kế hoạch", False),
    "another capital": ("kế hoạch", "Kế hoạch", False),
    "another order": ("hoạch kế", "kế hoạch", False),
    "a word less": ("kế", "kế hoạch", False),
}


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=SAME.keys())
def test_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


def test_libreoffice_prints_what_was_filled_in() -> None:
    filled = fill_controls(numbered_letter(), {"so": "43", "ngay": "ngày 25 tháng 02 năm 2025"})
    (page,) = PdfReader(io.BytesIO(to_pdf(filled))).pages
    assert "Số: 43/KH-LMHTX" in page.extract_text()
    assert "Hải Phòng, ngày 25 tháng 02 năm 2025" in page.extract_text()
