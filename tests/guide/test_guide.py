"""The guide speaks of the program as it is: every link leads to a page, every button it names stands somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from intranet import commands
from intranet.accounts.rules import Role
from intranet.core.errors import NotFound
from intranet.guide.content import FOLDER, Part, guide_page, parts_of, plan_tasks
from intranet.guide.rules import PAGES, PLAN_43, own_pages
from tests.support.office import Office
from tests.support.visitor import Visitor

PROGRAM = Path(commands.__file__).parents[1]


def everything_said() -> Iterator[tuple[str, Part]]:
    """Every piece of every sentence, with the page it stands on."""
    for name in PAGES:
        page = guide_page(name)
        for sentence in (page.lead, *(step for want in page.wants for step in want.steps)):
            yield from ((name, part) for part in sentence)
    for task in plan_tasks(PLAN_43):
        yield from ((PLAN_43, part) for sentence in (*task.done, *task.proved) for part in sentence)


def words_of_the_program() -> set[str]:
    """What stands between quotation marks in templates and rules: labels of buttons, folds and moves."""
    found: set[str] = set()
    for file in (*(PROGRAM / "templates").rglob("*.html"), *PROGRAM.rglob("*.py")):
        if (PROGRAM / "templates" / "guide") not in file.parents and "guide" not in file.parts:
            text = file.read_text(encoding="utf-8")
            found.update(words.strip() for words in re.findall(r'"([^"\n]+)"', text))
            found.update(words.strip() for words in re.findall(r"<span>([^<{]+)</span>", text))
    return found


def test_every_button_it_names_stands_in_the_program() -> None:
    known = words_of_the_program()
    named = {part.words: page for page, part in everything_said() if part.kind == "button"}
    assert len(named) > 60
    assert {words: page for words, page in named.items() if words not in known} == {}


def test_a_button_that_is_nowhere_would_be_seen() -> None:
    assert "Bấm vào đây cho vui" not in words_of_the_program()


def test_every_link_leads_to_a_page_that_opens(app: Flask, office: Office) -> None:
    cast = office.cast()
    admin = office.person(Role.ADMIN, Role.CLERK, Role.LEADER, department=cast.van_phong)
    visitor = Visitor(app).sign_in(admin)
    addresses = set()
    with app.test_request_context():
        for _, part in everything_said():
            if part.kind == "link":
                addresses.add(app.url_map.bind("localhost").build(part.endpoint))
    assert len(addresses) > 30
    for address in sorted(addresses):
        visitor.visit(address)


def test_no_mark_stays_unread() -> None:
    assert [(name, part.words) for name, part in everything_said() if "[[" in part.words or "**" in part.words] == []


def test_every_file_of_words_is_a_page() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} == {*PAGES, PLAN_43}
    with pytest.raises(NotFound):
        guide_page("../content/van-thu")


def test_all_receivers_of_plan_43_have_their_tasks() -> None:
    tasks = plan_tasks(PLAN_43)
    assert [(task.place, task.receiver) for task in tasks] == [
        ("III.1", "Phòng Thông tin và tuyên truyền"),
        ("III.1", "Phòng Thông tin và tuyên truyền"),
        ("III.2", "Phòng Kiểm tra Tổ chức thành viên"),
        ("III.2", "Phòng Kiểm tra Tổ chức thành viên"),
        ("III.3", "Văn phòng"),
        ("III.4", "Các Phòng, Trung tâm, Quỹ Hỗ trợ"),
    ]
    assert all(task.done and task.proved for task in tasks)


def test_ones_own_pages_come_first(app: Flask, office: Office) -> None:
    cast = office.cast()
    assert own_pages(cast.clerk) == ["moi-nguoi", "van-thu", "van-phong"]
    assert own_pages(cast.staff) == ["moi-nguoi", "chuyen-vien"]
    visitor = Visitor(app).sign_in(cast.clerk)
    index = visitor.visit("/guide")
    assert [h.text_content() for h in index.tree.xpath("//main//h2")][:3] == ["Mọi người", "Văn thư", "Văn phòng"]
    for name in PAGES:
        assert visitor.visit(f"/guide/{name}").heading == guide_page(name).title
    assert "Lập tờ trình" in visitor.visit("/guide/ke-hoach-43").text
    assert visitor.visit("/guide/book").text.count("Muốn ") >= sum(len(guide_page(name).wants) for name in PAGES) - 8
    visitor.visit("/guide/khong-co", status=404)


def test_a_sentence_in_its_pieces() -> None:
    assert parts_of("Mở [[Lịch|agenda.calendar#thang]], bấm **In**.") == (
        Part("Mở "), Part("Lịch", "link", "agenda.calendar", "thang"), Part(", bấm "), Part("In", "button"), Part("."),
    )  # fmt: skip
