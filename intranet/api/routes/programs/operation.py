"""One operation of the API: its address, who may, what it costs, what it takes and gives, stated in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Blueprint, request

from intranet.api import queries, service
from intranet.api.models import ApiToken
from intranet.api.rules import SCOPE_LABELS, Scope
from intranet.core import permissions, rates
from intranet.core.db import transaction
from intranet.core.errors import DomainError
from intranet.docservice.checks import Problem
from intranet.docservice.errors import DocError
from intranet.web.problems import problem

v1 = Blueprint("v1", __name__, url_prefix="/api/v1")

JSON, DOCX = "application/json", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEGABYTE = 1_000_000
# Where the facts stand in what is sent: a pointer leads from the root of the content (RFC 9457).
FACTS = "/facts"
# Refusals of the document service that are no fault of what was sent.
STATUS_OF = {
    "unknown_template": 404,
    **dict.fromkeys(
        ("broken_template", "missing_name", "missing_item", "forbidden_in_template", "template_syntax"), 409
    ),
    **dict.fromkeys(("unreadable_template", "pdf_unavailable"), 503),
}
CODE_OF_STATUS = {403: "permission", 404: "not_found", 409: "state", 422: "content"}


@dataclass(frozen=True)
class Content:
    """What a body is: its media type, and its JSON schema or model."""

    media_type: str = JSON
    schema: Any = None
    words: str = ""


@dataclass(frozen=True)
class Operation:
    """What the description says of an operation; `scope` None asks for any token."""

    name: str
    method: str
    path: str
    summary: str
    scope: Scope | None
    units: int
    most_megabytes: int
    takes: Content | None
    gives: Mapping[int, Content]
    refuses: tuple[int, ...]
    query: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The path as OpenAPI writes it: /templates/{template_id}."""
        return self.path.replace("<int:", "{").replace("<", "{").replace(">", "}")

    @property
    def scope_words(self) -> str:
        return SCOPE_LABELS[self.scope] if self.scope else "mọi mã truy cập"


OPERATIONS: list[Operation] = []
UNITS_A_MINUTE = 240


class Refusal(Exception):
    """A problem that ends an operation."""

    def __init__(self, status: int, detail: str, code: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.code, self.more = status, detail, code, more


def operation(
    method: str,
    path: str,
    summary: str,
    *,
    scope: Scope | None = None,
    units: int = 1,
    most_megabytes: int = 2,
    takes: Content | None = None,
    gives: Mapping[int, Content],
    refuses: tuple[int, ...] = (),
    query: Mapping[str, dict[str, Any]] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a view to the API and to its description. The view gets the token's person first, then its path's values."""

    def add(view: Callable[..., Any]) -> Callable[..., Any]:
        refused = (*refuses, *((413, 415) if takes else ()))
        own = Operation(
            view.__name__, method, path, summary, scope, units, most_megabytes, takes, gives, refused, query or {}
        )
        OPERATIONS.append(own)
        v1.add_url_rule(path, view.__name__, _guarded(own, view), methods=[method])
        return view

    return add


def _guarded(own: Operation, view: Callable[..., Any]) -> Callable[..., Any]:
    permission = f"api.{own.scope}" if own.scope else "api.read"

    @wraps(view)
    def guarded(**values: Any) -> Any:
        token = _token()
        if own.scope and own.scope not in token.scope_list:
            raise Refusal(403, f"Mã truy cập này không được «{own.scope_words}». Hãy tạo mã khác.", "scope")
        permissions.require(token.person, permission)
        wait = rates.take(f"api {token.id}", own.units, UNITS_A_MINUTE)
        if wait:
            detail = f"Mã truy cập này đã gửi quá nhiều trong một phút. Hãy thử lại sau {wait} giây."
            raise Refusal(429, detail, "rate", headers={"Retry-After": str(wait)})
        _note_use(token)
        request.max_content_length = own.most_megabytes * MEGABYTE
        return view(token.person, **values)

    guarded.permission = permission  # type: ignore[attr-defined]
    return guarded


def _token() -> ApiToken:
    """The token of this request. Only the Authorization header counts, which no other site's page can send: a session
    opens nothing here, so these addresses need no form token."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = queries.token_of_secret(secret.strip()) if kind.lower() == "bearer" and secret.isascii() else None
    if token is None:
        detail = "Gửi kèm «Authorization: Bearer <mã>» với mã còn hạn, chưa thu hồi (trang Tài khoản, Mã truy cập)."
        raise Refusal(401, detail, "token", headers={"WWW-Authenticate": 'Bearer realm="api"'})
    return token


def _note_use(token: ApiToken) -> None:
    if service.needs_use_noted(token):
        with transaction():
            service.note_use(token)


@v1.errorhandler(Refusal)
def refused(refusal: Refusal) -> Any:
    return problem(refusal.status, refusal.detail, code=refusal.code, **refusal.more)


@v1.errorhandler(DocError)
def refused_by_docservice(error: DocError) -> Any:
    """A refusal of the document service, each wrong fact named by a JSON pointer into what was sent."""
    found: tuple[Problem, ...] = error.words.get("found", ())  # type: ignore[assignment]
    errors = [{"pointer": FACTS + pointer_of(one.path), "detail": one.message} for one in found]
    detail = "Nội dung chưa đủ hoặc chưa đúng; xem từng chỗ trong errors." if errors else error.sentence
    return problem(STATUS_OF.get(error.code, 422), detail, code=error.code, errors=errors)


@v1.errorhandler(DomainError)
def refused_by_office(error: DomainError) -> Any:
    code = CODE_OF_STATUS.get(error.status, "refused")
    return problem(error.status, f"{error.sentence} {error.advice}".strip(), code=code)


def pointer_of(path: str) -> str:
    """A path of facts as a JSON pointer (RFC 6901): danh_sach.3.so_tien → /danh_sach/2/so_tien; people count from 1."""
    parts = [str(int(part) - 1) if part.isdecimal() else part for part in path.split(".")]
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
