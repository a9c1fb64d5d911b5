"""SIGKILL anywhere between trình ký and phát hành: no number lost, doubled or skipped, no file missing, all goes on."""

import random

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.core import chain
from intranet.core.db import session
from intranet.core.files import StoredFile, path_of
from intranet.core.history import HistoryEntry
from intranet.core.jobs import run_due, take_over
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.plans.models import Plan
from intranet.printing.rules import FilesState
from intranet.registers.models import RegisterBook, RegisterNumber
from tests.documents.conftest import Letters
from tests.documents.killed import MACHINE, carried_by_another, carry

MOVES = ["sign", "number", "add_scan", "issue"]


def kill_on_the_way(app: Flask, letters: Letters, kills: int, seed: int) -> None:
    """Carry a letter for each kill, die at a random step, look, and let somebody else finish."""
    settings, chance = app.extensions["settings"], random.Random(seed)
    clerk_id, leader_id = letters.cast.clerk.id, letters.cast.leader.id

    def away(last: int | None) -> tuple[int, int | None]:
        letter_id = letters.in_state(State.PRESENTED).id
        session.rollback()  # nothing of ours stands in the way of the other process
        ids = (letter_id, clerk_id, leader_id)
        return letter_id, carried_by_another(settings.instance, settings.database_url, ids, last)

    _, steps = away(None)
    assert steps is not None and steps > 100
    died, carried = 0, 1
    while died < kills:
        letter_id, lived = away(chance.randint(1, steps))
        died, carried = died + (lived is None), carried + 1  # a later letter has a few steps less than the first
        nothing_is_lost_doubled_or_half_done()
        take_over(MACHINE)
        letter = session.get_one(Document, letter_id)
        run_due()
        session.rollback()
        carry(letter, letters.cast.clerk, letters.cast.leader)
        finished(letter)
    assert session.scalar(select(func.count(RegisterNumber.id))) == carried
    nothing_is_lost_doubled_or_half_done()


def nothing_is_lost_doubled_or_half_done() -> None:
    """Numbers run on from 01, each with its letter; every file a row names is there; the log is whole."""
    rows = session.scalars(select(RegisterNumber).order_by(RegisterNumber.number)).all()
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    book = session.scalars(select(RegisterBook)).one_or_none()
    assert (book.last_number if book else 0) == len(rows)
    owners = dict(session.execute(select(Document.number_id, Document.id).where(Document.number_id.is_not(None))).all())
    assert {row.id: row.document_id for row in rows} == owners
    for sha256 in session.scalars(select(StoredFile.sha256)):
        assert path_of(sha256).is_file()
    assert chain.verify().broken is None
    session.rollback()


def finished(letter: Document) -> None:
    """The letter is out, each move was made once, and its files are ready."""
    session.refresh(letter)
    assert letter.state == State.ISSUED
    query = select(HistoryEntry.act).where(
        HistoryEntry.subject_type == "document", HistoryEntry.subject_id == letter.id, HistoryEntry.act.in_(MOVES)
    )
    assert list(session.scalars(query.order_by(HistoryEntry.id))) == MOVES
    assert letter.numbered is not None and letter.numbered.files_state == FilesState.READY
    assert session.scalar(select(func.count(Plan.id)).where(Plan.document_id == letter.id)) in (0, 1)
    session.rollback()


def test_killed_at_three_moments(both_engines: Flask, letters: Letters) -> None:
    kill_on_the_way(both_engines, letters, kills=3, seed=30)


@pytest.mark.campaign
def test_killed_at_two_hundred_moments_on_each_engine(both_engines: Flask, letters: Letters) -> None:
    kill_on_the_way(both_engines, letters, kills=200, seed=2020)
