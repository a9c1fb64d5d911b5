"""What a person sees when something is refused or broken: what happened, what to do, and everything he had typed."""

import logging
import secrets
from typing import Any

from flask import Flask, current_app, g, jsonify, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from intranet.core.errors import DomainError, Invalid
from intranet.web import once
from intranet.web.problems import is_program, problem

log = logging.getLogger(__name__)

NOT_SHOWN_AGAIN = once.SECRET_FIELDS | {"csrf_token", once.FIELD}


def register(app: Flask) -> None:
    """Answer every refusal and every fault with a page of its own; scripts get the same as JSON."""
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(DataError, not_storable)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, broken)

    @app.before_request
    def number_the_request() -> None:
        g.request_id = secrets.token_hex(4)


def wants_json() -> bool:
    """Whether a script asked, not a person."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def typed_fields() -> list[tuple[str, str]]:
    """What stood in the form that could not be taken, to be shown and sent again."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_SHOWN_AGAIN]


def answer(template: str, status: int, sentence: str, **words: Any) -> Any:
    """A page, or the same as JSON; at the addresses for programs a problem."""
    if is_program():
        return problem(status, f"{sentence} {words.get('advice', '')}".strip())
    if wants_json():
        return jsonify(error=sentence, advice=words.get("advice", "")), status
    return render_template(template, status=status, sentence=sentence, **words), status


def refused(error: DomainError) -> Any:
    typed = typed_fields() if request.method == "POST" else []
    return answer(
        "errors/refused.html",
        error.status,
        error.sentence,
        advice=error.advice,
        typed=typed,
        back=request.referrer if request.referrer and request.referrer.startswith(request.host_url) else None,
    )


def expired(error: CSRFError) -> Any:
    """The page lay open too long: the form is offered again, filled, with a fresh mark.

    Somebody whose session ended lost his token with it: he signs in first, and the form waits on that page.
    """
    if not current_user.is_authenticated:
        return current_app.extensions["login_manager"].unauthorized()
    return answer(
        "errors/expired.html",
        400,
        "Trang này đã mở quá lâu nên chưa gửi được.",
        advice="Nội dung bạn nhập vẫn còn ở dưới. Bấm «Gửi lại» để gửi tiếp.",
        typed=typed_fields(),
        action=request.full_path,
    )


def not_storable(error: DataError) -> Any:
    """A field no form of ours limits got what no column holds: a NUL, a text or a number far too long."""
    log.warning("request %s %s %s: %s", g.get("request_id", ""), request.method, request.path, error.orig)
    advice = "Hãy rút gọn nội dung, bỏ ký tự lạ rồi gửi lại."
    return refused(Invalid("Có nội dung quá dài hoặc có ký tự không lưu được.", advice=advice))


def too_large(error: RequestEntityTooLarge) -> Any:
    from_settings = request.max_content_length or 0
    if is_program():
        detail = f"Địa chỉ này nhận tối đa {from_settings // 1_000_000} MB mỗi lần gửi. Hãy chia nhỏ."
        return problem(413, detail, code="too_large")
    return answer(
        "errors/413.html",
        413,
        f"Tệp quá lớn: mỗi lần gửi tối đa {from_settings // 1_000_000} MB.",
        advice="Hãy nén ảnh, quét ở 200 dpi hoặc chia tệp thành nhiều phần rồi gửi lại.",
    )


def http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if is_program():
        return http_problem(error.code, error)
    code = error.code if error.code in (400, 403, 404, 409, 413, 422, 429, 503) else 400
    if error.code >= 500:
        code = 500
    sentence = {404: "Không tìm thấy trang này.", 405: "Trang này không nhận cách gửi đó."}.get(
        error.code, "Yêu cầu này không thực hiện được."
    )
    answered = make_response(answer(f"errors/{code}.html", error.code, sentence, request_id=g.get("request_id", "")))
    if error.code == 405:
        answered.headers["Allow"] = _allowed(error)
    return answered


def http_problem(status: int, error: HTTPException) -> Any:
    """The same to a program: it knows no pages, only addresses, and what it may do next."""
    code, detail = {
        404: ("not_found", "Không có địa chỉ hoặc mục này. Các địa chỉ: GET /api/v1/openapi.json."),
        405: ("method", f"Địa chỉ này chỉ nhận {_allowed(error)}."),
    }.get(status, ("request", "Yêu cầu này không thực hiện được. Xem GET /api/v1/openapi.json."))
    return problem(status, detail, code=code, headers={"Allow": _allowed(error)} if status == 405 else None)


def _allowed(error: HTTPException) -> str:
    return ", ".join(sorted(getattr(error, "valid_methods", None) or ()))


def broken(error: Exception) -> Any:
    """A bug: logged with the request's number, which the person can tell the admin."""
    number = g.get("request_id", "")
    log.exception("request %s %s %s failed", number, request.method, request.path)
    sentence = f"Hệ thống gặp lỗi (mã số {number}). Nội dung vừa gửi chưa được lưu."
    if is_program():
        return problem(500, sentence)
    if wants_json():
        return jsonify(error=sentence), 500
    # Without what every page knows: the menu counts in the database, which may be what is broken.
    page = current_app.jinja_env.get_template("errors/500.html")
    return page.render(request_id=number), 500
