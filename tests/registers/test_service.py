"""The story of a register: numbers in order, dates in order, holes with their reasons, on both engines."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.accounts.models import IssuerName
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.registers import queries, service
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.rules import Entry, NumberState, Scheme
from tests.support.office import Office

TODAY = date(2026, 3, 10)
PLAN = Entry(subject="Kế hoạch tuyên truyền năm 2026", signer="Phó Chủ tịch", recipients="Các phòng", copies=5)


@pytest.fixture(autouse=True)
def in_march() -> object:
    with time_machine.travel("2026-03-10 09:00+07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(both_engines: Flask, office: Office) -> SimpleNamespace:
    """An issuer and its clerk, on each engine."""
    clerk = office.person()
    leader = office.person(Role.LEADER)
    with transaction():
        service.set_keeping(clerk.department.issuer, "Quy chế công tác văn thư", clerk)
    return SimpleNamespace(issuer=clerk.department.issuer, clerk=clerk, leader=leader)


def take(desk: SimpleNamespace, type_code: str = "KH", day: date = TODAY, **more: object) -> RegisterNumber:
    with transaction():
        return service.take_number(desk.issuer, type_code, day, actor=desk.clerk, **more)


def all_numbers() -> list[tuple[str, str]]:
    rows = session.scalars(select(RegisterNumber).order_by(RegisterNumber.book_id, RegisterNumber.number))
    return [(row.full, row.state) for row in rows]


def test_one_series_counts_all_types_together(desk: SimpleNamespace) -> None:
    take(desk, "KH")
    take(desk, "CV", unit_symbol="VP")
    take(desk, "TTr")
    assert [full for full, _ in all_numbers()] == ["01/KH-LMHTX", "02/LMHTX-VP", "03/TTr-LMHTX"]


def test_a_series_for_each_type(desk: SimpleNamespace) -> None:
    with transaction():
        service.set_scheme(desk.issuer, Scheme.PER_TYPE, 2026, desk.clerk)
    take(desk, "KH")
    take(desk, "CV", unit_symbol="VP")
    take(desk, "KH")
    assert [full for full, _ in all_numbers()] == ["01/KH-LMHTX", "02/KH-LMHTX", "01/LMHTX-VP"]


def test_the_entry_and_the_taker_are_in_the_row(desk: SimpleNamespace) -> None:
    number = take(desk, entry=PLAN, document_id=7)
    assert (number.subject, number.signer, number.copies) == (PLAN.subject, "Phó Chủ tịch", 5)
    assert (number.by_id, number.issued_on, number.document_id) == (desk.clerk.id, TODAY, 7)
    assert (number.type_name, number.made_outside, number.state) == ("Kế hoạch", False, "issued")
    assert [line.act for line in history_of(number)] == ["take_number"]


def test_an_office_that_starts_in_march_opens_its_book_at_57(desk: SimpleNamespace) -> None:
    with transaction():
        service.open_book(desk.issuer, "chung", 2026, 57, desk.clerk)
    assert queries.next_number(desk.issuer, "KH", TODAY).text == "57/KH-LMHTX"
    assert take(desk).full == "57/KH-LMHTX"
    assert queries.missing_numbers(session.scalars(select(RegisterBook)).one()) == []


def test_a_blank_book_may_be_opened_anew_a_used_one_not(desk: SimpleNamespace) -> None:
    for first in (57, 43):
        with transaction():
            service.open_book(desk.issuer, "chung", 2026, first, desk.clerk)
    assert take(desk).number == 43
    with pytest.raises(Refused, match="đã cấp đến số 43"), transaction():
        service.open_book(desk.issuer, "chung", 2026, 60, desk.clerk)
    assert take(desk).number == 44


@pytest.mark.parametrize(
    ("series", "year", "first", "field"),
    [
        ("chung", 2026, 0, "first_number"),
        ("chung", 1999, 1, "year"),
        ("chung", 2028, 1, "year"),
        ("KH", 2026, 1, "series"),
    ],
)
def test_a_book_that_cannot_be(desk: SimpleNamespace, series: str, year: int, first: int, field: str) -> None:
    with pytest.raises(Invalid) as refused, transaction():
        service.open_book(desk.issuer, series, year, first, desk.clerk)
    assert refused.value.field == field
    assert session.scalars(select(RegisterBook)).all() == []


def test_no_date_after_today(desk: SimpleNamespace) -> None:
    with pytest.raises(Invalid, match="sau hôm nay"):
        take(desk, day=TODAY + timedelta(days=1))
    assert all_numbers() == []


def test_no_date_before_the_last_one_and_nothing_is_used_up(desk: SimpleNamespace) -> None:
    take(desk, day=TODAY - timedelta(days=1))
    with pytest.raises(Invalid, match="không cấp số lùi về ngày 08/03/2026") as refused:
        take(desk, day=TODAY - timedelta(days=2))
    assert refused.value.field == "day"
    assert take(desk, day=TODAY - timedelta(days=1)).number == 2


def test_the_book_is_that_of_the_year_of_the_date(desk: SimpleNamespace) -> None:
    take(desk)
    with time_machine.travel("2027-01-04 08:00+07:00"):
        assert take(desk, day=date(2026, 12, 31)).full == "02/KH-LMHTX"
        assert take(desk, day=date(2027, 1, 4)).full == "01/KH-LMHTX"
        assert take(desk, day=date(2026, 12, 31)).full == "03/KH-LMHTX"
    assert {(book.year, book.last_number) for book in queries.books()} == {(2026, 3), (2027, 1)}


def test_the_day_is_vietnams_day_on_new_years_night(desk: SimpleNamespace) -> None:
    with time_machine.travel("2026-12-31 17:30+00:00", tick=False):
        assert today() == date(2027, 1, 1)
        assert take(desk, day=date(2027, 1, 1)).number == 1


def test_a_past_years_book_does_not_open_itself(desk: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="Chưa có sổ chung 2025"):
        take(desk, day=date(2025, 12, 31))
    with transaction():
        service.open_book(desk.issuer, "chung", 2025, 112, desk.clerk)
    assert take(desk, day=date(2025, 12, 31)).full == "112/KH-LMHTX"


def test_a_letter_never_gets_two_numbers(desk: SimpleNamespace) -> None:
    take(desk, document_id=7)
    with pytest.raises(Refused, match="đã có số 01/KH-LMHTX"):
        take(desk, document_id=7)
    assert take(desk, document_id=8).number == 2


def test_letters_made_outside_take_one_too(desk: SimpleNamespace) -> None:
    take(desk)
    with transaction():
        outside = service.register_outside(
            desk.issuer, "QĐ", TODAY, actor=desk.clerk, entry=Entry(subject="Nâng lương")
        )
    assert (outside.full, outside.made_outside) == ("02/QĐ-LMHTX", True)


def test_a_cancelled_number_stays_with_who_and_why(desk: SimpleNamespace) -> None:
    number = take(desk, entry=PLAN)
    with transaction():
        service.cancel_number(number, "Ghi nhầm loại văn bản", desk.clerk)
    assert (number.state, number.why, number.cancelled_by_id) == ("cancelled", "Ghi nhầm loại văn bản", desk.clerk.id)
    assert number.subject == PLAN.subject
    assert take(desk).number == 2
    with pytest.raises(Refused, match="đã được hủy"), transaction():
        service.cancel_number(number, "Lần nữa", desk.clerk)


def test_cancelling_asks_for_a_reason(desk: SimpleNamespace) -> None:
    number = take(desk)
    with pytest.raises(Invalid, match="lý do"), transaction():
        service.cancel_number(number, "  ", desk.clerk)
    assert number.state == NumberState.ISSUED


def test_the_number_of_a_letter_made_here_falls_only_with_it(desk: SimpleNamespace) -> None:
    number = take(desk, document_id=7)
    with pytest.raises(Refused, match="soạn trong hệ thống"), transaction():
        service.cancel_number(number, "Không dùng", desk.clerk)
    with transaction():
        service.cancel_number(number, "Văn bản bị hủy", desk.clerk, with_its_letter=True)
    assert number.state == "cancelled"


def test_numbers_are_kept_only_by_the_offices_rule_and_a_leaders_leave(desk: SimpleNamespace) -> None:
    def keep(leave: object) -> None:
        with transaction():
            service.keep_number(desk.issuer, "QĐ", TODAY, actor=desk.clerk, why="Bổ nhiệm", leave=leave)

    with pytest.raises(Invalid, match="lãnh đạo"):
        keep(desk.clerk)
    keep(desk.leader)
    assert session.scalars(select(RegisterNumber.why)).one() == f"Bổ nhiệm ({desk.leader.name} cho phép)"
    with transaction():
        service.set_keeping(desk.issuer, "", desk.clerk)
    with pytest.raises(Refused, match=r"Điều 15\.2"):
        keep(desk.leader)
    assert len(all_numbers()) == 1


def test_a_kept_number_keeps_its_date_and_is_used_once(desk: SimpleNamespace) -> None:
    with transaction():
        kept = service.keep_number(
            desk.issuer, "QĐ", TODAY, actor=desk.clerk, why="Quyết định bổ nhiệm", leave=desk.leader
        )
    take(desk)
    with time_machine.travel("2026-03-12 09:00+07:00"):
        take(desk, day=date(2026, 3, 12))
        with transaction():
            service.use_kept_number(kept, actor=desk.clerk, entry=PLAN, document_id=7)
        assert (kept.full, kept.issued_on, kept.state, kept.document_id) == ("01/QĐ-LMHTX", TODAY, "issued", 7)
        with pytest.raises(Refused, match="không còn để dành"), transaction():
            service.use_kept_number(kept, actor=desk.clerk, entry=PLAN)


def test_a_letter_with_a_number_cannot_use_a_kept_one(desk: SimpleNamespace) -> None:
    take(desk, document_id=7)
    with transaction():
        kept = service.keep_number(desk.issuer, "QĐ", TODAY, actor=desk.clerk, why="Để dành", leave=desk.leader)
    with pytest.raises(Refused, match="đã có số 01"), transaction():
        service.use_kept_number(kept, actor=desk.clerk, entry=PLAN, document_id=7)
    assert kept.state == "kept"


def test_an_act_that_fails_gives_the_number_back(desk: SimpleNamespace) -> None:
    take(desk)
    with pytest.raises(RuntimeError), transaction():
        service.take_number(desk.issuer, "KH", TODAY, actor=desk.clerk)
        raise RuntimeError("the letter could not be kept")
    assert take(desk).number == 2
    assert [full for full, _ in all_numbers()] == ["01/KH-LMHTX", "02/KH-LMHTX"]


def test_the_symbol_is_that_of_the_day_of_the_letter(desk: SimpleNamespace) -> None:
    with transaction():
        desk.issuer.names.append(
            IssuerName(holds_from=TODAY, lines="LIÊN MINH MỚI", plain="Liên minh mới", symbol="LMM", place="Hải Phòng")
        )
    assert take(desk, day=TODAY - timedelta(days=1)).full == "01/KH-LMHTX"
    assert take(desk).full == "02/KH-LMM"


def test_the_scheme_holds_from_a_year_without_numbers(desk: SimpleNamespace) -> None:
    take(desk)
    with pytest.raises(Refused, match="không đổi cách đánh số"), transaction():
        service.set_scheme(desk.issuer, Scheme.PER_TYPE, 2026, desk.clerk)
    with transaction():
        service.set_scheme(desk.issuer, Scheme.PER_TYPE, 2027, desk.clerk)
    assert queries.scheme_in(desk.issuer.id, 2026) == Scheme.SINGLE
    assert queries.scheme_in(desk.issuer.id, 2027) == queries.scheme_in(desk.issuer.id, 2030) == Scheme.PER_TYPE
    with time_machine.travel("2027-02-01 09:00+07:00"):
        take(desk, "KH", date(2027, 2, 1))
        assert take(desk, "QĐ", date(2027, 2, 1)).number == 1


def test_a_blank_book_of_the_old_scheme_goes_with_it(desk: SimpleNamespace) -> None:
    with transaction():
        service.open_book(desk.issuer, "chung", 2026, 57, desk.clerk)
    with transaction():
        service.set_scheme(desk.issuer, Scheme.PER_TYPE, 2026, desk.clerk)
    assert queries.books() == []


def test_a_correction_leaves_what_stood_there_in_the_history(desk: SimpleNamespace) -> None:
    number = take(desk, entry=PLAN)
    with transaction():
        service.correct_entry(number, Entry(subject="Kế hoạch sửa", sent_on=TODAY, copies=5), desk.clerk)
    assert (number.subject, number.sent_on) == ("Kế hoạch sửa", TODAY)
    line = history_of(number)[0]
    assert line.detail["stood"]["subject"] == PLAN.subject
    assert "copies" not in line.detail["stood"]


def test_the_words_of_a_letter_made_here_are_the_letters_own(desk: SimpleNamespace) -> None:
    number = take(desk, entry=PLAN, document_id=7)
    with transaction():
        service.correct_entry(number, Entry(subject="Khác", received_by="Bưu điện"), desk.clerk)
    assert (number.subject, number.received_by) == (PLAN.subject, "Bưu điện")


WHAT_FILTERS_FIND = [
    (queries.Filters(), 3),
    (queries.Filters(words="tuyen truyen"), 1),
    (queries.Filters(words="tuyên truyền"), 1),
    (queries.Filters(words="01/kh"), 1),
    (queries.Filters(words="de nghi"), 1),
    (queries.Filters(words="đê nghị"), 0),
    (queries.Filters(words="100%"), 0),
    (queries.Filters(type_code="CV"), 1),
    (queries.Filters(state="cancelled"), 1),
    (queries.Filters(since=TODAY), 1),
    (queries.Filters(until=TODAY - timedelta(days=1)), 2),
    (queries.Filters(year=2025), 0),
    (queries.Filters(year=2026, words="lmhtx"), 3),
]


def test_finding_rows(desk: SimpleNamespace) -> None:
    yesterday = TODAY - timedelta(days=1)
    take(desk, "KH", yesterday, entry=PLAN)
    cancelled = take(desk, "CV", yesterday, unit_symbol="VP", entry=Entry(subject="Đề nghị cung cấp số liệu"))
    take(desk, "TTr", entry=Entry(subject="Về kinh phí"))
    with transaction():
        service.cancel_number(cancelled, "Trùng", desk.clerk)
    for filters, expected in WHAT_FILTERS_FIND:
        assert len(queries.as_filed(filters, desk.clerk)) == expected, filters
        assert len(queries.newest_first(filters, desk.clerk, 1, 50)) == expected, filters
        assert sum(queries.count_by_state(filters, desk.clerk).values()) == expected, filters
