"""What a PDF costs, beside the bare pipe to LibreOffice and its cold command line: `python -m tests.bench.pdf`.

The ways take turns, so that whatever else the machine does falls on all alike. Wall time, because two LibreOffices
are about waiting less; the ratio to the bare pipe is given in CPU time too.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Self

from deploy.letters.frame import line, package, row, signature, table
from intranet.docservice.compiled import compile_template
from intranet.docservice.images import page_count
from intranet.docservice.pdf import DEBIAN_PYTHON, PdfMaker, _soffice
from intranet.docservice.pdf_pool import PdfPool
from tests.bench.report import machine, write_section
from tests.bench.word_letter import SYNTAXES, facts, template, words

SECTION = "Letters as PDF"
ROUNDS, COLD_RUNS, KILLS, RUN = 9, 3, 5, 500
TIMES = {"S": 10, "M": 2}
ANNEX_ROWS = 5_000
WIDTHS = (900, 4200, 2500, 1700)


class BareOffice:
    """A LibreOffice behind bare_uno.py."""

    def __init__(self, folder: Path) -> None:
        command = [DEBIAN_PYTHON, str(Path(__file__).with_name("bare_uno.py")), str(_soffice()), str(folder)]
        self.target = folder / "bare.pdf"
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    def convert(self, letter: Path, times: int) -> tuple[float, float]:
        """Seconds of the clock and of LibreOffice's processor time for one conversion, as the mean of many."""
        assert self.process.stdin and self.process.stdout
        order = {"source": str(letter), "target": str(self.target), "times": times}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        spent = json.loads(self.process.stdout.readline())
        return spent["wall"] / times, spent["cpu"] / times


class Spent(defaultdict[tuple[str, str], list[float]]):
    """Seconds by (way, size), round by round."""

    def __init__(self) -> None:
        super().__init__(list)

    def ms(self, way: str, size: str) -> float:
        """Milliseconds of a letter."""
        return median(self[way, size]) * 1000

    def ratio(self, way: str, other: str, size: str) -> float:
        """The median of each round's own ratio."""
        return median(one / two for one, two in zip(self[way, size], self[other, size], strict=True))


def letters_in(folder: Path) -> dict[str, Path]:
    """The measured letters as files, and an annex of thousands of rows."""
    compiled = compile_template(template(SYNTAXES["docxtpl"]))
    paths = {size: folder / f"{size}.docx" for size in (*TIMES, "annex")}
    for size in TIMES:
        paths[size].write_bytes(compiled.render(facts(size), title="Thư"))
    titles = row([line("Tiêu đề bảng", title) for title in ("TT", "Công việc", "Đơn vị", "Hạn")], WIDTHS, repeats=True)
    cells = ((str(n), words(n, 5 + n % 12), words(n, 3 + n % 4), f"{n % 28 + 1:02}/03/2026") for n in range(ANNEX_ROWS))
    rows = (row([line("Chữ trong bảng", text) for text in each], WIDTHS) for each in cells)
    body = (line("Nội dung", words(0, 40)), table(WIDTHS, titles + "".join(rows), style="BangKe"), signature())
    paths["annex"].write_bytes(package(*body))
    return paths


def measure(letters: dict[str, Path], bare: BareOffice, one: PdfPool, two: PdfPool) -> Spent:
    """The warm ways in turn; "cpu" counts LibreOffice, the child that holds its pipe, and this program."""
    spent = Spent()
    for size, count in TIMES.items():
        docx = letters[size].read_bytes()
        bare.convert(letters[size], count)
        list(one.convert_all([docx] * count))
        list(two.convert_all([docx] * count * 2))
    for _ in range(ROUNDS):
        for size, count in TIMES.items():
            docx = letters[size].read_bytes()
            wall, cpu = bare.convert(letters[size], count)
            spent["bare", size].append(wall)
            spent["bare, cpu", size].append(cpu)
            cpu, wall = cpu_of(one.makers[0]), time.perf_counter()
            for _ in range(count):
                one.convert(docx)
            spent["pool", size].append((time.perf_counter() - wall) / count)
            spent["pool, cpu", size].append((cpu_of(one.makers[0]) - cpu) / count)
            wall = time.perf_counter()
            list(two.convert_all([docx] * count * 2))
            spent["two", size].append((time.perf_counter() - wall) / count / 2)
    return spent


def cpu_of(*makers: PdfMaker) -> float:
    """Seconds of processor time of LibreOffices, of the children that hold their pipes, and of this program."""
    children = [maker._child.process.pid for maker in makers if maker._child]
    return time.process_time() + sum(map(_cpu, [*children, *map(office_of, makers)]))


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def office_of(maker: PdfMaker) -> int:
    """The process of a warm LibreOffice."""
    assert maker._child
    child = maker._child.process.pid
    return int(Path(f"/proc/{child}/task/{child}/children").read_text(encoding="utf-8").split()[0])


def cold(letter: Path, folder: Path) -> float:
    """Seconds of `soffice --convert-to` with a profile that is there."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'cold').as_uri()}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), str(letter)]
    times = []
    for _ in range(COLD_RUNS + 1):
        wall = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - wall)
    return median(times[1:])


def run_of(pool: PdfPool) -> float:
    """Seconds for the PDFs of 500 different letters."""
    compiled = compile_template(template(SYNTAXES["docxtpl"]))
    letters = [compiled.render(facts("S") | {"so": str(number)}, title="Thư") for number in range(RUN)]
    wall = time.perf_counter()
    if sum(1 for _ in pool.convert_all(letters)) != RUN:
        raise SystemExit("letters are missing")
    return time.perf_counter() - wall


def kills(letter: Path, one: PdfPool) -> tuple[float, float]:
    """The longest wait for the letter under way when LibreOffice was killed, and for the next one after a kill."""
    docx, work = letter.read_bytes(), one.makers[0]._folder / "work"
    under_way, after = [], []
    for _ in range(KILLS):
        office = office_of(one.makers[0])
        os.kill(office, signal.SIGSTOP)
        made: list[bytes] = []
        thread = threading.Thread(target=lambda made=made: made.append(one.convert(docx)))
        thread.start()
        while not any(work.glob("*.docx")):
            time.sleep(0.01)
        wall = time.perf_counter()
        os.kill(office, signal.SIGKILL)
        thread.join()
        under_way.append(time.perf_counter() - wall)
        if len(made) != 1 or page_count(made[0]) < 1:
            raise SystemExit("the interrupted letter was not made once")
        os.kill(office_of(one.makers[0]), signal.SIGKILL)
        wall = time.perf_counter()
        one.convert(docx)
        after.append(time.perf_counter() - wall)
    return median(under_way), median(after)


def annex(letter: Path, two: PdfPool, bare: BareOffice) -> list[str]:
    """The long table in runs, and as LibreOffice would lay it out by itself."""
    docx = letter.read_bytes()
    cpu, wall = cpu_of(*two.makers), time.perf_counter()
    pages = page_count(two.convert(docx))
    wall, cpu = time.perf_counter() - wall, cpu_of(*two.makers) - cpu
    whole, whole_cpu = bare.convert(letter, 1)
    return [
        f"| a table of {ANNEX_ROWS:,} rows, {pages} pages | {wall:.1f} s ({cpu:.1f} s of processors) |",
        f"| the same left to LibreOffice as one table | {whole:.0f} s ({whole_cpu:.0f} s of processors) |",
    ]


def report(spent: Spent, others: list[str]) -> str:
    """The figures as docs/performance.md shows them."""
    lines = [
        "Written by `.venv/bin/python -m tests.bench.pdf`; to be run alone on the machine.",
        "",
        "| a letter, warm | S, ms | M (200 rows), ms | ÷ bare pipe: S | M | in CPU time: S | M |",
        "|---|---|---|---|---|---|---|",
        f"| bare UNO pipe | {spent.ms('bare', 'S'):.0f} | {spent.ms('bare', 'M'):.0f} | 1 | 1 | 1 | 1 |",
    ]
    bare = [f"{spent.ratio('pool', 'bare', size):.2f}" for size in TIMES]
    cpu = [f"{spent.ratio('pool, cpu', 'bare, cpu', size):.2f}" for size in TIMES]
    ms = [f"{spent.ms('pool', size):.0f}" for size in TIMES]
    lines.append(f"| the pool, one LibreOffice | {' | '.join([*ms, *bare, *cpu])} |")
    ms = [f"{spent.ms('two', size):.0f}" for size in TIMES]
    faster = ", ".join(f"{spent.ratio('pool', 'two', size):.2f} × ({size})" for size in TIMES)
    lines.append(f"| the pool, two side by side | {' | '.join(ms)} | {faster} as many as one | | | |")
    foot = [
        f"{machine()}; medians of {ROUNDS} interleaved rounds, ratios are medians of each round's own. The pool also",
        "looks the file over before, opens the PDF after, writes and reads both; CPU time counts LibreOffice, the",
        "child that holds its pipe, and the program.",
    ]
    return "\n".join([*lines, "", "| | |", "|---|---|", *others, "", *foot])


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        letters = letters_in(folder)
        cold_call = cold(letters["S"], folder)
        with (
            BareOffice(folder / "bare") as bare,
            PdfPool(folder / "one", size=1) as one,
            PdfPool(folder / "two", size=2) as two,
        ):
            spent = measure(letters, bare, one, two)
            (by_one, run), foreseen = map(run_of, (one, two)), RUN * spent.ms("two", "S") / 1000
            under_way, after = kills(letters["S"], one)
            warmer = cold_call * 1000 / spent.ms("pool", "S")
            others = [
                f"| cold `soffice --convert-to`, S | {cold_call:.2f} s, {warmer:.0f} × warm |",
                f"| {RUN} different letters, one LibreOffice | {by_one:.1f} s |",
                f"| the same, two side by side | {run:.1f} s, {by_one / run:.2f} times the rate |",
                f"| the same, by the table's rate | {foreseen:.1f} s |",
                f"| kill -9 under way: the same letter, made once | {under_way:.2f} s after the kill |",
                f"| kill -9 between two letters: the next one | {after:.2f} s |",
                *annex(letters["annex"], two, bare),
            ]
    text = report(spent, others)
    write_section(SECTION, text)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
