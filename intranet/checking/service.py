"""Dropping files to be checked, and mending one."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from sqlalchemy.exc import IntegrityError

from intranet.checking import queries
from intranet.checking.models import CheckBatch, CheckedFile, FormatProfile, FormatReport
from intranet.checking.rules import MOST_DRAWN_AT_ONCE, MOST_FILES, ReportState, slip_pairs
from intranet.core import history, permissions
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep, keep_bytes, read
from intranet.core.jobs import enqueue
from intranet.docservice.catalogue import Template
from intranet.docservice.check.on_page import check_with_spots
from intranet.docservice.check.profile import Profile
from intranet.docservice.check.rules import RULES
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS, inspect_upload, shown_name
from intranet.docservice.mend import mend as mend_docx
from intranet.docservice.render import render_docx
from intranet.printing.rules import FilesState
from intranet.printing.service import ask_for_files

NOT_DRAWN = "Gửi nhiều tệp một lúc nên các trang chưa được vẽ."


def check(uploads: Sequence[tuple[BinaryIO, str]], actor: Any) -> CheckBatch:
    """Take files (stream, name) to be checked by the worker; one that cannot be taken is noted with the reason.

    Raises Invalid when there is none, or more than MOST_FILES.
    """
    if not uploads:
        raise Invalid("Hãy chọn ít nhất một tệp Word (.docx).", field="files")
    if len(uploads) > MOST_FILES:
        raise Invalid(f"Mỗi lần nhận nhiều nhất {MOST_FILES} tệp; bạn đã chọn {len(uploads)}.", field="files")
    batch = CheckBatch(by_id=actor.id)
    session.add(batch)
    taken = [_take(batch, stream, name) for stream, name in uploads]
    session.flush()
    if len(taken) <= MOST_DRAWN_AT_ONCE:
        for file in taken:
            if file.report is not None:
                ask_for_files(file)
    return batch


def _take(batch: CheckBatch, stream: BinaryIO, name: str) -> CheckedFile:
    file = CheckedFile(name=shown_name(name), files_state=FilesState.FAILED, files_reason=NOT_DRAWN)
    try:
        facts = inspect_upload(stream, name, {"docx"})
    except DocError as error:
        file.files_reason = error.sentence
    else:
        file.docx_sha256 = keep(stream, facts.media_type).sha256
        file.report = ask_for_report(file.docx_sha256)
    batch.files.append(file)
    return file


def ask_for_report(docx_sha256: str) -> FormatReport:
    """The report on a kept Word file under the office's present choices, asked for within the caller's change."""
    n, _ = queries.present_profile()
    report = queries.find_report(docx_sha256, n)
    if report is not None:
        return report
    report = FormatReport(docx_sha256=docx_sha256, profile_n=n)
    try:
        with session.begin_nested():
            session.add(report)
    except IntegrityError:  # somebody asked for the same file a moment ago
        report = queries.find_report(docx_sha256, n)
        assert report is not None
        return report
    enqueue("checking.make_report", report_id=report.id)
    return report


def check_again(file: CheckedFile, actor: Any) -> None:
    """Ask for the report anew, under the office's present choices; raises Refused while the file is being checked."""
    permissions.require(actor, "checking.check_again", file)
    assert file.report is not None and file.docx_sha256 is not None
    if file.report.state == ReportState.WAITING:
        raise Refused("Tệp này đang được kiểm tra.", "Hãy đợi một lát rồi tải lại trang.")
    file.report = report = ask_for_report(file.docx_sha256)
    if report.state != ReportState.WAITING:  # checked under these choices before; the program may know more by now
        report.state, report.reason = ReportState.WAITING, ""
        session.flush()
        enqueue("checking.make_report", report_id=report.id)


def check_now(report: FormatReport) -> None:
    """Make a report that waits for the worker at once, in the caller's change: its letter is about to be numbered."""
    if report.state == ReportState.WAITING:
        profile = queries.profile_numbered(report.profile_n)
        for name, value in examined(read(report.docx_sha256), profile).items():
            setattr(report, name, value)


def examined(docx: bytes, profile: Profile) -> dict[str, Any]:
    """The columns of a report: what the checker says of a file, or why it could not read it."""
    try:
        found, spots = check_with_spots(docx, profile)
    except DocError as error:
        return {"state": ReportState.FAILED, "reason": error.sentence}
    findings = [
        finding.as_json() | {"spots": [[spot.words, spot.nth] for spot in places]}
        for finding, places in zip(found.findings, spots, strict=True)
    ]
    return {"state": ReportState.READY, "verdict": found.verdict, "reason": found.reason, "findings": findings}


def draw_pages(file: CheckedFile) -> None:
    """Ask for the pages of a file as pictures; raises Refused while they are made or there."""
    if file.files_state != FilesState.FAILED:
        raise Refused("Các trang đang được vẽ hoặc đã có.", "Hãy tải lại trang.")
    ask_for_files(file)


def mend(file: CheckedFile, actor: Any) -> CheckedFile:
    """Mend what is mechanical into a new file beside the old one; the same file twice is mended once.

    Raises Refused before its report is there, and when nothing can be mended by the program.
    """
    permissions.require(actor, "checking.mend", file)
    assert file.report is not None and file.docx_sha256 is not None
    if file.mended is not None:
        return file.mended
    if file.report.state != ReportState.READY or not file.report.mendable_count:
        raise Refused("Không có lỗi nào máy sửa được.", "Những lỗi còn lại phải sửa trong Word.")
    try:
        done = mend_docx(read(file.docx_sha256), queries.present_profile()[1])
    except DocError as error:
        raise Refused(error.sentence) from error
    sha256 = keep_bytes(done.docx, KINDS["docx"].media_type)
    mended = CheckedFile(
        batch=file.batch,
        name=_mended_name(file.name),
        docx_sha256=sha256,
        report=ask_for_report(sha256),
        mended_from=file,
        repaired=[f"{RULES[one.code].says}: {one.found} → {one.expected}" for one in done.repaired],
    )
    session.add(mended)
    ask_for_files(mended)
    return mended


def set_profile(profile: FormatProfile, actor: Any) -> FormatProfile:
    """Make these choices the office's from now on; letters checked before keep their reports.

    Raises Invalid, naming the field, for a choice outside the decree, departures without a reason, a slip without
    what is right.
    """
    permissions.require(actor, "checking.set_profile")
    if profile.departures and not (profile.departures_why or "").strip():
        why = "Hãy ghi căn cứ: cơ quan thuộc khoản 2 Điều 2, văn bản nào quy định khác."
        raise Invalid(why, field="departures_why")
    if any(not wrong or not right for wrong, right in slip_pairs(profile.slips or "")):
        raise Invalid("Mỗi dòng ghi: từ sai = từ đúng.", field="slips")
    try:
        queries.profile_of(profile)
    except DocError as error:
        raise Invalid(error.sentence) from error
    profile.by_id = actor.id
    session.add(profile)
    history.record(
        profile, actor, "set_profile", "đặt lựa chọn thể thức của cơ quan", note=profile.departures_why or ""
    )
    return profile


def print_letter(template: Template, facts: Mapping[str, Any], *, year: int | None = None) -> bytes:
    """The .docx of a template as this office prints it: in the sizes, margins and indents it chose.

    Every letter of the office is made here, one alone, by the hundred or for a program. DocError as render_docx.
    """
    docx, (_, profile) = render_docx(template, facts, year=year), queries.present_profile()
    return mend_docx(docx, profile).docx if profile.has_choices else docx


def _mended_name(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem} (đã sửa).{ending}" if dot else f"{name} (đã sửa)"
