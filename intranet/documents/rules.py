"""Permissions and pure rules of documents."""

from intranet.core.permissions import Permission

PERMISSIONS: dict[str, Permission] = {}
