"""docs/performance.md: each measurement owns one section of it and writes that section anew."""

import platform
import re
from pathlib import Path

from intranet.core.clock import today
from tests.bench.servers import ROOT

REPORT = ROOT / "docs" / "performance.md"
OPENING = "# Performance\n\nRatios of one run, because milliseconds do not travel from one machine to another.\n"


def write_section(title: str, text: str, report: Path = REPORT) -> None:
    """Put `text` under the heading `## title`, in place of what stood there; other sections stay as they are."""
    found = report.read_text(encoding="utf-8") if report.exists() else OPENING
    opening, *parts = re.split(r"^(?=## )", found, flags=re.MULTILINE)
    sections = {part.splitlines()[0].removeprefix("## "): part.strip() for part in parts}
    sections[title] = f"## {title}\n\n{text.strip()}"
    report.write_text("\n\n".join([opening.strip(), *sections.values()]) + "\n", encoding="utf-8")


def machine() -> str:
    """Date, processor and Python, for the line under a table."""
    facts = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in facts if line.startswith("model name")]
    processor = f"{len(names)} × {names[0]}" if names else platform.machine()
    return f"{today():%Y-%m-%d}, {processor}, Linux, Python {platform.python_version()}"
