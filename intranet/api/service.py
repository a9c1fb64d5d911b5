"""Making and revoking tokens, and noting what programs ask for."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from intranet.api import queries
from intranet.api.models import ApiRendering, ApiToken
from intranet.api.rules import LONGEST_LIFE, MOST_TOKENS, Scope
from intranet.core import history
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes
from intranet.docservice.guard import KINDS
from intranet.printing.service import ask_for_files

PREFIX = "vb_"
SHOWN = 9
NOTE_USE_EVERY = timedelta(hours=1)


def make(actor: Any, *, name: str, scopes: Collection[Scope], expires_on: date) -> tuple[ApiToken, str]:
    """A new token of the actor, and its secret, which is told this once and never kept.

    Raises Invalid (field "scopes") for none, (field "expires_on") for a past day or one more than a year away.
    """
    if not scopes:
        raise Invalid("Hãy chọn ít nhất một việc.", field="scopes")
    if not today() <= expires_on <= today() + LONGEST_LIFE:
        raise Invalid("Ngày hết hạn phải từ hôm nay đến một năm sau.", field="expires_on")
    if sum(token.is_valid for token in queries.tokens_of(actor)) >= MOST_TOKENS:
        raise Refused(f"Bạn đã có {MOST_TOKENS} mã đang dùng được.", "Hãy thu hồi mã không dùng nữa.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        person_id=actor.id,
        name=name,
        digest=queries.digest_of(secret),
        beginning=secret[:SHOWN],
        scopes=" ".join(scope for scope in Scope if scope in scopes),
        expires_on=expires_on,
    )
    session.add(token)
    history.record(token, actor, "make", "tạo mã truy cập", note=name, scopes=token.scopes)
    return token, secret


def revoke(token: ApiToken, actor: Any) -> None:
    """From now on the token opens nothing; revoked twice is once."""
    session.flush()
    lock(token)
    if token.revoked_at is None:
        token.revoked_at = now()
        history.record(token, actor, "revoke", "thu hồi mã truy cập", note=token.name)


def needs_use_noted(token: ApiToken) -> bool:
    """Whether its last use was noted too long ago; once an hour is enough to know a token that nobody uses."""
    return token.used_at is None or now() - token.used_at > NOTE_USE_EVERY


def note_use(token: ApiToken) -> None:
    """The token was used just now."""
    token.used_at = now()


def ask_for_pdf(person: Any, template_id: str, docx: bytes) -> ApiRendering:
    """Keep a rendered letter and ask the worker for its PDF."""
    rendering = ApiRendering(
        person_id=person.id, template_id=template_id, docx_sha256=keep_bytes(docx, KINDS["docx"].media_type)
    )
    session.add(rendering)
    ask_for_files(rendering)
    return rendering
