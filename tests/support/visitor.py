"""A visitor: the test client that reads pages as a person does, and polices every page it opens."""

from collections import Counter
from contextvars import Context
from typing import Any
from urllib.parse import urljoin, urlparse

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from lxml import html

from intranet.accounts.models import Person
from intranet.accounts.rules import Role  # noqa: F401  (tests import it from here too)
from intranet.core.db import session


class Page:
    """An answer as a person sees it."""

    def __init__(self, url: str, response: Any) -> None:
        self.url, self.response, self.status = url, response, response.status_code
        self.is_html = response.mimetype == "text/html"
        self.tree = html.fromstring(response.get_data(as_text=True) or "<p></p>") if self.is_html else None

    @property
    def text(self) -> str:
        """All words on the page, in single spaces."""
        if self.tree is None:
            return self.response.get_data(as_text=True)
        return " ".join(self.tree.text_content().split())

    @property
    def heading(self) -> str:
        return " ".join(self.tree.xpath("//h1")[0].text_content().split())

    def links(self) -> dict[str, str]:
        """Words of each link → its address."""
        return {" ".join(a.text_content().split()): a.get("href") for a in self.tree.xpath("//a[@href]")}

    def buttons(self) -> list[str]:
        return [" ".join(b.text_content().split()) for b in self.tree.xpath("//main//button[not(@type='button')]")]

    def form(self, button: str) -> Any:
        """The form whose submit button has these words."""
        for candidate in self.tree.xpath("//form"):
            for press in candidate.xpath(".//button"):
                if " ".join(press.text_content().split()) == button:
                    return candidate, press
        raise AssertionError(f"no button «{button}» on {self.url}; there are {self.buttons()}")

    def errors(self) -> list[str]:
        """The words beside fields that were not accepted."""
        return [" ".join(e.text_content().split()) for e in self.tree.xpath("//p[@class='error']")]


class Browser(FlaskClient):
    """A client whose requests share nothing with the test: else the first visitor's account would stay in `g`."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return Context().run(super().open, *args, **kwargs)
        finally:
            if has_app_context():
                session.rollback()  # the test's own session sees what the request has changed


class Visitor:
    """Somebody with a browser."""

    def __init__(self, app: Flask) -> None:
        self.app, self.client = app, Browser(app, app.response_class)

    def sign_in(self, person: Person) -> "Visitor":
        """Be this person from now on."""
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"], cookie["_fresh"] = person.get_id(), True
        return self

    def visit(self, url: str, status: int = 200) -> Page:
        """Open a page, following redirects; it must answer with the status and be a decent page."""
        response = self.client.get(url, follow_redirects=True, headers={"Accept": "text/html"})
        return self._seen(Page(response.request.path, response), status)

    def press(self, button: str, on: Page, status: int = 200, **fields: Any) -> Page:
        """Fill the form that has this button and press it; `fields` add to what the form already holds."""
        form, press = on.form(button)
        values = {**_values(form), **fields}
        if press.get("name"):
            values[press.get("name")] = press.get("value", "")
        target = urljoin(on.url, press.get("formaction") or form.get("action") or on.url)
        if (form.get("method") or "get").lower() == "get":
            response = self.client.get(target, query_string=values, follow_redirects=True)
        else:
            response = self.client.post(
                target, data=values, follow_redirects=True, headers={"Accept": "text/html"},
                content_type="multipart/form-data" if "multipart" in (form.get("enctype") or "") else None,
            )  # fmt: skip
        return self._seen(Page(response.request.path, response), status)

    def post(self, url: str, status: int = 200, **fields: Any) -> Page:
        """Send a form no page offered, as an attacker would."""
        response = self.client.post(url, data=fields, follow_redirects=True, headers={"Accept": "text/html"})
        return self._seen(Page(response.request.path, response), status)

    def _seen(self, page: Page, status: int) -> Page:
        assert page.status == status, f"{page.url}: {page.status} instead of {status}: {page.text[:400]}"
        if page.is_html:
            police(page, self.app)
        return page


def _values(form: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        kind = field.get("type", "")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and field.get("checked") is None):
            continue
        value = (
            field.value
            if field.tag in ("select", "textarea")
            else field.get("value", "on" if kind == "checkbox" else "")
        )
        name = field.get("name")
        if name in values:
            values[name] = [*(values[name] if isinstance(values[name], list) else [values[name]]), value]
        else:
            values[name] = value
    return {name: value for name, value in values.items() if value is not None}


def police(page: Page, app: Flask) -> None:
    """What every page must hold: one h1, a title, labelled fields, no id twice, no broken link of its own."""
    tree, where = page.tree, page.url
    assert len(tree.xpath("//h1")) == 1, f"{where}: {len(tree.xpath('//h1'))} h1"
    assert (tree.findtext(".//title") or "").strip(), f"{where}: no title"
    twice = [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1]
    assert not twice, f"{where}: ids twice: {twice}"
    for field in tree.xpath("//input | //select | //textarea"):
        if field.get("type") in ("hidden", "submit", "button"):
            continue
        labelled = (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or (field.get("id") and tree.xpath("//label[@for=$name]", name=field.get("id")))
            or any(parent.tag == "label" for parent in field.iterancestors())
        )
        assert labelled, f"{where}: no label for {field.get('name')}"
    for form in tree.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        assert form.xpath(".//input[@name='csrf_token']"), f"{where}: a form without its token: {form.get('action')}"
    adapter = app.url_map.bind("localhost")
    for link in tree.xpath("//a/@href | //form/@action | //img/@src | //script/@src | //link/@href"):
        address = urlparse(urljoin(where, link))
        if address.netloc or address.scheme not in ("", "http") or link.startswith(("#", "mailto:", "data:")):
            continue
        assert _known(adapter, address.path), f"{where}: broken link {link}"


def _known(adapter: Any, path: str) -> bool:
    return any(adapter.test(path, method) for method in ("GET", "POST"))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody at a browser, not yet signed in."""
    return Visitor(app)
