"""The sample page, the refusals and the assets, read as text."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

import intranet
from tests.face.conftest import Received

ROOT = Path(intranet.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = ROOT / "static"
REFUSALS = ("400", "403", "404", "409", "413", "422", "429", "500", "503", "refused", "expired")
WORDS = "Nhiệm vụ còn 2 đầu việc chưa xong."


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


def test_the_sample_page_shows_every_macro(sample_app: Flask) -> None:
    shown = (ROOT / "templates/components/gallery.html").read_text()
    known = set(re.findall(r"{% set (\w+) =", (ROOT / "templates/components/ui.html").read_text()))
    parts_of_others = {"icon", "tone_icon", "post_tokens", "field_frame", "required_mark", "described_by", "date_box"}
    not_needed_twice = {"cell", "count_cell", "problem_summary"}
    assert {macro for macro in known - parts_of_others - not_needed_twice if f"ui.{macro}(" not in shown} == set()
    assert sample_app.test_client().get("/").status_code == 200


def test_what_a_page_asks_of_a_control_reaches_it(sample_app: Flask) -> None:
    """`ui.field(form.body, rows=4)`: rows, accept, autofocus and the like come through to the control."""
    page = sample_app.test_client().get("/").get_data(as_text=True)
    assert re.search(r'<textarea[^>]*name="body"[^>]*rows="4"|<textarea[^>]*rows="4"[^>]*name="body"', page)


def test_the_guide_names_every_macro() -> None:
    guide = (ROOT.parent / "docs/face.md").read_text()
    known = re.findall(r"{% set (\w+) =", (ROOT / "templates/components/ui.html").read_text())
    inner = {"required_mark", "described_by", "date_box", "tone_icon"}
    assert [macro for macro in known if macro not in inner and f"`{macro}(" not in guide] == []


@pytest.mark.parametrize("template", REFUSALS)
def test_a_refusal_has_one_heading_and_a_way_on(sample_app: Flask, template: str) -> None:
    page = render(sample_app, template, sentence=WORDS, request_id="01ab", back="/plans")
    assert page.count("<h1>") == 1
    assert "01ab" in page
    assert re.search(r'<a class="button[^>]+href="/', page)


@pytest.mark.parametrize("template", ["refused", "expired"])
def test_a_refusal_gives_back_what_was_typed(sample_app: Flask, template: str) -> None:
    typed = [("note", "Đã gửi bài <tháng 3>, chờ đăng."), ("task_id", "12")]
    page = render(sample_app, template, sentence=WORDS, advice="Hãy làm xong.", typed=typed, action="/tasks/12")
    assert "Đã gửi bài &lt;tháng 3&gt;, chờ đăng." in page
    assert "Hãy làm xong." in page


def test_an_expired_form_can_be_sent_again_as_it_was(sample_app: Flask) -> None:
    page = render(sample_app, "expired", sentence=WORDS, typed=[("note", "một"), ("note", "hai")], action="/tasks/12")
    assert 'action="/tasks/12"' in page
    assert re.findall(r'name="note" value="(\w+)"', page) == ["một", "hai"]
    assert 'name="_once"' in page


@pytest.mark.parametrize("template", ["500", "503"])
def test_a_fault_needs_neither_person_nor_menu(sample_app: Flask, template: str) -> None:
    with sample_app.test_request_context():
        page = sample_app.jinja_env.get_template(f"errors/{template}.html").render(request_id="01ab")
    assert "<h1>" in page


def test_nobody_signed_in_sees_no_menu(sample_app: Flask) -> None:
    page = sample_app.test_client().get("/plain-page?signed_out=1").get_data(as_text=True)
    assert "Mục chính" not in page
    assert "Liên minh Hợp tác xã thành phố Hải Phòng" in page


def test_a_field_with_a_problem_says_so_beside_itself_and_on_top(sample_app: Flask) -> None:
    page = sample_app.test_client().get("/?problems=1&deadline=35/02/2025").get_data(as_text=True)
    assert '<a href="#deadline">Hạn hoàn thành: Ngày không đúng.' in page
    box = re.search(r'<input[^>]*id="deadline"[^>]*>', page)
    assert box is not None
    assert 'aria-invalid="true"' in box[0]
    assert 'aria-describedby="deadline-help deadline-error"' in box[0]
    assert 'value="35/02/2025"' in box[0]
    assert page.count('id="deadline-error"') == 1


def test_what_is_shown_is_never_markup(sample_app: Flask) -> None:
    page = sample_app.test_client().get("/?problems=1&subject=<b>A%26B</b>").get_data(as_text=True)
    assert "<b>A" not in page
    assert "&lt;b&gt;A&amp;B&lt;/b&gt;" in page


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_no_template_reaches_outside_or_carries_styles_and_scripts(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_every_icon_named_is_in_the_sprite(sample_app: Flask) -> None:
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    pages = "".join(sample_app.test_client().get(path).get_data(as_text=True) for path in ("/", "/?flash=1&problems=1"))
    named = set(re.findall(r"icons\.svg[^#\"]*#([a-z0-9-]+)", pages))
    for template in TEMPLATES:
        named |= set(re.findall(r"(?<!_)\bicon\(\"([a-z0-9-]+)\"", template.read_text()))
    assert named - drawn == set()


def test_the_stylesheet_reaches_nothing_outside() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        for target in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert target.startswith("data:") or (sheet.parent / target).resolve().is_file()


def test_what_came_from_outside_is_listed_and_unchanged() -> None:
    vendor = STATIC / "vendor"
    listed = dict(reversed(line.split()) for line in (vendor / "vendor.sha256").read_text().splitlines())
    found = {
        str(file.relative_to(vendor)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in vendor.rglob("*")
        if file.is_file() and file.name != "vendor.sha256"
    }
    assert found == listed
    assert {Path(file).parent.name for file in found} == {Path(f).parent.name for f in found if f.endswith("LICENSE")}


def test_a_page_and_its_assets_are_light(sample_app: Flask) -> None:
    assert len(sample_app.test_client().get("/").data) < 60_000
    page = sample_app.test_client().get("/").get_data(as_text=True)
    assets = re.findall(r"/static/((?:css|js)/[\w.-]+)", page)
    assert len(assets) > 5 and sum(len(gzip.compress((STATIC / name).read_bytes())) for name in assets) < 25_000
    of_single_pages = {file for kind in ("css", "js") for file in (STATIC / kind).iterdir()} - {
        STATIC / a for a in assets
    }
    assert [file.name for file in of_single_pages if file.stat().st_size > 5_000] == []


def render(app: Flask, template: str, **words: object) -> str:
    with app.test_request_context("/tasks/12"):
        return app.jinja_env.get_template(f"errors/{template}.html").render(
            {**app.jinja_env.globals, **_context(app), **words}
        )


def _context(app: Flask) -> dict[str, object]:
    context: dict[str, object] = {}
    app.update_template_context(context)
    return context


def test_reading_a_page_sends_nothing(sample_app: Flask, received: Received) -> None:
    sample_app.test_client().get("/")
    assert received.posts == []
