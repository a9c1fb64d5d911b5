"""pyHanko runs event loops of its own; a thread that is inside one already (a browser's driver) forbids another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """Do the work in a thread of its own and give what it gives; what it raises is raised here."""
    with ThreadPoolExecutor(1, thread_name_prefix="signing") as thread:
        return thread.submit(work).result()
