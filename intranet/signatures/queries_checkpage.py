"""Reading codes of sealed letters and how often an address was wrong."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from intranet.core.db import session
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.models_checkpage import LetterCode, WrongCode


def find_code(code: str) -> LetterCode | None:
    """The letter's code, if there is such a one."""
    return session.get(LetterCode, code) if code else None


def code_of(copy: ElectronicCopy) -> str:
    """The code of a sealed copy; "" before it is sealed."""
    return session.scalar(select(LetterCode.code).where(LetterCode.copy_id == copy.id)) or ""


def wrong_codes_since(address: str, moment: datetime) -> Sequence[datetime]:
    """When an address asked with codes nobody has."""
    return session.scalars(select(WrongCode.at).where(WrongCode.address == address, WrongCode.at > moment)).all()
