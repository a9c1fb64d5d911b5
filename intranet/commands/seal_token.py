"""`flask office seal-token`: the office's key is on a token at this machine, and never leaves it."""

import click

from intranet.accounts import queries
from intranet.commands.office import office
from intranet.core.db import transaction
from intranet.core.errors import DomainError, NotFound
from intranet.signatures import service


@office.command("seal-token")
@click.argument("username")
@click.option("--module", required=True, help="The PKCS#11 library of the token's maker.")
@click.option("--token", required=True, help="The token's label.")
@click.option("--key", "key_label", required=True, help="The label of key and certificate on the token.")
@click.option("--pin", prompt="Mã PIN", hide_input=True, help="Asked when left out; used once and kept nowhere.")
def seal_token(username: str, module: str, token: str, key_label: str, pin: str) -> None:
    """Let USERNAME, an admin, name the token that seals the office's letters."""
    try:
        with transaction():
            admin = queries.find_person(username)
            if admin is None:
                raise NotFound(f"Không có tài khoản {username}.")
            key = service.keep_seal_token(queries.main_issuer(), module, token, key_label, pin, admin)
            holder = key.certificate.holder
    except DomainError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"Văn bản của cơ quan được ký số bằng «{holder}» trên thiết bị «{token}».")
