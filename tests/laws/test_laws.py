"""Which law a line means, whether it holds on a day, and the pages of the list."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.core.db import transaction
from intranet.core.errors import Invalid
from intranet.core.history import history_of
from intranet.laws import queries, service
from intranet.laws.rules import bases_in, basis_problem
from intranet.laws.service import LawFacts
from tests.support.office import Office
from tests.support.visitor import Visitor

OLD = LawFacts("Luật Hợp tác xã", date(2013, 7, 1), "23/2012/QH13", date(2012, 11, 20), date(2024, 6, 30),
               "Luật Hợp tác xã số 17/2023/QH15")  # fmt: skip
NEW = LawFacts("Luật Hợp tác xã", date(2024, 7, 1), "17/2023/QH15", date(2023, 6, 20))
RULES = LawFacts("Quy chế làm việc của cơ quan", date(2025, 1, 1))


def law(facts: LawFacts) -> Any:
    title = f"{facts.name} số {facts.mark}" if facts.mark else facts.name
    return SimpleNamespace(**vars(facts), title=title)


LIST = [law(OLD), law(NEW), law(RULES)]
ENDED = "hết hiệu lực sau ngày 30/06/2024, thay bằng Luật Hợp tác xã số 17/2023/QH15"


@pytest.mark.parametrize(
    ("line", "day", "words"),
    [
        ("Căn cứ Luật Hợp tác xã số 17/2023/QH15;", date(2025, 2, 25), None),
        ("Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;", date(2025, 2, 25), None),
        ("Căn cứ Luật hợp tác xã ngày 20 tháng 11 năm 2012;", date(2025, 2, 25), ENDED),
        ("Căn cứ Luật Hợp tác xã số 23/2012/QH13", date(2025, 2, 25), ENDED),
        ("Căn cứ Luật Hợp tác xã số 23/2012/QH13", date(2024, 6, 30), None),
        ("Căn cứ Luật Hợp tác xã số 23/2012/QH13", date(2024, 7, 1), ENDED),
        ("Căn cứ Luật Hợp tác xã;", date(2025, 2, 25), None),
        ("Căn cứ Luật Hợp tác xã số 17/2023/QH15", date(2024, 6, 30), "đến 01/07/2024 mới có hiệu lực"),
        ("Căn cứ Quy chế làm việc của cơ quan", date(2024, 1, 1), "đến 01/01/2025 mới có hiệu lực"),
        ("Căn cứ Luật Hợp tác xã ngày 26 tháng 11 năm 2003;", date(2025, 2, 25), None),  # not of the list
        ("Căn cứ Nghị định số 117/2023/QH15", date(2020, 1, 1), None),  # another mark
    ],
)
def test_a_line_is_held_against_the_law_it_means(line: str, day: date, words: str | None) -> None:
    problem = basis_problem(line, LIST, day)
    assert (words in problem) if words and problem else problem == words


def test_the_bases_of_a_letter_are_its_lines_that_say_so() -> None:
    lines = ["KẾ HOẠCH", "Căn cứ Luật Hợp tác xã;", " căn cứ tình hình thực tế.", "Theo căn cứ trên, …"]
    assert bases_in(lines) == ["Căn cứ Luật Hợp tác xã", "căn cứ tình hình thực tế"]


def test_the_list_keeps_what_stood(both_engines: Flask, office: Office) -> None:
    clerk = office.cast().clerk
    with transaction():
        kept = service.add_law(clerk, NEW)
    with pytest.raises(Invalid, match="hết hiệu lực không thể trước") as refusal, transaction():
        service.edit_law(kept, clerk, LawFacts(**{**vars(NEW), "in_force_until": date(2024, 6, 1)}))
    assert refusal.value.field == "in_force_until"
    with transaction():
        service.edit_law(kept, clerk, LawFacts(**{**vars(NEW), "in_force_until": date(2030, 1, 1)}))
        service.edit_law(kept, clerk, LawFacts(**{**vars(NEW), "in_force_until": date(2030, 1, 1)}))
    assert [(line.act, line.detail) for line in history_of(kept)] == [
        ("edit_law", {"stood": {"in_force_until": None}}),
        ("add_law", {}),
    ]
    assert [found.mark for found in queries.laws("hop tac 17/2023 qh15")] == ["17/2023/QH15"]


def test_the_clerk_writes_and_everybody_reads(app: Flask, office: Office, visitor: Visitor) -> None:
    cast = office.cast()
    visitor.sign_in(cast.clerk)
    page = visitor.visit("/laws/new")
    wrong = visitor.press("Thêm", on=page, status=422, name="Luật Hợp tác xã", in_force_from="31/02/2024")
    assert wrong.errors() == ["Ngày không đúng. Hãy ghi như 25/02/2025."]
    visitor.press("Thêm", on=wrong, in_force_from="01/07/2024", mark="17/2023/QH15")
    seen = visitor.sign_in(cast.staff).visit("/laws?q=luat")
    assert "17/2023/QH15" in seen.text and "Còn hiệu lực" in seen.text
    assert "Thêm căn cứ" not in seen.links()
    visitor.visit("/laws/new", status=403)
