"""Where a form came from: what another site's page sends is refused before anything of it is read."""

from urllib.parse import urlsplit

from flask import Flask, request

from intranet.web.refusals import answer

READING = ("GET", "HEAD", "OPTIONS")


def register(app: Flask) -> None:
    """Stand in front of the token check: its page may hold a fresh token, which no foreign form may be given."""
    app.before_request(_refuse_foreign_forms)


def is_foreign() -> bool:
    """Whether the browser itself says that another site's page sent this; programs without a browser say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    # Names without ports: a proxy in front may listen on another one.
    return origin is not None and urlsplit(origin).hostname != urlsplit(f"//{request.host}").hostname


def is_own_address(address: str) -> bool:
    """Whether an address leads to a page of this program and nowhere else."""
    if not address.startswith("/") or address.startswith(("//", "/\\")) or any(ord(c) < 33 for c in address):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def _refuse_foreign_forms():  # type: ignore[no-untyped-def]
    if request.method in READING or not is_foreign():
        return None
    return answer(
        "errors/403.html",
        403,
        "Yêu cầu này đến từ một trang khác nên không được nhận.",
        advice="Hãy mở trang cần dùng ngay trong hệ thống rồi làm lại.",
    )
