"""The letter's own font, embedded into what is written on a PDF after it was made (number, date, marks)."""

import os
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from intranet.docservice.errors import DocError
from intranet.docservice.fonts import LETTER_FONTS

# Digits, marks and every Vietnamese letter: what a number, a date, a name or a mark is written with.
LETTERS = (
    "0123456789 /-.,:()+;“”\u00a0ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "ĂÂĐÊÔƠƯăâđêôơưÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)


def embedded_font(
    writer: BasePdfFileWriter, *, italic: bool = False, fontconfig: Path | None = None
) -> GlyphAccumulator:
    """The upright or italic letter font for one writer; only the letters used are kept in the file.

    DocError no_letter_font when the machine has neither Times New Roman nor Liberation Serif.
    """
    return GlyphAccumulator(writer, BytesIO(_thousandths(str(_font_file(italic, fontconfig)))), font_size=1)


def text_width(text: str, size: float, *, italic: bool = False, fontconfig: Path | None = None) -> float:
    """How wide a text is, in points, at a size in points."""
    font = TTFont(BytesIO(_thousandths(str(_font_file(italic, fontconfig)))))
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    return float(sum(widths[glyphs[ord(letter)]][0] for letter in text if ord(letter) in glyphs) * size / 1000)


@lru_cache(maxsize=8)
def _font_file(italic: bool, fontconfig: Path | None) -> Path:
    match = shutil.which("fc-match")
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig)} if fontconfig else dict(os.environ)
    for family in LETTER_FONTS if match else ():
        pattern = f"{family}:style={'Italic' if italic else 'Regular'}:charset=1ea1"
        command = [str(match), "--format=%{family}\t%{file}", pattern]
        found = subprocess.run(command, capture_output=True, text=True, env=environment, check=False).stdout
        names, _, path = found.partition("\t")
        if family in names:
            return Path(path)
    raise DocError("no_letter_font")


@lru_cache(maxsize=4)
def _thousandths(path: str) -> bytes:
    """The font with 1000 units to the em (pyHanko spaces out letters of fonts with 2048) and our letters alone."""
    font = TTFont(path)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
    cut = subset.Subsetter(options)
    cut.populate(text=LETTERS)
    cut.subset(font)
    scale_upem(font, 1000)
    kept = BytesIO()
    font.save(kept)
    return kept.getvalue()
