"""`flask audit`: whether the log is whole, and the hash of a day to compare with a printed register."""

from datetime import datetime

import click
from flask.cli import AppGroup

from intranet.core import chain
from intranet.core.clock import today

audit = AppGroup("audit", help="The log of every act.")


@audit.command("verify")
@click.option("--day", metavar="DD/MM/YYYY", help="Also print the hash a register printed that day must show.")
def verify(day: str | None) -> None:
    """Read the whole chain; status 1 and the first broken line when one was changed, removed or swapped."""
    verdict = chain.verify()
    if verdict.broken:
        raise click.ClickException(f"Nhật ký bị phá vỡ sau {verdict.lines} dòng: {verdict.broken}.")
    click.echo(f"Nhật ký nguyên vẹn: {verdict.lines} dòng, mã cuối {verdict.last}.")
    if day is not None:
        _show(day)


@audit.command("hash")
@click.argument("day", default=lambda: f"{today():%d/%m/%Y}")
def hash_of(day: str) -> None:
    """The hash at the end of DAY (DD/MM/YYYY; today when none is given)."""
    _show(day)


def _show(day: str) -> None:
    try:
        found = chain.day_hash(datetime.strptime(day, "%d/%m/%Y").date())
    except ValueError as error:
        raise click.BadParameter("Hãy ghi ngày như 25/02/2026.") from error
    click.echo(f"Ngày {day}: dòng {found.seq}, mã {found.hash}")
