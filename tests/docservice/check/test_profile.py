"""An office's choices: within the decree only, a should when another allowed value stands there, departures as notes."""

import io

import pytest
from docx import Document

from intranet.docservice.check.profile import SIZE_CHOICES, Choices, office_profile
from intranet.docservice.check.run import check
from intranet.docservice.check.sample import HEIGHT, WIDTH, sample_page
from intranet.docservice.errors import DocError
from intranet.docservice.mend import mend
from intranet.docservice.word import docx_text
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.good import GOOD, good_letter, opened
from tests.docservice.check.mutations import size, starting, words_at

SMALL = Choices(
    sizes={group: list(keys)[-1] for group, keys in SIZE_CHOICES.items()},
    margins={"top": 22, "bottom": 21, "left": 33, "right": 18},
    indent=1.0,
)
LARGE = Choices(sizes={group: next(iter(keys)) for group, keys in SIZE_CHOICES.items()}, indent=1.27)


@pytest.mark.parametrize(
    "choices",
    [
        Choices(sizes={"noi_dung": "12"}),
        Choices(sizes={"khac": "13"}),
        Choices(margins={"left": 36}),
        Choices(margins={"gutter": 20}),
        Choices(indent=1.5),
        Choices(departures=("khong.co",)),
    ],
)
def test_what_the_decree_does_not_allow_cannot_be_chosen(choices: Choices) -> None:
    with pytest.raises(DocError, match="ngoài khoảng"):
        office_profile(choices)


@pytest.mark.parametrize("choices", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("name", GOOD)
def test_a_good_letter_takes_the_choices_on_and_keeps_its_words(name: str, choices: Choices) -> None:
    profile = office_profile(choices)
    mended = mend(good_letter(name), profile).docx
    assert check(mended, profile).findings == ()
    assert docx_text(mended) == docx_text(good_letter(name))
    assert mend(mended, profile).docx == mended
    assert check(mended).with_weight("must") == []


def test_another_allowed_value_is_a_should_and_a_wrong_one_stays_a_must() -> None:
    profile = office_profile(SMALL)
    found = {one.code: one for one in check(good_letter("ke_hoach"), profile).findings}
    assert {one.weight for one in found.values()} == {"should"}
    assert found["noi_dung.co_chu"].expected == "cỡ 13, theo lựa chọn của cơ quan"
    assert found["trang.le_trai"].expected == "33 mm, theo lựa chọn của cơ quan"
    assert found["trang.le_trai"].found.startswith("lề trái ")
    document = opened("ke_hoach")
    size("noi_dung", 12)(document)
    codes = {(one.code, one.weight) for one in check(as_bytes(document), profile).findings}
    assert ("noi_dung.co_chu", "must") in codes


def test_a_departure_is_a_note() -> None:
    document = opened("ke_hoach")
    size("noi_nhan", 14)(document)
    report = check(as_bytes(document), office_profile(Choices(departures=("noi_nhan.co_chu",))))
    assert [(one.code, one.weight) for one in report.findings] == [("noi_nhan.co_chu", "note")]
    assert report.verdict == "dat"


def test_own_names_and_slips() -> None:
    document = opened("quyet_dinh")
    words_at("2. Theo dõi", "đôn đốc", "báo cáo quỹ hỗ trợ hợp tác xã, hợp tát")(document)
    assert starting(document, "2. Theo dõi")
    profile = office_profile(Choices(names=("Quỹ Hỗ trợ hợp tác xã",), slips=(("hợp tát", "hợp tác"),)))
    found = {(one.code, one.found, one.expected) for one in check(as_bytes(document), profile).findings}
    assert found == {
        ("viet_hoa.ten", "quỹ hỗ trợ hợp tác xã", "Quỹ Hỗ trợ hợp tác xã"),
        ("chinh_ta", "hợp tát", "hợp tác"),
    }
    assert check(as_bytes(document)).findings == ()


@pytest.mark.parametrize("choices", [Choices(), SMALL, LARGE], ids=["none", "small", "large"])
def test_the_sample_page_shows_the_choices_within_its_margins(choices: Choices) -> None:
    page = sample_page(office_profile(choices))
    left, top, right, bottom = page.margins
    assert all(left - 30 < line.x < WIDTH - right and top < line.y < HEIGHT - bottom for line in page.lines)
    sizes = {line.text: line.size for line in page.lines}
    expected = 12 if choices is SMALL else 13
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == expected


def test_the_reading_of_a_file_is_not_changed_by_a_profile() -> None:
    assert Document(io.BytesIO(mend(good_letter("ke_hoach"), office_profile(Choices())).docx)).paragraphs
