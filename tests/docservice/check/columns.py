"""Paragraphs whose words stand in columns, set beside each other by tabs or spaces: each column as a paragraph."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

GAP = re.compile(r"\s{4,}")
SHORT = 60


class _Part:
    """The runs of one column, as the element a change looks through; what sets a whole paragraph is not there."""

    def __init__(self, paragraph: Paragraph, runs: list[Any]) -> None:
        self.paragraph, self.runs = paragraph, runs

    def iter(self, *tags: str) -> Iterator[Any]:
        for run in self.runs:
            yield from run.iter(*tags)

    def getparent(self) -> Any:
        return self.paragraph._p.getparent()

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a column has no {name}")


class Column(Paragraph):
    """One column: its runs can be changed, its setting is that of the whole paragraph and cannot."""

    def __init__(self, paragraph: Paragraph, runs: list[Any]) -> None:
        super().__init__(paragraph._p, paragraph._parent)
        self.whole, self.column = paragraph, _Part(paragraph, runs)
        self._p = self.column

    @property
    def paragraph_format(self) -> Any:
        raise AssertionError("a column has no setting")

    @property
    def runs(self) -> list[Run]:
        return [Run(run, self.whole) for run in self.column.runs]

    def remove(self) -> None:
        """The words go, the gap beside them stays."""
        for run in self.column.runs:
            run.getparent().remove(run)


def columns_of(paragraph: Paragraph) -> list[Paragraph]:
    """The columns of a paragraph from the left; the paragraph itself when it has but one."""
    parts: list[list[Any]] = [[]]
    for run in paragraph._p.iter(qn("w:r")):
        words = "".join(text.text or "" for text in run.iter(qn("w:t")))
        if (run.find(qn("w:tab")) is not None or GAP.match(words)) and parts[-1]:
            parts.append([])
        if words.strip():
            parts[-1].append(run)
    filled = [part for part in parts if part]
    if len(filled) == 1 and _stands_aside(paragraph, filled[0]):
        return [Column(paragraph, filled[0])]
    return [Column(paragraph, part) for part in filled] if len(filled) > 1 else [paragraph]


def _stands_aside(paragraph: Paragraph, runs: list[Any]) -> bool:
    """A name below a signature: nothing but a gap stands before it."""
    first = next(paragraph._p.iter(qn("w:r")))
    return first is not runs[0] and sum(len(text.text or "") for run in runs for text in run.iter(qn("w:t"))) < SHORT
