"""Keeps the web server and the worker running together, and leaves nothing behind when they stop.

Every process they start, LibreOffice too, becomes a child of this one when its own parent is gone
(Linux's "subreaper"), so stopping can wait until not one is left. Standard library only.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None, use_errno=True)

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_SECONDS = 90.0
GRACE_SECONDS = 20.0
LONGEST_PAUSE = 30.0
# A worker that ran this long was well; its next fall counts from the beginning.
WELL_SECONDS = 60.0


def say(sentence: str) -> None:
    """One sentence for whoever watches the terminal."""
    print(sentence, flush=True)


def free_port(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def browser_address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def is_healthy(address: str) -> bool:
    """Whether /healthz answers 200 there."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@dataclass
class Service:
    """One of the two programs: its words, its process and how often it fell lately."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    falls: int = 0

    def start(self) -> None:
        """Start it in a session of its own: a Ctrl-C in the terminal reaches only the supervisor."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)

    @property
    def pid(self) -> int:
        """The process number, 0 when it does not run."""
        return self.process.pid if self.process else 0

    def pause_after_fall(self) -> float:
        """Seconds to wait before the next start: none at first, then doubling."""
        if time.monotonic() - self.started_at > WELL_SECONDS:
            self.falls = 0
        self.falls += 1
        return min(LONGEST_PAUSE, 2.0 ** (self.falls - 1))


def die_with_parent() -> None:
    """In a new child: end when the supervisor is killed, and hear the signals the supervisor holds back."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def parents() -> dict[int, int]:
    """Every process of this machine and its parent, from /proc."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            found[int(folder.name)] = int(words[1])
    return found


def descendants(pid: int) -> Iterator[int]:
    """Children of a process and their children, the deepest last."""
    tree = parents()
    generation = [pid]
    while generation:
        generation = [child for child, parent in tree.items() if parent in generation]
        yield from generation


def send(pids: Iterator[int] | Sequence[int], number: signal.Signals) -> None:
    """Send a signal to processes, some of which may be gone already."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


@dataclass
class Supervisor:
    """Starts the server and the worker, watches them, stops both."""

    server: Service
    worker: Service
    address: str
    when_ready: Callable[[], None]
    ready: bool = False
    restart_worker_at: float | None = None
    healthy_by: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)

    def run(self) -> int:
        """Run until told to stop (0) or until the server ends by itself (1)."""
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
        signal.pthread_sigmask(signal.SIG_BLOCK, [*STOP_SIGNALS, signal.SIGCHLD])
        self.server.start()
        self.worker.start()
        try:
            return self._watch()
        finally:
            self._stop_everything()

    def _watch(self) -> int:
        while True:
            event = signal.sigtimedwait([*STOP_SIGNALS, signal.SIGCHLD], self._next_look())
            if event is not None and event.si_signo in STOP_SIGNALS:
                say("\nĐang dừng …")
                return 0
            for pid in self._reap():
                if pid == self.server.pid:
                    say("Máy chủ web đã tự dừng; xem các dòng báo lỗi ở trên. Hệ thống dừng theo.")
                    return 1
                if pid == self.worker.pid:
                    self._worker_fell()
            if self.restart_worker_at is not None and time.monotonic() >= self.restart_worker_at:
                self.restart_worker_at = None
                self.worker.start()
            if not self.ready and not self._look_at_health():
                return 1

    def _next_look(self) -> float:
        if not self.ready:
            return 0.2
        if self.restart_worker_at is not None:
            return max(0.0, self.restart_worker_at - time.monotonic())
        return 3600.0

    def _look_at_health(self) -> bool:
        if is_healthy(self.address):
            self.ready = True
            self.when_ready()
        elif time.monotonic() > self.healthy_by:
            say(f"Sau {START_SECONDS:.0f} giây máy chủ web vẫn không trả lời ở {self.address}/healthz.")
            return False
        return True

    def _worker_fell(self) -> None:
        """What the worker left running goes too: the next one starts with a clean table."""
        self.worker.process = None
        send([pid for pid in descendants(os.getpid()) if not self._belongs_to_server(pid)], signal.SIGKILL)
        pause = self.worker.pause_after_fall()
        self.restart_worker_at = time.monotonic() + pause
        say(f"Tiến trình xử lý nền (tạo PDF, gửi thư) đã dừng; khởi động lại sau {pause:.0f} giây.")

    def _belongs_to_server(self, pid: int) -> bool:
        return pid == self.server.pid or pid in descendants(self.server.pid)

    def _reap(self) -> Iterator[int]:
        """The numbers of all children that have ended, adopted ones too."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for service in (self.server, self.worker):
                if service.process and service.pid == pid:
                    service.process.returncode = os.waitstatus_to_exitcode(status)
            yield pid

    def _stop_everything(self) -> None:
        """Let both finish what they have in hand; after the grace, or a second Ctrl-C, end what is left."""
        send([service.pid for service in (self.worker, self.server) if service.pid], signal.SIGTERM)
        give_up_at = time.monotonic() + GRACE_SECONDS
        while any(True for _ in descendants(os.getpid())):
            event = signal.sigtimedwait([*STOP_SIGNALS, signal.SIGCHLD], 0.5)
            impatient = event is not None and event.si_signo in STOP_SIGNALS
            services_ended = self._both_ended()
            if impatient or services_ended or time.monotonic() > give_up_at:
                send(list(descendants(os.getpid())), signal.SIGKILL)
                give_up_at = time.monotonic()

    def _both_ended(self) -> bool:
        for _ in self._reap():
            continue
        services = (self.server, self.worker)
        return all(service.process is None or service.process.returncode is not None for service in services)


def flask(*words: str) -> list[str]:
    """The command line of one of the intranet's own commands."""
    return [sys.executable, "-m", "flask", *words]


def main() -> int:
    """Serve on HOST and PORT until told to stop."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    address = browser_address(host, port)
    server = Service("web", [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "wsgi:app"])
    worker = Service("worker", flask("worker"))
    return Supervisor(server, worker, address, lambda: say(f"\nMở trình duyệt tại {address}   (dừng: Ctrl-C)\n")).run()


if __name__ == "__main__":
    sys.exit(main())
