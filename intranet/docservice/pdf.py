"""Turns a .docx into a PDF with a LibreOffice kept warm; the UNO pipe is held by uno_child.py under Debian's Python."""

import contextlib
import functools
import io
import json
import os
import secrets
import select
import shutil
import signal
import subprocess
import threading
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from intranet.docservice.errors import DocError
from intranet.docservice.fonts import write_fontconfig
from intranet.docservice.guard import check_docx
from intranet.docservice.images import page_count
from intranet.docservice.pdf_places import Place, named_places

DEBIAN_PYTHON = "/usr/bin/python3"
UNO_CHILD = Path(__file__).with_name("uno_child.py")
SECONDS_TO_START = 150  # Two attempts to bring LibreOffice up.
SECONDS_TO_LEAVE = 6
WAIT_FOR_FOLDER = 10  # A predecessor killed in the middle of a conversion is gone after 5.
RECYCLE_AFTER = 500
RECYCLE_ABOVE_MEGABYTES = 600
# A page takes some 30 ms, a megabyte of XML has some 60 pages; a busy machine may take ten times as long. The longest
# wait, twice (a crash is tried once more), stays within the lease of a job.
SECONDS_FOR_ANY_LETTER = 30
SECONDS_FOR_A_MEGABYTE = 20
MOST_SECONDS = 120


class _Gone(Exception):
    """The child or its LibreOffice died during a conversion."""


class _TooSlow(Exception):
    """No answer in time."""


@dataclass
class _Child:
    """One running uno_child.py and the pipe name its LibreOffice listens on."""

    process: subprocess.Popen[bytes]
    pipe: str
    pending: bytes = b""
    conversions: int = 0
    memory: int = 0
    owner: int = field(default_factory=os.getpid)

    def ask(self, timeout: float, **order: Any) -> dict[str, Any]:
        """One line out, one line back."""
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as gone:
            raise _Gone from gone
        return self.next_line(timeout)

    def next_line(self, timeout: float) -> dict[str, Any]:
        assert self.process.stdout
        output = self.process.stdout.fileno()
        poller = select.poll()
        poller.register(output, select.POLLIN)
        give_up = time.monotonic() + timeout
        while b"\n" not in self.pending:
            if not poller.poll(max(0.0, give_up - time.monotonic()) * 1000):
                raise _TooSlow
            chunk = os.read(output, 65536)
            if not chunk:
                raise _Gone
            self.pending += chunk
        line, self.pending = self.pending.split(b"\n", 1)
        reply: dict[str, Any] = json.loads(line)
        return reply

    def is_worn(self, recycle_after: int) -> bool:
        return self.conversions >= recycle_after or self.memory > RECYCLE_ABOVE_MEGABYTES

    def stop(self, patience: float = SECONDS_TO_LEAVE) -> None:
        """Close the pipe, so that both leave by themselves; then end the whole process group for certain."""
        assert self.process.stdin and self.process.stdout
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        Path(f"/tmp/OSL_PIPE_{os.getuid()}_{self.pipe}").unlink(missing_ok=True)


class PdfMaker:
    """A warm LibreOffice with its own profile folder: `with PdfMaker(folder) as maker: maker.convert(docx)`.

    LibreOffice starts with the first conversion, is started again after a crash, and renewed after
    `recycle_after` conversions. Threads take turns; another process needs another folder: it waits
    `wait_for_folder` seconds for this one and is then refused (pdf_busy).
    """

    def __init__(
        self,
        profile_folder: Path,
        fonts_folder: Path | None = None,
        *,
        recycle_after: int = RECYCLE_AFTER,
        wait_for_folder: int = WAIT_FOR_FOLDER,
    ) -> None:
        self._folder = profile_folder.resolve()
        self._fonts_folder = fonts_folder
        self._recycle_after = recycle_after
        self._wait_for_folder = wait_for_folder
        self._child: _Child | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let LibreOffice go; the next conversion would start it again."""
        with self._turn:
            self._stop()

    def convert(self, docx: bytes, *, pdfa: bool = False, timeout: float | None = None) -> bytes:
        """The PDF (PDF/A-2b when `pdfa`) of a .docx; `timeout` in seconds, without LibreOffice's own start.

        Without `timeout` the size of the letter decides: half a minute to two minutes.

        Raises DocError: the guard's codes for a file that is no sound .docx, then pdf_unavailable,
        pdf_not_loaded, pdf_timeout, pdf_crashed (after one more try) or pdf_bad_output.
        """
        check_docx(docx)
        return self._convert(docx, timeout or _deadline(docx), pdfa=pdfa, names_places=False)

    def places(self, docx: bytes) -> dict[str, Place]:
        """Where the bookmarks of a .docx come to stand on its pages; errors as `convert`."""
        check_docx(docx)
        return named_places(self._convert(docx, _deadline(docx), pdfa=False, names_places=True))

    def _convert(self, docx: bytes, timeout: float, **order: bool) -> bytes:
        with self._turn:
            try:
                return self._convert_once(docx, timeout, order)
            except _Gone:
                self._stop(patience=0)
            try:
                return self._convert_once(docx, timeout, order)
            except _Gone:
                self._stop(patience=0)
                raise DocError("pdf_crashed") from None

    def _convert_once(self, docx: bytes, timeout: float, order: dict[str, bool]) -> bytes:
        child = self._ready_child()
        name = secrets.token_hex(8)
        source, target = self._folder / "work" / f"{name}.docx", self._folder / "work" / f"{name}.pdf"
        try:
            source.write_bytes(docx)
            reply = child.ask(timeout, source=str(source), target=str(target), **order)
            if reply["error"] == "crashed":
                raise _Gone
            if reply["error"]:
                raise DocError("pdf_not_loaded")
            child.conversions, child.memory = child.conversions + 1, reply["memory"]
            return _sound_pdf(target)
        except _TooSlow:
            self._stop(patience=0)
            raise DocError("pdf_timeout", seconds=round(timeout)) from None
        finally:
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def _ready_child(self) -> _Child:
        if self._child and (self._child.owner != os.getpid() or self._child.is_worn(self._recycle_after)):
            self._stop()
        if not self._child:
            self._child = _start_child(self._folder, self._fonts_folder, self._wait_for_folder)
        return self._child

    def _stop(self, patience: float = SECONDS_TO_LEAVE) -> None:
        if self._child and self._child.owner == os.getpid():  # A fork of us must not end our LibreOffice.
            self._child.stop(patience)
        self._child = None


def _start_child(folder: Path, fonts_folder: Path | None, wait_for_folder: int) -> _Child:
    """Start uno_child.py in a process group of its own and wait until its LibreOffice answers."""
    if why := why_not():
        raise DocError("pdf_unavailable", why=why)
    folder.mkdir(parents=True, exist_ok=True)
    pipe = f"intranet-{secrets.token_hex(8)}"
    environment = {"FONTCONFIG_FILE": str(write_fontconfig(folder, fonts_folder)), "HOME": str(folder)}
    environment |= {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    with open(folder / "child.log", "wb") as log:
        process = subprocess.Popen(
            [DEBIAN_PYTHON, str(UNO_CHILD), str(_soffice()), str(folder), pipe, str(wait_for_folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment, start_new_session=True,
        )  # fmt: skip
    child = _Child(process, pipe)
    try:
        state = child.next_line(wait_for_folder + SECONDS_TO_START).get("state")
    except (_Gone, _TooSlow):
        state = "failed"
    if state != "ready":
        child.stop(patience=0)
        raise DocError("pdf_busy" if state == "busy" else "pdf_no_start")
    return child


def _sound_pdf(path: Path) -> bytes:
    """The file's bytes, when it really is a PDF with pages: LibreOffice's own word is not enough."""
    pdf = path.read_bytes() if path.exists() else b""
    try:
        if pdf.startswith(b"%PDF-") and page_count(pdf) > 0:
            return pdf
    except DocError:
        pass
    raise DocError("pdf_bad_output")


def _deadline(docx: bytes) -> float:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        megabytes = sum(member.file_size for member in package.infolist() if member.filename.endswith(".xml")) / 1e6
    return min(MOST_SECONDS, SECONDS_FOR_ANY_LETTER + SECONDS_FOR_A_MEGABYTE * megabytes)


def is_available() -> bool:
    """Can this machine make PDFs?"""
    return not why_not()


def why_not() -> str:
    """'' when PDFs can be made; else, in Vietnamese, what is missing and what does not work without it."""
    missing = "libreoffice-writer-nogui" if not _soffice() else "python3-uno" if not _has_uno() else ""
    if not missing:
        return ""
    return (
        f"Máy chủ chưa có gói {missing} nên chưa tạo và xem trước được bản PDF. "
        "Tệp .docx vẫn tải về được; người quản trị cài gói này rồi khởi động lại."
    )


def _soffice() -> Path | None:
    command = shutil.which("soffice") or shutil.which("libreoffice")
    program = Path(command).resolve().with_name("soffice.bin") if command else None
    return program if program and program.exists() else None


@functools.lru_cache(maxsize=1)
def _has_uno() -> bool:
    probe = [DEBIAN_PYTHON, "-c", "import uno"]
    return Path(DEBIAN_PYTHON).exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0
