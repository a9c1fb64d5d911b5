"""What is typed, as it is kept; what cannot be kept, in words."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from intranet.web.forms import Checks, Choice, Day, Form, Line, Lines, Whole, clean_line, clean_text


class Sample(Form):
    name = Line("Tên", required=True, most=10)
    words = Lines("Nội dung")
    day = Day("Ngày")
    kind = Choice("Loại", [("a", "A"), ("b", "B")])
    place = Choice("Đơn vị", [(1, "Một"), (2, "Hai")], coerce=int)
    members = Checks("Thành viên", [(1, "Một"), (2, "Hai")], coerce=int)
    count = Whole("Số")


GOOD = {"name": "Tên", "words": "", "day": "", "kind": "a", "place": "1", "count": ""}


def filled(app: Flask, **typed: str | list[str]) -> Sample:
    with app.test_request_context(method="POST"):
        form = Sample(MultiDict({**GOOD, **typed}))
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  hai   chữ ", "hai chữ"), ("Đe\u0302\u0300", "Đề"), ("a\u200bb\ufeff", "ab"), ("a\tb\nc", "a b c"), ("", "")],
)
def test_a_line_is_kept_composed_and_in_single_spaces(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_lines_keep_their_breaks_and_lose_their_ends() -> None:
    assert clean_text(" a \r\n b\r\n\r\n c  \n\n") == "a\n b\n\n c"
    assert clean_line(None) is None and clean_text(None) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/02/2025", date(2025, 2, 25)),
        ("5/2/2025", date(2025, 2, 5)),
        ("25-02-2025", date(2025, 2, 25)),
        ("25.02.2025", date(2025, 2, 25)),
        ("2025-02-25", date(2025, 2, 25)),
        (" 25/02/2025 ", date(2025, 2, 25)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(app: Flask, typed: str, day: date | None) -> None:
    form = filled(app, day=typed)
    assert form.day.data == day and not form.errors


@pytest.mark.parametrize("typed", ["30/02/2025", "25/2025", "hôm nay", "25/02/25", "01/01/1800", "1" * 400])
def test_a_day_that_is_none_is_said_to_be_wrong(app: Flask, typed: str) -> None:
    form = filled(app, day=typed)
    assert form.errors == {"day": ["Ngày không đúng. Hãy ghi như 25/02/2025."]}
    assert form.day.data is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, {"name": ["Hãy điền mục này."]}),
        ({"name": "x" * 11}, {"name": ["Dài quá 10 ký tự. Hãy rút gọn."]}),
        ({"kind": "c"}, {"kind": ["Hãy chọn một mục trong danh sách."]}),
        ({"place": "x"}, {"place": ["Hãy chọn một mục trong danh sách."]}),
        ({"place": "3"}, {"place": ["Hãy chọn một mục trong danh sách."]}),
        ({"members": ["1", "7"]}, {"members": ["Hãy chọn trong danh sách."]}),
        ({"members": ["x"]}, {"members": ["Hãy chọn trong danh sách."]}),
        ({"count": "-1"}, {"count": ["Hãy ghi một số, ví dụ 12."]}),
        ({"count": "1e9"}, {"count": ["Hãy ghi một số, ví dụ 12."]}),
        ({"count": "9" * 30}, {"count": ["Hãy ghi một số, ví dụ 12."]}),
    ],
)
def test_each_wrong_field_has_one_vietnamese_sentence(
    app: Flask, typed: dict[str, str | list[str]], wrong: dict[str, list[str]]
) -> None:
    assert filled(app, **typed).errors == wrong


def test_what_is_right_comes_out_as_values(app: Flask) -> None:
    form = filled(app, place="2", members=["1", "2"], count="12")
    assert not form.errors
    assert (form.place.data, form.members.data, form.count.data) == (2, [1, 2], 12)


def test_a_field_that_was_not_sent_at_all_is_empty_and_not_nothing(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = Sample(MultiDict({"name": "x"}))
        assert (form.words.data, form.name.data) == ("", "x")
