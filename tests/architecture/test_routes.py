"""Every address states who may reach it, in the one table of permissions."""

from flask import Flask

from intranet.core.permissions import TABLE
from intranet.web.access import PUBLIC, SIGNED_IN

# Without signing in: the door itself, the way out, the question whether the program runs, a person's feed, whose
# secret address is the key (a telephone cannot sign in), and the check of a printed letter by the code on it.
OPEN_TO_ALL = {
    "healthz", "accounts.sign_in", "accounts.sign_in_now", "accounts.sign_out", "agenda.read_feed",
    "signatures.check_code", "signatures.check_letter",
}  # fmt: skip


def test_every_route_states_a_known_permission(app: Flask) -> None:
    stated = {
        rule.endpoint: getattr(app.view_functions[rule.endpoint], "permission", None)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    }
    known = {PUBLIC, SIGNED_IN, *TABLE}
    assert {endpoint: name for endpoint, name in stated.items() if name not in known} == {}


def test_only_the_door_is_open_to_all(app: Flask) -> None:
    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "permission", None) == PUBLIC
    }
    assert public == OPEN_TO_ALL


def test_no_address_changes_anything_by_being_read(app: Flask) -> None:
    """One method for reading and one for doing: no PUT or DELETE that a plain form cannot send."""
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}
