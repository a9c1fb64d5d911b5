"""`flask prepare`: what a start needs before anybody comes: the database of this version, and somebody in it."""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from intranet.commands import demo

KNOWN_PASSWORDS = (
    "CHÚ Ý: các tài khoản minh họa có mật khẩu ai cũng biết, mà địa chỉ này máy khác vào được.\n"
    "Chỉ dùng để xem thử; khi làm việc thật, bắt đầu với một thư mục instance mới."
)


@click.command("prepare")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the office will be served.")
@with_appcontext
def prepare(host: str) -> None:
    """Bring the database to this version, and say the demonstration accounts where there are any.

    Where only this machine can come in, an empty database gets the demonstration office: its passwords are known.
    """
    upgrade()
    if is_loopback(host):
        is_loaded = demo.load_if_empty()
        click.echo("Đã nạp cơ quan minh họa." if is_loaded else "Cơ sở dữ liệu đã có người dùng: giữ nguyên.")
    if accounts := demo.account_lines():
        click.echo("\n" + "\n".join(accounts))
        if not is_loopback(host):
            click.echo("\n" + KNOWN_PASSWORDS)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    return host in ("localhost", "::1") or host.startswith("127.")
