"""`flask worker`: the process that does slow work; one a machine."""

import fcntl
import signal
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from intranet.core import jobs


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do the slow work (making PDFs) until told to stop."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    lock_path = current_app.extensions["settings"].instance / "worker.lock"
    with lock_path.open("w") as lock:
        # Waiting for the lock means: the worker before us is really gone, so its jobs may be taken over.
        fcntl.flock(lock, fcntl.LOCK_EX)
        jobs.work(stop)
