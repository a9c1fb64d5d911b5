"""A process that carries a letter from trình ký over signature, number and seal to its issue, and dies on the way."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from intranet.accounts.models import Person
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import run_due
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.places import Box, Places
from intranet.docservice.signing.sign import sign
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.printing import jobs as printing_jobs
from intranet.signatures import jobs, service
from intranet.signatures.queries import copy_of
from intranet.signatures.rules import CopyState
from tests.documents.conftest import one_page_pdf
from tests.documents.killed import MACHINE, Steps
from tests.support.office import make_app

# What is put aside here: LibreOffice, and looking for places on an empty page.
PATCHED = ((printing_jobs, "make_pdf"), (jobs, "make_pdf"), (jobs, "find_places"))
PLACES = Places(*(Box(0, left, 100, left + 60, 130) for left in (20, 90, 160, 230)))


@dataclass(frozen=True)
class Carried:
    """The letter, who carries it, and the keys: the leader's stands for his token, the office's is in its store."""

    letter_id: int
    clerk_id: int
    leader_id: int
    leader_key: bytes
    passphrase: str


def without_libreoffice() -> None:
    """PDFs of one empty page; the places of fields stand by themselves."""
    printing_jobs.make_pdf = lambda docx: one_page_pdf()  # type: ignore[assignment]
    jobs.make_pdf = lambda docx, pdfa=False: one_page_pdf()  # type: ignore[assignment]
    jobs.find_places = lambda pdf, **known: PLACES  # type: ignore[assignment]
    one_page_pdf()


def carry(carried: Carried) -> None:
    """Do what is left of the way, each act a transaction of its own; the worker works between."""
    letter = session.get_one(Document, carried.letter_id)
    clerk, leader = (session.get_one(Person, of) for of in (carried.clerk_id, carried.leader_id))

    def bring_signature() -> None:
        copy = copy_of(letter)
        if copy is None or copy.state != CopyState.READY:
            service.ask_for_copy(letter, leader)
            return
        signer = open_key_file(carried.leader_key, carried.passphrase)
        service.take_signed(letter, sign(read(copy.blank_sha256 or ""), signer, name="Lãnh đạo"), leader)

    acts: dict[State, Callable[[], object]] = {
        State.PRESENTED: bring_signature,
        State.SIGNED: lambda: documents.number(letter, clerk, today()),
        State.NUMBERED: lambda: service.seal(letter, carried.passphrase, clerk),
        State.SCANNED: lambda: documents.issue(letter, clerk),
    }
    while letter.state in acts:
        act = acts[State(letter.state)]
        with transaction():
            act()
        run_due(f"{MACHINE}/{os.getpid()}")
        session.expire_all()


def run(instance: Path, database_url: str, carried: Carried, last: int | None, answer: Connection) -> None:
    """The process: carries the letter; answers with the number of its steps when it lived."""
    without_libreoffice()
    with make_app(instance, database_url).app_context():
        steps = Steps(last)
        steps.begin()
        carry(carried)
        answer.send(steps.count)
