"""One waiting thing a page: its image, the checks, the buttons; after each act the next one comes up."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import people_of
from intranet.accounts.rules import is_leader
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.documents import queries as documents
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.queries.gate import gate_of
from intranet.documents.routes.files import page_urls
from intranet.documents.rules import CHECK_LABELS, FLOW, standing_check
from intranet.home.decisions import LABELS, Decision, decisions_of, following, place_of
from intranet.home.routes.blueprint import bp
from intranet.incoming import queries as incoming
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.files import page_urls as arrived_pages
from intranet.incoming.rules import FLOW as ARRIVAL_FLOW
from intranet.incoming.rules import State as ArrivalState
from intranet.incoming.service import is_for
from intranet.plans import queries as plans
from intranet.plans.models import Task
from intranet.plans.rules import EXTENSION_FLOW, TASK_FLOW, ExtensionState
from intranet.web.access import needs
from intranet.web.then import go_on_with


@bp.get("/decide")
@needs("home.view")
def next_decision() -> Any:
    """The thing asked for when it still waits, else the first that does."""
    queue = _queue()
    if not queue:
        flash("Không còn việc nào chờ bạn quyết định.", "success")
        return redirect(url_for("home.index"))
    return redirect(queue[place_of(queue, request.args.get("at", "")) or 0].url)


@bp.get("/decide/letters/<int:document_id>")
@needs("document.view_work", noting=service.note_reading, document=documents.get_document)
def decide_letter(document: Document) -> Any:
    """Sign it, or answer for its content, or send it back."""
    moves = {move.name: move for move in FLOW.open_to(current_user, document)}
    act = next((moves[name] for name in ("sign", "check_content") if name in moves), None)
    return _page(
        "home/decide_letter.html",
        Decision("sign", "letter", document),
        document=document,
        act=act,
        reasons=FLOW.reasons_against(act.name, document) if act else [],
        may_send_back=act is not None and "send_back" in moves,
        checks=[(label, standing_check(document, kind)) for kind, label in CHECK_LABELS.items()],
        gate=gate_of(document),
        pages=page_urls(document),
    )


@bp.get("/decide/incoming/<int:letter_id>")
@needs("incoming.view", letter=incoming.get_letter)
def decide_arrival(letter: IncomingLetter) -> Any:
    """Say who handles it, or as a head take it; or give it back."""
    moves = {move.name: move for move in ARRIVAL_FLOW.open_to(current_user, letter)}
    waits = letter.state == ArrivalState.PRESENTED
    return _page(
        "home/decide_arrival.html",
        Decision("direct", "arrival", letter),
        letter=letter,
        directs=waits and "direct" in moves and is_leader(current_user),
        is_unseen=any(one.seen_at is None and is_for(current_user, one) for one in letter.forwardings),
        back=next((moves[name] for name in ("send_back", "give_back") if name in moves), None),
        pages=arrived_pages(letter),
    )


@bp.get("/decide/tasks/<int:task_id>")
@needs("task.view", task=plans.get_task)
def decide_task(task: Task) -> Any:
    """Confirm it, give it more time, or take it on; or say why not."""
    asked = next((one for one in task.extensions if one.state == ExtensionState.ASKED), None)
    moves = {move.name: move for move in TASK_FLOW.open_to(current_user, task)}
    return _page(
        "home/decide_task.html",
        Decision("confirm", "task", task),
        task=task,
        moves=moves,
        extension=asked,
        answers={move.name: move for move in EXTENSION_FLOW.open_to(current_user, asked)} if asked else {},
        members=people_of(task.lead_id) if "accept" in moves else (),
        reported=next((entry.note for entry in history_of(task) if entry.act == "report"), ""),
        given=[proof for proof in task.evidence if proof.withdrawn_at is None],
    )


def _page(template: str, decision: Decision, **facts: Any) -> str:
    queue = _queue()
    place = place_of(queue, decision.key)
    go_on_with(following(queue, decision.key))
    return render_template(
        template,
        label=LABELS[queue[place].reason] if place is not None else "",
        place=place,
        count=len(queue),
        skip=url_for("home.next_decision", at=following(queue, decision.key)) if len(queue) > 1 else "",
        **facts,
    )


def _queue() -> list[Decision]:
    letters, arrived = documents.waiting_for(current_user), incoming.waiting_for(current_user)
    return decisions_of(letters, arrived, plans.my_work(current_user, today()))
