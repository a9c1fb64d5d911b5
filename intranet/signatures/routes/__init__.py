"""The pages of signatures."""

from intranet.signatures.routes import checkpage, keeping, sealing, signing, verifying
from intranet.signatures.routes.blueprint import bp

__all__ = ["bp", "checkpage", "keeping", "sealing", "signing", "verifying"]
