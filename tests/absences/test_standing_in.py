"""Stories of people who stand in: what is open to them, how it is marked, and that it goes back by itself."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from flask import Flask

from intranet.absences.service import AbsenceFacts, cancel_absence, enter_absence
from intranet.accounts.rules import Role
from intranet.core import chain
from intranet.core.clock import OFFICE_ZONE, today
from intranet.core.db import session, transaction
from intranet.core.errors import NotPermitted
from intranet.core.history import history_of
from intranet.documents import service as letters_service
from intranet.documents.rules import State
from intranet.home.acting import report
from intranet.incoming import service as incoming_service
from intranet.incoming.rules import Part
from intranet.incoming.service import Receiver
from intranet.plans import service as plans_service
from tests.documents.conftest import Letters
from tests.documents.conftest import quick_pdf as quick_pdf
from tests.incoming.conftest import Incoming
from tests.plans.conftest import Plans
from tests.support.news import forget_all, news
from tests.support.office import Office
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=OFFICE_ZONE), tick=False) as traveller:
        yield traveller


@pytest.fixture
def letters(both_engines: Flask, office: Office) -> Letters:
    return Letters(office)


@pytest.fixture
def cast(letters: Letters) -> SimpleNamespace:
    """The usual people; `mate` of department one has a post but heads nothing, `second` is another leader."""
    cast, office = letters.cast, letters.office
    cast.mate = office.person(department=cast.one, name="Trần Thị Mai", post="Chuyên viên")
    cast.second = office.person(Role.LEADER, department=cast.van_phong, name="Lê Văn Hai", post="Phó Chủ tịch")
    cast.deputy_head = office.person(Role.DEPUTY_HEAD, department=cast.one, name="Phó phòng 1")
    return cast


def away(person: Any, deputy: Any, days: int = 3) -> Any:
    with transaction():
        last = today().replace(day=today().day + days)
        return enter_absence(person, person, AbsenceFacts(today(), last, deputy, "Nghỉ phép"))


def do(act: Any, *arguments: Any, **words: Any) -> Any:
    with transaction():
        return act(*arguments, **words)


def last_line(thing: Any) -> str:
    session.rollback()
    line = history_of(thing)[0]
    return f"{line.who}: {line.words}"


def test_a_check_passes_is_marked_and_goes_back_by_itself(
    letters: Letters, cast: SimpleNamespace, clock: time_machine.Traveller
) -> None:
    first, second = letters.in_state(State.CHECKING), letters.in_state(State.CHECKING)
    with pytest.raises(NotPermitted):
        do(letters_service.check_content, first, cast.mate)
    away(cast.head, cast.mate)
    do(letters_service.check_content, first, cast.mate)
    assert last_line(first) == f"Trần Thị Mai (xử lý thay {cast.head.title}): kiểm tra nội dung"
    line = history_of(first)[0]
    assert line.actor_id == cast.mate.id and line.detail["acting_for"]["id"] == cast.head.id
    assert chain.verify().broken is None
    clock.move_to(datetime(2026, 12, 5, 0, 1, tzinfo=OFFICE_ZONE))  # the last day was the fourth
    with pytest.raises(NotPermitted):
        do(letters_service.check_content, second, cast.mate)
    do(letters_service.check_content, second, cast.head)


def test_taken_back_it_is_closed_at_once(letters: Letters, cast: SimpleNamespace) -> None:
    letter, absence = letters.in_state(State.CHECKING), away(cast.head, cast.mate)
    do(cancel_absence, absence, cast.head)
    with pytest.raises(NotPermitted):
        do(letters_service.check_content, letter, cast.mate)


def test_who_drafted_does_not_check_for_his_absent_head(letters: Letters, cast: SimpleNamespace) -> None:
    letter = letters.in_state(State.CHECKING)
    away(cast.head, cast.staff)
    with pytest.raises(NotPermitted):
        do(letters_service.check_content, letter, cast.staff)


def test_signing_does_not_pass(letters: Letters, cast: SimpleNamespace) -> None:
    letter = letters.in_state(State.PRESENTED)
    away(cast.leader, cast.second)
    for act in (letters_service.sign, letters_service.send_back):
        with pytest.raises(NotPermitted):
            do(act, letter, cast.second, "Sai")
    assert letter.state == State.PRESENTED


def test_a_letter_with_named_readers_does_not_pass(letters: Letters, cast: SimpleNamespace) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        letter.is_restricted = True
    away(cast.head, cast.other_head)
    with pytest.raises(NotPermitted):
        do(letters_service.check_content, letter, cast.other_head)


def test_the_deputy_head_acts_for_the_head_when_he_is_named(letters: Letters, cast: SimpleNamespace) -> None:
    first, second = letters.in_state(State.CHECKING), letters.in_state(State.CHECKING)
    do(letters_service.check_content, first, cast.deputy_head)
    assert last_line(first) == "Phó phòng 1: kiểm tra nội dung"  # by his own right
    away(cast.head, cast.deputy_head)
    do(letters_service.check_content, second, cast.deputy_head)
    assert last_line(second).startswith(f"Phó phòng 1 (xử lý thay {cast.head.title})")


def test_opinions_pass(letters: Letters, cast: SimpleNamespace) -> None:
    letter = letters.saved()
    opinion, *_ = do(letters_service.ask_opinions, letter, cast.staff, [cast.two], today())
    away(cast.other_head, cast.office_head)
    do(letters_service.give_opinion, opinion, "Nhất trí", cast.office_head)
    assert last_line(letter).startswith(f"{cast.office_head.name} (xử lý thay {cast.other_head.title}): góp ý")


def test_a_confirmation_passes_but_not_to_the_unit_itself(letters: Letters, cast: SimpleNamespace) -> None:
    plans = Plans(cast)
    task = plans.accepted()
    for step in (plans_service.start, plans_service.report):
        do(step, task, cast.head)
    with pytest.raises(NotPermitted):
        do(plans_service.confirm, task, cast.second)
    away(cast.leader, cast.second)
    do(plans_service.confirm, task, cast.second)
    assert last_line(task) == f"{cast.second.name} (xử lý thay {cast.leader.title}): xác nhận hoàn thành"
    again = plans.accepted()
    for step in (plans_service.start, plans_service.report):
        do(step, again, cast.head)
    away(cast.office_head, cast.mate)  # of the unit that reports
    with pytest.raises(NotPermitted):
        do(plans_service.confirm, again, cast.mate)


def test_tasks_and_extensions_pass(letters: Letters, cast: SimpleNamespace) -> None:
    plans = Plans(cast)
    away(cast.head, cast.other_head)
    task = plans.task(deadline=today())
    assert f"(bạn xử lý thay {cast.head.title})" in news(cast.other_head)[-1]
    do(plans_service.accept, task, cast.other_head)
    extension = do(plans_service.ask_extension, task, today().replace(day=20), "Chờ số liệu", cast.other_head)
    away(cast.leader, cast.second)
    do(plans_service.grant_extension, extension, cast.second)
    acts = [entry.act for entry in history_of(task) if "acting_for" in entry.detail]
    assert acts == ["extend", "ask_extension", "accept"]


def test_directions_and_forwarded_letters_pass(letters: Letters, cast: SimpleNamespace) -> None:
    letter = Incoming(cast).presented()
    away(cast.leader, cast.second)
    away(cast.head, cast.other_head)
    do(
        incoming_service.direct, letter, cast.second, "Tham mưu trả lời.", [Receiver(cast.one.id, Part.LEAD)],
        cast.second,
    )  # fmt: skip
    assert history_of(letter)[0].who == f"{cast.second.name} (xử lý thay {cast.leader.title})"
    do(incoming_service.see, letter, cast.other_head)
    do(incoming_service.advise, letter, "Giao chuyên viên.", cast.other_head)
    assert history_of(letter)[0].who == f"{cast.other_head.name} (xử lý thay {cast.head.title})"
    assert letter.advice[0].department_id == cast.one.id and letter.advice[0].of_head


def test_what_clerks_do_does_not_pass(letters: Letters, cast: SimpleNamespace) -> None:
    letter = letters.in_state(State.SIGNED)
    away(cast.clerk, cast.mate)
    with pytest.raises(NotPermitted):
        do(letters_service.number, letter, cast.mate, today())


def test_notices_pass_except_those_of_signing(letters: Letters, cast: SimpleNamespace) -> None:
    away(cast.head, cast.mate)
    away(cast.leader, cast.second)
    forget_all()
    letters.in_state(State.CHECKING)
    assert news(cast.mate) == [f"{cast.staff.name} trình kiểm tra (bạn xử lý thay {cast.head.title})"]
    assert f"{cast.staff.name} trình kiểm tra" in news(cast.head)
    letters.in_state(State.PRESENTED)
    assert news(cast.leader) == [f"{cast.staff.name} trình ký"] and news(cast.second) == []


def test_the_report_is_the_log(letters: Letters, cast: SimpleNamespace, clock: time_machine.Traveller) -> None:
    letter = letters.in_state(State.CHECKING)
    away(cast.head, cast.mate)
    do(letters_service.check_content, letter, cast.mate)
    do(letters_service.check_format, letter, cast.clerk)
    found = report(today(), today())
    assert [(line.entry.actor_name, line.absent, line.thing) for line in found.lines] == [
        (cast.mate.name, cast.head.title, letter.told_as)
    ]
    assert [one.person_id for one in found.absences] == [cast.head.id]
    assert report(today(), today(), cast.leader.id).lines == []
    clock.move_to(datetime(2026, 12, 20, 9, tzinfo=OFFICE_ZONE))
    assert (report(today(), today()).lines, report(today(), today()).absences) == ([], [])


def test_pages_of_who_stands_in(app: Flask, office: Office) -> None:
    letters = Letters(office)
    cast = letters.cast
    mate = office.person(department=cast.one, name="Trần Thị Mai", post="Chuyên viên")
    letter = letters.in_state(State.CHECKING)
    head = Visitor(app).sign_in(cast.head)
    page = head.visit(head.visit("/account").links()["Ghi ngày vắng"])
    page = head.press(
        "Ghi vắng mặt", page, status=422, first_on="01/12/2026", last_on="30/11/2026", deputy_id=mate.id,
        reason="Nghỉ phép năm",
    )  # fmt: skip
    assert "Ngày cuối đứng trước ngày đầu" in page.text
    page = head.press("Ghi vắng mặt", page, last_on="04/12/2026")
    assert "từ 01/12/2026 đến hết 04/12/2026" in page.text and "Trần Thị Mai" in page.text
    visitor = Visitor(app).sign_in(mate)
    home = visitor.visit("/")
    assert f"Xử lý thay {cast.head.title}" in home.text and letter.title in home.text
    page = visitor.visit(f"/documents/{letter.id}")
    assert f"Bạn đang xử lý thay {cast.head.title}" in page.text
    page = visitor.press("Đã kiểm tra nội dung", page)
    assert f"Trần Thị Mai (xử lý thay {cast.head.title})" in page.text
    assert letter.title not in visitor.visit("/").text
    told = head.visit("/absences/report?since=01/12/2026&until=31/12/2026").text
    assert "Trần Thị Mai" in told and "kiểm tra nội dung" in told and letter.title in told
    assert head.visit("/absences/report?since=01/12/2026&as=excel").status == 200
    visitor.visit("/absences/report", status=403)
    stranger = Visitor(app).sign_in(cast.other_staff)
    page = stranger.visit(stranger.visit("/absences").links()[cast.head.title])
    assert "Trần Thị Mai" in page.text and "Nghỉ phép năm" not in page.text


def test_the_page_says_that_the_signer_is_away(app: Flask, office: Office) -> None:
    letters = Letters(office)
    letter = letters.in_state(State.PRESENTED)
    away(letters.cast.leader, None)
    page = Visitor(app).sign_in(letters.cast.staff).visit(f"/documents/{letter.id}")
    assert "Việc ký không chuyển cho người xử lý thay" in page.text
