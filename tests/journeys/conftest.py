"""The running demonstration office, started by the same command people use, and people sitting at browsers."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from intranet.commands.demo import read_office
from tests.journeys.desk import Desk, new_desk

PROJECT = Path(__file__).parents[2]
LAST_ACCOUNT = "giamdoc.quy"
SECONDS_TO_STOP = 120

Sit = Callable[..., Desk]


@dataclass(frozen=True)
class RunningOffice:
    """Where the demonstration office answers, and where its files lie."""

    address: str
    instance: Path
    password: str


@pytest.fixture(scope="session")
def running_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningOffice]:
    """`bash deploy/run.sh` with an instance folder of its own."""
    yield from run_office(tmp_path_factory.mktemp("office"))


def run_office(instance: Path) -> Iterator[RunningOffice]:
    """Start the program over this folder, give its address, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "INTRANET_INSTANCE": str(instance)}
    environment.pop("DATABASE_URL", None)
    environment["SOFTHSM2_CONF"] = str(instance / "softhsm2.conf")  # the office's token, once a journey makes one
    log = instance / "run.log"
    with log.open("wb") as complaints:
        program = subprocess.Popen(
            ["bash", "deploy/run.sh"], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=complaints
        )
        try:
            office = RunningOffice(f"http://127.0.0.1:{port}", instance, read_office()["password"])
            printed = _read_until(program, office.address)
            assert LAST_ACCOUNT in printed, f"the accounts were not printed:\n{printed}\n{log.read_text()}"
            yield office
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(SECONDS_TO_STOP)


def _read_until(program: "subprocess.Popen[bytes]", words: str) -> str:
    assert program.stdout is not None
    printed = ""
    for line in program.stdout:
        printed += line.decode()
        if words in printed:
            break
    return printed


@pytest.fixture(scope="session")
def signed_in() -> dict[str, list]:
    """The cookies of those who signed in already."""
    return {}


@pytest.fixture
def sit(running_office: RunningOffice, browser: Browser, signed_in: dict[str, list]) -> Iterator[Sit]:
    """sit("truong.tttt") signs somebody in at a laptop, sit("chutich", phone=True) at a phone, sit("") nobody."""
    desks: list[Desk] = []

    def sit_down(username: str, phone: bool = False, script: bool = True) -> Desk:
        desk = new_desk(browser, running_office.address, running_office.password, phone=phone, script=script)
        desks.append(desk)
        if not username:
            return desk
        if username in signed_in:
            desk.context.add_cookies(signed_in[username])
        else:
            desk.sign_in(username, running_office.password)
            signed_in[username] = desk.context.cookies()
        return desk

    yield sit_down
    for desk in desks:
        desk.context.close()
    assert [words for desk in desks for words in desk.complaints] == []
