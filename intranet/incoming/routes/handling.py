"""What the units do with a letter: seen, advised on, answered, finished."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents.queries import Filters, page_of_letters, units_one_drafts_for
from intranet.incoming import queries, service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp, to_letter
from intranet.lettertemplates.office_templates import catalogue, get_template
from intranet.plans.routes.blueprint import me, typed
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none

# What usually answers an incoming letter stands first.
USUAL = ("cong_van", "bao_cao", "ke_hoach", "to_trinh", "thong_bao")
OFFERED_LETTERS = 30


@bp.app_template_filter("template_choice")
def template_choice(template: Any) -> tuple[str, str]:
    """A template as a line of a select."""
    return template.id, template.title


@bp.app_template_filter("letter_choice")
def letter_choice(document: Any) -> tuple[int, str]:
    """A letter made here as a line of a select."""
    return document.id, " ".join(filter(None, (document.mark, document.title[:90])))


@bp.post("/incoming/<int:letter_id>/see")
@needs("incoming.see", letter=queries.get_letter)
def see(letter: IncomingLetter) -> Any:
    """Đã xem."""
    service.see(letter, me())
    return to_letter(letter, "Đã ghi: đơn vị đã nhận và xem văn bản.")


@bp.post("/incoming/<int:letter_id>/advise")
@needs("incoming.advise", letter=queries.get_letter)
def advise(letter: IncomingLetter) -> Any:
    """The head's words for his unit, or a proposal of the one who handles it."""
    service.advise(letter, typed("words"), me())
    return to_letter(letter, "Đã ghi ý kiến vào phiếu giải quyết.")


@bp.post("/incoming/<int:letter_id>/read_tasks")
@needs("incoming.read_tasks", letter=queries.get_letter)
def read_tasks(letter: IncomingLetter) -> Any:
    """Have the tasks read that the letter gives out."""
    reading = service.read_tasks(letter, me())
    return redirect(url_for("readings.reading", reading_id=reading.id), 303)


@bp.route("/incoming/<int:letter_id>/draft_answer", methods=["GET", "POST"])
@needs("incoming.draft_answer", letter=queries.get_letter)
def draft_answer(letter: IncomingLetter) -> Any:
    """Choose a template; the letter begins with the incoming one as its legal basis."""
    units = units_one_drafts_for(me())
    if request.method == "POST":
        unit = next((one for one in units if one.id == whole_number_or_none(request.form.get("unit"))), None)
        if unit is None:
            raise Invalid("Hãy chọn đơn vị soạn trong danh sách.", field="unit")
        document = service.draft_answer(letter, get_template(request.form.get("template", "")), unit, me())
        flash("Đã tạo dự thảo; văn bản đến đã được ghi làm căn cứ.", "success")
        return redirect(url_for("documents.edit", document_id=document.id), 303)
    templates = sorted(catalogue(), key=lambda one: USUAL.index(one.id) if one.id in USUAL else len(USUAL))
    return render_template(
        "incoming/draft_answer.html", letter=letter, units=units, templates=templates,
        citation=service.citation_of(letter),
    )  # fmt: skip


@bp.route("/incoming/<int:letter_id>/answer", methods=["GET", "POST"])
@needs("incoming.answer", letter=queries.get_letter)
def answer(letter: IncomingLetter) -> Any:
    """Link the letter that answers: made here, or outside."""
    if request.method == "POST":
        service.link_answer(
            letter, me(), document_id=whole_number_or_none(request.form.get("document")), outside=typed("outside", 120)
        )
        return to_letter(letter, "Đã gắn văn bản trả lời.")
    letters = page_of_letters(current_user, Filters(), 1)[:OFFERED_LETTERS]
    return render_template("incoming/answer.html", letter=letter, letters=letters)
