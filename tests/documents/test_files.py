"""The files of a letter: made by the worker, retried when it dies, explained when they cannot be made."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import Job, JobState, claim, run, run_due, take_over
from intranet.docservice import pdf
from intranet.docservice.errors import DocError
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.printing import jobs, pdf_maker
from intranet.printing.rules import FilesState
from tests.documents.conftest import Letters, one_page_pdf
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("app")


def poll(visitor: Visitor, letter: Document) -> dict[str, str]:
    return visitor.client.get(f"/documents/{letter.id}/files", headers={"Accept": "application/json"}).json


@pytest.fixture
def drafter(letters: Letters, visitor: Visitor) -> Visitor:
    return visitor.sign_in(letters.cast.staff)


def test_the_word_file_is_there_at_once_and_the_pages_follow(drafter: Visitor, letters: Letters) -> None:
    letter = letters.saved()
    page = drafter.visit(f"/documents/{letter.id}")
    assert "Đang tạo bản PDF" in page.text
    answer = drafter.client.get(f"/documents/{letter.id}/versions/1.docx")
    assert answer.data == read(letter.current.docx_sha256)
    assert poll(drafter, letter)["state"] == "working"
    letters.with_files(letter)
    assert poll(drafter, letter)["state"] == "done"
    page = drafter.visit(f"/documents/{letter.id}")
    (picture,) = page.tree.xpath("//div[@class='letter']//img/@src")
    answer = drafter.client.get(picture)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/webp", "private, max-age=31536000, immutable")
    assert drafter.client.get(f"/documents/{letter.id}/versions/1.pdf").data.startswith(b"%PDF-")


def test_files_are_made_once(letters: Letters, quick_pdf: list[bytes]) -> None:
    letter = letters.with_files(letters.saved())
    jobs.make_files("document_version", letter.current.id)
    assert len(quick_pdf) == 1


def test_the_numbered_letter_is_shown_with_its_number(
    drafter: Visitor, letters: Letters, quick_pdf: list[bytes]
) -> None:
    letter = letters.with_files(letters.in_state(State.NUMBERED))
    assert len(quick_pdf) == 2
    page = drafter.visit(f"/documents/{letter.id}")
    assert page.tree.xpath("//div[@class='letter']//img/@src")[0].startswith(f"/documents/{letter.id}/numbered/pages/1")
    assert drafter.client.get(f"/documents/{letter.id}/numbered.pdf").status_code == 200
    assert drafter.client.get(f"/documents/{letter.id}/numbered.docx").data == quick_pdf[1]


def test_without_libreoffice_the_page_says_why_and_word_works(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "make_pdf", pdf_maker.make_pdf)
    monkeypatch.setattr(pdf, "_soffice", lambda: None)
    letter = letters.with_files(letters.saved())
    page = drafter.visit(f"/documents/{letter.id}")
    assert "chưa có gói libreoffice-writer-nogui" in page.text
    assert drafter.client.get(f"/documents/{letter.id}/versions/1.docx").status_code == 200
    drafter.visit(f"/documents/{letter.id}/versions/1.pdf", status=404)
    drafter.visit(f"/documents/{letter.id}/versions/1/pages/1.webp", status=404)


def test_a_failed_pdf_can_be_asked_for_again(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(docx: bytes) -> bytes:
        raise DocError("pdf_timeout", seconds=60)

    monkeypatch.setattr(jobs, "make_pdf", too_slow)
    letter = letters.with_files(letters.saved())
    assert poll(drafter, letter)["state"] == "failed"
    monkeypatch.setattr(jobs, "make_pdf", lambda docx: one_page_pdf())
    page = drafter.press("Tạo lại bản PDF", on=drafter.visit(f"/documents/{letter.id}"))
    assert "Đang tạo bản PDF" in page.text
    letters.with_files(letter)
    assert letter.current.files_state == FilesState.READY


def all_attempts() -> None:
    """Run the queued jobs until they are done or given up, without waiting for the back-off."""
    for _ in range(10):
        with transaction():
            for job in session.scalars(select(Job).where(Job.state == JobState.QUEUED)):
                job.run_at = now()
        if not run_due():
            return


def test_a_libreoffice_that_dies_is_tried_again(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def dies_twice(docx: bytes) -> bytes:
        tries.append(docx)
        if len(tries) < 3:
            raise DocError("pdf_crashed")
        return one_page_pdf()

    monkeypatch.setattr(jobs, "make_pdf", dies_twice)
    letter = letters.saved()
    all_attempts()
    session.expire_all()
    assert (len(tries), letter.current.files_state) == (3, FilesState.READY)


def test_after_the_last_try_the_page_says_so(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(docx: bytes) -> bytes:
        raise DocError("pdf_crashed")

    monkeypatch.setattr(jobs, "make_pdf", dies)
    letter = letters.saved()
    all_attempts()
    assert "Đã thử nhiều lần mà chưa tạo được bản PDF" in drafter.visit(f"/documents/{letter.id}").text


def test_a_worker_that_dies_leaves_its_letter_to_the_next(letters: Letters) -> None:
    letter = letters.saved()
    taken = claim("may-chu/123")
    assert taken is not None
    session.expire_all()
    assert letter.current.files_state == FilesState.WAITING
    assert take_over("may-chu") == 1
    letters.with_files(letter)
    assert letter.current.files_state == FilesState.READY
    run(taken)  # the dead worker comes back too late: nothing happens twice
    assert session.get_one(Job, taken.id).state == JobState.DONE


WORKER = """
import sys, threading
from pathlib import Path
from tests.support.office import make_app
from intranet.core.jobs import work
from intranet.printing import jobs
if sys.argv[2] == "hang":
    jobs.make_pdf = lambda docx: (Path(sys.argv[1], "began").touch(), threading.Event().wait())
else:
    from tests.documents.conftest import one_page_pdf
    jobs.make_pdf = lambda docx: one_page_pdf()
with make_app(Path(sys.argv[1])).app_context():
    work(threading.Event())
"""


def start_worker(folder: Path, how: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER, str(folder), how], cwd=Path(__file__).parents[2])


def wait_until(happened) -> None:
    give_up = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_loses_nothing(app: Flask, letters: Letters) -> None:
    folder = Path(app.instance_path)
    letter = letters.saved()
    session.rollback()
    first = start_worker(folder, "hang")
    wait_until((folder / "began").exists)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = start_worker(folder, "work")
    try:

        def is_ready() -> bool:
            session.rollback()
            return letter.current.files_state == FilesState.READY

        wait_until(is_ready)
    finally:
        second.kill()
        second.wait()
    attempts = select(Job.attempts).where(Job.kind == "printing.make_files")
    assert session.scalars(attempts).all() == [2]


def test_foreign_files_are_not_found(app: Flask, drafter: Visitor, letters: Letters) -> None:
    one, other = letters.with_files(letters.in_state(State.SCANNED)), letters.saved()
    stream, name = letters.scan()
    with transaction():
        service.add_attachment(other, letters.cast.staff, title="Danh sách", file=stream, file_name=name)
    attachment = other.attachments[0].id
    assert drafter.client.get(f"/documents/{other.id}/attachments/{attachment}").status_code == 200
    assert drafter.client.get(f"/documents/{one.id}/scans/{one.scan.id}.pdf").status_code == 200
    for path in (
        f"/documents/{one.id}/attachments/{attachment}",
        f"/documents/{other.id}/scans/{one.scan.id}.pdf",
        f"/documents/{other.id}/scans/{one.scan.id}/pages/1.webp",
        f"/documents/{other.id}/versions/2.docx",
        f"/documents/{other.id}/numbered.docx",
        f"/documents/{one.id}/versions/1/pages/9.webp",
        "/documents/999999",
    ):
        drafter.visit(path, status=404)
    stranger = Visitor(app).sign_in(letters.cast.other_staff)
    for path in ("", "/versions/1.docx", "/versions/1.pdf", "/numbered.pdf", f"/scans/{one.scan.id}.pdf", "/files"):
        stranger.visit(f"/documents/{one.id}{path}", status=403)
