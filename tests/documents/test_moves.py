"""What people do with a letter, from the check to the issue, as stories on both engines."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from intranet.accounts.models import SigningAuthority
from intranet.accounts.rules import Capacity, Role
from intranet.accounts.service import PassedOn, close_department, pass_on
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.files import read
from intranet.core.history import history_of
from intranet.docservice.word import docx_text, find_controls
from intranet.documents import service
from intranet.documents.facts import Typed
from intranet.documents.models import Document
from intranet.documents.queries.gate import gate_of
from intranet.documents.rules import FLOW, CheckKind, Mode, State, standing_check
from intranet.plans.models import Plan, Task
from intranet.plans.rules import TaskProposal
from intranet.registers import service as registers
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import NumberState
from tests.documents.conftest import Letters, photo

pytestmark = pytest.mark.usefixtures("both_engines")


def acts(letter: Document) -> list[str]:
    return [entry.act for entry in reversed(history_of(letter))]


def test_a_letter_goes_from_hand_to_hand(letters: Letters) -> None:
    letter = letters.in_state(State.ISSUED)
    assert acts(letter) == [
        "begin",
        "save_version",
        "submit_for_check",
        "check_content",
        "check_format",
        "present",
        "sign",
        "number",
        "add_scan",
        "issue",
    ]
    assert letter.issued_at is not None
    assert letter.number.sent_on == today()


def test_a_refused_move_leaves_nothing_behind(letters: Letters) -> None:
    letter = letters.in_state(State.SIGNED)
    before = acts(letter)
    with pytest.raises(NotPermitted), transaction():
        service.number(letter, letters.cast.staff, today())
    assert letter.state == State.SIGNED
    assert letter.number is None
    assert session.scalars(select(RegisterNumber)).all() == []
    assert acts(letter) == before


def test_an_unfinished_letter_cannot_be_submitted(letters: Letters) -> None:
    letter = letters.begun()
    with pytest.raises(Refused, match="Chưa có bản dự thảo") as refusal, transaction():
        service.submit_for_check(letter, letters.cast.staff)
    assert "Chưa chọn người ký" in refusal.value.sentence


def test_words_typed_after_saving_stop_the_submission(letters: Letters) -> None:
    letter = letters.saved()
    with transaction():
        service.save_draft(letter, letters.typed(trich_yeu="Khác"), letter.draft.revision, letters.cast.staff)
    with pytest.raises(Refused, match="chưa lưu thành bản dự thảo"), transaction():
        service.submit_for_check(letter, letters.cast.staff)


def test_nobody_presents_a_letter_before_both_checks(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(letter, letters.cast.head, "Đồng ý")
    with pytest.raises(Refused, match="Chưa kiểm tra thể thức"), transaction():
        service.present(letter, letters.cast.staff)
    assert standing_check(letter, CheckKind.CONTENT).note == "Đồng ý"


def test_a_check_is_made_once(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(letter, letters.cast.head)
    with pytest.raises(Refused, match="đã được kiểm tra nội dung"), transaction():
        service.check_content(letter, letters.cast.head)
    assert len(letter.checks) == 1


def test_a_new_version_drops_the_checks(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(letter, letters.cast.head)
        service.check_format(letter, letters.cast.clerk)
    with transaction():
        service.save_version(letter, letters.typed(trich_yeu="Sửa lại"), letter.draft.revision, letters.cast.staff)
    assert FLOW.reasons_against("present", letter) == [
        "Kiểm tra nội dung: đã kiểm tra bản cũ (bản 1). Kiểm tra thể thức: đã kiểm tra bản cũ (bản 1)."
    ]
    with transaction():
        service.check_content(letter, letters.cast.head)
        service.check_format(letter, letters.cast.clerk)
        service.present(letter, letters.cast.staff)
    assert letter.state == State.PRESENTED


def test_a_new_appendix_drops_the_checks(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(letter, letters.cast.head)
    stream, name = letters.scan()
    with transaction():
        service.add_attachment(letter, letters.cast.staff, title="", file=stream, file_name=name)
    assert standing_check(letter, CheckKind.CONTENT) is None
    assert [attachment.title for attachment in letter.attachments] == ["ban-ky"]


def test_sent_back_letters_need_a_reason_and_new_checks(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with pytest.raises(Invalid, match="lý do"), transaction():
        service.send_back(letter, letters.cast.leader, "  ")
    with transaction():
        service.send_back(letter, letters.cast.leader, "Thiếu thời hạn")
    assert (letter.state, letter.returned_note, letter.state_label) == (State.DRAFT, "Thiếu thời hạn", "Bị trả lại")
    with transaction():
        service.submit_for_check(letter, letters.cast.staff)
    assert letter.returned_note == ""
    assert standing_check(letter, CheckKind.CONTENT) is None


def test_the_drafter_takes_his_letter_back(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with transaction():
        service.withdraw(letter, letters.cast.staff)
    assert letter.state == State.DRAFT


def test_only_the_named_signer_signs(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with pytest.raises(NotPermitted, match="người ký ghi trong văn bản"), transaction():
        service.sign(letter, letters.cast.office_head)


def test_an_authority_that_ended_signs_no_more(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with transaction():
        session.get_one(SigningAuthority, letters.signing.id).valid_until = today() - timedelta(days=1)
    with pytest.raises(Refused, match="không còn hiệu lực"), transaction():
        service.sign(letter, letters.cast.leader)
    with pytest.raises(Refused, match="không còn hiệu lực"), transaction():
        service.record_signed(letter, letters.cast.clerk)


def test_the_clerk_records_whose_signature_the_sheet_has(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with transaction():
        service.record_signed(letter, letters.cast.clerk)
    entry = history_of(letter)[0]
    assert (letter.state, entry.actor_name) == (State.SIGNED, "Văn thư")
    assert entry.detail["signer"] == "Phó Chủ tịch"


def test_another_signer_means_new_lines_and_new_checks(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    other = letters.office.may_sign(letters.cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "KH")
    with transaction():
        service.change_signer(letter, other.id, letters.cast.staff, "Phó Chủ tịch đi công tác")
    assert (letter.state, letter.current_n, letter.signer_id) == (State.CHECKING, 2, letters.cast.office_head.id)
    assert standing_check(letter, CheckKind.FORMAT) is None
    words = docx_text(read(letter.current.docx_sha256))
    assert "TL. CHỦ TỊCH" in words and "KT. CHỦ TỊCH" not in words
    assert letter.draft.saved_as == 2


def test_a_signer_without_authority_for_the_type_is_refused(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    other = letters.office.may_sign(letters.cast.office_head, Capacity.TL, "TL. CHỦ TỊCH", "TTr")
    with pytest.raises(Invalid, match="không được ký loại văn bản này"), transaction():
        service.change_signer(letter, other.id, letters.cast.staff)
    assert letter.state == State.CHECKING


def test_state_number_and_files_come_together(letters: Letters) -> None:
    letter = letters.in_state(State.SIGNED)
    version = read(letter.current.docx_sha256)
    with transaction():
        service.number(letter, letters.cast.clerk, today())
    assert (letter.state, letter.mark) == (State.NUMBERED, "01/KH-LMHTX")
    assert letter.number.document_id == letter.id
    controls = find_controls(read(letter.numbered.docx_sha256))
    assert (controls["so"], controls["ngay"][-4:]) == ("01", str(today().year))
    assert read(letter.current.docx_sha256) == version


def test_a_letter_has_one_number(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    with pytest.raises(Refused, match="Không thể «cấp số»"), transaction():
        service.number(letter, letters.cast.clerk, today())
    assert [number.full for number in session.scalars(select(RegisterNumber))] == ["01/KH-LMHTX"]


def test_a_date_the_book_cannot_take_leaves_no_number(letters: Letters) -> None:
    letters.in_state(State.NUMBERED)
    letter = letters.in_state(State.SIGNED)
    for day in (today() + timedelta(days=1), date(today().year, 1, 1)):
        if day == today():
            continue
        with pytest.raises(Invalid), transaction():
            service.number(letter, letters.cast.clerk, day)
    assert (letter.state, letter.number_id) == (State.SIGNED, None)
    assert len(session.scalars(select(RegisterNumber)).all()) == 1


def test_a_kept_number_is_used_with_its_own_date(letters: Letters) -> None:
    letter = letters.in_state(State.SIGNED)
    with transaction():
        registers.set_keeping(letter.issuer, "Quy chế", letters.cast.clerk)
        kept = registers.keep_number(
            letter.issuer, "KH", today(), actor=letters.cast.clerk, why="Kế hoạch tập huấn", leave=letters.cast.leader
        )
    with transaction():
        service.number(letter, letters.cast.clerk, today(), kept)
    assert letter.number_id == kept.id
    assert kept.state == NumberState.ISSUED


def test_a_number_stays_with_a_letter_that_is_sent_back(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    with transaction():
        service.send_back(letter, letters.cast.clerk, "Sai tên đơn vị")
    changed = letters.typed(trich_yeu="Tên đúng")
    with transaction():
        service.save_version(letter, changed, letter.draft.revision, letters.cast.staff)
    for _, move in letters.moves[:4]:
        with transaction():
            move(letter)
    assert (letter.state, letter.mark, letter.current_n) == (State.NUMBERED, "01/KH-LMHTX", 2)
    assert letter.number.subject == "Tên đúng"
    assert "Tên đúng" in docx_text(read(letter.numbered.docx_sha256))


def test_a_cancelled_letter_leaves_its_number_with_the_reason(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    with transaction():
        service.cancel(letter, letters.cast.clerk, "Hoãn tập huấn")
    number = session.scalars(select(RegisterNumber)).one()
    assert (letter.state, number.state, number.why) == (State.CANCELLED, NumberState.CANCELLED, "Hoãn tập huấn")


def test_photographs_become_one_signed_sheet(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    sheets = [(io.BytesIO(photo(colour)), f"{colour}.jpg") for colour in ("white", "gray")]
    with transaction():
        service.add_scan(letter, letters.cast.clerk, sheets)
    assert (letter.state, letter.scan.page_count) == (State.SCANNED, 2)


def test_a_better_scan_takes_the_place_of_the_first(letters: Letters) -> None:
    letter = letters.in_state(State.SCANNED)
    first = letter.scan.id
    with transaction():
        service.add_scan(letter, letters.cast.clerk, [letters.scan()])
    assert letter.scan.id != first
    assert len(letter.scans) == 2


def test_a_scan_is_a_pdf_or_photographs_and_not_nothing(letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    mixed = [letters.scan(), (io.BytesIO(photo()), "trang 2.jpg")]
    for files in ([], mixed, [(io.BytesIO(b"chua quet"), "ky.pdf")]):
        with pytest.raises(Invalid) as refusal, transaction():
            service.add_scan(letter, letters.cast.clerk, files)
        assert refusal.value.field == "files"
    assert letter.state == State.NUMBERED


def test_issuing_a_plan_hands_out_what_the_clerk_confirmed(letters: Letters) -> None:
    letter = letters.in_state(State.SCANNED)
    cast = letters.cast
    proposals = [
        TaskProposal("Mời giảng viên", "III.1", department_id=cast.one.id),
        TaskProposal("Vận động hợp tác xã", "III.2", department_id=cast.two.id),
    ]
    with transaction():
        service.issue(letter, cast.clerk, proposals)
    plan = session.scalars(select(Plan)).one()
    assert (plan.mark, plan.document_id, plan.leader_id) == ("01/KH-LMHTX", letter.id, cast.leader.id)
    assert plan.file_sha256 == letter.scan.file_sha256
    assert letter.plan_id == plan.id
    assert [task.lead_id for task in session.scalars(select(Task).order_by(Task.id))] == [cast.one.id, cast.two.id]


def test_a_task_that_cannot_be_handed_out_stops_the_issue(letters: Letters) -> None:
    letter = letters.in_state(State.SCANNED)
    early = TaskProposal("Việc", department_id=letters.cast.one.id, deadline=date(2020, 1, 1))
    with pytest.raises(Invalid, match="đứng trước ngày ban hành"), transaction():
        service.issue(letter, letters.cast.clerk, [early])
    assert (letter.state, letter.issued_at) == (State.SCANNED, None)
    assert session.scalars(select(Plan)).all() == []


def test_a_closed_departments_unfinished_letters_go_to_its_heir(letters: Letters) -> None:
    unfinished, issued = letters.in_state(State.CHECKING), letters.in_state(State.ISSUED)
    cast = letters.cast
    with pytest.raises(Refused, match="còn 1 văn bản chưa phát hành"), transaction():
        service.move_unfinished_letters(cast.one, None, cast.admin)
    with transaction():
        close_department(cast.one, cast.admin, cast.two, "Sáp nhập")
    session.expire_all()
    assert (unfinished.department_id, issued.department_id) == (cast.two.id, cast.one.id)
    with transaction():
        service.check_content(unfinished, cast.other_head)


def test_another_authority_with_the_same_lines_drops_the_checks_too(letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(letter, letters.cast.head)
        service.check_format(letter, letters.cast.clerk)
    same = letters.office.may_sign(letters.cast.leader, Capacity.KT, letters.signing.lines, fields="Tập huấn")
    with transaction():
        typed = Typed(letter.draft.facts, same.id)
        service.save_version(letter, typed, letter.draft.revision, letters.cast.staff)
    assert (letter.signer_authority_id, letter.current_n) == (same.id, 1)
    assert standing_check(letter, CheckKind.CONTENT) is None and standing_check(letter, CheckKind.FORMAT) is None
    with pytest.raises(Refused, match="Chưa kiểm tra"), transaction():
        service.present(letter, letters.cast.staff)


def test_a_checked_letter_written_in_word_goes_back_when_its_signer_changes(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with transaction():
        letter.mode = Mode.FILE
    other = letters.office.may_sign(letters.cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "KH")
    with transaction():
        service.change_signer(letter, other.id, letters.cast.clerk)
    assert (letter.state, letter.current_n, letter.signer_id) == (State.CHECKING, 1, letters.cast.office_head.id)
    assert standing_check(letter, CheckKind.CONTENT) is None


def test_the_gate_says_why_who_signed_by_order_may_not(letters: Letters) -> None:
    cast = letters.cast
    deputy = letters.office.person(Role.DEPUTY_HEAD, department=cast.van_phong, name="Phó Chánh Văn phòng")
    order = letters.office.may_sign(cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "KH")
    until = today() + timedelta(days=30)
    with transaction():
        facts = PassedOn(deputy, "Phó Chánh Văn phòng", ("KH",), today(), until)
        letters.signing = pass_on(order, cast.office_head, facts)
    letter = letters.in_state(State.CHECKING)
    assert "KT. CHÁNH VĂN PHÒNG" in docx_text(read(letter.current.docx_sha256))
    with transaction():
        session.get_one(SigningAuthority, order.id).valid_until = today() - timedelta(days=1)
    line = next(one for one in gate_of(letter) if one.line.code == "signer")
    assert "vì quyền của Chánh Văn phòng, người giao lại, đã hết" in line.problem
