"""Several LibreOffices share the letters: at once, in order, each letter once, whatever happens to one of them."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intranet.docservice.pdf_pool import PdfPool
from tests.docservice.test_pdf import office_of, text_of, wait_for
from tests.support.office_files import letter


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfPool]:
    with PdfPool(tmp_path_factory.mktemp("pool"), size=2) as warm:
        yield warm


def test_one_letter_after_another_needs_one_libreoffice(pool: PdfPool) -> None:
    for words in ("một", "hai"):
        assert words in text_of(pool.convert(letter(words)))
    assert [bool(maker._child) for maker in pool.makers] == [True, False]


def test_a_letter_does_not_wait_for_another(pool: PdfPool) -> None:
    first = pool.makers[0]
    office = office_of(first)
    os.kill(office, signal.SIGSTOP)
    with ThreadPoolExecutor() as thread:
        waiting = thread.submit(pool.convert, letter("chậm"))
        wait_for(lambda: any((first._folder / "work").glob("*.docx")))
        assert "nhanh" in text_of(pool.convert(letter("nhanh")))
        os.kill(office, signal.SIGCONT)
        assert "chậm" in text_of(waiting.result())


def test_letters_come_in_order_and_once_though_a_libreoffice_is_killed_under_way(pool: PdfPool) -> None:
    list(pool.convert_all([letter("mở máy")] * 2))
    victim = office_of(pool.makers[1])
    words = [f"Thư số {number}." for number in range(10)]
    made = pool.convert_all(letter(text) for text in words)
    texts = [text_of(next(made))]
    os.kill(victim, signal.SIGKILL)
    texts += map(text_of, made)
    assert [text.strip() for text in texts] == words


def test_closing_ends_them_all(tmp_path: Path) -> None:
    with PdfPool(tmp_path, size=1) as pool:
        pool.convert(letter())
        office = office_of(pool.makers[0])
    assert not Path(f"/proc/{office}").exists()
