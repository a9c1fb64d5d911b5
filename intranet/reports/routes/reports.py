"""The pages of reports: the list, a new one, one with its figures and parts, a department's part, the letter."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import form_page
from intranet.core.errors import Invalid
from intranet.core.history import history_of
from intranet.docservice.vietnamese import short_date
from intranet.plans.models import Plan
from intranet.plans.queries import get_plan, kept_from
from intranet.reports import queries, service
from intranet.reports.forms import PartForm, ReportForm, this_quarter
from intranet.reports.models import Report, ReportPart
from intranet.reports.routes.blueprint import bp
from intranet.reports.rules import STANDINGS, published_in_words, since_the_last
from intranet.reports.service.merging import figures_by_department
from intranet.web.access import needs
from intranet.web.filters import moment


@bp.get("/reports")
@needs("report.list")
def index() -> Any:
    return render_template("reports/index.html", reports=queries.reports(current_user), kept=kept_from(current_user))


@bp.route("/plans/<int:plan_id>/make_report", methods=["GET", "POST"])
@needs("report.make", plan=get_plan)
def make_report(plan: Plan) -> Any:
    since, until = this_quarter()
    form = ReportForm(data={"period_from": since, "period_until": until, "answer_by": until})

    def save() -> str:
        report = service.make_report(
            plan, form.period_from.day, form.period_until.day, form.answer_by.day, current_user
        )
        return url_for(".report", report_id=report.id)

    return form_page(
        form,
        save,
        title=f"Báo cáo {plan.short_mark}",
        trail=[("Kế hoạch", url_for("plans.index")), (plan.mark, url_for("plans.plan", plan_id=plan.id))],
        button="Chốt số liệu, hỏi các đơn vị",
        done="Đã chốt số liệu và báo cho các đơn vị.",
        lead="Số liệu được đếm và giữ nguyên từ lúc bấm nút; lần báo cáo sau so với lần này.",
    )


@bp.get("/reports/<int:report_id>")
@needs("report.view", report=queries.get_report)
def report(report: Report) -> Any:
    before = queries.report_before(report)
    figures = report.snapshot["figures"]
    return render_template(
        "reports/report.html",
        report=report,
        figures=figures,
        standings=STANDINGS,
        departments=figures_by_department(report),
        change=since_the_last(figures, before.snapshot["figures"]) if before else "",
        before=before,
        published=published_in_words(report.snapshot["published"]) if report.snapshot.get("published") else (),
        lines=[
            {"who": entry.who, "what": entry.words, "when": moment(entry.at), "note": entry.note}
            for entry in history_of(report)
        ],
    )


@bp.get("/report_parts/<int:part_id>")
@needs("report_part.view", part=queries.get_part)
def part(part: ReportPart) -> Any:
    return _part_page(part, PartForm(formdata=None, obj=part))


@bp.post("/report_parts/<int:part_id>/answer")
@needs("report_part.answer", part=queries.get_part)
def answer(part: ReportPart) -> Any:
    form = PartForm()
    if not form.validate():
        return _part_page(part, form), 422
    try:
        service.answer(
            part, form.results.data or "", form.difficulties.data or "", form.proposals.data or "", current_user
        )
    except Invalid as problem:
        form[problem.field].errors = [problem.sentence]
        return _part_page(part, form), 422
    flash("Đã gửi phần báo cáo của đơn vị.", "success")
    return redirect(url_for(".report", report_id=part.report_id), 303)


def _part_page(part: ReportPart, form: PartForm) -> str:
    own = [
        {**line, "due": short_date(date.fromisoformat(line["deadline"])) if line["deadline"] else "không thời hạn"}
        for line in part.report.snapshot["tasks"]
        if line["department"] == part.department_id
    ]
    return render_template("reports/part.html", part=part, form=form, tasks=own, standings=STANDINGS)


@bp.post("/reports/<int:report_id>/merge")
@needs("report.merge", report=queries.get_report)
def merge(report: Report) -> Any:
    document = service.merge(report, current_user)
    flash("Đã tổng hợp thành văn bản. Hãy xem lại, chọn người ký và lưu bản dự thảo.", "success")
    return redirect(url_for("documents.edit", document_id=document.id), 303)
