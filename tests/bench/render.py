"""What a letter costs, beside the engines of PyPI and npm: `python -m tests.bench.render`.

Three sizes of one letter, as Word saves it, in each engine's own words; every engine's letter is read back and must
say the same. The engines take turns, so that whatever else the machine does falls on all alike; CPU time, medians.
"""

import json
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from intranet.docservice.word import docx_text
from tests.bench.engines.running import DOCXTPL, ENGINES, OWN, Engine, Running, install_peers
from tests.bench.report import machine, write_section
from tests.bench.word_letter import ROWS, SYNTAXES, facts, template

SECTION = "Letters as .docx"
ROUNDS = 11
TIMES = {"S": 40, "M": 8, "L": 2}
WARM = {"S": 60, "M": 20, "L": 4}
MERGED, MERGES = 500, 3
IN_MEMORY = Path("/dev/shm")

Times = dict[tuple[Engine, str], list[float]]


class Letters:
    """The templates and facts of the measured letters as files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, syntax in SYNTAXES.items():
            (folder / f"{name}.docx").write_bytes(template(syntax))
        for size in ROWS:
            (folder / f"{size}.json").write_text(json.dumps(facts(size)), encoding="utf-8")

    def of(self, engine: Engine, size: str) -> tuple[Path, Path]:
        """The template and the facts an engine gets."""
        return self.folder / f"{engine.syntax}.docx", self.folder / f"{size}.json"


def check_words(letters: Letters, running: dict[Engine, Running]) -> None:
    """Every engine prints the same words in the same order."""
    for size in ROWS:
        said = {}
        for engine, program in running.items():
            out = letters.folder / "said.docx"
            program.render(*letters.of(engine, size), 1, out=out)
            said[engine] = [line for line in docx_text(out.read_bytes()).split("\n") if line.strip()]
        for engine, lines in said.items():
            if lines != said[OWN]:
                raise SystemExit(f"{engine.name} prints other words at size {size}")


def measure(letters: Letters, running: dict[Engine, Running]) -> Times:
    """Milliseconds of CPU for a letter, for each engine and size, round by round."""
    times: Times = defaultdict(list)
    for size in ROWS:
        for engine, program in running.items():
            program.render(*letters.of(engine, size), WARM[size])
    for _ in range(ROUNDS):
        for size, count in TIMES.items():
            for engine, program in running.items():
                times[engine, size].append(program.render(*letters.of(engine, size), count)["cpu"] / count * 1000)
    return times


def merge(letters: Letters, running: dict[Engine, Running]) -> dict[Engine, float]:
    """Letters a second and core, each written to a file in memory."""
    rates: dict[Engine, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        for _ in range(MERGES):
            for engine, program in running.items():
                spent = program.render(*letters.of(engine, "S"), MERGED, folder=Path(folder))["cpu"]
                rates[engine].append(MERGED / spent)
    return {engine: median(found) for engine, found in rates.items()}


def peaks(letters: Letters) -> dict[Engine, int]:
    """Megabytes at the peak of a fresh program that prints the long letter three times."""
    found = {}
    for engine in ENGINES:
        with Running(engine) as program:
            found[engine] = program.render(*letters.of(engine, "L"), 3)["peak"]
    return found


def report(times: Times, rates: dict[Engine, float], memory: dict[Engine, int]) -> str:
    """The figures as docs/performance.md shows them."""
    lines = [
        "| CPU ms a letter | S | M | L | docxtpl ÷ this: S | M | L | 500 letters: a second and core | peak of L, MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for engine in ENGINES:
        ms = " | ".join(f"{median(times[engine, size]):.{3 if size == 'S' else 1}f}" for size in ROWS)
        ratios = " | ".join(f"{_ratio(times[DOCXTPL, size], times[engine, size]):.1f}" for size in ROWS)
        lines.append(f"| {engine.name} | {ms} | {ratios} | {rates[engine]:,.0f} | {memory[engine]} |")
    rows = ", ".join(f"{size} {count:,}" for size, count in ROWS.items())
    return "\n".join(
        [
            "Written by `.venv/bin/python -m tests.bench.render`, which installs the engines of PyPI and npm into",
            "`build/peers` the first time; to be run alone on the machine.",
            "",
            *lines,
            "",
            f"{machine()}. One letter of eleven values, half of them split over three runs by Word, and a",
            f"table of so many rows: {rows}. Medians of {ROUNDS} interleaved rounds, the ratio is the median of each",
            "round's own; bytes in, bytes out, warm. docxtpl: a new object for each letter, SandboxedEnvironment,",
            "autoescape. “Facts checked”: the whole way of a form, from raw facts. docx-mailmerge2 knows no conditions",
            "and no nested loops. All letters were read back and say the same words in the same order.",
        ]
    )


def _ratio(one: list[float], other: list[float]) -> float:
    return median(above / below for above, below in zip(one, other, strict=True))


def main() -> None:
    """Install, check, measure, write."""
    install_peers()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        letters = Letters(Path(folder))
        running = {engine: stack.enter_context(Running(engine)) for engine in ENGINES}
        check_words(letters, running)
        times = measure(letters, running)
        text = report(times, merge(letters, running), peaks(letters))
    write_section(SECTION, text)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
