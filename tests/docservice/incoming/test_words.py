"""Small rules of words: secrecy, citations, names of agencies, misread pairs."""

from datetime import date

import pytest

from intranet.docservice.incoming.agency_names import in_a_sentence
from intranet.docservice.incoming.citation import cited
from intranet.docservice.incoming.misread import set_right
from intranet.docservice.incoming.secrecy import secrecy_in_file, secrecy_of


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("MẬT", "Mật"),
        ("TỐI MẬT", "Tối mật"),
        ("| TUYỆT MẬT |", "Tuyệt mật"),
        ("Độ mật: Mật", "Mật"),
        ("ĐỘ MẬT: TỐI MẬT", "Tối mật"),
        ("BẢO MẬT", ""),
        ("Mật ong rừng", ""),
        ("bí mật nhà nước", ""),
        ("Mật", ""),
        ("SỔ VĂN BẢN MẬT", ""),
    ],
)
def test_a_letter_says_itself_that_it_is_secret(line: str, degree: str) -> None:
    assert secrecy_of(["ỦY BAN NHÂN DÂN", line]) == degree


def test_secrecy_is_looked_for_in_the_head_only() -> None:
    assert secrecy_of(["dòng"] * 30 + ["MẬT"]) == ""
    assert secrecy_in_file(b"\xff\xd8\xff anh") == "" == secrecy_in_file(b"%PDF-hong") == secrecy_in_file(b"PK hong")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            ("Công văn", "1245/UBND-KTTH", date(2026, 3, 5), "Ủy ban nhân dân thành phố", "V/v hỗ trợ hợp tác xã"),
            "Công văn số 1245/UBND-KTTH ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân thành phố về việc hỗ trợ "
            "hợp tác xã",
        ),
        (
            ("Kế hoạch", "77/KH-SNNMT", date(2026, 2, 26), "Sở Nông nghiệp và Môi trường", "Phát triển hợp tác xã."),
            "Kế hoạch số 77/KH-SNNMT ngày 26 tháng 02 năm 2026 của Sở Nông nghiệp và Môi trường về việc phát triển "
            "hợp tác xã",
        ),
        (
            ("Quyết định", "5/QĐ-BNV", date(2026, 10, 1), "Bộ Nội vụ", "Về ban hành quy chế"),
            "Quyết định số 5/QĐ-BNV ngày 01 tháng 10 năm 2026 của Bộ Nội vụ về ban hành quy chế",
        ),
        (("Giấy mời", "", None, "Sở Y tế", "Dự họp"), "Giấy mời của Sở Y tế về việc dự họp"),
        (("Công văn", "9/X", None, "Sở Y tế", "Hải Phòng ra quân"), "Công văn số 9/X của Sở Y tế về việc Hải Phòng "
         "ra quân"),
    ],
)  # fmt: skip
def test_a_letter_is_cited_in_full(facts: tuple, words: str) -> None:
    assert cited(*facts) == words


@pytest.mark.parametrize(
    "name",
    [
        "Ủy ban nhân dân thành phố Hải Phòng",
        "Sở Tài chính",
        "Sở Nông nghiệp và Môi trường",
        "Liên minh Hợp tác xã Việt Nam",
        "Hội Nông dân thành phố Hải Phòng",
        "Bộ Kế hoạch và Đầu tư",
        "Ủy ban nhân dân phường An Biên",
        "Thanh tra thành phố Hải Phòng",
        "Bảo hiểm xã hội thành phố Hải Phòng",
        "Điện lực Hải Phòng",
        "Chi cục Thuế khu vực III",
    ],
)
def test_an_agency_is_written_as_in_a_sentence(name: str) -> None:
    assert in_a_sentence(name.upper()) == name
    assert in_a_sentence(name) == name


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("kiếm tra tập thế", "kiểm tra tập thể"),
        ("BẢO HIẾM XÃ HỘI", "BẢO HIỂM XÃ HỘI"),
        ("Tống kết phát triến", "Tổng kết phát triển"),
        ("thế nào là kiếm thuật", "thế nào là kiếm thuật"),
        ("phát triển", "phát triển"),
    ],
)
def test_pairs_of_words_are_set_right_where_no_other_is_meant(read: str, meant: str) -> None:
    assert set_right(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("PHONG NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Phòng Nông nghiệp và Môi trường"),
        ("SỜ TÀI CHÍNH", "Sở Tài chính"),
        ("ÙY BAN NHÂN DÂN XÃ TIÊN LÃNG", "Ủy ban nhân dân xã Tiên Lãng"),
        ("BÁO HẢI PHÒNG", "Báo Hải Phòng"),
        ("BẢO HIỂM XÃ HỘI THÀNH PHỐ HẢI PHÒNG", "Bảo hiểm xã hội thành phố Hải Phòng"),
        ("HOA SEN VÀNG", "Hoa sen vàng"),
    ],
)
def test_what_a_name_begins_with_is_read_with_its_own_marks(read: str, meant: str) -> None:
    assert in_a_sentence(read) == meant
