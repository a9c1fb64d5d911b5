"""An office whose machine knows a mail server, and people with addresses."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.core.db import session, transaction
from intranet.settings import MailSettings
from tests.plans.conftest import Plans
from tests.support.mail_server import MailServer, running
from tests.support.office import Office

ADDRESS = "https://noibo.example.vn"


def use_mail_server(app: Flask, port: int, **more: Any) -> None:
    """As if settings.toml named this server."""
    facts = {"server": "127.0.0.1", "security": "none", "sender": "noibo@lmhtx.example.vn", **more}
    mail = MailSettings(port=port, **facts)
    app.extensions["settings"] = replace(app.extensions["settings"], mail=mail, address=ADDRESS + "/")


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    cast = office.cast()
    with transaction():
        for name in ("head", "clerk", "staff", "admin"):
            person = getattr(cast, name)
            person.email = f"{person.username}@lmhtx.example.vn"
        session.add_all([cast.head, cast.clerk, cast.staff, cast.admin])
    return cast


@pytest.fixture
def plans(cast: SimpleNamespace) -> Plans:
    return Plans(cast)


@pytest.fixture
def mail_server(app: Flask) -> Iterator[MailServer]:
    """A mail server that takes everything, and the program knowing it."""
    with running(MailServer()) as server:
        use_mail_server(app, server.port)
        yield server
