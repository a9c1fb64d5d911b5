"""How much of what a careful clerk entered the reader finds.

python -m tests.shared.score_plans [-v] [--seed N] [NN …]
  [--as-docx | counted | pdf | unruled | scan | unruled-scan | dirty]
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from intranet.docservice.assignments import as_facts, read_plan
from intranet.docservice.assignments.folding import fold_in_place
from tests.docservice.assignments.score import reading_as

PLANS = Path(__file__).parents[3] / "shared" / "plans"
REAL = ("01", "02", "09")
MEASURES = ("task", "unit", "role", "supports", "deadline")


@dataclass
class Score:
    """How many were expected, how many were proposed, and how many of these were right, by measure."""

    expected: int
    proposed: int
    right: dict[str, int]

    def precision(self, measure: str) -> float:
        return self.right[measure] / self.proposed if self.proposed else 0.0

    def recall(self, measure: str) -> float:
        return self.right[measure] / self.expected if self.expected else 0.0


def letter(path: Path) -> str:
    """The letter's text without the line that says where it is from."""
    text = path.read_text(encoding="utf-8")
    return text.split("\n", 1)[1] if text.startswith("# NGUỒN") else text


def pairs(expected: list[Any], found: list[Any]) -> list[tuple[Any, Any | None]]:
    """Each expected task with the proposal that has its words; a proposal serves once."""
    free = list(found)
    result = []
    for task in expected:
        scored = [(fuzz.ratio(key(task["nhiem_vu"]), key(other["nhiem_vu"])), n) for n, other in enumerate(free)]
        best = max(scored, default=(0, 0), key=lambda pair: (pair[0], -pair[1]))
        result.append((task, free.pop(best[1]) if best[0] >= 90 else None))
    return result


def key(words: str) -> str:
    return " ".join(fold_in_place(words).strip(" .;").split())


def same(measure: str, task: Any, other: Any) -> bool:
    if measure == "task":
        return True
    if measure == "unit":
        return key(task["don_vi"]) == key(other["don_vi"])
    if measure == "role":
        return bool(task["vai_tro"] == other["vai_tro"])
    if measure == "supports":
        return [key(unit) for unit in task["phoi_hop"]] == [key(unit) for unit in other["phoi_hop"]]
    spans = [(one["ngay"] or "").replace("..", "/") for one in (task, other)]
    return (
        task["loai_han"] == other["loai_han"]
        and spans[0] == spans[1]
        and key(task["han"] or "") == key(other["han"] or "")
    )


def score(expected: list[Any], found: list[Any]) -> tuple[Score, list[tuple[Any, Any | None]]]:
    matched = pairs(expected, found)
    right = {
        measure: sum(other is not None and same(measure, task, other) for task, other in matched)
        for measure in MEASURES
    }
    return Score(len(expected), len(found), right), matched


def score_of(
    expected: Path, form: str = "text", seed: int = 1
) -> tuple[Score, list[tuple[Any, Any | None]], list[Any]]:
    """The score of one letter, its expected tasks with what was found for each, and all that was found."""
    tasks = json.loads(expected.read_text(encoding="utf-8"))["tasks"]
    text = letter(expected.with_name(expected.name.replace(".expected.json", ".txt")))
    found = as_facts(read_plan(reading_as(form, text, seed=seed)))["tasks"]
    result, matched = score(tasks, found)
    return result, matched, found


def main(arguments: Sequence[str]) -> None:
    form = next((name.removeprefix("--as-") for name in arguments if name.startswith("--as-")), "text")
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
    chosen = [name for name in arguments if name.isdigit() and len(name) == 2]
    for path in sorted(PLANS.glob("*.expected.json")):
        if chosen and path.name[:2] not in chosen:
            continue
        result, matched, found = score_of(path, form, seed)
        figures = "  ".join(f"{m} {result.precision(m):.2f}/{result.recall(m):.2f}" for m in MEASURES)
        is_real = "thật" if path.name[:2] in REAL else "mẫu"
        print(f"{path.name[:2]} {is_real:<5} {result.expected:>3} việc  {figures}", flush=True)
        if "-v" in arguments:
            show(matched, found)


def show(matched: list[tuple[Any, Any | None]], found: list[Any]) -> None:
    taken = [id(other) for _, other in matched if other is not None]
    for task, other in matched:
        if other is None:
            print("   THIẾU", task["muc"], task["don_vi"][:40], "|", task["nhiem_vu"][:90])
            continue
        for measure in MEASURES:
            if not same(measure, task, other):
                print(
                    "   KHÁC ",
                    task["muc"],
                    measure,
                    [
                        (one["don_vi"], one["vai_tro"], one["phoi_hop"], one["han"], one["loai_han"], one["ngay"])
                        for one in (task, other)
                    ],
                    task["nhiem_vu"][:60],
                )
    for other in found:
        if id(other) not in taken:
            print("   THỪA ", other["muc"], other["don_vi"][:60], "|", other["nhiem_vu"][:110])


if __name__ == "__main__":
    main(sys.argv[1:])
