"""Letters to single persons, somebody charged by name, and a letter's own limit: reminded of, kept by its answer."""

from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.core.clock import OFFICE_ZONE, today
from intranet.core.db import session
from intranet.core.errors import Invalid, NotPermitted
from intranet.incoming import jobs, queries, service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part, sees
from intranet.incoming.service import Receiver
from intranet.incoming.sheet import receivers
from intranet.notices.models import Notice
from tests.incoming.conftest import Incoming, do

FRIDAY = date(2026, 3, 13)


def told(person: object, kind: str) -> list[str]:
    query = select(Notice.words).where(Notice.person_id == person.id, Notice.kind == kind)  # type: ignore[attr-defined]
    return list(session.scalars(query.order_by(Notice.id)))


def test_a_letter_for_one_person_is_seen_by_him_and_not_by_his_unit(both_engines: Flask, incoming: Incoming) -> None:
    cast = incoming.cast
    letter = incoming.registered()
    parts = [Receiver(cast.one.id, Part.LEAD), Receiver(None, Part.INFORM, person_id=cast.other_staff.id)]
    do(service.forward, letter, parts, cast.clerk)
    assert receivers(letter) == "Phòng Thông tin và tuyên truyền; Chuyên viên phòng 2 (để biết)"
    assert sees(cast.other_staff, letter) and not sees(cast.other_head, letter)
    assert told(cast.other_staff, "arrival_forwarded") and not told(cast.other_head, "arrival_forwarded")
    assert [one.reason for one in queries.waiting_for(cast.other_staff)] == ["see"]
    assert queries.list_letters(cast.other_staff, queries.Filters(), 1) == [letter]
    assert queries.list_letters(cast.other_head, queries.Filters(), 1) == []
    with pytest.raises(NotPermitted):
        do(service.see, letter, cast.other_head)
    do(service.see, letter, cast.other_staff)
    assert queries.waiting_for(cast.other_staff) == []
    seen = {one.receiver_name: one.seen_by for one in letter.forwardings}
    assert seen == {"Phòng Thông tin và tuyên truyền": None, "Chuyên viên phòng 2": cast.other_staff}
    do(service.advise, letter, "Tôi đã đọc.", cast.other_staff)
    with pytest.raises(NotPermitted):
        do(service.draft_answer, letter, None, cast.two, cast.other_staff)
    parts = [Receiver(None, Part.SUPPORT, person_id=cast.other_staff.id)]
    do(service.forward, letter, parts, cast.clerk)
    assert [one.part for one in letter.forwardings if one.person_id] == ["support"], "the earlier one is on record"


def test_somebody_charged_by_name_gets_the_task_and_says_that_he_has_seen_it(
    both_engines: Flask, incoming: Incoming
) -> None:
    cast = incoming.cast
    letter = incoming.presented()
    parts = [Receiver(cast.one.id, Part.LEAD, today(), cast.staff.id), Receiver(cast.two.id, Part.SUPPORT)]
    do(service.direct, letter, cast.leader, "Tham mưu trả lời.", parts, cast.leader)
    [task] = letter.tasks
    assert (task.lead_id, task.assignee, task.state) == (cast.one.id, cast.staff, "new")
    assert told(cast.staff, "task_assigned") and told(cast.staff, "arrival_forwarded")
    assert receivers(letter).startswith("Phòng Thông tin và tuyên truyền (Chuyên viên phòng 1)")
    colleague = incoming_colleague(incoming)
    assert not service.is_for(colleague, letter.forwardings[0]) and service.is_for(cast.head, letter.forwardings[0])
    do(service.see, letter, cast.staff)
    assert letter.forwardings[0].seen_by == cast.staff
    with pytest.raises(Invalid, match="không thuộc đơn vị"):
        wrong = [Receiver(cast.one.id, Part.LEAD, None, cast.other_staff.id)]
        do(service.direct, letter, cast.leader, "Làm lại.", wrong, cast.leader)


def incoming_colleague(incoming: Incoming) -> object:
    """Somebody else of the unit that handles it."""
    cast = incoming.cast
    do(setattr, cast.admin, "department_id", cast.one.id)
    session.expire_all()
    return cast.admin


def test_the_limit_of_answering_is_spoken_of_on_its_days_to_the_unit_and_the_clerks(
    both_engines: Flask, incoming: Incoming
) -> None:
    cast = incoming.cast
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE), tick=False) as clock:
        letter = incoming.registered()
        do(service.forward, letter, [Receiver(cast.one.id, Part.LEAD, FRIDAY, cast.staff.id)], cast.clerk)
        heard = []
        for day in (2, 5, 6, 6, 10, 12, 13, 20, 27):
            clock.move_to(datetime(2026, 3, day, 9, tzinfo=OFFICE_ZONE))
            jobs.remind_of_limits()
            heard.append(len(told(cast.head, "deadline_near")) + len(told(cast.head, "deadline_late")))
        assert heard == [0, 0, 1, 1, 2, 3, 4, 5, 6], "7 days, 3 days, 1 working day before, the day, weekly while late"
        for person in (cast.clerk, cast.staff):
            assert told(person, "deadline_near") == told(cast.head, "deadline_near"), person.name
        assert told(cast.head, "deadline_near")[0] == "Còn 7 ngày, hạn 13/03/2026"
        assert told(cast.other_head, "deadline_near") == []
        assert session.get(IncomingLetter, letter.id).status == ("Quá hạn", "late")


def test_an_answered_letter_is_answered_whatever_its_limit(both_engines: Flask, incoming: Incoming) -> None:
    cast = incoming.cast
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE), tick=False) as clock:
        late, answered = (incoming.registered() for _ in range(2))
        for letter in (late, answered):
            do(service.forward, letter, [Receiver(cast.one.id, Part.LEAD, FRIDAY)], cast.clerk)
        do(service.link_answer, answered, cast.head, outside="88/LMHTX-VP")
        clock.move_to(datetime(2026, 3, 16, 9, tzinfo=OFFICE_ZONE))
        jobs.remind_of_limits()
        assert (late.status[0], answered.status[0]) == ("Quá hạn", "Đã trả lời")
        assert queries.due_soon(today()) == [late]
        counts = queries.count_letters(cast.clerk, queries.Filters())
        assert (counts["handling"], counts["late"], counts["answered"]) == (2, 1, 1)
        spoken_of = select(Notice.subject_id).where(Notice.person_id == cast.head.id, Notice.kind == "deadline_late")
        assert session.scalars(spoken_of).all() == [late.id]


def test_the_forms_offer_people(app: Flask, incoming: Incoming, as_person) -> None:
    cast, letter = incoming.cast, incoming.registered()
    clerk = as_person(cast.clerk)
    form = clerk.visit(f"/incoming/{letter.id}/forward")
    wrong = clerk.press("Chuyển", on=form, status=422, lead=str(cast.one.id), charged=str(cast.other_staff.id))
    assert wrong.errors() == ["Chuyên viên phòng 2 không thuộc đơn vị xử lý chính."]
    page = clerk.press("Chuyển", on=wrong, charged=str(cast.staff.id), people=str(cast.other_staff.id))
    assert "Phòng Thông tin và tuyên truyền (Chuyên viên phòng 1)" in page.text
    reader = as_person(cast.other_staff)
    page = reader.press("Đã nhận, đã xem", on=reader.visit(f"/incoming/{letter.id}"))
    assert "Đã nhận, đã xem" not in page.buttons()
    as_person(cast.other_head).visit(f"/incoming/{letter.id}", status=403)
