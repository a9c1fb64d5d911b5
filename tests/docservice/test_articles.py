"""Decisions and regulations typed as text become chapters, articles and clauses (NĐ 30/2020, PL I, II.6 and V.6a)."""

import pytest

from intranet.docservice.articles import article_lines


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Chương I\nQuy định chung", [("phan", "", "Chương I"), ("tieu_de_phan", "", "QUY ĐỊNH CHUNG")]),
        ("CHƯƠNG ii. Khen thưởng", [("phan", "", "Chương II"), ("tieu_de_phan", "", "KHEN THƯỞNG")]),
        ("Mục 1: Hội họp", [("phan", "", "Mục 1"), ("tieu_de_phan", "", "HỘI HỌP")]),
        ("Điều 1. Phạm vi\n1. Một câu.", [("dieu", "", "Điều 1. Phạm vi"), ("khoan", "", "1. Một câu.")]),
        ("điều 2: Có hiệu lực từ ngày ký.", [("doan", "Điều 2.", "Có hiệu lực từ ngày ký.")]),
        ("Điều 3. Lập Tổ, gồm:\n1. Tổ trưởng.", [("doan", "Điều 3.", "Lập Tổ, gồm:"), ("khoan", "", "1. Tổ trưởng.")]),
        ("Điều 4. Không có gì dưới", [("doan", "Điều 4.", "Không có gì dưới")]),
        ("Điều 5 Luật Hợp tác xã", [("doan", "", "Điều 5 Luật Hợp tác xã")]),
        ("Điều 1- Thành lập Tổ", [("doan", "Điều 1.", "Thành lập Tổ")]),
        ("Điều 6\nPhạm vi\n1. Một câu.", [("dieu", "", "Điều 6. Phạm vi"), ("khoan", "", "1. Một câu.")]),
        ("Mục 2: xem phụ lục kèm theo", [("doan", "", "Mục 2: xem phụ lục kèm theo")]),
        ("Điều 5 - 7 của Quy chế", [("doan", "", "Điều 5 - 7 của Quy chế")]),
        ("a) Một;\n- Hai", [("diem", "", "a) Một;"), ("gach", "", "- Hai")]),
        ("", []),
    ],
)
def test_lines(typed: str, printed: list[tuple[str, str, str]]) -> None:
    assert [(line.kind, line.lead, line.text) for line in article_lines(typed)] == printed


def test_decomposed_letters_and_odd_spaces_read_the_same() -> None:
    assert article_lines("Đie\u0302\u0300u  1.  Xong.") == article_lines("Điều 1. Xong.")
