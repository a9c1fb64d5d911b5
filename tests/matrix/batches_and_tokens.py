"""What the office of the matrix has besides: a batch of letters in every state, and a program's token."""

from types import SimpleNamespace
from typing import Any

from intranet.accounts.models import SigningAuthority
from intranet.api import service as api
from intranet.api.rules import Scope
from intranet.batches import service as batches
from intranet.batches.service.making import stop
from intranet.core.clock import today
from intranet.core.db import session, transaction
from tests.batches.conftest import Batches

Ids = dict[str, dict[str, Any]]


def add_batches(ids: Ids, cast: SimpleNamespace, signing: SigningAuthority) -> None:
    """A batch in every state; the one with numbers is made when the worker runs."""
    office = Batches(cast, signing)
    found = {"preparing": office.begun(), "approved": office.approved(), "made": office.numbered()}
    found |= {"stopped": office.numbered(), "cancelled": office.begun()}
    with transaction():
        stop(found["stopped"], "LibreOffice không chạy.")
        batches.cancel(found["cancelled"], cast.clerk, "Thôi làm")
    ids["batch"] |= {name: batch.id for name, batch in found.items()}


def add_token(ids: Ids, person: Any) -> None:
    """A token, and a letter that a program asked for with it."""
    with transaction():
        token, _ = api.make(person, name="Kế toán", scopes=[Scope.RENDER], expires_on=today())
        rendering = api.ask_for_pdf(person, "giay_moi", b"docx")
        session.flush()
        ids["token"]["staff"], ids["rendering"]["staff"] = token.id, rendering.id
