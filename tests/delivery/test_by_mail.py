"""Letters by mail against a real SMTP server: with their files, once, after the change, and the news of a recall."""

import hashlib
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core import mail as post
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Refused
from intranet.core.jobs import run_due, take_over
from intranet.delivery import queries, service
from intranet.delivery.models import Delivery
from intranet.delivery.rules import Way
from intranet.delivery.service import Sending
from intranet.delivery.service import mail as service_mail
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.notices.models import Mail, Notice
from intranet.notices.rules import MailState
from tests.documents.conftest import Letters, one_page_pdf
from tests.notices.conftest import use_mail_server
from tests.support.mail_server import MailServer, running
from tests.support.visitor import Visitor

ADDRESS = "vanthu@sonoivu.example.vn"
LINES = ["Sở Nội vụ", "Báo Hải Phòng", "Lưu: VT, PTTTT"]


def scanned(letters: Letters) -> Document:
    """A letter to an agency that gets its letters by mail, one step before its issue."""
    with transaction():
        letters.cast.clerk.email = "vanthu@lmhtx.example.vn"
        session.add(letters.cast.clerk)
        if not queries.agencies():
            service.save_agency(None, letters.cast.clerk, name="Sở Nội vụ", way="email", email=ADDRESS)
    return letters.in_state(State.SCANNED, noi_nhan=LINES)


def issued(letters: Letters) -> Document:
    letter = scanned(letters)
    with transaction():
        documents.issue(letter, letters.cast.clerk)
    return letter


def to_the_agency(letter: Document) -> Delivery:
    session.expire_all()
    found = queries.deliveries_of(letter.number)
    return next(one for one in found if one.receiver_name == "Sở Nội vụ")


def words(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_an_issued_letter_goes_once_with_its_sheet_number_and_hash(
    app: Flask, letters: Letters, mail_server: MailServer, visitor: Visitor
) -> None:
    letter = scanned(letters)
    page = visitor.sign_in(letters.cast.clerk).visit(f"/documents/{letter.id}/issue")
    assert "Gửi thư điện tử ngay khi phát hành" in page.text and ADDRESS in page.text
    with pytest.raises(RuntimeError), transaction():
        documents.issue(letter, letters.cast.clerk)
        raise RuntimeError
    run_due()
    assert mail_server.taken == [] and session.scalars(select(Mail)).all() == [], "the issue was undone"
    with transaction():
        documents.issue(letter, letters.cast.clerk)
    assert mail_server.taken == [] and to_the_agency(letter).standing == "mailing"
    run_due()
    run_due()
    [message] = mail_server.taken
    assert mail_server.receivers == [[ADDRESS]]
    assert message["Subject"] == f"{letter.mark}: {letter.subject}"
    assert message["To"] == f"Sở Nội vụ <{ADDRESS}>" and message["Reply-To"] == "vanthu@lmhtx.example.vn"
    [sheet] = message.iter_attachments()
    assert sheet.get_content() == one_page_pdf() and sheet.get_content_type() == "application/pdf"
    assert sheet.get_filename() == f"{letter.mark.replace('/', '-')}.pdf"
    text = words(message)
    assert f"gửi kế hoạch số {letter.mark} ngày {today():%d/%m/%Y}" in text
    assert hashlib.sha256(one_page_pdf()).hexdigest() in text
    gone = to_the_agency(letter)
    assert (gone.standing, gone.sent_on, gone.way_label) == ("sent", today(), "Thư điện tử, trục liên thông")


class Killed(BaseException):
    """The worker's death: nothing of ours runs after it."""


@pytest.mark.parametrize(
    ("dies", "standing", "taken"),
    [
        pytest.param("before the mark", "sent", 1, marks=pytest.mark.campaign),
        ("after the mark", "mail_unknown", 0),
        pytest.param("after", "mail_unknown", 1, marks=pytest.mark.campaign),
    ],
)
def test_a_worker_that_dies_never_sends_a_letter_twice(
    app: Flask,
    letters: Letters,
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    dies: str,
    standing: str,
    taken: int,
) -> None:
    send = post.send

    def dying(message: EmailMessage, receiver: str, may_go: Callable[[], bool]) -> bool:
        def mark_and_die() -> bool:
            if dies == "after the mark":
                may_go()
            raise Killed

        send(message, receiver, may_go if dies == "after" else mark_and_die)
        raise Killed

    letter = issued(letters)
    with monkeypatch.context() as patch:
        patch.setattr(post, "send", dying)
        with pytest.raises(Killed):
            run_due("machine/1")
    session.rollback()
    assert take_over("machine") == 1
    run_due()
    assert (to_the_agency(letter).standing, len(mail_server.taken)) == (standing, taken)
    if standing == "mail_unknown":  # the clerk decides; what is sent again bears the same Message-ID
        with transaction():
            service_mail.mail(to_the_agency(letter), ADDRESS, letters.cast.clerk)
        run_due()
        assert to_the_agency(letter).standing == "sent"
        assert len({message["Message-ID"] for message in mail_server.taken}) == 1


def test_a_letter_too_heavy_for_a_mail_waits_and_the_clerk_is_told(
    app: Flask, letters: Letters, mail_server: MailServer, visitor: Visitor
) -> None:
    use_mail_server(app, mail_server.port, largest_mb=0)
    letter = issued(letters)
    run_due()
    assert mail_server.taken == [] and to_the_agency(letter).standing == "waiting"
    page = visitor.sign_in(letters.cast.clerk).visit(f"/registers/numbers/{letter.number_id}/deliveries")
    assert "quá mức của một thư điện tử (0 MB)" in page.text and "Gửi thư" not in page.links()
    with pytest.raises(Refused, match="quá mức"), transaction():
        service_mail.mail(to_the_agency(letter), ADDRESS, letters.cast.clerk)


def test_without_a_mail_server_the_letter_waits_and_the_page_says_why(
    app: Flask, letters: Letters, visitor: Visitor
) -> None:
    letter = issued(letters)
    assert to_the_agency(letter).standing == "waiting" and session.scalars(select(Mail)).all() == []
    page = visitor.sign_in(letters.cast.clerk).visit(f"/registers/numbers/{letter.number_id}/deliveries")
    assert "Chưa khai báo máy chủ thư" in page.text
    assert "Chưa khai báo máy chủ thư" in visitor.visit("/deliveries").text
    with transaction():
        service.send(to_the_agency(letter), letters.cast.clerk, Sending(Way.EMAIL, today(), remark="trục liên thông"))
    assert to_the_agency(letter).standing == "sent"


def test_a_bad_address_is_refused_with_a_sentence(
    app: Flask, letters: Letters, mail_server: MailServer, visitor: Visitor
) -> None:
    letter = issued(letters)
    run_due()
    paper = next(one for one in queries.unresolved_lines(letter.number, queries.deliveries_of(letter.number)))
    with transaction():
        added = service.add_delivery(letter.number, letters.cast.clerk, outside_name=paper, words=paper)
    visitor.sign_in(letters.cast.clerk)
    wrong = visitor.visit("/agencies/new")
    wrong = visitor.press("Lưu", on=wrong, status=422, name="Báo Hải Phòng", way="email", email="báo@haiphong.vn")
    assert wrong.errors() == ["Địa chỉ thư không đúng. Hãy ghi như vanthu@haiphong.gov.vn."]
    form = visitor.visit(f"/deliveries/{added.id}/mail")
    wrong = visitor.press("Gửi thư", on=form, status=422, address="toasoan@bao")
    assert wrong.errors() == ["Địa chỉ thư không đúng. Hãy ghi như vanthu@haiphong.gov.vn."]
    visitor.press("Gửi thư", on=wrong, address="toasoan@bao.example.vn")
    run_due()
    assert mail_server.receivers == [[ADDRESS], ["toasoan@bao.example.vn"]]
    page = visitor.visit(f"/registers/numbers/{letter.number_id}/deliveries")
    assert "toasoan@bao.example.vn" in page.text and page.text.count("Gửi văn bản: đã gửi") == 2


def test_what_did_not_go_says_why_and_is_sent_again(
    app: Flask, letters: Letters, mail_server: MailServer, visitor: Visitor
) -> None:
    mail_server.refuse["RCPT"] = "550 No such user"
    letter = issued(letters)
    run_due()
    assert to_the_agency(letter).standing == "mail_failed"
    told = select(Notice.words).where(Notice.kind == "delivery_failed", Notice.person_id == letters.cast.clerk.id)
    assert session.scalars(told).all() == ["Thư tới Sở Nội vụ: không gửi được"]
    page = visitor.sign_in(letters.cast.clerk).visit(f"/registers/numbers/{letter.number_id}/deliveries")
    assert "550 No such user" in page.text and "Gửi thư lỗi" in page.text
    mail_server.refuse["RCPT"] = ""
    form = visitor.visit(page.links()["Gửi lại"])
    visitor.press("Gửi thư", on=form, address="moi@sonoivu.example.vn")
    run_due()
    assert mail_server.receivers == [["moi@sonoivu.example.vn"]] and to_the_agency(letter).standing == "sent"
    with pytest.raises(Refused, match="đã nhận thư"), transaction():
        service_mail.mail(to_the_agency(letter), "moi@sonoivu.example.vn", letters.cast.clerk)
    with transaction():  # it came back: another address
        service_mail.mail(to_the_agency(letter), ADDRESS, letters.cast.clerk)
    run_due()
    assert len(mail_server.taken) == 2 and to_the_agency(letter).sent_on == today()


def test_a_letter_recalled_before_its_mail_left_never_leaves(both_engines: Flask, letters: Letters) -> None:
    with running(MailServer()) as server:
        use_mail_server(both_engines, server.port)
        letter = issued(letters)
        with transaction():
            documents.recall(letter, letters.cast.clerk, "Sai số liệu")
        run_due()
    assert server.taken == [] and to_the_agency(letter).standing == "dropped"
    stopped = session.scalars(select(Mail)).one()
    assert (stopped.state, stopped.reason) == (MailState.FAILED, "Văn bản đã thu hồi")
    with pytest.raises(Refused), transaction():
        service_mail.mail(to_the_agency(letter), ADDRESS, letters.cast.clerk)


def test_receivers_by_mail_hear_of_a_recall_and_of_a_correction(
    app: Flask, letters: Letters, mail_server: MailServer, visitor: Visitor
) -> None:
    letter, newer = issued(letters), issued(letters)
    run_due()
    mail_server.taken.clear()
    with transaction():
        documents.replace(letter, letters.cast.clerk, "Đổi thời gian", newer.mark)
    run_due()
    [news] = mail_server.taken
    assert news["Subject"].startswith(f"Thay thế {letter.mark}: ")
    assert f"đã được thay thế bằng văn bản số {newer.mark}" in words(news) and "Lý do: Đổi thời gian" in words(news)
    assert [part.get_filename() for part in news.iter_attachments()] == [f"{newer.mark.replace('/', '-')}.pdf"]
    with transaction():
        documents.recall(newer, letters.cast.clerk, "Sai số liệu")
    run_due()
    assert "đã được thu hồi." in words(mail_server.taken[-1]) and "khoản 4 Điều 18" in words(mail_server.taken[-1])
    page = visitor.sign_in(letters.cast.clerk).visit(f"/registers/numbers/{newer.number_id}/deliveries")
    assert "Báo thu hồi: đã gửi" in page.text


def test_a_recall_while_the_server_takes_the_letter_is_told_and_the_letter_not_tried_again(
    app: Flask, letters: Letters, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be with the receiver already: so he hears of the recall."""
    letter, send = issued(letters), post.send

    def recalled_meanwhile(message: EmailMessage, receiver: str, may_go: Callable[[], bool]) -> bool:
        if "Thu hồi" in message["Subject"]:
            return send(message, receiver, may_go)
        assert may_go()
        with transaction():
            documents.recall(session.get_one(Document, letter.id), letters.cast.clerk, "Sai số liệu")
        raise post.NotSent("451 Greylisted")

    monkeypatch.setattr(post, "send", recalled_meanwhile)
    run_due()
    run_due()
    assert [message["Subject"].split(":")[0] for message in mail_server.taken] == [f"Thu hồi {letter.mark}"]
    first = session.scalars(select(Mail).order_by(Mail.id)).first()
    assert (first.state, first.reason) == (MailState.FAILED, "Văn bản đã thu hồi")


@pytest.mark.campaign
def test_sent_another_way_while_the_mail_waits_stops_the_mail(
    app: Flask, letters: Letters, mail_server: MailServer
) -> None:
    letter = issued(letters)
    with transaction():
        service.send(to_the_agency(letter), letters.cast.clerk, Sending(Way.HAND, today(), received_by="Bà Ánh"))
    run_due()
    assert mail_server.taken == [] and to_the_agency(letter).standing == "received"
