"""SIGKILL anywhere around signature, number and seal: letters go on, no number is lost, no signed file changes."""

import random
from hashlib import sha256
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.core.db import session
from intranet.core.files import read
from intranet.core.history import HistoryEntry
from intranet.core.jobs import run_due, take_over
from intranet.docservice.signing.verify import verify
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.registers.models import RegisterNumber
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.models.checkpage import LetterCode
from intranet.signatures.office_trust import office_trust
from tests.docservice.signing.conftest import PASSPHRASE
from tests.documents.killed import MACHINE, steps_of
from tests.documents.test_killed import nothing_is_lost_doubled_or_half_done
from tests.signatures.conftest import SignedLetters
from tests.signatures.killed import PATCHED, Carried, carry, run, without_libreoffice

MOVES = ["sign", "number", "seal", "issue"]
STEPS = ("blank_sha256", "signed_sha256", "numbered_sha256", "sealed_sha256")


def kill_on_the_way(app: Flask, signing: SignedLetters, kills: int, seed: int) -> None:
    """Carry a letter for each kill, die at a random step, look, and let somebody else finish."""
    settings, chance, cast = app.extensions["settings"], random.Random(seed), signing.cast
    key = signing.keys.leader.pkcs12(PASSPHRASE)

    def away(last: int | None) -> tuple[Carried, int | None]:
        letter = signing.letters.in_state(State.PRESENTED)
        carried = Carried(letter.id, cast.clerk.id, cast.leader.id, key, PASSPHRASE)
        session.rollback()  # nothing of ours stands in the way of the other process
        return carried, steps_of(run, settings.instance, settings.database_url, carried, last)

    _, steps = away(None)
    assert steps is not None and steps > 100
    died, letters = 0, 1
    states = set()
    while died < kills:
        carried, lived = away(chance.randint(1, steps))
        died, letters = died + (lived is None), letters + 1  # a later letter has a few steps less than the first
        nothing_is_lost_doubled_or_half_done()
        files = signed_files(carried.letter_id)
        states.add(session.get_one(Document, carried.letter_id).state)
        take_over(MACHINE)
        run_due()
        session.rollback()
        carry(carried)
        finished(carried.letter_id, files)
    assert session.scalar(select(func.count(RegisterNumber.id))) == letters
    assert session.scalar(select(func.count(LetterCode.code))) == letters
    nothing_is_lost_doubled_or_half_done()
    print(f"{died} kills of {steps} steps, in states {sorted(states)}")


def signed_files(letter_id: int) -> list[tuple[str | None, ...]]:
    """The files of the letter's copies; each is whole and only adds to the one before."""
    rows = session.execute(
        select(*(getattr(ElectronicCopy, name) for name in STEPS)).where(ElectronicCopy.document_id == letter_id)
    ).all()
    for row in rows:
        contents = [read(of) for of in row if of]
        assert [sha256(content).hexdigest() for content in contents] == [of for of in row if of]
        assert all(later.startswith(earlier) for earlier, later in pairwise(contents))
    return [tuple(row) for row in rows]


def finished(letter_id: int, files: list[tuple[str | None, ...]]) -> None:
    """The letter is out, each move was made once, what was signed before the kill is what was issued, and it holds."""
    letter = session.get_one(Document, letter_id)
    assert letter.state == State.ISSUED
    query = select(HistoryEntry.act).where(
        HistoryEntry.subject_type == "document", HistoryEntry.subject_id == letter_id, HistoryEntry.act.in_(MOVES)
    )
    assert list(session.scalars(query.order_by(HistoryEntry.id))) == MOVES
    [now] = signed_files(letter_id)
    for before in files:
        assert [later for earlier, later in zip(before, now, strict=True) if earlier] == [of for of in before if of]
    assert verify(read(now[-1] or ""), office_trust()).valid and letter.scan.file_sha256 == now[-1]
    session.rollback()


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process finishes letters too."""
    for module, name in PATCHED:
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    without_libreoffice()


def test_killed_at_one_moment(both_engines: Flask, signing_on_both: SignedLetters) -> None:
    kill_on_the_way(both_engines, signing_on_both, kills=1, seed=81)


@pytest.mark.campaign
def test_killed_at_a_hundred_moments_on_each_engine(both_engines: Flask, signing_on_both: SignedLetters) -> None:
    kill_on_the_way(both_engines, signing_on_both, kills=100, seed=2020)
