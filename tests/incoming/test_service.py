"""Doing: from the letter's arrival to its end, what is refused, and what a refusal leaves behind."""

import io
from datetime import timedelta

import pytest

from intranet.accounts.queries import main_issuer
from intranet.core import files
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.files import StoredFile
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.docservice.incoming.pages import seen_pages
from intranet.documents import service as documents
from intranet.documents.rules import State as LetterState
from intranet.incoming import queries, service
from intranet.incoming.models import Forwarding, IncomingFile, IncomingLetter
from intranet.incoming.rules import Part, ReadingState, Secrecy, State, Urgency
from intranet.incoming.service import Receiver
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Notice
from intranet.plans import queries as plans
from intranet.plans import service as tasks
from intranet.plans.models import Task
from intranet.registers.models import RegisterBook
from intranet.registers.rules import ARRIVALS
from intranet.registers.service import open_book
from tests.docservice.incoming.made_letters import LETTERS
from tests.documents.conftest import Letters
from tests.incoming.conftest import Incoming, do
from tests.incoming.letter_files import letter_pdf
from tests.support.office_files import picture

TOMORROW = today() + timedelta(days=1)


def test_a_letter_from_arrival_to_its_end(both_engines, incoming) -> None:
    cast = incoming.cast
    letter = incoming.registered()
    assert (letter.state, letter.number_text) == (State.REGISTERED, "01")
    do(service.present, letter, cast.leader, cast.clerk)
    assert [waiting.reason for waiting in queries.waiting_for(cast.leader)] == ["direct"]
    receivers = [Receiver(cast.one.id, Part.LEAD, TOMORROW), Receiver(cast.two.id, Part.SUPPORT, TOMORROW)]
    do(service.direct, letter, cast.leader, "Tham mưu văn bản trả lời.", receivers, cast.leader)
    assert [(task.lead.id, task.deadline) for task in letter.tasks] == [
        (cast.one.id, TOMORROW),
        (cast.two.id, TOMORROW),
    ]
    assert [task.source for task in letter.tasks] == ["VB đến 01 · bút phê"] * 2
    assert letter.tasks[0].support_ids == {cast.two.id}
    assert letter.due_on == TOMORROW
    do(service.see, letter, cast.head)
    do(service.see, letter, cast.head)
    assert [one.seen_by.id if one.seen_by else None for one in letter.forwardings] == [cast.head.id, None]
    document = do(service.draft_answer, letter, get_template("cong_van"), cast.one, cast.head)
    with pytest.raises(Refused, match="nhiệm vụ"):
        do(service.finish, letter, cast.head)
    for task, head in zip(list(letter.tasks), (cast.head, cast.other_head), strict=True):
        do(tasks.accept, task, head)
        do(tasks.report, task, head)
        do(tasks.confirm, task, cast.leader)
    with pytest.raises(Refused, match="chưa phát hành"):
        do(service.finish, letter, cast.head)
    session.expire_all()
    document.state = "cancelled"
    session.commit()
    do(service.link_answer, letter, cast.head, outside="88/LMHTX-VP")
    do(service.finish, letter, cast.head)
    assert (letter.state, letter.status) == (State.FINISHED, ("Đã trả lời", "done"))
    assert [line.act for line in reversed(history_of(letter))] == [
        "receive", "register", "present", "direct", "see", "draft_answer", "answer", "finish",
    ]  # fmt: skip
    do(service.reopen, letter, cast.clerk, "Còn số liệu phải bổ sung")
    assert letter.state == State.HANDLING and letter.finished_at is None


def test_arrival_numbers_follow_one_another_from_any_number(both_engines, incoming) -> None:
    do(open_book, main_issuer(), ARRIVALS, today().year, 57, incoming.cast.clerk)
    letters = [incoming.registered() for _ in range(3)]
    assert [letter.number for letter in letters] == [57, 58, 59]
    do(service.cancel, letters[1], incoming.cast.clerk, "Vào sổ hai lần")
    assert incoming.registered().number == 60
    book = session.query(RegisterBook).filter_by(series=ARRIVALS).one()
    assert service.missing_numbers(book) == []
    with pytest.raises(Refused, match="không mở lại được"):
        do(open_book, main_issuer(), ARRIVALS, today().year, 1, incoming.cast.clerk)


def test_a_letter_that_cannot_be_registered_takes_no_number(app, incoming) -> None:
    incoming.registered()
    letter = incoming.received()
    for facts, field in (
        ({"subject": "  "}, "subject"),
        ({"agency": ""}, "agency"),
        ({"arrived_on": TOMORROW}, "arrived_on"),
        ({"arrived_on": today() - timedelta(days=1), "written_on": None}, "arrived_on"),  # before the book's last
        ({"written_on": TOMORROW}, "written_on"),
    ):
        with pytest.raises(Invalid) as refused:
            do(service.register, letter, main_issuer(), incoming.facts(**facts), incoming.cast.clerk)
        assert refused.value.field == field
        session.refresh(letter)
        assert (letter.state, letter.number) == (State.RECEIVED, None)
    with pytest.raises(NotPermitted):
        do(service.register, letter, main_issuer(), incoming.facts(), incoming.cast.head)
    assert incoming.registered().number == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "1/stc-qlns", "agency": "SỞ TÀI CHÍNH"}, "cùng số, ký hiệu và cơ quan"),
        ({"identifier": "000.00.11.H24"}, "cùng mã định danh"),
    ],
)
def test_the_same_letter_again_needs_a_reason(both_engines, incoming, changed, why) -> None:
    first = incoming.registered(code="1/STC-QLNS", identifier="000.00.11.H24")
    again = incoming.received()
    facts = incoming.facts(**{"code": "9/X", "identifier": "", **changed})
    with pytest.raises(Invalid, match=why) as refused:
        do(service.register, again, main_issuer(), facts, incoming.cast.clerk)
    assert refused.value.field == "twin_reason"
    do(service.register, again, main_issuer(), facts, incoming.cast.clerk, twin_reason="Bản giấy đến sau bản điện tử")
    assert (again.twin_id, again.twin_reason) == (first.id, "Bản giấy đến sau bản điện tử")


def test_another_year_agency_or_number_is_another_letter(app, incoming) -> None:
    incoming.registered(code="1/STC-QLNS", written_on=today())
    last_year = today().replace(year=today().year - 1, day=1)
    for facts in ({"code": "2/STC-QLNS"}, {"agency": "Sở Nội vụ"}, {"written_on": last_year}, {"code": ""}):
        incoming.registered(**{"code": "1/STC-QLNS", **facts})
    assert session.query(IncomingLetter).filter(IncomingLetter.twin_id.is_not(None)).count() == 0


def test_the_same_file_again_is_told_before_anything_is_typed(app, incoming, a_pdf) -> None:
    first = incoming.registered(a_pdf)
    again = incoming.received(a_pdf)
    found = queries.twins(again, code="", agency="", identifier="", written_on=None)
    assert [(twin.letter.id, twin.why) for twin in found] == [(first.id, "cùng một tệp")]
    do(service.discard, again, incoming.cast.clerk, "Nhận hai lần")
    third = incoming.received(a_pdf)
    assert [twin.letter.id for twin in queries.twins(third, code="", agency="", identifier="", written_on=None)] == [
        first.id
    ]


def test_a_file_that_says_it_is_secret_is_not_taken(app, incoming) -> None:
    for words, degree in (("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("Độ mật: Tuyệt mật", "Tuyệt mật")):
        with pytest.raises(Refused, match=f"ghi «{degree}»"):
            incoming.received((letter_pdf(extra=words), "van-ban.pdf"))
    assert session.query(IncomingLetter).count() == 0
    assert session.query(StoredFile).count() == 0 and not list(files.store().names())
    incoming.received((letter_pdf(extra="BẢO MẬT THÔNG TIN"), "van-ban.pdf"))


def test_of_a_secret_letter_only_that_it_came_is_known(app, incoming) -> None:
    letter = do(service.note_secret, incoming.cast.clerk, Secrecy.TOP_SECRET, today())
    assert (letter.state, letter.number, letter.subject, letter.files) == (State.SECRET, None, "", [])
    assert letter.title == "Văn bản tối mật, không lưu nội dung"


def test_a_letter_found_to_be_secret_leaves_the_machine(both_engines, incoming, a_pdf) -> None:
    letter = incoming.received(a_pdf)
    run_due()
    assert letter.proposals and letter.words
    hashes = {file.file_sha256 for file in letter.files} | {letter.view_sha256}
    do(service.record_secret, letter, Secrecy.SECRET, incoming.cast.clerk)
    run_due()
    session.expire_all()
    assert (letter.state, letter.files, letter.pages, letter.proposals, letter.words) == (State.SECRET, [], [], {}, "")
    assert not hashes & set(files.store().names())
    assert session.query(StoredFile).filter(StoredFile.sha256.in_(hashes)).count() == 0
    with pytest.raises(Refused):
        do(service.record_secret, letter, Secrecy.SECRET, incoming.cast.clerk)


def test_files_stay_as_they_came_and_the_copy_bears_text_and_stamp(app, incoming, a_pdf) -> None:
    letter = incoming.registered(a_pdf)
    run_due()
    session.expire_all()
    assert files.read(letter.files[0].file_sha256) == a_pdf[0]
    assert letter.reading_state == ReadingState.READY
    assert letter.stamped_sha256 not in (None, letter.view_sha256)
    words = " ".join(next(seen_pages(files.read(letter.stamped_sha256))).lines())
    assert "ĐẾN" in words and "Số: 01" in words and f"Ngày: {today():%d/%m/%Y}" in words
    assert "tiêu thụ nông sản" in letter.words


def test_the_head_is_proposed_and_nothing_is_filled_in(app, incoming) -> None:
    letter = incoming.received((letter_pdf(LETTERS[5]), "quyet-dinh.pdf"))
    run_due()
    session.expire_all()
    read = {name: found["value"] for name, found in letter.proposals.items()}
    assert read == {
        "code": "2210/QĐ-BKHĐT", "written_on": "09/12/2025", "agency": "Bộ Kế hoạch và Đầu tư",
        "type_name": "Quyết định", "subject": "Ban hành bộ chỉ tiêu thống kê về kinh tế tập thể",
    }  # fmt: skip
    assert (letter.code, letter.agency, letter.subject, letter.written_on) == ("", "", "", None)
    left, top, right, bottom = letter.proposals["code"]["box"]
    assert 0.1 < left < right < 0.5 and 0.1 < top < bottom < 0.2


def test_a_unit_gives_back_what_is_not_its_business(app, incoming) -> None:
    cast = incoming.cast
    letter = incoming.directed(TOMORROW)
    with pytest.raises(NotPermitted):
        do(service.give_back, letter, cast.other_head, "Không phải việc của phòng")
    do(service.give_back, letter, cast.head, "Không đúng chức năng")
    assert (letter.state, letter.returned_note) == (State.PRESENTED, "Không đúng chức năng")
    assert [task.state for task in letter.tasks] == ["refused"]
    assert cast.one.id not in letter.forwarded_ids
    do(
        service.direct,
        letter,
        cast.leader,
        "Giao phòng khác.",
        [Receiver(cast.two.id, Part.LEAD, TOMORROW)],
        cast.leader,
    )
    session.expire_all()
    assert [(task.lead_id, task.state) for task in letter.tasks] == [(cast.one.id, "cancelled"), (cast.two.id, "new")]
    assert letter.lead_ids == {cast.two.id}
    assert session.query(Forwarding).filter_by(letter_id=letter.id).count() == 3


def test_the_clerk_enters_what_was_written_on_paper(app, incoming) -> None:
    cast = incoming.cast
    letter = incoming.registered()
    given = [Receiver(cast.one.id, Part.LEAD)]
    for leader, day, field in ((cast.head, today(), "leader"), (cast.leader, TOMORROW, "given_on")):
        with pytest.raises(Invalid) as refused:
            do(service.direct, letter, leader, "Giải quyết.", given, cast.clerk, given_on=day)
        assert refused.value.field == field
    do(service.direct, letter, cast.leader, "Giải quyết.", given, cast.clerk)
    assert letter.tasks[0].plan.leader.id == cast.leader.id
    assert history_of(letter)[0].words == "ghi ý kiến chỉ đạo của Phó Chủ tịch"


@pytest.mark.parametrize("receivers", [[], [("two", Part.SUPPORT)], [("one", Part.LEAD), ("one", Part.SUPPORT)]])
def test_a_direction_names_who_handles_the_letter_once(app, incoming, receivers) -> None:
    letter = incoming.presented()
    given = [Receiver(getattr(incoming.cast, name).id, part) for name, part in receivers]
    with pytest.raises(Invalid), transaction():
        service.direct(letter, incoming.cast.leader, "Giải quyết.", given, incoming.cast.leader)
    assert session.query(Task).count() == 0 and letter.state == State.PRESENTED


def test_a_letter_whose_unit_is_clear_is_forwarded_without_tasks(both_engines, incoming) -> None:
    cast = incoming.cast
    letter = incoming.registered()
    receivers = [Receiver(cast.one.id, Part.LEAD, today() - timedelta(days=1)), Receiver(cast.two.id, Part.INFORM)]
    do(service.forward, letter, receivers, cast.clerk)
    assert (letter.state, letter.tasks, letter.status[0]) == (State.HANDLING, [], "Quá hạn")
    assert queries.count_letters(cast.leader, queries.Filters())["late"] == 1
    assert [letter.id for letter in queries.list_letters(cast.other_staff, queries.Filters(), 1)] == [letter.id]


def test_a_closing_departments_letters_go_to_the_heir(app, incoming) -> None:
    cast = incoming.cast
    letter = incoming.directed()
    with pytest.raises(Refused, match="xử lý chính 1 văn bản"):
        do(service.move_forwardings, cast.one, None, cast.admin)
    do(service.move_forwardings, cast.one, cast.van_phong, cast.admin)
    session.expire_all()
    assert letter.lead_ids == {cast.van_phong.id}


def test_an_answer_begins_with_the_letter_as_its_basis(app, incoming) -> None:
    cast = incoming.cast
    letter = incoming.directed(code="318/STC-QLNS", subject="hướng dẫn lập dự toán", written_on=today())
    plan = do(service.draft_answer, letter, get_template("ke_hoach"), cast.one, cast.staff)
    day = today()
    month = f"{day.month:02d}" if day.month <= 2 else day.month
    cited = (
        f"Công văn số 318/STC-QLNS ngày {day.day:02d} tháng {month} năm {day.year} của Sở Tài chính "
        "về việc hướng dẫn lập dự toán"
    )
    assert plan.draft.facts["can_cu"] == [f"Căn cứ {cited}"]
    reply = do(service.draft_answer, letter, get_template("cong_van"), cast.one, cast.staff)
    assert reply.draft.facts["kinh_gui"] == ["Sở Tài chính"]
    assert reply.draft.facts["noi_dung"].startswith(f"Thực hiện {cited}")
    assert reply.subject == "trả lời công văn số 318/STC-QLNS của Sở Tài chính"
    with pytest.raises(NotPermitted):
        do(service.draft_answer, letter, get_template("cong_van"), cast.two, cast.other_staff)
    assert [(answer.document_id, answer.is_reply) for answer in letter.answers] == [(plan.id, False), (reply.id, True)]


def test_a_plan_that_carries_it_out_is_no_answer_until_somebody_says_so(app, office, quick_pdf) -> None:
    letters = Letters(office)
    incoming, clerk = Incoming(letters.cast), letters.cast.clerk
    letter, document = incoming.directed(), letters.in_state(LetterState.SCANNED)
    plan = do(service.draft_answer, letter, get_template("ke_hoach"), incoming.cast.one, incoming.cast.staff)
    with transaction():
        letter.answers[0].document = document  # the plan, as far as it comes
    do(documents.issue, document, clerk)
    session.expire_all()
    assert (letter.status[0], queries.count_letters(clerk, queries.Filters())["answered"]) == ("Đang xử lý", 0)
    do(service.link_answer, letter, clerk, document_id=document.id)
    session.expire_all()
    assert (letter.status[0], queries.count_letters(clerk, queries.Filters())["answered"]) == ("Đã trả lời", 1)
    assert len(letter.answers) == 1 and plan.id != document.id


def test_what_was_read_is_found_by_those_who_may_see_it(both_engines, incoming, a_pdf) -> None:
    cast = incoming.cast
    letter = incoming.registered(a_pdf, subject="Về việc khác", code="77/UBND")
    run_due()
    for words in ("nong san", "nông sản", "77/ubnd", "den 01", "so tai chinh"):
        assert [found.id for found in queries.search_letters(cast.clerk, words)] == [letter.id], words
    assert queries.search_letters(cast.head, "nong san") == []
    assert queries.search_letters(cast.clerk, "ong san") == []  # beginnings of words
    do(service.forward, letter, [Receiver(cast.one.id, Part.LEAD)], cast.clerk)
    assert [found.id for found in queries.search_letters(cast.staff, "nong san")] == [letter.id]


def test_photographs_become_one_letter_of_several_pages(app, incoming) -> None:
    letter = incoming.received((picture(), "trang-1.jpg"), (picture(), "trang-2.jpg"))
    assert (letter.page_count, [file.kind for file in letter.files]) == (2, ["jpeg", "jpeg"])
    assert session.query(IncomingFile).count() == 2


def test_a_bad_file_leaves_no_letter_behind(app, incoming) -> None:
    with pytest.raises(Invalid), transaction():
        service.receive(incoming.cast.clerk, [(io.BytesIO(b"khong phai van ban"), "a.exe")], today())
    assert session.query(IncomingLetter).count() == 0


def test_the_tasks_of_a_direction_stand_on_the_board(app, incoming) -> None:
    incoming.directed(TOMORROW)
    page = plans.board(incoming.cast.one.id, plans.counts_of_department(incoming.cast.one.id, today()))
    assert [task.source for task in page[0].tasks] == ["VB đến 01 · bút phê"]


def told(person) -> list[tuple[str, str]]:
    notices = session.query(Notice).filter_by(person_id=person.id, subject_type="incoming_letter").order_by(Notice.id)
    return [(notice.kind, notice.words) for notice in notices]


def test_those_whose_turn_it_is_are_told_and_of_an_urgent_letter_at_once(app, incoming) -> None:
    cast = incoming.cast
    letter = incoming.directed()
    assert told(cast.leader) == [("arrival_to_direct", "trình xin ý kiến chỉ đạo")]
    assert told(cast.head) == [("arrival_forwarded", "chuyển văn bản đến")] == told(cast.other_head)
    do(service.give_back, letter, cast.head, "Không đúng chức năng")
    assert told(cast.leader)[1:] == [("arrival_to_direct", "trả lại, không thuộc đơn vị: Không đúng chức năng")]
    do(service.send_back, letter, cast.leader, "Chuyển phòng khác")
    assert told(cast.clerk) == [("arrival_sent_back", "trả lại: Chuyển phòng khác")]
    incoming.directed(urgency=Urgency.FLASH)
    assert told(cast.head)[1:] == [("arrival_urgent", "chuyển văn bản đến (hỏa tốc)")]
    assert told(cast.staff) == []


def test_the_scan_of_a_paper_letter_is_added_once(app, incoming, a_pdf) -> None:
    clerk = incoming.cast.clerk
    letter = incoming.registered()
    with pytest.raises(Refused, match="ghi «Mật»"):
        do(service.add_files, letter, clerk, [(io.BytesIO(letter_pdf(extra="MẬT")), "mat.pdf")])
    do(service.add_files, letter, clerk, [(io.BytesIO(a_pdf[0]), a_pdf[1])])
    run_due()
    session.expire_all()
    assert letter.stamped_sha256 and "nông sản" in letter.words
    with pytest.raises(Refused, match="chưa có tệp nào"):
        do(service.add_files, letter, clerk, [(io.BytesIO(a_pdf[0]), a_pdf[1])])


def test_a_secret_file_that_stands_elsewhere_too_is_named_not_half_removed(app, incoming, a_pdf) -> None:
    letter, again = incoming.received(a_pdf), incoming.received(a_pdf)
    with pytest.raises(Refused, match="còn dùng ở nơi khác"):
        do(service.record_secret, letter, Secrecy.SECRET, incoming.cast.clerk)
    session.expire_all()
    assert letter.state == State.RECEIVED and letter.files and again.files


def test_an_answer_made_here_counts_once_it_is_issued(app, office, quick_pdf) -> None:
    letters = Letters(office)
    incoming, clerk = Incoming(letters.cast), letters.cast.clerk
    letter, document = incoming.directed(), letters.in_state(LetterState.SCANNED)
    do(service.link_answer, letter, clerk, document_id=document.id)
    assert (letter.status[0], queries.count_letters(clerk, queries.Filters())["answered"]) == ("Đang xử lý", 0)
    do(documents.issue, document, clerk)
    session.expire_all()
    assert (letter.status[0], queries.count_letters(clerk, queries.Filters())["answered"]) == ("Đã trả lời", 1)
    assert letter.answers[0].mark == document.mark != ""
    with pytest.raises(Invalid, match="đã được gắn"):
        do(service.link_answer, letter, clerk, document_id=document.id)
