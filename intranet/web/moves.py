"""The plain moves of a thing: each one POST, one permission and one function of the service, added from a list."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, flash
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.core.flow import Flow
from intranet.web.access import Loader, needs
from intranet.web.forms import Form, Lines, blame

Act = Callable[..., Any]


class NoteForm(Form):
    """A word with a move; whether it must be given, the move says."""

    note = Lines("Ghi chú", most=2000)


def add_moves(
    bp: Blueprint, address: str, permission: str, acts: Iterable[Act], do: Callable[[Act, Any], Any], **loader: Loader
) -> None:
    """A view for each act, called as the act is: POST `address`/<id>/<name> asks for `permission`.<name>.

    `task=queries.get_task` names the thing and loads it; `do(act, thing)` makes the move and answers.
    """
    (thing,) = loader
    for act in acts:
        name = act.__name__

        def make_move(act: Act = act, **things: Any) -> Any:
            return do(act, things[thing])

        view = needs(f"{permission}.{name}", in_steps=False, noting=None, **loader)(make_move)
        bp.add_url_rule(f"{address}/<int:{thing}_id>/{name}", name, view, methods=["POST"])


def move_with_note(
    act: Act, thing: Any, *, flow: Flow, page: Callable[[Any, str, Form], str], back: Callable[[Any], Any]
) -> Any:
    """Make the move with the word typed beside it and go `back`; a note that cannot be taken opens its form again.

    `page(thing, name, form)` is the thing's page with the form of that move open.
    """
    name, form = act.__name__, NoteForm()
    try:
        if not form.validate():
            return page(thing, name, form), 422
        act(thing, current_user, form.note.data or "")
    except Invalid as problem:
        blame(form, problem)
        return page(thing, name, form), problem.status
    flash(f"Đã ghi: {flow.move(name).label.lower()}.", "success")
    return back(thing)
