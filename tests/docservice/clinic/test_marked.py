"""The marked copy says every fault where it stands, and is the same template otherwise."""

import io

from docx import Document

from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.clinic.marked import marked_copy
from intranet.docservice.word import docx_facts, docx_text
from tests.docservice.clinic.sheet import Sheet


def test_each_fault_is_a_comment_at_its_paragraph() -> None:
    sheet = Sheet()
    sheet.replace("{{ dong.ten }}", "{{ dong.tenn }}")
    sheet.replace("{{ trich_yeu }}", "{{ trich yeu }}")
    sheet.header("{{ ten_loa }}")
    docx = sheet.docx()
    faults = examine_docx(docx, sheet.template.fields).faults
    copy = marked_copy(docx, faults)
    assert docx_facts(copy).comments == len(faults) == 3
    assert docx_text(copy, headers=True) == docx_text(docx, headers=True)
    comments = list(Document(io.BytesIO(copy)).comments)
    assert [one.author for one in comments] == ["Khám mẫu văn bản"] * 3
    assert "Cách sửa: Ý bạn là trich_yeu?" in comments[0].text
    cell = Document(io.BytesIO(copy)).tables[1].rows[2].cells[1]
    assert cell.paragraphs[0]._p.xpath("./w:commentRangeStart/@w:id") == ["1"]
    # Word takes no comments in headers: it stands at the beginning and says where.
    assert comments[2].text.startswith("Đầu trang, Đoạn 2")


def test_a_sound_template_gets_no_comments() -> None:
    docx = Sheet().docx()
    assert marked_copy(docx, ()) == docx
