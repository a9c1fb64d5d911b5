"""Permissions and pure rules of home."""

from intranet.core.permissions import Permission

PERMISSIONS: dict[str, Permission] = {}
