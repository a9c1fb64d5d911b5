"""The office's units as letters may name them."""

from intranet.accounts.queries import former_names, groups, open_departments
from intranet.plans.receivers import Receivers


def office_receivers() -> Receivers:
    """The departments and groups of today, closed departments by their old names as what they were merged into."""
    return Receivers.of(open_departments(), groups(), former_names())
