"""The pages of letters."""

from intranet.documents.routes import (  # noqa: F401  (each adds its views)
    access,
    appendices,
    copies,
    duty,
    files,
    issuing,
    lists,
    moves,
    opinions,
    overruling,
    preview,
    typing,
    view,
    word,
    writing,
)
from intranet.documents.routes.blueprint import bp

__all__ = ["bp"]
