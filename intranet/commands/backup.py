"""`flask backup FILE` while people work, `flask restore FILE` into an empty installation."""

import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from intranet.backup.restore import restore as restore_backup
from intranet.backup.save import save
from intranet.core.errors import DomainError
from intranet.web.filters import number, size

LOST = 3

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@with_appcontext
def backup(file: Path) -> None:
    """Save database and files into one FILE; people may go on working. Status 3: saved, but files were missing."""
    try:
        held = save(file.resolve())
    except DomainError as refusal:
        _refuse(refusal)
    click.echo(
        f"Đã sao lưu vào {file}: {number(held.rows)} dòng, {number(len(held.files))} tệp, "
        f"{size(file.stat().st_size)}. Đã kiểm tra lại toàn bộ mã SHA-256."
    )
    if held.lost:
        click.echo("CẢNH BÁO: kho tệp đã mất hoặc hỏng các tệp sau, nên bản sao lưu không có chúng:", err=True)
        for sha256 in held.lost:
            click.echo(f"  {sha256}", err=True)
        sys.exit(LOST)


@click.command("restore")
@click.argument("file", type=FILE)
@with_appcontext
def restore(file: Path) -> None:
    """Bring a backup FILE back, into an empty installation only; every hash is checked first."""
    try:
        held = restore_backup(file)
    except DomainError as refusal:
        _refuse(refusal)
    click.echo(f"Đã khôi phục {number(held.rows)} dòng và {number(len(held.files))} tệp, sao lưu lúc {held.made_at}.")
    if held.lost:
        click.echo(f"Bản sao lưu thiếu {len(held.lost)} tệp đã mất từ trước.", err=True)


def _refuse(refusal: DomainError) -> NoReturn:
    click.echo(" ".join(filter(None, (refusal.sentence, refusal.advice))), err=True)
    sys.exit(1)
