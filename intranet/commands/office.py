"""`flask office`: the first admin of a real installation, and the way back in for one who forgot his password."""

import click
from flask import current_app
from flask.cli import AppGroup

from intranet.accounts import queries, service
from intranet.accounts.rules import Role, is_admin
from intranet.core.db import transaction
from intranet.core.errors import DomainError

office = AppGroup("office", help="The office's own installation.")


@office.command("add-admin")
@click.argument("username")
@click.option("--name", default="Quản trị viên", show_default=True, help="Shown to everybody.")
def add_admin(username: str, name: str) -> None:
    """Open an admin's account, and the office itself in an empty database; the first password is printed once."""
    try:
        with transaction():
            office_department = service.seed_office(current_app.extensions["settings"].first_office)
            facts = service.PersonFacts(
                username=username.lower(), name=name, post=name, department_id=office_department.id
            )
            newcomer = service.prepare(facts, [Role.ADMIN])
            service.make_person(newcomer, None)
    except DomainError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    _show(newcomer.facts.username, newcomer.password)


@office.command("reset-admin")
@click.argument("username")
def reset_admin(username: str) -> None:
    """Give an admin a new first password and unlock the account."""
    with transaction():
        person = queries.find_person(username)
        if person is None or not is_admin(person):
            raise click.ClickException(f"Không có người quản trị nào tên đăng nhập {username}.")
        password = service.reset_password(person, None)
    _show(username.lower(), password)


def _show(username: str, password: str) -> None:
    click.echo(f"Tên đăng nhập: {username}\nMật khẩu lần đầu (chỉ hiện lần này): {password}")
