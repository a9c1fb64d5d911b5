"""Holds one LibreOffice for pdf.py: runs under Debian's own Python (which has the UNO bindings), speaks JSON lines.

Started as: /usr/bin/python3 uno_child.py SOFFICE_BIN FOLDER PIPE_NAME SECONDS_TO_WAIT_FOR_THE_FOLDER. It stands alone
and imports nothing of the intranet. First line out: {"state": "ready"} or {"state": "busy" | "failed"}; then one line
out for each line in. When its input closes or its parent is gone, it takes LibreOffice down with it.
"""

import ctypes
import fcntl
import json
import os
import queue
import resource
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.uno import Exception as UnoException

WAIT_FOR_OFFICE = 60
WAIT_FOR_GOODBYE = 3
FIRST_START_OF_A_PROFILE = 81  # LibreOffice makes its profile, leaves with this code and wants to be started again.
PR_SET_PDEATHSIG = 1
MOST_MEMORY = 4 << 30

# Nothing in a letter may run, and nothing may be fetched from the network or from linked files.
PROFILE_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
PROFILE_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
PROFILE_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'


class Office:
    """One LibreOffice process with its own profile, reached through a named pipe."""

    def __init__(self, program: str, folder: Path, pipe: str, lock: int) -> None:
        self.folder, self.pipe, self.lock = folder, pipe, lock
        self.process: subprocess.Popen[bytes] | None = None
        self.desktop: Any = None
        self.command = [
            program, "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            "-env:UserInstallation=" + (folder / "profile").as_uri(), f"--accept=pipe,name={pipe};urp;",
        ]  # fmt: skip

    def start(self) -> bool:
        """Start LibreOffice and connect; a profile that does not come up is made anew once."""
        for _ in range(2):
            write_profile_settings(self.folder / "profile")
            if self._start_once():
                return True
            self.kill()
            shutil.rmtree(self.folder / "profile", ignore_errors=True)
        return False

    def _start_once(self) -> bool:
        self._launch()
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        give_up = time.monotonic() + WAIT_FOR_OFFICE
        while time.monotonic() < give_up:
            code = self.process.poll() if self.process else None
            if code == FIRST_START_OF_A_PROFILE:
                self._launch()
            elif code is not None:
                return False
            try:
                context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
                self.desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
                return True
            except UnoException:
                time.sleep(0.05)
        return False

    def _launch(self) -> None:
        log = os.open(self.folder / "soffice.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        # The lock travels into LibreOffice: the profile stays taken until that process is really gone.
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[self.lock],
            preexec_fn=die_with_parent, env={**os.environ, "TMPDIR": str(self.folder / "work")},
        )  # fmt: skip
        os.close(log)

    def convert(self, source: str, target: str, *, pdfa: bool, names_places: bool) -> str:
        """Load a .docx with the filter forced, store it as PDF, with its bookmarks as places; "" or what went wrong."""
        document = self.desktop.loadComponentFromURL(
            Path(source).as_uri(), "_blank", 0,
            properties(Hidden=True, ReadOnly=True, FilterName="MS Word 2007 XML",
                       MacroExecutionMode=0, UpdateDocMode=0),
        )  # fmt: skip
        if document is None:
            return "not_loaded"
        # Newer LibreOffice turns content controls into form fields unless told not to.
        options = properties(
            UseTaggedPDF=not names_places, ExportFormFields=False, SelectPdfVersion=2 if pdfa else 0,
            ExportBookmarksToPDFDestination=names_places,
        )  # fmt: skip
        options = uno.Any("[]com.sun.star.beans.PropertyValue", options)
        try:
            document.storeToURL(Path(target).as_uri(), properties(FilterName="writer_pdf_Export", FilterData=options))
        finally:
            document.close(True)
        return ""

    def answers(self) -> bool:
        """Is LibreOffice still there? A broken pipe comes as one exception or another, so it is asked again."""
        try:
            self.desktop.getImplementationName()
        except UnoException:
            return False
        return True

    def memory(self) -> int:
        """Resident memory of LibreOffice in megabytes."""
        if not self.process:
            return 0
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() >> 20

    def say_goodbye(self) -> None:
        """Let LibreOffice leave by itself, which clears its sockets in /tmp; kill it when it will not."""
        try:
            self.desktop.terminate()
            if self.process:
                self.process.wait(WAIT_FOR_GOODBYE)
        except (UnoException, subprocess.TimeoutExpired):
            pass
        self.kill()

    def kill(self) -> None:
        """End LibreOffice at once and remove its pipe."""
        if self.process:
            self.process.kill()
            self.process.wait()
        Path(f"/tmp/OSL_PIPE_{os.getuid()}_{self.pipe}").unlink(missing_ok=True)


def properties(**values: Any) -> tuple[Any, ...]:
    """UNO's way of named arguments."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def write_profile_settings(profile: Path) -> None:
    """Before every start: the settings that keep letters from running or fetching anything, and nothing else."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    items = "".join(PROFILE_ITEM.format(*map(escape, line)) for line in PROFILE_SETTINGS)
    settings.write_text(PROFILE_FILE.format(items=items), encoding="utf-8")


def die_with_parent() -> None:
    """In the new process, before LibreOffice begins: killed with us, no core files, bounded memory."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def take_lock(path: Path, patience: int) -> int | None:
    """The profile's lock, or None when another LibreOffice holds it for too long."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    give_up = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except OSError:
            if time.monotonic() > give_up:
                return None
            time.sleep(0.1)


def read_lines(lines: "queue.Queue[str | None]", parent: int) -> None:
    """Pass the parent's lines on; None when it closed the pipe or died (a fork of it may hold the pipe open)."""
    pending = b""
    while os.getppid() == parent:
        if select.select([0], [], [], 2)[0]:
            chunk = os.read(0, 65536)
            if not chunk:
                break
            *whole, pending = (pending + chunk).split(b"\n")
            for line in whole:
                lines.put(line.decode())
    lines.put(None)


def leave_when_parent_leaves(lines: "queue.Queue[str | None]", parent: int, office: Office) -> None:
    """Reader thread: after the last line, an office still at work is killed."""
    read_lines(lines, parent)
    time.sleep(WAIT_FOR_GOODBYE + 1)
    office.kill()
    os._exit(1)


def answer(**reply: Any) -> None:
    """One JSON line to the parent."""
    print(json.dumps(reply), flush=True)


def work(office: Office, lines: "queue.Queue[str | None]") -> None:
    """Convert what is asked until the parent leaves or LibreOffice does."""
    while (line := lines.get()) is not None:
        order = json.loads(line)
        try:
            error = office.convert(**order)
        except UnoException as refusal:
            print(refusal, file=sys.stderr, flush=True)
            if not office.answers():
                return answer(error="crashed")
            error = "not_loaded"
        answer(error=error, memory=office.memory())
    office.say_goodbye()


def main() -> int:
    """Take the folder, start LibreOffice, work, leave nothing behind."""
    program, folder, pipe, patience = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    parent = os.getppid()
    os.umask(0o077)
    lock = take_lock(folder / "lock", patience)
    if lock is None:
        answer(state="busy")
        return 1
    shutil.rmtree(folder / "work", ignore_errors=True)
    (folder / "work").mkdir()
    office = Office(program, folder, pipe, lock)
    if not office.start():
        answer(state="failed")
        return 1
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=leave_when_parent_leaves, args=(lines, parent, office), daemon=True).start()
    answer(state="ready")
    try:
        work(office, lines)
    finally:
        office.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
