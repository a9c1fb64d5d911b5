"""Facts become the plain values a letter prints: blanks, endings, lines of the body, lengths of rules."""

from typing import Any

import pytest

from intranet.docservice.body import outline_lines
from intranet.docservice.context import build_context, printed_letter_date, printed_letter_number
from intranet.docservice.endings import finished, listed, unfinished
from intranet.docservice.facts import check_facts
from intranet.docservice.measure import line_width, rule_length, wrap
from tests.support.letters import field, own_catalogue, own_template, small_template


def printed(kind: str, fact: object, more: str = "") -> Any:
    template = small_template(fields=field("x", kind, more=more))
    checked = check_facts(template, {"x": fact})
    assert not checked.problems
    return build_context(template, checked.facts)["x"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("7", "07"), ("43", "43"), ("007", "07"), ("43a", "43a"), ("7a", "07a"), ("0007đ", "07đ"), ("", "     ")],
)
def test_the_number_of_a_letter(typed: str, text: str) -> None:
    assert printed_letter_number(typed) == text


@pytest.mark.parametrize(
    ("typed", "year", "text"),
    [
        ("2025-02-05", None, "ngày 05 tháng 02 năm 2025"),
        ("2025-02-05", 2026, "ngày 05 tháng 02 năm 2025"),
        ("", 2026, "ngày      tháng     năm 2026"),
        ("2027", 2026, "ngày      tháng     năm 2027"),
        ("", None, "ngày      tháng     năm"),
    ],
)
def test_the_date_of_a_letter(typed: str, year: int | None, text: str) -> None:
    assert printed_letter_date(typed, year) == text


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("cho phù hợp", "cho phù hợp./."),
        ("cho phù hợp.", "cho phù hợp./."),
        ("cho phù hợp./.", "cho phù hợp./."),
        ("và các việc khác...", "và các việc khác./."),
        ("Trân trọng;", "Trân trọng./."),
        ("Trân trọng :", "Trân trọng./."),
        ("Trân trọng./", "Trân trọng./."),
        ("Trân trọng. /.", "Trân trọng./."),
        ("xem tại https://haiphong.gov.vn/", "xem tại https://haiphong.gov.vn/./."),
    ],
)
def test_a_letter_ends_once(typed: str, ended: str) -> None:
    assert finished(typed, "./.") == ended


def test_only_the_last_paragraph_bears_the_ending() -> None:
    assert [unfinished(typed, "./.") for typed in ("Một./.", "Hai", "Ba:")] == ["Một.", "Hai", "Ba:"]
    assert printed("paragraph", "Một./.\nHai", 'ending = "./."') == ["Một.", "Hai./."]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (["Căn cứ A", "Căn cứ B;", "Căn cứ C."], ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]),
        (["Căn cứ A;"], ["Căn cứ A."]),
        (["HTX A, B...", "Lưu: VT"], ["HTX A, B...;", "Lưu: VT."]),
        (["Như trên..", "Lưu: VT, VP.."], ["Như trên;", "Lưu: VT, VP."]),
        (["Như trên", "Lưu: VT, VP…"], ["Như trên;", "Lưu: VT, VP…"]),
        ([], []),
    ],
)
def test_lists_end_with_semicolons_and_a_full_stop(typed: list[str], lines: list[str]) -> None:
    assert listed(typed) == lines


@pytest.mark.parametrize(
    ("kind", "typed", "lines"),
    [
        ("recipients", ["– Như trên", "• UBND", "Lưu: VT"], ["Như trên;", "UBND;", "Lưu: VT."]),
        ("addressees", ["Kính gửi: UBND thành phố."], ["UBND thành phố"]),
        ("legal_bases", ["- Căn cứ Luật D", "Căn cứ E"], ["Căn cứ Luật D;", "Căn cứ E."]),
    ],
)
def test_signs_the_letter_prints_itself_are_not_printed_twice(kind: str, typed: list[str], lines: list[str]) -> None:
    assert printed(kind, typed) == lines


def test_a_title_bears_no_mark() -> None:
    subject = small_template(fields=field("trich_yeu", "text"))
    for typed in ("Báo cáo số liệu.", "Báo cáo số liệu;", "Báo cáo số liệu.."):
        assert (
            build_context(subject, check_facts(subject, {"trich_yeu": typed}).facts)["trich_yeu"] == "Báo cáo số liệu"
        )


def test_one_addressee_stands_alone_and_several_are_listed() -> None:
    assert printed("addressees", ["Sở Nội vụ"]) == ["Sở Nội vụ"]
    assert printed("addressees", ["Sở Nội vụ", "Sở Tài chính"]) == ["Sở Nội vụ;", "Sở Tài chính."]


def test_each_typed_line_is_a_paragraph_and_the_last_gets_the_ending() -> None:
    assert printed("paragraph", "Một.\n\nHai.", 'ending = "./."') == ["Một.", "Hai./."]


def test_dates_and_amounts_come_in_figures_and_words() -> None:
    template = small_template(fields=field("hop", "date") + field("tien", "money") + field("trong", "money"))
    context = build_context(template, check_facts(template, {"hop": "2026-03-05", "tien": "1.500.000"}).facts)
    assert (context["hop"], context["hop_chu"]) == ("05/03/2026", "ngày 05 tháng 3 năm 2026")
    assert (context["tien"], context["tien_chu"]) == ("1.500.000", "Một triệu năm trăm nghìn đồng")
    assert (context["trong"], context["trong_chu"]) == ("", "")


@pytest.mark.parametrize(
    ("typed", "text"),
    [("V/v báo cáo", "báo cáo"), ("Về việc báo cáo", "báo cáo"), ("V/v: báo cáo", "báo cáo"), ("báo cáo", "báo cáo")],
)
def test_words_the_template_prints_itself_are_not_said_twice(typed: str, text: str) -> None:
    assert printed("text", typed, 'drop_prefix = ["V/v", "Về việc"]') == text


@pytest.mark.parametrize(
    ("template_id", "notation", "type_name"),
    [
        ("ke_hoach", "KH-LMHTX", "KẾ HOẠCH"),
        ("to_trinh", "TTr-LMHTX", "TỜ TRÌNH"),
        ("cong_van", "LMHTX-VP", "CÔNG VĂN"),
        ("bao_cao", "BC-LMHTX", "BÁO CÁO"),
    ],
)
def test_the_notation_is_computed(template_id: str, notation: str, type_name: str) -> None:
    template = own_template(template_id)
    context = build_context(template, check_facts(template, template.example).facts)
    assert (context["ky_hieu"], context["ten_loai"]) == (notation, type_name)


def test_templates_see_plain_values_only() -> None:
    plain = (str, int, float, dict, list)

    def walk(value: object) -> None:
        assert type(value) in plain, type(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    for template in own_catalogue():
        walk(build_context(template, check_facts(template, template.example).facts))


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("I. Mục đích", [("muc", "I. MỤC ĐÍCH")]),
        ("Phần I\nKết quả", [("phan", "Phần I"), ("tieu_de_phan", "KẾT QUẢ")]),
        ("1. Mục tiêu\n- Một.", [("khoan_dam", "1. Mục tiêu"), ("gach", "- Một.")]),
        ("1. Hoàn thành trước tháng 6.", [("khoan", "1. Hoàn thành trước tháng 6.")]),
        # Titled together or not at all.
        ("1. Số.\n2. Khó khăn:\n- Vốn.", [("khoan", "1. Số."), ("khoan", "2. Khó khăn:"), ("gach", "- Vốn.")]),
        ("a) Đối tượng:\n– Một.\n+ Hai.", [("diem", "a) Đối tượng:"), ("gach", "- Một."), ("cong", "+ Hai.")]),
        ("Một đoạn.", [("doan", "Một đoạn.")]),
    ],
)  # fmt: skip
def test_the_body_is_printed_line_by_line(typed: str, lines: list[tuple[str, str]]) -> None:
    assert [(line.kind, line.text) for line in outline_lines(typed)] == lines


def assignments(units: list[dict[str, Any]], body: str = "I. Một\nII. Hai") -> Any:
    template = small_template(
        fields=field("noi_dung", "outline") + field("pc", "assignments", more='follows = "noi_dung"')
    )
    checked = check_facts(template, {"noi_dung": body, "pc": units})
    assert not checked.problems
    return build_context(template, checked.facts)["pc"]


def texts(lines: list[dict[str, str]]) -> list[str]:
    return [line["chu"] for line in lines]


def test_assignments_continue_the_numbering_of_the_body() -> None:
    assert texts(assignments([{"don_vi": "Văn phòng", "nhiem_vu": ["Việc."]}])["muc"]) == ["III. TỔ CHỨC THỰC HIỆN"]
    assert assignments([])["muc"] == []


def test_one_task_is_a_paragraph_and_several_are_dashes() -> None:
    units = [{"don_vi": "Văn phòng", "nhiem_vu": ["Một."]}, {"don_vi": "Phòng A", "nhiem_vu": ["Hai.", "Ba."]}]
    assert [(line["kieu"], line["chu"]) for line in assignments(units)["dong"]] == [
        ("khoan_dam", "1. Văn phòng:"),
        ("doan", "Một."),
        ("khoan_dam", "2. Phòng A:"),
        ("gach", "- Hai."),
        ("gach", "- Ba."),
    ]


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ({"noi_dung": "Làm việc;"}, "Làm việc;"),
        ({"noi_dung": "Làm việc;", "han": "2026-06-30"}, "Làm việc. Thời hạn hoàn thành: 30/06/2026."),
        ({"noi_dung": "Làm việc", "phoi_hop": ["Phòng A", "Phòng B"]}, "Làm việc. Đơn vị phối hợp: Phòng A, Phòng B."),
        ({"noi_dung": "Làm việc...", "han": "2026-01-05"}, "Làm việc... Thời hạn hoàn thành: 05/01/2026."),
    ],
)
def test_support_and_deadline_are_printed_only_when_given(task: dict[str, Any], text: str) -> None:
    assert texts(assignments([{"don_vi": "Văn phòng", "nhiem_vu": [task]}])["dong"])[1:] == [text]


def test_assignments_are_also_rows_of_a_table() -> None:
    units = [
        {"don_vi": "Văn phòng", "nhiem_vu": [{"noi_dung": "Một", "phoi_hop": ["Phòng A"], "han": "2026-06-30"}, "Hai"]}
    ]
    assert assignments(units)["bang"] == [
        {"stt": "1", "noi_dung": "Một", "chu_tri": "Văn phòng", "phoi_hop": "Phòng A", "thoi_han": "30/06/2026"},
        {"stt": "2", "noi_dung": "Hai", "chu_tri": "Văn phòng", "phoi_hop": "", "thoi_han": ""},
    ]


def test_widths_are_those_of_times_bold() -> None:
    # Measured with kerning, in Liberation Serif Bold, which has the widths of Times New Roman Bold.
    assert line_width("Độc lập - Tự do - Hạnh phúc", 14) == pytest.approx(6.04, abs=0.1)
    assert line_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13) == pytest.approx(9.50, abs=0.1)
    assert line_width("THÀNH PHỐ HẢI PHÒNG", 13) == pytest.approx(5.57, abs=0.1)


@pytest.mark.parametrize(
    "text", ["THÀNH PHỐ HẢI PHÒNG", "VĂN PHÒNG", "Tập huấn chuyển đổi số cho cán bộ quản lý hợp tác xã"]
)
def test_a_rule_is_a_third_to_a_half_of_its_line(text: str) -> None:
    assert 1 / 3 <= rule_length(text, 13, 16) / line_width(text, 13) <= 1 / 2


def test_a_long_text_is_measured_by_its_last_line() -> None:
    text = "Đẩy mạnh công tác tuyên truyền phong trào thi đua yêu nước, gương điển hình tiên tiến trong toàn thành phố"
    lines = wrap(text, 14, 15)
    assert len(lines) == 2 and " ".join(lines) == text
    assert 1 / 3 <= rule_length(text, 14, 15) / line_width(lines[-1], 14) <= 1 / 2
