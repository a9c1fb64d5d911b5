"""How far the PDF of a Word file is."""

from enum import StrEnum


class FilesState(StrEnum):
    """Waiting for the worker, made, or given up with a reason."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
