"""Text becomes a tree of numbered items, and the tree becomes the text again."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intranet.docservice.outline import RANKS, Item, outline_text, parse_outline, read_line

PLAN = """\
I. Mục đích
- Nâng cao nhận thức.
II. Nội dung
1. Tuyên truyền
a) Đối tượng:
- Hợp tác xã:
+ Nông nghiệp.
+ Dịch vụ.
b) Phạm vi:
Toàn thành phố.
2. Khen thưởng
2.1. Hình thức
III. Tổ chức thực hiện
1. Văn phòng:
Chuẩn bị cơ sở vật chất."""


def shape(items: list[Item]) -> list[object]:
    return [
        (item.kind, item.marker, shape(item.children)) if item.children else (item.kind, item.marker) for item in items
    ]


def test_a_plan_is_a_tree() -> None:
    assert shape(parse_outline(PLAN)) == [
        ("muc", "I.", [("gach", "-")]),
        (
            "muc",
            "II.",
            [
                (
                    "khoan",
                    "1.",
                    [
                        ("diem", "a)", [("gach", "-", [("cong", "+"), ("cong", "+")])]),
                        ("diem", "b)", [("doan", "")]),
                    ],
                ),
                ("khoan", "2.", [("tieu_khoan", "2.1.")]),
            ],
        ),
        ("muc", "III.", [("khoan", "1.", [("doan", "")])]),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "marker", "text"),
    [
        ("I. Mục đích", "muc", "I.", "Mục đích"),
        ("XIV/ Kinh phí", "muc", "XIV.", "Kinh phí"),
        ("II.NỘI DUNG", "muc", "II.", "NỘI DUNG"),
        ("1. Nội dung", "khoan", "1.", "Nội dung"),
        ("12.Nội dung", "khoan", "12.", "Nội dung"),
        ("3/ Nội dung", "khoan", "3.", "Nội dung"),
        ("3/Nội dung", "khoan", "3.", "Nội dung"),
        ("II/Nội dung", "muc", "II.", "Nội dung"),
        ("II- Yêu cầu", "muc", "II.", "Yêu cầu"),
        ("II – Yêu cầu", "muc", "II.", "Yêu cầu"),
        ("III: Nội dung", "muc", "III.", "Nội dung"),
        ("4) Nội dung", "khoan", "4.", "Nội dung"),
        ("1.2. Hình thức", "tieu_khoan", "1.2.", "Hình thức"),
        ("1.2 Hình thức", "tieu_khoan", "1.2.", "Hình thức"),
        ("1.2.3. Hình thức", "tieu_khoan", "1.2.3.", "Hình thức"),
        ("a) Đối tượng", "diem", "a)", "Đối tượng"),
        ("đ)Đối tượng", "diem", "đ)", "Đối tượng"),
        ("b. Đối tượng", "diem", "b)", "Đối tượng"),
        ("- Việc", "gach", "-", "Việc"),
        ("–Việc", "gach", "-", "Việc"),
        ("— Việc", "gach", "-", "Việc"),
        ("• Việc", "gach", "-", "Việc"),
        ("\uf0b7 Việc", "gach", "-", "Việc"),
        ("- “Ngày hội”", "gach", "-", "“Ngày hội”"),
        ("-“Ngày hội”", "gach", "-", "“Ngày hội”"),
        ("-(Phụ lục)", "gach", "-", "(Phụ lục)"),
        ("+ Việc", "cong", "+", "Việc"),
        ("\u00a0 +\tViệc ", "cong", "+", "Việc"),
        ("Phần I", "phan", "Phần I", ""),
        ("PHẦN II: Kết quả", "phan", "Phần II", "Kết quả"),
        ("Phần thứ nhất. Kết quả", "phan", "Phần thứ nhất", "Kết quả"),
    ],
)
def test_markers_are_read_as_people_type_them(line: str, kind: str, marker: str, text: str) -> None:
    for typed in (line, unicodedata.normalize("NFD", line), f"   {line}"):
        assert read_line(typed) == Item(kind, marker, text)


@pytest.mark.parametrize(
    "line",
    [
        "Trên đây là Kế hoạch",
        "V.I.Lê-nin viết",
        "C. Mác viết",
        "1.000.000 đồng",
        "1.5 triệu đồng",
        "25.2.2025 là ngày họp",
        "2025. Năm ấy",
        "-5 độ",
        "+5% so với năm trước",
        "v.v. và các việc khác",
        "Phần mềm quản lý",
        "Phần I của Kế hoạch này",
        "10%",
        "57/QĐ-LMHTX ngày 16/3/2026;",
        "43/KH-LMHTX",
        "30/nq-cp của Chính phủ",
        "15/CT ngày 02/01/2026",
        "V/v mời họp giao ban tháng 4",
        "V/V MỜI HỌP",
        "I – phần đầu của sổ",
        "V-League",
    ],
)
def test_what_only_looks_like_a_marker_stays_text(line: str) -> None:
    assert read_line(line) == Item("doan", "", line)


def test_an_amount_or_a_day_is_no_number_where_none_could_come() -> None:
    plain = ["1.5 Triệu đồng mỗi tháng", "30.4 Ngày Giải phóng", "1.50 USD mỗi giờ"]
    items = parse_outline("\n".join(["1. Kinh phí", *plain, "1.1 Nguồn", "1.2 Mức"]))
    assert [child.text for child in items[0].children] == [*plain, "Nguồn", "Mức"]
    assert [child.marker for child in items[0].children] == ["", "", "", "1.1.", "1.2."]


def test_a_part_takes_its_title_from_the_next_line() -> None:
    assert parse_outline("Phần I\nKẾT QUẢ\nI. Công tác") == [
        Item("phan", "Phần I", "KẾT QUẢ", [Item("muc", "I.", "Công tác")])
    ]


def test_a_paragraph_after_dashes_belongs_to_their_heading() -> None:
    clause = parse_outline("1. Việc\n- Một.\nĐoạn sau.\n- Hai.")[0]
    assert [child.kind for child in clause.children] == ["gach", "doan", "gach"]


def test_a_text_without_markers_is_paragraphs() -> None:
    assert [item.kind for item in parse_outline("Một.\n\nHai.\r\n  \nBa.")] == ["doan", "doan", "doan"]


def test_the_text_comes_back() -> None:
    assert outline_text(parse_outline(PLAN)) == PLAN


_WORDS = st.lists(
    st.sampled_from(["Văn", "phòng", "báo cáo", "đúng hạn;", "30/6", "(1)", "50%", "“hay”"]), min_size=1, max_size=6
)
_TEXTS = _WORDS.map(lambda words: "Việc " + " ".join(words))
_MARKERS = {
    "phan": ["Phần I", "Phần II", "Phần thứ ba"],
    "muc": ["I.", "IV.", "XII."],
    "khoan": ["1.", "23."],
    "tieu_khoan": ["1.1.", "2.3.1."],
    "diem": ["a)", "đ)"],
    "gach": ["-"],
    "cong": ["+"],
    "doan": [""],
}


@st.composite
def trees(draw: st.DrawFn, above: int = 0, depth: int = 4) -> list[Item]:
    """Trees as the parser builds them: each kind below its own level, paragraphs never below dashes."""
    items = []
    for _ in range(draw(st.integers(min_value=0, max_value=3)) if depth and above < RANKS["cong"] else 0):
        kinds = [kind for kind, rank in RANKS.items() if rank > above and (kind != "doan" or above < RANKS["gach"])]
        kind = draw(st.sampled_from(kinds))
        previous = items[-1] if items else None
        # A deeper kind right after a shallower one would be its child, not its neighbour.
        if previous and previous.kind != "doan" and RANKS[kind] > RANKS[previous.kind]:
            kind = "doan" if previous.kind in ("gach", "cong") and above < RANKS["gach"] else previous.kind
        children = draw(trees(RANKS[kind], depth - 1)) if kind != "doan" else []
        items.append(Item(kind, draw(st.sampled_from(_MARKERS[kind])), draw(_TEXTS), children))
    return items


@given(trees())
@settings(max_examples=150, deadline=None)
def test_a_tree_survives_being_written_and_read(items: list[Item]) -> None:
    assert parse_outline(outline_text(items)) == items


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_its_canonical_form_stays(text: str) -> None:
    canonical = outline_text(parse_outline(text))
    assert outline_text(parse_outline(canonical)) == canonical
