"""Who writes a letter is seen by the others before they type, without a script, and forgotten when he leaves."""

from datetime import datetime, timedelta

import time_machine
from flask import Flask

from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session, transaction
from intranet.documents import service
from intranet.documents.models.typing import DraftWriter
from intranet.documents.queries.typing import writers_in_words
from tests.documents.conftest import Letters
from tests.support.visitor import Visitor


def test_a_save_is_a_sign_that_the_second_sees_before_typing(app: Flask, letters: Letters, visitor: Visitor) -> None:
    cast = letters.cast
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=OFFICE_ZONE), tick=False) as clock:
        letter = letters.begun()
        with transaction():
            service.save_draft(letter, letters.typed(), 1, cast.staff)
        clock.shift(timedelta(minutes=2))
        visitor.sign_in(cast.head)
        page = visitor.visit(f"/documents/{letter.id}/edit")
        assert f"{cast.staff.name} (2 phút trước)" in page.text and "Đang có người khác soạn" in page.text
        assert f"{cast.staff.name} (2 phút trước)" in visitor.visit(f"/documents/{letter.id}").text
        assert f"{cast.staff.name} (2 phút trước)" in visitor.visit(f"/documents/{letter.id}/word").text
        assert writers_in_words(letter, cast.staff) == "", "nobody is told of himself"
        clock.shift(timedelta(minutes=8))
        assert writers_in_words(letter, cast.head) == "", "forgotten after ten minutes"


def test_an_open_form_tells_both_of_each_other_until_one_leaves(app: Flask, letters: Letters, visitor: Visitor) -> None:
    cast, letter = letters.cast, letters.saved()
    address = f"/documents/{letter.id}/writing"
    first, second = visitor.sign_in(cast.staff), Visitor(app)
    assert first.client.post(address).get_json() == {"others": ""}
    answer = second.sign_in(cast.head).client.post(address).get_json()
    assert answer == {"others": f"{writers_in_words(letter, cast.head)}"} and cast.staff.name in answer["others"]
    assert cast.head.name in first.client.post(address).get_json()["others"]
    assert first.client.post(address, data={"left": "1"}).status_code == 200
    assert second.client.post(address).get_json() == {"others": ""}


def test_whoever_saved_a_version_or_threw_the_letter_away_writes_no_more(both_engines: Flask, letters: Letters) -> None:
    cast, letter, begun = letters.cast, letters.saved(), letters.begun()
    assert writers_in_words(letter, cast.head) == ""
    with transaction():
        service.note_writing(letter, cast.staff)
    with transaction():
        service.note_writing(letter, cast.staff)
        service.note_writing(begun, cast.staff)
    assert session.query(DraftWriter).count() == 2
    with transaction():
        service.discard(begun, cast.staff)
        service.submit_for_check(letter, cast.staff)
    assert writers_in_words(letter, cast.head) != "", "it may still be written"
    with transaction():
        service.check_content(letter, cast.head)
        service.check_format(letter, cast.clerk)
        service.present(letter, cast.staff)
    assert writers_in_words(letter, cast.head) == "", "a presented letter is written by nobody"
