"""Permissions and pure rules of plans."""

from intranet.core.permissions import Permission

PERMISSIONS: dict[str, Permission] = {}
