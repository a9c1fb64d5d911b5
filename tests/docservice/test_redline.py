"""Two versions side by side: accepting every tracked change gives the new words, rejecting gives the old ones."""

import random
from datetime import UTC, datetime

import pytest
from lxml import etree

from intranet.docservice.package import main_part, replace_part
from intranet.docservice.redline import GONE, NEW, SAME, Piece, compare_docx, differences, redline
from intranet.docservice.render import render_docx
from intranet.docservice.word import W, docx_facts, docx_text, part_tree
from tests.support.letters import own_template
from tests.support.office_files import letter

AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)


def rejected(docx: bytes) -> str:
    """The words with every change rejected: what was inserted is gone, what was struck stands again."""
    part = main_part(docx)
    tree = part_tree(docx, part)
    for mark in list(tree.iter(W + "ins")):
        if mark.getparent().tag == W + "rPr":
            paragraph = mark.getparent().getparent().getparent()
            if not "".join(t.text or "" for t in paragraph.iter(W + "delText")):
                paragraph.getparent().remove(paragraph)
                continue
        mark.getparent().remove(mark)
    for struck in list(tree.iter(W + "delText")):
        struck.tag = W + "t"
    for mark in list(tree.iter(W + "del")):
        if mark.getparent().tag == W + "rPr":
            mark.getparent().remove(mark)
        else:
            mark.tag = "kept"
    return docx_text(replace_part(docx, part, etree.tostring(tree)))


def words(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def test_words_on_the_page() -> None:
    old = "Mở 04 lớp tập huấn.\nBỏ dòng này.\nGiữ nguyên."
    new = "Mở 05 lớp tập huấn.\nGiữ nguyên.\nThêm dòng mới hoàn toàn."
    assert differences(old, new) == [
        [Piece(SAME, "Mở "), Piece(GONE, "04"), Piece(NEW, "05"), Piece(SAME, " lớp tập huấn.")],
        [Piece(GONE, "Bỏ dòng này.")],
        [Piece(SAME, "Giữ nguyên.")],
        [Piece(NEW, "Thêm dòng mới hoàn toàn.")],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["Một hai ba"], ["Một hai bốn"]),
        (["A b c", "Bỏ hẳn câu này đi"], ["A b c"]),
        (["A b c"], ["A b c", "Thêm một câu nữa"]),
        (["Câu một", "Câu hai", "Câu ba"], ["Câu ba", "Câu một"]),
        (["Giống"], ["Giống"]),
        (["x"], ["hoàn toàn khác hẳn"]),
    ],
)
def test_accepting_gives_the_new_and_rejecting_the_old(old: list[str], new: list[str]) -> None:
    marked = redline(letter(*old), letter(*new), "Nguyễn Văn A", AT)
    assert words(docx_text(marked)) == "\n".join(new)
    assert words(rejected(marked)) == "\n".join(old)
    assert (docx_facts(marked).tracked_changes > 0) == (old != new)


def test_a_real_letter_keeps_its_look_and_names_the_author() -> None:
    template = own_template("ke_hoach")
    old = render_docx(template, template.example, year=2026)
    new = render_docx(template, template.example | {"mo_dau": "Cơ quan ban hành Kế hoạch mới như sau:"}, year=2026)
    marked = redline(old, new, "Nguyễn Văn A", AT)
    assert words(docx_text(marked)) == words(docx_text(new))
    assert words(rejected(marked)) == words(docx_text(old))
    tree = part_tree(marked, main_part(marked))
    changes = [*tree.iter(W + "ins"), *tree.iter(W + "del")]
    assert {(c.get(W + "author"), c.get(W + "date")) for c in changes} == {("Nguyễn Văn A", "2026-03-05T08:30:00Z")}
    assert redline(new, new, "A", AT) != b"" and docx_facts(redline(new, new, "A", AT)).tracked_changes == 0
    assert [p for line in compare_docx(old, new) for p in line if p.kind == NEW]


def test_any_change_of_words_comes_back() -> None:
    chance = random.Random(30)
    stock = "tập huấn chuyển đổi số năm 2026 cho hợp tác xã thành viên, quỹ hỗ trợ".split()  # noqa: SIM905
    for _ in range(40):
        old = [" ".join(chance.choices(stock, k=chance.randint(1, 12))) for _ in range(chance.randint(1, 8))]
        new = [line for line in old if chance.random() > 0.2] or ["còn một"]
        for _ in range(chance.randint(0, 3)):
            at = chance.randrange(len(new))
            new[at] = " ".join(chance.sample(new[at].split(), k=len(new[at].split()))) + chance.choice(["", " thêm"])
            new.insert(chance.randint(0, len(new)), " ".join(chance.choices(stock, k=5)))
        marked = redline(letter(*old), letter(*new), "A", AT)
        assert words(docx_text(marked)) == "\n".join(new)
        assert words(rejected(marked)) == "\n".join(old)
