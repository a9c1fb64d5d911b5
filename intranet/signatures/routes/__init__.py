"""The pages of signatures."""

from intranet.signatures.routes import keeping, sealing, signing, verifying
from intranet.signatures.routes.blueprint import bp

__all__ = ["bp", "keeping", "sealing", "signing", "verifying"]
