"""A letter's page and the list: who sees what, one primary button, numbers pressed twice, filters, counts, search."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import event, select

from intranet.accounts.rules import Capacity
from intranet.core.db import db, session, transaction
from intranet.documents import queries, service
from intranet.documents.models import NumberedCopy
from intranet.documents.rules import State
from intranet.plans.models import Plan
from intranet.registers.models import RegisterNumber
from tests.documents.conftest import Letters, photo
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("app")


def as_person(app: Flask, letters: Letters, who: str) -> Visitor:
    return Visitor(app).sign_in(getattr(letters.cast, who))


PRIMARY = {
    (State.DRAFT, "staff"): ["Trình kiểm tra"],
    (State.CHECKING, "head"): ["Đã kiểm tra nội dung"],
    (State.CHECKING, "clerk"): ["Đã kiểm tra thể thức"],
    (State.CHECKING, "office_head"): ["Đã kiểm tra thể thức"],
    (State.PRESENTED, "leader"): ["Duyệt và ký"],
    (State.PRESENTED, "clerk"): ["Bản giấy đã ký"],
    (State.PRESENTED, "staff"): [],
    (State.SIGNED, "clerk"): ["Cấp số"],
    (State.NUMBERED, "clerk"): ["Gửi bản quét"],
    (State.SCANNED, "clerk"): ["Phát hành"],
    (State.ISSUED, "clerk"): [],
    (State.ISSUED, "other_staff"): [],
}


@pytest.mark.parametrize(("state", "who"), PRIMARY)
def test_the_next_step_is_the_one_primary_button(app: Flask, letters: Letters, state: State, who: str) -> None:
    letter = letters.with_files(letters.in_state(state))
    page = as_person(app, letters, who).visit(f"/documents/{letter.id}")
    primary = page.tree.xpath(
        "//aside//*[contains(@class, 'button primary')][not(ancestor::form[@class='panel-body'])]"
    )
    assert [" ".join(button.text_content().split()) for button in primary] == PRIMARY[state, who]


def test_the_steps_say_who_is_waited_for(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    page = as_person(app, letters, "staff").visit(f"/documents/{letter.id}")
    (now,) = page.tree.xpath("//ol[@class='steps']/li[@class='now']")
    assert " ".join(now.text_content().split()) == "Duyệt và ký (đang ở bước này)chờ Phó Chủ tịch"
    done = page.tree.xpath("//ol[@class='steps']/li[@class='done']//p[@class='step-name']/text()")
    assert [words.strip() for words in done if words.strip()] == [
        "Soạn dự thảo",
        "Kiểm tra nội dung",
        "Kiểm tra thể thức",
        "Trình ký",
    ]


def test_what_stands_in_the_way_is_said(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    page = as_person(app, letters, "staff").visit(f"/documents/{letter.id}")
    assert "Chưa trình ký được" in page.text
    assert "Chưa kiểm tra nội dung. Chưa kiểm tra thể thức." in page.text


def test_no_next_step_is_headed_where_only_rare_acts_are_left(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.ISSUED)
    page = as_person(app, letters, "clerk").visit(f"/documents/{letter.id}")
    assert page.tree.xpath("//summary[contains(., 'Việc khác')]")
    assert not page.tree.xpath("//h2[.='Bước tiếp theo']")
    draft = letters.in_state(State.CHECKING)
    page = as_person(app, letters, "staff").visit(f"/documents/{draft.id}")
    assert page.tree.xpath("//h2[.='Bước tiếp theo']/ancestor::section[contains(@class, 'no-print')]")


def test_a_letter_of_another_department_is_not_shown_before_it_is_issued(app: Flask, letters: Letters) -> None:
    draft, issued = letters.in_state(State.SCANNED), letters.in_state(State.ISSUED)
    stranger = as_person(app, letters, "other_staff")
    assert "chưa phát hành" in stranger.visit(f"/documents/{draft.id}", status=403).text
    page = stranger.visit(f"/documents/{issued.id}")
    assert "Các bản" not in page.text and "Lịch sử" not in page.text
    stranger.visit(f"/documents/{issued.id}/versions/1", status=403)
    stranger.visit(f"/documents/{issued.id}/versions/1.docx", status=403)
    listed = stranger.visit("/documents")
    assert [link for link in listed.links().values() if link == f"/documents/{draft.id}"] == []
    assert f"/documents/{issued.id}" in listed.links().values()


def test_sending_back_without_a_reason_opens_the_form_again(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    leader = as_person(app, letters, "leader")
    page = leader.press("Trả lại", on=leader.visit(f"/documents/{letter.id}"), status=422, note="")
    (panel,) = page.tree.xpath("//details[contains(@class, 'panel')][@open]")
    assert "Hãy ghi rõ lý do." in panel.text_content()
    page = leader.press("Trả lại", on=page, note="Sửa mục II")
    assert "Bị trả lại" in page.text and "Sửa mục II" in page.text


def test_cap_so_pressed_twice_is_one_number(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.SIGNED)
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit(f"/documents/{letter.id}")
    other_page = clerk.visit(f"/documents/{letter.id}")
    clerk.press("Cấp số", on=page)
    clerk.press("Cấp số", on=page)
    refused = clerk.press("Cấp số", on=other_page, status=409)
    assert "Có thể người khác vừa xử lý" in refused.text
    assert [number.full for number in session.scalars(select(RegisterNumber))] == ["01/KH-LMHTX"]


def test_a_wrong_day_is_said_beside_its_field(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.SIGNED)
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit(f"/documents/{letter.id}")
    page = clerk.press("Cấp số", on=page, status=422, day="31/12/2199")
    assert "không được sau hôm nay" in page.text
    assert page.tree.xpath("//input[@name='day']/@value") == ["31/12/2199"]
    page = clerk.press("Cấp số", on=page, status=422, day="mai")
    assert "Ngày không đúng" in page.text


def test_photographs_of_the_signed_sheet_are_taken(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit(f"/documents/{letter.id}")
    page = clerk.press("Gửi", on=page, files=[(io.BytesIO(photo()), "1.jpg"), (io.BytesIO(photo("gray")), "2.jpg")])
    assert "2 trang, bản đã ký, đóng dấu" in page.text
    wrong = clerk.press("Gửi", on=page, status=422, files=(io.BytesIO(b"<svg/>"), "a.svg"))
    assert "SVG" in wrong.text


def test_the_clerk_corrects_the_tasks_before_issuing(app: Flask, letters: Letters) -> None:
    letters.office.group(letters.cast.one, letters.cast.two, name="Các Phòng")
    units = [{"don_vi": "Ban Lạ", "nhiem_vu": [{"noi_dung": "Việc lạ", "phoi_hop": [], "han": "2020-01-01"}]}]
    letter = letters.in_state(State.SCANNED, phan_cong=units)
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit(f"/documents/{letter.id}/issue")
    assert "Văn bản ghi «Ban Lạ»" in page.text
    page = clerk.press("Phát hành", on=page, status=422)
    assert "Hãy chọn đơn vị nhận." in page.text and "Thời hạn đứng trước ngày văn bản" in page.text
    group = page.tree.xpath("//select[@name='viec-0-receiver']/option[text()='Các Phòng']/@value")[0]
    fields = {"viec-0-receiver": group, "viec-0-deadline": "", "viec-0-needs_evidence": "1"}
    clerk.press("Phát hành", on=page, **fields)
    plan = session.scalars(select(Plan)).one()
    assert [(task.lead.short_name, task.needs_evidence) for task in plan.tasks] == [("PTTTT", True), ("PKTTCTV", True)]
    assert plan.leader_id == letters.cast.leader.id


def test_a_scan_with_too_few_pages_is_said_before_and_on_issuing(app: Flask, letters: Letters) -> None:
    letter = letters.with_files(letters.in_state(State.SCANNED))
    clerk = as_person(app, letters, "clerk")
    addresses = (f"/documents/{letter.id}", f"/documents/{letter.id}/issue")
    assert all("Nếu quét thiếu" not in clerk.visit(address).text for address in addresses)
    with transaction():
        session.scalars(select(NumberedCopy)).one().page_count = 4
    for address in addresses:
        assert "Bản quét có 1 trang, văn bản có 4 trang" in clerk.visit(address).text


def test_whom_a_letter_reaches_is_said_before_it_goes_and_who_is_unknown_after(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.SCANNED, noi_nhan=[letters.cast.two.name, "Ban TĐKT, Sở Nội vụ", "Lưu: VT"])
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit(f"/documents/{letter.id}/issue")
    assert f"Phát hành rồi gửi tới: {letters.cast.two.name}." in page.text
    assert "Chưa rõ ai là «Ban TĐKT, Sở Nội vụ»" in page.text
    issued = clerk.press("Phát hành", on=page)
    assert "Chưa rõ ai là «Ban TĐKT, Sở Nội vụ», nên chưa gửi" in issued.text
    session.rollback()
    assert "Chưa rõ ai" not in as_person(app, letters, "staff").visit(f"/documents/{letter.id}").text
    choice = clerk.visit(issued.links()["Chọn nơi nhận"])
    clerk.press("Thêm", on=choice, outside_name="Ban Thi đua Khen thưởng")
    assert "Chưa rõ ai" not in clerk.visit(f"/documents/{letter.id}").text


def test_a_letter_cannot_be_issued_before_its_scan(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.NUMBERED)
    clerk = as_person(app, letters, "clerk")
    assert "chưa có số và bản quét" in clerk.visit(f"/documents/{letter.id}/issue", status=409).text
    clerk.post(f"/documents/{letter.id}/issue", status=409)


def test_appendices_are_added_moved_and_taken_away(app: Flask, letters: Letters) -> None:
    letter = letters.saved()
    drafter = as_person(app, letters, "staff")
    page = drafter.visit(f"/documents/{letter.id}")
    assert "Hãy chọn tệp" in drafter.press("Thêm", on=page, status=422, title="Không tệp").text
    for name in ("mot.jpg", "hai.jpg"):
        page = drafter.press("Thêm", on=page, file=(io.BytesIO(photo()), name), title="")
    names = "//section[@id='phu-luc']//span[@class='file']//a/text()"
    assert page.tree.xpath(names) == ["mot", "hai"]
    page = drafter.press("Lên", on=page)
    assert page.tree.xpath(names) == ["hai", "mot"]
    page = drafter.press("Bỏ", on=page)
    assert page.tree.xpath(names) == ["mot"]


def test_another_signer_is_chosen_on_the_page(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    other = letters.office.may_sign(letters.cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "KH")
    drafter = as_person(app, letters, "staff")
    page = drafter.visit(f"/documents/{letter.id}")
    assert "Hãy điền mục này" in drafter.press("Đổi người ký", on=page, status=422).text
    page = drafter.press("Đổi người ký", on=page, signer_authority_id=other.id)
    assert "trở lại bước kiểm tra" in page.text
    assert "đã kiểm tra bản cũ (bản 1)" in page.text


def test_the_admin_names_who_checks_the_format(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.CHECKING)
    as_person(app, letters, "clerk").visit("/documents/format_duty", status=403)
    charged = as_person(app, letters, "other_staff")
    charged.visit(f"/documents/{letter.id}", status=403)
    admin = as_person(app, letters, "admin")
    page = admin.press("Lưu", on=admin.visit("/documents/format_duty"), person_id=[letters.cast.other_staff.id])
    assert len(page.tree.xpath("//input[@name='person_id'][@checked]")) == 1
    page = charged.press("Đã kiểm tra thể thức", on=charged.visit(f"/documents/{letter.id}"))
    assert "Chuyên viên phòng 2" in page.text


# Lists.


@contextmanager
def counted() -> Iterator[list[str]]:
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/documents", "/documents?whose=waiting", "/documents.xlsx", "/"])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(app: Flask, letters: Letters, path: str) -> None:
    clerk = as_person(app, letters, "clerk")

    def statements() -> int:
        session.rollback()
        session.expire_all()
        with counted() as found:
            assert clerk.client.get(path).status_code == 200
        return len(found)

    for state in (State.SIGNED, State.NUMBERED, State.SCANNED):
        letters.in_state(state)
    statements()
    few = statements()
    for state in (State.SIGNED, State.NUMBERED, State.SCANNED) * 2:
        letters.in_state(state)
    assert statements() == few


def test_filters_are_links_with_their_counts(app: Flask, letters: Letters) -> None:
    letters.saved(trich_yeu="Hội nghị tổng kết")
    letters.in_state(State.SIGNED)
    letters.in_state(State.ISSUED)
    clerk = as_person(app, letters, "clerk")
    page = clerk.visit("/documents")
    assert "3 văn bản" in page.text
    page = clerk.visit(page.links()["Đã ký 1"])
    assert page.url == "/documents" and "1 văn bản tìm thấy" in page.text
    page = clerk.visit("/documents?whose=waiting")
    assert "1 văn bản tìm thấy" in page.text
    page = clerk.visit("/documents?q=hoi+nghi")
    assert "Hội nghị tổng kết" in page.text and "1 văn bản tìm thấy" in page.text
    assert "Không có văn bản nào như thế" in clerk.visit("/documents?q=khong-co-dau").text
    clerk.visit("/documents?state=la&type=x&unit=abc&page=-3")


def test_excel_holds_what_is_on_the_screen(app: Flask, letters: Letters) -> None:
    letters.saved(trich_yeu="=1+1")
    letters.in_state(State.ISSUED)
    answer = as_person(app, letters, "clerk").client.get("/documents.xlsx?state=draft")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows if row[2] == "Kế hoạch"] == ["=1+1"]


def test_an_empty_list_says_what_to_do_first(app: Flask, letters: Letters) -> None:
    page = as_person(app, letters, "staff").visit("/documents")
    assert "Chưa có văn bản nào" in page.text and "Soạn văn bản" in page.links()


WAITING = {
    "staff": {"returned": 1, "present": 1},
    "head": {"check_content": 1},
    "other_head": {},
    "leader": {"sign": 1},
    "clerk": {"check_format": 1, "number": 1, "scan": 1, "issue": 1},
    "office_head": {"check_format": 1},
    "other_staff": {},
}


def test_each_finds_what_waits_for_him(letters: Letters) -> None:
    for state in State:
        if state not in (State.CANCELLED,):
            letters.in_state(state)
    checked, returned = letters.in_state(State.CHECKING), letters.in_state(State.CHECKING)
    with transaction():
        service.check_content(checked, letters.cast.head)
        service.check_format(checked, letters.cast.clerk)
        service.send_back(returned, letters.cast.head, "Sửa")
    for who, expected in WAITING.items():
        person = getattr(letters.cast, who)
        found = {waiting.reason: len(waiting.documents) for waiting in queries.waiting_for(person)}
        assert found == expected, who
        assert queries.count_waiting(person) == sum(expected.values())


def test_search_finds_by_number_subject_and_words_and_only_what_one_may_see(letters: Letters) -> None:
    draft = letters.saved(trich_yeu="Đại hội thi đua")
    issued = letters.in_state(State.ISSUED)
    staff, stranger = letters.cast.staff, letters.cast.other_staff

    def found(person: Any, words: str) -> list[int]:
        return [letter.id for letter in queries.search_documents(person, words)]

    assert found(staff, "dai hoi") == found(staff, "Đại hội") == [draft.id]
    assert found(staff, "01/KH-LMHTX") == [issued.id]
    assert found(staff, "cộng hòa xã hội chủ nghĩa") == found(staff, "ai hoi") == []
    assert found(staff, "mời giảng viên") == [issued.id, draft.id]
    assert found(stranger, "moi giang vien") == [issued.id]
    assert found(stranger, "%") == found(stranger, "") == []
