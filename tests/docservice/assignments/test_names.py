"""Units named one after another in a sentence: where each begins and ends, never cut at its own "và" or comma."""

import pytest

from intranet.docservice.assignments.known_names import KnownNames
from intranet.docservice.assignments.names import Sentence, take_names
from intranet.docservice.assignments.roles import DO, LEAD, SUPPORT, role_of, subject_of
from intranet.docservice.assignments.units import units_from_toml


def names(text: str, *known: str) -> list[str]:
    return [name.text for name in take_names(Sentence(text), 0, KnownNames(known))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các sở, ban, ngành, tổ chức chính trị - xã hội, UBND các huyện, thành phố triển khai",
            ["các sở, ban, ngành", "tổ chức chính trị - xã hội", "UBND các huyện, thành phố"],
        ),
        ("các cơ quan, đơn vị liên quan biên soạn tài liệu", ["các cơ quan, đơn vị liên quan"]),
        ("Sở Văn hóa, Thể thao và Du lịch tổ chức", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Phòng Kiểm tra Tổ chức thành viên tham mưu", ["Phòng Kiểm tra Tổ chức thành viên"]),
        ("Phòng Thông tin và tuyên truyền đăng tải", ["Phòng Thông tin và tuyên truyền"]),
        ("Ban Thực hiện chính sách BHYT xây dựng nội dung", ["Ban Thực hiện chính sách BHYT"]),
        ("Văn phòng và Phòng Tài chính - Kế hoạch lập dự toán", ["Văn phòng", "Phòng Tài chính - Kế hoạch"]),
        ("Phòng Nội vụ, Tư pháp rà soát", ["Phòng Nội vụ", "Tư pháp"]),
        ("Phòng KHTH, CNTT", ["Phòng KHTH", "CNTT"]),
        (
            "UBND các xã, phường, thị trấn và các đơn vị liên quan tổ chức",
            ["UBND các xã, phường, thị trấn", "các đơn vị liên quan"],
        ),
        (
            "Chánh Văn phòng, Trưởng các phòng chuyên môn, Giám đốc Trung tâm Tư vấn chịu trách nhiệm",
            ["Chánh Văn phòng", "Trưởng các phòng chuyên môn", "Giám đốc Trung tâm Tư vấn"],
        ),
        ("Hội Khuyến học trong việc đánh giá", ["Hội Khuyến học"]),
        ("Hội nghị tổng kết", []),
        ("tổ chức tập huấn cho cán bộ", []),
        ("phòng, chống dịch bệnh", []),
    ],
)  # fmt: skip
def test_names_are_taken_whole(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_name_the_letter_knows_is_taken_whole_whatever_its_words() -> None:
    text = "Phòng Tổ chức, hành chính và kiểm tra, Văn phòng lập kế hoạch"
    assert names(text, "Phòng Tổ chức, hành chính và kiểm tra") == [
        "Phòng Tổ chức, hành chính và kiểm tra",
        "Văn phòng",
    ]


@pytest.mark.parametrize(
    ("text", "role", "supports"),
    [
        ("Chủ trì, phối hợp với Văn phòng lập dự toán.", LEAD, ("Văn phòng",)),
        (
            "Là cơ quan thường trực, chủ trì, phối hợp với các đơn vị liên quan tham mưu.",
            LEAD, ("các đơn vị liên quan",),
        ),
        ("Phối hợp xây dựng nội dung.", SUPPORT, ()),
        ("Căn cứ nhiệm vụ được giao, chủ động phối hợp thực hiện.", SUPPORT, ()),
        ("Xây dựng kế hoạch, phối hợp với Phòng Nội vụ tổ chức thi.", DO, ("Phòng Nội vụ",)),
        ("Chỉ đạo các trường phối hợp với Hội Khuyến học cùng cấp đánh giá.", DO, ()),
        ("Có trách nhiệm lập kế hoạch; đôn đốc, chỉ đạo các phòng, ban phối hợp với Hội.", DO, ()),
        ("Làm nòng cốt trong việc liên kết, phối hợp với các tổ chức tuyên truyền.", DO, ()),
        ("Tăng cường sự phối hợp giữa các ngành.", DO, ()),
    ],
)  # fmt: skip
def test_a_role_belongs_to_whom_the_sentence_gives_it(text: str, role: str, supports: tuple[str, ...]) -> None:
    found = role_of(Sentence(text))
    assert (found.role, found.supports) == (role, supports)


@pytest.mark.parametrize(
    ("text", "unit", "is_asked"),
    [
        ("Giao Văn phòng chủ trì lập dự toán.", "Văn phòng", False),
        ("Đề nghị Ủy ban MTTQ tỉnh chỉ đạo.", "Ủy ban MTTQ tỉnh", True),
        ("Trước ngày 15/3/2025, các phòng gửi báo cáo.", "các phòng", False),
        ("Phòng Nội vụ đề nghị Chi cục Thủy lợi cung cấp số liệu.", "Chi cục Thủy lợi", True),
        ("Yêu cầu Hạt trưởng Hạt Kiểm lâm trực 24/24 giờ, báo cáo hằng ngày.", "Hạt trưởng Hạt Kiểm lâm", False),
        ("Kế hoạch này được triển khai từ tháng 3.", "", False),
        ("Tổ chức hội nghị triển khai.", "", False),
        (
            "Các ông (bà) Chánh Văn phòng, Trưởng phòng Kỹ thuật chịu trách nhiệm thi hành.",
            "Chánh Văn phòng, Trưởng phòng Kỹ thuật",
            False,
        ),
    ],
)
def test_the_subject_of_an_order(text: str, unit: str, is_asked: bool) -> None:
    sentence = Sentence(text)
    subject = subject_of(sentence)
    found = sentence.cut(subject.first, subject.names[-1].last) if subject else ""
    assert (found, bool(subject and subject.is_asked)) == (unit, is_asked)


UNITS = units_from_toml("""
[[unit]]
name = "Phòng Kiểm tra Tổ chức thành viên"
short_name = "PKTTCTV"
spellings = ["Phòng KT TCTV"]
[[unit]]
name = "Phòng Kế hoạch - Tài chính"
[[unit]]
name = "Phòng Kế hoạch - Tổng hợp"
[[group]]
name = "các Phòng"
spellings = "các phòng chuyên môn"
""")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("phong kiem tra, to chuc thanh vien", "Phòng Kiểm tra Tổ chức thành viên"),
        ("Phong Kiém tra To chirc thanh vién", "Phòng Kiểm tra Tổ chức thành viên"),
        ("PKTTCTV", "Phòng Kiểm tra Tổ chức thành viên"),
        ("Các phòng chuyên môn", "các Phòng"),
        ("Phòng", "các Phòng"),
        ("Phòng Kế hoạch", None),
        ("Phòng Nội vụ", None),
        ("", None),
    ],
)
def test_the_office_s_list_knows_its_units_through_a_scan_but_guesses_nothing(words: str, name: str | None) -> None:
    match = UNITS.find(words)
    assert (match.unit.name if match else None) == name


@pytest.mark.parametrize("text", ["", "name = 3", "[[unit]]\nshort_name = 'A'", "[[unit]\n", "unit = [1]"])
def test_a_wrong_list_of_units_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        units_from_toml(text)
