"""Receiving: files come in, secret ones do not."""

from typing import Any, BinaryIO, cast

from flask import flash, redirect, render_template, request, url_for

from intranet.core.clock import today
from intranet.incoming import queries, service
from intranet.incoming.forms import ReceiveForm, SecretForm
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp, to_letter
from intranet.incoming.rules import Secrecy, State
from intranet.plans.routes.blueprint import me
from intranet.web.access import needs
from intranet.web.forms import done


@bp.route("/incoming/receive", methods=["GET", "POST"])
@needs("incoming.receive")
def receive() -> Any:
    """Take letters in: all files one letter, or each a letter of its own."""
    form = ReceiveForm(data={"arrived_on": today()})
    made: list[IncomingLetter] = []
    if request.method == "POST" and done(form, lambda: made.extend(_take(form))):
        if made[0].is_secret:
            flash(f"{service.WHY_NOT} Đã ghi là có một văn bản mật đến; không tệp nào được giữ.", "warning")
            return redirect(url_for("incoming.index"), 303)
        if len(made) > 1:
            flash(f"Đã tiếp nhận {len(made)} văn bản. Vào sổ từng văn bản.", "success")
        return redirect(url_for("incoming.register", letter_id=made[0].id), 303)
    page = render_template("incoming/receive.html", form=form)
    return (page, 422) if request.method == "POST" else page


@bp.post("/incoming/<int:letter_id>/add_files")
@needs("incoming.add_files", letter=queries.get_letter)
def add_files(letter: IncomingLetter) -> Any:
    """The scan of a letter that came on paper."""
    sent = [file for file in request.files.getlist("files") if file.filename]
    service.add_files(letter, me(), [(cast(BinaryIO, file.stream), file.filename or "") for file in sent])
    if letter.state == State.RECEIVED:
        return redirect(url_for("incoming.register", letter_id=letter.id), 303)
    return to_letter(letter, "Đã gửi tệp. Máy đang đọc.")


@bp.post("/incoming/<int:letter_id>/record_secret")
@needs("incoming.record_secret", letter=queries.get_letter)
def record_secret(letter: IncomingLetter) -> Any:
    """Its files leave this machine."""
    form = SecretForm()
    service.record_secret(letter, form.degree() if form.validate() else Secrecy.NONE, me())
    flash(f"Đã xóa tệp và nội dung khỏi máy này. {service.WHERE_INSTEAD}", "warning")
    return redirect(url_for("incoming.index"), 303)


def _take(form: ReceiveForm) -> list[IncomingLetter]:
    day, secrecy, uploads = form.arrived_on.day, form.degree(), form.uploads()
    if secrecy:
        return [service.note_secret(me(), secrecy, day)]
    if form.one_each.data and uploads:
        return [service.receive(me(), [upload], day) for upload in uploads]
    return [service.receive(me(), uploads, day)]
