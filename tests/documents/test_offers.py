"""What the office knows is taken over, not typed again: căn cứ by their full names, receivers, a plan's tasks."""

import io
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.documents.facts import Typed
from intranet.documents.offers import cited_law, cited_letter, with_line
from intranet.documents.rules import State
from intranet.laws.service import LawFacts, add_law
from intranet.plans import service as plans
from intranet.plans.models import Plan
from intranet.plans.rules import TaskProposal
from tests.documents.conftest import Letters, one_page_pdf
from tests.support.letters import own_template
from tests.support.visitor import Visitor

DECREE = {"mark": "30/2020/NĐ-CP", "dated": date(2020, 3, 5)}


@pytest.mark.parametrize(
    ("law", "line"),
    [
        (
            {"name": "Nghị định của Chính phủ về công tác văn thư", **DECREE},
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        ),
        (
            {"name": "Nghị định về công tác văn thư", "mark": "30/2020/NĐ-CP", "dated": None},
            "Căn cứ Nghị định số 30/2020/NĐ-CP về công tác văn thư",
        ),
        (
            {"name": "Luật Hợp tác xã", "mark": "17/2023/QH15", "dated": date(2023, 6, 20)},
            "Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023",
        ),
        ({"name": "Điều lệ Liên minh", "mark": "", "dated": None}, "Căn cứ Điều lệ Liên minh"),
    ],
)
def test_a_law_is_cited_as_the_decree_asks(law: dict[str, Any], line: str) -> None:
    assert cited_law(SimpleNamespace(**law)) == line


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        ("Tuyên truyền thi đua", " về tuyên truyền thi đua"),
        ("Về việc khen thưởng.", " về khen thưởng"),
        ("UBND thành phố thăm", " về UBND thành phố thăm"),
        ("", ""),
    ],
)
def test_a_letter_is_cited_with_its_full_name(subject: str, about: str) -> None:
    line = cited_letter("Kế hoạch", "43/KH-LMHTX", date(2025, 2, 25), "Liên minh Hợp tác xã", subject)
    assert line == f"Căn cứ Kế hoạch số 43/KH-LMHTX ngày 25 tháng 02 năm 2025 của Liên minh Hợp tác xã{about}"


def test_a_receiver_stands_before_where_it_is_filed() -> None:
    template, typed = own_template("thong_bao"), Typed({"noi_nhan": ["Như trên", "Lưu: VT"]})
    assert with_line(template, typed, "noi_nhan", "Sở Nội vụ").facts["noi_nhan"] == ["Như trên", "Sở Nội vụ", "Lưu: VT"]
    assert with_line(template, typed, "noi_nhan", "Như trên") == typed
    assert with_line(template, typed, "trich_yeu", "x") == typed


@pytest.mark.usefixtures("app")
def test_laws_and_issued_letters_are_offered_and_taken_over(letters: Letters, visitor: Visitor) -> None:
    cited = letters.in_state(State.ISSUED, trich_yeu="Tuyên truyền thi đua")
    letters.in_state(State.NUMBERED, trich_yeu="Chưa phát hành")
    with transaction():
        add_law(letters.cast.clerk, LawFacts("Luật Hợp tác xã", date(2024, 7, 1), mark="17/2023/QH15"))
        add_law(letters.cast.clerk, LawFacts("Luật cũ", date(2012, 7, 1), in_force_until=date(2024, 6, 30)))
    letter = letters.begun("thong_bao")
    page = visitor.sign_in(letters.cast.staff).visit(f"/documents/{letter.id}/edit")
    offered = page.tree.xpath("//datalist[@id='can_cu-goi-y']/option/@value")
    assert "Căn cứ Luật Hợp tác xã" in offered and not [line for line in offered if "Luật cũ" in line]
    assert not [line for line in offered if "Chưa phát hành" in line]
    line = next(line for line in offered if cited.mark in line)
    assert line.endswith("về tuyên truyền thi đua")
    page = visitor.press("Thêm vào căn cứ", on=page, **{"can_cu": "Theo đề nghị của Văn phòng", "can_cu-them": line})
    typed = page.tree.xpath("//textarea[@name='can_cu']")[0].text.strip().splitlines()
    assert typed == ["Theo đề nghị của Văn phòng", line]


@pytest.mark.usefixtures("app")
def test_the_tasks_of_a_plan_become_rows(letters: Letters, visitor: Visitor) -> None:
    plan = planned(letters)
    letter = letters.begun("bao_cao_thuc_hien_ke_hoach")
    page = visitor.sign_in(letters.cast.staff).visit(f"/documents/{letter.id}/edit")
    page = visitor.press("Đưa nhiệm vụ vào bảng", on=page, **{"ket_qua-ke_hoach": str(plan.id)})
    row = {name: page.tree.xpath(f"//input[@name='ket_qua-0-{name}']/@value") for name in ("nhiem_vu", "chu_tri")}
    assert row == {"nhiem_vu": ["Viết bài tuyên truyền"], "chu_tri": [letters.cast.one.name]}
    assert page.tree.xpath("//input[@name='ket_qua-0-thoi_han']/@value") == [f"{today():%d/%m/%Y}"]
    again = visitor.press("Đưa nhiệm vụ vào bảng", on=page, **{"ket_qua-ke_hoach": str(plan.id)})
    assert not again.tree.xpath("//input[@name='ket_qua-1-nhiem_vu' and @value='Viết bài tuyên truyền']")


def planned(letters: Letters) -> Plan:
    """A plan with one task."""
    clerk, leader = letters.cast.clerk, letters.cast.leader
    with transaction():
        letter = plans.take(io.BytesIO(one_page_pdf()), "43.pdf", plans.LETTER_KINDS)
        mark = {"number": "43", "symbol": "KH-LMHTX", "issued_on": today()}
        plan = plans.make_plan(clerk, **mark, subject="Thi đua", leader=leader, letter=letter)
        session.flush()
        task = TaskProposal(words="Viết bài tuyên truyền", department_id=letters.cast.one.id, deadline=today())
        plans.add_tasks(plan, [task], clerk)
    return plan
