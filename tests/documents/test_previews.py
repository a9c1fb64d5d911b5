"""The pages beside the form: asked for after a save, the newest wish counts, what stayed is not sent again."""

from pathlib import Path
from typing import Any

import pytest
from flask import current_app

from intranet.core.db import session, transaction
from intranet.core.jobs import Job, run_due
from intranet.docservice.errors import DocError
from intranet.docservice.word import docx_text
from intranet.documents import queries, service
from intranet.documents.models import Document
from intranet.documents.models.preview import DraftPreview
from intranet.documents.service import previews
from tests.documents.conftest import Letters, one_page_pdf
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("app")
JSON = {"Accept": "application/json"}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every letter that was drawn."""
    words: list[str] = []

    def draw(docx: bytes) -> bytes:
        words.append(docx_text(docx))
        return one_page_pdf()

    monkeypatch.setattr(previews, "make_pdf", draw)
    return words


@pytest.fixture
def drafter(letters: Letters, visitor: Visitor, drawn: list[str]) -> Visitor:
    return visitor.sign_in(letters.cast.staff)


def asked(drafter: Visitor, letter: Document) -> dict[str, Any]:
    answer: dict[str, Any] = drafter.client.post(f"/documents/{letter.id}/preview", headers=JSON).get_json()
    return answer


def state_of(drafter: Visitor, letter: Document) -> dict[str, Any]:
    answer: dict[str, Any] = drafter.client.get(f"/documents/{letter.id}/preview", headers=JSON).get_json()
    return answer


def typed(letter: Document, letters: Letters, subject: str) -> None:
    with transaction():
        draft = session.get_one(Document, letter.id).draft
        service.save_draft(letter, letters.typed(trich_yeu=subject), draft.revision, letters.cast.staff)


def pages_on_disk(letter: Document) -> set[str]:
    folder: Path = current_app.extensions["settings"].previews_folder / str(letter.id)
    return {path.name for path in folder.glob("*")} if folder.exists() else set()


def test_what_is_typed_is_drawn_complete_or_not(drafter: Visitor, letters: Letters, drawn: list[str]) -> None:
    letter = letters.begun()
    assert state_of(drafter, letter) == {"state": "none", "text": "", "pages": []}
    assert asked(drafter, letter)["state"] == "working"
    run_due()
    done = state_of(drafter, letter)
    assert done["state"] == "done" and len(done["pages"]) == 1 and "KẾ HOẠCH" in drawn[0]
    picture = drafter.client.get(done["pages"][0])
    assert picture.status_code == 200 and picture.data[:4] == b"RIFF"
    assert queries.preview_of(letter) and letter.current_n == 0


def test_the_newest_wish_counts_and_no_drawing_is_asked_for_twice(
    drafter: Visitor, letters: Letters, drawn: list[str]
) -> None:
    letter = letters.begun()
    typed(letter, letters, "Lần một")
    asked(drafter, letter)
    typed(letter, letters, "Lần hai")
    asked(drafter, letter)
    kinds = [job.kind for job in session.query(Job) if job.kind == "documents.draw_preview"]
    assert len(kinds) == 1
    run_due()
    assert len(drawn) == 1 and "Lần hai" in drawn[0]
    assert asked(drafter, letter)["state"] == "done"
    run_due()
    assert len(drawn) == 1


def test_what_was_typed_while_drawing_is_drawn_after_it(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, seen = letters.begun(), []

    def type_meanwhile(docx: bytes) -> bytes:
        seen.append(docx_text(docx))
        if len(seen) == 1:
            typed(letter, letters, "Gõ thêm")
            with transaction():
                service.ask_for_preview(session.get_one(Document, letter.id))
        return one_page_pdf()

    monkeypatch.setattr(previews, "make_pdf", type_meanwhile)
    asked(drafter, letter)
    run_due()
    assert len(seen) == 2 and "Gõ thêm" in seen[1]
    assert state_of(drafter, letter)["state"] == "done"


def test_a_page_that_stayed_keeps_its_address_and_old_ones_go(drafter: Visitor, letters: Letters) -> None:
    letter = letters.begun()
    asked(drafter, letter)
    run_due()
    before = state_of(drafter, letter)["pages"]
    typed(letter, letters, "Khác")
    asked(drafter, letter)
    run_due()
    assert state_of(drafter, letter)["pages"] == before
    assert len(pages_on_disk(letter)) == 1
    assert drafter.client.get(f"/documents/{letter.id}/preview/0000.webp").status_code == 404
    assert drafter.client.get(f"/documents/{letter.id}/preview/..webp").status_code == 404


def test_a_failure_is_said_and_the_next_save_tries_again(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = letters.begun()

    def refuse(docx: bytes) -> bytes:
        raise DocError("pdf_unavailable", why="Máy này chưa có LibreOffice.")

    monkeypatch.setattr(previews, "make_pdf", refuse)
    asked(drafter, letter)
    run_due()
    assert state_of(drafter, letter) == {"state": "failed", "text": "Máy này chưa có LibreOffice.", "pages": []}
    monkeypatch.setattr(previews, "make_pdf", lambda docx: one_page_pdf())
    assert asked(drafter, letter)["state"] == "working"
    run_due()
    assert state_of(drafter, letter)["state"] == "done"


def test_without_a_script_a_button_saves_and_draws(drafter: Visitor, letters: Letters, drawn: list[str]) -> None:
    letter = letters.begun()
    page = drafter.press("Xem trang in", on=drafter.visit(f"/documents/{letter.id}/edit"), trich_yeu="Viết dở")
    assert "Đang vẽ trang in…" in page.text and page.tree.xpath("//input[@name='trich_yeu']/@value") == ["Viết dở"]
    run_due()
    page = drafter.visit(f"/documents/{letter.id}/edit")
    assert "Viết dở" in drawn[0] and page.tree.xpath("//img[@alt='Trang 1 của nội dung đang soạn']")


def test_a_letter_thrown_away_leaves_no_pages(drafter: Visitor, letters: Letters) -> None:
    letter = letters.begun()
    asked(drafter, letter)
    run_due()
    assert pages_on_disk(letter)
    with transaction():
        service.discard(session.get_one(Document, letter.id), letters.cast.staff)
    assert pages_on_disk(letter) == set() and session.query(DraftPreview).count() == 0


def test_nobody_else_sees_the_pages(letters: Letters, visitor: Visitor, drawn: list[str]) -> None:
    letter = letters.begun()
    visitor.sign_in(letters.cast.clerk)
    assert visitor.client.post(f"/documents/{letter.id}/preview", headers=JSON).status_code == 403
    assert visitor.client.get(f"/documents/{letter.id}/preview", headers=JSON).status_code == 403
