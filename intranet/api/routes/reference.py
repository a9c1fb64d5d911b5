"""The description of the API for people who write programs: a page of our own, and the same as OpenAPI."""

from typing import Any

from flask import jsonify, render_template, request

from intranet.api.routes.blueprint import bp
from intranet.api.routes.programs.description import description
from intranet.api.routes.programs.operation import OPERATIONS
from intranet.web.access import signed_in
from intranet.web.problems import TITLES


@bp.get("/api")
@signed_in
def reference() -> Any:
    return render_template("api/reference.html", operations=OPERATIONS, titles=TITLES, address=request.host_url)


@bp.get("/api/openapi.json")
@signed_in
def openapi() -> Any:
    """The OpenAPI document for the browser; programs read the same under /api/v1 with their token."""
    return jsonify(description())
