"""Letters written in Word: taken, refused with a sentence, and the form closed from then on."""

import io
import zipfile

import pytest
from sqlalchemy import func, select

from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.docservice.word import find_controls
from intranet.documents.models import Document, DocumentVersion
from intranet.documents.rules import Mode, State
from tests.documents.conftest import Letters
from tests.support.visitor import Page, Visitor

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def drafter(letters: Letters, visitor: Visitor) -> Visitor:
    return visitor.sign_in(letters.cast.staff)


def changed(docx: bytes, change) -> bytes:
    """The same package with members changed: change(name, content) gives the new content, None leaves it out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def without_controls(docx: bytes) -> bytes:
    return changed(
        docx, lambda name, c: c.replace(b'w:val="so"', b'w:val="khac"') if name.endswith("document.xml") else c
    )


def with_tracked_change(docx: bytes) -> bytes:
    mark = b'<w:p><w:ins w:id="901" w:author="A"><w:r><w:t>them</w:t></w:r></w:ins></w:p><w:sectPr'
    return changed(docx, lambda name, c: c.replace(b"<w:sectPr", mark, 1) if name == "word/document.xml" else c)


def with_macro(docx: bytes) -> bytes:
    source = io.BytesIO(changed(docx, lambda name, c: c))
    with zipfile.ZipFile(source, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    return source.getvalue()


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * 300_000_000)
    return target.getvalue()


def prepared(drafter: Visitor) -> bytes:
    return drafter.client.get("/documents/templates/ke_hoach.docx").data


def send(drafter: Visitor, letters: Letters, docx: bytes, name: str = "ke hoach.docx", status: int = 200) -> Page:
    page = drafter.visit("/documents/from-word/ke_hoach")
    return drafter.press(
        "Gửi tệp", on=page, status=status, subject="Viết trong Word", signer_authority_id=letters.signing.id,
        recipients="Các phòng\nLưu: VT", file=(io.BytesIO(docx), name),
    )  # fmt: skip


def test_a_letter_begins_from_the_prepared_file(drafter: Visitor, letters: Letters) -> None:
    page = send(drafter, letters, prepared(drafter))
    letter = session.scalars(select(Document)).one()
    assert (letter.mode, letter.subject, letter.current_n) == (Mode.FILE, "Viết trong Word", 1)
    assert (letter.signer_id, letter.recipients) == (letters.cast.leader.id, "Các phòng; Lưu: VT")
    assert page.heading == "Viết trong Word"


def test_the_prepared_file_carries_the_offices_own_head(drafter: Visitor) -> None:
    docx = prepared(drafter)
    assert set(find_controls(docx)) >= {"so", "ngay"}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert "THÀNH PHỐ HẢI PHÒNG" in package.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (without_controls, "a.docx", "đã mất ô ghi số"),
        (with_macro, "a.docx", "có chứa macro"),
        (lambda docx: bomb(), "a.docx", "giải nén ra quá lớn"),
        (lambda docx: b"Kinh gui", "a.docx", "chỉ là văn bản thuần"),
        (lambda docx: b"%PDF-1.4", "a.docx", "chỉ nhận tệp Word"),
        (lambda docx: docx[:2000], "a.docx", "bị hỏng"),
        (lambda docx: b"", "a.docx", "trống"),
        (lambda docx: docx, "a.pdf", "thực ra là tệp Word"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_field(
    drafter: Visitor, letters: Letters, make, name: str, words: str
) -> None:
    page = send(drafter, letters, make(prepared(drafter)), name, status=422)
    assert words in page.text
    assert page.tree.xpath("//input[@name='subject']/@value") == ["Viết trong Word"]
    assert session.scalar(select(func.count()).select_from(Document)) == 0


def test_no_file_is_said_so(drafter: Visitor, letters: Letters) -> None:
    page = drafter.visit("/documents/from-word/ke_hoach")
    fields = {"subject": "Không tệp", "signer_authority_id": letters.signing.id}
    assert "Hãy chọn tệp" in drafter.press("Gửi tệp", on=page, status=422, **fields).text


def test_two_hundred_megabytes_are_refused_at_the_door(drafter: Visitor, letters: Letters) -> None:
    page = drafter.post(
        "/documents/from-word/ke_hoach", status=413, subject="Lớn", file=(io.BytesIO(b"\0" * 200_000_000), "a.docx")
    )
    assert "tối đa 64 MB" in page.text


def test_word_takes_over_and_the_form_is_closed(drafter: Visitor, letters: Letters) -> None:
    letter = letters.saved()
    address = f"/documents/{letter.id}"
    docx = drafter.client.get(f"{address}/versions/1.docx").data
    page = drafter.press("Gửi bản mới", on=drafter.visit(f"{address}/word"), file=(io.BytesIO(docx), "sua.docx"))
    session.expire_all()
    assert (letter.mode, letter.current_n) == (Mode.FILE, 2)
    assert "Soạn tiếp" not in page.links()
    assert "Gửi bản Word mới" in page.links()
    assert drafter.visit(f"{address}/edit").url == f"{address}/word"
    refused = drafter.post(f"{address}/edit", status=409, trich_yeu="Bằng biểu mẫu", revision="2")
    assert "viết bằng tệp Word" in refused.text
    assert session.scalar(select(func.count()).select_from(DocumentVersion)) == 2


def test_open_changes_in_a_file_are_named(drafter: Visitor, letters: Letters) -> None:
    page = send(drafter, letters, with_tracked_change(prepared(drafter)))
    assert "Tệp còn 1 chỗ sửa đổi chưa chấp nhận hoặc từ chối." in page.text


def test_a_letter_from_word_goes_all_the_way_and_its_own_words_hand_out_its_tasks(
    drafter: Visitor, letters: Letters
) -> None:
    letter = letters.saved()
    address = f"/documents/{letter.id}"
    docx = drafter.client.get(f"{address}/versions/1.docx").data
    drafter.press("Gửi bản mới", on=drafter.visit(f"{address}/word"), file=(io.BytesIO(docx), "sua.docx"))
    for reached, move in letters.moves[:5]:
        with transaction():
            move(letter)
        assert letter.state == reached
    assert find_controls(read(letter.numbered.docx_sha256))["so"] == "01"
    clerk = Visitor(drafter.app).sign_in(letters.cast.clerk)
    page = clerk.visit(f"{address}/issue")
    one, two = f"d:{letters.cast.one.id}", f"d:{letters.cast.two.id}"
    fields = page.form("Phát hành")[0].fields
    rows = [[fields[f"viec-{n}-{cell}"] for cell in ("receiver", "words", "support", "deadline")] for n in range(3)]
    assert [(who, words.strip()[:15], helper, day) for who, words, helper, day in rows] == [
        (one, "Mời giảng viên.", "Văn phòng", "20/03/2030"),
        (one, "Đưa tin về các ", "", ""),
        (two, "Vận động hợp tá", "", ""),
    ]
    page = clerk.press("Thêm nhiệm vụ", on=page, **{"viec-3-words": "Việc trong tệp"})
    page = clerk.press("Phát hành", on=page, status=422)
    assert "Hãy chọn đơn vị nhận" in page.text
    page = clerk.press("Phát hành", on=page, **{"viec-3-receiver": two})
    session.expire_all()
    assert letter.state == State.ISSUED
    assert [task.words for task in letter.plan.tasks][3:] == ["Việc trong tệp"]
