"""The grammar of units' names in a sentence: where each name begins and ends, without ever cutting one in two."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intranet.docservice.assignments.folding import fold_in_place, mended
from intranet.docservice.assignments.lexicon import (
    BARE,
    ENDERS,
    KEEP_GOING,
    LONG_HEADS,
    NOT_A_UNIT,
    PLACES,
    PLURALS,
    SHORT_HEADS,
    SHORT_VERBS,
    VERBS,
    listed,
)

_TOKEN = re.compile(r"[^\s,;:()“”\"…]+|[,;:()“”\"…]")
_AND = ("va", "hoac", "cung", "&")
_STOPS = frozenset(';:()“”"….')
_MODIFIERS = ("lien quan", "co lien quan", "truc thuoc", "co ten", "khac", "co thanh vien", "chuyen mon", "nghiep vu")
_PLACE_NOUNS = frozenset(("xã", "phường", "huyện", "quận", "tỉnh", "thôn"))
_AFTER_PLACES = frozenset(
    listed(
        """
        ven; miền; vùng; biên; trọng; khu; sông; biển; có; trực; thuộc; liên; nằm; xã; phường; huyện; quận;
        tỉnh; thị; thành; đặc; ủy; đoàn; thôn; bản; ấp; cũ; mới; trên; trong; giáp; hội
        """
    )
)
# Words whose second half would end a name.
_COMPOUNDS = ("hau can", "chuyen de", "dia ban", "nhan dan")
# What is counted: "khu vực 15", "số 12", "tổ 20" are names.
_NUMBERED = ("so", "khu vuc", "to", "doi", "quan", "phuong", "khu pho", "vung", "cum", "ap", "khu")
_LONGEST_NAME = 18

# Says how many tokens from a place are a name that the office's list or the letter itself knows; 0 for none.
Known = Callable[["Sentence", int], int]


@dataclass(frozen=True)
class Token:
    """One word or sign of a sentence and where it stands."""

    start: int
    end: int
    text: str
    folded: str
    lower: str

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        letters = [letter for letter in self.text if letter.isalpha()]
        # "CNTT", "QLĐT": no accents; "THỜI" is a word in capitals.
        return len(letters) >= 2 and all(letter in "Đ" or ("A" <= letter <= "Z") for letter in letters)


class Sentence:
    """A sentence as tokens; `is_poor` when its accents cannot be trusted."""

    def __init__(self, text: str, is_poor: bool = False) -> None:
        self.text = text
        self.is_poor = is_poor
        self.is_capitals = text.isupper() and len(text.split()) > 1
        self.folded = fold_in_place(text)
        lower = mended(text)
        self.tokens: list[Token] = []
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            bare_end = end - 1 if end - start > 1 and text[end - 1] == "." else end
            self._add(start, bare_end, lower)
            if bare_end < end:
                self._add(bare_end, end, lower)
        if len(self.tokens) == 2 and all(token.is_acronym for token in self.tokens):
            self.is_capitals = False  # "BCH CĐCS", where "KINH PHÍ" is a word in capitals

    def _add(self, start: int, end: int, lower: str) -> None:
        self.tokens.append(Token(start, end, self.text[start:end], self.folded[start:end], lower[start:end]))

    def __len__(self) -> int:
        return len(self.tokens)

    def words(self, place: int, count: int) -> str:
        """The folded words from a place, "" beyond the end."""
        found = self.tokens[place : place + count]
        return " ".join(token.folded for token in found) if len(found) == count else ""

    def at(self, place: int) -> Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def place_of(self, offset: int) -> int:
        """The number of the first token that begins at or after a character."""
        return next((n for n, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens))

    def cut(self, first: int, last: int) -> str:
        """The words as they stand, from a token up to but not including another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def longest(self, place: int, among: frozenset[str] | Sequence[str], most: int = 4) -> int:
        """How many tokens from here are one of these phrases; 0 for none."""
        return next((count for count in range(most, 0, -1) if self.words(place, count) in among), 0)


def nothing_known(sentence: Sentence, place: int) -> int:
    """The list of an office that has told us nothing."""
    return 0


@dataclass(frozen=True)
class Name:
    """A name found in a sentence: its words as they stand and the tokens it takes."""

    text: str
    first: int
    last: int
    is_known: bool


def take_names(sentence: Sentence, place: int, known: Known = nothing_known) -> list[Name]:
    """The units named one after another from this token on ("các Sở, ban, ngành, UBND các huyện và Đoàn X …")."""
    names: list[Name] = []
    while (name := _take_name(sentence, place, known) or _shares_head(sentence, place, names)) is not None:
        names.append(name)
        place = name.last
        after = sentence.at(place)
        if after is None:
            break
        if after.text == "," and (beyond := sentence.at(place + 1)) is not None and beyond.folded in _AND:
            place += 1
            after = beyond
        opens_list = after.text == ":" and _plural(sentence, name.first) and name.last - name.first == 2
        if after.text != "," and after.folded not in _AND and not opens_list:
            break
        place += 1
    return names


def _plural(sentence: Sentence, place: int) -> int:
    """How many tokens here say that many are meant; "Môi trường" is no "mọi"."""
    count = sentence.longest(place, PLURALS)
    is_other = count == 1 and not sentence.is_poor and sentence.tokens[place].lower not in _PLURALS
    return 0 if is_other else count


_PLURALS = ("các", "những", "mọi", "từng")


def _shares_head(sentence: Sentence, place: int, names: Sequence[Name]) -> Name | None:
    """ "Phòng Nội vụ, Tư pháp", "các Sở: Tài chính, Y tế": a name that leaves out the noun said before."""
    first = sentence.at(place)
    if first is None or not names or not first.is_capital or is_verb(sentence, place):
        return None
    noun = sentence.tokens[names[-1].first + _plural(sentence, names[-1].first)].lower
    if noun not in ("phòng", "sở", "ban", "ngành"):
        return None
    last = _end_of_name(sentence, place + 1, False, place, nothing_known)
    return Name(sentence.cut(place, last), place, last, False)


def begins_unit(sentence: Sentence, place: int, known: Known = nothing_known) -> bool:
    """Can a unit's name begin at this token?"""
    return bool(known(sentence, place) or _head(sentence, place) or _plural(sentence, place))


def is_verb(sentence: Sentence, place: int) -> bool:
    """Does a verb of plans begin at this token?"""
    token = sentence.at(place)
    if token is None:
        return False
    if sentence.longest(place, VERBS, 3):
        return True
    if token.lower == "làm" and sentence.words(place - 1, 1) == "viec":
        return False  # "Trung tâm Dịch vụ việc làm"
    return token.lower in SHORT_VERBS and not sentence.is_poor


def _head(sentence: Sentence, place: int) -> int:
    """How many tokens here are a noun that begins a unit's name."""
    if sentence.words(place, 4) in LONG_HEADS:
        return 4  # "Bảo hiểm xã hội", though "bảo hiểm" alone is no unit
    if any(sentence.words(place, count) in NOT_A_UNIT for count in (3, 2)):
        return 0
    if count := sentence.longest(place, LONG_HEADS):
        return count
    token = sentence.at(place)
    if sentence.words(place, 1) in ("pho", "nguyen", "quyen") and (count := _head(sentence, place + 1)):
        return count + 1
    following = sentence.at(place + 1)
    if token is not None and following is not None and following.lower == "trưởng" and token.text[:1].isalpha():
        # "Hạt trưởng", "Cục trưởng", "Trạm trưởng".
        return 2 if token.is_capital or token.lower in SHORT_HEADS else 0
    if token is None or not _is_short_head(token, sentence.is_poor):
        return 0
    after = sentence.at(place + 1)
    if token.folded == "phong" and after and after.text == "," and sentence.words(place + 2, 1) == "chong":
        return 0
    return 1


def _is_short_head(token: Token, is_poor: bool) -> bool:
    if is_poor:
        return token.is_capital and token.folded in _FOLDED_HEADS
    return token.lower in SHORT_HEADS


_FOLDED_HEADS = frozenset(fold_in_place(head) for head in SHORT_HEADS)


def _take_name(sentence: Sentence, place: int, known: Known) -> Name | None:
    start = place
    plural = _plural(sentence, place)
    if (count := known(sentence, start)) and not _is_cut_short(sentence, start + count):
        return Name(sentence.cut(start, start + count), start, start + count, True)
    place += plural
    if plural and (count := known(sentence, place)):
        return Name(sentence.cut(start, place + count), start, place + count, True)
    first = sentence.at(place)
    if first is None:
        return None
    head = _head(sentence, place)
    if not head and not plural and (not first.is_acronym or len(first.text) < 3 or sentence.is_capitals):
        return None
    if not head and plural and (is_verb(sentence, place) or not first.text[:1].isalpha()):
        return None
    last = _end_of_name(sentence, place + max(head, 1), bool(plural), place, known)
    return Name(sentence.cut(start, last), start, last, False)


def _is_cut_short(sentence: Sentence, end: int) -> bool:
    """ "Trung tâm" may be on the list; "Trung tâm Hỗ trợ và Phát triển Hợp tác xã" is another unit."""
    after = sentence.at(end)
    return after is not None and after.is_capital and not (sentence.is_poor or sentence.is_capitals)


def _end_of_name(sentence: Sentence, place: int, is_plural: bool, head: int, known: Known) -> int:
    while (token := sentence.at(place)) is not None and place - head < _LONGEST_NAME * 2:
        if token.text in _STOPS:
            break
        if sentence.longest(place, _MODIFIERS):
            place += sentence.longest(place, _MODIFIERS)
            is_plural = is_plural or sentence.words(place, 1) != ","
            continue
        if token.text == "," or token.folded in _AND:
            if not _goes_on(sentence, place, is_plural, head, known):
                break
            place += 1
            place += max(1, _head(sentence, place))
            continue
        if sentence.longest(place, KEEP_GOING, 3):
            place += sentence.longest(place, KEEP_GOING, 3)
            continue
        if _ends_name(sentence, place, head):
            break
        place += 1
    return place


def _ends_name(sentence: Sentence, place: int, head: int) -> bool:
    token = sentence.tokens[place]
    if token.is_capital and not (sentence.is_poor and token.folded in ("de", "chu")):
        # "Phòng Kiểm tra Tổ chức thành viên": a capital verb belongs to the name.
        return False
    if sentence.words(place - 1, 2) in _COMPOUNDS or sentence.words(place - 1, 2) in LONG_HEADS:
        return False
    if token.lower in ENDERS and not sentence.is_poor:
        return True
    if token.lower == "có" and sentence.tokens[place - 1].is_capital:
        return True
    if sentence.words(place - 1, 2) == "phat trien" and _is_aid(sentence, place - 3):
        return False
    if sentence.tokens[place - 1].is_capital and sentence.words(place - 1, 2) in VERBS:
        # "Sở Giáo dục và Đào tạo": the second half of a word that began with a capital.
        return False
    before = sentence.tokens[place - 1]
    is_place = before.lower in _PLACE_NOUNS and sentence.words(place - 3, 3) != "hop tac xa"
    if is_place and token.lower not in _AFTER_PLACES and token.text[:1].isalpha():
        # "Trạm Y tế phường khám bệnh": after the place only a few words still belong to the name.
        return True
    if sentence.words(place, 2) in ("can cu", "tren co", "trong viec", "chu tri", "phoi hop"):
        return True
    if sentence.words(place, 2) == "phat trien" and _is_aid(sentence, place - 2):
        # "Quỹ Hỗ trợ phát triển hợp tác xã": what is aided belongs to the name.
        return False
    if not is_verb(sentence, place):
        is_numbered = sentence.words(place - 1, 1) in _NUMBERED or sentence.words(place - 2, 2) in _NUMBERED
        is_number = bool(re.fullmatch(r"\d{2,}.*", token.text)) and not is_numbered
        return token.folded in ("trong", "nham", "theo") or is_number
    # "tổ chức chính trị", "bộ phận tham mưu", "Ban quản lý": the verb that follows the noun at once is its name.
    return not (place == head + 1 and before.is_capital and before.lower in SHORT_HEADS and len(sentence) > place + 2)


def _is_aid(sentence: Sentence, place: int) -> bool:
    """ "Hỗ trợ", "Đầu tư" with a capital: the first half of a name such as "Quỹ Đầu tư phát triển"."""
    first = sentence.at(place)
    return first is not None and first.text[:1].isupper() and sentence.words(place, 2) in _AIDS


_AIDS = ("ho tro", "dau tu", "xuc tien", "nghien cuu", "tu van", "bao lanh", "khuyen khich", "bao tro")


def _goes_on(sentence: Sentence, place: int, is_plural: bool, head: int, known: Known) -> bool:
    """Is this comma or "và" inside the name?"""
    following = place + 1
    after = sentence.at(following)
    if after is None or known(sentence, following) or after.text in _STOPS or after.text == ",":
        return False
    is_comma = sentence.tokens[place].text == ","
    if _plural(sentence, following):
        return False
    if _joins_group(sentence, following, is_plural, head):
        return True
    if sentence.words(head, 2) == "van phong" and not is_comma and _parts_of_office(sentence, place):
        return True
    if _head(sentence, following):
        return False
    if after.is_acronym and not after.folded.startswith("cntt-"):
        return not is_comma and not sentence.tokens[place - 1].is_acronym
    if sentence.words(following, 2) == "truyen hinh":
        return True  # "Báo và Phát thanh, Truyền hình tỉnh"
    if after.is_capital:
        return not is_comma or _closes_with_and(sentence, following, known)
    if is_verb(sentence, following):
        # "Phòng Thông tin và tuyên truyền đăng tải …": two verbs in a row, the first belongs to the name.
        verb = sentence.longest(following, VERBS, 3)
        return bool(
            not is_comma
            and place - head <= 5
            and verb
            and sentence.tokens[head].is_capital
            and is_verb(sentence, following + verb)
        )
    if after.lower in ENDERS:
        return False
    return after.folded in ("xa", "chinh", "truyen") or not is_comma


def _parts_of_office(sentence: Sentence, place: int) -> bool:
    """ "Văn phòng HĐND và UBND huyện", "Văn phòng Đoàn ĐBQH và HĐND tỉnh" serve two bodies and are one unit."""
    return sentence.tokens[place - 1].is_acronym and sentence.tokens[place + 1].is_acronym


def _closes_with_and(sentence: Sentence, place: int, known: Known) -> bool:
    """ "Văn hóa, Thể thao và Du lịch": a later "và" with a capital, and no other unit between."""
    for step in range(place, min(place + 9, len(sentence))):
        token = sentence.tokens[step]
        if token.text in _STOPS or (step > place and begins_unit(sentence, step, known)):
            return False
        if token.folded == "va":
            after = sentence.at(step + 1)
            return after is not None and after.is_capital and not begins_unit(sentence, step + 1, known)
    return False


def _joins_group(sentence: Sentence, place: int, is_plural: bool, head: int) -> bool:
    """ "các Sở, ban, ngành", "UBND các xã, phường, thị trấn": bare nouns of one group."""
    count = sentence.longest(place, BARE, 3)
    if not count:
        return False
    after = sentence.at(place + count)
    is_bare = (
        after is None
        or after.text in ",;:.()"
        or after.folded in _AND
        or bool(sentence.longest(place + count, _MODIFIERS))
        or (not after.is_capital and (is_verb(sentence, place + count) or after.lower in ENDERS))
        or sentence.longest(place + count, PLACES, 3) > 0
        or sentence.words(place + count, 1) in ("o", "tren", "trong", "cua", "thuoc", "cap", "lien", "co", "doan")
    )
    if not is_bare:
        return False
    inside = [token.folded for token in sentence.tokens[head:place]]
    has_place = any(" ".join(inside[n : n + size]) in PLACES for n in range(len(inside)) for size in (1, 2))
    group_of_places = has_place and sentence.longest(place, PLACES, 3) == count
    is_group = is_plural and all(_is_bare_word(word) for word in inside)
    return group_of_places or is_group or ("cac" in inside and _last_is_bare(inside))


_BARE_WORDS = frozenset(word for phrase in BARE for word in phrase.split()) | {",", "va", "hoac"}


def _is_bare_word(word: str) -> bool:
    return word in _BARE_WORDS


def _last_is_bare(words: Sequence[str]) -> bool:
    """After the last "các" only bare nouns stand: "Trưởng các phòng, ban"."""
    after = words[len(words) - 1 - list(reversed(words)).index("cac") + 1 :]
    return bool(after) and all(_is_bare_word(word) for word in after)
