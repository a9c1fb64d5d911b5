"""An appendix on paper names its letter in full once there is a number (NĐ 30/2020, PL I, III.1)."""

import io

import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.core.files import read
from intranet.docservice.render import render_docx
from intranet.docservice.vietnamese import letter_date
from intranet.docservice.word import docx_text
from intranet.documents import service
from intranet.documents.facts import office_facts
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.documents.service import appendices
from intranet.lettertemplates.office_templates import layouts
from tests.documents.conftest import Letters


def with_appendices(letters: Letters) -> tuple[Document, list[bytes]]:
    """A signed letter with its appendix, another letter's appendix, and the draft of a letter."""
    letter = letters.saved()
    office = office_facts(letter.issuer, today())
    facts = {
        "co_quan": office, "so": "", "ngay": "", "loai_van_ban": "Kế hoạch", "ten_co_quan": "Cơ quan", "thu_tu": "",
        "thoi_gian_ky": "", "tieu_de": "Danh mục", "noi_dung": "1. Một việc.",
    }  # fmt: skip
    marks = (f"KH-{office['ky_hieu']}", "KH-UBND")
    files = [render_docx(layouts().get("phu_luc"), {**facts, "ky_hieu_van_ban": mark}, year=2026) for mark in marks]
    files.append(read(letter.current.docx_sha256))
    with transaction():
        for n, content in enumerate(files):
            service.add_attachment(
                letter, letter.drafter, title=f"Tệp {n}", file=io.BytesIO(content), file_name=f"{n}.docx"
            )
    for _, move in letters.moves:
        if letter.state == State.SIGNED:
            break
        with transaction():
            move(letter)
    return letter, files


@pytest.mark.parametrize("with_key", [False, True])
def test_numbering_names_the_letter_in_its_own_appendix_on_paper(
    app: Flask, letters: Letters, monkeypatch: pytest.MonkeyPatch, with_key: bool
) -> None:
    letter, files = with_appendices(letters)
    monkeypatch.setattr(appendices, "is_signed_with_a_key", lambda _: with_key)
    with transaction():
        service.number(letter, letters.cast.clerk, today())
    assert letter.number is not None
    now = [read(attachment.file_sha256) for attachment in letter.attachments]
    named = f"(Kèm theo Kế hoạch số {letter.number.full} {letter_date(today())} của Cơ quan)"
    assert (named in docx_text(now[0])) is not with_key
    assert now[1:] == files[1:], "another letter's appendix and a draft keep their places empty"
