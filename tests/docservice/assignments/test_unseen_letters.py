"""Letters in manners that no rule was written for: what a clerk would enter was written before the first reading."""

import pytest

from intranet.docservice.assignments import read_plan
from intranet.docservice.assignments.units import units_from_toml
from intranet.docservice.reading import read_text
from tests.docservice.assignments.score import HERE, Score, rows_of, score_of

BARE_TABLE = """CÔNG TY CẤP NƯỚC
Ngày 08 tháng 5 năm 2025
Giám đốc phân công các đơn vị thực hiện một số công việc sau:
| Nội dung thực hiện | Tháng | Tổ Máy bơm | Đội Đường ống |
| - Nạo vét hồ lắng<br>- Sơn lại van | 6 | x | |
"""


@pytest.mark.parametrize(("folder", "least"), [("unseen", 0.95), ("tables", 0.98)])
def test_nearly_all_is_read_as_the_clerk_would_enter_it(folder: str, least: float) -> None:
    total = Score()
    for letter in sorted((HERE / folder).glob("*.txt")):
        total.add(score_of(rows_of(letter), read_plan(read_text(letter.read_text(encoding="utf-8"))).tasks))
    for measure, right in total.right.items():
        assert min(right / total.proposed, right / total.expected) >= least, (measure, total.line())


def test_units_as_columns_and_several_works_in_a_cell() -> None:
    tasks = read_plan(read_text(BARE_TABLE)).tasks
    assert [(task.unit, task.words, task.deadline.form) for task in tasks] == [
        ("Tổ Máy bơm", "Nạo vét hồ lắng", "2025-06-01/2025-06-30"),
        ("Tổ Máy bơm", "Sơn lại van", "2025-06-01/2025-06-30"),
    ]


def test_a_unit_without_a_colon_and_one_that_begins_like_a_listed_one() -> None:
    units = (
        "Phòng Thông tin và tuyên truyền",
        "Văn phòng",
        "Trung tâm Hỗ trợ và Phát triển Hợp tác xã",
        "Sở Tài chính",
    )
    lines = [f"{number}. {unit}\n- Việc của {unit}." for number, unit in enumerate(units, 1)]
    letter = "\n".join(["II. TỔ CHỨC THỰC HIỆN", *lines])
    listed = units_from_toml('[[unit]]\nname = "Trung tâm Tư vấn"\nspellings = "Trung tâm"\n')
    for known in (None, listed):
        tasks = read_plan(read_text(letter), known).tasks
        assert [task.words for task in tasks] == [f"Việc của {unit}." for unit in units]
