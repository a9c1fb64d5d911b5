"""Checks one file: read, find the letter, judge it, say one of four verdicts."""

from intranet.docservice.check import patterns as known
from intranet.docservice.check.find import find_letter
from intranet.docservice.check.judge_body import judge_body
from intranet.docservice.check.judge_ending import judge_ending
from intranet.docservice.check.judge_head import judge_head
from intranet.docservice.check.judge_look import judge_look
from intranet.docservice.check.judge_order import judge_order
from intranet.docservice.check.judge_page import judge_page
from intranet.docservice.check.judge_text import judge_text
from intranet.docservice.check.judge_words import judge_words
from intranet.docservice.check.judging import Judging
from intranet.docservice.check.letter import Letter
from intranet.docservice.check.profile import ND30_2020, Profile
from intranet.docservice.check.reading import Reading, read
from intranet.docservice.check.report import Finding, Report, Verdict, gathered
from intranet.docservice.guard import check_docx

ENOUGH_SIGNS = 4
SOME_SIGNS = 2
# Types without a sample in Phụ lục III: what they must hold nobody has laid down.
WITHOUT_SAMPLE = {"hop_dong", "ban_ghi_nho", "ban_thoa_thuan", "thu_cong"}
SENTENCES = {
    "empty": "Tệp không có chữ nào đọc được nên không đánh giá được. Nếu là bản quét, hãy gửi tệp Word gốc.",
    "party": "Đây là văn bản của Đảng hoặc Đoàn, có thể thức riêng ngoài Nghị định 30/2020, nên không đánh giá.",
    "norm": "“{title}” là văn bản có thể thức riêng, ngoài Nghị định 30/2020, nên không đánh giá.",
    "other": "Không thấy các thành phần của văn bản hành chính (Quốc hiệu, số ký hiệu, nơi nhận …) nên không đánh giá.",
    "few": "Chỉ thấy một phần dấu hiệu của văn bản hành chính: cần người xem đây là loại văn bản gì.",
}
IN_ORDER = {"must": 0, "should": 1, "note": 2}


def check(docx: bytes, profile: Profile = ND30_2020) -> Report:
    """The report on a .docx; DocError when the file cannot be read at all (guard.py, package.py)."""
    check_docx(docx)
    return check_reading(read(docx), profile)


def check_reading(reading: Reading, profile: Profile = ND30_2020) -> Report:
    """The same for a file already read and known to be safe."""
    letter = find_letter(reading)
    refused = _why_not_judged(letter)
    if refused:
        return Report(profile.id, "khong_danh_gia", (), refused)
    has_body_of_a_letter = all(letter.has(name) for name in ("ten_loai", "noi_nhan", "quyen_han"))
    if letter.kind != "phu_luc" and letter.signs < ENOUGH_SIGNS and not has_body_of_a_letter:
        return Report(profile.id, "can_nguoi_xem", (), SENTENCES["few"])
    judging = Judging(letter, profile)
    for judge in (judge_order, judge_page, judge_look, judge_head, judge_body, judge_ending, judge_text, judge_words):
        judge(judging)
    _note_what_was_not_seen(letter)
    findings = tuple(sorted(gathered(judging.findings), key=_place_in_report))
    return Report(profile.id, _verdict(findings, letter), findings, " ".join(dict.fromkeys(letter.not_seen)))


def _place_in_report(finding: Finding) -> tuple[int, int]:
    return IN_ORDER[finding.weight], finding.place.paragraph or 0


def _why_not_judged(letter: Letter) -> str:
    texts = [line for line in letter.reading.lines if line.text]
    if not texts:
        return SENTENCES["empty"]
    if any(
        known.PARTY.search(line.folded) and len(line.text) < 60 and line.is_upper for line in texts[:12]
    ) and not letter.has("quoc_hieu"):
        return SENTENCES["party"]
    if letter.title_line:
        return SENTENCES["norm"].format(title=letter.title_line)
    if _lays_down_norms(letter):
        return SENTENCES["norm"].format(title=letter.lines("so_ky_hieu")[0].text)
    if letter.kind == "phu_luc":
        return ""
    return SENTENCES["other"] if letter.signs < SOME_SIGNS else ""


def _lays_down_norms(letter: Letter) -> bool:
    numbered = any(known.NORM_NUMBER.search(line.text) for line in letter.lines("so_ky_hieu"))
    return numbered and any(known.NORM_SUBJECT.match(line.folded) for line in letter.lines("trich_yeu")[:1])


def _note_what_was_not_seen(letter: Letter) -> None:
    if letter.type and letter.type.id in WITHOUT_SAMPLE:
        letter.not_seen.append(f"{letter.type.name} không có mẫu trong Phụ lục III: bố cục cần người xem.")
    if letter.reading.tracked:
        letter.not_seen.append("Tệp còn sửa đổi chưa chấp nhận: đã đọc như khi chấp nhận tất cả.")
    head = [line.paragraph for name in ("quoc_hieu", "co_quan_ban_hanh") for line in letter.lines(name)]
    first = letter.reading.paragraphs[: max((p.number for p in head), default=10)]
    if any(p.pictures for p in first):
        letter.not_seen.append("Phần đầu có hình ảnh: chữ trong hình không đọc được.")
    if any(line.side for name in ("quoc_hieu", "co_quan_ban_hanh") for line in letter.lines(name)):
        letter.not_seen.append("Phần đầu đặt bằng tab hoặc khoảng trắng: không đo được canh giữa.")
    if any(line.paragraph.box for name in letter.parts for line in letter.lines(name)):
        letter.not_seen.append("Có thành phần nằm trong hộp chữ: không đo được vị trí trên trang.")


def _verdict(findings: tuple[Finding, ...], letter: Letter) -> Verdict:
    if any(finding.weight == "must" for finding in findings):
        return "khong_dat"
    return "can_nguoi_xem" if letter.not_seen else "dat"
