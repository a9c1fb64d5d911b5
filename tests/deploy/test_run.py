"""The first command, for real: an empty folder becomes a running office, and the second start keeps its data."""

import os
import re
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.supervise import descendants

PROJECT = Path(__file__).parents[2]
STUCK_SECONDS = 240


@dataclass
class Start:
    """One run of deploy/run.sh and what it has said so far."""

    process: subprocess.Popen[str]
    said: str = ""

    def read_until(self, pattern: str) -> re.Match[str]:
        """Read on until the words are there; the end of the output fails the test with everything said."""
        assert self.process.stdout is not None
        while (found := re.search(pattern, self.said)) is None:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        return found

    def stop(self, sign: signal.Signals) -> int:
        self.process.send_signal(sign)
        rest, _ = self.process.communicate()
        self.said += rest
        return self.process.returncode


@contextmanager
def run(instance: Path, port: int) -> Iterator[Start]:
    """Start the office; it is stopped at the end, and killed when it hangs."""
    words = {"INTRANET_INSTANCE": str(instance), "HOST": "127.0.0.1", "PORT": str(port), "INTRANET_APT": "no", "CI": ""}
    process = subprocess.Popen(
        ["bash", "deploy/run.sh"],
        cwd=PROJECT,
        env={**os.environ, **words},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watchdog = threading.Timer(STUCK_SECONDS, process.kill)
    watchdog.start()
    try:
        yield Start(process)
    finally:
        watchdog.cancel()
        process.terminate()
        process.communicate(timeout=60)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
        return int(answer.status)


def test_an_empty_folder_becomes_an_office_that_stops_whole_and_keeps_its_data(tmp_path: Path) -> None:
    port = unused_port()
    with run(tmp_path, port) as first:
        address = first.read_until(r"Mở trình duyệt tại (\S+)").group(1)
        assert address == f"http://127.0.0.1:{port}" and health(port) == 200
        assert "Tài khoản minh họa" in first.said
        below = list(descendants(first.process.pid))
        assert len(below) >= 3  # gunicorn, its process, the worker
        assert first.stop(signal.SIGINT) == 0
        assert [pid for pid in below if Path(f"/proc/{pid}").exists()] == []
        assert "Đã nạp cơ quan minh họa" in first.said
    settings = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    with run(tmp_path, port) as second:
        second.read_until(r"Mở trình duyệt tại")
        assert second.stop(signal.SIGTERM) == 0
        assert "giữ nguyên" in second.said
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == settings


def test_a_taken_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with run(tmp_path / "instance", port) as start:
            output, _ = start.process.communicate()
    assert start.process.returncode == 1
    assert f"Không mở được cổng {port}" in output and f"PORT={port + 1}" in output
    assert not (tmp_path / "instance").exists()
