"""The feed: the page where a person gets, changes or closes his address, and the address itself, open to who has it."""

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.models import Person
from intranet.agenda import queries, service
from intranet.agenda.feed import feed as feed_of
from intranet.agenda.routes.blueprint import bp
from intranet.agenda.rules import FIRST_DAY, LAST_DAY, own_scope
from intranet.core import rates
from intranet.core.errors import NotFound
from intranet.core.mail import base_address
from intranet.web.access import needs, public
from intranet.workdays.queries import work_calendar

MOST_A_MINUTE = 60
HEADERS = {"Cache-Control": "private, max-age=900", "Content-Disposition": "attachment; filename=lich.ics"}


def token_of(person_id: int, version: int) -> str:
    """The secret part of a feed's address: nobody without the machine's key can guess it, and none of it is kept."""
    secret = str(current_app.secret_key).encode()
    digest = hmac.new(secret, f"calendar feed {person_id} {version}".encode(), hashlib.sha256).digest()
    return f"{person_id}-{version}-{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


@bp.get("/calendar/feed")
@needs("feed.view")
def feed() -> Any:
    kept = queries.feed_of(current_user)
    address = None
    if kept is not None and kept.is_open:
        address = _root() + url_for(".read_feed", token=token_of(current_user.id, kept.version))
    return render_template("agenda/feed.html", address=address)


@bp.post("/calendar/feed/renew")
@needs("feed.renew")
def renew_feed() -> Any:
    service.renew_feed(current_user)
    flash("Đã tạo địa chỉ. Địa chỉ cũ, nếu có, không còn dùng được.", "success")
    return redirect(url_for(".feed"), 303)


@bp.post("/calendar/feed/revoke")
@needs("feed.revoke")
def revoke_feed() -> Any:
    service.revoke_feed(current_user)
    flash("Đã tắt. Điện thoại đã đăng ký lịch sẽ không nhận được gì thêm.", "success")
    return redirect(url_for(".feed"), 303)


@bp.get("/calendar/feed/<token>.ics")
@public
def read_feed(token: str) -> Any:
    """The whole feed for whoever holds its address; no session, no pages, and not too often."""
    person = _person_of(token)
    wait = rates.take(f"feed {person.id}", 1, MOST_A_MINUTE)
    if wait:
        abort(make_response("", 429, {"Retry-After": str(wait)}))
    found = queries.entries(person, own_scope(person), FIRST_DAY, LAST_DAY, settled=False)
    domain = urlsplit(_root()).hostname or "localhost"
    text = feed_of(found, f"Hạn việc – {person.name}", base_address(), domain, work_calendar())
    answer = Response(text, mimetype="text/calendar", headers=HEADERS)
    answer.add_etag()
    return answer.make_conditional(request)


def _person_of(token: str) -> Person:
    """Whose address this is; NotFound, in the same words, for one that is wrong, changed, closed or of a leaver."""
    person_id, _, rest = token.partition("-")
    version, _, _ = rest.partition("-")
    numbers = person_id.isdecimal() and version.isdecimal() and len(person_id) < 10 and len(version) < 10
    if numbers and hmac.compare_digest(token.encode(), token_of(int(person_id), int(version)).encode()):
        kept = queries.feed_of_person(int(person_id))
        if kept is not None and kept.is_open and kept.version == int(version) and kept.person.is_active:
            return kept.person
    raise NotFound("Địa chỉ lịch này không còn dùng được.", "Lấy địa chỉ mới ở mục Lịch, «Lịch trên điện thoại».")


def _root() -> str:
    return base_address() or request.host_url.rstrip("/")
