"""Reading tokens and what programs asked for."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.api.models import ApiRendering, ApiToken
from intranet.core.db import session
from intranet.core.errors import NotFound


def get_token(token_id: int) -> ApiToken:
    """The token's row, or NotFound."""
    token = session.get(ApiToken, token_id)
    if token is None:
        raise NotFound("Không tìm thấy mã truy cập này.")
    return token


def tokens_of(person: Person) -> Sequence[ApiToken]:
    """A person's tokens, the newest first, revoked ones too."""
    return session.scalars(select(ApiToken).where(ApiToken.person_id == person.id).order_by(ApiToken.id.desc())).all()


def all_tokens() -> Sequence[ApiToken]:
    """Everybody's tokens, the newest first."""
    return session.scalars(select(ApiToken).order_by(ApiToken.id.desc())).all()


def token_of_secret(secret: str) -> ApiToken | None:
    """The token whose secret this is; one that does not hold any more is none."""
    token = session.scalars(select(ApiToken).where(ApiToken.digest == digest_of(secret))).one_or_none()
    return token if token is not None and token.is_valid and token.person.is_active else None


def digest_of(secret: str) -> str:
    """What is kept of a secret. It has 256 bits of chance, so one round of SHA-256 keeps it as well as many."""
    return sha256(secret.encode()).hexdigest()


def get_rendering(rendering_id: int) -> ApiRendering:
    """A letter a program asked for, or NotFound."""
    rendering = session.get(ApiRendering, rendering_id)
    if rendering is None:
        raise NotFound("Không tìm thấy bản này.")
    return rendering
