"""The feed: what a telephone gets, and who gets nothing."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from icalendar import Calendar

from intranet.accounts.models import Person
from intranet.agenda.models import CalendarFeed
from intranet.agenda.routes.feed import MOST_A_MINUTE, token_of
from intranet.core.db import session, transaction
from intranet.plans import service
from tests.plans.conftest import Plans
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor


def open_feed(app: Flask, person: Person) -> str:
    """The person makes his address on its page; gives it from the first slash on."""
    visitor = Visitor(app).sign_in(person)
    page = visitor.visit("/calendar/feed")
    page = visitor.press("Tạo địa chỉ" if "Tạo địa chỉ" in page.buttons() else "Đổi địa chỉ", page)
    [address] = page.tree.xpath("//input[@readonly]/@value")
    return str(address).removeprefix("http://localhost")


def fetch(app: Flask, address: str, status: int = 200) -> bytes:
    """What a telephone without any session gets."""
    answer = app.test_client(use_cookies=False).get(address)
    assert answer.status_code == status
    assert "Set-Cookie" not in answer.headers
    return bytes(answer.data)


def events(text: bytes) -> dict[str, date]:
    return {str(event["summary"]): event["dtstart"].dt for event in Calendar.from_ical(text).walk("VEVENT")}


def test_the_feed_holds_all_that_is_his_and_still_open(
    app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace
) -> None:
    with transaction():
        done = Plans(cast).accepted(cast.one, words="Việc đã xong", deadline=date(2026, 12, 4))
    with transaction():
        service.assign(done, cast.staff, cast.head)
        service.report(done, cast.head)
        service.confirm(done, cast.leader)
    staff = fetch(app, open_feed(app, cast.staff))
    assert events(staff) == {"Hạn: Đăng bài về hợp tác xã": date(2026, 12, 4), "Hạn: Chụp ảnh": date(2026, 11, 30)}
    head = events(fetch(app, open_feed(app, cast.head)))
    assert head == events(staff) | {"Hạn: Lập danh sách điển hình": date(2026, 11, 20)}
    assert events(fetch(app, open_feed(app, cast.leader))) == {}


def test_the_text_is_icalendar_as_the_rfc_writes_it(app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace) -> None:
    text = fetch(app, open_feed(app, cast.staff))
    lines = text.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(len(line) for line in lines) <= 75
    calendar = Calendar.from_ical(text)
    assert (calendar["version"], calendar["x-wr-timezone"]) == ("2.0", "Asia/Ho_Chi_Minh")
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    assert [part["tzoffsetto"].td for part in zone.subcomponents] == [timedelta(hours=7)]
    found = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found) == 2
    event = next(event for event in found if "Đăng bài" in event["summary"])
    assert event["dtstart"].params["VALUE"] == "DATE" and event["dtend"].dt == date(2026, 12, 5)
    assert event["dtstamp"].dt.tzname() == "UTC" and event["transp"] == "TRANSPARENT"
    assert str(event["description"]).splitlines() == ["KH 43", "PTTTT", "Chuyên viên phòng 1", "Đã nhận"]


@pytest.mark.parametrize(
    ("deadline", "before"),
    [
        (date(2026, 12, 4), timedelta(hours=-15)),  # Friday: Thursday at nine
        (date(2026, 12, 7), timedelta(days=-2, hours=-15)),  # Monday: Friday at nine
        (date(2027, 2, 11), timedelta(days=-7, hours=-15)),  # after Tết: the last working day before it
    ],
)
def test_a_telephone_rings_on_the_working_day_before_and_on_the_morning(
    app: Flask, cast: SimpleNamespace, plans: Plans, deadline: date, before: timedelta
) -> None:
    plans.task(cast.one, deadline=deadline)
    [event] = Calendar.from_ical(fetch(app, open_feed(app, cast.head))).walk("VEVENT")
    alarms = event.walk("VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == [before, timedelta(hours=7, minutes=30)]
    assert {alarm["action"] for alarm in alarms} == {"DISPLAY"}


def test_words_with_commas_breaks_and_tricks_stay_words(app: Flask, cast: SimpleNamespace, plans: Plans) -> None:
    words = "Họp, bàn; quyết\nEND:VEVENT\\n"
    plans.task(cast.one, words=words, deadline=date(2026, 12, 4))
    [event] = Calendar.from_ical(fetch(app, open_feed(app, cast.head))).walk("VEVENT")
    assert str(event["summary"]) == "Hạn: Họp, bàn; quyết END:VEVENT\\n"


def test_an_unchanged_feed_is_not_sent_again(app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace) -> None:
    address, client = open_feed(app, cast.staff), app.test_client(use_cookies=False)
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    with transaction():
        service.tick(tasks.item, True, cast.staff)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_an_address_that_was_changed_closed_guessed_or_is_of_a_leaver_answers_nobody(
    app: Flask, cast: SimpleNamespace, tasks: SimpleNamespace
) -> None:
    first = open_feed(app, cast.staff)
    second = open_feed(app, cast.staff)
    assert first != second
    fetch(app, first, 404)
    fetch(app, second)
    assert len(second.split("-", 2)[2]) >= 43
    for wrong in (
        second[:-5] + "x.ics",
        second.replace("-2-", "-3-"),
        "/calendar/feed/1-1-.ics",
        "/calendar/feed/x.ics",
    ):
        fetch(app, wrong, 404)
    fetch(app, f"/calendar/feed/{token_of(cast.head.id, 0)}.ics", 404)
    with transaction():
        session.get_one(Person, cast.staff.id).left_on = date(2026, 11, 26)
    fetch(app, second, 404)
    head = Visitor(app).sign_in(cast.head)
    address = open_feed(app, cast.head)
    assert "Tạo địa chỉ" in head.press("Tắt", head.visit("/calendar/feed")).buttons()
    fetch(app, address, 404)


def test_a_guess_costs_no_question_to_the_database(app: Flask, cast: SimpleNamespace) -> None:
    with counted_statements() as statements:
        fetch(app, f"/calendar/feed/{cast.staff.id}-1-{'A' * 43}.ics", 404)
    assert [words for words in statements if "calendar_feed" in words] == []


def test_a_telephone_that_asks_too_often_is_told_to_wait(app: Flask, cast: SimpleNamespace) -> None:
    address, client = open_feed(app, cast.staff), app.test_client(use_cookies=False)
    answers = [client.get(address) for _ in range(MOST_A_MINUTE + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429 and 0 < int(answers[-1].headers["Retry-After"]) <= 61
    fetch(app, open_feed(app, cast.head))


def test_the_address_is_kept_nowhere(app: Flask, cast: SimpleNamespace) -> None:
    open_feed(app, cast.staff)
    kept = session.get_one(CalendarFeed, cast.staff.id)
    assert {column.name for column in CalendarFeed.__table__.columns} == {"person_id", "version", "is_open"}
    assert kept.version == 1
