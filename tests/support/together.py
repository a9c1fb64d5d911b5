"""Which tests stay together when several processes run them: the journeys as one, every other file by itself.

The journeys walk through one office and come first, being the longest; a file's tests share what they build.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys"


class Together(LoadScopeScheduling):
    """Hands out files whole, in the order of their collection."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return JOURNEYS if file.startswith(JOURNEYS) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    config.option.loadscopereorder = False
    return Together(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(JOURNEYS))
