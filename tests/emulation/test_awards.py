"""An occasion of awards from gathering to the decision, and everything that stands in its way."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts.rules import Capacity
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from intranet.documents.facts import Typed, check_typed
from intranet.emulation.queries.awards import awarded_earlier, count_ballots
from intranet.emulation.rules.awards import awarded_before, by_votes
from intranet.emulation.service import awards, exemplars, proposals
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Notice
from tests.emulation.conftest import Emulation
from tests.support.office import Office
from tests.support.visitor import Visitor

YES, NO = True, False


def test_a_nominee_must_be_fostered_and_meet_every_criterion(app: Flask, emulation: Emulation) -> None:
    occasion = emulation.occasion()
    with pytest.raises(Refused, match="trạng thái «Phát hiện»"), transaction():
        awards.nominate(occasion, emulation.exemplar(), emulation.keeper)
    missed = emulation.ready()
    emulation.judged(missed, ideas=False)
    with pytest.raises(Refused, match="1 tiêu chí chưa đạt"), transaction():
        awards.nominate(occasion, missed, emulation.keeper)
    with pytest.raises(NotPermitted), transaction():
        awards.nominate(occasion, emulation.ready(), emulation.cast.staff)
    assert occasion.nominees == []


def test_missing_papers_and_doubles_stop_the_ballot(app: Flask, emulation: Emulation) -> None:
    council = [emulation.cast.leader.id]
    empty = emulation.occasion()
    with pytest.raises(Refused, match="chưa có ai được đề nghị"), transaction():
        awards.open_vote(empty, council, emulation.keeper)
    lacking = emulation.ready("Trần Thị Hòa", papers=("report",))
    occasion = emulation.occasion(lacking)
    with pytest.raises(Refused, match="1 hồ sơ còn thiếu giấy tờ: Trần Thị Hòa"), transaction():
        awards.open_vote(occasion, council, emulation.keeper)
    # The same member stands in the list twice, under two tax codes: so does the same person.
    one, two = (emulation.member("HTX Rau", tax_code=code) for code in ("0201000022", "0201000033"))
    twice = emulation.occasion(emulation.ready("Vũ A", member=one), emulation.ready("VŨ A", member=two))
    with pytest.raises(Refused, match="có hai lần"), transaction():
        awards.open_vote(twice, council, emulation.keeper)
    with transaction():
        awards.remove(twice.nominees[1], emulation.keeper, "Trùng")
    with pytest.raises(Invalid) as refused, transaction():
        awards.open_vote(twice, [], emulation.keeper)
    assert refused.value.field == "council"
    with transaction():
        awards.open_vote(twice, council, emulation.keeper)
    assert [one.exemplar.state for one in twice.nominations] == ["proposed", "nurtured"]


def test_only_the_council_votes_and_the_keeper_records_paper(both_engines: Flask, emulation: Emulation) -> None:
    cast = emulation.cast
    occasion = emulation.voted(emulation.occasion(emulation.ready("An")), (cast.leader, [YES]), (cast.head, []))
    seat = next(seat for seat in occasion.council if seat.person_id == cast.head.id)
    one = occasion.nominees[0].id
    assert (count_ballots(cast.head), count_ballots(cast.leader)) == (1, 0)
    told = session.scalars(select(Notice.person_id).where(Notice.kind == "council_asked")).all()
    assert set(told) == {cast.leader.id, cast.head.id}
    with pytest.raises(NotPermitted), transaction():
        awards.vote(seat, {one: YES}, cast.staff)
    with pytest.raises(Invalid), transaction():
        awards.vote(seat, {}, cast.head)
    with transaction():
        awards.vote(seat, {one: YES}, emulation.keeper)
    assert history_of(occasion)[0].words == f"ghi phiếu giấy của {cast.head.name}"
    with transaction():
        awards.vote(seat, {one: NO}, cast.head)  # while it is open he may still change his mind
    session.expire_all()
    assert occasion.nominees[0].agreed == 1
    with pytest.raises(Refused, match="đã tự bỏ phiếu"), transaction():
        awards.vote(seat, {one: YES}, emulation.keeper)  # a paper ballot over his own
    assert occasion.nominees[0].agreed == 1


def test_votes_order_the_proposal_and_the_decision_moves_everybody(
    app: Flask, emulation: Emulation, office: Office
) -> None:
    cast = emulation.cast
    people = [emulation.ready(name, by=cast.staff) for name in ("Bình", "An", "Cúc")]
    occasion = emulation.voted(
        emulation.occasion(*people, share=60),
        (cast.leader, [YES, YES, NO]), (cast.head, [NO, YES, NO]), (cast.other_head, [YES, YES, YES]),
    )  # fmt: skip
    assert [(one.exemplar.name, one.agreed) for one in by_votes(occasion.nominees)] == [
        ("An", 3), ("Bình", 2), ("Cúc", 1),
    ]  # fmt: skip
    with transaction():
        document = proposals.submit(occasion, emulation.keeper)
    assert [one.exemplar.state for one in occasion.nominations] == ["proposed", "proposed", "nurtured"]
    assert document.draft is not None
    rows = document.draft.facts["danh_sach"]
    assert [row["ten"] for row in rows] == ["An", "Bình"] and rows[0]["thanh_tich"] == "Trồng rau sạch."
    assert document.draft.facts["kinh_gui"] == ["UBND thành phố", "Sở Nội vụ"]
    assert "tặng Bằng khen của UBND thành phố cho 02 cá nhân" in document.draft.facts["mo_dau"]
    template = get_template("to_trinh")
    signing = office.may_sign(cast.leader, Capacity.HEAD, "CHỦ TỊCH")
    checked = check_typed(template, Typed(document.draft.facts, signing.id), document.issuer, signing)
    assert not checked.problems  # the letter can be printed as it is
    text = docx_text(render_docx(template, checked.facts, year=2025))
    assert text.index("An") < text.index("Bình") and "Cúc" not in text

    sent_up = {one.exemplar.name: one.id for one in occasion.nominees if one.passed}
    granted = {sent_up["An"]: (True, ""), sent_up["Bình"]: (False, "Năm trước đã khen")}
    decision = awards.Decision("12/QĐ-UBND", "UBND thành phố", today() + timedelta(days=1), granted)
    with pytest.raises(Invalid) as refused, transaction():
        awards.decide(occasion, decision, emulation.keeper)
    assert refused.value.field == "decided_on"
    decision = awards.Decision("12/QĐ-UBND", "UBND thành phố", today(), granted)
    with transaction():
        awards.decide(occasion, decision, emulation.keeper)
    states = {one.exemplar.name: one.exemplar.state for one in occasion.nominations}
    assert (occasion.state, states) == ("decided", {"Bình": "nurtured", "An": "awarded", "Cúc": "nurtured"})
    assert history_of(people[1])[0].words.startswith("được tặng Bằng khen của UBND thành phố theo 12/QĐ-UBND")
    told = session.scalars(select(Notice.words).where(Notice.kind == "exemplar_decided")).all()
    assert len(told) == 2

    with transaction():  # the next occasion says that he was given this already
        exemplars.nurture_on(people[1], emulation.keeper)
    again = emulation.occasion(people[1])
    earlier = awarded_earlier([people[1].id])
    assert awarded_before(again.nominees[0], earlier) == (
        f"An đã được tặng Bằng khen của UBND thành phố ngày {today():%d/%m/%Y}."
    )


def test_nobody_with_votes_enough_makes_no_proposal(app: Flask, emulation: Emulation) -> None:
    cast = emulation.cast
    occasion = emulation.voted(emulation.occasion(emulation.ready()), (cast.leader, [YES]), (cast.head, []))
    with pytest.raises(Refused, match="Chưa ai đạt 60% phiếu"), transaction():
        proposals.submit(occasion, emulation.keeper)
    with transaction():
        awards.take_back(occasion, emulation.keeper, "Thêm hồ sơ")
    occasion = emulation.voted(occasion, (cast.leader, []))
    assert (occasion.round, occasion.nominees[0].agreed) == (
        2,
        0,
    )  # the first ballot stays on record and counts no more
    with transaction():
        awards.cancel(occasion, emulation.keeper, "Chờ đợt sau")
    assert [one.exemplar.state for one in occasion.nominations] == ["nurtured"]


def test_the_pages_from_opening_to_the_letter(both_engines: Flask, emulation: Emulation) -> None:
    emulation.ready("Trần Thị Hòa")
    keeper = Visitor(both_engines).sign_in(emulation.keeper)
    form = keeper.visit("/awards/new")
    wrong = keeper.press("Mở đợt", on=form, status=422, name="Đại hội", share="0")
    assert "Hãy ghi số từ 1 đến 100." in wrong.errors()
    page = keeper.press("Mở đợt", on=wrong, award="Bằng khen", addressees="UBND thành phố", share="50")
    assert "Chưa mở bỏ phiếu được" in page.text
    choice = page.tree.xpath("//input[@name='exemplar_id']/@value")
    page = keeper.press("Thêm vào đợt", on=page, exemplar_id=choice)
    assert "Đủ giấy tờ" in page.text
    page = keeper.press("Mở bỏ phiếu", on=page, council=str(emulation.cast.leader.id))
    assert "Số phiếu hiện khi cả hội đồng đã bỏ phiếu" in page.text and "0/1 Chưa đủ phiếu" not in page.text
    leader = Visitor(both_engines).sign_in(emulation.cast.leader)
    ballot = leader.visit(leader.visit("/").links()["Đại hội"])
    empty = leader.press("Gửi phiếu", on=ballot, status=422)
    assert "Hãy chọn đồng ý hoặc không đồng ý" in empty.text
    name = ballot.tree.xpath("//input[@type='radio']/@name")[0]
    voted = leader.press("Gửi phiếu", on=ballot, **{name: "yes"})
    assert "1/1 Đủ phiếu" in voted.text and "Chờ phiếu xét khen thưởng" not in leader.visit("/").text
    assert leader.visit(ballot.url).tree.xpath("//input[@checked]/@value") == ["yes"]
    assert "đã tự bỏ phiếu" in keeper.visit(ballot.url, status=409).text  # neither shown nor written over
    assert "Ghi phiếu giấy" not in keeper.visit(page.url).links()
    letter = keeper.press("Lập tờ trình", on=keeper.visit(page.url))
    assert "Trần Thị Hòa" in str(letter.tree.xpath("//form//input/@value"))
    done = keeper.press("Ghi quyết định", on=keeper.visit(f"{page.url}/decide"), mark="12/QĐ-UBND")
    assert "Được khen" in done.text and "12/QĐ-UBND" in done.text
    assert keeper.visit(f"{page.url}/list.xlsx").response.mimetype.endswith("sheet")
