"""Whole letters of many styles: what a careful clerk would enter is what the reader proposes, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from intranet.docservice.assignments import PlanReading, ReadTask, read_plan
from intranet.docservice.reading import read_text

LETTERS = sorted((Path(__file__).parent / "plans").glob("*.txt"))


def reading_of(letter: Path) -> PlanReading:
    return read_plan(read_text(letter.read_text(encoding="utf-8")))


def entered(letter: Path) -> dict[str, Any]:
    return tomllib.loads(letter.with_suffix(".toml").read_text(encoding="utf-8"))


def as_entered(task: ReadTask, like: list[Any]) -> list[Any]:
    """A task in the clerk's shorthand: the words as far as the clerk gave them, "*" where any form will do."""
    words = like[3] if task.words.startswith(like[3]) else task.words
    form = "*" if like[7] == "*" else task.deadline.form or ""
    row = [task.number, task.unit, task.role, words, list(task.supports), task.deadline.words, task.deadline.kind, form]
    return [*row, task.is_asked] if len(like) > 8 or task.is_asked else row


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_the_tasks_are_those_of_the_clerk(letter: Path) -> None:
    wanted, tasks = entered(letter)["tasks"], reading_of(letter).tasks
    assert [as_entered(task, like) for task, like in zip(tasks, wanted, strict=False)] == wanted
    assert len(tasks) == len(wanted)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_the_words_stand_in_the_letter(letter: Path) -> None:
    text = " ".join(letter.read_text(encoding="utf-8").replace("|", " ").split())
    for task in reading_of(letter).tasks:
        assert " ".join(task.words.split()) in text.replace(" - ", " - "), task


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_the_head_is_read(letter: Path) -> None:
    wanted, head = entered(letter), reading_of(letter).head
    assert (head.number, head.notation) == (wanted["number"], wanted["notation"])
    assert head.issued is not None and head.issued.isoformat() == wanted["issued"]
    assert wanted.get("body", head.body) == head.body
