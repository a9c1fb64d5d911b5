"""The pages of briefings: the list, one with how each department stands, its conclusions, its paper."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.accounts.rules import departments_of, sees_everything
from intranet.briefings import queries, service
from intranet.briefings.forms import (
    BriefingForm,
    ConclusionsForm,
    LineForm,
    as_sent,
    line_choices,
    next_monday,
    typed_from,
)
from intranet.briefings.models import Briefing
from intranet.briefings.paper import paper_of
from intranet.briefings.queries.sheet import numbers_of, sheet_of, visible_letters
from intranet.briefings.rules import FLOW, NOTE, NOTE_LABEL, PARTS, Typed
from intranet.core.clock import now
from intranet.core.errors import DomainError, Stale
from intranet.core.history import history_of
from intranet.docservice.guard import KINDS
from intranet.web.access import needs
from intranet.web.filters import clock
from intranet.web.forms import as_choices, clean_text
from intranet.web.rows import Sent, rearranged, wanted_row

bp = Blueprint("briefings", __name__)


@bp.get("/briefings")
@needs("briefing.list")
def index() -> Any:
    """Which briefings were held, and what became of their conclusions?"""
    found = queries.briefings()
    return render_template("briefings/index.html", briefings=found, counts=queries.task_counts(found))


@bp.route("/briefings/open", methods=["GET", "POST"])
@needs("briefing.open")
def open_briefing() -> Any:
    """Prepare the next one."""
    form = BriefingForm(data={"held_on": next_monday()})

    def save() -> str:
        leader = accounts.get_person(int(form.leader.data))
        return _address(service.open_briefing(form.held_on.day, leader, current_user))

    return form_page(
        form,
        save,
        title="Chuẩn bị giao ban",
        trail=[("Giao ban", url_for(".index"))],
        button="Chuẩn bị",
        done="Đã mở buổi giao ban. Số liệu từng đơn vị tự cập nhật đến khi kết luận.",
    )


@bp.route("/briefings/<int:briefing_id>/arrange", methods=["GET", "POST"])
@needs("briefing.write", briefing=queries.get_briefing)
def arrange(briefing: Briefing) -> Any:
    """Another day, another chair."""
    form = BriefingForm(data={"held_on": briefing.held_on, "leader": str(briefing.leader_id)})

    def save() -> str:
        service.arrange(briefing, form.held_on.day, accounts.get_person(int(form.leader.data)), current_user)
        return _address(briefing)

    return form_page(
        form,
        save,
        title="Đổi ngày họp, người chủ trì",
        trail=[("Giao ban", url_for(".index")), (briefing.called, _address(briefing))],
    )


@bp.get("/briefings/<int:briefing_id>")
@needs("briefing.view", briefing=queries.get_briefing)
def briefing(briefing: Briefing) -> Any:
    """How does each department stand, and what was concluded?"""
    sheet = sheet_of(briefing)
    moves = FLOW.open_to(current_user, briefing)
    return render_template(
        "briefings/briefing.html",
        briefing=briefing,
        sheet=sheet,
        parts=PARTS,
        totals=numbers_of(sheet["units"]),
        letters=visible_letters(sheet, current_user),
        opens=None if sees_everything(current_user) else departments_of(current_user),
        receivers={**dict(line_choices()), NOTE: NOTE_LABEL},
        source=queries.source_of_briefing(briefing) if briefing.is_concluded else None,
        moves={move.name: FLOW.reasons_against(move.name, briefing) for move in moves},
        history=history_lines(history_of(briefing)),
    )


@bp.get("/briefings/<int:briefing_id>/paper.docx")
@needs("briefing.view", briefing=queries.get_briefing)
def paper(briefing: Briefing) -> Any:
    """The same as a Word file."""
    sheet = sheet_of(briefing)
    docx = paper_of(briefing, sheet, visible_letters(sheet, current_user))
    name = f"giao-ban-{briefing.held_on:%Y-%m-%d}.docx"
    return send_file(BytesIO(docx), mimetype=KINDS["docx"].media_type, as_attachment=True, download_name=name)


@bp.get("/briefings/<int:briefing_id>/conclusions")
@needs("briefing.write", briefing=queries.get_briefing)
def conclusions(briefing: Briefing) -> Any:
    """What is concluded, to be typed."""
    return _form_page(briefing, briefing.typed, briefing.revision, blank=not briefing.lines)


@bp.post("/briefings/<int:briefing_id>/conclusions")
@needs("briefing.write", briefing=queries.get_briefing)
def save_conclusions(briefing: Briefing) -> Any:
    """Keep what is typed; the button says whether it is finished, only kept, or read into the table first."""
    sent = rearranged(request.form)
    typed, revision = typed_from(sent), _revision(sent)
    if wanted_row(sent):
        return _form_page(briefing, typed, revision, blank="_add" in sent)
    try:
        if "_draft" in sent:
            service.save_typed(briefing, typed, revision, current_user)
            flash("Đã lưu nháp.", "success")
            return redirect(url_for(".conclusions", briefing_id=briefing.id), 303)
        if typed.unread:
            return _read(briefing, typed, revision)
        if "_read" in sent:
            flash("Hãy gõ hoặc dán kết luận vào ô trên cùng rồi bấm lại.", "warning")
            return _form_page(briefing, typed, revision)
        form = ConclusionsForm(as_sent(typed), briefing.held_on)
        if not form.validate():
            return _form_page(briefing, typed, revision, form=form), 422
        service.save_typed(briefing, typed, revision, current_user)
    except Stale as stale:
        return _form_page(briefing, typed, briefing.revision, stale=stale), stale.status
    flash("Đã lưu kết luận.", "success")
    return redirect(url_for(".briefing", briefing_id=briefing.id, _anchor="ket-luan"), 303)


@bp.post("/briefings/<int:briefing_id>/draft")
@needs("briefing.write", briefing=queries.get_briefing)
def draft(briefing: Briefing) -> Any:
    """The form saves itself; the answer carries the new revision back into it."""
    try:
        revision = service.save_typed(briefing, typed_from(request.form), _revision(request.form), current_user)
    except DomainError as refusal:
        return {"error": f"{refusal.sentence} {refusal.advice}".strip()}, refusal.status
    return {"saved": clock(now()), "set": {"revision": str(revision)}}


@bp.post("/briefings/<int:briefing_id>/present")
@needs("briefing.present", briefing=queries.get_briefing)
def present(briefing: Briefing) -> Any:
    service.present(briefing, current_user)
    return _done(briefing, f"Đã trình {briefing.leader.name} xác nhận.")


@bp.post("/briefings/<int:briefing_id>/withdraw")
@needs("briefing.withdraw", briefing=queries.get_briefing)
def withdraw(briefing: Briefing) -> Any:
    service.withdraw(briefing, current_user)
    return _done(briefing, "Đã rút lại. Sửa xong thì trình lại.")


@bp.post("/briefings/<int:briefing_id>/send_back")
@needs("briefing.send_back", briefing=queries.get_briefing)
def send_back(briefing: Briefing) -> Any:
    service.send_back(briefing, current_user, clean_text(request.form.get("note")) or "")
    return _done(briefing, "Đã trả lại kết luận.")


@bp.post("/briefings/<int:briefing_id>/confirm")
@needs("briefing.confirm", briefing=queries.get_briefing)
def confirm(briefing: Briefing) -> Any:
    made = service.confirm(briefing, current_user._get_current_object())
    return _done(briefing, f"Đã xác nhận, giao {len(made)} nhiệm vụ. Dự thảo thông báo kết luận đã có.")


@bp.post("/briefings/<int:briefing_id>/draft_letter")
@needs("briefing.draft_letter", briefing=queries.get_briefing)
def draft_letter(briefing: Briefing) -> Any:
    document = service.draft_letter(briefing, current_user)
    flash("Đã tạo dự thảo thông báo kết luận. Hãy xem lại, chọn người ký và lưu bản dự thảo.", "success")
    return redirect(url_for("documents.edit", document_id=document.id), 303)


def _read(briefing: Briefing, typed: Typed, revision: int) -> Any:
    read = service.read_pasted(briefing, typed)
    service.save_typed(briefing, read, revision, current_user)
    found = read.lines[len(typed.lines) :]
    unknown = sum(not line.receiver for line in found)
    words = f"Đã đưa {len(found)} kết luận vào bảng"
    flash(f"{words}; {unknown} kết luận chưa rõ đơn vị, hãy chọn." if unknown else f"{words}. Mời xem lại.", "success")
    return redirect(url_for(".conclusions", briefing_id=briefing.id, taken=1, _anchor="bang"), 303)


def _form_page(
    briefing: Briefing,
    typed: Typed,
    revision: int,
    *,
    blank: bool = False,
    form: ConclusionsForm | None = None,
    stale: Stale | None = None,
) -> str:
    empty = LineForm(formdata=None, prefix="rows-__index__")
    empty.receiver.choices = as_choices(line_choices())
    return render_template(
        "briefings/conclusions.html",
        briefing=briefing,
        form=form or ConclusionsForm(as_sent(typed, blank), briefing.held_on),
        blank=empty,
        revision=revision,
        stale=stale,
        earlier=queries.concluded_before(briefing, queries.briefing_before(briefing)),
    )


def _revision(sent: Sent) -> int:
    typed = sent.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _address(briefing: Briefing) -> str:
    return url_for(".briefing", briefing_id=briefing.id)


def _done(briefing: Briefing, words: str) -> Any:
    flash(words, "success")
    return redirect(_address(briefing), 303)
