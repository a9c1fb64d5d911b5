"""A real SMTP server on this machine: what it was sent, and the ways in which a server can misbehave."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class MailServer:
    """Keeps every message it took. `refuse` answers RCPT or DATA with these words; `hold` waits inside DATA."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.receivers: list[list[str]] = []
        self.logins: list[tuple[str, str]] = []
        self.refuse = {"RCPT": "", "DATA": ""}
        self.got_text, self.hold = threading.Event(), threading.Event()
        self.hold.set()
        self.port = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if self.refuse["RCPT"]:
            return self.refuse["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuse["DATA"]:
            return self.refuse["DATA"]
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.receivers.append(envelope.rcpt_tos)
        self.got_text.set()
        await server.loop.run_in_executor(None, self.hold.wait, 60)
        return "250 OK"

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        self.logins.append((data.login.decode(), data.password.decode()))  # type: ignore[attr-defined]
        return AuthResult(success=True)


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(server: MailServer, port: int = 0) -> Iterator[MailServer]:
    """The server answering at 127.0.0.1; at its end nobody listens there any more."""
    server.port = port or free_port()
    controller = Controller(
        server, "127.0.0.1", server.port, ready_timeout=60, authenticator=server.login, auth_require_tls=False
    )
    controller.start()
    try:
        yield server
    finally:
        server.hold.set()
        controller.stop()
