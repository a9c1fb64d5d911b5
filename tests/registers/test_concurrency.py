"""Eight processes take 400 numbers at once, some fail, some are killed: 1…N without a gap and without a duplicate."""

import threading
from collections.abc import Callable

from flask import Flask, current_app
from sqlalchemy import select

from intranet.accounts.models import Issuer, Person
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.errors import DomainError, Refused
from intranet.registers import queries, service
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.rules import Entry
from tests.registers.takers import run_takers
from tests.support.office import Office

KILLED_FROM_OUTSIDE = frozenset({40, 110, 111, 250, 333})


def test_400_numbers_by_8_processes_that_fail_and_die(both_engines: Flask, office: Office) -> None:
    clerk_id = office.person().id
    settings = both_engines.extensions["settings"]
    session.remove()
    db.engine.dispose()

    answered, died = run_takers(
        settings.instance, settings.database_url, clerk_id, processes=8, until=400, kills=KILLED_FROM_OUTSIDE
    )

    rows = session.scalars(select(RegisterNumber).order_by(RegisterNumber.number)).all()
    by_act = {row.document_id - 1: row.number for row in rows if row.document_id is not None}
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len(answered) >= 400
    # What was answered is there, to the letter; beside it at most what was committed in the moment of a killing.
    assert answered.items() <= by_act.items()
    assert len(rows) - len(answered) <= len(KILLED_FROM_OUTSIDE)
    assert died > len(KILLED_FROM_OUTSIDE)
    book = session.scalars(select(RegisterBook)).one()
    assert (book.first_number, book.last_number, book.last_date) == (1, len(rows), today())
    assert queries.missing_numbers(book) == []


def together(*acts: Callable[[], None]) -> list[DomainError]:
    """Do the acts at the same moment, each with a session and connection of its own; gives the refusals."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    gate, refusals = threading.Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
            except DomainError as refusal:
                refusals.append(refusal)
            finally:
                session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_the_same_letter_numbered_twice_at_once_has_one_number(both_engines: Flask, office: Office) -> None:
    clerk = office.person()
    issuer_id, clerk_id = clerk.department.issuer_id, clerk.id
    session.remove()

    def number_it() -> None:
        with transaction():
            issuer, actor = session.get_one(Issuer, issuer_id), session.get_one(Person, clerk_id)
            service.take_number(issuer, "KH", today(), actor=actor, entry=Entry(subject="Một"), document_id=7)

    refusals = together(number_it, number_it, number_it)
    assert [type(refusal) for refusal in refusals] == [Refused, Refused]
    assert [row.number for row in session.scalars(select(RegisterNumber))] == [1]
    assert session.scalars(select(RegisterBook)).one().last_number == 1


def test_a_book_opened_while_the_first_number_is_taken(both_engines: Flask, office: Office) -> None:
    clerk = office.person()
    clerk_id = clerk.id
    session.remove()

    def first_number() -> None:
        with transaction():
            actor = session.get_one(Person, clerk_id)
            service.take_number(actor.department.issuer, "KH", today(), actor=actor)

    def open_at_57() -> None:
        with transaction():
            actor = session.get_one(Person, clerk_id)
            service.open_book(actor.department.issuer, "chung", today().year, 57, actor)

    refusals = together(first_number, open_at_57)
    taken = session.scalars(select(RegisterNumber)).one().number
    book = session.scalars(select(RegisterBook)).one()
    assert (taken, len(refusals)) in {(57, 0), (1, 1)}
    assert (book.first_number, book.last_number) == (taken, taken)
