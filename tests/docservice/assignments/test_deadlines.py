"""Deadlines as plans write them: the words, the kind and the normal form; none stays none."""

from datetime import date

import pytest

from intranet.docservice.assignments.deadlines import NONE, Setting, deadline_of

MARCH = Setting(2025, date(2025, 7, 31), date(2025, 3, 1))

SENTENCES = [
    ("Hoàn thành trước ngày 30/6/2025.", "trước ngày 30/6/2025", "truoc_ngay", "2025-06-30"),
    ("Gửi báo cáo trước 15/6 để tổng hợp.", "trước 15/6", "truoc_ngay", "2025-06-15"),
    ("Báo cáo trước ngày 10/01.", "trước ngày 10/01", "truoc_ngay", "2025-01-10"),
    (
        "Xong chậm nhất là ngày 05 tháng 4 năm 2025.",
        "chậm nhất là ngày 05 tháng 4 năm 2025", "truoc_ngay", "2025-04-05",
    ),
    ("Gửi trước 17 giờ 00 ngày 12/5/2025.", "trước 17 giờ 00 ngày 12/5/2025", "truoc_ngay", "2025-05-12"),
    ("Đăng ký đến hết ngày 20/5/2025.", "đến hết ngày 20/5/2025", "truoc_ngay", "2025-05-20"),
    ("Xây dựng xong trước tháng 6/2025.", "trước tháng 6/2025", "truoc_ngay", "2025-05-31"),
    ("Lắp đặt đến hết tháng 8/2025.", "đến hết tháng 8/2025", "truoc_ngay", "2025-08-31"),
    ("Tổ chức vào ngày 06/9/2025.", "vào ngày 06/9/2025", "ngay", "2025-09-06"),
    ("Tổ chức trong tháng 6/2025.", "trong tháng 6/2025", "trong_thang", "2025-06-01/2025-06-30"),
    ("Hoàn thành trong quý III năm 2025.", "trong quý III năm 2025", "trong_quy", "2025-07-01/2025-09-30"),
    (
        "Làm từ ngày 01/5/2025 đến ngày 30/6/2025.",
        "từ ngày 01/5/2025 đến ngày 30/6/2025", "khoang", "2025-05-01/2025-06-30",
    ),
    ("Trực từ 01 đến 15/7/2025.", "từ 01 đến 15/7/2025", "khoang", "2025-07-01/2025-07-15"),
    ("Thu từ tháng 11/2025 đến tháng 2/2026.", "từ tháng 11/2025 đến tháng 2/2026", "khoang", "2025-11-01/2026-02-28"),
    ("Làm trong 6 tháng đầu năm 2025.", "trong 6 tháng đầu năm 2025", "khoang", "2025-01-01/2025-06-30"),
    ("Hoàn thành trong năm 2025.", "trong năm 2025", "khoang", "2025-01-01/2025-12-31"),
    ("Hằng năm, tham mưu kế hoạch.", "Hằng năm", "dinh_ky", "hằng năm"),
    (
        "Báo cáo định kỳ 6 tháng, hằng năm và đột xuất.",
        "định kỳ 6 tháng, hằng năm và đột xuất", "dinh_ky", "6 tháng; hằng năm",
    ),
    ("Định kỳ, tổng hợp báo cáo.", "Định kỳ", "dinh_ky", "không nêu chu kỳ"),
    ("Gửi số liệu trước ngày 23 hằng tháng.", "trước ngày 23 hằng tháng", "dinh_ky", "hằng tháng: ngày 23"),
    (
        "Gửi trước ngày 20 của tháng cuối quý.",
        "trước ngày 20 của tháng cuối quý", "dinh_ky", "hằng quý: ngày 20 tháng cuối quý",
    ),
    ("Báo cáo trước ngày 15/12 hằng năm.", "trước ngày 15/12 hằng năm", "dinh_ky", "hằng năm: ngày 15/12"),
    ("Kiểm tra 02 lần/năm.", "02 lần/năm", "dinh_ky", "2 lần/năm"),
    ("Thường xuyên theo dõi, đôn đốc.", "Thường xuyên", "thuong_xuyen", None),
    ("Giải đáp vướng mắc tại Hội nghị.", "tại Hội nghị", "su_kien", "2025-07-31"),
    ("Gửi câu hỏi trước 05 ngày tổ chức Hội nghị.", "trước 05 ngày tổ chức Hội nghị", "tuong_doi", "2025-07-26"),
    ("Trả lời sau 10 ngày kể từ ngày nhận hồ sơ.", "sau 10 ngày kể từ ngày nhận hồ sơ", "tuong_doi", None),
    ("Trình trong tuần 2 tháng 5/2025.", "tuần 2 tháng 5/2025", "tuan", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "kind", "form"), SENTENCES)
def test_a_sentence_states_its_deadline(sentence: str, words: str, kind: str, form: str | None) -> None:
    found = deadline_of(sentence, MARCH)
    assert (found.words, found.kind, found.form) == (words, kind, form)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Quyết định số 387/QĐ-TTg ngày 25/3/2022 của Thủ tướng Chính phủ.",
        "Xây dựng mô hình giai đoạn 2021 - 2030.",
        "Triển khai theo Thông tư số 12/2026/TT-BTC.",
        "Tạo điều kiện để cán bộ được thường xuyên học tập.",
        "Thực hiện theo quy định; chuẩn bị 500 đầu sách.",
        "Báo cáo ngày 31/02/2025.",
    ],
)
def test_what_is_no_deadline_stays_none(sentence: str) -> None:
    assert deadline_of(sentence, MARCH) == NONE


@pytest.mark.parametrize(
    ("cell", "kind", "form"),
    [
        ("Quý II và Quý III/2026", "khoang", "2026-04-01/2026-09-30"),
        ("15/6/2025", "truoc_ngay", "2025-06-15"),
        ("6/2025", "trong_thang", "2025-06-01/2025-06-30"),
        ("III/2025", "trong_quy", "2025-07-01/2025-09-30"),
        ("Năm 2025", "khoang", "2025-01-01/2025-12-31"),
        ("2021-2025", "khoang", "2021-01-01/2025-12-31"),
        ("Tháng 3, tháng 9", "khoang", "2025-03-01/2025-09-30"),
        ("Tuần 1–2", "tuan", None),
        ("Thường xuyên", "thuong_xuyen", None),
    ],
)
def test_the_cell_of_a_time_column_is_a_deadline_as_it_stands(cell: str, kind: str, form: str | None) -> None:
    found = deadline_of(cell, MARCH, is_time=True)
    assert (found.words, found.kind, found.form) == (cell, kind, form)


def test_a_day_without_a_year_is_the_next_one_after_the_letter() -> None:
    december = Setting(2025, None, date(2025, 12, 10))
    assert deadline_of("Gửi trước ngày 15/01.", december).form == "2026-01-15"


def test_without_a_year_anywhere_there_is_no_date() -> None:
    assert deadline_of("Gửi trước ngày 15/01.", Setting()) == NONE


def test_letters_lost_in_copying_are_put_back_for_reading_only() -> None:
    lost = "h\u0300ng năm"
    assert deadline_of(f"Báo cáo {lost}.", MARCH).words == lost
