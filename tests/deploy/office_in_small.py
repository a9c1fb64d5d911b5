"""A web server, a worker and their supervisor in small, each a process: `python -m … supervise PORT WORKER`.

The worker starts a program of its own in another session, as LibreOffice is started, and prints both numbers.
"""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from deploy.supervise import Service, Supervisor, say


class Health(BaseHTTPRequestHandler):
    """Answers every address with 200."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the output for the lines the test reads."""


def serve(port: str) -> None:
    """Serve until told to stop."""
    HTTPServer(("127.0.0.1", int(port)), Health).serve_forever()


def work(kind: str) -> None:
    """Start a program in another session and wait; a deaf worker ignores the request to stop."""
    if kind == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    converter = subprocess.Popen(["sleep", "600"], start_new_session=True, stdout=subprocess.DEVNULL)
    say(f"worker {os.getpid()} {converter.pid}")
    signal.pause()


def supervise(port: str, kind: str) -> None:
    """Run both under the supervisor."""
    me = [sys.executable, "-m", "tests.deploy.office_in_small"]
    server = Service("web", [*me, "serve", port])
    worker = Service("worker", [*me, "work", kind])
    supervisor = Supervisor(server, worker, f"http://127.0.0.1:{port}", lambda: say(f"ready {server.pid} {worker.pid}"))
    sys.exit(supervisor.run())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", port]:
            serve(port)
        case ["work", kind]:
            work(kind)
        case ["supervise", port, kind]:
            supervise(port, kind)
