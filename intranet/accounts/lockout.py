"""How guessing at passwords is slowed down: pure arithmetic over earlier tries.

A lock always ends by itself, because a try made while locked is not counted. Somebody who signs in from the address
he usually uses is judged by what was tried from there only, so a stranger cannot keep him out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil


@dataclass(frozen=True)
class Limit:
    """So many failed tries within so long, then a pause."""

    failures: int
    within: timedelta


PER_ACCOUNT = Limit(5, timedelta(minutes=15))
# A whole office may share one address, so this one only stops machines.
PER_ADDRESS = Limit(40, timedelta(minutes=15))
FAMILIAR_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Try:
    """One earlier try to sign in."""

    at: datetime
    address: str
    succeeded: bool


def network_of(address: str | None) -> str:
    """What counts as one address: itself, or for IPv6 its /64, all of which one machine may use."""
    try:
        found = ip_address((address or "").split("%")[0])
    except ValueError:
        return (address or "unknown")[:60]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return f"{':'.join(found.exploded.split(':')[:4])}::/64"
    return str(found)


def minutes_locked(limit: Limit, failures: Sequence[datetime], moment: datetime) -> int:
    """How many minutes to wait before the next try; 0 when it may be made now."""
    recent = sorted(at for at in failures if at > moment - limit.within)
    if len(recent) < limit.failures:
        return 0
    return max(1, ceil((recent[-limit.failures] + limit.within - moment) / timedelta(minutes=1)))


def account_failures(tries: Sequence[Try], address: str) -> list[datetime]:
    """The failed tries at one account that count against an address, since it last signed in from there."""
    successes = [one.at for one in tries if one.succeeded and one.address == address]
    counted = [one for one in tries if not one.succeeded and (not successes or one.address == address)]
    return [one.at for one in counted if not successes or one.at > max(successes)]
