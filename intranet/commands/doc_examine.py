"""`flask doc examine`: everything wrong with a template's three files, without the web and a database."""

import sys
from pathlib import Path

import click

from intranet.commands.doc import FILE, doc
from intranet.docservice.catalogue import FILES, read_files
from intranet.docservice.clinic.faults import WEIGHT_WORDS
from intranet.docservice.clinic.marked import marked_copy
from intranet.docservice.clinic.trial import try_out
from intranet.docservice.command import write_file
from intranet.docservice.errors import DocError


@doc.command("examine")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--marked", type=FILE, help="Write the Word file with a comment at each fault.")
@click.option("--print", "printed", type=FILE, help="Write the example as it prints.")
def examine(folder: Path, marked: Path | None, printed: Path | None) -> None:
    """Examine the template of a FOLDER and try it out; exit status 0 it prints, 1 something must be mended."""
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise click.ClickException(f"Thiếu tệp {', '.join(missing)}.")
    files = read_files(folder)
    trial = try_out(folder.name, files)
    for fault in trial.faults:
        click.echo(f"{WEIGHT_WORDS[fault.weight]}: {fault}\n  {fault.why}\n  {fault.mend}")
    try:
        if marked:
            write_file(marked, marked_copy(files.docx, trial.faults))
        if printed and trial.letter:
            write_file(printed, trial.letter)
    except DocError as error:
        raise click.ClickException(error.sentence) from error
    sys.exit(0 if trial.is_sound else 1)
