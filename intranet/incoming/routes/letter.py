"""One letter: where is it, who has to do what, and what is the next step?"""

from typing import Any

from flask import render_template
from flask_login import current_user

from intranet.core.history import history_of
from intranet.core.permissions import acting_for
from intranet.incoming import queries, service
from intranet.incoming.forms import PresentForm
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp
from intranet.incoming.routes.files import page_urls
from intranet.incoming.rules import FLOW
from intranet.incoming.steps import steps_of
from intranet.web.access import needs
from intranet.web.filters import moment


@bp.get("/incoming/<int:letter_id>")
@needs("incoming.view", letter=queries.get_letter)
def letter(letter: IncomingLetter) -> Any:
    """Everything about one letter."""
    moves = {move.name: move for move in FLOW.open_to(current_user, letter)}
    return render_template(
        "incoming/letter.html",
        letter=letter,
        pages=page_urls(letter),
        steps=steps_of(letter),
        moves=moves,
        reasons={name: FLOW.reasons_against(name, letter) for name in moves},
        unseen=any(one.seen_at is None and service.is_for(current_user, one) for one in letter.forwardings),
        standing_in=FLOW.acting_for(current_user, letter) or acting_for(current_user, "incoming.see", letter),
        present=PresentForm(formdata=None) if "present" in moves else None,
        lines=[
            {"who": line.who, "what": line.words, "when": moment(line.at), "note": line.note}
            for line in history_of(letter)
        ],
    )
