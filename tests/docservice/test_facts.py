"""Facts are checked kind by kind; each problem says where it is and what to do, and nothing typed is lost."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intranet.docservice.facts import Problem, check_facts
from tests.support.letters import field, own_catalogue, own_template, small_template

TABLE = field(
    "bang",
    "rows",
    "Bảng",
    """max_items = 3
[[fields.columns]]
key = "ten"
kind = "text"
label = "Tên"
required = true
[[fields.columns]]
key = "tien"
kind = "money"
label = "Số tiền"
""",
)


def check(kind: str, value: object, more: str = "") -> tuple[Any, list[Problem]]:
    """One fact of one field "x", labelled "Mục x", checked."""
    template = small_template(fields=TABLE if kind == "rows" else field("x", kind, "Mục x", more))
    key = "bang" if kind == "rows" else "x"
    checked = check_facts(template, {key: value})
    return checked.facts[key], list(checked.problems)


CHOICES = 'choices = ["Thường", "Khẩn"]'
GOOD: list[tuple[str, object, object]] = [
    ("text", "  Kế hoạch năm 2026 ", "Kế hoạch năm 2026"),
    ("text", "hai\ndòng", "hai dòng"),
    ("text", 2026, "2026"),
    ("text", None, ""),
    ("paragraph", "một\r\nhai\rba\x0bbốn", "một\nhai\nba\nbốn"),
    ("list", ["một ", "", "hai"], ["một", "hai"]),
    ("list", "một\nhai", ["một", "hai"]),
    ("date", "2026-02-05", "2026-02-05"),
    ("date", date(2026, 2, 5), "2026-02-05"),
    ("date", " 5/2/2026", "2026-02-05"),
    ("choice", "Khẩn", "Khẩn"),
    ("number", 12, "12"),
    ("number", "12,5", "12,5"),
    ("number", 12.5, "12,5"),
    ("money", "1 234 000 đồng", "1.234.000"),
    ("money", 5000, "5.000"),
    ("legal_bases", ["Căn cứ Luật A;"], ["Căn cứ Luật A;"]),
    ("recipients", ["- Như trên;", "- Lưu: VT."], ["Như trên;", "Lưu: VT."]),
    ("addressees", ["- Sở Nội vụ"], ["Sở Nội vụ"]),
    ("letter_number", 43, "43"),
    ("letter_number", "43a", "43a"),
    ("letter_number", "", ""),
    ("letter_date", "2026", "2026"),
    ("letter_date", date(2026, 1, 2), "2026-01-02"),
    ("letter_date", "02/01/2026", "2026-01-02"),
    ("outline", "I. Mục đích\n- Việc", "I. Mục đích\n- Việc"),
    (
        "signer",
        {"quyen_han": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"},
        {"quyen_han": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "ho_ten": ""},
    ),
    ("rows", [{"ten": "A", "tien": "1.000"}, {"ten": "B"}], [{"ten": "A", "tien": "1.000"}, {"ten": "B", "tien": ""}]),
    (
        "assignments",
        [{"don_vi": "Văn phòng:", "nhiem_vu": ["Việc một", {"noi_dung": "Việc hai", "han": "2026-06-30"}]}],
        [
            {
                "don_vi": "Văn phòng",
                "nhiem_vu": [
                    {"noi_dung": "Việc một", "phoi_hop": [], "han": ""},
                    {"noi_dung": "Việc hai", "phoi_hop": [], "han": "2026-06-30"},
                ],
            }
        ],
    ),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), GOOD)
def test_good_facts_are_kept_clean(kind: str, typed: object, kept: object) -> None:
    assert check(kind, typed, CHOICES if kind == "choice" else "") == (kept, [])


REQUIRED = "required = true"
BAD: list[tuple[str, object, str, str, str]] = [
    ("text", "", REQUIRED, "x", "Mục x: chưa có. Hãy điền."),
    ("text", "  \n ", REQUIRED, "x", "Mục x: chưa có. Hãy điền."),
    ("text", ["a"], "", "x", "Mục x: phải là chữ."),
    ("text", True, "", "x", "Mục x: phải là chữ."),
    ("text", "a" * 11, "max_length = 10", "x", "Mục x: dài 11 ký tự, chỉ được 10."),
    ("paragraph", None, REQUIRED, "x", "Mục x: chưa có. Hãy điền."),
    ("list", {"a": 1}, "", "x", "Mục x: phải là một danh sách."),
    ("list", ["a", 1.5], "", "x.2", "Mục x, dòng 2: phải là chữ."),
    ("list", ["a", "b", "c"], "max_items = 2", "x", "Mục x: có 3 dòng, chỉ được 2."),
    ("date", "05-02-2026", "", "x", "Mục x: “05-02-2026” không phải là ngày. "
     "Hãy ghi như 31/01/2026."),
    ("date", "2026-02-30", "", "x", "Mục x: “2026-02-30” không phải là ngày. "
     "Hãy ghi như 31/01/2026."),
    ("date", "20260205", "", "x", "Mục x: “20260205” không phải là ngày. "
     "Hãy ghi như 31/01/2026."),
    ("choice", "Hỏa tốc", CHOICES, "x", "Mục x: không có lựa chọn “Hỏa tốc”. Hãy chọn một trong: Thường, Khẩn."),
    ("number", "mười", "", "x", "Mục x: “mười” không phải là số."),
    ("money", "một triệu", "", "x", "Mục x: “một triệu” không phải là số tiền. Hãy ghi như 1.200.000."),
    ("recipients", ["Như trên"], "", "x", "Mục x: dòng cuối phải là nơi lưu, ví dụ “Lưu: VT, VP”."),
    ("letter_number", "43/KH", "", "x", "Mục x: “43/KH” không phải là số văn bản. "
     "Hãy ghi số, ví dụ 43 hoặc 43a, hoặc để trống khi chưa có số."),
    ("letter_date", "hôm nay", "", "x", "Mục x: “hôm nay” không phải là ngày. "
     "Hãy ghi như 31/01/2026, hoặc để trống khi chưa có ngày."),
    ("office", {"ten": "A"}, REQUIRED, "x.ky_hieu", "Mục x, ký hiệu: chưa có. Hãy điền."),
    ("office", {"ten": "A", "la": 1}, "", "x.la", "Mục x, “la”: không có mục ấy. Hãy xóa hoặc sửa tên."),
    ("signer", {"ho_ten": "A"}, REQUIRED, "x.quyen_han", "Mục x, quyền hạn, chức vụ: chưa có. Hãy điền."),
    ("signer", "CHỦ TỊCH", "", "x", "Mục x: phải là một bảng tên – giá trị."),
    ("rows", [{"ten": "A"}, {"ten": "", "tien": "5"}], "", "bang.2.ten", "Bảng, dòng 2, Tên: chưa có. Hãy điền."),
    ("rows", [{"ten": "A", "tien": "x"}], "", "bang.1.tien",
     "Bảng, dòng 1, Số tiền: “x” không phải là số tiền. Hãy ghi như 1.200.000."),
    ("rows", [{"ten": "A", "la": ""}], "", "bang.1.la", "Bảng, dòng 1, “la”: không có mục ấy. Hãy xóa hoặc sửa tên."),
    ("rows", [{"ten": name} for name in "ABCD"], "", "bang", "Bảng: có 4 dòng, chỉ được 3."),
    ("assignments", [{"nhiem_vu": ["Việc"]}], "", "x.1.don_vi", "Mục x, đơn vị thứ 1, tên đơn vị: chưa có. Hãy điền."),
    ("assignments", [{"don_vi": "A", "nhiem_vu": []}], "", "x.1.nhiem_vu",
     "Mục x, đơn vị thứ 1, nhiệm vụ: chưa có. Hãy điền."),
    ("assignments", [{"don_vi": "A", "nhiem_vu": ["Việc", {"noi_dung": "B", "han": "mai"}]}], "", "x.1.nhiem_vu.2.han",
     "Mục x, đơn vị thứ 1, nhiệm vụ, việc 2, thời hạn: “mai” không phải là ngày. "
     "Hãy ghi như 31/01/2026."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "more", "path", "message"), BAD)
def test_a_wrong_fact_is_named(kind: str, typed: object, more: str, path: str, message: str) -> None:
    _, problems = check(kind, typed, more)
    assert Problem(path, message) in problems


@pytest.mark.parametrize(
    ("kind", "typed"), [("date", "30/2"), ("money", "nhiều"), ("letter_number", "43/KH"), ("number", "x")]
)
def test_what_was_typed_wrong_is_kept_for_mending(kind: str, typed: str) -> None:
    kept, problems = check(kind, typed)
    assert kept == typed and problems


def test_an_unknown_key_is_a_problem() -> None:
    problems = check_facts(small_template(), {"trich_yeuu": "x"}).problems
    assert problems == (Problem("trich_yeuu", "“trich_yeuu”: mẫu này không có mục ấy. Hãy xóa hoặc sửa tên."),)


def test_decomposed_letters_are_composed_and_invisible_ones_dropped() -> None:
    kept, problems = check("text", unicodedata.normalize("NFD", "Kế\u200b hoạch\x00 \ufeffđã\ud800 duyệt\uffff"))
    assert (kept, problems) == ("Kế hoạch đã duyệt", [])


def test_section_three_stands_in_one_place_only() -> None:
    template = own_template("ke_hoach")
    body = template.example["noi_dung"] + "IV. Tổ chức thực hiện\n1. Văn phòng:\nLàm."
    paths = [problem.path for problem in check_facts(template, template.example | {"noi_dung": body}).problems]
    assert paths == ["phan_cong"]


@pytest.mark.parametrize("template_id", ["ke_hoach", "to_trinh", "cong_van", "bao_cao"])
def test_an_example_is_complete_and_checking_it_twice_changes_nothing(template_id: str) -> None:
    template = own_template(template_id)
    once = check_facts(template, template.example)
    assert once.problems == ()
    assert check_facts(template, once.facts) == once


@pytest.mark.parametrize("template_id", ["ke_hoach", "to_trinh", "cong_van", "bao_cao"])
def test_an_empty_form_names_every_required_field(template_id: str) -> None:
    template = own_template(template_id)
    named = {problem.path.split(".")[0] for problem in check_facts(template, {}).problems}
    assert named == {field.key for field in template.fields if field.required}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_fact_however_odd_breaks_the_check(data: st.DataObject) -> None:
    template = data.draw(st.sampled_from(own_catalogue().templates))
    keys = st.sampled_from([field.key for field in template.fields])
    facts = data.draw(st.dictionaries(keys, ANYTHING, max_size=4))
    checked = check_facts(template, template.example | facts)
    assert checked.facts.keys() == {field.key for field in template.fields}
