"""Files are taken, checked by the worker and mended into new files; what cannot be taken is said file by file."""

import pytest
from sqlalchemy import func, select

from intranet.checking import jobs, queries, service
from intranet.checking.models import CheckBatch, CheckedFile, FormatReport
from intranet.checking.rules import MOST_DRAWN_AT_ONCE, MOST_FILES, ReportState
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.files import read
from intranet.core.jobs import Job, run_due
from intranet.docservice.check.run import check
from intranet.printing.rules import FilesState
from tests.checking.conftest import BAD, GOOD, dropped
from tests.support.office import Office


def checked(office: Office, *files: tuple[bytes, str]) -> CheckBatch:
    person = office.person()
    with transaction():
        batch = service.check(dropped(*files), person)
    run_due()
    session.expire_all()
    return batch


@pytest.mark.usefixtures("both_engines")
def test_each_file_gets_its_verdict_and_its_pages(office: Office) -> None:
    good, bad = checked(office, GOOD, BAD).files
    assert good.report and bad.report
    assert (good.report.verdict, good.report.findings) == ("dat", [])
    assert bad.report.verdict == "khong_dat"
    assert [one["code"] for one in bad.report.findings] == ["quoc_hieu.co_chu", "so_ky_hieu.so_0", "ten_loai.dam"]
    assert (bad.report.count("must"), bad.report.count("note"), bad.report.mendable_count) == (3, 0, 2)
    assert [file.files_state for file in (good, bad)] == [FilesState.READY] * 2


@pytest.mark.usefixtures("app")
def test_what_is_no_word_file_is_said_and_the_others_go_on(office: Office) -> None:
    refused, good = checked(office, (b"%PDF-1.7 not Word", "a.pdf"), GOOD).files
    assert refused.report is None and refused.files_reason.endswith(".")
    assert good.report and good.report.verdict == "dat"


@pytest.mark.usefixtures("app")
def test_the_same_file_is_checked_once_whoever_drops_it(office: Office) -> None:
    for _ in range(2):
        checked(office, BAD, BAD)
    assert session.scalar(select(func.count(FormatReport.id))) == 1
    assert session.scalar(select(func.count(CheckedFile.id))) == 4


@pytest.mark.usefixtures("app")
def test_none_and_too_many_are_refused(office: Office) -> None:
    person = office.person()
    for files in ([], dropped(*[GOOD] * (MOST_FILES + 1))):
        with pytest.raises(Invalid):
            service.check(files, person)


@pytest.mark.usefixtures("app")
def test_the_pages_of_many_files_wait_until_somebody_asks(office: Office) -> None:
    batch = checked(office, *[GOOD] * (MOST_DRAWN_AT_ONCE + 1))
    assert {file.files_state for file in batch.files} == {FilesState.FAILED}
    with transaction():
        service.draw_pages(batch.files[0])
    with pytest.raises(Refused):
        service.draw_pages(batch.files[0])
    run_due()
    session.expire_all()
    assert batch.files[0].files_state == FilesState.READY


@pytest.mark.usefixtures("both_engines")
def test_mending_makes_a_new_file_once_and_leaves_the_old_one(office: Office) -> None:
    batch = checked(office, BAD)
    (bad,) = batch.files
    with transaction():
        mended = service.mend(bad, batch.by)
    with transaction():
        assert service.mend(bad, batch.by) is mended
    run_due()
    session.expire_all()
    assert mended.name == "Kế hoạch sai (đã sửa).docx" and len(mended.repaired) == 2
    assert mended.report and [one["code"] for one in mended.report.findings] == ["ten_loai.dam"]
    assert [one.code for one in check(read(mended.docx_sha256 or "")).findings] == ["ten_loai.dam"]
    assert read(bad.docx_sha256 or "") == BAD[0]
    with pytest.raises(Refused):
        service.mend(mended, batch.by)


@pytest.mark.usefixtures("app")
def test_only_who_dropped_a_file_mends_it(office: Office) -> None:
    (bad,) = checked(office, BAD).files
    with pytest.raises(NotPermitted):
        service.mend(bad, office.person())


@pytest.mark.usefixtures("app")
def test_a_check_that_fails_every_time_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(docx: bytes, profile: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(jobs, "examined", broken)
    (file,) = checked(office, BAD).files
    for _ in range(5):
        with transaction():
            session.query(Job).update({"run_at": file.batch.at})
        run_due()
    session.expire_all()
    assert file.report and file.report.state == ReportState.FAILED and "người quản trị" in file.report.reason


@pytest.mark.usefixtures("app")
def test_recent_files_are_ones_own(office: Office) -> None:
    batch = checked(office, GOOD, BAD)
    assert [file.name for file in queries.recent_files(batch.by)] == [BAD[1], GOOD[1]]
    assert queries.recent_files(office.person()) == []
