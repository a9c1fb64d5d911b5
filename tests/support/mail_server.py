"""A real SMTP server on this machine: what it was sent, and the ways in which a server can misbehave."""

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


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
def running(
    server: MailServer,
    port: int = 0,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    most: int = 33_554_432,
) -> Iterator[MailServer]:
    """The server answering at 127.0.0.1; at its end nobody listens there any more. `starttls` is offered and asked
    for, `tls` is spoken from the first byte on; `most` is the largest message it says it takes."""
    server.port = port or free_port()
    controller = Controller(
        server, "127.0.0.1", server.port, ready_timeout=60, ssl_context=tls, authenticator=server.login,
        auth_require_tls=False, tls_context=starttls, require_starttls=starttls is not None, data_size_limit=most,
    )  # fmt: skip
    controller.start()
    try:
        yield server
    finally:
        server.hold.set()
        controller.stop()


class Authority:
    """A certificate authority of one's own, as an office has whose mail server stands in its own house."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA của cơ quan")])
        self._certificate = self._signed(self._name, self._key, x509.BasicConstraints(ca=True, path_length=0))
        self.file = folder / "ca.pem"
        self.file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def _signed(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *extensions: x509.ExtensionType
    ) -> x509.Certificate:
        day = datetime.datetime.now(datetime.UTC)
        made = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(day - datetime.timedelta(days=1)).not_valid_after(day + datetime.timedelta(days=9))
        for extension in extensions:
            made = made.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return made.sign(self._key, hashes.SHA256())

    def server(self, address: str = "127.0.0.1") -> ssl.SSLContext:
        """What a server at this address shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        there = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        both = self._folder / f"{address}.pem"
        shown = self._signed(name, key, there).public_bytes(serialization.Encoding.PEM)
        both.write_bytes(key.private_bytes(*plain) + shown)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(both)
        return context
