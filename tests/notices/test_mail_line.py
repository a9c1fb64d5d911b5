"""The line to the mail server: encrypted where asked, to a server one trusts, no mail too large for it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core import jobs as queue
from intranet.core.db import session, transaction
from intranet.notices import service
from intranet.notices.models import Mail
from intranet.notices.rules import MailState
from intranet.settings import SettingsError, load_settings
from tests.notices.conftest import use_mail_server
from tests.support.mail_server import Authority, MailServer, running


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def tried(app: Flask, cast: SimpleNamespace, server: MailServer, **settings: str) -> Mail:
    """A trial letter after one try."""
    use_mail_server(app, server.port, **settings)
    with transaction():
        service.try_out(cast.admin)
    queue.run_due()
    session.expire_all()
    return session.scalars(select(Mail)).one()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_signed_by_the_offices_own_authority_gets_the_letter_and_the_password(
    app: Flask, cast: SimpleNamespace, authority: Authority, security: str
) -> None:
    with running(MailServer(), **{security: authority.server()}) as server:
        mail = tried(
            app, cast, server, security=security, ca_file=str(authority.file), user="noibo", password="mat khau"
        )
    assert (mail.state, mail.reason) == (MailState.SENT, "")
    assert len(server.taken) == 1 and server.logins == [("noibo", "mat khau")]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(("address", "known"), [("127.0.0.1", False), ("127.0.0.2", True)])
def test_a_server_that_cannot_prove_itself_gets_nothing(
    app: Flask, cast: SimpleNamespace, authority: Authority, security: str, address: str, known: bool
) -> None:
    """Neither one signed by nobody we know, nor one that shows the certificate of another address."""
    with running(MailServer(), **{security: authority.server(address)}) as server:
        ca_file = str(authority.file) if known else ""
        mail = tried(app, cast, server, security=security, ca_file=ca_file, user="noibo", password="mat khau")
    assert mail.state == MailState.WAITING and "certificate verify failed" in mail.reason.lower()
    assert server.taken == [] and server.logins == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_without_encryption_gets_nothing_when_encryption_is_asked_for(
    app: Flask, cast: SimpleNamespace, security: str
) -> None:
    with running(MailServer()) as server:
        mail = tried(app, cast, server, security=security, user="noibo", password="mat khau")
    assert mail.state == MailState.WAITING and mail.reason
    assert server.taken == [] and server.logins == []


def test_a_letter_larger_than_the_server_says_it_takes_is_not_tried_again(app: Flask, cast: SimpleNamespace) -> None:
    with running(MailServer(), most=300) as server:
        mail = tried(app, cast, server)
    assert mail.state == MailState.FAILED and "máy chủ thư chỉ nhận đến 0,0 MB" in mail.reason
    assert server.taken == []


def test_an_authority_that_is_not_there_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'secret_key = "{"x" * 40}"\n[mail]\nca_file = "/khong/co.pem"\n')
    with pytest.raises(SettingsError, match="ca_file"):
        load_settings(tmp_path)
