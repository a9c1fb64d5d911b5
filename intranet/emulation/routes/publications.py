"""What was published: the list, one piece, and using it as evidence."""

import io
from dataclasses import asdict, replace
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for

from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core import files
from intranet.core.clock import today
from intranet.core.errors import Invalid, NotFound
from intranet.core.history import history_of
from intranet.docservice.errors import DocError
from intranet.docservice.images import thumbnail
from intranet.emulation.forms.publicity import PublicationForm
from intranet.emulation.models import Publication
from intranet.emulation.queries import publicity as queries
from intranet.emulation.queries.exemplars import in_state
from intranet.emulation.queries.publicity import PublicationFilter
from intranet.emulation.routes.blueprint import ask_department, bp, tabs_at
from intranet.emulation.rules import TOPIC_LABELS, ExemplarState
from intranet.emulation.service import publicity as service
from intranet.plans.queries import get_task
from intranet.plans.routes.blueprint import me, typed
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import as_choices, search_words, upload, whole_number_or_none

TITLE = "Tin, bài đã đăng"
FOLLOWED = tuple(state for state in ExemplarState if state != ExemplarState.DROPPED)
COLUMNS = (
    Column("STT", 6), Column("Ngày đăng", 12), Column("Kênh", 26), Column("Tên tin, bài", 50), Column("Nội dung", 34),
    Column("Về ai", 36), Column("Đường dẫn", 50), Column("Minh chứng của nhiệm vụ", 40), Column("Đơn vị", 26),
)  # fmt: skip
LARGE = 900


@bp.get("/publications")
@needs("publication.list")
def publications() -> Any:
    wanted = _wanted()
    return render_template(
        "emulation/publications.html",
        page=queries.list_publications(wanted, request.args.get("page", 1, type=int)),
        wanted=wanted,
        channels=[("", "Mọi kênh"), *((one.id, one.name) for one in queries.channels(with_closed=True))],
        topics=[("", "Mọi nội dung"), *TOPIC_LABELS.items()],
        years=[("", "Mọi năm"), *((year, f"Năm {year}") for year in queries.years())],
        months=[("", "Cả năm"), *((month, f"Tháng {month}") for month in queries.MONTHS)],
        tabs=tabs_at("emulation.publications"),
        address=_address(wanted),
    )


@bp.get("/publications.xlsx")
@needs("publication.list")
def publications_sheet() -> Any:
    rows = [
        (n, one.published_on, one.channel.name, one.title, one.topic_label, one.about_line, one.url,
         one.task.told_as if one.task else "", one.department.name)
        for n, one in enumerate(queries.all_publications(_wanted()), 1)
    ]  # fmt: skip
    above = [f"Ngày xuất: {today():%d/%m/%Y}"]
    return excel_answer("tin-bai", "Tin, bài đã đăng", COLUMNS, rows, above=above)


@bp.get("/publications/<int:publication_id>")
@needs("publication.view", publication=queries.get_publication)
def publication(publication: Publication) -> Any:
    return render_template(
        "emulation/publication.html",
        publication=publication,
        tasks=[(task.id, task.told_as) for task in queries.tasks_to_prove(me())],
        lines=history_lines(history_of(publication)),
    )


@bp.get("/publications/<int:publication_id>/picture")
@needs("publication.view", publication=queries.get_publication)
def picture(publication: Publication) -> Any:
    """The picture without the camera's notes, as large as a screen needs."""
    if publication.picture_sha256 is None:
        raise NotFound("Tin, bài này không có ảnh.")
    try:
        shown = thumbnail(files.path_of(publication.picture_sha256), side=LARGE)
    except DocError as error:
        raise NotFound("Tệp này không có ảnh.") from error
    return send_file(io.BytesIO(shown), mimetype="image/jpeg", etag=False)


@bp.route("/publications/new", methods=["GET", "POST"])
@needs("publication.add")
def add_publication() -> Any:
    form = PublicationForm()
    form.offer(queries.channels(), in_state(*FOLLOWED))
    tasks = queries.tasks_to_prove(me())
    form.task_id.choices = as_choices([("", "– Không –"), *((str(task.id), task.told_as) for task in tasks)])
    department_of = ask_department(form)

    def save() -> str:
        made = service.add_publication(me(), department_of(), form.facts(), *upload(form.picture.data))
        if form.task_id.data:
            service.serve(made, get_task(int(form.task_id.data)), me())
        return url_for(".publication", publication_id=made.id)

    return _form(form, save, "Ghi tin, bài", _trail(), "Ghi")


@bp.route("/publications/<int:publication_id>/edit", methods=["GET", "POST"])
@needs("publication.edit", publication=queries.get_publication)
def edit_publication(publication: Publication) -> Any:
    form = PublicationForm(obj=publication)
    if request.method == "GET":
        form.about.data = [exemplar.id for exemplar in publication.about]
    del form.task_id, form.department_id
    form.offer(queries.channels(with_closed=True), in_state(*ExemplarState))

    def save() -> str:
        service.edit_publication(publication, me(), form.facts(), *upload(form.picture.data))
        return url_for(".publication", publication_id=publication.id)

    return _form(form, save, "Sửa tin, bài", [*_trail(), (publication.title, _url(publication))], "Lưu")


@bp.post("/publications/<int:publication_id>/serve")
@needs("publication.serve", publication=queries.get_publication)
def serve(publication: Publication) -> Any:
    task_id = whole_number_or_none(request.form.get("task_id"))
    if task_id is None:
        raise Invalid("Hãy chọn nhiệm vụ.", field="task_id")
    service.serve(publication, get_task(task_id), me())
    flash("Đã thêm vào minh chứng của nhiệm vụ.", "success")
    return redirect(_url(publication), 303)


@bp.post("/publications/<int:publication_id>/withdraw")
@needs("publication.withdraw", publication=queries.get_publication)
def withdraw_publication(publication: Publication) -> Any:
    service.withdraw(publication, typed("note"), me())
    flash("Đã rút; tin, bài không còn được đếm.", "success")
    return redirect(_url(publication), 303)


def _form(form: PublicationForm, save: Any, title: str, trail: list[tuple[str, str | None]], button: str) -> Any:
    if not queries.channels(with_closed=True):
        raise NotFound("Chưa có kênh tuyên truyền nào.", "Đơn vị phụ trách tuyên truyền hoặc quản trị thêm kênh trước.")
    return form_page(form, save, title=title, trail=trail, button=button, done="Đã ghi.", multipart=True)


def _trail() -> list[tuple[str, str | None]]:
    return [(TITLE, url_for(".publications"))]


def _url(publication: Publication) -> str:
    return url_for(".publication", publication_id=publication.id)


def _wanted() -> PublicationFilter:
    given = request.args
    topic, month = given.get("topic", ""), whole_number_or_none(given.get("month")) or 0
    return PublicationFilter(
        q=search_words(given.get("q")),
        channel=whole_number_or_none(given.get("channel")) or 0,
        topic=topic if topic in set(TOPIC_LABELS) else "",
        year=whole_number_or_none(given.get("year")) or 0,
        month=month if month in queries.MONTHS else 0,
    )


def _address(wanted: PublicationFilter, **changes: Any) -> str:
    given = asdict(replace(wanted, **changes))
    return url_for(".publications", **{name: value for name, value in given.items() if value})
