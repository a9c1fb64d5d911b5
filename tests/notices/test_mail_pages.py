"""How a person chooses his mail, and what the admin sees of it."""

from types import SimpleNamespace

from flask import Flask
from sqlalchemy import select

from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.notices import queries
from intranet.notices.models import Mail, MailChoice
from intranet.notices.rules import Wish
from tests.support.mail_server import MailServer
from tests.support.visitor import Visitor


def test_a_person_chooses_what_comes_by_mail_and_when(app: Flask, cast: SimpleNamespace) -> None:
    head = Visitor(app).sign_in(cast.head)
    page = head.visit(head.visit("/notices").links()["Cách nhận"])
    assert "truong1@lmhtx.example.vn" in page.text
    page = head.press("Lưu", page, digest_hour="16", task_given="at_once", task_commented="never")
    assert queries.digest_hour_of(cast.head) == 16
    assert queries.choices_of(cast.head) == {"task_given": Wish.AT_ONCE, "task_commented": Wish.NEVER}
    page = head.press("Lưu", page, digest_hour="", task_given="digest", task_commented="never")
    assert queries.digest_hour_of(cast.head) is None
    assert [choice.kind for choice in session.scalars(select(MailChoice))] == ["task_commented"]
    assert "Hãy chọn một mục" in head.press("Lưu", page, status=422, task_given="bồ câu").text


def test_a_person_chooses_on_which_days_he_is_reminded_and_the_admin_for_the_rest(
    app: Flask, cast: SimpleNamespace
) -> None:
    admin, head = Visitor(app).sign_in(cast.admin), Visitor(app).sign_in(cast.head)
    admin.press("Lưu", admin.visit(admin.visit("/admin").links()["Nhắc việc đến hạn"]), marks=["day", "late"])
    page = head.visit("/notices/choices")
    assert page.tree.xpath("//input[@name='marks'][@checked]/@value") == ["day", "late"]
    head.press("Lưu", page, marks=["week"])
    wanted = queries.wanted_marks([cast.head, cast.staff])
    assert wanted == {cast.head.id: {"week"}, cast.staff.id: {"day", "late"}}


def test_somebody_without_an_address_is_told_so(app: Flask, cast: SimpleNamespace) -> None:
    page = Visitor(app).sign_in(cast.leader).visit("/notices/choices")
    assert "Bạn chưa ghi địa chỉ thư" in page.text


def test_the_admin_reads_what_is_missing_before_mail_is_set_up(app: Flask, cast: SimpleNamespace) -> None:
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit("/admin/mail")
    assert "Chưa khai báo máy chủ thư" in page.text and "Gửi thư thử cho tôi" not in page.buttons()
    assert "Chưa khai báo máy chủ thư" in admin.post("/admin/mail/try_out", status=409).text
    assert "Chỉ người quản trị" in Visitor(app).sign_in(cast.clerk).visit("/admin/mail", status=403).text


def test_the_admin_sends_a_trial_letter_and_sends_a_failed_one_again(
    app: Flask, cast: SimpleNamespace, mail_server: MailServer
) -> None:
    admin = Visitor(app).sign_in(cast.admin)
    mail_server.refuse["RCPT"] = "550 Không có hộp thư này"
    page = admin.press("Gửi thư thử cho tôi", admin.visit("/admin/mail"))
    run_due()
    page = admin.visit("/admin/mail")
    assert "550" in page.text and "Không gửi được" in page.text
    mail_server.refuse["RCPT"] = ""
    page = admin.press("Gửi lại", page)
    run_due()
    assert "Không có thư nào vướng lại" in admin.visit("/admin/mail").text
    assert [letter["Subject"] for letter in mail_server.taken] == ["Thư thử từ mạng nội bộ"]
    again = f"/admin/mail/{session.scalars(select(Mail.id)).one()}/send_again"
    assert "đang chờ gửi hoặc đã gửi" in admin.post(again, status=409).text


def test_an_admin_without_an_address_cannot_try_it_out(
    app: Flask, cast: SimpleNamespace, mail_server: MailServer
) -> None:
    with transaction():
        cast.admin.email = ""
        session.add(cast.admin)
    admin = Visitor(app).sign_in(cast.admin)
    assert "Gửi thư thử cho tôi" not in admin.visit("/admin/mail").buttons()
    assert "chưa có địa chỉ thư" in admin.post("/admin/mail/try_out", status=422).text
