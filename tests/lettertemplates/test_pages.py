"""A clerk changes a template in the browser: faults with places, new fields, a trial print, versions, the way back."""

import io
from dataclasses import replace

import pytest

from intranet.core.db import session, transaction
from intranet.core.errors import Refused, Stale
from intranet.core.files import read
from intranet.docservice.clinic.trial import try_out_here
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_facts, docx_text
from intranet.lettertemplates import queries, service
from intranet.lettertemplates.models import TemplateDraft, TemplateVersion
from intranet.lettertemplates.office_templates import catalogue, files_in_force, get_template
from intranet.lettertemplates.rules import DraftState
from tests.docservice.clinic.sheet import Sheet
from tests.documents.conftest import Letters
from tests.support.letters import own_template
from tests.support.visitor import Page, Visitor

pytestmark = pytest.mark.usefixtures("app")
BODY = "{{p noi_dung|than_bai }}"


@pytest.fixture
def clerk(letters: Letters, visitor: Visitor) -> Visitor:
    return visitor.sign_in(letters.cast.clerk)


def word(sheet: Sheet, name: str = "mẫu.docx") -> tuple[io.BytesIO, str]:
    return io.BytesIO(sheet.docx()), name


def with_place() -> Sheet:
    """The announcement with one more line: a place."""
    sheet = Sheet("thong_bao")
    sheet.add_after(BODY, "Địa điểm: {{ dia_diem }}", like="{{ doan }}")
    return sheet


def sent(clerk: Visitor, sheet: Sheet, template_id: str = "thong_bao") -> Page:
    """The page of a change begun with a Word file."""
    return clerk.press("Gửi lên và khám", on=clerk.visit(f"/templates/{template_id}"), file=word(sheet))


def draft_of(page: Page) -> TemplateDraft:
    session.expire_all()
    return session.get_one(TemplateDraft, int(page.url.split("/")[3]))


def saved(clerk: Visitor, sheet: Sheet, template_id: str = "thong_bao") -> TemplateVersion:
    """A version that only differs in its Word file."""
    page = clerk.press("Lưu và dùng mẫu này", on=sent(clerk, sheet, template_id), note="đổi chữ")
    assert "nay dùng bản" in page.text
    return queries.versions_of(template_id)[0]


def reworded(words: str) -> Sheet:
    sheet = Sheet("thong_bao")
    sheet.add_after(BODY, words, like="{{ doan }}")
    return sheet


def test_every_template_is_listed_with_its_fields(clerk: Visitor) -> None:
    page = clerk.visit("/templates")
    assert f"{len(list(catalogue()))} mẫu đang dùng" in page.text and "Theo chương trình" in page.text
    page = clerk.visit("/templates/to_trinh")
    assert "danh_sach" in page.text and "Họ và tên" not in page.heading
    assert "Đang dùng mẫu theo chương trình" in page.text


def test_faults_are_told_with_places_and_nothing_can_be_saved(clerk: Visitor) -> None:
    sheet = Sheet("to_trinh")
    sheet.remove_row("{%tr endfor %}")
    sheet.replace("{{ trich_yeu }}", "{{ trich yeu }}")
    page = sent(clerk, sheet, "to_trinh")
    assert "Còn 2 lỗi phải sửa" in page.text
    assert (
        "Bảng 2, dòng 2, ô 1" in page.text
        and "Bảng 2, dòng 2, ô 1: {%tr for dong in danh_sach %} thiếu {%tr endfor %}" in page.text
    )
    assert "Ý bạn là trich_yeu? Sửa thành {{ trich_yeu }}" in page.text
    assert "Lưu và dùng mẫu này" not in page.buttons()
    marked = clerk.client.get(page.links()["Tải bản có ghi chú"]).data
    assert docx_facts(marked).comments == 2
    clerk.post(f"/templates/drafts/{draft_of(page).id}/save", status=409)
    assert queries.versions_of("to_trinh") == []
    mended = clerk.press("Gửi lên và khám lại", on=page, file=word(Sheet("to_trinh")))
    assert draft_of(mended).is_sound and "In thử được" in mended.text


def test_a_new_place_becomes_a_field_and_the_form_asks_for_it(clerk: Visitor, letters: Letters) -> None:
    page = sent(clerk, with_place())
    assert "Biểu mẫu không có mục “dia_diem”" in page.text
    page = clerk.press("Thêm 1 mục vào biểu mẫu", on=page)
    rows = page.tree.xpath("//input[substring(@name, string-length(@name) - 3) = '-key']/@value")
    assert "dia_diem" in rows
    index = rows.index("dia_diem")
    page = clerk.press(
        "Lưu và khám lại", on=page, **{f"muc-{index}-help": "Ghi đủ tên phòng.", f"muc-{index}-required": "1"}
    )
    assert "In thử được" in page.text
    assert "Thêm: Địa điểm (Một dòng chữ, bắt buộc)" in page.text
    page = clerk.press("Lưu và dùng mẫu này", on=page, note="thêm địa điểm")
    assert "Bản 2" in page.text and "Bản 1" in page.text and "thêm địa điểm" in page.text
    field = next(field for field in get_template("thong_bao").fields if field.key == "dia_diem")
    assert (field.label, field.help, field.required) == ("Địa điểm", "Ghi đủ tên phòng.", True)
    letter = letters.begun("thong_bao")
    page = clerk.sign_in(letters.cast.staff).visit(f"/documents/{letter.id}/edit")
    assert page.tree.xpath("//input[@name='dia_diem']")


def test_the_example_is_filled_in_the_browser(clerk: Visitor) -> None:
    page = sent(clerk, reworded("Kính báo."))
    form = clerk.visit(page.links()["Sửa nội dung mẫu"])
    page = clerk.press("Lưu và in thử", on=form, trich_yeu="Lịch trực Tết")
    assert "Lịch trực Tết" in docx_text(read(draft_of(page).docx_sha256 or ""))
    page = clerk.press("Lưu và in thử", on=clerk.visit(page.links()["Sửa nội dung mẫu"]), status=422, trich_yeu="")
    assert "Trích yếu: chưa có" in page.text


def test_a_clerk_edits_fields_moves_and_removes_them(clerk: Visitor) -> None:
    page = clerk.press("Chỉ sửa biểu mẫu", on=clerk.visit("/templates/to_trinh"))
    keys = page.tree.xpath("//input[contains(@name, '-key')]/@value")
    at = keys.index("tieu_de_danh_sach")
    page = clerk.press("Lưu và khám lại", on=page, status=422, **{f"muc-{at}-label": "", "title": "Tờ trình mới"})
    assert "thiếu label" in page.text and page.tree.xpath("//input[@name='title']/@value") == ["Tờ trình mới"]
    columns = page.tree.xpath(f"//textarea[@name='muc-{keys.index('danh_sach')}-details']")[0].text.strip()
    assert columns.splitlines()[0] == "ten | Họ và tên hoặc tên tập thể | Một dòng chữ | bắt buộc"
    changed = {
        f"muc-{at}-label": "Dòng trên bảng",
        f"muc-{keys.index('danh_sach')}-details": columns + "\nghi_chu | Ghi chú",
    }
    page = clerk.press("Lưu và khám lại", on=page, **changed)
    assert "trước là “Tiêu đề danh sách”" in page.text and "thêm cột Ghi chú" in page.text
    clerk.press("Lưu và dùng mẫu này", on=page)
    fields = {field.key: field for field in get_template("to_trinh").fields}
    assert [column.key for column in fields["danh_sach"].columns][-1] == "ghi_chu"
    assert fields["ket"].ending == "./." and fields["trich_yeu"].max_length == 500
    assert fields["danh_sach"].columns[0].max_length == 200


def test_going_back_is_one_click_and_every_letter_knows_its_version(clerk: Visitor, letters: Letters) -> None:
    with transaction():
        first = service.remember(get_template("thong_bao"))
    old = get_template("thong_bao")
    saved(clerk, reworded("Chữ mới."))
    assert "Chữ mới." in docx_text(get_template("thong_bao").docx)
    page = clerk.press("Dùng lại bản 1", on=clerk.visit("/templates/thong_bao"))
    assert "Đã dùng lại bản 1; nay là bản 3." in page.text
    assert get_template("thong_bao") == old and [v.n for v in queries.versions_of("thong_bao")] == [3, 2, 1]
    clerk.post(f"/templates/versions/{first.id}/restore", status=409)


def test_a_letter_can_be_printed_with_the_version_it_was_made_with(clerk: Visitor, letters: Letters) -> None:
    letter = letters.saved()
    version = letter.current
    sheet = Sheet("ke_hoach")
    sheet.add_after(BODY, "Dòng chỉ có ở bản sau.", like="{{ doan }}")
    saved(clerk, sheet, "ke_hoach")
    assert get_template("ke_hoach").revision != version.template_revision
    then = service.template_of_revision("ke_hoach", version.template_revision)
    assert render_docx(then, version.facts, year=2026) == render_docx(
        own_template("ke_hoach"), version.facts, year=2026
    )


def test_a_copy_is_a_new_template(clerk: Visitor, letters: Letters) -> None:
    page = clerk.visit("/templates/thong_bao")
    page = clerk.press("Tạo bản chép", on=page, title="Thông báo lịch trực")
    assert "thong_bao_lich_truc" not in {template.id for template in catalogue()}
    clerk.press("Lưu và dùng mẫu này", on=page)
    template = get_template("thong_bao_lich_truc")
    assert (template.title, template.letter_type.id) == ("Thông báo lịch trực", "thong_bao")
    assert "Soạn thông báo lịch trực" in clerk.sign_in(letters.cast.staff).visit("/documents/new").buttons()
    clerk.sign_in(letters.cast.clerk)
    again = clerk.press("Tạo bản chép", on=clerk.visit("/templates/thong_bao"), title="Thông báo lịch trực")
    assert draft_of(again).template_id == "thong_bao_lich_truc_2"
    clerk.press("Tạo bản chép", on=clerk.visit("/templates/thong_bao"), status=422, title=" ")


def test_a_change_given_up_or_overtaken_changes_nothing(clerk: Visitor, letters: Letters) -> None:
    first, second = sent(clerk, reworded("Một.")), sent(clerk, reworded("Hai."))
    clerk.press("Lưu và dùng mẫu này", on=first)
    page = clerk.press("Lưu và dùng mẫu này", on=second, status=409)
    assert "đã được người khác thay" in page.text
    with pytest.raises(Stale), transaction():
        service.save(draft_of(second), "", letters.cast.clerk)
    clerk.press("Bỏ", on=clerk.visit(second.url))
    assert draft_of(second).state == DraftState.DROPPED
    clerk.post(f"/templates/drafts/{draft_of(second).id}/drop", status=409)


@pytest.mark.parametrize("content", [b"", b"PK\3\4rubbish", b"%PDF-1.4 no"])
def test_what_is_no_word_file_is_refused_with_a_sentence(clerk: Visitor, content: bytes) -> None:
    page = clerk.visit("/templates/thong_bao")
    page = clerk.press("Gửi lên và khám", on=page, status=422, file=(io.BytesIO(content), "mau.docx"))
    assert page.errors() or "Tệp" in page.text
    assert queries.open_drafts() == []


def test_a_departure_from_the_decree_is_told_but_one_that_was_there_lets_pass(clerk: Visitor) -> None:
    sheet = reworded("x")
    sheet.replace("Độc lập - Tự do - Hạnh phúc", "Độc lập, Tự do, Hạnh phúc")
    page = sent(clerk, sheet)
    assert "Sai thể thức" in page.text and not draft_of(page).is_sound
    departed = try_out_here("thong_bao", replace(files_in_force("thong_bao"), docx=sheet.docx()))
    assert departed.compared_with(departed).is_sound
    assert {fault.code for fault in departed.compared_with(departed).faults} == {"format_as_before"}


def test_staff_do_not_change_templates(letters: Letters, visitor: Visitor) -> None:
    visitor.sign_in(letters.cast.staff).visit("/templates", status=403)


def test_an_old_letter_whose_template_was_not_kept_says_so() -> None:
    with pytest.raises(Refused, match="không được giữ lại"):
        service.template_of_revision("ke_hoach", "000000000000")
