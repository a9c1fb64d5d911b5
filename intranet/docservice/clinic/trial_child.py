"""The process in which a template is tried out: it gives itself limits, reads an order, writes what came of it."""

import json
import resource
import sys
from pathlib import Path

from intranet.docservice.clinic.trial import CPU_SECONDS, MEGABYTES, packed, try_out_here, unpacked_files


def limit() -> None:
    """From here on: so many more seconds and megabytes, no files, no further processes."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    memory = pages * resource.getpagesize() + (MEGABYTES << 20)
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """One order from stdin, one trial to stdout."""
    order = json.loads(sys.stdin.buffer.read())
    limit()
    trial = try_out_here(order["id"], unpacked_files(order))
    sys.stdout.write(json.dumps(packed(trial)))


if __name__ == "__main__":
    main()
