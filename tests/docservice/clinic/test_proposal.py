"""New names in a template become fields with a kind guessed from their use and a label from the words beside them."""

from typing import Any

import pytest

from intranet.docservice.clinic.proposal import proposed_fields
from intranet.docservice.fields import Field, read_field
from tests.docservice.clinic.sheet import Sheet


def proposed(*lines: str, elsewhere: dict[str, Field] | None = None) -> list[dict[str, Any]]:
    sheet = Sheet("thong_bao")
    sheet.add_after("{{p noi_dung|than_bai }}", *lines)
    return proposed_fields(sheet.docx(), sheet.template.fields, elsewhere)


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("Địa điểm: {{ dia_diem }}", "text", "Địa điểm"),
        ("Ngày {{ ngay_hop }} tại", "date", "Ngay hop"),
        ("Kinh phí dự kiến: {{ kinh_phi }} đồng", "money", "Kinh phí dự kiến"),
        ("- Số lượng đại biểu: {{ so_luong }}", "number", "Số lượng đại biểu"),
        ("{{p phu_them|than_bai }}", "outline", "Phu them"),
    ],
)
def test_a_kind_is_guessed_from_use(line: str, kind: str, label: str) -> None:
    (table,) = proposed(line)
    assert (table["kind"], table["label"]) == (kind, label)
    problems: list[str] = []
    assert read_field(table, problems) is not None and problems == []


def test_what_is_compared_is_a_choice() -> None:
    (table,) = proposed('{%p if cach == "Trực tiếp" %}', "x", '{%p elif cach == "Qua mạng" %}', "y", "{%p endif %}")
    assert (table["key"], table["kind"], table["choices"]) == ("cach", "choice", ["Trực tiếp", "Qua mạng"])


def test_lists_and_tables() -> None:
    lines = ("{%p for khach in khach_moi %}", "{{ khach }}", "{%p endfor %}")
    assert [(one["key"], one["kind"]) for one in proposed(*lines)] == [("khach_moi", "list")]
    table = ("{%p for dong in hang %}", "{{ dong.stt }}. {{ dong.ten }}: {{ dong.so_tien }}", "{%p endfor %}")
    (found,) = proposed(*table)
    assert found["kind"] == "rows" and [(c["key"], c["kind"]) for c in found["columns"]] == [
        ("ten", "text"),
        ("so_tien", "money"),
    ]


def test_words_of_an_amount_come_with_it_and_other_templates_lend_their_fields() -> None:
    assert [one["key"] for one in proposed("{{ so_tien }} ({{ so_tien_chu }})")] == ["so_tien"]
    other = Field("noi_hop", "paragraph", "Nơi họp", "Ghi đủ tên phòng.")
    (table,) = proposed("{{ noi_hop }}", elsewhere={"noi_hop": other})
    assert (table["kind"], table["label"], table["help"]) == ("paragraph", "Nơi họp", "Ghi đủ tên phòng.")


def test_a_table_takes_its_labels_from_its_first_row() -> None:
    sheet = Sheet()
    fields = tuple(field for field in sheet.template.fields if field.key != "danh_sach")
    (table,) = proposed_fields(sheet.docx(), fields)
    heads = [column["label"] for column in table["columns"]]
    assert heads == ["Họ và tên hoặc tên tập thể", "Chức vụ, đơn vị", "Hình thức đề nghị", "Tóm tắt thành tích"]
