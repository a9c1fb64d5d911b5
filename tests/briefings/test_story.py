"""From one briefing to the next: what is counted, what is concluded, what it becomes, and how it comes up again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts.rules import Capacity
from intranet.briefings import service
from intranet.briefings.queries import briefing_before, concluded_before, source_of_briefing
from intranet.briefings.queries.sheet import count_briefing, sheet_of
from intranet.briefings.rules import NOTE, Conclusion, Typed
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused, Stale
from intranet.core.history import history_of
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from intranet.documents.facts import Typed as Written
from intranet.documents.facts import check_typed
from intranet.documents.models import Document
from intranet.documents.rules import State as LetterState
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Notice
from intranet.plans import service as plan_service
from intranet.plans.models import Task
from intranet.plans.rules import TaskState
from tests.briefings.conftest import DAY, Meetings, at
from tests.plans.conftest import Plans
from tests.support.office import Office
from tests.support.statements import counted_statements


def counts_of(sheet: dict, name: str) -> dict[str, int]:
    return next(unit["counts"] for unit in sheet["units"] if unit["name"] == name)


def test_each_department_is_counted_once_for_what_it_has(both_engines: Flask, meetings: Meetings, plans: Plans) -> None:
    cast = plans.cast
    with at(DAY - timedelta(days=30)):
        plan = plans.plan(issued_on=DAY - timedelta(days=30))
        late = plans.task(plan=plan, words="Việc chậm", deadline=DAY - timedelta(days=1))
        for words, days in (("Hạn đúng ngày họp", 0), ("Hạn sáu ngày nữa", 6), ("Hạn tuần sau nữa", 7)):
            plans.task(plan=plan, words=words, deadline=DAY + timedelta(days=days))
        done = plans.accepted(cast.two, plan=plan, words="Việc xong", deadline=DAY)
    plans.task(cast.two, plan=plan, words="Việc mới giao", deadline=None)
    with transaction():
        plan_service.report(done, cast.other_head)
        plan_service.confirm(done, cast.leader)
        session.add(_presented(cast))
    sheet = count_briefing(meetings.open())
    assert counts_of(sheet, cast.one.name) == {"late": 1, "due": 2, "waiting": 1, "new": 0, "finished": 0}
    assert counts_of(sheet, cast.two.name) == {"late": 0, "due": 0, "waiting": 0, "new": 1, "finished": 1}
    listed = next(unit["lists"] for unit in sheet["units"] if unit["name"] == cast.one.name)
    assert [line["id"] for line in listed["late"]] == [late.id] and listed["late"][0]["late"]
    assert [line["words"] for line in listed["due"]] == ["Hạn đúng ngày họp", "Hạn sáu ngày nữa"]
    assert listed["waiting"][0]["who"] == f"chờ {cast.leader.name} ký"


def _presented(cast) -> Document:
    return Document(
        template_id="cong_van", type_code="CV", subject="Về việc mời họp", issuer_id=cast.one.issuer_id,
        department_id=cast.one.id, drafter_id=cast.staff.id, signer_id=cast.leader.id, state=LetterState.PRESENTED,
    )  # fmt: skip


def test_the_page_asks_as_much_for_many_tasks_as_for_one(app: Flask, meetings: Meetings, plans: Plans) -> None:
    briefing, plan = meetings.open(), plans.plan()
    sizes = []
    for wave in (1, 28):
        for n in range(wave):
            plans.task(plans.cast.one if n % 2 else plans.cast.two, plan=plan, deadline=DAY - timedelta(days=n + 1))
        session.expire_all()
        with counted_statements() as sent:
            sheet = count_briefing(briefing)
        sizes.append(len(sent))
    assert counts_of(sheet, plans.cast.two.name)["late"] == 15
    assert len(next(unit for unit in sheet["units"] if unit["id"] == plans.cast.two.id)["lists"]["late"]) == 12
    assert sizes[0] == sizes[1] < 25


def test_conclusions_become_tasks_and_a_letter_with_the_same_words(
    both_engines: Flask, meetings: Meetings, plans: Plans, office: Office
) -> None:
    cast = plans.cast
    group = office.group(cast.one, cast.two, name="các phòng")
    briefing = meetings.open()
    meetings.type(
        briefing,
        meetings.for_one("Đăng 03 tin về lớp tập huấn"),
        Conclusion("Gửi số liệu quý IV.", f"g:{group.id}"),
        Conclusion("Ghi nhận kết quả tháng 11", NOTE),
        remarks="Các đơn vị làm tốt.",
        opening="Tại phòng họp tầng 2",
    )
    with transaction():
        service.present(briefing, cast.clerk)
    with transaction():
        made = service.confirm(briefing, cast.leader)
    assert sorted((task.words, task.lead_id, task.deadline) for task in made) == sorted([
        ("Đăng 03 tin về lớp tập huấn", cast.one.id, DAY + timedelta(days=4)),
        ("Gửi số liệu quý IV.", cast.one.id, None),
        ("Gửi số liệu quý IV.", cast.two.id, None),
    ])  # fmt: skip
    source = source_of_briefing(briefing)
    assert source is not None and source.leader_id == cast.leader.id
    assert source.subject == "Kết luận giao ban ngày 26/11/2026"
    assert made[0].source == "Kết luận giao ban 26/11, mục 1"
    text = letter_text(briefing.document, office)
    for words in (
        "Kết luận của Phó Chủ tịch tại cuộc họp giao ban ngày 26/11/2026",
        "tại phòng họp tầng 2. Sau khi nghe báo cáo",
        "- Các đơn vị làm tốt.",
        "3. Kết luận chung\n- Ghi nhận kết quả tháng 11.",
        f"- {cast.one.name}: Đăng 03 tin về lớp tập huấn. Thời hạn: 30/11/2026.",
        "- các phòng: Gửi số liệu quý IV.",
    ):
        assert words in text
    told = {(n.person_id, n.kind) for n in session.scalars(select(Notice)) if n.kind.startswith("briefing")}
    assert told == {(cast.leader.id, "briefing_presented"), (cast.clerk.id, "briefing_answered")}


def letter_text(document: Document, office: Office) -> str:
    """The words of the letter as any other is printed."""
    template = get_template(document.template_id)
    signing = office.may_sign(document.drafter, Capacity.HEAD, "CHỦ TỊCH")
    checked = check_typed(template, Written(document.draft.facts, signing.id), document.issuer, signing)
    assert not checked.problems
    return docx_text(render_docx(template, checked.facts, year=2026))


def test_what_was_concluded_comes_up_at_the_next_briefing_with_its_state(
    both_engines: Flask, meetings: Meetings, plans: Plans
) -> None:
    cast = plans.cast
    weeks = [DAY - timedelta(days=14), DAY - timedelta(days=7)]
    with at(weeks[0]):
        meetings.concluded(weeks[0], meetings.for_one("Cũ, xong rồi"), meetings.for_one("Cũ, còn lại", -1))
    with at(weeks[1]):
        _finish(session.scalars(select(Task).where(Task.words == "Cũ, xong rồi")).one(), cast)
        meetings.concluded(weeks[1], meetings.for_one("Mới, xong rồi"), meetings.for_one("Mới, đang làm"))
    with at(weeks[1], hour=15):
        _finish(session.scalars(select(Task).where(Task.words == "Mới, xong rồi")).one(), cast)
    briefing = meetings.open()
    before = briefing_before(briefing)
    assert before is not None and before.held_on == weeks[1]
    words = [task.words for task in concluded_before(briefing, before)]
    assert words == ["Mới, xong rồi", "Mới, đang làm", "Cũ, còn lại"]
    sheet = count_briefing(briefing)
    assert [line["late"] for line in sheet["before"]] == [False, False, True]
    counts = counts_of(sheet, cast.one.name)
    assert counts["new"] == 0, "what was concluded last week stands among the conclusions, not among new tasks"
    assert counts["finished"] == 1


def _finish(task: Task, cast) -> None:
    for step in (plan_service.accept, plan_service.report):
        with transaction():
            step(task, cast.head)
    with transaction():
        plan_service.confirm(task, cast.leader)


def test_a_concluded_page_stays_as_it_was(app: Flask, meetings: Meetings, plans: Plans) -> None:
    briefing = meetings.concluded()
    kept = sheet_of(briefing)
    plans.task(words="Việc sau buổi họp", deadline=DAY)
    session.expire_all()
    assert sheet_of(briefing) == kept
    assert counts_of(count_briefing(briefing), plans.cast.one.name)["due"] == 2


INCOMPLETE = [
    (Typed(), "Chưa có kết luận nào"),
    (Typed(lines=(Conclusion("Đăng tin"),)), "Kết luận 1 chưa đủ"),
    (Typed(lines=(Conclusion("Đăng tin", NOTE, deadline="32/13"),)), "Thời hạn của kết luận 1"),
    (Typed(lines=(Conclusion("Đăng tin", NOTE, deadline="2026-11-25"),)), "Thời hạn của kết luận 1"),
    (Typed(remarks="Tốt", unread="Văn phòng: họp"), "chưa đưa vào bảng"),
]


@pytest.mark.parametrize(("typed", "words"), INCOMPLETE)
def test_what_is_not_complete_is_kept_and_not_confirmed(
    app: Flask, meetings: Meetings, typed: Typed, words: str
) -> None:
    briefing = meetings.open()
    with transaction():
        service.save_typed(briefing, typed, briefing.revision, meetings.cast.clerk)
    for move, who in ((service.present, meetings.cast.clerk), (service.confirm, meetings.cast.leader)):
        with pytest.raises(Refused, match=words), transaction():
            move(briefing, who)
    assert briefing.typed == typed and session.scalars(select(Task)).all() == []


def test_only_a_leader_confirms_and_once_presented_he_alone_writes(app: Flask, meetings: Meetings) -> None:
    cast, briefing = meetings.cast, meetings.open()
    meetings.type(briefing, meetings.for_one())
    for person in (cast.clerk, cast.office_head, cast.head):
        with pytest.raises(NotPermitted), transaction():
            service.confirm(briefing, person)
    with transaction():
        service.present(briefing, cast.office_head)
    with pytest.raises(Refused, match="Chờ lãnh đạo xác nhận"):
        meetings.type(briefing, meetings.for_one("Khác"))
    meetings.type(briefing, meetings.for_one("Lời lãnh đạo"), by=cast.leader)
    entry = next(entry for entry in history_of(briefing) if entry.act == "write_on")
    assert "Đăng tin" in entry.note, "the clerk's words are kept when the leader writes on"
    with transaction():
        service.send_back(briefing, cast.leader, "Thêm thời hạn")
    assert briefing.returned_note == "Thêm thời hạn"
    meetings.type(briefing, meetings.for_one("Lời sau cùng"))
    with transaction():
        assert [task.words for task in service.confirm(briefing, cast.leader)] == ["Lời sau cùng"]
    with pytest.raises(Refused):
        meetings.type(briefing, meetings.for_one("Muộn"))


def test_the_later_of_two_who_type_at_once_is_told(app: Flask, meetings: Meetings) -> None:
    briefing = meetings.open()
    opened = briefing.revision
    meetings.type(briefing, meetings.for_one("Của văn thư"))
    with pytest.raises(Stale, match="Văn thư đã lưu"), transaction():
        service.save_typed(briefing, Typed(remarks="Khác"), opened, meetings.cast.office_head)
    assert [line.words for line in briefing.conclusions] == ["Của văn thư"]


def test_one_briefing_a_day_chaired_by_a_leader(app: Flask, meetings: Meetings) -> None:
    cast, briefing = meetings.cast, meetings.open()
    with pytest.raises(Invalid, match="Đã có giao ban ngày 26/11/2026"):
        meetings.open()
    with pytest.raises(Invalid, match="chọn lãnh đạo"), transaction():
        service.open_briefing(DAY + timedelta(days=7), cast.head, cast.clerk)
    with transaction():
        service.arrange(briefing, DAY + timedelta(days=1), cast.leader, cast.clerk)
    assert meetings.open().id != briefing.id


def test_nothing_but_remarks_makes_a_letter_and_no_tasks(app: Flask, meetings: Meetings) -> None:
    briefing = meetings.open()
    meetings.type(briefing, remarks="Các đơn vị làm tốt")  # the letter ends the sentence
    with transaction():
        assert service.confirm(briefing, meetings.cast.leader) == []
    assert source_of_briefing(briefing) is None
    assert briefing.document.draft.facts["noi_dung"] == "1. Đánh giá chung\n- Các đơn vị làm tốt."
    assert session.scalars(select(Task).where(Task.state == TaskState.NEW)).all() == []
