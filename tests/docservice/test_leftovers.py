"""What a letter must not carry out: each kind of leftover in a file that holds just it; clean files hold none."""

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from intranet.docservice.leftovers import Leftovers, leftovers
from intranet.docservice.render import render_docx
from tests.support.letters import own_catalogue
from tests.support.office_files import saved


def word(*lines: str, header: str = "") -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Kính gửi {{ noi_nhan }}", {"placeholders": ("{{ noi_nhan }}",)}),
        ("Giao [ghi tên đơn vị] chủ trì", {"placeholders": ("[ghi tên đơn vị]",)}),
        ("Số tiền […]", {"placeholders": ("[…]",)}),
        ("theo Kế hoạch số …/KH-LMHTX", {"blanks": ("theo Kế hoạch số …/KH-LMHTX",)}),
        ("tại Công văn số 12/....", {"blanks": ("tại Công văn số 12/....",)}),
        ("họp ngày … tháng … năm 2026", {"blanks": ("họp ngày … tháng … năm 2026",)}),
        ("(Kèm theo Kế hoạch số …/KH-LMHTX ngày 3/2/2026)",
         {"attachment_blanks": ("(Kèm theo Kế hoạch số …/KH-LMHTX ngày 3/2/2026)",)}),
        ("DỰ THẢO", {"draft_marks": ("DỰ THẢO",)}),
        ("Dự thảo lần 2", {"draft_marks": ("Dự thảo lần 2",)}),
        ("DỰ THẢO (12/3/2026)", {"draft_marks": ("DỰ THẢO (12/3/2026)",)}),
        ("TỜ TRÌNH VỀ DỰ THẢO LUẬT", {}),
        ("Dự thảo luật được gửi lấy ý kiến.", {}),
        ("Họ tên: ...............................", {}),
        ("Số: 43/KH-LMHTX ngày 25/02/2025 … và/hoặc", {}),
    ],
)  # fmt: skip
def test_each_leftover_is_found_by_its_words(line: str, found: dict[str, tuple[str, ...]]) -> None:
    assert leftovers(word("Nội dung.", line)) == Leftovers(**found)


def test_headers_and_yellow_words_are_looked_at_too() -> None:
    assert leftovers(word("Nội dung.", header="DỰ THẢO")).draft_marks == ("DỰ THẢO",)
    document = Document()
    run = document.add_paragraph("Kinh phí ").add_run("30 triệu đồng")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    assert leftovers(saved(document)) == Leftovers(highlights=("30 triệu đồng",))


def test_letters_of_the_projects_templates_leave_nothing() -> None:
    left = {t.id: leftovers(render_docx(t, t.example, year=2026)) for t in own_catalogue()}
    assert {name: found for name, found in left.items() if found != Leftovers()} == {}
