"""Runs one PostgreSQL for a test run and takes it away when the run ends, however it ends.

A process of its own, because no test worker is sure to outlive the others: it waits for the end of the
test run's main process (a pid file descriptor, so no polling) or for SIGTERM, stops the server at once
and removes its folder.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PREPARE_SECONDS = 60


def main(folder: Path, programs: Path, owner_pid: int, uid: int, gid: int) -> int:
    """Prepare the server's folder, run it, and stop it when the owner has ended."""
    owner = os.pidfd_open(owner_pid)
    stop, stop_writer = os.pipe()
    signal.signal(signal.SIGTERM, lambda *_: os.close(stop_writer))
    identity = as_user(uid, gid)
    try:
        prepare = [*identity, *initdb_command(folder, programs)]
        subprocess.run(prepare, check=True, timeout=PREPARE_SECONDS, cwd=folder)
        server = subprocess.Popen([*identity, *server_command(folder, programs)], cwd=folder)
        ended = os.pidfd_open(server.pid)
        select.select([owner, stop, ended], [], [])
        if server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # PostgreSQL's "immediate": nothing here is worth saving
        return server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_user(uid: int, gid: int) -> list[str]:
    """The words before a command that run it as that user; none when we are that user already."""
    if uid == os.geteuid():
        return []
    return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--reset-env"]


def initdb_command(folder: Path, programs: Path) -> list[str]:
    """initdb for a cluster that nobody but this run can reach, so it asks for no password."""
    options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    return [str(programs / "initdb"), "--pgdata", str(folder / "cluster"), *options]


def server_command(folder: Path, programs: Path) -> list[str]:
    """postgres on a socket in its own folder only, without the care for power cuts that makes it slow."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "200",
        "shared_buffers": "64MB",
        "autovacuum": "off",
        "timezone": "UTC",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(folder / "cluster"), *options]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:6])))
