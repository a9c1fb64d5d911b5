"""Reading codes of sealed letters and how often an address was wrong."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from intranet.accounts.lacking import ALSO_LACKING, Lack
from intranet.core.db import session
from intranet.core.mail import base_address
from intranet.signatures.models import ElectronicCopy, SealKey
from intranet.signatures.models.checkpage import LetterCode, WrongCode


def find_code(code: str) -> LetterCode | None:
    """The letter's code, if there is such a one."""
    return session.get(LetterCode, code) if code else None


def code_of(copy: ElectronicCopy) -> str:
    """The code of a sealed copy; "" before it is sealed."""
    return session.scalar(select(LetterCode.code).where(LetterCode.copy_id == copy.id)) or ""


def wrong_codes_since(address: str, moment: datetime) -> Sequence[datetime]:
    """When an address asked with codes nobody has."""
    return session.scalars(select(WrongCode.at).where(WrongCode.address == address, WrongCode.at > moment)).all()


def lacks(day: date) -> list[Lack]:
    """What printed copies still need: an address that their QR leads to."""
    if base_address() or session.scalar(select(SealKey.issuer_id).limit(1)) is None:
        return []
    return [Lack("Chưa ghi address trong settings.toml: mã QR trên bản in dẫn tới địa chỉ của máy đang mở trang.")]


ALSO_LACKING.append(lacks)
