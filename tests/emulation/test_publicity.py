"""What was published: recorded once, counted by channel and month, evidence of the task it serves, in the report."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.emulation.models import Publication
from intranet.emulation.queries import publicity as queries
from intranet.emulation.queries.publicity import PublicationFilter
from intranet.emulation.rules import USUAL_CHANNELS
from intranet.emulation.service import publicity
from intranet.emulation.service.publicity import PublicationFacts
from intranet.plans import service as plan_service
from intranet.reports import service as reports
from tests.emulation.conftest import Emulation
from tests.plans.conftest import Plans
from tests.support.office_files import picture
from tests.support.visitor import Visitor

Publish = Callable[..., Publication]


@pytest.fixture
def publish(emulation: Emulation) -> Publish:
    """Records a piece on a channel of the plan, every argument optional."""
    with transaction():
        publicity.add_usual_channels(emulation.cast.admin)
    ids = {channel.name: channel.id for channel in queries.channels()}
    count = iter(range(1, 1000))

    def made(channel: str = "Trang Fanpage", *, by: Any = None, file: Any = (None, ""), **facts: Any) -> Publication:
        n, by = next(count), by or emulation.cast.staff
        given = {"topic": "example", "title": f"Bài {n}", "published_on": today(), "url": f"https://trang.example/{n}"}
        with transaction():
            known = PublicationFacts(channel_id=ids[channel], **{**given, **facts})
            return publicity.add_publication(by, by.department_id, known, *file)

    return made


def test_counts_by_channel_and_month(both_engines: Flask, emulation: Emulation, publish: Publish) -> None:
    for channel, day in (
        ("Trang Fanpage", date(2025, 3, 1)), ("Trang Fanpage", date(2025, 3, 31)), ("Trang Fanpage", date(2025, 4, 1)),
        ("Báo Hải Phòng", date(2025, 3, 15)), ("Báo Hải Phòng", date(2024, 3, 15)),
    ):  # fmt: skip
        publish(channel, published_on=day)
    wrong = publish("Trang Fanpage", published_on=date(2025, 3, 2), topic="policy")
    with transaction():
        publicity.withdraw(wrong, "Ghi nhầm", emulation.cast.staff)
    counted = {row.channel.name: row for row in queries.counts_of(2025)}
    assert [row.channel.name for row in queries.counts_of(2025)] == list(USUAL_CHANNELS)
    fanpage = counted["Trang Fanpage"]
    assert (fanpage.months[3], fanpage.months[4], fanpage.total) == (2, 1, 3)
    assert (counted["Báo Hải Phòng"].total, counted["Bản tin kinh tế tập thể"].total) == (1, 0)
    assert queries.list_publications(PublicationFilter(channel=fanpage.channel.id, year=2025, month=3)).total == 2
    assert (queries.years(), queries.topics_of(2025)["policy"]) == ([2025, 2024], 0)


def test_a_piece_proves_the_task_it_serves_and_stands_in_the_report(
    app: Flask, emulation: Emulation, office: Any, publish: Publish
) -> None:
    plans = Plans(emulation.cast)
    with time_machine.travel(date(2025, 3, 1)):
        plan = plans.plan("43", issued_on=date(2025, 2, 25))
        task = plans.accepted(plan=plan, words="Đăng tin, bài", deadline=date(2025, 6, 30))
        other = plans.accepted(words="Việc của kế hoạch khác")
    with time_machine.travel(date(2025, 5, 2)):
        pieces = [publish(published_on=date(2025, month, 10)) for month in (3, 4, 4)]
        pieces.append(publish("Báo Hải Phòng", url="", published_on=date(2025, 4, 20), file=(photo(), "bao.png")))
        late, foreign = publish(published_on=date(2025, 1, 5)), publish(published_on=date(2025, 4, 1))
        with transaction():
            for piece in (*pieces, late):
                publicity.serve(piece, task, emulation.cast.staff)
            publicity.serve(foreign, other, emulation.cast.staff)
        session.expire_all()
        assert [(proof.kind, proof.note) for proof in task.evidence][2:4] == [
            ("link", "Trang Fanpage, 10/04/2025: Bài 3"), ("file", "Báo Hải Phòng, 20/04/2025: Bài 4"),
        ]  # fmt: skip
        with pytest.raises(Refused, match="đã là minh chứng"), transaction():
            publicity.serve(pieces[0], task, emulation.cast.staff)
        with transaction():
            report = reports.make_report(plan, date(2025, 3, 1), date(2025, 4, 30), today(), emulation.cast.clerk)
        assert report.snapshot["published"] == [
            {"channel": "Trang Fanpage", "month": "2025-03", "count": 1},
            {"channel": "Trang Fanpage", "month": "2025-04", "count": 2},
            {"channel": "Báo Hải Phòng", "month": "2025-04", "count": 1},
        ]
        with transaction():  # withdrawn later, it stays in the report that counted it
            publicity.withdraw(pieces[1], "Ghi nhầm", emulation.cast.staff)
        body = reports.facts_of(report)["noi_dung"].splitlines()
    at = next(number for number, line in enumerate(body) if "Tuyên truyền trong kỳ" in line)
    said = "Tuyên truyền trong kỳ: 4 tin, bài, chương trình là minh chứng của nhiệm vụ thuộc Kế hoạch."
    assert body[at].partition(". ")[2] == said
    assert body[at + 1 : at + 3] == [
        "- Trang Fanpage: 3 (tháng 3/2025: 1, tháng 4/2025: 2).", "- Báo Hải Phòng: 1 (tháng 4/2025: 1).",
    ]  # fmt: skip
    session.expire_all()
    assert pieces[1].evidence.withdrawn_at is not None and pieces[0].evidence.withdrawn_at is None
    page = Visitor(app).sign_in(emulation.cast.clerk).visit(f"/reports/{report.id}")
    assert "Trang Fanpage: 3 (tháng 3/2025: 1, tháng 4/2025: 2)" in page.text


def photo() -> io.BytesIO:
    return io.BytesIO(picture())


def test_a_task_that_was_reported_keeps_its_evidence(app: Flask, emulation: Emulation, publish: Publish) -> None:
    task, piece = Plans(emulation.cast).accepted(), publish()
    with transaction():
        publicity.serve(piece, task, emulation.cast.staff)
        plan_service.report(task, emulation.cast.head)
    with pytest.raises(Refused, match="không rút minh chứng được"), transaction():
        publicity.withdraw(piece, "Ghi nhầm", emulation.cast.staff)
    session.expire_all()
    assert piece.withdrawn_at is None


def test_what_cannot_be_is_refused_beside_its_field(app: Flask, publish: Publish) -> None:
    publish(url="https://trang.example/bai")
    for facts, field in (
        ({"url": ""}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "ftp://a.example/x"}, "url"),
        ({"url": "trang.example/bai"}, "url"),  # the same address is recorded once
        ({"published_on": today() + timedelta(days=2)}, "published_on"),
        ({"topic": "khác"}, "topic"),
        ({"url": "", "file": (io.BytesIO(b"%PDF-1.7"), "anh.png")}, "picture"),
    ):
        with pytest.raises(Invalid) as refused:
            publish(**facts)
        assert refused.value.field == field, facts
        session.rollback()


def test_others_neither_use_nor_withdraw_it(app: Flask, emulation: Emulation, publish: Publish) -> None:
    piece, task = publish(), Plans(emulation.cast).accepted()
    for act in (
        lambda: publicity.serve(piece, task, emulation.third),
        lambda: publicity.withdraw(piece, "Không phải của tôi", emulation.third),
    ):
        with pytest.raises(NotPermitted), transaction():
            act()


def test_a_channel_is_named_once_and_closed_not_removed(app: Flask, emulation: Emulation, publish: Publish) -> None:
    piece, admin = publish(), emulation.cast.admin
    with pytest.raises(Invalid) as refused, transaction():
        publicity.save_channel(None, admin, "TRANG FANPAGE", 9, None)
    assert refused.value.field == "name"
    with transaction():
        publicity.save_channel(piece.channel, admin, "Fanpage", 2, today())
    assert "Fanpage" not in [channel.name for channel in queries.channels()]
    assert "Fanpage" in [row.channel.name for row in queries.counts_of(today().year)]


def test_the_pages_of_a_piece(both_engines: Flask, emulation: Emulation) -> None:
    task = Plans(emulation.cast).accepted(words="Đăng tin về thi đua")
    exemplar = emulation.exemplar("Trần Thị Hòa")
    admin = Visitor(both_engines).sign_in(emulation.cast.admin)
    admin.press("Thêm các kênh của Kế hoạch 43", on=admin.visit("/channels"))
    staff = Visitor(both_engines).sign_in(emulation.cast.staff)
    form = staff.visit("/publications/new")
    wrong = staff.press("Ghi", on=form, status=422, title="Nữ giám đốc", url="", about=str(exemplar.id))
    assert wrong.errors() == ["Hãy dán đường dẫn bài đã đăng, hoặc gửi ảnh chụp."]
    made = staff.press("Ghi", on=wrong, picture=(photo(), "anh.png"), task_id=str(task.id))
    assert "Nữ giám đốc" in made.heading and "Đăng tin về thi đua" in made.text
    assert staff.visit(f"{made.url}/picture").response.mimetype == "image/jpeg"
    assert "Nữ giám đốc" in staff.visit(f"/exemplars/{exemplar.id}").text
    assert "Báo Hải Phòng: Nữ giám đốc" not in staff.visit(f"/tasks/{task.id}").text
    figures = staff.visit("/publications/figures")
    assert "1 tin, bài." in figures.text
    assert "Nữ giám đốc" in staff.visit(figures.links()["1"]).text
