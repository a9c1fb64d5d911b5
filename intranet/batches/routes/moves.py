"""The moves of a batch: each one address, one permission, one function."""

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user

from intranet.batches import queries, service
from intranet.batches.forms import SheetForm
from intranet.batches.models import Batch
from intranet.batches.routes.blueprint import bp
from intranet.batches.routes.view import batch_page, number_form
from intranet.batches.rules import FLOW, Numbering
from intranet.core.errors import Invalid
from intranet.web.access import needs
from intranet.web.forms import blame, upload
from intranet.web.moves import add_moves, move_with_note

PLAIN: tuple[Callable[..., Any], ...] = (
    service.approve,
    service.record_approved,
    service.issue,
    service.take_back,
    service.cancel,
)


def _move(act: Callable[..., Any], batch: Batch) -> Any:
    return move_with_note(act, batch, flow=FLOW, page=batch_page, back=_back)


add_moves(bp, "/batches", "batch", PLAIN, _move, batch=queries.get_batch)


@bp.post("/batches/<int:batch_id>/number")
@needs("batch.number", batch=queries.get_batch)
def number(batch: Batch) -> Any:
    form = number_form(batch, request.form)
    if form.validate() and form.day.data:
        try:
            service.number(batch, current_user, Numbering(form.numbering.data), form.day.data)
        except Invalid as problem:
            blame(form, problem)
        else:
            return _back(batch)
    return batch_page(batch, "number", form), 422


@bp.post("/batches/<int:batch_id>/sheet")
@needs("batch.send_sheet", batch=queries.get_batch)
def send_sheet(batch: Batch) -> Any:
    form = SheetForm()
    file, name = upload(form.sheet.data)
    try:
        service.send_sheet(batch, current_user, file=file, file_name=name)
    except Invalid as problem:
        blame(form, problem)
        return batch_page(batch, "send_sheet", form), problem.status
    return _back(batch)


@bp.post("/batches/<int:batch_id>/make_again")
@needs("batch.number", batch=queries.get_batch)
def make_again(batch: Batch) -> Any:
    service.make_again(batch, current_user)
    return _back(batch)


def _back(batch: Batch) -> Any:
    return redirect(url_for(".batch", batch_id=batch.id), 303)
