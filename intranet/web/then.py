"""Going on: a form on the page of one of several waiting things leads to the next of them, not back to its own."""

from flask import Response, g, request, url_for

FIELD = "_then"
LONGEST = 40
# The page that knows what is next, by name: it stands above every feature.
NEXT = "home.next_decision"


def go_on_with(key: str) -> None:
    """Every form of this page that asks or acts goes on with the thing of this key."""
    g.then = key


def then_key() -> str:
    """What the forms of this page carry: set by it, or brought by the address or by the form that came back."""
    return str(g.get("then") or request.values.get(FIELD, ""))[:LONGEST]


def lead_on(response: Response) -> None:
    """After an act that was done (303), lead to the next thing when its form says so."""
    key = request.form.get(FIELD, "")[:LONGEST]
    if key and response.status_code == 303:
        response.location = url_for(NEXT, at=key)
