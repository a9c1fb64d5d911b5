"""The floor of every PDF: one warm LibreOffice driven through its pipe and nothing else; under Debian's own Python.

Started as /usr/bin/python3 bare_uno.py SOFFICE_BIN FOLDER; orders {source, target, times} as JSON lines, answers {wall,
cpu} in seconds.
"""

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "intranet" / "docservice"))

from uno_child import Office


def cpu_of(process: int) -> float:
    """Seconds of processor time a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(program: str, folder: Path) -> None:
    """Convert what is asked until the input closes."""
    (folder / "work").mkdir(parents=True)
    lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR)
    office = Office(program, folder, f"bare-{os.getpid()}", lock)
    if not office.start() or office.process is None:
        raise SystemExit("LibreOffice did not start")
    for line in sys.stdin:
        order = json.loads(line)
        wall, cpu = time.perf_counter(), cpu_of(office.process.pid)
        for _ in range(order["times"]):
            office.convert(order["source"], order["target"], pdfa=False, names_places=False)
        spent = {"wall": time.perf_counter() - wall, "cpu": cpu_of(office.process.pid) - cpu}
        print(json.dumps(spent), flush=True)
    office.say_goodbye()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
