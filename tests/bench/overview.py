"""What the leader's overview and a department's board cost at 100,000 tasks: `python -m tests.bench.overview`.

CPU time under gunicorn, as ratios to the same page at 1,000 tasks and to a view that returns a constant string;
all are asked in turn in one run, so that whatever else the machine does falls on all alike. Writes its
section of docs/performance.md.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.office_of_size import make_office
from tests.bench.report import machine, write_section
from tests.bench.servers import Server

FEW, MANY = 1_000, 100_000
ROUNDS, REQUESTS = 15, 20
PAGES = {"Leader's overview": "/overview", "Department board": "/departments/2/board"}
SECTION = "Overview and board"


@dataclass(frozen=True)
class Measured:
    """A page: CPU milliseconds a request, medians over all rounds, and its ratios, medians of each round's own."""

    name: str
    few_ms: float
    many_ms: float
    to_few: float
    to_constant: float


def measure(folder: Path, rounds: int, many: int) -> tuple[float, list[Measured]]:
    """Make the two offices, ask all pages in turn, and give the constant's milliseconds and each page's figures."""
    cookies = {size: make_office(folder / str(size), size) for size in (FEW, many)}
    servers = {size: Server("wsgi:app", INTRANET_INSTANCE=str(folder / str(size))) for size in cookies}
    constant = Server("tests.bench.constant:app")
    asked = {("", 0): (constant, "/", "")} | {
        (url, size): (server, url, cookies[size]) for url in PAGES.values() for size, server in servers.items()
    }
    found: dict[tuple[str, int], list[float]] = {what: [] for what in asked}
    try:
        for server, url, cookie in asked.values():
            server.cpu_ms(url, cookie, REQUESTS)  # templates compiled, caches warm
        for _ in range(rounds):
            for what, (server, url, cookie) in asked.items():
                found[what].append(server.cpu_ms(url, cookie, REQUESTS))
    finally:
        for server in (constant, *servers.values()):
            server.stop()
    return median(found["", 0]), [_measured(name, url, many, found) for name, url in PAGES.items()]


def _measured(name: str, url: str, many: int, found: dict[tuple[str, int], list[float]]) -> Measured:
    few_times, many_times, constant = found[url, FEW], found[url, many], found["", 0]
    return Measured(
        name,
        median(few_times),
        median(many_times),
        median(large / small for large, small in zip(many_times, few_times, strict=True)),
        median(large / floor for large, floor in zip(many_times, constant, strict=True)),
    )


def report(constant_ms: float, pages: list[Measured], rounds: int, many: int) -> str:
    """The figures as docs/performance.md shows them."""
    lines = [
        "Written by `.venv/bin/python -m tests.bench.overview`; run it again after a change to these pages.",
        "",
        f"| CPU time of a request at {many:,} tasks | ratio to itself at {FEW:,} | ratio to a constant string | ms |",
        "|---|---|---|---|",
        *(f"| {page.name} | {page.to_few:.2f} | {page.to_constant:.1f} | {page.many_ms:.2f} |" for page in pages),
        f"| A bare Flask view returning a constant string | | 1 | {constant_ms:.2f} |",
        "",
        f"{machine()}, SQLite, gunicorn with",
        f"one worker and one thread, signed in as a leader; medians of {rounds} interleaved rounds of {REQUESTS}",
        "requests each. The office: 20 departments, 300 people, 25 tasks a plan, three checklist items a task, 84 % of",
        "tasks finished, closed or cancelled.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="intranet-bench-") as place:
        text = report(*measure(Path(place), ROUNDS, MANY), ROUNDS, MANY)
    write_section(SECTION, text)
    sys.stdout.write(text)
