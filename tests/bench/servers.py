"""A gunicorn process of one worker, and how much CPU time it spends on a request."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


class Server:
    """One gunicorn with one worker and one thread, so that the worker's CPU time is that of the requests."""

    def __init__(self, program: str, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "1"]
        command += ["--worker-class", "gthread", "--threads", "1", "--keep-alive", "30", "--no-control-socket", program]
        command += ["--log-level", "error"]
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self._wait()
        self.worker = int(_children(self.process.pid)[0])

    def _wait(self) -> None:
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at and self.process.poll() is None:
            try:
                self.line.connect()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn did not start")

    def get(self, url: str, cookie: str = "") -> bytes:
        """One request over the kept line; anything but 200 stops the measurement."""
        self.line.request("GET", url, headers={"Cookie": f"session={cookie}", "Accept": "text/html"})
        answer = self.line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{url}: {answer.status}")
        return body

    def cpu_ms(self, url: str, cookie: str, requests: int) -> float:
        """CPU time of the worker for one such request, in milliseconds, as the mean of many."""
        self.line.close()  # the server drops a line that was idle while the others were asked
        self.get(url, cookie)
        before = self._cpu_ns()
        for _ in range(requests):
            self.get(url, cookie)
        return (self._cpu_ns() - before) / requests / 1e6

    def _cpu_ns(self) -> int:
        tasks = Path(f"/proc/{self.worker}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)

    def stop(self) -> None:
        self.line.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
