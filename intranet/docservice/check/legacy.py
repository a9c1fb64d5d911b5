"""Letters typed before Unicode: the fonts .Vn… (TCVN 5712) and VNI-…, and the Vietnamese their signs stand for."""

import unicodedata

_TCVN3_SIGNS = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
TCVN3 = dict(zip(_TCVN3_SIGNS, _TCVN3_LETTERS, strict=True))

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_BREVE, _HAT = "\u0306", "\u0302"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_BEARERS = set("aeouyAEOUYôöÔÖ")


def encoding_of(font: str) -> str:
    """ "tcvn3", "tcvn3_capitals", "vni" or "" for a font whose signs are Unicode."""
    name = font.casefold()
    if name.startswith(".vn"):
        # The twins whose names end in H print capitals for small letters.
        return "tcvn3_capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni") else ""


def to_unicode(text: str, encoding: str) -> str:
    """The words a text in a legacy font shows; the text itself when `encoding` is ""."""
    if encoding.startswith("tcvn3"):
        shown = "".join(TCVN3.get(letter, letter) for letter in text)
        return shown.upper() if encoding == "tcvn3_capitals" else shown
    return _from_vni(text) if encoding == "vni" else text


def _from_vni(text: str) -> str:
    result = ""
    for position, sign in enumerate(text):
        before = text[position - 1] if position else ""
        mark = _VNI_MARKS.get(sign.lower())
        if mark and before in _BEARERS:
            result = unicodedata.normalize("NFC", result + mark)
        else:
            letter = _VNI_LETTERS.get(sign.lower(), sign)
            result += letter.upper() if sign.isupper() else letter
    return result
