"""Processes that take numbers at once: some acts fail after taking, some processes are killed inside one."""

import os
import signal
from collections.abc import Callable
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from intranet.accounts.models import Person
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.registers import service
from intranet.registers.rules import Entry
from tests.support.office import make_app

# A server process imports the program once and forks each taker: eight real processes, one start-up.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


class ActFailed(Exception):
    """What goes wrong after the number was taken: a file that cannot be kept, a lost line."""


def fate_of(act: int) -> str:
    """A third of the acts fail on purpose, one in 50 kills its process while it holds the number."""
    if act % 50 == 12:
        return "killed"
    return "fails" if act % 3 == 2 else "succeeds"


def take_numbers(instance: Path, database_url: str, person_id: int, orders: Connection, answers: Connection) -> None:
    """Do each act that is ordered; answer with the act and its number once it is committed, or with None."""
    with make_app(instance, database_url).app_context():
        answers.send(("ready", None))
        while (act := orders.recv()) is not None:
            try:
                answers.send((act, _act(act, person_id)))
            except ActFailed:
                answers.send((act, None))


def _act(act: int, person_id: int) -> int:
    with transaction():
        clerk = session.get_one(Person, person_id)
        entry = Entry(subject=f"Văn bản {act}")
        number = service.take_number(
            clerk.department.issuer, "KH", today(), actor=clerk, entry=entry, document_id=act + 1
        )
        taken = number.number
        if fate_of(act) == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if fate_of(act) == "fails":
            raise ActFailed
    return taken


class Taker:
    """One process and the lines to and from it."""

    def __init__(self, start: Callable[[Connection, Connection], tuple[object, ...]]) -> None:
        orders, self.orders = PROCESSES.Pipe(duplex=False)
        self.answers, answers = PROCESSES.Pipe(duplex=False)
        self.process = PROCESSES.Process(target=take_numbers, args=start(orders, answers), daemon=True)
        self.process.start()
        orders.close()
        answers.close()


def run_takers(
    instance: Path, database_url: str, person_id: int, *, processes: int, until: int, kills: frozenset[int]
) -> tuple[dict[int, int], int]:
    """Let processes take numbers until so many are committed; gives act → number as answered, and how many died.

    Besides the acts that kill themselves, the process that reports the n-th success (n in `kills`) has by then been
    given its next act and is killed from outside, wherever that act stands.
    """

    def new_taker() -> Taker:
        return Taker(lambda orders, answers: (instance, database_url, person_id, orders, answers))

    takers = {taker.answers: taker for taker in (new_taker() for _ in range(processes))}
    answered: dict[int, int] = {}
    acts, died = iter(range(1_000_000)), 0
    while takers:
        for line in connection.wait(list(takers)):
            taker = takers[line]  # type: ignore[index]
            try:
                act, number = taker.answers.recv()
            except EOFError:
                del takers[taker.answers]
                taker.process.join()
                if taker.process.exitcode == -signal.SIGKILL:
                    died += 1
                    replacement = new_taker()
                    takers[replacement.answers] = replacement
                elif taker.process.exitcode != 0:
                    raise AssertionError(f"a taker ended with {taker.process.exitcode}: see its own output") from None
                continue
            if number is not None:
                answered[act] = number
            taker.orders.send(next(acts) if len(answered) < until else None)
            if number is not None and len(answered) in kills:
                taker.process.kill()
    return answered, died
