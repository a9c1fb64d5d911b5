"""`flask worker`: the process that does slow work; one a machine."""

import fcntl
import signal
import threading
from typing import TextIO

import click
from flask import current_app
from flask.cli import with_appcontext

from intranet.core import jobs
from intranet.docservice.pdf_pool import cores

SECONDS_BETWEEN_TRIES = 0.2


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do the slow work (making PDFs), as much at once as there are cores, until told to stop."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    lock_path = current_app.extensions["settings"].instance / "worker.lock"
    with lock_path.open("w") as lock:
        # Holding the lock means: the worker before us is really gone, so its jobs may be taken over.
        while not _locked(lock) and not stop.wait(SECONDS_BETWEEN_TRIES):
            continue
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # a thread has no current one
        jobs.work(stop, hands=cores(), in_context=app.app_context)


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
