"""The pages of signatures."""

from intranet.signatures.routes import arrivals, checkpage, copying, keeping, sealing, signing, verifying
from intranet.signatures.routes.blueprint import bp

__all__ = ["arrivals", "bp", "checkpage", "copying", "keeping", "sealing", "signing", "verifying"]
