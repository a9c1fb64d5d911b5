"""`flask doc verify`: the signatures of any PDF, without the web and a database."""

import json
import sys
from pathlib import Path

import click
from flask import current_app

from intranet.commands.doc import FILE, doc
from intranet.docservice.command import read_file
from intranet.docservice.errors import DocError
from intranet.docservice.signing.trust import read_trust
from intranet.docservice.signing.verify import Report, verify
from intranet.docservice.vietnamese import short_date

UNREADABLE = 2
CHANGE_WORDS = {
    "none": "không có gì thay đổi sau đó",
    "allowed": "thay đổi được phép",
    "forbidden": "bị sửa sau khi ký",
}


@doc.command("verify")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--trust", "folder", type=FILE, help="Folder of trust anchors and revocation lists [instance/trust].")
def verify_pdf(file: Path, as_json: bool, folder: Path | None) -> None:
    """Verify the signatures of a PDF FILE; exit status 0 all valid, 1 not all (or none), 2 unreadable."""
    try:
        trust = read_trust(folder or Path(current_app.instance_path) / "trust")
        report = verify(read_file(file), trust)
    except DocError as error:
        click.echo(error.sentence, err=True)
        sys.exit(UNREADABLE)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(report)
    sys.exit(0 if report.valid else 1)


def _print(report: Report) -> None:
    if not report.signatures:
        click.echo("Tệp không có chữ ký số.")
    for signature in report.signatures:
        day = short_date(signature.signed_at.date()) if signature.signed_at else "không rõ ngày"
        verdict = "hợp lệ" if signature.valid else "KHÔNG hợp lệ"
        click.echo(f"{signature.signer or signature.field} ({day}): {verdict}; {CHANGE_WORDS[signature.changes_after]}")
        for words in filter(None, (signature.reason, *signature.changed)):
            click.echo(f"  - {words}")
