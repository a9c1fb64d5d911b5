"""Tables without lines: columns by the strips between them, rows by where their cells begin."""

from intranet.docservice.reading import Table
from intranet.docservice.reading.layout import read_page
from intranet.docservice.reading.words import Word

COLUMNS = (60.0, 200.0, 330.0)


def words_at(lines: list[tuple[str, str, str]], top: float = 100.0) -> list[Word]:
    """Words of 6 points a letter, a line every 15 points; "" leaves a cell empty."""
    found = []
    for n, cells in enumerate(lines):
        for left, cell in zip(COLUMNS, cells, strict=True):
            for word in cell.split():
                found.append(Word(word, left, top + 15 * n, left + 6 * len(word), top + 15 * n + 12))
                left += 6 * len(word) + 3
    return found


def tables(words: list[Word]) -> list[Table]:
    return [item for item in read_page(words, [], 1) if isinstance(item, Table)]


def test_rows_begin_where_their_cells_begin() -> None:
    (table,) = tables(
        words_at(
            [
                ("Nội dung", "Đơn vị", "Thời gian"),
                ("Khảo sát nhu cầu", "Phòng Kinh tế", "Quý I"),
                ("học nghề", "", ""),
                ("Mở lớp", "Trung tâm Dạy", "Tháng 5"),
                ("", "nghề", ""),
            ]
        )
    )
    assert table.rows == (
        ("Nội dung", "Đơn vị", "Thời gian"),
        ("Khảo sát nhu cầu\nhọc nghề", "Phòng Kinh tế", "Quý I"),
        ("Mở lớp", "Trung tâm Dạy\nnghề", "Tháng 5"),
    )
    assert [round(marks[0].top) for marks in table.marks] == [100, 115, 145]


def test_a_title_over_a_group_of_rows_does_not_end_the_table() -> None:
    lines = [("Nội dung", "Đơn vị", "Thời gian"), ("Việc một", "Văn phòng", "Quý I")]
    across = [Word("NHÓM-VIỆC-KHÁC-HẲN-VỚI-TRÊN", 60, 130, 300, 142)]
    words = words_at(lines) + across + words_at([("Việc hai", "Văn phòng", "Quý II")], top=145)
    (table,) = tables(words)
    assert len(table.rows) == 4 and table.rows[-1] == ("Việc hai", "Văn phòng", "Quý II")


def test_running_text_and_the_two_columns_of_a_head_are_no_table() -> None:
    prose = [
        Word(word, 60 + 50 * n, 100 + 15 * line, 60 + 50 * n + 46, 112 + 15 * line)
        for line in range(6)
        for n, word in enumerate(["thực", "hiện", "nghiêm", "túc", "kế", "hoạch"])
    ]
    head = [
        Word(word, left, 40 + 15 * line, left + 80, 52 + 15 * line)
        for line in range(3)
        for left, word in ((60, "SỞ"), (300, "CỘNG"))
    ]
    assert tables(prose) == [] and tables(head) == []
