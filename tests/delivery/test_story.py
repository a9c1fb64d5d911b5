"""A letter goes out: receivers from the lists, đã xem, post and hand, recall, replacement, correction, the reminder."""

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.core.clock import OFFICE_ZONE, today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.delivery import queries
from intranet.delivery import service as delivery
from intranet.delivery.models import Delivery
from intranet.delivery.rules import Kind, Receiver, Way
from intranet.delivery.service import Sending
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.notices.models import Notice
from intranet.registers.sheet import remark
from tests.documents.conftest import Letters
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor

LINES = [
    "UBND thành phố",
    "Phòng Thông tin và tuyên truyền",
    "Phòng Kiểm tra Tổ chức thành viên",
    "Báo Hải Phòng",
    "Lưu: VT, PTTTT",
]


def issued(letters: Letters) -> Document:
    """A letter to the city, two units and somebody on no list."""
    with transaction():
        if not queries.agencies():
            delivery.save_agency(
                None, letters.cast.clerk, name="Ủy ban nhân dân thành phố", spellings="UBND thành phố", way="post"
            )
    return letters.in_state(State.ISSUED, noi_nhan=LINES)


def told(person: object) -> list[str]:
    query = select(Notice.kind).where(Notice.person_id == person.id).order_by(Notice.id)  # type: ignore[attr-defined]
    return list(session.scalars(query))


def test_the_lists_say_who_gets_it_and_the_rest_is_asked(both_engines: Flask, letters: Letters) -> None:
    letter = issued(letters)
    found = queries.deliveries_of(letter.number)
    assert [(d.receiver_name, d.way, d.standing) for d in found] == [
        ("Ủy ban nhân dân thành phố", "post", "waiting"),
        ("Phòng Thông tin và tuyên truyền", "inside", "sent"),
        ("Phòng Kiểm tra Tổ chức thành viên", "inside", "sent"),
    ]
    assert queries.unresolved_lines(letter.number, found) == ["Báo Hải Phòng"]
    assert "letter_received" in told(letters.cast.other_head) and "letter_received" not in told(
        letters.cast.other_staff
    )
    with transaction():
        assert delivery.plan_deliveries(letter.number, letters.cast.clerk) == []
        delivery.add_delivery(
            letter.number, letters.cast.clerk, outside_name="Báo Hải Phòng", words="Báo Hải Phòng", copies=2
        )
    with pytest.raises(Refused, match="đã có trong danh sách"), transaction():
        known = Receiver(Kind.DEPARTMENT, letters.cast.two.id)
        delivery.add_delivery(letter.number, letters.cast.clerk, receiver=known)
    with pytest.raises(Invalid), transaction():
        delivery.add_delivery(letter.number, letters.cast.clerk)
    assert [d.receiver_name for d in queries.to_send()] == ["Ủy ban nhân dân thành phố", "Báo Hải Phòng"]
    assert queries.unresolved_lines(letter.number, queries.deliveries_of(letter.number)) == []


def test_sent_by_post_and_corrected_leaves_what_stood(both_engines: Flask, letters: Letters) -> None:
    letter = issued(letters)
    city = queries.to_send()[0]
    for wrong in (today() + timedelta(days=1), letter.number.issued_on - timedelta(days=1)):
        with pytest.raises(Invalid, match="Ngày chuyển"), transaction():
            delivery.send(city, letters.cast.clerk, Sending(Way.POST, wrong))
    with transaction():
        delivery.send(city, letters.cast.clerk, Sending(Way.POST, today(), 1, 1, "RR123"))
    with transaction():
        delivery.send(city, letters.cast.clerk, Sending(Way.POST, today(), 1, 2, "RR124"))
    assert [(d.envelopes, d.received_by) for d in queries.sent_by_post(today().year)] == [(2, "RR124")]
    assert history_of(city)[0].detail["stood"]["received_by"] == "RR123"
    with pytest.raises(Refused), transaction():
        delivery.drop(city, "nhầm", letters.cast.clerk)


def test_who_has_seen_it_is_noted_once(both_engines: Flask, letters: Letters) -> None:
    letter = issued(letters)
    mine = queries.unseen_by(letters.cast.other_staff, letter.number.id)
    assert mine is not None
    with transaction():
        delivery.acknowledge(mine, letters.cast.other_staff)
    with transaction():
        delivery.acknowledge(mine, letters.cast.other_head)
    assert (mine.standing_label, mine.seen_by.name) == ("Đã xem", letters.cast.other_staff.name)
    assert queries.unseen_by(letters.cast.other_head, letter.number.id) is None


def test_a_recalled_letter_is_frozen_marked_and_told(both_engines: Flask, letters: Letters) -> None:
    letter = issued(letters)
    clerk = letters.cast.clerk
    with pytest.raises(Invalid, match="Không tìm thấy") as refusal, transaction():
        service.recall(letter, clerk, "Sai số liệu", "99/TB-LMHTX")
    assert refusal.value.field == "by_mark"
    with transaction():
        service.recall(letter, clerk, "Sai số liệu")
    assert (letter.state, letter.state_label) == (State.RECALLED, "Đã thu hồi")
    assert remark(letter.number).startswith("Thu hồi: Sai số liệu, ngày ")
    assert told(letters.cast.other_head)[-1] == "letter_withdrawn"
    found = {d.receiver_name: d for d in queries.deliveries_of(letter.number)}
    assert found["Ủy ban nhân dân thành phố"].dropped_why == "Văn bản đã thu hồi"
    with pytest.raises(Refused, match="hiệu lực"), transaction():
        delivery.add_delivery(letter.number, clerk, outside_name="Ai đó")
    with transaction():
        delivery.take_back(found["Phòng Thông tin và tuyên truyền"], clerk, today())
    assert found["Phòng Thông tin và tuyên truyền"].standing == "returned"


def test_a_replacement_is_of_the_same_type_and_a_correction_a_cong_van(
    app: Flask,
    letters: Letters,
) -> None:
    letter, newer = issued(letters), issued(letters)
    clerk = letters.cast.clerk
    with pytest.raises(Invalid, match="công văn"), transaction():
        service.rectify(letter, clerk, "Sai chính tả", newer.mark)
    with pytest.raises(Invalid), transaction():
        service.replace(letter, clerk, "Đổi thời gian", letter.mark)
    with transaction():
        service.replace(letter, clerk, "Đổi thời gian", newer.mark)
    assert letter.state == State.REPLACED
    assert f"Thay thế bằng {newer.mark}: Đổi thời gian" in remark(letter.number)


def test_a_signed_letter_that_stays_is_remembered(app: Flask, letters: Letters) -> None:
    with time_machine.travel(datetime(2026, 3, 13, 9, 0, tzinfo=OFFICE_ZONE)) as clock:  # a Friday
        late, gone = letters.in_state(State.SIGNED), letters.in_state(State.ISSUED)
        clock.move_to(datetime(2026, 3, 16, 14, 0, tzinfo=OFFICE_ZONE))
        run_due()
        assert "letter_overdue" not in told(letters.cast.clerk)
        clock.move_to(datetime(2026, 3, 16, 15, 1, tzinfo=OFFICE_ZONE))
        run_due()
    query = select(Notice.subject_id).where(Notice.kind == "letter_overdue", Notice.person_id == letters.cast.clerk.id)
    assert list(session.scalars(query)) == [late.id] != [gone.id]


def test_a_letter_given_back_and_signed_again_has_its_day_again(both_engines: Flask, letters: Letters) -> None:
    def late() -> int:
        run_due()
        return told(letters.cast.clerk).count("letter_overdue")

    with time_machine.travel(datetime(2026, 3, 13, 9, 0, tzinfo=OFFICE_ZONE)) as clock:  # a Friday
        letter = letters.in_state(State.SIGNED)
        with transaction():
            service.send_back(letter, letters.cast.clerk, "Thiếu phụ lục")
        clock.move_to(datetime(2026, 3, 16, 9, 0, tzinfo=OFFICE_ZONE))
        for reached, move in letters.moves[:3]:
            with transaction():
                move(letter)
            assert letter.state == reached
        clock.move_to(datetime(2026, 3, 16, 15, 1, tzinfo=OFFICE_ZONE))
        assert late() == 0, "the day of the first signing means nothing any more"
        clock.move_to(datetime(2026, 3, 17, 15, 1, tzinfo=OFFICE_ZONE))
        assert late() == 1


def test_the_pages(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = issued(letters)
    visitor.sign_in(letters.cast.clerk)
    page = visitor.visit(f"/registers/numbers/{letter.number_id}/deliveries")
    assert "Chưa rõ ai là «Báo Hải Phòng»" in page.text
    form = visitor.visit(page.links()["Chọn nơi nhận"])
    wrong = visitor.press("Thêm", on=form, status=422)
    assert wrong.errors() == ["Hãy chọn nơi nhận hoặc ghi tên nơi nhận."]
    page = visitor.press("Thêm", on=wrong, outside_name="Báo Hải Phòng")
    assert "Chưa rõ ai" not in page.text
    waiting = visitor.visit("/deliveries")
    assert "2 nơi nhận chờ gửi" in waiting.text
    sending = visitor.visit(waiting.links()["Ghi gửi"])
    wrong = visitor.press("Ghi đã gửi", on=sending, status=422, sent_on="31/02/2026")
    assert wrong.errors() == ["Ngày không đúng. Hãy ghi như 25/02/2025."]
    visitor.press("Ghi đã gửi", on=wrong, sent_on=f"{today():%d/%m/%Y}", received_by="RR123")
    assert "1 nơi nhận chờ gửi" in visitor.visit("/deliveries").text
    receiver = visitor.sign_in(letters.cast.other_staff)
    seen = receiver.press("Đã xem", on=receiver.visit(f"/documents/{letter.id}"))
    assert "Đã xem" not in seen.buttons()
    recalled = visitor.sign_in(letters.cast.clerk).press(
        "Thu hồi", on=visitor.visit(f"/documents/{letter.id}"), note="Sai số liệu"
    )
    assert "Văn bản đã thu hồi" in recalled.text
    assert "Văn bản đã thu hồi" in visitor.sign_in(letters.cast.staff).visit(f"/documents/{letter.id}").text


def test_a_longer_list_asks_no_more(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = issued(letters)
    visitor.sign_in(letters.cast.clerk)
    url = f"/registers/numbers/{letter.number_id}/deliveries"
    with counted_statements() as few:
        visitor.visit(url)
    with transaction():
        for n in range(10):
            delivery.add_delivery(letter.number, letters.cast.clerk, outside_name=f"Nơi {n}")
    with counted_statements() as many:
        visitor.visit(url)
    assert session.query(Delivery).count() == 13
    assert len(many) <= len(few)


def test_nhu_tren_is_sent_to_whom_the_letter_is_addressed_to(app: Flask, letters: Letters) -> None:
    with transaction():
        delivery.save_agency(None, letters.cast.clerk, name="Sở Nội vụ", way="post")
    letter = letters.in_state(
        State.ISSUED, template_id="cong_van", kinh_gui=["Sở Nội vụ", "Phòng Kiểm tra Tổ chức thành viên"],
        noi_nhan=["Như trên", "Lưu: VT, VP"],
    )  # fmt: skip
    found = queries.deliveries_of(letter.number)
    assert [(d.receiver_name, d.way) for d in found] == [
        ("Sở Nội vụ", "post"),
        ("Phòng Kiểm tra Tổ chức thành viên", "inside"),
    ]
    assert letter.number.recipients == "Sở Nội vụ; Phòng Kiểm tra Tổ chức thành viên"
    assert queries.unresolved_lines(letter.number, found) == []
