"""The measured letter: shaped as Word saves it, in the words of each engine, with 5, 200 or 2,000 rows of a table."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any
from xml.sax.saxutils import escape

from deploy.letters.frame import package
from deploy.letters.styles import styles_xml
from intranet.docservice.word_package import STYLES_PART, members_of

ROWS = {"S": 5, "M": 200, "L": 2_000}
COLUMNS = ("stt", "ten", "don_vi", "han")
SCALARS = (
    "co_quan",
    "so",
    "ngay",
    "trich_yeu",
    "kinh_gui",
    "can_cu",
    "nguoi_nhan",
    "noi_dung",
    "kinh_phi",
    "ket",
    "nguoi_ky",
)
SENTENCE = "kế hoạch triển khai nhiệm vụ tuyên truyền hợp tác xã kiểu mẫu xã đảo Cát Hải & quỹ hỗ trợ phát triển"
STYLES_OF_WORD = 44_000  # Bytes of styles.xml in a letter as Word saves it.
RSID = 'w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="00C41E2B"'
SPELLING = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'


@dataclass(frozen=True)
class Syntax:
    """How an engine writes a value, and a table's row that is repeated (the cells of its rows, in order)."""

    value: Callable[[str], str]
    rows: Callable[[Sequence[str]], list[list[str]]]
    is_field: bool = False


def _docxtpl_rows(names: Sequence[str]) -> list[list[str]]:
    rest = [""] * (len(names) - 1)
    values = [f"{{{{ r.{name} }}}}" for name in names]
    return [["{%tr for r in dong %}", *rest], values, ["{%tr endfor %}", *rest]]


def _mustache_rows(names: Sequence[str]) -> list[list[str]]:
    first, *middle, last = (f"{{{name}}}" for name in names)
    return [["{#dong}" + first, *middle, last + "{/dong}"]]


SYNTAXES = {
    "docxtpl": Syntax("{{{{ {} }}}}".format, _docxtpl_rows),
    "mustache": Syntax("{{{}}}".format, _mustache_rows),
    "carbone": Syntax(
        "{{d.{}}}".format,
        lambda names: [[f"{{d.dong[{at}].{name}}}" for name in names] for at in ("i", "i+1")],
    ),
    "mailmerge": Syntax(str, lambda names: [list(names)], is_field=True),
}


def facts(size: str) -> dict[str, Any]:
    """The values of a letter of one size; the same for every engine."""
    values = {name: f"{name}: {words(number, 14)}" for number, name in enumerate(SCALARS)}
    rows = [
        {"stt": str(n), "ten": words(n, 7), "don_vi": words(n + 3, 4), "han": f"{n % 28 + 1:02}/03/2026"}
        for n in range(1, ROWS[size] + 1)
    ]
    return values | {"dong": rows}


def template(syntax: Syntax) -> bytes:
    """The letter as a template of an engine: 11 values, half of them split over three runs, and a table."""
    body = [_paragraph(words(1, 9))]
    for number, name in enumerate(SCALARS):
        body.append(_paragraph(words(number, 25)))
        body.append(_paragraph(f"{words(number, 4)}: ", *_value(syntax, name, is_split=number % 2 == 0)))
    title = _row([[_run(name)] for name in COLUMNS])
    rows = [_row([_value(syntax, cell, of_row=True) for cell in cells]) for cells in syntax.rows(COLUMNS)]
    grid = "".join('<w:gridCol w:w="2300"/>' for _ in COLUMNS)
    table = f'<w:tbl><w:tblPr><w:tblW w:w="9200" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    docx = package(*body, f"{table}{title}{''.join(rows)}</w:tbl>", _paragraph(words(5, 30)))
    return _with_long_styles(docx)


def words(start: int, count: int) -> str:
    """So many words of the same sentence, over and over."""
    return " ".join(islice(cycle(SENTENCE.split()), start, start + count))


def _value(syntax: Syntax, text: str, *, is_split: bool = False, of_row: bool = False) -> list[str]:
    if syntax.is_field:
        shown = f"<w:r><w:t>«{text}»</w:t></w:r>"
        return [f'<w:fldSimple w:instr=" MERGEFIELD {text} \\* MERGEFORMAT ">{shown}</w:fldSimple>']
    written = text if of_row else syntax.value(text)
    if not is_split:
        return [_run(written)]
    third = len(written) // 3
    pieces = written[:third], written[third : 2 * third], written[2 * third :]
    return [_run(pieces[0]), SPELLING[0], _run(pieces[1]), SPELLING[1], _run(pieces[2])]


def _run(text: str) -> str:
    look = '<w:rPr><w:rFonts w:cs="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>'
    return f'<w:r w:rsidRPr="00C41E2B">{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _paragraph(text: str, *runs: str) -> str:
    return f'<w:p {RSID}><w:pPr><w:jc w:val="both"/></w:pPr>{_run(text)}{"".join(runs)}</w:p>'


def _row(cells: Sequence[list[str]]) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2300" w:type="dxa"/></w:tcPr>{_paragraph("", *runs)}</w:tc>' for runs in cells
    )
    return f'<w:tr w:rsidR="00A77B3E" w:rsidTr="00D52F11">{inside}</w:tr>'


def _with_long_styles(docx: bytes) -> bytes:
    """The package with as many styles as Word writes."""
    styles, count = styles_xml(), 0
    while len(styles) < STYLES_OF_WORD:
        count += 1
        more = f'<w:style w:type="paragraph" w:styleId="Thua{count}"><w:name w:val="Thừa {count}"/></w:style>'
        styles = styles.replace("</w:styles>", f"{more}</w:styles>")
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members_of(docx).items():
            opened.writestr(name, styles if name == STYLES_PART else content)
    return result.getvalue()
