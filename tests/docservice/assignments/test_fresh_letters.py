"""Letters that were written, with what a clerk would enter, before the reader saw them; in every form they come in."""

import unicodedata
from pathlib import Path

import pytest

from intranet.docservice.assignments import read_plan
from intranet.docservice.reading import read_text
from tests.docservice.assignments.score import HERE, Score, explain, reading_as, rows_of, score_of

LETTERS = sorted((HERE / "fresh").glob("*.txt"))
WITH_TABLE = HERE / "fresh" / "huyen_bang.txt"
by_name = pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)


def text_of(letter: Path) -> str:
    return letter.read_text(encoding="utf-8")


@by_name
def test_the_tasks_are_those_of_the_clerk(letter: Path) -> None:
    assert explain(rows_of(letter), read_plan(read_text(text_of(letter))).tasks) == []


@by_name
def test_decomposed_letters_are_the_same_letters(letter: Path) -> None:
    decomposed = unicodedata.normalize("NFD", text_of(letter))
    assert explain(rows_of(letter), read_plan(read_text(decomposed)).tasks) == []


@pytest.mark.parametrize("form", ["docx", "counted"])
@by_name
def test_typed_in_word_also_with_words_own_numbers(letter: Path, form: str) -> None:
    assert explain(rows_of(letter), read_plan(reading_as(form, text_of(letter))).tasks) == []


@pytest.mark.parametrize("form", ["pdf", "unruled"])
def test_a_table_in_a_pdf_with_and_without_its_lines(form: str) -> None:
    assert explain(rows_of(WITH_TABLE), read_plan(reading_as(form, text_of(WITH_TABLE))).tasks) == []


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("form", "least"), [("pdf", 0.97), ("unruled", 0.95), ("scan", 0.85), ("unruled-scan", 0.7)], ids=str
)
def test_printed_and_scanned(form: str, least: float) -> None:
    total = Score()
    for letter in LETTERS:
        total.add(score_of(rows_of(letter), read_plan(reading_as(form, text_of(letter))).tasks))
    for measure, right in total.right.items():
        assert min(right / total.proposed, right / total.expected) >= least, (measure, total.line())
