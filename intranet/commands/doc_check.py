"""`flask doc check` and `flask doc mend`: letters from anywhere against Decree 30, without the web and a database."""

import json
import sys
from collections import Counter
from pathlib import Path

import click

from intranet.commands.doc import FILE, doc
from intranet.docservice.check.annotate import annotate
from intranet.docservice.check.profile import PROFILES
from intranet.docservice.check.report import VERDICT_WORDS, WEIGHT_WORDS, Report
from intranet.docservice.check.run import check
from intranet.docservice.check.table import table_lines
from intranet.docservice.command import read_file, write_file
from intranet.docservice.errors import DocError
from intranet.docservice.mend import mend

UNREADABLE = 2
profile_option = click.option("--profile", "profile_id", type=click.Choice(list(PROFILES)), default="nd30-2020")


@doc.command("check")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object (a list of them for several files).")
@profile_option
@click.option("--annotate", "annotated", type=FILE, help="Write the same file with a comment at each finding.")
def check_letters(files: tuple[Path, ...], as_json: bool, profile_id: str, annotated: Path | None) -> None:
    """Check Word FILES, or all of a folder; exit status 0 nothing wrong, 1 something, 2 unreadable or no letter."""
    paths = _letters_in(files)
    if annotated and len(paths) > 1:
        raise click.UsageError("--annotate takes one file")
    worst, reports, counted = 0, [], Counter[str]()
    for number, path in enumerate(paths, 1):
        _progress(number, len(paths), path)
        try:
            docx = read_file(path)
            report = check(docx, PROFILES[profile_id])
            if annotated:
                write_file(annotated, annotate(docx, PROFILES[profile_id]))
        except DocError as error:
            click.echo(f"{path.name}: {error.sentence}", err=True)
            reports.append({"file": path.name, "error": error.sentence})
            worst = UNREADABLE
            counted["Không đọc được"] += 1
            continue
        worst = max(worst, report.exit_status)
        counted[VERDICT_WORDS[report.verdict]] += 1
        reports.append(report.as_json() | ({"file": path.name} if len(paths) > 1 else {}))
        if not as_json:
            _print(path, report)
        elif report.exit_status == UNREADABLE:
            click.echo(report.reason, err=True)
    if as_json and (len(paths) > 1 or "error" not in reports[0]):
        click.echo(json.dumps(reports if len(paths) > 1 else reports[0], ensure_ascii=False, indent=2))
    if len(paths) > 1:
        told = ", ".join(f"{count} {word.lower()}" for word, count in counted.most_common())
        click.echo(f"{len(paths)} tệp: {told}", err=as_json)
    sys.exit(worst)


def _letters_in(files: tuple[Path, ...]) -> list[Path]:
    """The files named, and the Word files of the folders named; Word's own lock files ("~$…") are none."""
    found: list[Path] = []
    for path in files:
        inside = (
            sorted(one for one in path.rglob("*.docx") if not one.name.startswith("~$")) if path.is_dir() else [path]
        )
        if not inside:
            raise click.UsageError(f"{path}: không có tệp .docx nào")
        found += inside
    return found


def _progress(number: int, total: int, path: Path) -> None:
    """On a terminal one line that counts, elsewhere a line now and then."""
    if total < 2:
        return
    if sys.stderr.isatty():
        click.echo(f"\r{number}/{total} {path.name}\x1b[K", err=True, nl=number == total)
    elif number % max(1, total // 10) == 0:
        click.echo(f"{number}/{total}", err=True)


@doc.command("mend")
@click.argument("file", type=FILE)
@click.option("-o", "--output", required=True, type=FILE, help="Where the mended .docx goes.")
@profile_option
def mend_letter(file: Path, output: Path, profile_id: str) -> None:
    """Mend what is mechanical in a Word FILE; its words stay."""
    try:
        mended = mend(read_file(file), PROFILES[profile_id])
        write_file(output, mended.docx)
    except DocError as error:
        click.echo(error.sentence, err=True)
        sys.exit(UNREADABLE)
    for finding in mended.repaired:
        click.echo(f"Đã sửa {finding.code}: {finding.place}: {finding.found} → {finding.expected}")
    if not mended.repaired:
        click.echo("Không có gì sửa được bằng máy.")


@doc.command("rules")
def list_rules() -> None:
    """The rules of the checker, as the table of docs/checker.md."""
    for line in table_lines():
        click.echo(line)


def _print(path: Path, report: Report) -> None:
    click.echo(f"{path.name}: {VERDICT_WORDS[report.verdict]} ({report.profile})")
    if report.reason:
        click.echo(f"  {report.reason}")
    for finding in report.findings:
        mendable = " [sửa được]" if finding.mendable else ""
        click.echo(f"  {WEIGHT_WORDS[finding.weight]}: {finding.place}: {finding.found} → {finding.expected}")
        click.echo(f"      {finding.code}, {finding.article}{mendable}")
