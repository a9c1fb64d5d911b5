"""Who reaches a view: every route states its permission here, and every POST is one transaction, made once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app, make_response, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from intranet.core import permissions
from intranet.core.db import transaction
from intranet.web import once, then

View = Callable[..., Any]
Loader = Callable[[int], Any]

PUBLIC = "public"
SIGNED_IN = "signed_in"


class _Undo(Exception):
    """Carries a page out of a transaction that must not be kept."""

    def __init__(self, response: Response) -> None:
        self.response = response


def needs(
    permission: str, *, in_steps: bool = False, noting: Callable[[Any, Any], None] | None = None, **loaders: Loader
) -> Callable[[View], View]:
    """State what a view asks for, and load what it works on.

    `@needs("task.view", task=queries.get_task)` turns the address's `task_id` into `task`. The first loaded
    thing is what the permission is asked about. A POST runs whole inside one transaction: things are loaded and
    the permission checked under its lock, a page of status 400 or more undoes it, and the same form sent twice
    is done once. With `in_steps` the view does its slow part (a password's hash) before it takes the lock: it calls
    `submit` itself for the part that writes, or a service whose steps are transactions of their own.

    `noting` is told of each reading of a thing whose `reads_are_noted`: the one thing a GET may write.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if permission != PUBLIC and not current_user.is_authenticated:
                return current_app.extensions["login_manager"].unauthorized()

            def run() -> Any:
                things = {name: load(values.pop(f"{name}_id")) for name, load in loaders.items()}
                if permission not in (PUBLIC, SIGNED_IN):
                    permissions.require(current_user, permission, next(iter(things.values()), None))
                answer = view(**things, **values)
                if noting and request.method == "GET":
                    _note(noting, next(iter(things.values())), answer)
                return answer

            return run() if in_steps or request.method in ("GET", "HEAD", "OPTIONS") else submit(run)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _note(noting: Callable[[Any, Any], None], thing: Any, answer: Any) -> None:
    if thing.reads_are_noted and make_response(answer).status_code < 400:
        with transaction():
            noting(thing, current_user)


public = needs(PUBLIC)
signed_in = needs(SIGNED_IN)


def submit(run: Callable[[], Any]) -> Response:
    """Do what a form asks as one change, made once; gives its page, or leads where the first sending led."""
    # The body is read before the write lock is taken: a slow line must not hold up the office.
    mark = once.mark_of_request()
    try:
        with transaction():
            earlier = once.claim(mark)
            if earlier is not None:
                return redirect(earlier, 303)
            response = make_response(run())
            if response.status_code >= 400:
                raise _Undo(response)
            then.lead_on(response)
            # A page shown once (a first password) names in Content-Location where a second sending leads.
            once.done(mark, response.location or response.content_location or "")
    except _Undo as undo:
        return undo.response
    except once.SentTwice as twice:  # the first sending has just been committed
        return redirect(once.earlier_location(mark) or twice.location, 303)
    return response
