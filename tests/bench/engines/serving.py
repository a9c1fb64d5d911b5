"""The loop of every Python engine: orders as JSON lines in, CPU time as JSON lines out. Standard library only."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Render = Callable[[dict[str, Any]], bytes]


def serve(prepare: Callable[[bytes], Render]) -> None:
    """Answer orders {template, facts, times, folder} until the input closes.

    `folder` gets every letter as a file; without it the last one alone is written to `out`.
    """
    ready: dict[str, Any] = {}
    for line in sys.stdin:
        order = json.loads(line)
        for path in (order["template"], order["facts"]):
            if path not in ready:
                content = Path(path).read_bytes()
                ready[path] = prepare(content) if path.endswith(".docx") else json.loads(content)
        render, facts = ready[order["template"]], ready[order["facts"]]
        cpu, wall = time.process_time(), time.perf_counter()
        for number in range(order["times"]):
            letter = render(facts | {"so": str(number)})
            if order["folder"]:
                Path(order["folder"], f"{number}.docx").write_bytes(letter)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if order["out"]:
            Path(order["out"]).write_bytes(letter)
        print(json.dumps({"cpu": cpu, "wall": wall, "peak": _peak()}), flush=True)


def _peak() -> int:
    """Megabytes; getrusage would count what the parent held before this program began."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024
