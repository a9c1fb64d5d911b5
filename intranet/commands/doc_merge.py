"""`flask doc merge`: a template and an Excel sheet make a letter for each row, without the web and a database."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from intranet.commands.doc import FILE, WRONG_FACTS, doc, known_catalogue, known_settings
from intranet.core.clock import today
from intranet.docservice.catalogue import Template
from intranet.docservice.command import read_facts, read_file, write_file
from intranet.docservice.errors import DocError
from intranet.docservice.merge.checked import CheckedSheet, check_sheet
from intranet.docservice.merge.columns import columns_of
from intranet.docservice.merge.run import make_letters, pack, plan_of
from intranet.docservice.merge.sheet import Sheet, read_sheet
from intranet.docservice.merge.sheets_made import example_sheet, returned_sheet
from intranet.docservice.pdf_pool import PdfPool

MOST_FAULTS_TOLD = 50


@doc.command("merge")
@click.argument("template")
@click.argument("rows", type=FILE, required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A folder, or a .zip, for the letters.")
@click.option("--facts", type=FILE, help="Facts common to all letters (.json or .toml).")
@click.option("--pdf", is_flag=True, help="A PDF of each letter too, and one of all for printing.")
@click.option("--two-sided", is_flag=True, help="In the PDF for printing each letter begins on a front side.")
@click.option("--example", type=FILE, help="Write the sheet to fill in, and nothing else.")
def merge(
    template: str,
    rows: Path | None,
    output: Path | None,
    facts: Path | None,
    pdf: bool,
    two_sided: bool,
    example: Path | None,
) -> None:
    """Make a letter of TEMPLATE for each row of ROWS.xlsx; the same command again goes on where it was stopped.

    Exit status 2: something in the sheet is wrong, each place is named, and the sheet is returned with its marks.
    """
    try:
        chosen = known_catalogue().get(template)
        if example:
            write_file(example, example_sheet(chosen))
            return
        if rows is None or output is None:
            raise click.UsageError("ROWS.xlsx and --output are needed, or --example.")
        _merge(chosen, rows, output, read_facts(facts) if facts else {}, pdf, two_sided)
    except DocError as error:
        click.echo(error.sentence, err=True)
        sys.exit(WRONG_FACTS)


def _merge(template: Template, rows: Path, output: Path, common: dict[str, Any], pdf: bool, two_sided: bool) -> None:
    sheet = read_sheet(read_file(rows), rows.name, columns_of(template))
    checked = check_sheet(template, sheet, common)
    for note in checked.notes:
        click.echo(f"Lưu ý: {note}", err=True)
    if checked.faults:
        _refuse(sheet, checked, output.with_name(f"{rows.stem}-can-sua.xlsx"))
    is_zip, year = output.suffix.lower() == ".zip", today().year
    folder = output.with_name(f"{output.stem}-dang-ghep") if is_zip else output
    plan = plan_of(template, sheet, checked.letters, year)
    with ExitStack() as stack:
        to_pdf = _pdf_maker(stack) if pdf else None
        before = make_letters(
            template, plan, folder, year=year, to_pdf=to_pdf, two_sided=two_sided, told=_progress(len(plan))
        )
    if is_zip:
        pack(folder, output)
    click.echo(f"Đã có {len(plan)} văn bản trong {output}" + (f" ({before} bản đã có từ trước)." if before else "."))


def _refuse(sheet: Sheet, checked: CheckedSheet, returned: Path) -> None:
    for fault in checked.faults[:MOST_FAULTS_TOLD]:
        click.echo(fault.line, err=True)
    if len(checked.faults) > MOST_FAULTS_TOLD:
        click.echo(f"… và {len(checked.faults) - MOST_FAULTS_TOLD} chỗ nữa.", err=True)
    write_file(returned, returned_sheet(sheet, checked.faults))
    click.echo(f"Chưa làm bản nào: {len(checked.faults)} chỗ cần sửa, đánh dấu trong {returned}", err=True)
    sys.exit(WRONG_FACTS)


def _pdf_maker(stack: ExitStack) -> Callable[[bytes], bytes]:
    folder = stack.enter_context(TemporaryDirectory(prefix="pdf-"))  # so that two runs never wait for each other
    return stack.enter_context(PdfPool(Path(folder), known_settings().fonts_folder)).convert


def _progress(total: int) -> Callable[[int, int, str], None]:
    """A line that counts: rewritten on a screen; in a log, one for each tenth."""
    on_screen = sys.stderr.isatty()

    def tell(done: int, total: int, what: str) -> None:
        if on_screen:
            click.echo(f"\r{what} {done}/{total}\x1b[K", err=True, nl=done == total)
        elif done == total or done % max(1, total // 10) == 0:
            click.echo(f"{what} {done}/{total}", err=True)

    return tell
