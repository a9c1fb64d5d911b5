"""The pages of the office: sign-in, own account, directory, administration."""

from intranet.accounts.routes import account, directory, sign_in
from intranet.accounts.routes.blueprint import bp

__all__ = ["account", "bp", "directory", "sign_in"]
