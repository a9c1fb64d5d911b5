"""Debian's Chromium, driven by Playwright, for the journeys in a real browser."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.components import missing_component

# The same browser without the parts that make a window: a page costs half of what it costs in the whole one.
PROGRAM = "chromium-headless-shell"

# The browser shall talk to the page under test and to nobody else, and draw the same everywhere.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-default-browser-check",
    "--metrics-recording-only",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window, closed at the end; a missing one fails under CI."""
    program = shutil.which(PROGRAM)
    if program is None:
        missing_component("Chromium", PROGRAM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process: Playwright does not run twice in one."""
    with chromium() as running:
        yield running
