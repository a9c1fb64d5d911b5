"""A batch from its sheet to its letters: nothing by halves, no number twice, none left out, whatever is killed."""

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.batches import jobs, queries, service
from intranet.batches.models import Batch, BatchLetter, BatchPreview
from intranet.batches.rules import Numbering, State
from intranet.batches.service import making, moves
from intranet.batches.service.departments import move_open_batches
from intranet.checking.models import FormatProfile
from intranet.checking.queries import present_profile
from intranet.checking.service import set_profile
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.files import read
from intranet.core.jobs import Job, JobState, claim, run, run_due, take_over
from intranet.docservice.check.profile import Choices, office_profile
from intranet.docservice.check.run import check
from intranet.docservice.errors import DocError
from intranet.docservice.merge.printing import print_pdf
from intranet.docservice.pdf_pool import PdfPool
from intranet.docservice.word import docx_text
from intranet.printing import pdf_maker
from intranet.registers.models import RegisterNumber
from tests.batches.conftest import Batches, sheet
from tests.docservice.merge.sheets import guests
from tests.documents.conftest import one_page_pdf
from tests.support.statements import counted_statements

# What the office did not choose, to see that its choice is really there.
WIDE_MARGIN = office_profile(Choices(margins={"left": 30}))


class Killed(BaseException):
    """The process ends here, without a word."""


def numbers() -> list[RegisterNumber]:
    session.expire_all()
    return list(session.scalars(select(RegisterNumber).order_by(RegisterNumber.number)))


def test_a_sheet_written_by_the_command_line_is_told_what_the_system_fills_in(
    both_engines: Flask, batches: Batches
) -> None:
    empty = batches.begun(sheet(2, **{"Số": "", "Cơ quan ban hành: tên": ""}))
    assert (empty.fault_count, empty.letter_count) == (0, 2)
    _, checked = service.checked_again(empty)
    assert checked.notes == ("Hệ thống tự ghi “Số”, “Cơ quan ban hành: tên”: có thể xóa khỏi bảng.",)
    filled = batches.begun(sheet(2, **{"Cơ quan ban hành: tên": "LIÊN MINH"}))
    _, checked = service.checked_again(filled)
    assert [fault.message for fault in checked.faults] == ["Hệ thống tự ghi mục này. Hãy xóa dòng này."]


def test_a_sheet_becomes_letters_in_its_order(both_engines: Flask, batches: Batches) -> None:
    batch = batches.begun(sheet(3))
    assert (batch.state, batch.fault_count, batch.letter_count) == (State.PREPARING, 0, 3)
    assert batch.title == "Giấy mời: Dự Hội nghị tổng kết"
    letters = queries.letters_of(batch)
    assert [(one.position, one.row, one.recipient) for one in letters] == [
        (n, n + 1, f"Hợp tác xã số {n}") for n in (1, 2, 3)
    ]
    assert letters[0].facts["nguoi_ky"] == {"quyen_han": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "ho_ten": "Phó Chủ tịch"}


def test_a_faulty_sheet_is_kept_with_its_faults_and_replaced_by_a_right_one(app: Flask, batches: Batches) -> None:
    rows = guests(3)
    rows[1][2] = "31/02/2026"
    batch = batches.begun(sheet(rows))
    assert (batch.fault_count, batch.letter_count, list(queries.letters_of(batch))) == (1, 3, [])
    assert [fault.cell for fault in service.checked_again(batch)[1].faults] == ["C3"]
    with pytest.raises(Refused, match="Bảng còn 1 chỗ cần sửa"), transaction():
        service.approve(batch, batches.cast.leader)
    with transaction():
        service.send_sheet(batch, batches.cast.clerk, file=io.BytesIO(sheet(4)), file_name="sua.xlsx")
    assert (batch.fault_count, len(queries.letters_of(batch)), batch.sheet_name) == (0, 4, "sua.xlsx")


def test_another_sheet_leaves_no_letter_of_the_one_before(app: Flask, batches: Batches) -> None:
    batch = batches.begun(sheet(5))
    with transaction():
        service.ask_for_preview(batch, queries.get_letter(batch, 5))
    with transaction():
        service.send_sheet(batch, batches.cast.staff, file=io.BytesIO(sheet(2)), file_name="it.xlsx")
    assert [one.position for one in session.scalars(select(BatchLetter))] == [1, 2]
    assert session.scalars(select(BatchPreview)).all() == []


FILES: tuple[tuple[bytes, str, str], ...] = (
    (b"", "", "Hãy chọn tệp Excel."),
    (b"x", "a.xlsx", "Không nhận ra tệp"),
    (sheet([]), "a.xlsx", "Bảng chưa có bản nào."),
)


@pytest.mark.parametrize(("content", "name", "words"), FILES)
def test_a_file_that_is_no_sheet_begins_nothing(
    app: Flask, batches: Batches, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words), transaction():
        service.begin(
            moves.get_template("giay_moi"), batches.cast.one, batches.signing, batches.cast.staff,
            file=io.BytesIO(content), file_name=name,
        )  # fmt: skip
    assert session.scalars(select(Batch)).all() == []


def test_one_begins_for_his_own_unit_and_a_signer_who_may_sign(app: Flask, batches: Batches) -> None:
    template, cast = moves.get_template("giay_moi"), batches.cast
    file = {"file": io.BytesIO(sheet()), "file_name": "a.xlsx"}
    with pytest.raises(NotPermitted), transaction():
        service.begin(template, cast.two, batches.signing, cast.staff, **file)
    with pytest.raises(Invalid, match="Chưa chọn người ký"), transaction():
        service.begin(template, cast.one, None, cast.staff, **file)


def test_a_number_each_in_the_order_of_the_sheet_with_the_right_words(both_engines: Flask, batches: Batches) -> None:
    batch = batches.numbered(sheet(4))
    assert [one.number.number for one in queries.letters_of(batch) if one.number] == [1, 2, 3, 4]
    taken = numbers()
    assert [(n.full, n.recipients, n.copies) for n in taken[:2]] == [
        ("01/GM-LMHTX", "Hợp tác xã số 1", 1),
        ("02/GM-LMHTX", "Hợp tác xã số 2", 1),
    ]
    assert {(n.subject, n.signer, n.archive_unit) for n in taken} == {
        ("Dự Hội nghị tổng kết", "Phó Chủ tịch", "VT, PTTTT")
    }


def test_one_number_for_all(app: Flask, batches: Batches) -> None:
    batch = batches.numbered(sheet(4), Numbering.ONE)
    (taken,) = numbers()
    assert {one.number_id for one in queries.letters_of(batch)} == {taken.id}
    assert (taken.recipients, taken.copies) == ("Theo danh sách 4 nơi nhận", 4)


def test_killed_while_numbering_no_number_is_gone_and_none_comes_twice(
    both_engines: Flask, batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.approved(sheet(6))
    really = moves.take_number
    for at in (1, 4, 6):
        calls = iter(range(1, 100))

        def take(*given: Any, at: int = at, calls: Any = calls, **named: Any) -> RegisterNumber:
            if next(calls) == at:
                raise Killed
            return really(*given, **named)

        monkeypatch.setattr(moves, "take_number", take)
        with pytest.raises(Killed), transaction():
            service.number(batch, batches.cast.clerk, Numbering.EACH, today())
        assert (numbers(), batch.state) == ([], State.APPROVED)
    monkeypatch.setattr(moves, "take_number", really)
    with transaction():
        service.number(batch, batches.cast.clerk, Numbering.EACH, today())
    assert [n.number for n in numbers()] == [1, 2, 3, 4, 5, 6]
    with pytest.raises(Refused), transaction():
        service.number(batch, batches.cast.clerk, Numbering.EACH, today())
    assert len(numbers()) == 6


@pytest.mark.parametrize(("numbering", "field"), [(Numbering.NONE, "numbering"), (Numbering.EACH, "day")])
def test_a_way_or_a_day_that_cannot_be_is_refused(
    app: Flask, batches: Batches, numbering: Numbering, field: str
) -> None:
    batch = batches.approved()
    day = today().replace(year=today().year + 1) if field == "day" else today()
    with pytest.raises(Invalid) as caught, transaction():
        service.number(batch, batches.cast.clerk, numbering, day)
    assert caught.value.field == field and numbers() == []


def test_the_letters_are_made_with_number_and_date(app: Flask, batches: Batches) -> None:
    batch = batches.made(sheet(3))
    assert batch.state == State.MADE
    for letter in queries.letters_of(batch):
        assert letter.docx_sha256 and letter.pdf_sha256 and letter.page_count == 1
        text = docx_text(read(letter.docx_sha256))
        assert f"Số: 0{letter.position}/GM-LMHTX" in text
        assert f"kính mời: Hợp tác xã số {letter.position}" in text
        assert f"ngày {today():%d} tháng" in text


def test_a_killed_worker_goes_on_and_makes_no_letter_twice(
    both_engines: Flask, batches: Batches, quick_pdf: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PDFS_AT_ONCE", 4)
    batch = batches.numbered(sheet(10))
    convert = jobs.make_pdfs
    for at in (1, 4, 6):
        monkeypatch.setattr(jobs, "make_pdfs", lambda letters, at=at: _killed_at(at, quick_pdf, convert, letters))
        with pytest.raises(Killed):
            while job := claim("may/1"):
                run(job)
        session.rollback()
        assert take_over("may") == 1
    monkeypatch.setattr(jobs, "make_pdfs", convert)
    run_due()
    session.expire_all()
    assert batch.state == State.MADE
    assert len(quick_pdf) == len(set(quick_pdf)) == 10
    assert {job.state for job in session.scalars(select(Job))} == {JobState.DONE}


def _killed_at(number: int, made: list[bytes], convert: Any, letters: list[bytes]) -> Iterator[bytes]:
    for docx in letters:
        if len(made) + 1 == number:
            raise Killed
        yield from convert([docx])


def test_the_pdfs_of_a_part_are_made_by_all_libreoffices_and_stand_with_their_letters(
    app: Flask, batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, asked = threading.Barrier(2, timeout=30), []

    def convert(docx: bytes, *, pdfa: bool = False) -> bytes:
        asked.append(docx)
        meeting.wait()  # passed only by two at once
        position = int(re.search(r"Số: 0(\d)/", docx_text(docx))[1])  # type: ignore[index]
        return print_pdf([one_page_pdf()] * position)

    pool = PdfPool(Path(app.instance_path) / "pool", size=2)
    monkeypatch.setattr(pool, "convert", convert)
    monkeypatch.setattr(pdf_maker, "_pool", lambda *of: pool)
    monkeypatch.setattr(jobs, "make_pdfs", pdf_maker.make_pdfs)
    batch = batches.made(sheet(4))
    assert (batch.state, len(asked)) == (State.MADE, 4)
    assert [letter.page_count for letter in queries.letters_of(batch)] == [1, 2, 3, 4]


def test_letters_by_the_hundred_take_the_offices_choices_on(app: Flask, batches: Batches) -> None:
    """As a single letter does: the checker under those choices finds nothing."""
    with transaction():
        set_profile(FormatProfile(sizes={"noi_dung": "13"}, margins={"left": 35}, indent="1"), batches.cast.admin)
    batch = batches.begun(sheet(2))
    with transaction():
        preview = service.ask_for_preview(batch, queries.get_letter(batch, 1))
    with transaction():
        service.approve(batch, batches.cast.leader)
        service.number(batch, batches.cast.clerk, Numbering.EACH, today())
    run_due()
    session.expire_all()
    profile = present_profile()[1]
    for sha256 in (preview.docx_sha256, *(letter.docx_sha256 for letter in queries.letters_of(batch))):
        docx = read(sha256 or "")
        assert [one for one in check(docx, profile).findings if one.weight != "note"] == []
        assert "trang.le_trai" in {one.code for one in check(docx, WIDE_MARGIN).findings}


def test_a_batch_is_found_by_title_receivers_and_numbers_and_only_by_who_may_see_it(
    app: Flask, batches: Batches
) -> None:
    begun, numbered = batches.begun(sheet(2)), batches.numbered(sheet(3))

    def found(person: Any, words: str) -> set[int]:
        return {batch.id for batch in queries.search_batches(person, words)}

    staff = batches.cast.staff
    assert found(staff, "hội nghị tổng kết") == found(staff, "hoi nghi") == {begun.id, numbered.id}
    assert found(staff, "hợp tác xã số 3") == found(staff, "03/GM-LMHTX") == {numbered.id}
    assert found(staff, "khach xlsx giấy mời") == {begun.id, numbered.id}
    assert found(staff, "") == found(staff, "không có") == found(batches.cast.other_staff, "hoi nghi") == set()
    with transaction():
        service.send_sheet(begun, staff, file=io.BytesIO(sheet(1)), file_name="it.xlsx")
    assert found(staff, "hop tac xa so 2") == {numbered.id}


def test_what_cannot_be_printed_stops_the_batch_with_its_reason_and_it_can_go_on(
    app: Flask, batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.numbered(sheet(3))
    good = jobs.make_pdfs

    def none(letters: list[bytes]) -> Iterator[bytes]:
        raise DocError("pdf_unavailable", why="Máy chủ chưa có LibreOffice.")

    monkeypatch.setattr(jobs, "make_pdfs", none)
    run_due()
    session.expire_all()
    assert (batch.state, batch.stopped_why) == (State.MAKING, "Máy chủ chưa có LibreOffice.")
    assert queries.made_counts(batch) == (3, 0)
    monkeypatch.setattr(jobs, "make_pdfs", good)
    with transaction():
        service.make_again(batch, batches.cast.clerk)
    run_due()
    session.expire_all()
    assert (batch.state, queries.made_counts(batch)) == (State.MADE, (3, 3))


def test_a_template_changed_after_the_check_is_not_printed(
    app: Flask, batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.approved()
    template = moves.get_template("giay_moi")
    monkeypatch.setattr(making, "get_template", lambda template_id: replace(template, revision="khac"))
    with pytest.raises(Refused, match="đã được sửa"), transaction():
        service.number(batch, batches.cast.clerk, Numbering.EACH, today())
    assert numbers() == []


def test_issuing_writes_the_day_into_every_line_of_the_register(app: Flask, batches: Batches) -> None:
    batch = batches.made(sheet(3))
    with transaction():
        service.issue(batch, batches.cast.clerk)
    assert {n.sent_on for n in numbers()} == {today()} and batch.state == State.ISSUED


def test_letters_of_a_type_without_number_take_no_line(app: Flask, batches: Batches) -> None:
    template = moves.get_template("thu_cong")
    with transaction():
        batch = service.begin(
            template, batches.cast.one, batches.signing, batches.cast.staff,
            file=io.BytesIO(service.example_for(template, batches.cast.one, ())), file_name="thu.xlsx",
        )  # fmt: skip
        service.approve(batch, batches.cast.leader)
        service.number(batch, batches.cast.clerk, Numbering.NONE, today())
    run_due()
    session.expire_all()
    assert (batch.state, numbers()) == (State.MADE, [])


def test_all_for_printing_is_in_the_order_of_the_sheet(app: Flask, batches: Batches) -> None:
    letters = queries.letters_of(batches.made(sheet(3)))
    whole = print_pdf([read(letter.pdf_sha256 or "") for letter in letters], two_sided=True)
    assert len(PdfReader(io.BytesIO(whole)).pages) == 6


def test_a_closing_unit_hands_its_batches_on(app: Flask, batches: Batches) -> None:
    batch, cast = batches.begun(), batches.cast
    with pytest.raises(Refused, match="còn 1 đợt"), transaction():
        move_open_batches(cast.one, None, cast.admin)
    with transaction():
        move_open_batches(cast.one, cast.two, cast.admin)
    assert batch.department_id == cast.two.id and move_open_batches in ON_DEPARTMENT_CLOSED


def test_the_lists_ask_the_same_number_of_statements_for_one_and_for_many(app: Flask, batches: Batches) -> None:
    batches.begun()
    with counted_statements() as few:
        [batch.department.short_name for batch in queries.batches_for(batches.cast.clerk, 1)]
        list(queries.waiting_for(batches.cast.leader))
    for _ in range(4):
        batches.begun()
    session.expire_all()
    with counted_statements() as many:
        [batch.department.short_name for batch in queries.batches_for(batches.cast.clerk, 1)]
        assert len(queries.waiting_for(batches.cast.leader)) == 5
    assert len(many) <= len(few) + 1
