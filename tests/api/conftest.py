"""A program with a token, and people in the office it acts for."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.accounts.models import Person
from intranet.api import service
from intranet.api.models import ApiToken
from intranet.api.routes.programs import operation
from intranet.api.rules import Scope
from intranet.core.clock import today
from intranet.core.db import transaction
from tests.support.office import Office
from tests.support.visitor import Browser


class Program:
    """Something that speaks HTTP with a token and holds no session."""

    def __init__(self, app: Flask, secret: str) -> None:
        self.client, self.secret = Browser(app, app.response_class), secret

    def send(self, method: str, path: str, **request: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.secret}", **request.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **request)


def token_for(person: Person, *scopes: Scope, expires_on: date | None = None) -> tuple[ApiToken, str]:
    """A token of this person; with all scopes unless some are named."""
    with transaction():
        return service.make(
            person, name="Phần mềm thử", scopes=scopes or tuple(Scope), expires_on=expires_on or today() + timedelta(9)
        )


@pytest.fixture
def cast(request: pytest.FixtureRequest, office: Office) -> SimpleNamespace:
    """Ask for `app` or `both_engines` first."""
    return office.cast()


@pytest.fixture
def program(app: Flask, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A program that acts for an official and may do all there is, as often as it likes."""
    monkeypatch.setattr(operation, "UNITS_A_MINUTE", 1_000_000_000)
    return Program(app, token_for(cast.staff)[1])
