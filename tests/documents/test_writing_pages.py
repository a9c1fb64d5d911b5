"""Writing a letter in the browser: wrong words, rows without a script, two people at once, an expired page."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.core.db import session, transaction
from intranet.docservice.errors import DocError
from intranet.documents import service
from intranet.documents.facts import Typed
from intranet.documents.models import Document, DocumentVersion, KeptDraft
from intranet.documents.rules import State
from intranet.documents.service import writing
from intranet.settings import PROJECT, Settings
from tests.documents.conftest import Letters
from tests.documents.test_story import FORM
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("app")

SAVE = "Lưu bản dự thảo"


@pytest.fixture
def drafter(letters: Letters, visitor: Visitor) -> Visitor:
    return visitor.sign_in(letters.cast.staff)


def fresh(path: str) -> Document:
    session.expire_all()
    return session.get_one(Document, int(path.split("/")[2]))


def test_every_template_is_offered_with_what_it_is_for(drafter: Visitor) -> None:
    page = drafter.visit("/documents/new")
    assert {"Soạn kế hoạch", "Soạn tờ trình", "Soạn công văn", "Soạn báo cáo"} <= set(page.buttons())
    assert "giao việc cho từng đơn vị" in page.text


def test_what_is_known_is_not_asked(drafter: Visitor) -> None:
    page = drafter.press("Soạn kế hoạch", on=drafter.visit("/documents/new"))
    names = set(page.tree.xpath("//form[@id='van-ban']//@name"))
    assert {"trich_yeu", "noi_dung", "nguoi_ky", "noi_nhan"} <= names
    assert not {"co_quan", "so", "ngay"} & names
    assert page.tree.xpath("//textarea[@name='noi_nhan']")[0].text.strip() == "Lưu: VT, PTTTT"


def test_a_wrong_form_comes_back_with_everything_typed(drafter: Visitor) -> None:
    page = drafter.press("Soạn kế hoạch", on=drafter.visit("/documents/new"))
    wrong = {**FORM, "trich_yeu": "", "phan_cong-0-han": "31/02/2030"}
    page = drafter.press(SAVE, on=page, status=422, **wrong)
    assert "còn 3 chỗ cần sửa" in page.text
    assert page.tree.xpath("//textarea[@name='noi_dung']")[0].text.strip() == FORM["noi_dung"]
    assert page.tree.xpath("//input[@name='phan_cong-0-han']/@value") == ["31/02/2030"]
    assert page.tree.xpath("//input[@name='phan_cong-0-han']/@aria-invalid") == ["true"]
    assert page.tree.xpath("//select[@name='nguoi_ky']/@aria-invalid") == ["true"]
    assert fresh(page.url).current_n == 0


def test_rows_are_added_moved_and_taken_away_without_a_script(drafter: Visitor) -> None:
    page = drafter.press("Soạn tờ trình", on=drafter.visit("/documents/new"))
    page = drafter.press("Thêm dòng", on=page, **{"danh_sach-0-ten": "HTX Một", "trich_yeu": "Khen thưởng"})
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == ["Khen thưởng"]
    page = drafter.press("Thêm dòng", on=page, **{"danh_sach-1-ten": "HTX Hai"})
    names = "//input[contains(@name, 'danh_sach-') and contains(@name, '-ten')]/@value"
    assert page.tree.xpath(names)[:2] == ["HTX Một", "HTX Hai"]
    values = {"danh_sach-0-ten": "HTX Một", "danh_sach-1-ten": "HTX Hai", "revision": "1"}
    moved = drafter.post(page.url, **values, _up="danh_sach:1")
    assert moved.tree.xpath(names)[:2] == ["HTX Hai", "HTX Một"]
    gone = drafter.post(page.url, **values, _remove="danh_sach:0")
    assert gone.tree.xpath(names)[:1] == ["HTX Hai"]


def test_half_a_letter_can_be_put_aside(drafter: Visitor) -> None:
    page = drafter.press("Soạn kế hoạch", on=drafter.visit("/documents/new"))
    page = drafter.press("Lưu tạm", on=page, trich_yeu="Mới nghĩ được thế")
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == ["Mới nghĩ được thế"]
    assert "Mới nghĩ được thế" in drafter.visit("/documents?whose=mine").text


def autosave(visitor: Visitor, letter: Document, revision: int, **fields: str):
    headers = {"Accept": "application/json"}
    data = {"revision": str(revision), **fields}
    return visitor.client.post(f"/documents/{letter.id}/draft", data=data, headers=headers)


def test_the_form_saves_itself_and_learns_its_revision(drafter: Visitor, letters: Letters) -> None:
    letter = letters.begun()
    answer = autosave(drafter, letter, 1, trich_yeu="Đang gõ")
    assert (answer.status_code, answer.json["set"]) == (200, {"revision": "2"})
    assert autosave(drafter, letter, 2, trich_yeu="Đang gõ tiếp").json["set"] == {"revision": "3"}
    assert fresh(f"/documents/{letter.id}").draft.facts["trich_yeu"] == "Đang gõ tiếp"


def test_a_stale_autosave_says_who_saved_and_changes_nothing(app: Flask, drafter: Visitor, letters: Letters) -> None:
    letter = letters.begun()
    autosave(Visitor(app).sign_in(letters.cast.head), letter, 1, trich_yeu="Của trưởng phòng")
    answer = autosave(drafter, letter, 1, trich_yeu="Của chuyên viên")
    assert answer.status_code == 409
    assert "Trưởng phòng 1 đã lưu nội dung khác" in answer.json["error"]
    assert fresh(f"/documents/{letter.id}").draft.facts["trich_yeu"] == "Của trưởng phòng"


@pytest.mark.parametrize(
    ("button", "used"),
    [("Dùng nội dung của tôi", "Của chuyên viên"), ("Dùng nội dung của Trưởng phòng 1", "Của trưởng phòng")],
)
def test_two_people_compare_and_choose_and_both_texts_stay(
    app: Flask, drafter: Visitor, letters: Letters, button: str, used: str
) -> None:
    letter = letters.begun()
    page = drafter.visit(f"/documents/{letter.id}/edit")
    autosave(Visitor(app).sign_in(letters.cast.head), letter, 1, trich_yeu="Của trưởng phòng")
    page = drafter.press(SAVE, on=page, status=409, **{**FORM, "trich_yeu": "Của chuyên viên"})
    assert "Của chuyên viên" in page.text and "Của trưởng phòng" in page.text
    page = drafter.press(button, on=page)
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == [used]
    kept_id, kept = session.execute(select(KeptDraft.id, KeptDraft.facts)).one()
    assert {used, kept["trich_yeu"]} == {"Của chuyên viên", "Của trưởng phòng"}
    page = drafter.visit(f"/documents/{letter.id}/kept/{kept_id}")
    assert kept["trich_yeu"] in page.text
    page = drafter.press("Lấy lại bản này", on=page)
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == [kept["trich_yeu"]]


def test_the_same_save_sent_twice_is_one_version(drafter: Visitor, letters: Letters) -> None:
    page = drafter.press("Soạn kế hoạch", on=drafter.visit("/documents/new"))
    for _ in range(2):
        drafter.press(SAVE, on=page, **FORM, nguoi_ky=letters.signing.id)
    assert session.scalar(select(func.count()).select_from(DocumentVersion)) == 1


def test_an_expired_form_offers_everything_again(app: Flask, letters: Letters) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    drafter = Visitor(app).sign_in(letters.cast.staff)
    letter = letters.begun()
    page = drafter.press(SAVE, on=drafter.visit(f"/documents/{letter.id}/edit"), status=400, csrf_token="cu", **FORM)
    assert "mở quá lâu" in page.text
    page = drafter.press("Gửi lại", on=page, status=422)
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == [FORM["trich_yeu"]]


def test_a_template_that_cannot_be_printed_is_told_and_nothing_typed_is_lost(
    drafter: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> bytes:
        raise DocError("missing_name", template="Kế hoạch", name="trich_yeuu")

    monkeypatch.setattr(writing, "print_letter", broken)
    page = drafter.press("Soạn kế hoạch", on=drafter.visit("/documents/new"))
    page = drafter.press(SAVE, on=page, status=409, **FORM, nguoi_ky=letters.signing.id)
    assert "“trich_yeuu”" in page.text and "báo người quản trị" in page.text
    assert page.tree.xpath("//input[@name='trich_yeu']/@value") == [FORM["trich_yeu"]]
    assert fresh(page.url).current_n == 0


def test_a_broken_template_is_named_with_its_problem(
    app: Flask, drafter: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "mau"
    shutil.copytree(PROJECT / "doctemplates", folder)
    (folder / "bao_cao" / "example.toml").unlink()
    monkeypatch.setattr(Settings, "templates_folder", folder)
    page = drafter.visit("/documents/new")
    assert "Mẫu «bao_cao» chưa dùng được" in page.text and "Thiếu tệp example.toml" in page.text
    assert "Soạn báo cáo" not in page.buttons()
    drafter.post("/documents/new/bao_cao", status=409)
    drafter.post("/documents/new/khong_co", status=404)


def test_a_signed_letter_has_no_form(drafter: Visitor, letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    page = drafter.visit(f"/documents/{letter.id}/edit", status=403)
    assert "chưa trình ký" in page.text
    refused = drafter.post(f"/documents/{letter.id}/edit", status=403, **FORM)
    assert FORM["trich_yeu"] in refused.tree.text_content() or refused.tree.xpath("//@value[.=$w]", w=FORM["trich_yeu"])


def test_fields_of_work_are_asked_only_where_deputies_divide_them(drafter: Visitor, letters: Letters) -> None:
    assert not drafter.visit(f"/documents/{letters.begun().id}/edit").tree.xpath("//select[@name='linh_vuc']")
    letters.office.may_sign(letters.cast.office_head, lines="PHÓ CHỦ TỊCH", fields="Tổ chức\nĐối ngoại")
    page = drafter.visit(f"/documents/{letters.begun().id}/edit")
    assert page.tree.xpath("//select[@name='linh_vuc']/option/text()") == ["– Chung –", "Tổ chức", "Đối ngoại"]


def test_a_bare_draft_can_be_thrown_away(drafter: Visitor, letters: Letters) -> None:
    address = f"/documents/{letters.begun().id}"
    page = drafter.press("Xóa", on=drafter.visit(f"{address}/edit"))
    assert "Đã xóa bản đang soạn" in page.text
    drafter.visit(address, status=404)


def test_kept_words_of_another_letter_are_not_found(drafter: Visitor, letters: Letters) -> None:
    one, other = letters.begun(), letters.begun()
    with transaction():
        service.settle(one, Typed({"trich_yeu": "Giữ"}), "theirs", 1, letters.cast.staff)
    kept = session.scalars(select(KeptDraft)).one()
    drafter.visit(f"/documents/{other.id}/kept/{kept.id}", status=404)
