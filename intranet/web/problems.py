"""Refusals as programs read them: RFC 9457 problem details with Vietnamese words."""

from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, request

PROGRAMS = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Chưa có mã truy cập dùng được",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Địa chỉ này không nhận cách gửi đó",
    406: "Không trả được dạng này",
    409: "Chưa làm được lúc này",
    413: "Nội dung quá lớn",
    415: "Không nhận dạng nội dung này",
    422: "Nội dung chưa đúng",
    429: "Gửi quá nhiều yêu cầu",
    500: "Hệ thống gặp lỗi",
    503: "Tạm thời chưa phục vụ được",
}


def is_program() -> bool:
    """Whether the address is one of those for programs: they get problems, never pages."""
    return request.path.startswith(PROGRAMS)


def problem(
    status: int,
    detail: str,
    *,
    code: str = "",
    errors: Sequence[dict[str, Any]] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem (RFC 9457): `detail` says what is the matter and what to do, `code` tells programs which it is,
    `errors` name each wrong place."""
    body: dict[str, Any] = {
        "type": f"/api#{code}" if code else "about:blank",
        "title": TITLES.get(status, TITLES[400]),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    text = current_app.json.dumps(body)
    return Response(text, status, headers, content_type=MEDIA_TYPE)
