"""Who does what inside a sentence: its subject, whether it leads or supports, and with whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from intranet.docservice.assignments.lexicon import ENDERS, listed
from intranet.docservice.assignments.names import Known, Name, Sentence, begins_unit, is_verb, nothing_known, take_names

LEAD, SUPPORT, DO = "chủ trì", "phối hợp", "thực hiện"

_LEADING_CLAUSES = listed(
    """
    can cu; tren co so; hang nam; hang thang; hang quy; hang tuan; dinh ky; de; nham; trong qua trinh; trong
    thoi gian; trong nam; theo; voi vai tro; voi chuc nang; ngoai ra; dong thoi; khi; truoc ngay; truoc; sau
    khi; sau; cham nhat; muon nhat; tu ngay; tuy theo; ngay sau khi; trong thang; trong quy; den ngay; vao; moi
    nam; moi thang; moi quy; tu nay; trong; thuc hien ke hoach; ben canh do; la; thoi gian toi; quan triet
    """
)
_LEADING_WORDS = frozenset(["để", "nhằm", "theo", "khi", "trước", "sau", "vào", "trong", "là"])
_ADVERBS = frozenset(
    listed(
        """
    chu dong; tich cuc; tiep tuc; thuong xuyen; kip thoi; co trach nhiem; chiu trach nhiem; co nhiem vu; la don vi;
    la co quan; la dau moi; lam dau moi; don vi; co quan; tham gia; dong thoi; giao; cho; va; cung; trach nhiem;
    vai tro; la; dau moi; thuong truc; trong; viec; khan truong; tap trung; nghiem tuc; tang cuong;
    chu tri; phoi hop; ,;
    day manh; can; phai; se; duoc giao; duoc; se la; nhiem vu; lam; voi; chinh; truc tiep; bo phan
    """
    )
)
_DELEGATING = listed(
    """
    chi dao; huong dan; don doc; yeu cau; de nghi; van dong; huy dong; keu goi; giao; phan cong; tao dieu kien;
    viec; cong tac; su; co che; quy che; de; nham
    """
)
_ASKING = ("de nghi", "kinh de nghi", "tran trong de nghi", "rat mong")
_GIVING = listed(
    """
    cac ong ( ba ) :; cac ong ( ba ); cac ong/ba; cac ong, ba;
    giao nhiem vu cho; giao nhiem vu; giao trach nhiem cho; giao cho; giao; phan cong nhiem vu cho; phan cong
    cho; phan cong; yeu cau; doi voi; trach nhiem cua; nhiem vu cua; uy quyen cho; cac dong chi; dong chi; chi
    dao
    """
)
_POOR_SUPPORT = re.compile(r"ph\w{1,3}\s+h\w{1,2}p")
_POOR_LEAD = re.compile(r"ch\w{1,2}\s+tr\w")
_WITH = ("chat che", "voi", "cung", "voi cac don vi la", "chinh", "chat")
_PREDICATES = listed(
    """
    co trach nhiem; chiu trach nhiem; chu tri; phoi hop; la don vi; la co quan; la dau moi; can; phai; se; tiep
    tuc; chu dong; tich cuc; khan truong; co nhiem vu; duoc giao; lam dau moi; lam; theo chuc nang; can cu;
    thuong xuyen; dinh ky; hang nam; hang thang; hang quy; truoc ngay; nghiem tuc; som; kip thoi; cung; thuc
    hien; theo nhiem vu; tren co so
    """
)


@dataclass(frozen=True)
class Subject:
    """Who a sentence gives its work to: the names, whether it only asks, where the work begins."""

    names: tuple[Name, ...]
    first: int
    last: int
    is_asked: bool
    is_given: bool


@dataclass(frozen=True)
class Role:
    """LEAD, SUPPORT or DO (the letter names no role), and the units to work with, as written."""

    role: str
    supports: tuple[str, ...] = ()
    is_named: bool = False


def skip_lead(sentence: Sentence, place: int, known: Known = nothing_known) -> int:
    """The token where the sentence proper begins, after "Căn cứ …,", "Hằng năm,", "Trước ngày …," and the like."""
    for _ in range(4):
        scanned = sentence.is_poor and fuzz.ratio(sentence.words(place, 2), "can cu") >= 65
        if not scanned and not _leads(sentence, place):
            return place
        after = _end_of_clause(sentence, place, known)
        if after is None:
            return place
        place = after
    return place


def _leads(sentence: Sentence, place: int) -> bool:
    """Does a clause of circumstance begin here? One-syllable words by their accents: "để", not "đề"."""
    count = sentence.longest(place, _LEADING_CLAUSES)
    return count > 1 or (count == 1 and (sentence.is_poor or sentence.tokens[place].lower in _LEADING_WORDS))


def _end_of_clause(sentence: Sentence, place: int, known: Known) -> int | None:
    for step in range(place + 1, len(sentence)):
        token = sentence.tokens[step]
        if token.text in (";", "."):
            return None
        if sentence.words(step, 2) in ("chu dong", "chu tri") or sentence.words(step, 3) == "co trach nhiem":
            return step
        if sentence.tokens[step - 1].text != ",":
            continue
        begins = begins_unit(sentence, step, known) or is_verb(sentence, step)
        if begins or sentence.longest(step, _LEADING_CLAUSES) or sentence.longest(step, _GIVING):
            return step
    return None


def subject_of(sentence: Sentence, known: Known = nothing_known, place: int = 0) -> Subject | None:
    """The units at the head of a sentence, when a predicate, a colon or nothing follows them."""
    place = skip_lead(sentence, place, known)
    asked = sentence.longest(place, _ASKING)
    given = 0 if asked else sentence.longest(place, _GIVING, 5)
    if given == 1 and not sentence.is_poor and sentence.tokens[place].lower != "giao":
        given = 0  # "Giáo viên …" gives nothing to anybody
    place += asked or given
    while (more := sentence.longest(place, (*_ASKING, "cac dong chi", "dong chi", "cho"))) and (asked or given):
        place += more
    names = take_names(sentence, place, known)
    if not names:
        return None
    last = names[-1].last
    if not (asked or given) and (other := _asked_by(sentence, last, known)):
        return other
    while (after := sentence.at(last)) is not None and after.text in ("(", ","):
        beyond = _after_bracket(sentence, last) if after.text == "(" else last + 1
        if beyond is None or (after.text == "," and not sentence.longest(beyond, (*_PREDICATES, *_LEADING_CLAUSES), 3)):
            break
        last = beyond
    return Subject(tuple(names), place, last, bool(asked), bool(given)) if _has_predicate(sentence, last) else None


def _asked_by(sentence: Sentence, place: int, known: Known) -> Subject | None:
    """ "Phòng Nội vụ đề nghị các đơn vị thực hiện …": the work is theirs whom it asks."""
    for words in ("kinh ", "tran trong ", "thong bao va ", "thong bao, ", ""):
        for verb in ("de nghi", "yeu cau", "giao"):
            count = len((words + verb).replace(",", " ,").split())
            if sentence.words(place, count) == (words + verb).replace(",", " ,"):
                other = subject_of(sentence, known, place + count - len(verb.split()))
                return other if other is not None and (other.is_asked or other.is_given) else None
    return None


def _after_bracket(sentence: Sentence, place: int) -> int | None:
    return next((n + 1 for n in range(place, len(sentence)) if sentence.tokens[n].text == ")"), None)


def _has_predicate(sentence: Sentence, place: int) -> bool:
    token = sentence.at(place)
    if token is None or token.text in (":", "."):
        return True
    return bool(sentence.longest(place, _PREDICATES, 3)) or is_verb(sentence, place) or token.lower in ("được", "có")


def role_of(sentence: Sentence, known: Known = nothing_known, start: int = 0, *, has_subject: bool = False) -> Role:
    """What part the sentence gives to the unit it stands under (or to its subject, whose end is `start`)."""
    begin = start if has_subject else skip_lead(sentence, start, known)
    for place in range(start, len(sentence)):
        is_lead, is_support = _role_at(sentence, place)
        if not (is_lead or is_support) or not _is_own(sentence, begin, place):
            continue
        if is_lead:
            return Role(LEAD, _supports_after(sentence, place + 2, known), True)
        supports = _supports_after(sentence, place, known)
        if _only_adverbs(sentence, begin, place):
            is_head = any(sentence.words(n, 2) in ("dau moi", "thuong truc") for n in range(start, place))
            return Role(LEAD if is_head and supports else SUPPORT, supports, True)
        return Role(DO, supports)
    return Role(DO)


def _role_at(sentence: Sentence, place: int) -> tuple[bool, bool]:
    words = sentence.words(place, 2)
    if sentence.is_poor and words:
        return bool(_POOR_LEAD.fullmatch(words)), bool(_POOR_SUPPORT.fullmatch(words))
    is_noun = sentence.words(place - 1, 1) in ("su", "viec", "quy", "hinh", "tinh", "ban", "phan", "don")
    return words == "chu tri", words == "phoi hop" and not (is_noun and place > 0)


def _is_own(sentence: Sentence, begin: int, place: int) -> bool:
    """Does "chủ trì" or "phối hợp" here belong to the unit of the sentence, not to one that it directs?"""
    if place <= begin or _only_adverbs(sentence, begin, place):
        return True
    before = sentence.tokens[place - 1]
    if (
        before.text not in (",", ";", ".", "(")
        and before.folded != "va"
        and sentence.words(place - 2, 2) not in ("chu dong", "dong thoi", "tich cuc")
    ):
        return False
    clause = [token.folded for token in sentence.tokens[_clause_start(sentence, begin, place) : place]]
    text = " " + " ".join(clause) + " "
    return not any(f" {word} " in text for word in _DELEGATING)


def _clause_start(sentence: Sentence, begin: int, place: int) -> int:
    return max((n + 1 for n in range(begin, place) if sentence.tokens[n].text in (";", ".")), default=begin)


def _only_adverbs(sentence: Sentence, begin: int, place: int) -> bool:
    while begin < place:
        count = sentence.longest(begin, _ADVERBS, 3)
        if not count:
            return False
        begin += count
    return True


def _supports_after(sentence: Sentence, place: int, known: Known) -> tuple[str, ...]:
    """The units after the next "phối hợp" of the same clause, when it follows soon."""
    if sentence.words(place, 1) == "," and (helpers := take_names(sentence, place + 1, known)):
        # "Phòng A chủ trì, các đội phối hợp"
        end = helpers[-1].last
        if _role_at(sentence, end)[1] and sentence.words(end + 2, 1) not in ("voi", "cung"):
            return tuple(name.text for name in helpers)
    for step in range(place, min(place + 8, len(sentence))):
        if sentence.tokens[step].text in (";", "."):
            break
        if sentence.words(step, 2) == "cung voi" and step <= place + 1:
            return tuple(name.text for name in take_names(sentence, step + 2, known))
        if _role_at(sentence, step)[1]:
            return tuple(name.text for name in take_names(sentence, _after_with(sentence, step + 2), known))
        if step > place + 1 and is_verb(sentence, step):
            break
    return ()


def _after_with(sentence: Sentence, place: int) -> int:
    while count := sentence.longest(place, (*_WITH, ":")):
        place += count
    return place


def names_of(text: str, known: Known = nothing_known, *, is_poor: bool = False) -> tuple[str, ...]:
    """The units of words that hold nothing else: a table's cell, the end of a label. As written, never cut in two."""
    sentence = Sentence(text, is_poor)
    names = take_names(sentence, 0, known)
    end = names[-1].last if names else 0
    if names and end >= len(sentence) - (1 if text.rstrip().endswith(".") else 0):
        return tuple(name.text for name in names)
    pieces = [piece.strip(" .") for piece in re.split(r"[;\n]|,(?=\s+[A-ZĐ])", text)]
    return tuple(piece for piece in pieces if piece.strip("-–— "))


def is_ender(word: str) -> bool:
    """Is this one of the words after which a name cannot go on?"""
    return word in ENDERS


def joined(names: Sequence[Name], sentence: Sentence) -> str:
    """Names that stand together, as they stand."""
    return sentence.cut(names[0].first, names[-1].last) if names else ""
