"""The words of the guide: a file for each page, **buttons** and [[links|page of the program]] told apart."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from intranet.core.errors import NotFound

FOLDER = Path(__file__).with_name("content")
MARKS = re.compile(
    r"\*\*(?P<button>[^*]+)\*\*|\[\[(?P<link>[^|\]]+)\|(?P<endpoint>[a-z0-9_.]+)(?:#(?P<anchor>[\w-]+))?\]\]"
)


@dataclass(frozen=True)
class Part:
    """A piece of a sentence: plain words, what stands on a button or a heading, or a link to a page."""

    words: str
    kind: str = "words"
    endpoint: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Want:
    """One thing somebody wants to do, and the steps that do it."""

    title: str
    steps: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide."""

    name: str
    title: str
    lead: tuple[Part, ...]
    wants: tuple[Want, ...]


@dataclass(frozen=True)
class PlanTask:
    """A task of plan 43: who got it, where the plan says so, where it is done and where it is proved."""

    receiver: str
    place: str
    words: str
    done: tuple[tuple[Part, ...], ...]
    proved: tuple[tuple[Part, ...], ...]


def parts_of(sentence: str) -> tuple[Part, ...]:
    """A sentence in its pieces."""
    found, at = [], 0
    for mark in MARKS.finditer(sentence):
        if mark.start() > at:
            found.append(Part(sentence[at : mark.start()]))
        if mark["button"]:
            found.append(Part(mark["button"], "button"))
        else:
            found.append(Part(mark["link"], "link", mark["endpoint"], mark["anchor"] or ""))
        at = mark.end()
    return (*found, Part(sentence[at:])) if at < len(sentence) else tuple(found)


@cache
def guide_page(name: str) -> GuidePage:
    """The page of that name; raises NotFound."""
    facts = _facts(name)
    wants = tuple(Want(want["title"], _sentences(want["steps"])) for want in facts["want"])
    return GuidePage(name, facts["title"], parts_of(facts["lead"]), wants)


@cache
def plan_tasks(name: str) -> tuple[PlanTask, ...]:
    """The table of a plan's tasks in the order of the plan."""
    return tuple(
        PlanTask(task["receiver"], task["place"], task["words"], _sentences(task["done"]), _sentences(task["proved"]))
        for task in _facts(name)["task"]
    )


def _sentences(lines: list[str]) -> tuple[tuple[Part, ...], ...]:
    return tuple(parts_of(line) for line in lines)


def _facts(name: str) -> dict[str, Any]:
    file = FOLDER / f"{name}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not file.is_file():
        raise NotFound("Không có trang hướng dẫn này.")
    return tomllib.loads(file.read_text(encoding="utf-8"))
