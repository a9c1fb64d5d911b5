"""What every page knows: the menu, fingerprints of static files, a form's token; and the headers that guard it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from flask_login import current_user

from intranet.core import clock, permissions
from intranet.web import once, then

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "object-src 'none'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu: who sees it is a permission, its group a word above, what waits behind it counts."""

    label: str
    endpoint: str
    icon: str
    permission: str
    counts: Sequence[Callable[[Any], int]] = ()
    group: str = ""


@dataclass(frozen=True)
class NavItem:
    """A menu entry as this person sees it on this page."""

    label: str
    url: str
    icon: str
    count: int
    active: bool
    group: str = ""


def register(app: Flask, menu: Sequence[MenuEntry], office_name: Callable[[], str]) -> None:
    """Give templates the menu, the office's name and the small functions they call; guard every answer."""

    @app.context_processor
    def known_to_every_page() -> dict[str, Any]:
        return {
            "nav": _nav(menu) if current_user.is_authenticated else [],
            "office_name": office_name(),
            "today": clock.today(),
            "can": lambda name, thing=None: permissions.can(current_user, name, thing),
        }

    app.jinja_env.globals.update(
        static_url=static_url, once_token=once.new_token, then_key=then.then_key, files_sent=files_sent
    )

    @app.after_request
    def guard(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint == "static":
            if request.args.get("v"):
                response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _nav(menu: Sequence[MenuEntry]) -> list[NavItem]:
    seen = [entry for entry in menu if permissions.can(current_user, entry.permission)]
    here = _entry_of_this_page(menu)
    waiting = {count: count(current_user) for entry in seen for count in entry.counts}  # each once, however often shown
    return [
        NavItem(
            label=entry.label,
            url=url_for(entry.endpoint),
            icon=entry.icon,
            count=sum(waiting[count] for count in entry.counts),
            active=entry is here,
            group=entry.group,
        )
        for entry in seen
    ]


def _entry_of_this_page(menu: Sequence[MenuEntry]) -> MenuEntry | None:
    """The entry a page stands under: by its address, else by its feature when that has one entry only."""
    here = request.path.rstrip("/") + "/"
    entries = {url_for(entry.endpoint).rstrip("/") + "/": entry for entry in menu}
    under = [address for address in entries if here == address or (address != "/" and here.startswith(address))]
    if under:
        return entries[max(under, key=len)]
    of_feature = [entry for entry in menu if entry.endpoint.split(".")[0] == request.blueprint]
    return of_feature[0] if len(of_feature) == 1 else None


def files_sent() -> bool:
    """Whether the form that was sent held files: a page shown again cannot choose them for the person."""
    return any(file.filename for file in request.files.values())


def static_url(path: str) -> str:
    """The address of a static file with its fingerprint, so that browsers may keep it for ever."""
    known: dict[str, str] = g.setdefault("static_urls", {})  # a page names its icons a hundred times
    if path not in known:
        known[path] = url_for("static", filename=path, v=_fingerprint(Path(current_app.static_folder or "") / path))
    return known[path]


@lru_cache(maxsize=256)
def _fingerprint(file: Path) -> str:
    """Once for each process: files change with a release, and a release restarts the program."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.exists() else "missing"
