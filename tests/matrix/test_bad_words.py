"""Words no form of ours would send: refused in a sentence on both engines, and nothing is written."""

import json
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.core.db import session
from intranet.plans.models import Comment, Evidence, Task
from tests.plans.conftest import Plans
from tests.support.office import PASSWORD, Office
from tests.support.visitor import Visitor

NUL = "trước\x00sau"
LONG = "một chữ nữa " * 6000
MANY_WORDS = "a b c " * 600


@pytest.fixture
def cast(both_engines: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.fixture
def task(cast: SimpleNamespace) -> Task:
    return Plans(cast).accepted(deadline=None)


@pytest.fixture
def head(both_engines: Flask, cast: SimpleNamespace) -> Visitor:
    return Visitor(both_engines).sign_in(cast.head)


@pytest.fixture
def mighty(both_engines: Flask, cast: SimpleNamespace) -> Visitor:
    return Visitor(both_engines).sign_in(cast.clerk)


TOO_LONG = (
    ("comments", {"words": LONG}),
    ("evidence", {"url": f"https://example.org/{LONG}"}),
    ("evidence", {"note": LONG}),
    ("periods", {"period": LONG, "words": "Xong"}),
    ("report", {"note": LONG}),
)


def test_words_that_are_too_long_are_refused_and_shown_again(head: Visitor, task: Task) -> None:
    state = task.state
    for place, fields in TOO_LONG:
        answer = head.client.post(f"/tasks/{task.id}/{place}", data=fields, headers={"Accept": "text/html"})
        assert (place, answer.status_code) == (place, 422)
        assert "Dài quá" in answer.text and LONG[:1000] in answer.text
    session.refresh(task)
    assert task.state == state
    assert session.scalar(select(func.count(Comment.id))) == session.scalar(select(func.count(Evidence.id))) == 0


def test_what_cannot_be_printed_is_dropped(head: Visitor, task: Task) -> None:
    head.post(f"/tasks/{task.id}/comments", words="Đã\x00 rõ\u202e\x07")
    head.post(f"/tasks/{task.id}/periods", period="Tháng\x00 11", words="Xong\x00")
    assert session.scalars(select(Comment.words).order_by(Comment.id)).all() == ["Đã rõ", "Xong"]
    assert session.scalars(select(Comment.period).order_by(Comment.id)).all()[-1] == "Tháng 11"


def test_a_forged_mark_of_a_form_breaks_nothing(head: Visitor, task: Task) -> None:
    answer = head.client.post(f"/tasks/{task.id}/comments", data={"words": "Đã rõ", "_once": NUL})
    assert answer.status_code in (303, 422)


def test_any_words_may_be_searched_for(mighty: Visitor) -> None:
    for place in ("/search", "/documents", "/registers", "/plans", "/tasks", "/directory"):
        for words in (NUL, MANY_WORDS, "²", "%_\\", "'\"); DROP TABLE task;--"):
            assert mighty.client.get(place, query_string={"q": words}).status_code == 200, (place, words)


def test_any_number_may_stand_in_an_address(mighty: Visitor) -> None:
    for address in (
        "/tasks?department={0}&plan={0}&person={0}&support={0}&page={0}",
        "/documents?unit={0}&page={0}",
        "/registers?year={0}&page={0}",
        "/plans?page={0}",
    ):
        for number in ("²", "-1", "9" * 5000, "99999999999", "1e9", "٣"):
            assert mighty.client.get(address.format(number)).status_code == 200, (address, number[:20])


@pytest.mark.parametrize(
    "kept",
    [json.dumps(["/tasks/1/comments", [["words", "\ud800"]], []]), "[" * 100_000, '["//evil.example", [], []]', "{}"],
    ids=["surrogate", "deep", "elsewhere", "no list"],
)
def test_a_forged_form_on_the_sign_in_page_is_forgotten(cast: SimpleNamespace, both_engines: Flask, kept: str) -> None:
    visitor = Visitor(both_engines)
    wrong = visitor.client.post("/sign-in", data={"username": "cv1", "password": "sai", "kept": kept})
    right = visitor.client.post("/sign-in", data={"username": "cv1", "password": PASSWORD, "kept": kept})
    assert (wrong.status_code, right.status_code, right.location) == (422, 303, "/")
