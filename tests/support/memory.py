"""Spares the tests the search for garbage among what stays anyway: it took a quarter of their time."""

import gc

import pytest

# Young objects before a search, and searches before one among the older ones. Each test leaves a whole program behind,
# in circles, so what is never searched would fill the machine.
THRESHOLDS = (20_000, 20, 10)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
