"""A small server that shows the sample page and takes down what the scripts send to it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, flash, jsonify, redirect, render_template, request
from flask_wtf import CSRFProtect
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from intranet.web import filters, once, pages, then
from tests.face.sample import FRAME, NAV, SAMPLE, SampleForm

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@dataclass
class Received:
    """What the server got, and how it shall answer next."""

    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    refuse_with: int = 0
    work_is_done: bool = False

    def to(self, path: str) -> list[dict[str, str]]:
        return [form for where, form in self.posts if where == path]


def make_app(received: Received) -> Flask:
    app = Flask("intranet")
    app.config.update(SECRET_KEY="sample", WTF_CSRF_TIME_LIMIT=None)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    CSRFProtect(app)
    filters.register(app)
    functions = {"once_token": once.new_token, "then_key": then.then_key, "files_sent": pages.files_sent}
    app.jinja_env.globals.update(functions, static_url=pages.static_url)

    @app.context_processor
    def frame() -> dict[str, Any]:
        return {**FRAME, "nav": [] if "signed_out" in request.args else NAV}

    @app.after_request
    def guard(response: Any) -> Any:
        response.headers.update(pages.HEADERS)
        return response

    @app.before_request
    def note() -> Any:
        if request.method == "POST":
            received.posts.append((request.path, request.form.to_dict()))
            if received.refuse_with:
                words = "" if received.refuse_with == 204 else jsonify(error="Máy chủ bận. Hãy thử lại.")
                return words, received.refuse_with
        return None

    @app.route("/", methods=["GET", "POST"])
    def sample() -> Any:
        form = SampleForm(request.form if request.form else None)
        if "problems" in request.args:
            form.process(request.args)
            form.validate()
        if "flash" in request.args:
            flash("Đã lưu kế hoạch.", "success")
        return render_template("components/gallery.html", sample=SAMPLE, form=form)

    @app.route("/sent", methods=["GET", "POST"])
    def sent() -> Any:
        if request.method == "POST":
            return redirect("/sent", 303)
        return render_template("errors/404.html")

    @app.route("/plain-page")
    def plain_page() -> Any:
        return render_template("layout.html")

    @app.post("/autosave")
    def autosave() -> Any:
        return jsonify(saved="14:05")

    @app.post("/tick")
    def tick() -> Any:
        return jsonify(done=request.form["done"] == "1", note="Văn thư, 14:06", summary="2/3 đầu việc đã xong")

    @app.get("/poll")
    def poll() -> Any:
        state = "done" if received.work_is_done else "working"
        return jsonify(state=state, text="Trang 2/6", url="/plain-page")

    return app


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
def sample_app(received: Received) -> Flask:
    return make_app(received)


@pytest.fixture
def address(sample_app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, sample_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Any]:
    """open_page("/"): a page whose own errors fail the test."""
    contexts, complaints = [], []

    def open_one(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": LAPTOP, "locale": "vi-VN", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
        page.goto(address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []
