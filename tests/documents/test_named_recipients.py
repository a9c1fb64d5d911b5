"""Như trên in Nơi nhận means whom the letter is addressed to: for register and delivery, from form and Word alike."""

import pytest

from intranet.docservice.check.addressees import addressees_of
from intranet.docservice.render import render_docx
from intranet.documents.facts import named_recipients, recipients_text
from intranet.lettertemplates.office_templates import get_template


@pytest.mark.parametrize(
    ("lines", "addressees", "named"),
    [
        (["Như trên", "Lưu: VT"], ["Sở Nội vụ"], ["Sở Nội vụ", "Lưu: VT"]),
        (["- Như trên;", "Văn phòng"], ["- Sở Nội vụ;", "Văn phòng."], ["Sở Nội vụ", "Văn phòng"]),
        (["Như trên (để thực hiện)"], ["Các phòng", "Quỹ Hỗ trợ"], ["Các phòng", "Quỹ Hỗ trợ"]),
        (["Như trên", "UBND thành phố"], [], ["Như trên", "UBND thành phố"]),
        (["Như Điều 3"], ["Sở Nội vụ"], ["Như Điều 3"]),
        (["Như Điều 3;", "• Các Phòng;"], [], ["Như Điều 3", "Các Phòng"]),
    ],
)
def test_who_is_meant(lines: list[str], addressees: list[str], named: list[str]) -> None:
    assert named_recipients(lines, addressees) == named


@pytest.mark.parametrize("template_id", ["cong_van", "to_trinh"])
def test_form_and_file_of_a_letter_say_the_same(app: object, template_id: str) -> None:
    template = get_template(template_id)
    to = ["Ủy ban nhân dân thành phố Hải Phòng", "Sở Nội vụ"]
    field = next(field for field in template.fields if field.kind == "addressees")
    facts = {**template.example, field.key: to, "noi_nhan": ["Như trên", "Lưu: VT, VP"]}
    assert recipients_text(template, facts) == "; ".join(to)
    assert addressees_of(render_docx(template, facts)) == to
