"""The running demonstration office, started by the same command people use, and people sitting at browsers."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from intranet.commands.demo import read_office
from tests.support.browser import chromium

PROJECT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
SECONDS_TO_START = 120


@dataclass(frozen=True)
class RunningOffice:
    """Where the demonstration office answers, and where its files lie."""

    address: str
    instance: Path
    password: str


@pytest.fixture(scope="session")
def running_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningOffice]:
    """`bash deploy/run.sh` with an instance folder of its own."""
    instance = tmp_path_factory.mktemp("office")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "INTRANET_INSTANCE": str(instance)}
    environment.pop("DATABASE_URL", None)
    log = instance / "run.log"
    with log.open("wb") as output:
        program = subprocess.Popen(
            ["bash", "deploy/run.sh"], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=output
        )
        try:
            printed = _read_until_accounts(program)
            office = RunningOffice(f"http://127.0.0.1:{port}", instance, read_office()["password"])
            assert office.address in printed, f"the address was not printed:\n{printed}\n{log.read_text()}"
            yield office
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(SECONDS_TO_START)


def _read_until_accounts(program: "subprocess.Popen[bytes]") -> str:
    lines = []
    assert program.stdout is not None
    for line in program.stdout:
        lines.append(line.decode())
        if "quantri" in lines[-1] or "http://" in lines[-1]:
            lines.append("")
        if "http://" in "".join(lines) and "giamdoc.quy" in "".join(lines):
            break
    return "".join(lines)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Desk:
    """Somebody of the demonstration office at a browser of his own."""

    def __init__(self, office: RunningOffice, context: BrowserContext) -> None:
        self.office, self.context = office, context
        self.page: Page = context.new_page()

    def open(self, path: str) -> Page:
        self.page.goto(self.office.address + path)
        return self.page

    def press(self, words: str) -> None:
        """Press a button or follow a link with these words, and wait for the next page."""
        button = self.page.get_by_role("button", name=words, exact=True)
        target = button if button.count() else self.page.get_by_role("link", name=words, exact=True)
        target.first.click()
        self.page.wait_for_load_state()


@pytest.fixture
def sit(running_office: RunningOffice, browser: Browser) -> Iterator:
    """sit("truong.tttt") signs somebody in at a laptop, sit("chutich", phone=True) at a phone."""
    contexts: list[BrowserContext] = []

    def sit_down(username: str, phone: bool = False) -> Desk:
        context = browser.new_context(
            viewport=PHONE if phone else LAPTOP, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", has_touch=phone
        )
        contexts.append(context)
        desk = Desk(running_office, context)
        page = desk.open("/sign-in")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=False).first.fill(running_office.password)
        desk.press("Đăng nhập")
        return desk

    yield sit_down
    for context in contexts:
        context.close()
