"""Handing one message to the office's mail server, with three ends told apart: sent, not sent, not known."""

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from flask import current_app

from intranet.settings import MailSettings

SECONDS = 30


def megabytes(count: int) -> str:
    """A size in bytes as people read it: "1,2 MB"."""
    return f"{count / 1e6:.1f} MB".replace(".", ",")


BYTES_OF_AN_ENCODED_WORD = 40  # with the header's name before the first they fit a line of 78


class WholeWords(EmailPolicy):
    """Headers as they go over the line. Python's own folding loses the blank between two words of a long Vietnamese
    subject or name whenever its line ends there (3.11); here a line ends after a word with its blank."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header with its name and line end."""
        if name == "Subject" and not value.isascii():
            return self._line(name, self._words(str(value)))
        addresses: Sequence[Address] = getattr(value, "addresses", ())
        if len(addresses) == 1 and not addresses[0].display_name.isascii():
            words = self._words(addresses[0].display_name)
            return self._line(name, f"{words}{self.linesep} <{addresses[0].addr_spec}>")
        return super().fold_binary(name, value)

    def _words(self, text: str) -> str:
        """The text as encoded words (RFC 2047), a line each."""
        parts, room = [""], BYTES_OF_AN_ENCODED_WORD
        for word in re.findall(r"\S{1,12}\s*|\s+", text):
            if parts[-1] and len((parts[-1] + word).encode()) > room:
                parts.append("")
            parts[-1] += word
        encoded = (f"=?utf-8?b?{b64encode(part.encode()).decode('ascii')}?=" for part in parts)
        return f"{self.linesep} ".join(encoded)

    def _line(self, name: str, text: str) -> bytes:
        return f"{name}: {text}{self.linesep}".encode("ascii")


ON_THE_LINE = WholeWords(linesep="\r\n")


class NotSent(Exception):
    """The server did not take the message; `for_good` when trying again cannot help (no such address)."""

    def __init__(self, reason: str, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class NotKnown(Exception):
    """The line broke while the text was on its way: the server may have taken it or not."""


def mail_settings() -> MailSettings:
    """The mail server of this machine."""
    settings: MailSettings = current_app.extensions["settings"].mail
    return settings


def base_address() -> str:
    """What people type to come here, without a slash at the end; "" while nobody has said."""
    return str(current_app.extensions["settings"].address).rstrip("/")


def send(message: EmailMessage, receiver: str, may_go: Callable[[], bool]) -> bool:
    """Hand the message to the server; gives False when `may_go`, asked right before the text goes out, says no.

    Raises NotSent or NotKnown.
    """
    settings, text = mail_settings(), message.as_bytes(policy=ON_THE_LINE)
    try:
        server = _connected(settings)
    except (OSError, UnicodeError) as error:  # smtplib's own errors are OSErrors; a password it cannot write is not
        raise NotSent(_reason(error)) from error
    try:
        _fits(server, len(text))
        _accepted(server.mail(settings.sender), for_good=False)
        _accepted(server.rcpt(receiver), for_good=True)
    except NotSent:
        server.close()
        raise
    except OSError as error:
        server.close()
        raise NotSent(_reason(error)) from error
    try:
        if not may_go():
            return False
        _accepted(server.data(text), for_good=True)
    except smtplib.SMTPDataError as error:  # the server answered: it does not want the text
        raise NotSent(_reason(error), for_good=error.smtp_code >= 500) from error
    except OSError as error:
        raise NotKnown(_reason(error)) from error
    finally:
        server.close()
    return True


def _connected(settings: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.ca_file:
        context.load_verify_locations(settings.ca_file)
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.server, settings.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(settings.server, settings.port, timeout=SECONDS)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.security == "starttls":
            server.starttls(context=context)
            server.ehlo()
        if settings.user:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _fits(server: smtplib.SMTP, size: int) -> None:
    """Refuse for good what the server has just said is too large for it (SIZE, RFC 1870)."""
    most = server.esmtp_features.get("size", "")
    if most.isdecimal() and 0 < int(most) < size:
        raise NotSent(f"Thư {megabytes(size)}, máy chủ thư chỉ nhận đến {megabytes(int(most))}.", for_good=True)


def _accepted(answer: tuple[int, bytes], for_good: bool) -> None:
    code, words = answer
    if code >= 400:
        reason = f"{code} {words.decode(errors='replace')}"
        raise NotSent(reason, for_good=for_good and code >= 500)


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]
