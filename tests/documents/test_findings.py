"""The checker in the flow: every version has its report, what stands against it blocks the number, unless let pass."""

import pytest

from intranet.checking.rules import ReportState, finding_key
from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.rules import State
from tests.documents.conftest import KEY, MUST, NOTE, Letters, find_against
from tests.support.visitor import Visitor


@pytest.fixture
def faulty(letters: Letters) -> Document:
    """A signed letter against which the checker has something."""
    letter = letters.in_state(State.SIGNED)
    find_against(letter, MUST, NOTE)
    return letter


@pytest.mark.usefixtures("both_engines")
def test_every_version_is_checked_by_the_worker(letters: Letters) -> None:
    letter = letters.saved()
    assert letter.report.state == ReportState.WAITING
    letters.with_files(letter)
    assert (letter.report.verdict, letter.report.findings) == ("dat", [])
    first = letter.report.id
    with transaction():
        service.save_version(
            letter, letters.typed(trich_yeu="Tập huấn lần hai"), letter.draft.revision, letters.cast.staff
        )
    assert letter.current_n == 2 and letter.report.id != first
    assert letter.versions[1].report.id == first


@pytest.mark.usefixtures("both_engines")
def test_a_must_blocks_the_number_until_it_is_let_pass(letters: Letters, faulty: Document) -> None:
    with pytest.raises(Refused, match="Còn 1 lỗi thể thức: Quốc hiệu"), transaction():
        service.number(faulty, letters.cast.clerk, today())
    with transaction():
        service.overrule_finding(faulty, 1, KEY, "Bản in lại đúng cỡ", letters.cast.clerk)
    with transaction():
        service.number(faulty, letters.cast.clerk, today())
    assert faulty.state == State.NUMBERED
    entry = next(one for one in history_of(faulty) if one.act == "overrule_finding")
    assert (entry.note, entry.detail["finding"]) == ("Bản in lại đúng cỡ", KEY) and "Quốc hiệu" in entry.words


@pytest.mark.usefixtures("app")
def test_a_report_that_still_waits_is_made_before_the_number(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    assert letter.report.state == ReportState.READY


@pytest.mark.usefixtures("app")
def test_letting_pass_twice_is_once_and_a_newer_version_begins_anew(letters: Letters, faulty: Document) -> None:
    with transaction():
        first = service.overrule_finding(faulty, 1, KEY, "Đã hỏi", letters.cast.clerk)
    with transaction():
        assert service.overrule_finding(faulty, 1, KEY, "Lại", letters.cast.clerk).id == first.id
    with transaction():
        service.send_back(faulty, letters.cast.clerk, "Sửa")
        service.save_version(faulty, letters.typed(trich_yeu="Bản khác"), faulty.draft.revision, letters.cast.staff)
        service.submit_for_check(faulty, letters.cast.staff)
    assert faulty.overruled == {}
    with pytest.raises(Refused, match="đã có bản 2"), transaction():
        service.overrule_finding(faulty, 1, KEY, "Cũ", letters.cast.clerk)


@pytest.mark.usefixtures("app")
def test_only_whoever_checks_the_format_and_only_with_a_reason(letters: Letters, faulty: Document) -> None:
    for person in (letters.cast.staff, letters.cast.head, letters.cast.leader):
        with pytest.raises(NotPermitted):
            service.overrule_finding(faulty, 1, KEY, "Vì thế", person)
    with pytest.raises(Invalid):
        service.overrule_finding(faulty, 1, KEY, "  ", letters.cast.clerk)
    for key in ("quoc_hieu.dam/quoc_hieu/4", finding_key(NOTE)):
        with pytest.raises(Refused):
            service.overrule_finding(faulty, 1, key, "Vì thế", letters.cast.clerk)
    assert faulty.overruled == {}


@pytest.mark.usefixtures("app")
def test_the_page_shows_findings_to_those_who_work_on_it(letters: Letters, faulty: Document, visitor: Visitor) -> None:
    for person in (letters.cast.staff, letters.cast.head, letters.cast.clerk, letters.cast.leader):
        page = visitor.sign_in(person).visit(f"/documents/{faulty.id}")
        assert "Không đạt 1 sai · 1 cần xem" in page.text and "cỡ 16" in page.text
        assert ("Cho qua lỗi này" in page.buttons()) == (person is letters.cast.clerk)


@pytest.mark.usefixtures("app")
def test_letting_pass_on_the_page(letters: Letters, faulty: Document, visitor: Visitor) -> None:
    page = visitor.sign_in(letters.cast.clerk).visit(f"/documents/{faulty.id}")
    assert "Còn 1 lỗi thể thức: Quốc hiệu" in page.text
    refused = visitor.press("Cho qua lỗi này", on=page, status=422, reason="")
    assert "Hãy điền mục này" in refused.text
    page = visitor.press("Cho qua lỗi này", on=page, reason="In lại đúng cỡ")
    assert "Đã cho qua" in page.text and "In lại đúng cỡ" in page.text and "cho qua 1" in page.text
    assert "Còn 1 lỗi thể thức" not in page.text


@pytest.mark.usefixtures("app")
def test_the_version_s_page_lists_its_findings(letters: Letters, faulty: Document, visitor: Visitor) -> None:
    letters.with_files(faulty)
    page = visitor.sign_in(letters.cast.leader).visit(f"/documents/{faulty.id}/versions/1")
    assert "Quốc hiệu: cỡ chữ 12–13" in page.text
