"""A process that carries a letter from trình ký to phát hành and dies by SIGKILL at a given step of it."""

import io
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import event

from intranet.accounts.models import Person
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.jobs import run_due
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.printing import jobs
from tests.documents.conftest import one_page_pdf
from tests.support.office import make_app

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
MACHINE = "killed"
# What touches the disk besides the database: each is a place to die, before it happens.
TOUCHES = {"os.rename", "os.mkdir", "os.remove", "tempfile.mkstemp"}


class Steps:
    """Counts the steps of this process: statements, commits, files; dies at the chosen one."""

    def __init__(self, last: int | None) -> None:
        self.count, self._last, self._counts = 0, last, False
        sys.addaudithook(self._audit)
        for name in ("before_cursor_execute", "commit", "rollback"):
            event.listen(db.engine, name, lambda *about: self.take())

    def begin(self) -> None:
        self._counts = True

    def take(self) -> None:
        if not self._counts:
            return
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, name: str, arguments: object) -> None:
        if name in TOUCHES:
            self.take()


def carry(letter: Document, clerk: Person, leader: Person) -> None:
    """Do what is left of the way, each act a transaction of its own; the worker makes the files between."""
    acts: dict[State, Callable[[], object]] = {
        State.PRESENTED: lambda: service.sign(letter, leader),
        State.SIGNED: lambda: service.number(letter, clerk, today()),
        State.NUMBERED: lambda: service.add_scan(letter, clerk, [(io.BytesIO(one_page_pdf()), "ky.pdf")]),
        State.SCANNED: lambda: service.issue(letter, clerk),
    }
    while letter.state in acts:
        act = acts[State(letter.state)]
        with transaction():
            act()
        run_due(f"{MACHINE}/{os.getpid()}")
        session.refresh(letter)


def run(instance: Path, database_url: str, ids: tuple[int, int, int], last: int | None, answer: Connection) -> None:
    """The process: carries the letter; answers with the number of its steps when it lived."""
    jobs.make_pdf = lambda docx: one_page_pdf()  # type: ignore[assignment]
    one_page_pdf()  # made once, before anything counts
    with make_app(instance, database_url).app_context():
        steps = Steps(last)
        letter, clerk, leader = session.get_one(Document, ids[0]), *(session.get_one(Person, i) for i in ids[1:])
        steps.begin()
        carry(letter, clerk, leader)
        answer.send(steps.count)


def carried_by_another(instance: Path, database_url: str, ids: tuple[int, int, int], last: int | None) -> int | None:
    """Let a process carry the letter; gives the number of its steps, None when it was killed on the way."""
    return steps_of(run, instance, database_url, ids, last)


def steps_of(target: Callable[..., None], *arguments: object) -> int | None:
    """Let a process do something and answer with its steps; None when it was killed on the way."""
    answers, answer = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=target, args=(*arguments, answer), daemon=True)
    process.start()
    answer.close()
    process.join()
    if process.exitcode == -signal.SIGKILL:
        return None
    assert process.exitcode == 0, f"the process ended with {process.exitcode}: see its own output"
    return int(answers.recv())
