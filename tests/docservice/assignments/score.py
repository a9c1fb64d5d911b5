"""How much of what a clerk would enter the reader finds.

python -m tests.docservice.assignments.score [FOLDER … | LETTER …] [-v] [--seed N]
  [--as-docx | counted | pdf | scan | unruled | unruled-scan | dirty]

The letters under `plans` were looked at while the rules were written; those under `fresh` were written, with what a
clerk would enter, before the reader saw them.
"""

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from intranet.docservice.assignments import ReadTask, read_plan
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.reading import Reading, read_file, read_text
from tests.docservice.assignments.letter_forms import CLEAN, DIRTY, PLAIN, Layout, as_docx, as_pdf, as_scan

HERE = Path(__file__).parent
MEASURES = ("task", "unit", "role", "supports", "deadline")
Row = list[Any]


@dataclass
class Score:
    """How many tasks were expected and proposed, and how many were right, by measure."""

    expected: int = 0
    proposed: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))

    def add(self, other: "Score") -> None:
        self.expected += other.expected
        self.proposed += other.proposed
        for measure in MEASURES:
            self.right[measure] += other.right[measure]

    def line(self) -> str:
        """Precision/recall of each measure."""
        shares = ((name, self._share(name, self.proposed), self._share(name, self.expected)) for name in MEASURES)
        return "  ".join(f"{name} {precision}/{recall}" for name, precision, recall in shares)

    def _share(self, measure: str, of: int) -> str:
        return f"{self.right[measure] / max(1, of):.2f}"


def rows_of(letter: Path) -> list[Row]:
    """What a clerk would enter: number, unit, role, first words, helpers, deadline as written, its kind, its form."""
    return list(tomllib.loads(letter.with_suffix(".toml").read_text(encoding="utf-8"))["tasks"])


def key(words: str) -> str:
    return " ".join(fold_in_place(words).strip(" .;,").split())


def paired(rows: Sequence[Row], tasks: Sequence[ReadTask]) -> list[tuple[Row, ReadTask | None]]:
    """Each row with the proposal of its words; a row without words is the task of that place and unit."""
    free = list(tasks)
    result: list[tuple[Row, ReadTask | None]] = []
    for row in rows:
        fits = [task for task in free if _fits(row, task)]
        if fits:
            free.remove(fits[0])
        result.append((row, fits[0] if fits else None))
    return result


def _fits(row: Row, task: ReadTask) -> bool:
    if row[3]:
        return key(row[3]) in key(task.words)[: len(row[3]) + 60]
    return (task.number, key(task.unit)) == (row[0], key(row[1]))


def score_of(rows: Sequence[Row], tasks: Sequence[ReadTask]) -> Score:
    """The score of one letter."""
    score = Score(len(rows), len(tasks))
    for row, task in paired(rows, tasks):
        for measure in MEASURES:
            score.right[measure] += task is not None and _is_right(measure, row, task)
    return score


def _is_right(measure: str, row: Row, task: ReadTask) -> bool:
    if measure == "unit":
        return key(task.unit) == key(row[1])
    if measure == "role":
        return row[2] in ("*", task.role)
    if measure == "supports":
        return sorted(map(key, task.supports)) == sorted(map(key, row[4]))
    if measure == "deadline":
        return row[6] in ("*", task.deadline.kind) and row[7] in ("*", task.deadline.form or "")
    return True


def explain(rows: Sequence[Row], tasks: Sequence[ReadTask]) -> list[str]:
    """What was not read as the clerk would enter it."""
    found = paired(rows, tasks)
    taken = [task for _, task in found]
    lines = []
    for row, task in found:
        if task is None:
            lines.append(f"    thiếu  {row[:4]}")
            continue
        wrong = [measure for measure in MEASURES if not _is_right(measure, row, task)]
        if wrong:
            got = (task.number, task.unit, task.role, list(task.supports), task.deadline.words, task.deadline.kind)
            lines.append(f"    {','.join(wrong)}: {row[3][:30]!r} {got} {task.deadline.form}")
    extra = [task for task in tasks if not any(task is other for other in taken)]
    return lines + [f"    thừa   {task.number} {task.unit}: {task.words[:80]}" for task in extra]


def reading_as(form: str, text: str, layout: Layout = PLAIN, seed: int = 1) -> Reading:
    """The letter read as text, docx, counted (Word's own numbers), pdf, scan, dirty (a bad scan), or unruled and
    unruled-scan, whose tables have no lines."""
    if form == "text":
        return read_text(text)
    if form.startswith("unruled"):
        layout = replace(layout, rules=False)
    if form in ("docx", "counted"):
        return read_file(as_docx(text, layout, counted=form == "counted"), "thu.docx")
    pdf = as_pdf(text, layout)
    if form.endswith(("scan", "dirty")):
        pdf = as_scan(pdf, seed, DIRTY if form.endswith("dirty") else CLEAN)
    return read_file(pdf, "thu.pdf")


def layout_of(letter: Path) -> Layout:
    """How the letter's tables are set when it is printed."""
    told = tomllib.loads(letter.with_suffix(".toml").read_text(encoding="utf-8")).get("layout", {})
    return Layout(**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})


def main(arguments: Sequence[str]) -> None:
    """Print the score of each letter of a folder, and of all."""
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
    named = [name for name in arguments if not name.startswith("-") and not name.isdigit()] or ["fresh"]
    form = next((name.removeprefix("--as-") for name in arguments if name.startswith("--as-")), "text")
    total = Score()
    letters = sorted(path for name in named for path in (*(HERE / name).glob("*.txt"), *HERE.glob(f"*/{name}.txt")))
    for letter in letters:
        reading = reading_as(form, letter.read_text(encoding="utf-8"), layout_of(letter), seed)
        rows, tasks = rows_of(letter), read_plan(reading).tasks
        score = score_of(rows, tasks)
        total.add(score)
        print(f"{letter.stem:<20}{score.expected:>3} việc  {score.line()}", flush=True)
        if "-v" in arguments:
            print("\n".join(explain(rows, tasks)))
    print(f"{'tất cả':<20}{total.expected:>3} việc  {total.line()}")


if __name__ == "__main__":
    main(sys.argv[1:])
