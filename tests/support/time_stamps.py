"""A real time stamping authority on this machine: OpenSSL's answers over HTTP, and the ways it can misbehave."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from intranet.docservice.signing.demonstration import Holder, pem

CONFIGURATION = """\
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.4146.2.3
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
REFUSED = bytes.fromhex("30053003020102")  # PKIStatusInfo: rejection


class TimeStamps:
    """Answers each request with OpenSSL's own reply; `mood` is how it misbehaves, `asked` what it was sent."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder, self.mood, self.asked, self.port = folder, "", list[bytes](), 0
        folder.mkdir(exist_ok=True)
        key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "key.pem").write_bytes(key)
        (folder / "tsa.pem").write_bytes(pem(holder.certificate))
        (folder / "ca.pem").write_bytes(pem(holder.issuer))
        (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))
        (folder / "serial").write_text("01\n")
        self._one_at_a_time = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsa"

    def reply(self, request: bytes) -> tuple[int, bytes]:
        """Status and body."""
        self.asked.append(request)
        if self.mood:
            return {
                "broken": (503, b""),
                "elsewhere": (302, b""),
                "rubbish": (200, b"<html>"),
                "endless": (200, b"0" * 300_000),
                "refuses": (200, REFUSED),
            }[self.mood]
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "one", "-queryfile", "query"]
        command += ["-signer", "tsa.pem", "-inkey", "key.pem", "-chain", "ca.pem", "-out", "reply"]
        with self._one_at_a_time:
            (self.folder / "query").write_bytes(request)
            subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
            return 200, (self.folder / "reply").read_bytes()


@contextmanager
def running(authority: TimeStamps) -> Iterator[TimeStamps]:
    """The authority answering at 127.0.0.1; at its end nobody listens there any more."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = authority.reply(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", authority.address + "/other")
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", authority.port), Handler) as server:
        authority.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield authority
        finally:
            server.shutdown()
