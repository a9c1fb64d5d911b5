"""Who may see a letter that is out: named readers, a widening that waits, and readings that are noted."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import HistoryEntry, history_of
from intranet.documents import queries, service
from intranet.documents.models import Document
from intranet.documents.queries.access import waiting_change
from intranet.documents.rules import State, sees
from intranet.documents.rules.access import widens
from tests.documents.conftest import Letters
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("before", "after", "wider"),
    [
        ((False, []), (False, []), False),
        ((False, []), (True, ["d:1"]), False),
        ((True, ["d:1"]), (True, ["d:1"]), False),
        ((True, ["d:1", "p:2"]), (True, ["d:1"]), False),
        ((True, ["d:1"]), (True, ["d:1", "p:2"]), True),
        ((True, ["d:1"]), (True, ["d:2"]), True),
        ((True, ["d:1"]), (False, []), True),
    ],
)
def test_what_is_a_widening(before: tuple[bool, list[str]], after: tuple[bool, list[str]], wider: bool) -> None:
    assert widens(*before, *after) is wider


def found_by(letters: Letters, who: str) -> bool:
    return session.scalars(queries.visible_documents(getattr(letters.cast, who))).all() != []


def restricted(letters: Letters) -> Document:
    """An issued letter that only the other unit may see besides those who worked on it."""
    letter = letters.in_state(State.ISSUED)
    with transaction():
        service.set_access(
            letter, letters.cast.clerk, is_restricted=True, readers=[f"d:{letters.cast.two.id}"], reason="Nhân sự"
        )
    return letter


def test_a_restricted_letter_is_seen_by_its_readers(both_engines: Flask, letters: Letters) -> None:
    stranger = letters.office.person()
    letters.cast.stranger = stranger
    letter = restricted(letters)
    for who, may in {"other_staff": True, "staff": True, "clerk": True, "leader": True, "stranger": False}.items():
        assert sees(getattr(letters.cast, who), letter) is may, who
        assert found_by(letters, who) is may, who
    with pytest.raises(Invalid, match="ít nhất một"), transaction():
        service.set_access(letter, letters.cast.clerk, is_restricted=True, readers=[], reason="x")


def test_a_widening_waits_until_it_is_confirmed(both_engines: Flask, letters: Letters) -> None:
    stranger = letters.office.person()
    letter = restricted(letters)
    with transaction():
        holds = service.set_access(letter, letters.cast.clerk, is_restricted=False, readers=[], reason="Phổ biến")
    assert not holds and not sees(stranger, letter)
    with pytest.raises(Refused, match="chờ xác nhận"), transaction():
        service.set_access(letter, letters.cast.clerk, is_restricted=False, readers=[], reason="Phổ biến")
    change = waiting_change(letter)
    assert change is not None
    with transaction():
        service.confirm_access(change, letters.cast.leader)
    assert sees(stranger, letter) and waiting_change(letter) is None
    with pytest.raises(Refused), transaction():
        service.refuse_access(change, letters.cast.leader)
    assert [e.act for e in history_of(letter)][:3] == ["confirm_access", "ask_access", "set_access"]


def readings(letter: Document) -> list[str]:
    query = select(HistoryEntry.actor_name).where(HistoryEntry.act == "read", HistoryEntry.subject_id == letter.id)
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def test_each_reading_of_a_restricted_letter_is_noted(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = letters.with_files(restricted(letters))
    other, stranger = letters.cast.other_staff, letters.office.person()
    visitor.sign_in(other).visit(f"/documents/{letter.id}")
    visitor.visit(f"/documents/{letter.id}")
    visitor.sign_in(stranger).visit(f"/documents/{letter.id}", status=403)
    visitor.visit(f"/documents/{letter.id}/scans/{letter.scan.id}.pdf", status=403)
    assert readings(letter) == [other.name]
    with time_machine.travel(now() + timedelta(minutes=61)):
        visitor.sign_in(other)
        assert visitor.client.get(f"/documents/{letter.id}/scans/{letter.scan.id}.pdf").status_code == 200
    assert readings(letter) == [other.name, other.name]
    open_to_all = letters.in_state(State.ISSUED)
    visitor.sign_in(stranger).visit(f"/documents/{open_to_all.id}")
    assert readings(open_to_all) == []


def test_the_pages(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = letters.in_state(State.ISSUED)
    clerk = visitor.sign_in(letters.cast.clerk)
    form = clerk.visit(clerk.visit(f"/documents/{letter.id}").links()["Quyền xem"])
    wrong = clerk.press("Lưu", on=form, status=422, audience="named", reason="Nhân sự")
    assert wrong.errors() == ["Hãy chọn ít nhất một đơn vị hoặc một người được xem."]
    page = clerk.press("Lưu", on=wrong, departments=f"d:{letters.cast.two.id}")
    assert "Văn bản hạn chế người xem" in page.text
    page = clerk.press("Lưu", on=clerk.visit(f"/documents/{letter.id}/set_access"), audience="all", reason="Phổ biến")
    assert "Đề nghị mở rộng quyền xem, chưa có hiệu lực" in page.text and "Xác nhận" not in page.buttons()
    leader = Visitor(app).sign_in(letters.cast.leader)
    page = leader.press("Xác nhận", on=leader.visit(f"/documents/{letter.id}"))
    assert "chưa có hiệu lực" not in page.text and "Văn bản hạn chế người xem" not in page.text
