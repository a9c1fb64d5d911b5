"""Whom this office trusts: the files the admin keeps under instance/trust."""

from pathlib import Path

from flask import current_app

from intranet.docservice.signing.timestamps import TimestampServer
from intranet.docservice.signing.trust import Trust, read_trust


def trust_folder() -> Path:
    """Where trust anchors and lists of revoked certificates lie."""
    folder: Path = current_app.extensions["settings"].instance / "trust"
    return folder


def fonts_folder() -> Path:
    """Where the office's own fonts lie."""
    folder: Path = current_app.extensions["settings"].fonts_folder
    return folder


def office_trust() -> Trust:
    """Whom the office trusts; DocError trust_unreadable."""
    return read_trust(trust_folder())


def timestamp_address() -> str:
    """The time stamping authority of this office; empty when it has none."""
    address: str = current_app.extensions["settings"].timestamp_address
    return address


def office_timestamps() -> TimestampServer | None:
    """The server that is asked for time stamps, none when the admin named none."""
    address = timestamp_address()
    return TimestampServer(address) if address else None


def word_goes_inside() -> bool:
    """Whether the checked Word file travels inside the PDF that is signed."""
    return bool(current_app.extensions["settings"].word_inside_pdf)
