"""Whom this office trusts: the files the admin keeps under instance/trust."""

from pathlib import Path

from flask import current_app

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
