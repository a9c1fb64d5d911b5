"""The blueprint of the pages of incoming letters, and what its views share."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from intranet.accounts import queries as accounts
from intranet.accounts.models import Issuer
from intranet.core.clock import today
from intranet.incoming.models import IncomingLetter

bp = Blueprint("incoming", __name__)


def to_letter(letter: IncomingLetter, said: str = "") -> Any:
    """Back to the letter, with a word about what was done."""
    if said:
        flash(said, "success")
    return redirect(url_for("incoming.letter", letter_id=letter.id), 303)


def working_issuers() -> list[Issuer]:
    """The issuers whose books are open, the office itself first."""
    return [issuer for issuer in accounts.agencies() if issuer.closed_on is None or issuer.closed_on > today()]
