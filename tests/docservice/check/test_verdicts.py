"""What is no administrative letter is not judged; what cannot be seen is said not to be seen."""

import io

import pytest
from docx import Document

from intranet.docservice.check.run import check
from intranet.docservice.errors import DocError
from tests.docservice.check.foreign import MANNERS, Manner, as_bytes, write
from tests.docservice.check.letter_words import OFFICIAL, Words


def text_file(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return as_bytes(document)


NOT_SUCH_LETTERS = {
    "an empty file": text_file(),
    "a blank file": text_file(" ", ""),
    "a story": text_file(*["Ngày xưa, ở làng nọ, có hai anh em. Người anh tham lam chiếm hết ruộng vườn, chỉ chừa cây khế."] * 60),
    "a foreign letter": text_file("City Council", "10 May 2026", "Dear Sir,", "We write to invite you.", "Yours faithfully,"),
    "a letter of the Party": text_file(
        "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY SỞ NỘI VỤ", "*", "Số 15-KH/ĐU", "Hải Phòng, ngày 05 tháng 02 năm 2026", "KẾ HOẠCH",
        "Nơi nhận:", "- Như trên,", "- Lưu VPĐU.", "T/M ĐẢNG ỦY", "BÍ THƯ",
    ),
    "a decree": text_file(
        "CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 01/2026/NĐ-CP",
        "Hà Nội, ngày 05 tháng 3 năm 2026", "NGHỊ ĐỊNH", "Về một việc", "Điều 1. Phạm vi", "Nơi nhận:", "- Lưu: VT.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_SUCH_LETTERS)
def test_what_is_no_such_letter_is_not_judged(name: str) -> None:
    report = check(NOT_SUCH_LETTERS[name])
    assert (report.verdict, report.findings, report.exit_status) == ("khong_danh_gia", (), 2)
    assert report.reason.endswith(".")


def test_a_personal_request_is_for_a_person_to_look_at() -> None:
    lines = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐƠN XIN NGHỈ PHÉP",
        "Kính gửi: Ban Giám đốc",
    )
    report = check(text_file(*lines))
    assert (report.verdict, report.findings) == ("can_nguoi_xem", ())
    assert "cần người xem" in report.reason


def test_bytes_that_are_no_docx_are_refused() -> None:
    with pytest.raises(DocError):
        check(b"not a Word file")


@pytest.mark.parametrize("words", [Words(), OFFICIAL], ids=["quyet_dinh", "cong_van"])
@pytest.mark.parametrize("name", MANNERS)
def test_a_good_letter_is_read_rightly_however_it_was_made(name: str, words: Words) -> None:
    report = check(as_bytes(write(words, MANNERS[name])))
    assert report.findings == ()
    unseen = MANNERS[name].head in {"tabs", "spaces", "boxes"}
    assert (report.verdict, bool(report.reason)) == (("can_nguoi_xem", True) if unseen else ("dat", False))


@pytest.mark.parametrize("kind", ["nothing", "underscores", "borders", "drawing", "vml", "shapes"])
def test_rules_are_seen_whatever_they_are_made_of(kind: str) -> None:
    codes = {
        one.code
        for one in check(as_bytes(write(Words(), Manner(rules=kind if kind != "nothing" else "underline")))).findings
    }
    if kind == "nothing":
        # Underlined words: the rule is as long as its line, right for the motto alone.
        assert codes == {"co_quan_ban_hanh.do_dai_ke", "trich_yeu.do_dai_ke"}
    else:
        assert codes == set()


def test_open_changes_are_said_to_be_read_as_accepted() -> None:
    document = Document(io.BytesIO(as_bytes(write())))
    run = document.paragraphs[-1]._p.get_or_add_pPr()
    run.append(run.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pPrChange", {}))
    report = check(as_bytes(document))
    assert report.verdict == "can_nguoi_xem"
    assert "sửa đổi chưa chấp nhận" in report.reason
