"""Takes the picture that README shows: `python -m tests.journeys.pictures` starts the demonstration office for it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.conftest import PROJECT, RunningOffice, run_office
from tests.journeys.desk import new_desk
from tests.support.browser import chromium

OVERVIEW = PROJECT / "docs/images/overview.png"


@contextmanager
def demonstration_office() -> Iterator[RunningOffice]:
    """The office over a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        yield from run_office(Path(folder))


def take_overview() -> None:
    """The leader's overview on a laptop."""
    with demonstration_office() as office, chromium() as browser:
        desk = new_desk(browser, office.address, office.password)
        desk.sign_in("chutich", office.password)
        desk.open("/overview")
        desk.page.wait_for_load_state("load")
        desk.page.screenshot(path=OVERVIEW, full_page=True)


if __name__ == "__main__":
    take_overview()
    print(f"Đã chụp {OVERVIEW.relative_to(PROJECT)}")
