"""The office's rules, each expectation written out by hand."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from intranet.accounts.lockout import Limit, Try, account_failures, minutes_locked, network_of
from intranet.accounts.passwords import first_password, hash_password, is_right, weakness
from intranet.accounts.rules import (
    PERMISSIONS,
    Capacity,
    Role,
    covers_type,
    departments_headed,
    departments_of,
    heads_department,
    holds_on,
    problems_of_authority,
    sees_everything,
    why_no_symbol,
)
from tests.support.office import REAL_FIRST_HASHER, REAL_HASHER

MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def person(*roles: tuple[Role, int | None], department_id: int = 1, of_office: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        roles=[SimpleNamespace(role=role, department_id=place) for role, place in roles],
        department_id=department_id,
        department=SimpleNamespace(is_office=of_office),
    )


@pytest.mark.parametrize(
    ("who", "headed", "own", "sees_all"),
    [
        (person((Role.STAFF, None)), set(), {1}, False),
        (person((Role.HEAD, 1)), {1}, {1}, False),
        (person((Role.DEPUTY_HEAD, 1)), {1}, {1}, False),
        (person((Role.HEAD, 2), (Role.STAFF, None)), {2}, {1, 2}, False),
        (person((Role.LEADER, None)), set(), {1}, True),
        (person((Role.CLERK, None)), set(), {1}, True),
        (person((Role.ADMIN, None)), set(), {1}, False),
        (person((Role.STAFF, None), of_office=True), set(), {1}, True),
        (person(), set(), {1}, False),
    ],
)
def test_what_a_person_heads_and_sees(who: SimpleNamespace, headed: set[int], own: set[int], sees_all: bool) -> None:
    assert departments_headed(who) == headed
    assert departments_of(who) == own
    assert sees_everything(who) is sees_all
    assert heads_department(who, 2) is (2 in headed)
    assert heads_department(who, None) is False


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", ["office.view", "office.edit"])
def test_the_administration_is_the_admins_alone(role: Role, permission: str) -> None:
    assert PERMISSIONS[permission].may(person((role, None)), None) is (role == "admin")


@pytest.mark.parametrize(
    ("day", "until", "holds"),
    [
        (date(2025, 12, 31), None, False),
        (date(2026, 1, 1), None, True),
        (date(2030, 1, 1), None, True),
        (date(2026, 6, 30), date(2026, 6, 30), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
    ],
)
def test_authority_holds_from_its_first_to_its_last_day(day: date, until: date | None, holds: bool) -> None:
    assert holds_on(SimpleNamespace(valid_from=date(2026, 1, 1), valid_until=until, passed_from=None), day) is holds


@pytest.mark.parametrize(("types", "code", "covers"), [("", "KH", True), ("KH TTr", "KH", True), ("KHX", "KH", False)])
def test_authority_covers_the_types_it_names_or_all(types: str, code: str, covers: bool) -> None:
    assert covers_type(SimpleNamespace(types=types), code) is covers


def authority(capacity: Capacity, lines: str, **more: object) -> SimpleNamespace:
    usual = {"types": "", "fields": "", "basis": "", "valid_from": date(2026, 1, 1), "valid_until": None}
    return SimpleNamespace(capacity=capacity, lines=lines, **{**usual, **more})


END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (authority(Capacity.HEAD, "CHỦ TỊCH"), set()),
        (authority(Capacity.HEAD, "KT. CHỦ TỊCH"), {"lines"}),
        (authority(Capacity.HEAD, "Chủ tịch"), {"lines"}),
        (authority(Capacity.HEAD, " \n"), {"lines"}),
        (authority(Capacity.TM, "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH"), set()),
        (authority(Capacity.TM, "TM. BAN THƯỜNG VỤ"), {"lines"}),
        (authority(Capacity.Q, "Q. CHỦ TỊCH"), set()),
        (authority(Capacity.Q, "CHỦ TỊCH"), {"lines"}),
        (authority(Capacity.KT, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"), set()),
        (authority(Capacity.KT, "KT.CHỦ TỊCH\nPHÓ CHỦ TỊCH"), {"lines"}),
        (authority(Capacity.KT, "KT. CHỦ TỊCH"), {"lines"}),
        (authority(Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", types="CV"), set()),
        (authority(Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"), {"types"}),
        (authority(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", basis="GUQ 1", valid_until=END, types="CV"), set()),
        (authority(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", basis="GUQ 1", valid_until=END, fields="Thi đua"), set()),
        (authority(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", basis="GUQ 1", valid_until=END), {"types"}),
        (authority(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", valid_until=END, types="CV"), {"basis"}),
        (authority(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", basis="GUQ 1", types="CV"), {"valid_until"}),
        (authority(Capacity.HEAD, "CHỦ TỊCH", valid_until=date(2025, 1, 1)), {"valid_until"}),
    ],
)
def test_authority_follows_article_13(given: SimpleNamespace, wrong: set[str]) -> None:
    assert set(problems_of_authority(given)) == wrong


LIMIT = Limit(3, timedelta(minutes=10))


@pytest.mark.parametrize(
    ("minutes_ago", "wait"),
    [
        ([], 0),
        ([1, 2], 0),
        ([1, 2, 3], 7),
        ([1, 2, 3, 4], 7),
        ([0, 0, 0], 10),
        ([1, 2, 10], 0),
        ([9.99, 9.99, 9.99], 1),
        ([1, 11, 12, 13], 0),
    ],
)
def test_the_pause_ends_when_the_oldest_counted_failure_is_old_enough(minutes_ago: list[float], wait: int) -> None:
    failures = [MOMENT - timedelta(minutes=minutes) for minutes in minutes_ago]
    assert minutes_locked(LIMIT, failures, MOMENT) == wait


def test_a_usual_place_is_judged_by_its_own_failures_since_it_last_succeeded() -> None:
    def at(minute: int) -> datetime:
        return MOMENT + timedelta(minutes=minute)

    tries = [
        Try(at(0), "here", False),
        Try(at(1), "here", True),
        Try(at(2), "here", False),
        Try(at(3), "there", False),
        Try(at(4), "there", False),
    ]
    assert account_failures(tries, "here") == [at(2)]
    assert account_failures(tries, "there") == [at(0), at(2), at(3), at(4)]
    assert account_failures([], "here") == []


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002::/64"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80:0000:0000:0000::/64"),
        (None, "unknown"),
        ("", "unknown"),
        ("nonsense" * 20, ("nonsense" * 20)[:60]),
    ],
)
def test_a_machine_counts_as_one_address(address: str | None, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("dong-ho-xanh-27", True),
        ("ngan-qua1", False),
        ("aaaaaaaaaaaa", False),
        ("abababababab", False),
        ("cua vanthu 2026", False),
        ("CuaVanThu-2026", False),
        ("1234567890ab", False),
        ("Mật khẩu 99x", False),
        ("trời xanh mây trắng", True),
    ],
)
def test_a_password_is_long_and_not_easy(password: str, good: bool) -> None:
    assert (weakness(password, "vanthu") is None) is good


def test_a_password_is_the_same_however_its_accents_were_typed() -> None:
    assert is_right(hash_password(unicodedata.normalize("NFD", "trời xanh")), "trời xanh")
    assert not is_right(hash_password("trời xanh"), "troi xanh")
    assert not is_right("no hash at all", "trời xanh")


def test_the_kept_hashes_cost_an_attacker_what_they_should() -> None:
    assert REAL_HASHER.memory_cost >= 64 * 1024 and REAL_HASHER.time_cost >= 3
    assert REAL_FIRST_HASHER.memory_cost >= 19 * 1024 and REAL_FIRST_HASHER.time_cost >= 2


def test_first_passwords_differ_and_are_good_enough() -> None:
    made = {first_password() for _ in range(200)}
    assert len(made) == 200
    assert all(weakness(password, "vanthu") is None for password in made)


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("LMHTX", True),
        ("HĐTĐKT", True),
        ("TTTVĐT", True),
        ("QHT-1", True),
        ("LM.HTX", True),
        ("LM HTX", False),
        ("LMHTX/VP", False),
        ("LM<b>", False),
        ("LM_HTX", False),
        ("", False),
    ],
)
def test_what_may_stand_in_the_symbol_of_a_letter(words: str, stands: bool) -> None:
    assert (why_no_symbol(words) is None) is stands
