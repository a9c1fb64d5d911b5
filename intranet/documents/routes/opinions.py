"""The pages of góp ý: asking, giving, answering, the table of all opinions; and two versions compared."""

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import open_departments
from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import now, today
from intranet.core.errors import Invalid
from intranet.core.files import read
from intranet.docservice.guard import KINDS
from intranet.docservice.opinion_table import OpinionRow, opinion_table
from intranet.docservice.redline import compare_docx, redline
from intranet.docservice.vietnamese import letter_date
from intranet.documents import queries, service
from intranet.documents.forms.opinions import AnswerForm, AskForm, OpinionForm
from intranet.documents.models import Document, DocumentVersion
from intranet.documents.models.opinions import Opinion
from intranet.documents.queries.opinions import get_opinion, opinions_of
from intranet.documents.routes.blueprint import bp
from intranet.documents.rules.opinions import Outcome
from intranet.web.access import needs
from intranet.web.forms import blame, whole_number_or_none


@bp.get("/documents/<int:document_id>/opinions")
@needs("document.view_work", document=queries.get_document)
def opinions(document: Document) -> Any:
    return _page(document, _ask_form(document, fresh=True))


@bp.post("/documents/<int:document_id>/ask_opinions")
@needs("document.ask_opinions", document=queries.get_document)
def ask_opinions(document: Document) -> Any:
    form = _ask_form(document)
    if form.validate():
        chosen = [unit for unit in open_departments() if unit.id in form.departments.data]
        try:
            service.ask_opinions(document, current_user, chosen, form.due_on.day, form.question.data)
        except Invalid as problem:
            blame(form, problem)
        else:
            flash("Đã gửi lấy ý kiến. Lãnh đạo đơn vị được hỏi đã được báo.", "success")
            return redirect(url_for(".opinions", document_id=document.id), 303)
    return _page(document, form), 422


@bp.route("/documents/opinions/<int:opinion_id>/give", methods=["GET", "POST"])
@needs("document.give_opinion", opinion=get_opinion)
def give_opinion(opinion: Opinion) -> Any:
    form = OpinionForm(data={"words": opinion.words})

    def save() -> str:
        service.give_opinion(opinion, form.words.data, current_user)
        return _address(opinion)

    lead = opinion.question or "Ghi rõ chỗ cần sửa và cách sửa; nếu đồng ý thì ghi «Nhất trí»."
    return form_page(
        form, save, title=f"Góp ý bản {opinion.n}", trail=_trail(opinion), lead=lead, button="Gửi góp ý", done="Đã gửi."
    )


@bp.route("/documents/opinions/<int:opinion_id>/answer", methods=["GET", "POST"])
@needs("document.answer_opinion", opinion=get_opinion)
def answer_opinion(opinion: Opinion) -> Any:
    form = AnswerForm(data={"outcome": opinion.outcome, "answer": opinion.answer})

    def save() -> str:
        service.answer_opinion(opinion, Outcome(form.outcome.data), form.answer.data, current_user)
        return _address(opinion)

    title = f"Trả lời góp ý của {opinion.department.name}"
    return form_page(form, save, title=title, trail=_trail(opinion), lead=opinion.words, button="Ghi")


@bp.get("/documents/<int:document_id>/opinions.docx")
@needs("document.view_work", document=queries.get_document)
def opinions_docx(document: Document) -> Any:
    """Bảng tổng hợp, tiếp thu, giải trình ý kiến (Phụ lục VI, III.5.a NĐ 30/2020)."""
    office = document.issuer.name_on(today())
    rows = [
        OpinionRow(
            f"{opinion.department.name}\n(bản {opinion.n})",
            opinion.words or "Chưa có ý kiến",
            opinion.outcome_label if opinion.words else "",
            opinion.answer,
        )
        for opinion in opinions_of(document)
    ]
    docx = opinion_table(office.lines, document.title, f"{office.place}, {letter_date(today())}", rows)
    return _sent(docx, f"Tổng hợp ý kiến {document.title[:60]}.docx")


@bp.get("/documents/<int:document_id>/compare")
@needs("document.view_work", document=queries.get_document)
def compare(document: Document) -> Any:
    """Two versions of the letter in words, the later beside the earlier unless the address says otherwise."""
    old, new = _two(document)
    lines = compare_docx(read(old.docx_sha256), read(new.docx_sha256))
    choices = [(str(version.n), f"Bản {version.n}") for version in document.versions]
    return render_template(
        "documents/differences.html", document=document, old=old, new=new, lines=lines, version_choices=choices
    )


@bp.get("/documents/<int:document_id>/compare.docx")
@needs("document.view_work", document=queries.get_document)
def compare_word(document: Document) -> Any:
    old, new = _two(document)
    marked = redline(read(old.docx_sha256), read(new.docx_sha256), new.made_by.name, new.made_at or now())
    return _sent(marked, f"So sánh bản {old.n} và {new.n} {document.title[:60]}.docx")


def _two(document: Document) -> tuple[DocumentVersion, DocumentVersion]:
    new = whole_number_or_none(request.args.get("new")) or document.current_n
    old = whole_number_or_none(request.args.get("old")) or max(new - 1, 1)
    return queries.get_version(document, old), queries.get_version(document, new)


def _sent(docx: bytes, name: str) -> Any:
    return send_file(BytesIO(docx), mimetype=KINDS["docx"].media_type, as_attachment=True,
                     download_name=name.replace("/", "-"))  # fmt: skip


def _ask_form(document: Document, fresh: bool = False) -> AskForm:
    form = AskForm(formdata=None) if fresh else AskForm()
    form.offer(unit for unit in open_departments() if unit.id != document.department_id)
    return form


def _address(opinion: Opinion) -> str:
    return url_for(".opinions", document_id=opinion.document_id)


def _trail(opinion: Opinion) -> list[tuple[str, str | None]]:
    return [("Văn bản", url_for(".index")), ("Góp ý", _address(opinion))]


def _page(document: Document, form: AskForm) -> str:
    return render_template("documents/opinions.html", document=document, opinions=opinions_of(document), form=form)
