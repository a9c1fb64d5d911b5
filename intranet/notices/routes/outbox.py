"""What the admin decides and sees of telling: mail, a trial letter, letters not sent, the days of reminders."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import now
from intranet.core.mail import base_address, mail_settings
from intranet.notices import queries, service
from intranet.notices.forms import OfficeMarksForm
from intranet.notices.marks import Mark
from intranet.notices.models import Mail
from intranet.notices.routes.blueprint import bp
from intranet.notices.rules import MAIL_STATE_LABELS
from intranet.web.access import needs

MONTH = timedelta(days=30)


@bp.get("/admin/mail")
@needs("mail.list")
def mail() -> Any:
    return render_template(
        "notices/mail.html",
        settings=mail_settings(),
        address=base_address(),
        counts=[(MAIL_STATE_LABELS[state], count) for state, count in queries.mails_by_state(now() - MONTH).items()],
        last_sent=queries.last_sent(),
        mails=queries.mails_in_trouble(),
        trail=trail(("Thư điện tử", None)),
    )


@bp.route("/admin/reminders", methods=["GET", "POST"])
@needs("reminder.set_office_marks")
def set_office_marks() -> Any:
    form = OfficeMarksForm(data={"marks": sorted(queries.marks_of_office())})

    def save() -> str:
        service.set_office_marks([Mark(mark) for mark in form.marks.data or []], current_user)
        return url_for(".set_office_marks")

    lead = "Áp dụng cho mọi người chưa tự chọn ở «Cách nhận thông báo». Mỗi hạn mỗi mốc chỉ nhắc một lần."
    return form_page(form, save, title="Nhắc việc đến hạn", trail=trail(), lead=lead)


@bp.post("/admin/mail/try_out")
@needs("mail.try_out")
def try_out() -> Any:
    service.try_out(current_user)
    flash(f"Đã gửi thư thử tới {current_user.email}. Một phút sau chưa thấy thì xem danh sách dưới đây.", "success")
    return redirect(url_for(".mail"), 303)


@bp.post("/admin/mail/<int:mail_id>/send_again")
@needs("mail.send_again", mail=queries.get_mail)
def send_again(mail: Mail) -> Any:
    service.send_again(mail, current_user)
    flash("Thư sẽ được gửi lại trong ít phút.", "success")
    return redirect(url_for(".mail"), 303)
