"""The clerk's desk: six piles, each with its count, its list and its key."""

from types import SimpleNamespace

from flask import Flask

from intranet.home.desk import desk_of


def waiting(reason: str, count: int) -> SimpleNamespace:
    return SimpleNamespace(reason=reason, letters=list(range(count)), documents=tuple(range(count)))


def test_six_piles_in_the_order_of_a_letters_way(app: Flask) -> None:
    with app.test_request_context():
        piles = desk_of([waiting("register", 3), waiting("direct", 9)], [waiting("issue", 2), waiting("sign", 7)], 4)
    assert [(pile.label, pile.count, pile.url, pile.key) for pile in piles] == [
        ("Đến chờ vào sổ", 3, "#register", 1),
        ("Đến chờ chuyển", 0, "", 2),
        ("Đi chờ cấp số", 0, "", 3),
        ("Đi chờ quét, ký số", 0, "", 4),
        ("Đi chờ phát hành", 2, "#issue", 5),
        ("Đến quá hạn giải quyết", 4, "/incoming?view=late", 6),
    ]
