"""Exemplary people from being found to being followed: judged with reasons, papers, doubles, history."""

import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core import permissions
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.emulation.models import Exemplar
from intranet.emulation.queries.exemplars import ExemplarFilter, count_states, list_exemplars
from intranet.emulation.rules import EXEMPLAR_FLOW, ExemplarState
from intranet.emulation.service import exemplars
from tests.documents.conftest import one_page_pdf
from tests.emulation.conftest import Emulation
from tests.support.visitor import Visitor


def test_from_found_to_fostered_to_dropped_and_back(both_engines: Flask, emulation: Emulation) -> None:
    exemplar, keeper = emulation.exemplar("Trần Thị Hòa"), emulation.keeper
    with pytest.raises(NotPermitted), transaction():
        exemplars.nurture(exemplar, emulation.cast.staff)
    with transaction():
        exemplars.nurture(exemplar, keeper)
    with pytest.raises(Invalid), transaction():
        exemplars.drop(exemplar, keeper, " ")
    with transaction():
        exemplars.drop(exemplar, keeper, "Đơn vị xin thôi")
    with pytest.raises(Refused), transaction():
        exemplars.nurture(exemplar, keeper)
    with transaction():
        exemplars.resume(exemplar, keeper, "Đơn vị đề nghị lại")
    acts = [(line.act, line.after) for line in history_of(exemplar)]
    assert acts == [("resume", "found"), ("drop", "dropped"), ("nurture", "nurtured"), ("add_exemplar", "")]
    assert list_exemplars(ExemplarFilter(q="tran thi hoa")).total == 1
    assert count_states(ExemplarFilter()) == {"found": 1}


def test_a_judgement_needs_its_reason_and_the_one_before_stays_in_history(app: Flask, emulation: Emulation) -> None:
    exemplar = emulation.exemplar()
    with pytest.raises(Invalid) as refused, transaction():
        exemplars.judge(exemplar, {"law": (True, "  ")}, emulation.keeper)
    assert refused.value.field == "law-reason"
    with transaction():
        exemplars.judge(exemplar, {"law": (True, "Không vi phạm"), "work": (False, "Chưa đạt")}, emulation.cast.staff)
    with transaction():
        exemplars.judge(exemplar, {"law": (True, "Không vi phạm"), "work": (True, "Đạt quý IV")}, emulation.keeper)
    session.expire_all()
    assert exemplar.judged == 2
    last = history_of(exemplar)[0]
    assert (last.words, last.detail["stood"]) == ("đánh giá tiêu chí 2 đạt", {"work": [False, "Chưa đạt"]})
    with pytest.raises(NotPermitted), transaction():
        exemplars.judge(exemplar, {"law": (True, "x")}, emulation.third)


def test_the_same_person_is_not_found_twice(app: Flask, emulation: Emulation) -> None:
    member = emulation.member("HTX Rau")
    emulation.exemplar("Trần Thị Hòa", member=member)
    with pytest.raises(Invalid, match="đã có trong danh sách") as refused:
        emulation.exemplar("TRẦN THỊ HÒA", member=member)
    assert refused.value.field == "name"
    session.rollback()
    emulation.exemplar("Trần Thị Hòa", member=emulation.member("HTX Lúa"))


def test_what_cannot_be_is_refused_beside_its_field(app: Flask, emulation: Emulation) -> None:
    with pytest.raises(Invalid) as refused:
        emulation.exemplar(found_on=today() + timedelta(days=1))
    assert refused.value.field == "found_on"
    session.rollback()
    with pytest.raises(Invalid) as refused:
        emulation.exemplar(member=emulation.member(left_on=today()))
    assert refused.value.field == "member_id"
    session.rollback()
    with pytest.raises(NotPermitted), transaction():
        facts = exemplars.ExemplarFacts("person", "A", emulation.member().id, "x", "y", today())
        exemplars.add_exemplar(emulation.cast.staff, emulation.cast.two.id, facts)


def test_papers_are_sound_files_and_are_withdrawn_not_lost(app: Flask, emulation: Emulation) -> None:
    exemplar = emulation.exemplar()
    with pytest.raises(Invalid), transaction():
        exemplars.add_paper(exemplar, "report", io.BytesIO(b"MZ program"), "bao cao.pdf", emulation.keeper)
    with transaction():
        paper = exemplars.add_paper(exemplar, "report", io.BytesIO(one_page_pdf()), "bao cao.pdf", emulation.keeper)
    assert exemplar.paper_kinds == {"report"}
    with transaction():
        exemplars.withdraw_paper(paper, emulation.keeper)
    session.expire_all()
    assert exemplar.paper_kinds == set() and len(exemplar.papers) == 1


# Who sees which button in which state: keeper (of the charged department), finder (who found it), other (anybody).
BUTTONS = {
    ("found", "keeper"): {"nurture", "drop"},
    ("nurtured", "keeper"): {"drop"},
    ("proposed", "keeper"): set(),
    ("awarded", "keeper"): {"nurture_on"},
    ("dropped", "keeper"): {"resume"},
    **{(state.value, who): set() for state in ExemplarState for who in ("finder", "other")},
}


def test_who_may_do_what_in_which_state(app: Flask, emulation: Emulation) -> None:
    exemplar = emulation.exemplar()
    people = {"keeper": emulation.keeper, "finder": emulation.cast.staff, "other": emulation.third}
    for state in ExemplarState:
        exemplar.state = state
        found = {
            who: {move.name for move in EXEMPLAR_FLOW.open_to(person, exemplar) if move.offered}
            for who, person in people.items()
        }
        assert found == {who: BUTTONS[state.value, who] for who in people}, state
        is_open = state in ("found", "nurtured")
        for name, who, may in (
            ("exemplar.edit", "finder", is_open),
            ("exemplar.judge", "finder", is_open),
            ("exemplar.add_paper", "finder", is_open or state == "proposed"),
            ("exemplar.edit", "other", False),
            ("exemplar.judge", "other", False),
            ("exemplar.add_paper", "other", False),
        ):
            assert permissions.can(people[who], name, exemplar) is may, (state, name, who)


def test_the_pages_from_writing_down_to_fostering(app: Flask, emulation: Emulation) -> None:
    member = emulation.member("HTX Rau")
    visitor = Visitor(app).sign_in(emulation.cast.staff)
    page = visitor.visit(f"/members/{member.id}")
    form = visitor.visit(page.links()["Thêm điển hình"])
    wrong = visitor.press("Thêm", on=form, status=422, name="Trần Thị Hòa")
    assert set(wrong.errors()) == {"Hãy điền mục này."}
    made = visitor.press("Thêm", on=wrong, field="Rau sạch", achievement="Doanh thu tăng 18%.")
    assert made.heading == "Trần Thị Hòa" and "Chưa đánh giá" in made.text
    judging = visitor.visit(made.links()["Đánh giá"])
    half = visitor.press("Ghi đánh giá", on=judging, status=422, **{"law-met": "yes"})
    assert half.errors() == ["Hãy ghi lý do đánh giá."]
    seen = visitor.press("Ghi đánh giá", on=half, **{"law-reason": "Không vi phạm"})
    assert "Không vi phạm" in seen.text and "(1/4)" in seen.text
    paper = visitor.press("Thêm vào hồ sơ", on=seen, status=422)
    assert paper.errors() == ["Hãy chọn tệp."]
    paper = visitor.press("Thêm vào hồ sơ", on=paper, file=(io.BytesIO(one_page_pdf()), "bao-cao.pdf"))
    assert visitor.visit(paper.links()["bao-cao.pdf"]).response.mimetype == "application/pdf"
    keeper = Visitor(app).sign_in(emulation.keeper)
    moved = keeper.press("Đưa vào bồi dưỡng", on=keeper.visit(made.url))
    assert "Bồi dưỡng" in moved.text
    assert "Trần Thị Hòa" in keeper.visit("/exemplars?q=rau&state=nurtured").text
    assert {"Trần Thị Hòa", "HTX Rau"} <= set(keeper.visit("/search?q=rau").links())
    assert session.scalars(select(Exemplar.state)).all() == ["nurtured"]
