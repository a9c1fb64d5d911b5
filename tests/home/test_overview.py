"""The overview: a number leads to a list only for whom that list is open."""

from flask import Flask

from intranet.core.clock import today
from intranet.home.overview import page_rows
from intranet.plans import queries


def test_a_head_is_led_to_his_own_departments_only(app: Flask, work) -> None:
    cast = work.cast
    counts = queries.overview(today())
    with app.test_request_context():
        rows = page_rows(counts, queries.totals(counts), None, cast.head)
        everything = page_rows(counts, queries.totals(counts), None, cast.leader)
    led = {row.name for row in rows if row.url or any(number.url for number in row.numbers)}
    assert led == {cast.one.name}
    assert all(row.url and all(number.url for number in row.numbers) for row in everything)
