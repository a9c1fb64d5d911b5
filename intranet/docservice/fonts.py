"""Which fonts LibreOffice may draw with: the machine's own, and those the office put into instance/fonts."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{folders}  <cachedir>{cache}</cachedir>
</fontconfig>
"""
# Decree 30 asks for Times New Roman; Liberation Serif has its widths. Both must hold ạ and ỹ (U+1EA1, U+1EF9).
LETTER_FONTS = ("Times New Roman", "Liberation Serif")
VIETNAMESE = "charset=1ea1 1ef9 1b0"


def write_fontconfig(folder: Path, fonts_folder: Path | None = None) -> Path:
    """Write `folder`/fonts.conf (fontconfig's FONTCONFIG_FILE): system fonts plus `fonts_folder`."""
    folders = f"  <dir>{escape(str(fonts_folder.resolve()))}</dir>\n" if fonts_folder else ""
    path = folder / "fonts.conf"
    path.write_text(FONTS_CONF.format(folders=folders, cache=escape(str(folder / "fontcache"))), encoding="utf-8")
    return path


def why_poor_letters(fontconfig: Path | None = None) -> str:
    """'' when a font of Decree 30's look has the Vietnamese letters, else a Vietnamese sentence saying what to do."""
    fc_list = shutil.which("fc-list")
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig)} if fontconfig else dict(os.environ)
    for family in LETTER_FONTS if fc_list else ():
        command = [str(fc_list), f":family={family}:{VIETNAMESE}", "family"]
        if subprocess.run(command, capture_output=True, env=environment, check=False).stdout.strip():
            return ""
    return (
        "Máy chủ thiếu phông chữ có đủ dấu tiếng Việt, bản PDF sẽ lẫn nhiều kiểu chữ. "
        "Hãy cài gói fonts-liberation2 hoặc chép Times New Roman vào thư mục instance/fonts."
    )


@cache
def letter_font(style: str = "", folder: Path | None = None) -> Path:
    """The file of the font letters are drawn with: "", "Bold", "Italic"; one the office put into `folder` comes first.

    Raises FileNotFoundError when the machine has none with the Vietnamese letters.
    """
    own = {"": "times.ttf", "Bold": "timesbd.ttf", "Italic": "timesi.ttf"}[style]
    if folder and (folder / own).is_file():
        return folder / own
    fc_match = shutil.which("fc-match")
    for family in LETTER_FONTS if fc_match else ():
        pattern = f"{family}:style={style or 'Regular'}:{VIETNAMESE}"
        command = [str(fc_match), "-f", "%{family}|%{file}", pattern]
        found, _, file = subprocess.run(command, capture_output=True, text=True, check=False).stdout.partition("|")
        if family in found.split(","):
            return Path(file)
    raise FileNotFoundError("fonts-liberation2")
