"""A campaign: letters broken by chance, and how much of it the checker tells, and tells wrongly."""

import random
from collections.abc import Callable, Collection, Sequence
from typing import Any

from intranet.docservice.check.run import check
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.fresh_mutations import Break
from tests.docservice.check.fresh_places import Absent

Broken = tuple[str, bytes, list[Break]]


def break_letter(name: str, document: Any, breaks: Sequence[Break], chance: random.Random) -> Broken | None:
    """A letter broken in one or two ways, of two different components; None when the dice fell badly."""
    chosen = list[Break]()
    for one in chance.sample(breaks, chance.choice((1, 1, 2))):
        try:
            one.change(document, chance)
        except (Absent, AssertionError, StopIteration, IndexError, ValueError):
            continue
        chosen.append(one)
    components = {sorted(one.codes)[0].partition(".")[0] for one in chosen}
    return (name, as_bytes(document), chosen) if chosen and len(components) == len(chosen) else None


def shares(
    seed: int, size: int, broken: Callable[[random.Random], Broken | None], standing: Callable[[str], Collection[str]]
) -> tuple[float, float, list[str]]:
    """The share of breakages found, the share of findings that are false, and both by name.

    `standing` are the codes found in a letter before it is broken.
    """
    chance, wrong = random.Random(seed), list[str]()
    wanted, told, done = 0, 0, 0
    while done < size:
        if (one := broken(chance)) is None:
            continue
        name, docx, chosen = one
        done += 1
        findings = check(docx).findings
        codes, allowed = {one.code for one in findings}, {c for one in chosen for c in one.codes | one.implied}
        wanted, told = wanted + len(chosen), told + len(findings)
        wrong += [f"missed {one.name} in {name}: {codes}" for one in chosen if not codes & one.codes]
        extra = codes - allowed - set(standing(name))
        wrong += [f"false {code} in {name}: {[o.name for o in chosen]}" for code in extra]
    missed = sum(one.startswith("missed") for one in wrong)
    return 1 - missed / wanted, (len(wrong) - missed) / max(1, told), wrong
