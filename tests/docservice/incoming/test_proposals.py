"""Heads of letters from pictures: what is proposed, where it stands, how sure it is."""

import pytest

from intranet.docservice.incoming.head_lines import head_lines
from intranet.docservice.incoming.pages import SeenPage, page_from_plain
from intranet.docservice.incoming.proposals import proposals_of
from intranet.docservice.reading.layout import Word
from tests.docservice.incoming.made_letters import LETTERS
from tests.docservice.incoming.score import FIELDS, proposed, score, wrong_fields


def test_forty_letters_of_many_agencies() -> None:
    assert len(LETTERS) == 40 == len({letter.code for letter in LETTERS})
    assert len({letter.agency for letter in LETTERS}) >= 30


def test_a_photograph_at_an_angle_is_read_with_its_places() -> None:
    found = proposed(4)
    assert wrong_fields(4, found) == []
    for name in FIELDS:
        left, top, right, bottom = found[name].box
        assert 0 < left < right < 1 and 0 < top < bottom < 0.3, name
    assert found["code"].box[2] < 0.5 < found["written_on"].box[2]  # the number left, the date right
    assert all(0.5 < found[name].sure <= 1 for name in FIELDS)


@pytest.mark.campaign
def test_the_share_of_each_field_proposed_rightly() -> None:
    right, count = score(range(len(LETTERS)))
    shares = {name: sum(right[manner, name] for manner in count) / len(LETTERS) for name in FIELDS}
    least = {"code": 0.9, "written_on": 0.9, "agency": 0.75, "type_name": 0.95, "subject": 0.85}
    assert {name: share for name, share in shares.items() if share < least[name]} == {}, shares


def page_of(*rows: tuple[float, float, str]) -> SeenPage:
    """A page from lines of words (left, top, text), letters six points wide."""
    words = []
    for left, top, text in rows:
        for word in text.split():
            words.append(Word(word, left, top, left + 6 * len(word), top + 10, 0.9))
            left += 6 * len(word) + 4
    return SeenPage(1, 595, 842, tuple(words))


HEAD = ((60, 60, "SỞ TÀI CHÍNH"), (300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))


def test_two_columns_are_read_one_after_the_other() -> None:
    page = page_of(
        *HEAD, (60, 80, "Số: 318/STC-QLNS"), (330, 80, "Độc lập - Tự do - Hạnh phúc"),
        (60, 100, "V/v lập dự toán"), (330, 100, "Hải Phòng, ngày 12 tháng 01 năm 2026"), (60, 114, "năm 2027"),
        (180, 160, "Kính gửi: Các cơ quan"),
    )  # fmt: skip
    assert [line.text for line in head_lines(page) if line.column == "left"] == [
        "SỞ TÀI CHÍNH", "Số: 318/STC-QLNS", "V/v lập dự toán năm 2027",
    ]  # fmt: skip
    found = {name: one.value for name, one in proposals_of(page).items()}
    assert found == {
        "code": "318/STC-QLNS", "written_on": "12/01/2026", "agency": "Sở Tài chính", "type_name": "Công văn",
        "subject": "lập dự toán năm 2027",
    }  # fmt: skip


def test_what_is_not_there_is_not_proposed() -> None:
    assert proposals_of(page_of((60, 60, "Thông báo nghỉ lễ"))) == {}
    assert proposals_of(SeenPage(1, 595, 842, ())) == {}
    undated = page_of(*HEAD, (60, 80, "Số: /STC-QLNS"), (330, 100, "Hải Phòng, ngày … tháng … năm 2026"))
    assert "written_on" not in proposals_of(undated)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [("HỎA TỐC", "urgency", "hoa_toc"), ("KHẨN", "urgency", "khan"), ("TỐI MẬT", "secrecy", "Tối mật")],
)
def test_boxes_of_urgency_and_secrecy_are_seen(words: str, field: str, value: str) -> None:
    found = proposals_of(page_of(*HEAD, (60, 80, "Số: 318/STC-QLNS"), (90, 100, words)))
    assert found[field].value == value


def test_a_page_is_kept_as_plain_values() -> None:
    page = page_of((60, 60, "Số: 1/A"))
    again = page_from_plain(page.as_plain())
    assert [(word.text, word.left) for word in again.words] == [("Số:", 60), ("1/A", 82)]


def test_a_place_on_the_straightened_page_is_found_on_the_slanting_one() -> None:
    page = SeenPage(1, 600, 800, (), slant=2.0)
    assert page.as_it_lies(300, 400) == (300, 400)
    x, y = page.as_it_lies(600, 400)  # a line that falls to the right ends lower
    assert x == pytest.approx(599.8, abs=0.1) and y == pytest.approx(410.5, abs=0.1)
