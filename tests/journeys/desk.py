"""Somebody at a browser: opens pages, presses buttons, fills fields by their labels, as a person does."""

import os
import re
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}

# `JOURNEY_PICTURES=/tmp/pictures pytest tests/journeys` keeps a picture of every page a journey comes to.
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
_pictures = count(1)


class Desk:
    """A browser window of one person."""

    def __init__(self, address: str, password: str, context: BrowserContext) -> None:
        self.address, self.password, self.context = address, password, context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._heard)
        self.page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _heard(self, line: ConsoleMessage) -> None:
        expected = line.text.startswith("Failed to load resource")
        if line.type == "error" and not expected:
            self.complaints.append(f"{self.page.url}: {line.text}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 500:
            self.complaints.append(f"{url}: {status}")

    def sign_in(self, username: str, password: str) -> None:
        self.open("/sign-in")
        self.fill("Tên đăng nhập", username)
        self.fill("Mật khẩu", password)
        self.press("Đăng nhập")

    def open(self, path: str) -> None:
        try:
            self.page.goto(self.address + path, wait_until="domcontentloaded")
        except Error as error:
            if "interrupted by another navigation" not in error.message:
                raise
            # The page left was just bringing itself up to date (a preview was made); asked again, it opens.
            self.page.goto(self.address + path, wait_until="domcontentloaded")
        self._picture()

    def button(self, words: str) -> Locator:
        """The first visible button with these words."""
        named = self.page.get_by_role("button", name=words, exact=True)
        return named.filter(visible=True).first

    def press(self, words: str) -> None:
        """Press the button with these words and wait for the page it leads to."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.button(words).click()
        self._picture()

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Follow the first visible link with these words."""
        link = self.page.get_by_role("link", name=words, exact=isinstance(words, str))
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            link.filter(visible=True).first.click()
        self._picture()

    def unfold(self, words: str) -> None:
        """Open what is folded away under these words; what stands open already stays open."""
        exactly = re.compile(rf"^\s*{re.escape(words)}(\s+\d+)?\s*$")
        summary = self.page.locator("main summary").filter(has_text=exactly).first
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()

    def act(self, words: str, yes: str = "", **fields: str) -> None:
        """Unfold a button that asks first, answer (by the field's name), and press its confirmation."""
        self.unfold(words)
        panel = self.page.locator("details.panel[open]")
        for name, value in fields.items():
            panel.locator(f"[name={name}]").fill(value)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            panel.get_by_role("button", name=yes or words, exact=True).click()
        self._picture()

    def alt(self, digit: str) -> None:
        """Press Alt and a digit: the key of a pile, of the next step, of the way home.

        The browser's own protocol, because Playwright's keyboard leaves out what an accesskey is found by.
        """
        key = {"modifiers": 1, "key": digit, "code": f"Digit{digit}", "unmodifiedText": digit}
        keys = self.context.new_cdp_session(self.page)
        for kind in ("keyDown", "keyUp"):
            keys.send("Input.dispatchKeyEvent", {"type": kind, "windowsVirtualKeyCode": 48 + int(digit), **key})

    def fill(self, label: str, words: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label).filter(visible=True).first.fill(words)

    def see(self, picture: Locator) -> tuple[int, int]:
        """Wait until a picture is on the screen, drawn; its width and height."""
        picture.scroll_into_view_if_needed(timeout=90_000)
        return tuple(
            picture.evaluate(
                "async image => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; }"
            )
        )

    def text(self, selector: str = "main") -> str:
        """The words in a part of the page, in single spaces."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def texts(self, selector: str) -> list[str]:
        """The words of each such part."""
        return [" ".join(words.split()) for words in self.page.locator(selector).all_inner_texts()]

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def _picture(self) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^\w-]+", "_", self.path).strip("_") or "home"
            self.page.screenshot(path=f"{PICTURES}/{next(_pictures):03}-{name}.png", full_page=True)


def new_desk(browser: Browser, address: str, password: str, phone: bool = False, script: bool = True) -> Desk:
    """A fresh browser window, on a laptop or a phone, with or without JavaScript."""
    context = browser.new_context(
        viewport=PHONE if phone else LAPTOP,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        has_touch=phone,
        java_script_enabled=script,
    )
    return Desk(address, password, context)
