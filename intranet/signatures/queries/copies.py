"""Reading electronic copies made of paper."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.signatures.models.copies import DigitisedCopy

MOST = 200


def digitised_copies() -> Sequence[DigitisedCopy]:
    """The newest ones."""
    query = select(DigitisedCopy).options(joinedload(DigitisedCopy.by), joinedload(DigitisedCopy.issuer))
    return session.scalars(query.order_by(DigitisedCopy.id.desc()).limit(MOST)).all()


def get_digitised(copy_id: int) -> DigitisedCopy:
    """A copy, or NotFound."""
    found = session.get(DigitisedCopy, copy_id)
    if found is None:
        raise NotFound("Không tìm thấy bản sao điện tử này.")
    return found


def broken_digitised() -> Sequence[DigitisedCopy]:
    """Those whose file no longer verifies: an alarm."""
    return session.scalars(select(DigitisedCopy).where(DigitisedCopy.broken != "").order_by(DigitisedCopy.id)).all()


def unverified_digitised(moment: datetime) -> Sequence[int]:
    """Those that were not verified since a moment."""
    earlier = or_(DigitisedCopy.verified_at.is_(None), DigitisedCopy.verified_at < moment)
    return session.scalars(select(DigitisedCopy.id).where(earlier).order_by(DigitisedCopy.id)).all()
