"""Time stamps (RFC 3161) from the one server outside that this program asks: the office's time stamping authority."""

import asyncio
import hashlib
import http.client
import secrets
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.trust import Trust

SECONDS = 10
LARGEST_ANSWER = 200_000
DIGEST = "sha256"


class _NowhereElse(urllib.request.HTTPRedirectHandler):
    """The admin named one server: an answer that leads to another one is none."""

    def redirect_request(self, *_: Any) -> None:
        return None


class TimestampServer(TimeStamper):
    """The office's time stamping authority; its address begins with http:// or https://, as RFC 3161 3.4 has it."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        super().__init__()
        self.address, self.seconds = address, seconds
        # No proxy of the environment either: only the server the admin named is asked.
        self._opener = urllib.request.build_opener(_NowhereElse(), urllib.request.ProxyHandler({}))

    async def async_request_tsa_response(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Its answer to a request. DocError stamp_no_answer, stamp_refused."""
        answer = await asyncio.to_thread(self._ask, request.dump())
        try:
            return tsp.TimeStampResp.load(answer, strict=True)
        except (ValueError, TypeError) as error:
            raise DocError("stamp_no_answer", why="trả lời không phải dấu thời gian") from error

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """The time stamp of a digest. DocError stamp_no_answer, stamp_refused."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DocError("stamp_refused") from error

    def _ask(self, request: bytes) -> bytes:
        asked = urllib.request.Request(
            self.address, request, {"Content-Type": "application/timestamp-query", "User-Agent": "intranet"}
        )
        try:
            with self._opener.open(asked, timeout=self.seconds) as answer:
                content: bytes = answer.read(LARGEST_ANSWER + 1)
        except urllib.error.HTTPError as error:
            raise DocError("stamp_no_answer", why=f"mã trả lời {error.code}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise DocError("stamp_no_answer", why="không kết nối được hoặc quá lâu") from error
        if len(content) > LARGEST_ANSWER:
            raise DocError("stamp_no_answer", why="trả lời quá lớn")
        return content


def try_server(server: TimestampServer, trust: Trust) -> datetime:
    """Ask for one stamp and judge it: the moment it says. DocError stamp_no_answer, stamp_refused, stamp_untrusted."""
    digest = hashlib.sha256(secrets.token_bytes(32)).digest()

    async def asked() -> TimestampSignatureStatus:
        token = await server.async_timestamp(digest, DIGEST)
        facts = await validate_tst_signed_data(token["content"], trust.context(), lambda _: digest)
        return TimestampSignatureStatus(**facts)

    status = apart(lambda: asyncio.run(asked()))
    if not (status.valid and status.intact and status.trusted):
        raise DocError("stamp_untrusted")
    moment: datetime = status.timestamp
    return moment
