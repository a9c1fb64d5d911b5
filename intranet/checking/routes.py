"""The pages of "Kiểm tra thể thức": drop files, the table of many, one with its pages, its findings and its mending."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import main_issuer
from intranet.checking import queries, service
from intranet.checking.forms import ProfileForm, departure_groups, shown
from intranet.checking.models import CheckBatch, CheckedFile, FormatProfile
from intranet.checking.rules import VERDICT_SENTENCES, VERDICT_TONES, WEIGHT_TONES, ReportState, finding_key
from intranet.core.errors import Invalid, NotFound
from intranet.core.files import path_of, read
from intranet.docservice.check.annotate import annotate
from intranet.docservice.check.letter import COMPONENT_NAMES
from intranet.docservice.check.profile import SIDES, SIZE_CHOICES
from intranet.docservice.check.report import VERDICT_WORDS, WEIGHT_WORDS, place_in_words
from intranet.docservice.check.rules import RULES
from intranet.docservice.check.sample import sample_page
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_image
from intranet.printing.rules import FilesState
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import blame, uploads

PAGE_WIDTH = 900
COLUMNS = (
    Column("Tệp", 36),
    Column("Kết luận", 18),
    Column("Mức", 12),
    Column("Quy tắc", 44),
    Column("Chỗ", 44),
    Column("Đang là", 32),
    Column("Cần là", 32),
    Column("Điều khoản", 24),
    Column("Máy sửa được", 14),
)

bp = Blueprint("checking", __name__)


@bp.app_context_processor
def words_of_the_checker() -> dict[str, Any]:
    """The checker's words and colours, for its own pages and for those of letters."""
    return {
        "verdict_words": VERDICT_WORDS,
        "verdict_tones": VERDICT_TONES,
        "verdict_sentences": VERDICT_SENTENCES,
        "weight_words": WEIGHT_WORDS,
        "weight_tones": WEIGHT_TONES,
        "format_rules": RULES,
        "place_in_words": place_in_words,
        "component_names": COMPONENT_NAMES,
        "finding_key": finding_key,
    }


@bp.get("/checking")
@needs("checking.check")
def index() -> Any:
    return _index_page()


@bp.post("/checking/check")
@needs("checking.check")
def check() -> Any:
    try:
        batch = service.check(uploads(request.files.getlist("files")), current_user)
    except Invalid as problem:
        return _index_page(problem.sentence), problem.status
    if len(batch.files) == 1 and batch.files[0].report is not None:
        return redirect(url_for(".file", file_id=batch.files[0].id), 303)
    return redirect(url_for(".batch", batch_id=batch.id), 303)


def _index_page(problem: str = "") -> str:
    return render_template("checking/index.html", files=queries.recent_files(current_user), problem=problem)


@bp.get("/checking/help")
@needs("checking.check")
def help() -> Any:
    groups: dict[str, list[Any]] = {}
    for rule in RULES.values():
        name = rule.code.partition(".")[0]
        groups.setdefault(COMPONENT_NAMES.get(name, "Chữ và chính tả"), []).append(rule)
    return render_template("checking/help.html", groups=groups, rule_count=len(RULES))


@bp.get("/checking/profile")
@needs("checking.set_profile")
def profile() -> Any:
    return _profile_page(ProfileForm(data=shown(next(iter(queries.profiles()), None))))


@bp.post("/checking/set_profile")
@needs("checking.set_profile")
def set_profile() -> Any:
    form = ProfileForm()
    if not form.validate():
        return _profile_page(form), 422
    if "_preview" in request.form:
        return _profile_page(form, form.profile())
    try:
        service.set_profile(form.profile(), current_user)
    except Invalid as problem:
        blame(form, problem)
        return _profile_page(form), problem.status
    flash("Đã lưu. Từ nay văn bản được kiểm tra và in ra theo lựa chọn này.", "success")
    return redirect(url_for(".profile"), 303)


def _profile_page(form: ProfileForm, tried: FormatProfile | None = None) -> str:
    versions = queries.profiles()
    drawn = queries.profile_of(tried) if tried is not None else queries.present_profile()[1]
    return render_template(
        "checking/profile.html",
        form=form,
        versions=versions,
        groups=departure_groups(),
        size_fields=[form[f"size_{group}"] for group in SIZE_CHOICES],
        margin_fields=[form[f"margin_{side}"] for side in SIDES],
        sample=sample_page(drawn),
        is_tried=tried is not None,
    )


@bp.get("/checking/<int:batch_id>")
@needs("checking.view", batch=queries.get_batch)
def batch(batch: CheckBatch) -> Any:
    return render_template("checking/batch.html", batch=batch, files=_dropped(batch), waiting=_waiting(batch))


@bp.get("/checking/<int:batch_id>/state")
@needs("checking.view", batch=queries.get_batch)
def batch_state(batch: CheckBatch) -> Any:
    """How far the checks are, for the page that waits for them."""
    waiting = _waiting(batch)
    if waiting:
        return {"state": "working", "text": f"Còn {waiting} tệp đang được kiểm tra…"}
    return {"state": "done", "text": "Đã kiểm tra xong.", "url": url_for(".batch", batch_id=batch.id)}


@bp.get("/checking/<int:batch_id>.xlsx")
@needs("checking.view", batch=queries.get_batch)
def excel(batch: CheckBatch) -> Any:
    rows = [row for file in _dropped(batch) for row in _rows(file)]
    return excel_answer("kiem-tra-the-thuc", "Kết quả kiểm tra thể thức", COLUMNS, rows, above=(main_issuer().name,))


def _dropped(batch: CheckBatch) -> list[CheckedFile]:
    return [file for file in batch.files if file.mended_from_id is None]


def _waiting(batch: CheckBatch) -> int:
    return sum(file.report is not None and file.report.state == ReportState.WAITING for file in batch.files)


def _rows(file: CheckedFile) -> Iterator[tuple[Any, ...]]:
    report = file.report
    if report is None or report.state != ReportState.READY:
        yield (file.name, report.reason if report and report.reason else file.files_reason, *[""] * 7)
        return
    verdict = VERDICT_WORDS[report.verdict]  # type: ignore[index]
    if not report.findings:
        yield (file.name, verdict, "", report.reason, *[""] * 5)
    for one in report.findings:
        yield (
            file.name, verdict, WEIGHT_WORDS[one["weight"]], RULES[one["code"]].says, place_in_words(one["place"]),
            one["found"], one["expected"], one["article"], "có" if one["mendable"] else "",
        )  # fmt: skip


@bp.get("/checking/files/<int:file_id>")
@needs("checking.view", file=queries.get_file)
def file(file: CheckedFile) -> Any:
    report = file.report
    is_ready = report is not None and report.state == ReportState.READY
    marked = queries.marks_on_pages(report, file.pdf_sha256) if is_ready and file.pdf_sha256 and report else []
    return render_template(
        "checking/file.html",
        file=file,
        report=report,
        is_waiting=report is not None and report.state == ReportState.WAITING,
        changed_choices=report is not None and report.profile_n != queries.present_profile()[0],
        draws=file.files_state == FilesState.WAITING,
        pages=[url_for(".page", file_id=file.id, page=page) for page in file.page_numbers],
        marked=marked,
        seen={mark.finding for page in marked for mark in page.marks},
    )


@bp.get("/checking/files/<int:file_id>/state")
@needs("checking.view", file=queries.get_file)
def file_state(file: CheckedFile) -> Any:
    """How far the check and the pages are; each that is ready is worth showing."""
    report = file.report
    if report is not None and report.state == ReportState.WAITING:
        return {"state": "working", "text": "Đang kiểm tra…"}
    if file.files_state == FilesState.WAITING and request.args.get("shown") == "report":
        return {"state": "working", "text": "Đang vẽ các trang…"}
    return {"state": "done", "text": "Đã xong.", "url": url_for(".file", file_id=file.id)}


@bp.get("/checking/files/<int:file_id>/pages/<int:page>.webp")
@needs("checking.view", file=queries.get_file)
def page(file: CheckedFile, page: int) -> Any:
    if file.pdf_sha256 is None:
        raise NotFound("Trang này chưa được vẽ.")
    try:
        picture = page_image(path_of(file.pdf_sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=31536000, immutable"}


@bp.get("/checking/files/<int:file_id>.docx")
@needs("checking.view", file=queries.get_file)
def docx(file: CheckedFile) -> Any:
    """The file as it was dropped, or as it was mended."""
    return _word(path_of(file.docx_sha256 or ""), file.name)


@bp.get("/checking/files/<int:file_id>/annotated.docx")
@needs("checking.view", file=queries.get_file)
def annotated(file: CheckedFile) -> Any:
    """The same file with a Word comment at each finding."""
    docx = annotate(read(file.docx_sha256 or ""), queries.present_profile()[1])
    return _word(BytesIO(docx), f"{file.name.removesuffix('.docx')} (ghi chú).docx")


def _word(source: Any, name: str) -> Any:
    return send_file(source, mimetype=KINDS["docx"].media_type, as_attachment=True, download_name=name)


@bp.post("/checking/files/<int:file_id>/mend")
@needs("checking.mend", file=queries.get_file)
def mend(file: CheckedFile) -> Any:
    mended = service.mend(file, current_user)
    flash(f"Đã sửa {len(mended.repaired)} loại lỗi. Bản gốc vẫn còn nguyên.", "success")
    return redirect(url_for(".file", file_id=mended.id), 303)


@bp.post("/checking/files/<int:file_id>/check_again")
@needs("checking.check_again", file=queries.get_file)
def check_again(file: CheckedFile) -> Any:
    service.check_again(file, current_user)
    return redirect(url_for(".file", file_id=file.id), 303)


@bp.post("/checking/files/<int:file_id>/draw_pages")
@needs("checking.view", file=queries.get_file)
def draw_pages(file: CheckedFile) -> Any:
    service.draw_pages(file)
    return redirect(url_for(".file", file_id=file.id), 303)
