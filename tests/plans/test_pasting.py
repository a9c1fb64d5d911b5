"""Pasted lines: who must do what by when, and what is left to the person."""

from datetime import date
from types import SimpleNamespace as Thing

import pytest

from intranet.plans.pasting import understand
from intranet.plans.receivers import Receivers


def unit(number: int, name: str, short: str, spellings: str = "") -> Thing:
    return Thing(id=number, name=name, names=[Thing(name=name, short_name=short)], spellings=spellings)


OFFICE = unit(1, "Văn phòng", "VP")
NEWS = unit(2, "Phòng Thông tin và tuyên truyền", "PTTTT", "Phòng Thông tin, tuyên truyền")
EVERYBODY = Thing(id=9, name="các Phòng, Trung tâm, Quỹ Hỗ trợ", spellings="các Phòng, TT, Quỹ HT")
RECEIVERS = Receivers.of([OFFICE, NEWS], [EVERYBODY])


def found(text: str, section: str = "") -> list[tuple[str, str, str]]:
    return [(line.receiver, line.place, line.words) for line in understand(text, RECEIVERS, section)]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Văn phòng", "d:1"),
        ("VĂN PHÒNG", "d:1"),
        ("van phong", "d:1"),
        ("Văn phòng".encode().decode(), "d:1"),
        ("Va\u0306n pho\u0300ng", "d:1"),  # decomposed on purpose
        ("VP", "d:1"),
        ("Phòng thông tin và Tuyên truyền", "d:2"),
        ("Phòng Thông tin, tuyên truyền", "d:2"),
        ("Các phòng, trung tâm, quỹ hỗ trợ", "g:9"),
        ("Các Phòng, TT, Quỹ HT", "g:9"),
        ("Phòng Thông tin", None),
        ("", None),
    ],
)
def test_units_are_found_by_every_spelling_and_never_by_half(words: str, key: str | None) -> None:
    assert RECEIVERS.find(words) == key


def test_a_name_of_two_units_stands_for_neither() -> None:
    twins = Receivers.of([OFFICE, unit(3, "Phòng Tổ chức", "VP")], [])
    assert (twins.find("VP"), twins.find("Văn phòng")) == (None, "d:1")


def test_a_closed_units_names_lead_to_its_heir_unless_a_unit_of_today_bears_them() -> None:
    former = {2: ["Phòng Truyền thông", "PTT", "VP"], 1: ["Phòng Hành chính", "PTT"]}
    office = Receivers.of([OFFICE, NEWS], [EVERYBODY], former)
    names = ("Phòng Truyền thông", "phòng hành chính", "VP", "PTT", "Văn phòng")
    assert [office.find(name) for name in names] == ["d:2", "d:1", "d:1", None, "d:1"]
    match = office.units.find("Phòng Truyền thông")
    assert match is not None and match.unit.name == NEWS.name


def test_a_section_with_its_heading() -> None:
    text = """III. Tổ chức thực hiện
    1. Phòng Thông tin và tuyên truyền:
    - Đăng tin, bài.
    - Lập chuyên mục:
    + trên Báo;
    + trên Đài.
    2. Văn phòng:
    Chuẩn bị cơ sở vật chất.
    3. Các Phòng, Trung tâm, Quỹ Hỗ trợ: phối hợp thực hiện."""
    assert found(text) == [
        ("d:2", "III.1", "Đăng tin, bài."),
        ("d:2", "III.1", "Lập chuyên mục:\n+ trên Báo;\n+ trên Đài."),
        ("d:1", "III.2", "Chuẩn bị cơ sở vật chất."),
        ("g:9", "III.3", "phối hợp thực hiện."),
    ]


def test_a_section_without_its_heading_takes_the_one_that_is_told() -> None:
    assert found("1. Văn phòng:\n- Một việc", section="III.") == [("d:1", "III.1", "Một việc")]


def test_an_unknown_unit_is_left_to_the_person_with_its_words() -> None:
    (line,) = understand("1. Phòng Lạ:\n- Một việc", RECEIVERS)
    assert (line.receiver, line.receiver_words, line.words) == ("", "Phòng Lạ", "Một việc")


def test_lines_alone() -> None:
    assert found("- Văn phòng: chuẩn bị phòng họp\n- Việc chưa rõ của ai\n\n") == [
        ("d:1", "", "chuẩn bị phòng họp"),
        ("", "", "Việc chưa rõ của ai"),
    ]


def test_a_colon_inside_a_task_names_nobody() -> None:
    assert found("1. Văn phòng:\n- Mua sắm: bàn, ghế") == [("d:1", "1", "Mua sắm: bàn, ghế")]


def test_no_lines_no_tasks() -> None:
    assert found("  \n\n") == []


@pytest.mark.parametrize(
    ("words", "deadline", "stated"),
    [
        ("Báo cáo trước ngày 15/3/2025.", date(2025, 3, 15), "trước ngày 15/3/2025"),
        ("Hoàn thành trước 30-06-2025", date(2025, 6, 30), "trước 30-06-2025"),
        ("chậm nhất ngày 05 tháng 02 năm 2025", date(2025, 2, 5), "chậm nhất ngày 05 tháng 02 năm 2025"),
        ("Đăng tin thường xuyên", None, "thường xuyên"),
        ("Thực hiện Kế hoạch số 238 ngày 18/10/2024", None, ""),
        ("trước ngày 31/02/2025", None, ""),
        ("Nộp hồ sơ trước ngày 15/3", date(2025, 3, 15), "trước ngày 15/3"),
        ("Hoàn thành trong quý II", date(2025, 6, 30), "trong quý II"),
        ("Báo cáo trước ngày 25 hằng tháng", None, "trước ngày 25 hằng tháng"),
    ],
)
def test_deadlines(words: str, deadline: date | None, stated: str) -> None:
    (line,) = understand(f"- Văn phòng: {words}", RECEIVERS, issued_on=date(2025, 2, 25))
    assert (line.deadline, line.deadline_words) == (deadline, stated)
