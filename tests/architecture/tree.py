"""The project's files as the architecture tests see them: read once, parsed once, caches and instance left out."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).parents[2]
# Folders that are not the project: made by tools, or an office's own data.
NOT_OURS = {".git", ".venv", "instance", "build", "__pycache__", ".hypothesis"}
FEATURES = (
    "printing",
    "accounts",
    "absences",
    "workdays",
    "lettertemplates",
    "laws",
    "notices",
    "plans",
    "readings",
    "registers",
    "checking",
    "delivery",
    "documents",
    "batches",
    "incoming",
    "signatures",
    "briefings",
    "emulation",
    "reports",
    "api",
    "agenda",
    "guide",
    "home",
)
# The seven names of a feature, from what may import everything to what may import nothing.
LAYERS = ("routes", "forms", "jobs", "service", "queries", "models", "rules")


@dataclass(frozen=True)
class Module:
    """A Python file: where it is, its text and its syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        """Its path from the project's root, for messages and allow-lists."""
        return self.path.relative_to(PROJECT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All of the tree, the outer before the inner."""
        return list(ast.walk(self.tree))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones too."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imported(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported: `from a.b import c` gives a.b and a.b.c."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.lineno, node.module
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def files(*folders: str, pattern: str = "*") -> list[Path]:
    """The project's files under these folders (the whole project when none is named)."""
    return [path for folder in folders or (".",) for path in _ours(PROJECT / folder) if path.match(pattern)]


@cache
def _ours(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _is_ours(name))
        found += [path for name in sorted(names) if _is_ours(name) and (path := Path(place, name)).is_file()]
    return found


def _is_ours(name: str) -> bool:
    return name not in NOT_OURS and not name.endswith("_cache")


@cache
def _module(path: Path) -> Module:
    return Module(path)


def modules(*folders: str) -> list[Module]:
    """The Python files under these folders."""
    return [_module(path) for path in files(*folders, pattern="*.py")]


def layer_of(module: Module) -> tuple[str, str] | None:
    """Feature and layer of a file: laws/service.py and plans/service/… are service."""
    parts = module.path.relative_to(PROJECT / "intranet").with_suffix("").parts
    if len(parts) < 2 or parts[0] not in FEATURES:
        return None
    layer = parts[1]
    return (parts[0], layer) if layer in LAYERS else None
