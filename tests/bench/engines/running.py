"""Starts an engine's program and passes orders to it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PEERS = ROOT / "build" / "peers"
PEERS_PYTHON = PEERS / "py" / "bin" / "python"
NPM = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8", "carbone@3.8.2")
PYPI = ("docx-mailmerge2==1.0.3",)


@dataclass(frozen=True)
class Engine:
    """An engine to measure: how it is called in the tables, its way of writing a template, its program."""

    name: str
    syntax: str
    command: tuple[str, ...]


OWN = Engine("this project", "docxtpl", (sys.executable, "-m", "tests.bench.engines.own"))
CHECKED = Engine("this project, facts checked", "docxtpl", (sys.executable, "-m", "tests.bench.engines.own_checked"))
DOCXTPL = Engine("docxtpl 0.20.2", "docxtpl", (sys.executable, "-m", "tests.bench.engines.docxtpl_itself"))
_NODE = ("node", str(HERE / "peers.mjs"))
ENGINES = (
    OWN,
    CHECKED,
    DOCXTPL,
    Engine("docxtemplater 3.71.0", "mustache", (*_NODE, "docxtemplater")),
    Engine("easy-template-x 7.2.8", "mustache", (*_NODE, "easy-template-x")),
    Engine("carbone 3.8.2", "carbone", (*_NODE, "carbone")),
    Engine("docx-mailmerge2 1.0.3", "mailmerge", (str(PEERS_PYTHON), str(HERE / "mailmerge_peer.py"))),
)


def install_peers() -> None:
    """Get the other engines from npm and PyPI into build/peers, once."""
    PEERS.mkdir(parents=True, exist_ok=True)
    if not (PEERS / "node_modules").is_dir():
        (PEERS / "package.json").write_text('{"private": true}', encoding="utf-8")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *NPM], cwd=PEERS, check=True)
    if not (PEERS / "py" / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS / "py")], check=True)
        subprocess.run([str(PEERS_PYTHON), "-m", "pip", "install", "--quiet", *PYPI], check=True)
        (PEERS / "py" / "ready").touch()


class Running:
    """One engine's program at work."""

    def __init__(self, engine: Engine) -> None:
        environment = {**os.environ, "PEERS": str(PEERS), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            engine.command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    def render(
        self, template: Path, facts: Path, times: int, *, folder: Path | None = None, out: Path | None = None
    ) -> dict[str, Any]:
        """Render so many letters: seconds of CPU and of the clock, and the peak of its memory in megabytes."""
        assert self.process.stdin and self.process.stdout
        order = {"template": template, "facts": facts, "folder": folder, "out": out}
        paths = {name: str(path) if path else "" for name, path in order.items()}
        self.process.stdin.write(json.dumps({**paths, "times": times}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer
