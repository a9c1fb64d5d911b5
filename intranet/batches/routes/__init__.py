"""The pages of batches."""

from intranet.batches.routes import choosing, files, moves, view
from intranet.batches.routes.blueprint import bp

__all__ = ["bp", "choosing", "files", "moves", "view"]
