"""Which parts of a letter hand out work, and which never do, by their titles."""

import re

from rapidfuzz import fuzz

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.lexicon import listed

_ASSIGNING = listed(
    """
    to chuc thuc hien; to chuc trien khai; to chuc trien khai thuc hien; phan cong trach nhiem; phan cong nhiem
    vu; phan cong thuc hien; giao nhiem vu; trach nhiem thi hanh; trach nhiem thuc hien; trach nhiem cua cac;
    phan cong to chuc thuc hien; nhiem vu cua cac; nhiem vu cu the cua; to chuc va phan cong; cong tac to chuc
    thuc hien; trach nhiem to chuc thuc hien; phan cong cong viec; phan cong cu the; trach nhiem cac; dieu khoan
    thi hanh; to chuc chi dao; to chuc phan cong; phan cong, to chuc; to chuc, phan cong; to chuc va thuc hien;
    bien phap to chuc thuc hien; phan cong phu trach; nhiem vu cac don vi; phan cong chuan bi; to chuc trien
    khai, thuc hien; nhiem vu va phan cong; bien phap thuc hien; hieu luc thi hanh; giao trach nhiem; de nghi,
    yeu cau; yeu cau cac; de nghi cac; tien do va phan cong; chi dao thuc hien
    """
)
_IDLE = listed(
    """
    muc dich; yeu cau; can cu; muc tieu; quan diem; thuc trang; su can thiet; danh gia; ket qua dat duoc; doi
    tuong; pham vi; tinh hinh; co so phap ly; dac diem; phuong cham; nguyen tac; noi nhan
    """
)
# A line that begins so is a topic, not a unit, however it looks.
TOPICS = listed(
    """
    kinh gui; kinh phi; thoi gian; dia diem; noi dung; hinh thuc; cong tac; che do; nguon; thanh phan; doi
    tuong; muc tieu; giai phap; yeu cau; giai doan; buoc ; dot ; ngay ; hoat dong; luu y; ghi chu; trach nhiem
    chung; to chuc; nhiem vu; phuong phap; san pham; ket qua; tieu chi; can cu; phan cong; ve ; quy trinh; tien
    do; doi voi noi dung; trong do; cu the; bao gom; vi du; lich; chuong trinh; ke hoach; quyen loi; co cau; so
    luong; muc ; chi tieu; cac noi dung; mot so; cac hoat dong; cac nhiem vu; trang phuc; giai thuong; phan ;
    trach nhiem thi hanh; noi nhan; ban hanh kem; phuong tien; van ban; ho so; hinh anh; bieu mau; sang ; chieu
    ; luc
    """
)
_CLOSING = re.compile(r"(?:(?:\d+\s*[.)]\s*)?tren day l|noi nhan\s*:|not nh|n[oơ]i nh.n\s*:|tren d.y [l1i])")
_TITLE_WORDS = 16


def assigns(title: str) -> bool:
    """Does a heading with this title open a part that hands out work? ("V. TỔ CHỨC THỰC HIỆN KẾ HOẠCH")"""
    words = " ".join(re.sub(r"[^\w\s,]", " ", _words_of_scan(fold_in_place(title.partition(":")[0]))).split())
    if not words or len(words.split()) > _TITLE_WORDS:
        return False
    if any(words.startswith(known) for known in _ASSIGNING if " " in known) or words == "trach nhiem":
        return True
    joined = re.split(r"\b(?:va|,)\s*", words)
    if any(part.strip().startswith(known) for part in joined[1:] for known in _ASSIGNING[:12]):
        return True
    return any(fuzz.ratio(words[: len(known) + 2].strip(), known) >= 80 for known in _ASSIGNING[:12])


def is_idle(title: str) -> bool:
    """Is this a part that explains and hands out nothing (mục đích, căn cứ, mục tiêu …)?"""
    words = _words_of_scan(fold_in_place(title)).strip()
    return len(words.split()) <= _TITLE_WORDS and any(words.startswith(known) for known in _IDLE)


def is_topic(title: str) -> bool:
    """Does this line name a topic rather than a unit? ("Kinh phí thực hiện:", "Thời gian:")"""
    words = " ".join(re.findall(r"\w+", fold_in_place(title)))
    return any(f"{words} ".startswith(f"{topic} ") for topic in TOPICS)


def opens_appendix(text: str) -> bool:
    """Does an appendix begin here, after the signature of the letter?"""
    return text.isupper() and fold_in_place(text).startswith(
        ("phu luc", "bieu phan cong", "bang phan cong", "danh muc", "ke hoach")
    )


def is_preamble(text: str) -> bool:
    """Is this above the text proper ("Kính gửi: …", "Căn cứ …;", "… như sau:")?"""
    folded = fold_in_place(text)
    return folded.startswith(("kinh gui", "can cu", "xet de nghi", "theo de nghi", "quyet dinh:")) or bool(
        re.search(r"(?:nhu sau|sau|sau day|quyet dinh)\s*:\s*$", folded)
    )


def closes(text: str) -> bool:
    """Is this where the letter's text ends ("Trên đây là Kế hoạch …", "Nơi nhận:")?"""
    return bool(_CLOSING.match(fold_in_place(text)))


def leads_orders(text: str) -> bool:
    """Does a plain line order what stands under it? ("Giám đốc yêu cầu các đơn vị thực hiện các nội dung sau:")"""
    return bool(_ORDERS.search(" ".join(fold_in_place(text).split())))


_ORDERS = re.compile(
    r"(?:\b(?:yeu cau|de nghi|giao(?! ban)|phan cong)\b[^:]*"
    r"\b(?:noi dung|nhiem vu|cong viec|viec|nhu|cong tac)\s+sau(?: day)?"
    r"|\b(?:yeu cau|de nghi))\s*:$"
)


def is_signature(text: str) -> bool:
    """Do the signatures of a letter begin here? ("TM. BAN THƯỜNG VỤ", "KT. GIÁM ĐỐC", "HIỆU TRƯỞNG")"""
    return text.isupper() and bool(_SIGNATURE.fullmatch(" ".join(fold_in_place(text).split())))


_POSTS = (
    "giam doc|tong giam doc|hieu truong|vien truong|chu tich|bi thu|truong ban|truong phong|chanh van phong|"
    "thu truong|cuc truong|chu nhiem|truong doan|to truong|tram truong|truong ban chi dao"
)
_SIGNATURE = re.compile(rf"(?:t/?m|k/?t|t/?l|tuq|q)\s?[.]\s?.{{3,60}}|t/m .{{3,60}}|(?:pho |quyen )?(?:{_POSTS})")


def _words_of_scan(folded: str) -> str:
    """Digits that a scan put into words: "t6 chuc" is "to chuc"."""
    return re.sub(r"\b(?=\w*[a-z])(?=\w*[0156])\w+\b", lambda word: word[0].translate(_SCANNED), folded)


_SCANNED = str.maketrans("0156", "oiso")
