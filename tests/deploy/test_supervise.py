"""run.sh promises that stopping stops all of it, and that a fallen worker comes back."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.supervise import browser_address, free_port

PROJECT = Path(__file__).parents[2]


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Office:
    """A supervisor with its server and worker, as processes."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @classmethod
    def start(cls, kind: str) -> "Office":
        command = [
            sys.executable,
            "-m",
            "tests.deploy.office_in_small",
            "supervise",
            str(unused_port()),
            kind,
        ]
        return cls(subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True))

    def numbers_after(self, word: str) -> list[int]:
        """The process numbers of the next line that begins with the word."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith(f"{word} "):
                return [int(number) for number in line.split()[1:]]
        raise AssertionError(f"no line {word!r} in {self.lines}")

    def start_and_see(self) -> dict[str, int]:
        """Wait until the server answers and the worker works; who runs under which number."""
        seen: dict[str, int] = {}
        while len(seen) < 3:
            assert self.process.stdout is not None
            name, *numbers = self.process.stdout.readline().split()
            if name == "ready":
                seen["server"] = int(numbers[0])
            elif name == "worker":
                seen["worker"], seen["converter"] = map(int, numbers)
        return seen

    def finish(self) -> int:
        output, _ = self.process.communicate(timeout=60)
        self.lines.append(output)
        return self.process.returncode


@contextmanager
def running(kind: str) -> Iterator[Office]:
    """An office that is stopped at the end; one that hangs is killed, so that the test fails instead of waiting."""
    office = Office.start(kind)
    watchdog = threading.Timer(120, office.process.kill)
    watchdog.start()
    yield office
    watchdog.cancel()
    for _ in range(2):
        office.process.terminate()
    office.process.communicate(timeout=60)


@pytest.fixture
def office() -> Iterator[Office]:
    with running("polite") as office:
        yield office


@pytest.fixture
def deaf_office() -> Iterator[Office]:
    with running("deaf") as office:
        yield office


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_everything(office: Office, stop: signal.Signals) -> None:
    running = office.start_and_see()
    office.process.send_signal(stop)
    assert office.finish() == 0
    assert [name for name, pid in running.items() if is_running(pid)] == []


def test_a_killed_worker_comes_back_without_what_it_left_running(office: Office) -> None:
    first = office.start_and_see()
    os.kill(first["worker"], signal.SIGKILL)
    worker, converter = office.numbers_after("worker")
    assert worker != first["worker"]
    assert not is_running(first["converter"])
    assert is_running(first["server"]) and is_running(converter)
    assert any("khởi động lại" in line for line in office.lines)


def test_without_its_server_the_whole_ends_with_a_sentence(office: Office) -> None:
    running = office.start_and_see()
    os.kill(running["server"], signal.SIGKILL)
    assert office.finish() == 1
    assert "Máy chủ web đã tự dừng" in office.lines[-1]
    assert [name for name, pid in running.items() if is_running(pid)] == []


def test_a_second_stop_ends_a_worker_that_does_not_listen(deaf_office: Office) -> None:
    running = deaf_office.start_and_see()
    deaf_office.process.send_signal(signal.SIGINT)
    assert deaf_office.process.stdout is not None
    assert deaf_office.process.stdout.readline() == "\n"  # the sentence that stopping has begun
    deaf_office.process.send_signal(signal.SIGINT)
    assert deaf_office.finish() == 0
    assert [name for name, pid in running.items() if is_running(pid)] == []


def test_server_and_worker_end_when_the_supervisor_is_killed(office: Office) -> None:
    running = office.start_and_see()
    watched = [os.pidfd_open(running[name]) for name in ("server", "worker")]
    office.process.kill()
    for descriptor in watched:
        assert select.select([descriptor], [], [], 60)[0] == [descriptor]
        os.close(descriptor)
    os.kill(running["converter"], signal.SIGKILL)


def test_a_taken_port_is_seen_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not free_port("127.0.0.1", taken.getsockname()[1])
    assert free_port("127.0.0.1", unused_port())


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("::", "http://[::1]:8000"),
        ("noibo.example.vn", "http://noibo.example.vn:8000"),
    ],
)
def test_the_address_to_open(host: str, address: str) -> None:
    assert browser_address(host, 8000) == address
