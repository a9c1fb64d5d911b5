"""The pages of the API for people, and its addresses for programs."""

from intranet.api.routes import reference, tokens
from intranet.api.routes.blueprint import bp
from intranet.api.routes.programs import v1

__all__ = ["bp", "reference", "tokens", "v1"]
