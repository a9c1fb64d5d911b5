"""Slow work after the change: a job is a row of the change's own transaction; a worker takes the rows in turn.

A job exists exactly if its change does. It may run twice (a worker can die after the work and before the mark),
so every handler must not mind. A dead worker's jobs are taken over: by the next worker of this machine at once,
by any other when the lease runs out.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, session, transaction

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5
NAP_SECONDS = 0.25

log = logging.getLogger(__name__)


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of slow work; `attempts` also fences off a worker that came back too late."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state_run_at", "state", "run_at"),
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=JobState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    worker: Mapped[str] = mapped_column(String(80), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
LAST_WORDS: dict[str, Handler] = {}
EVERY_HOUR: list[str] = []


def handles(kind: str, when_given_up: Handler | None = None) -> Callable[[Handler], Handler]:
    """Name a function as the handler of a kind; it gets the job's arguments by name, outside any transaction.

    `when_given_up` is called with the same arguments after the last failed attempt, to tell those who wait.
    """

    def note(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        if when_given_up:
            LAST_WORDS[kind] = when_given_up
        return handler

    return note


def every_hour(kind: str) -> Callable[[Handler], Handler]:
    """Name a function as the handler of a kind that comes round by itself, once in every hour of the clock.

    After the machine was off the hour it wakes in is asked for, not those it missed: the handler looks at what is
    due, not at what o'clock it is.
    """
    EVERY_HOUR.append(kind)
    return handles(kind)


def ask_for_the_hour() -> None:
    """Enqueue what comes round this hour, unless another worker did."""
    hour = f"{now():%Y-%m-%dT%H}"
    for kind in EVERY_HOUR:
        try:
            with transaction():
                enqueue(kind, key=f"{kind} {hour}")
        except IntegrityError:  # another machine's worker asked at this very moment
            continue


def enqueue(kind: str, *, key: str | None = None, run_at: datetime | None = None, **arguments: Any) -> None:
    """Ask for slow work within the caller's transaction; a key that was ever used asks for nothing more."""
    if kind not in HANDLERS:
        raise ValueError(f"no handler for {kind}")
    if key and session.scalar(select(Job.id).where(Job.key == key)):
        return
    session.add(Job(kind=kind, key=key, arguments=arguments, run_at=run_at or now()))


def claim(worker: str) -> Job | None:
    """Take the next job that is due, if there is one; afterwards it is this worker's until the lease ends."""
    moment = now()
    due = (
        select(Job.id)
        .where(
            or_(
                (Job.state == JobState.QUEUED) & (Job.run_at <= moment),
                (Job.state == JobState.RUNNING) & (Job.lease_until < moment),
            )
        )
        .order_by(Job.run_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    nothing_due = session.scalar(due) is None
    session.rollback()
    if nothing_due:  # the usual case takes no write lock
        return None
    with transaction():
        taken = session.scalars(
            update(Job)
            .where(Job.id == due.scalar_subquery())
            .values(state=JobState.RUNNING, attempts=Job.attempts + 1, lease_until=moment + LEASE, worker=worker)
            .returning(Job)
        ).one_or_none()
        if taken is not None:
            session.flush()
            session.refresh(taken)
            session.expunge(taken)
    return taken


def run(job: Job) -> None:
    """Do one claimed job and mark how it ended; a failure is tried again later, five times at most."""
    if job.attempts > MOST_ATTEMPTS:  # it took its worker down with it each time
        _mark_failure(job, job.error or "the worker died")
        return
    try:
        HANDLERS[job.kind](**job.arguments)
    except Exception as error:
        session.rollback()
        log.exception("job %s %s failed, attempt %s", job.id, job.kind, job.attempts)
        _mark_failure(job, repr(error))
    else:
        session.rollback()
        _mark(job, state=JobState.DONE, error="")


def _mark_failure(job: Job, error: str) -> None:
    if job.attempts < MOST_ATTEMPTS:
        later = now() + timedelta(seconds=2**job.attempts)
        _mark(job, state=JobState.QUEUED, error=error, run_at=later)
        return
    if job.kind in LAST_WORDS:
        LAST_WORDS[job.kind](**job.arguments)
    _mark(job, state=JobState.FAILED, error=error)


def _mark(job: Job, **values: Any) -> None:
    with transaction():
        session.execute(
            update(Job).where(Job.id == job.id, Job.attempts == job.attempts).values(lease_until=None, **values)
        )


def run_due(worker: str = "here") -> int:
    """Do everything that is due now, in this process; gives the number of jobs done. Tests and commands use it."""
    count = 0
    while job := claim(worker):
        run(job)
        count += 1
    return count


def take_over(machine: str) -> int:
    """Put back what an earlier worker of this machine left running; the caller holds the machine's worker lock."""
    with transaction():
        orphans = session.execute(
            update(Job)
            .where(Job.state == JobState.RUNNING, Job.worker.startswith(f"{machine}/", autoescape=True))
            .values(state=JobState.QUEUED, run_at=now(), lease_until=None)
            .returning(Job.id)
        ).all()
    return len(orphans)


def work(
    stop: threading.Event, *, hands: int = 1, in_context: Callable[[], AbstractContextManager[Any]] = nullcontext
) -> None:
    """The worker's life: `hands` jobs at once, each in a thread of its own `in_context`, until told to stop."""
    machine = socket.gethostname()
    take_over(machine)
    worker = f"{machine}/{os.getpid()}"
    others = [threading.Thread(target=_work_in, args=(in_context, worker, stop)) for _ in range(hands - 1)]
    for thread in others:
        thread.start()
    _work_alone(worker, stop)
    for thread in others:
        thread.join()


def _work_in(in_context: Callable[[], AbstractContextManager[Any]], worker: str, stop: threading.Event) -> None:
    with in_context():
        _work_alone(worker, stop)


def _work_alone(worker: str, stop: threading.Event) -> None:
    """Take a job, do it, and nap when there is none."""
    asked = -1
    while not stop.is_set():
        try:
            if now().hour != asked:
                ask_for_the_hour()
                asked = now().hour
            job = claim(worker)
            if job is None:
                session.remove()
                stop.wait(NAP_SECONDS)
                continue
            run(job)
        except Exception:  # the database may be away for a moment: the worker must outlive it
            log.exception("the worker could not reach its jobs")
            session.remove()
            time.sleep(1)
