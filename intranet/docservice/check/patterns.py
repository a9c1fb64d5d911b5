"""How the components of a letter are known by their words, and what counts as a blank left to be filled in."""

import re
from difflib import SequenceMatcher

from intranet.docservice.nd30 import LETTER_TYPES, LetterType
from intranet.docservice.vietnamese import fold

NATION = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap tu do hanh phuc"
SYLLABLE = re.compile(
    r"(NGH|NG|NH|GH|GI|KH|PH|TH|TR|CH|QU|[BCDGHKLMNPQRSTVX])?[AEIOUY]{1,3}(NG|NH|CH|[CMNPT])?", re.IGNORECASE
)
# What stands in a form where something is to be written by hand.
BLANK = r"[\s.…_]"

NUMBER_LINE = re.compile(r"^(?P<word>[Ss][ốÔôỐ])\b(?P<colon>\s*:)?(?P<rest>.*)$")
DATE_WORDS = re.compile(r"\bngay\b[^/]{0,12}\bthang\b[^/]{0,12}\bnam\b[\s\d.…_]*$")
DATE_DIGITS = re.compile(r"^[^\d,]{2,40},?\s*(ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}$")
SUBJECT_LINE = re.compile(r"^(v\s*/\s*v|v/v|ve viec)\b")
ADDRESSEE_LINE = re.compile(r"^kinh gui\b")
RECIPIENTS_LINE = re.compile(r"^noi nhan\b")
BASIS_LINE = re.compile(r"^(can cu|theo de nghi|xet de nghi|xet to trinh|thuc hien|tiep theo)\b")
REAL_BASIS = re.compile(r"^(can cu|theo de nghi|xet de nghi|xet to trinh)\b")
ENACTING = re.compile(r"^(quyet dinh|quyet nghi)\s*:$")
BEGINS_A_PART = re.compile(r"^(phan|chuong|muc|dieu)\s+[ivxlc\d]+\b")
APPENDIX = re.compile(r"^phu luc(\s+[ivxlc\d]+|\s*[\s.…\d]*)$")
ATTACHED = re.compile(r"^\(?\s*(ban hanh )?kem theo\b.*\b(so|van ban|quyet dinh|nghi quyet)\b")
STAMPS = {
    "hoa toc",
    "khan",
    "thuong khan",
    "mat",
    "toi mat",
    "tuyet mat",
    "du thao",
    "xem xong tra lai",
    "luu hanh noi bo",
}
# The Party and the Youth Union write by rules of their own.
PARTY = re.compile(r"^dang cong san viet nam\b|^doan (tncs|thanh nien cong san) ho chi minh\b")
# Resolutions and decisions that lay down norms bear their year (NĐ 78/2025/NĐ-CP), like administrative ones by mistake.
NORM_NUMBER = re.compile(r"/(19|20)\d\d/(NQ-HĐND|QĐ-UBND|QĐ-TTg|NQ-CP|NQ-UBTVQH\d*|QH\d+)\s*$")
NORM_SUBJECT = re.compile(r"^(quy dinh|ban hanh quy|sua doi|bai bo|quy che)\b")
# Laws and other norms have a form of their own; Decree 30 is not about them.
NORMS = {"nghi dinh", "thong tu", "luat", "phap lenh", "lenh", "thong tu lien tich", "hien phap", "bo luat"}

AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.|^(T/M|K/T|T/L|TUQ|TM|KT|TL|Q)\b|^(T\.M|K\.T|T\.L|T\.U\.Q)\b")
POST = (
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "bo truong",
    "thu truong",
    "cuc truong",
    "pho cuc truong",
    "chanh van phong",
    "pho chanh van phong",
    "truong phong",
    "pho truong phong",
    "hieu truong",
    "pho hieu truong",
    "vien truong",
    "pho vien truong",
    "truong ban",
    "pho truong ban",
    "tong giam doc",
    "pho tong giam doc",
    "vu truong",
    "pho vu truong",
    "chi cuc truong",
    "tong cuc truong",
    "thu tuong",
    "chanh thanh tra",
    "pho chanh thanh tra",
    "chu nhiem",
    "pho chu nhiem",
    "tong bien tap",
    "truong",
    "giam thi",
    "thu ky",
    "chu toa",
    "to truong",
    "tong thu ky",
    "chanh an",
    "vien pho",
    "kiem soat vien",
    "quyen han",
    "truong doan",
    "pho truong doan",
    "tong kiem toan",
)
HEAD_NOUNS = (
    "bo",
    "uy ban",
    "ubnd",
    "hdnd",
    "hoi dong",
    "so",
    "cuc",
    "vu",
    "tong cuc",
    "chi cuc",
    "phong",
    "ban",
    "trung tam",
    "truong",
    "dai hoc",
    "hoc vien",
    "benh vien",
    "vien",
    "van phong",
    "lien minh",
    "quy",
    "cong ty",
    "tap doan",
    "tong cong ty",
    "hoi",
    "lien hiep",
    "doi",
    "tram",
    "chi nhanh",
    "ngan hang",
    "kho bac",
    "thanh tra",
    "toa an",
    "bao hiem",
    "don vi",
    "doan",
    "ten cq",
    "ten co quan",
    "uy ban nhan dan",
    "khoa",
    "thanh tra",
    "hop tac xa",
    "lien doan",
    "xi nghiep",
    "ban chi dao",
)


def likeness(folded: str, wanted: str) -> float:
    """How much a folded line is the wanted words, punctuation aside: 1.0 is exactly."""
    letters = re.sub(r"[^a-z]+", " ", folded).strip()
    if letters == wanted:
        return 1.0
    if abs(len(letters) - len(wanted)) > len(wanted) // 3 or not set(letters.split()) & set(wanted.split()):
        return 0.0
    return SequenceMatcher(None, letters, wanted, autojunk=False).ratio()


def is_blank(text: str) -> bool:
    """Only dots, underscores and spaces: a place to write in."""
    return not re.sub(BLANK, "", text)


def is_abbreviated(text: str) -> bool:
    """Does a line in capitals hold abbreviations only ("- TTTU, TT HĐND TP;"), not words ("- CÁC PHÒNG, BAN;")?

    Words bear accents somewhere, and what bears none can mostly be said as syllables.
    """
    words = re.findall(r"[^\W\d_]+", text)
    bare = [word.replace("Đ", "D") for word in words]
    return all(word.isascii() for word in bare) and not all(SYLLABLE.fullmatch(word) for word in bare)


def names_an_agency(folded: str) -> bool:
    """Does a line begin a name of an agency ("so tai chinh"), not go on with one ("thanh pho hai phong")?"""
    return any(folded == noun or folded.startswith(noun + " ") for noun in HEAD_NOUNS)


def names_a_post(folded: str) -> bool:
    """Does a line begin with a post ("chu tich")?"""
    return any(folded == post or folded.startswith(post + " ") for post in POST)


_SURNAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh doan trinh lam mai dao cao luu "
    "ta luong vuong thai quach to chu kieu nghiem phung bach la khuc dam chau ninh quan han thach trieu tong giang vi "
    "nong hua quyen khong lo ma lieu diep tang ton cu phi mac dong thieu au huu"
)
SURNAMES = frozenset(_SURNAMES.split())


def looks_like_a_name(folded: str) -> bool:
    """Two to five words, the first a surname: a person, when no post and no agency begins so."""
    words = folded.split()
    if not 2 <= len(words) <= 5 or words[0] not in SURNAMES or not all(word.isalpha() for word in words):
        return False
    return not names_a_post(folded) or (words[0] == "truong" and words[1] not in AFTER_HEAD)


# What a head is head of: "Trưởng phòng", "Trưởng ban" …
AFTER_HEAD = frozenset({"phong", "ban", "doan", "khoa", "bo", "cong", "tram", "trung", "chi", "tieu", "dai"})
TYPES_BY_NAME: dict[str, LetterType] = {fold(one.name): one for one in LETTER_TYPES.values()}
TYPES_BY_ABBREVIATION = {one.abbreviation: one for one in LETTER_TYPES.values() if one.abbreviation}
OFFICIAL_WISHES = re.compile(r"^thu (chuc mung|khen|cam on|chia buon|tham hoi|ngo|keu goi|chuc tet)\b")
SAMPLE_TITLE = "ten loai van ban"


def type_of_title(folded: str, upper: bool) -> LetterType | None:
    """The type a title line names: exactly, or in capitals with a few words more ("BÁO CÁO TÓM TẮT")."""
    clean = re.sub(r"[\s\d.:…]+$", "", folded).strip()
    if clean in TYPES_BY_NAME and not folded.endswith(":"):
        return TYPES_BY_NAME[clean]
    if upper and OFFICIAL_WISHES.match(clean):
        return LETTER_TYPES["thu_cong"]
    if upper and len(clean) < 60 and not folded.endswith(":"):
        longest = sorted((name for name in TYPES_BY_NAME if clean.startswith(name + " ")), key=len)
        return TYPES_BY_NAME[longest[-1]] if longest else None
    return None
