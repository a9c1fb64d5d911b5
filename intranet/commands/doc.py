"""`flask doc list` and `flask doc render`: letters from files of facts, without the web and without a database."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from intranet.core.clock import today
from intranet.docservice.catalogue import Catalogue, load_catalogue
from intranet.docservice.command import Order, carry_out, error_lines, list_lines
from intranet.docservice.errors import DocError
from intranet.settings import Settings

WRONG_FACTS = 2
FILE = click.Path(path_type=Path, dir_okay=False)

doc = AppGroup("doc", help="Letters from files of facts.")


@doc.command("list")
def list_templates() -> None:
    """The templates there are."""
    for line in list_lines(known_catalogue()):
        click.echo(line)


@doc.command("render")
@click.argument("template")
@click.argument("facts", type=FILE)
@click.option("-o", "--output", required=True, type=FILE, help="Where the .docx goes.")
@click.option("--pdf", type=FILE, help="Where a PDF of it goes.")
def render(template: str, facts: Path, output: Path, pdf: Path | None) -> None:
    """Fill TEMPLATE with FACTS (.json or .toml); a wrong fact is named and the exit status is 2."""
    fonts_folder = known_settings().fonts_folder
    try:
        carry_out(Order(template, facts, output, pdf, today().year, fonts_folder), known_catalogue())
    except DocError as error:
        for line in error_lines(error):
            click.echo(line, err=True)
        sys.exit(WRONG_FACTS)


def known_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def known_catalogue() -> Catalogue:
    return load_catalogue(known_settings().templates_folder)
