"""The pages of the office: sign-in, own account, directory, administration."""

from intranet.accounts.routes import (
    account,
    administration,
    authorities,
    departments,
    directory,
    groups,
    issuers,
    people,
    people_sheet,
    sign_in,
)
from intranet.accounts.routes.blueprint import bp

__all__ = [
    "account",
    "administration",
    "authorities",
    "bp",
    "departments",
    "directory",
    "groups",
    "issuers",
    "people",
    "people_sheet",
    "sign_in",
]
