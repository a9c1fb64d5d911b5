"""Real plans beside the checkout: what a careful clerk entered is found, and plan 43 gives its six tasks."""

import json
from pathlib import Path

import pytest

from intranet.docservice.assignments import read_plan
from intranet.docservice.assignments.units import units_from_toml
from intranet.docservice.reading import read_text
from tests.shared.score_plans import MEASURES, PLANS, score_of

OFFICE = Path(__file__).parents[2] / "intranet" / "commands" / "demo_office.toml"
INPUT = PLANS.parent / "input"
PLAN_43 = [
    ("III.1", "Phòng Thông tin và tuyên truyền", "thực hiện"),
    ("III.1", "Phòng Thông tin và tuyên truyền", "thực hiện"),
    ("III.2", "Phòng Kiểm tra Tổ chức thành viên", "thực hiện"),
    ("III.2", "Phòng Kiểm tra Tổ chức thành viên", "thực hiện"),
    ("III.3", "Văn phòng", "thực hiện"),
    ("III.4", "các Phòng, Trung tâm, Quỹ Hỗ trợ", "phối hợp"),
]


@pytest.mark.parametrize("expected", sorted(PLANS.glob("*.expected.json")), ids=lambda path: path.name[:2])
def test_precision_and_recall(expected: Path) -> None:
    result, _, _ = score_of(expected)
    for measure in MEASURES:
        assert min(result.precision(measure), result.recall(measure)) >= 0.95, measure


@pytest.mark.parametrize("name", ["plan-43.txt", "plan-43.ocr.txt"])
def test_plan_43_gives_its_six_tasks_even_from_a_bad_scan(name: str) -> None:
    units = units_from_toml(OFFICE.read_text(encoding="utf-8"))
    tasks = read_plan(read_text((INPUT / name).read_text(encoding="utf-8")), units).tasks
    assert [(task.number, task.unit, task.role) for task in tasks] == PLAN_43
    assert {task.deadline.kind for task in tasks} == {"khong_neu"}


def test_the_keys_are_those_the_clerk_used() -> None:
    first = sorted(PLANS.glob("*.expected.json"))[0]
    entered = json.loads(first.read_text(encoding="utf-8"))["tasks"][0]
    _, _, found = score_of(first)
    assert set(entered) - {"ghi_chu"} == set(found[0]) - {"noi", "do_tin"}
