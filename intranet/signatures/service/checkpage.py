"""Codes of sealed letters for their printed copies, and the guard against guessing them."""

from datetime import timedelta

from sqlalchemy import delete

from intranet.accounts.lockout import Limit, minutes_locked, network_of
from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.models.checkpage import LetterCode, WrongCode
from intranet.signatures.queries import checkpage as queries
from intranet.signatures.rules.checkpage import new_code

# A person mistypes a few times; a whole office may share one address.
WRONG_CODES = Limit(20, timedelta(minutes=15))


def give_code(copy: ElectronicCopy) -> str:
    """The code of a sealed copy, made once, in the transaction that seals it."""
    known = queries.code_of(copy)
    if known:
        return known
    session.add(made := LetterCode(code=new_code(), copy_id=copy.id))
    session.flush()
    return made.code


def minutes_to_wait(address: str | None) -> int:
    """How long an address that guessed too often has to wait; 0 when it may ask."""
    network, moment = network_of(address), now()
    return minutes_locked(WRONG_CODES, queries.wrong_codes_since(network, moment - WRONG_CODES.within), moment)


def note_wrong_code(address: str | None) -> None:
    """Count a code nobody has, in a transaction of its own; what is a day old is forgotten."""
    with transaction():
        session.execute(delete(WrongCode).where(WrongCode.at < now() - timedelta(days=1)))
        session.add(WrongCode(address=network_of(address)))
