"""What is typed so far prints, however little and however wrong it is."""

from typing import Any

import pytest

from intranet.docservice.preview import MISSING, render_preview
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from tests.support.letters import own_catalogue, own_template

IDS = [template.id for template in own_catalogue()]


@pytest.mark.parametrize("template_id", IDS)
def test_an_empty_form_prints(template_id: str) -> None:
    text = docx_text(render_preview(own_template(template_id), {}, year=2026))
    assert "Độc lập - Tự do - Hạnh phúc" in text and MISSING in text


def test_a_complete_form_prints_as_the_letter_does() -> None:
    template = own_template("ke_hoach")
    shown, letter = (docx_text(make(template, template.example)) for make in (render_preview, render_docx))
    assert shown == letter and MISSING not in shown


@pytest.mark.parametrize(
    ("template_id", "change"),
    [
        ("ke_hoach", {"ngay": "32/13/2026", "so": "mười"}),
        ("ke_hoach", {"phan_cong": [{"don_vi": "Văn phòng", "nhiem_vu": [{"noi_dung": "Làm", "han": "mai"}]}]}),
        ("ke_hoach", {"phan_cong": "không phải bảng", "can_cu": 5, "noi_dung": ["x"]}),
        ("to_trinh_kinh_phi", {"du_toan": [{"noi_dung": "Thuê hội trường", "so_luong": "hai", "don_gia": "rẻ"}]}),
        ("giay_moi", {"ngay_hop": "thứ Ba", "kinh_moi": []}),
        ("cong_dien", {"do_khan": "rất khẩn"}),
        ("quyet_dinh_khen_thuong", {"danh_sach": [{"ten": "", "so_tien": "x"}]}),
    ],
)
def test_what_is_wrong_is_left_out_and_the_rest_prints(template_id: str, change: dict[str, Any]) -> None:
    template = own_template(template_id)
    text = docx_text(render_preview(template, template.example | change))
    assert template.example["trich_yeu"].split()[-1] in text and "{'" not in text


def test_a_wrong_deadline_leaves_the_task() -> None:
    template = own_template("ke_hoach")
    tasks = [{"don_vi": "Văn phòng", "nhiem_vu": [{"noi_dung": "Mời họp", "han": "mai"}]}]
    text = docx_text(render_preview(template, template.example | {"phan_cong": tasks}))
    assert "Mời họp" in text and "mai." not in text
