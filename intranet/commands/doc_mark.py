"""`flask doc verify-mark`: the mark in a printed copy's QR, without a line, the web or a database."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from intranet.commands.doc import FILE, doc
from intranet.docservice.command import read_file
from intranet.docservice.errors import DocError
from intranet.docservice.signing.marks import SignedMark, read_public, short_hash
from intranet.docservice.vietnamese import short_date
from intranet.signatures.mark_key import known_keys

FALSE, UNREADABLE = 1, 2


@doc.command("verify-mark")
@click.argument("text")
@click.option("--key", type=FILE, help="The office's public key, as its check page shows it [this machine's own].")
@click.option("--file", "sealed", type=FILE, help="The electronic letter: whether it is the one that was printed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def verify_mark(text: str, key: Path | None, sealed: Path | None, as_json: bool) -> None:
    """Verify TEXT, what a printed copy's QR holds ("-": from the input); exit status 0 right, 1 wrong, 2 unreadable."""
    try:
        signed = SignedMark.read(sys.stdin.read() if text == "-" else text)
        keys = [read_public(read_file(key))] if key else known_keys()
        content = read_file(sealed) if sealed else None
    except DocError as error:
        click.echo(error.sentence, err=True)
        sys.exit(UNREADABLE)
    reason = _why_not(signed, keys, content)
    if as_json:
        answer = {"valid": not reason, **signed.mark.as_json(), "key": signed.key, "reason": reason}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    elif reason:
        click.echo(f"KHÔNG đúng: {reason}")
    else:
        mark = signed.mark
        click.echo(f"Dấu đúng: số {mark.number} ngày {short_date(mark.day)}, tệp {mark.file}…, mã {mark.code}")
    sys.exit(FALSE if reason else 0)


def _why_not(signed: SignedMark, keys: list[Ed25519PublicKey], content: bytes | None) -> str:
    try:
        mark = signed.verify(keys)
    except DocError as error:
        return error.sentence
    if content is not None and short_hash(sha256(content).hexdigest()) != mark.file:
        return "Tệp này không phải bản điện tử đã in."
    return ""
