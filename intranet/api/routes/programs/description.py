"""The OpenAPI 3.1 description, put together from what each operation states of itself."""

from functools import cache
from typing import Any

from flask import jsonify
from pydantic.json_schema import models_json_schema

from intranet.accounts.models import Person
from intranet.api.routes.programs.bodies import Model
from intranet.api.routes.programs.operation import OPERATIONS, Content, Operation, operation
from intranet.api.rules import SCOPE_LABELS
from intranet.web.problems import MEDIA_TYPE, TITLES

REFERENCES = "#/components/schemas/{model}"
ALWAYS_REFUSES = (401, 403, 429)
PATH_VALUES = {
    "template_id": {"type": "string", "minLength": 1, "description": "Mã của mẫu, ví dụ giay_moi"},
    "rendering_id": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
}
POINTER_WORDS = "Chỗ sai trong nội dung gửi lên (JSON Pointer, RFC 6901), ví dụ /facts/trich_yeu"
WRONG_PLACE = {
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"type": "string"},
        "pointer": {"type": "string", "description": POINTER_WORDS},
        "sheet": {"type": "string", "description": "Trang của bảng Excel"},
        "cell": {"type": "string", "description": "Ô của bảng Excel, ví dụ C17"},
        "row": {"type": "integer"},
        "column": {"type": "string"},
    },
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": WRONG_PLACE},
    },
}
INTRODUCTION = (
    "Làm, ghép, kiểm tra và sửa văn bản hành chính từ phần mềm khác. Mỗi yêu cầu gửi kèm "
    "«Authorization: Bearer <mã>»; mã tạo ở trang Tài khoản. Lỗi trả về dạng application/problem+json (RFC 9457)."
)


@cache
def description() -> dict[str, Any]:
    """The whole document; it changes only with the program."""
    models = sorted(
        {content.schema for own in OPERATIONS for content in _contents(own) if _is_model(content.schema)},
        key=lambda model: model.__name__,
    )
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=REFERENCES)
    paths: dict[str, dict[str, Any]] = {}
    for own in OPERATIONS:
        paths.setdefault(own.address, {})[own.method.lower()] = _operation(own)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dịch vụ văn bản", "version": "1", "description": INTRODUCTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**definitions.get("$defs", {}), "Problem": PROBLEM},
        },
    }


@operation("GET", "/openapi.json", "Tài liệu này, dạng OpenAPI 3.1", gives={200: Content(schema={"type": "object"})})
def openapi(person: Person) -> Any:
    return jsonify(description())


def _contents(own: Operation) -> list[Content]:
    return [*([own.takes] if own.takes else []), *own.gives.values()]


def _is_model(schema: Any) -> bool:
    return isinstance(schema, type) and issubclass(schema, Model)


def _operation(own: Operation) -> dict[str, Any]:
    scope = f"Quyền của mã: {SCOPE_LABELS[own.scope]} ({own.scope})." if own.scope else "Mã nào cũng được."
    answers = {str(status): _answer(content) for status, content in own.gives.items()}
    answers |= {str(status): _problem(status) for status in sorted({*own.refuses, *ALWAYS_REFUSES})}
    described: dict[str, Any] = {
        "operationId": own.name,
        "summary": own.summary,
        "description": f"{scope} Chi phí: {own.units} đơn vị mỗi lần.",
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": schema}
            for name, schema in PATH_VALUES.items()
            if f"{{{name}}}" in own.address
        ],
        "responses": answers,
    }
    if own.takes:
        described["requestBody"] = {"required": True, "content": _content(own.takes)}
    return described


def _answer(content: Content) -> dict[str, Any]:
    return {"description": "Được", "content": _content(content)}


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": REFERENCES.format(model="Problem")}
    return {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def _content(content: Content) -> dict[str, Any]:
    named = {"$ref": REFERENCES.format(model=content.schema.__name__)} if _is_model(content.schema) else content.schema
    return {content.media_type: {"schema": named}}
