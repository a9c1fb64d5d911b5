"""The frame every letter template shares: page, head table, signature table, package; bodies are put inside."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from deploy.letters.styles import IDS, styles_xml

# Twips. A4; margins 20, 20, 30, 15 mm (PL I, I.3); the page number stands in the middle of the top margin.
PAGE = {"width": 11906, "height": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 850, "header": 510}
TEXT_WIDTH = PAGE["width"] - PAGE["left"] - PAGE["right"]
HEAD_COLUMNS = (3655, TEXT_WIDTH - 3655)
URGENCIES = ("Khẩn", "Thượng khẩn", "Hỏa tốc")
SIGNATURE_COLUMNS = (4255, TEXT_WIDTH - 4255)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def line(style: str, text: str) -> str:
    """A paragraph in a named style."""
    return paragraph(style, run(text))


def command(text: str) -> str:
    """A paragraph that holds a command of the template and leaves nothing in the letter."""
    return paragraph("", run(text))


def loop(style: str, name: str, names: str, text: str) -> str:
    """One paragraph for each value of a list."""
    return command(f"{{%p for {name} in {names} %}}") + line(style, text) + command("{%p endfor %}")


def when(condition: str, *inside: str) -> str:
    """Paragraphs that stand in the letter only when the condition holds."""
    return command(f"{{%p if {condition} %}}") + "".join(inside) + command("{%p endif %}")


def ruled_table(titles: Sequence[tuple[str, int, str, str]], rows: str, total: str = "") -> str:
    """A ruled table, its titles on every page, one row for each of `rows`; columns: title, width, style, text.

    `total` stands in a last row, in the column of the amounts (the last, or the one before a narrow "Ghi chú").
    """
    widths = [width for _, width, _, _ in titles]
    head = row([line("Tiêu đề bảng", title) for title, *_ in titles], widths, repeats=True)
    begin = row([command(f"{{%tr for dong in {rows} %}}"), *[command("")] * (len(titles) - 1)], widths)
    body = row([line(style, text) for _, _, style, text in titles], widths)
    end = row([command("{%tr endfor %}"), *[command("")] * (len(titles) - 1)], widths)
    return table(widths, head + begin + body + end + (_total_row(titles, total) if total else ""), style="BangKe")


def _total_row(titles: Sequence[tuple[str, int, str, str]], total: str) -> str:
    at = next(number for number, (_, _, style, _) in reversed(list(enumerate(titles))) if style == "Phải ô")
    widths = [width for _, width, _, _ in titles]
    after = [line("Chữ trong bảng", "")] * (len(titles) - at - 1)
    cells = [line("Tiêu đề bảng", "Tổng cộng"), line("Số cộng", total), *after]
    return row(cells, [sum(widths[:at]), *widths[at:]], spans=[at, *[1] * (len(after) + 1)])


def head(
    *, subject_under_number: bool = False, boxes: Sequence[str] = (), numbered: bool = True, dated: bool = True
) -> str:
    """The table of page 1: agency and number on the left, Quốc hiệu, Tiêu ngữ and date on the right.

    `boxes` are fields printed in a box under the number: `do_khan`, `luu_hanh`.
    """
    number = paragraph("Số, ký hiệu", run("Số: ") + control("so", "Số", 1001) + run("/{{ ky_hieu }}"))
    number = number if numbered else command("")
    if subject_under_number:
        number += line("Trích yếu công văn", "V/v {{ trich_yeu }}")
    day = paragraph("Địa danh, ngày", run("{{ co_quan.dia_danh }}, ") + control("ngay", "Ngày", 1002))
    rows = row([_agency(), _country()], HEAD_COLUMNS)
    rows += row([number + _boxes(boxes), day if dated else command("")], HEAD_COLUMNS)
    return table(HEAD_COLUMNS, rows)


def attached_head() -> str:
    """The head of a document attached to a decision: no number, no date (Mẫu 1.3)."""
    return table(HEAD_COLUMNS, row([_agency(), _country()], HEAD_COLUMNS))


def _agency() -> str:
    return (
        loop("Cơ quan chủ quản", "dong", "co_quan.chu_quan", "{{ dong }}")
        + loop("Cơ quan ban hành", "dong", "co_quan.ten", "{{ dong }}")
        + command("{{p co_quan.ke|duong_ke(6.45) }}")
    )


def _country() -> str:
    return (
        line("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + line("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc")
        + paragraph("Kẻ dưới Tiêu ngữ", "")
    )


def _boxes(fields: Sequence[str]) -> str:
    urgency = "".join(when(f'do_khan == "{name}"', line(name, name.upper())) for name in URGENCIES)
    circulation = when("luu_hanh", line("Phạm vi lưu hành", "{{ luu_hanh|upper }}"))
    return (urgency if "do_khan" in fields else "") + (circulation if "luu_hanh" in fields else "")


def title() -> str:
    """Tên loại, trích yếu and the rule below it."""
    return (
        line("Tên loại", "{{ ten_loai }}")
        + line("Trích yếu", "{{ trich_yeu }}")
        + command("{{p ke_trich_yeu|duong_ke(16.5) }}")
    )


def addressees() -> str:
    """Kính gửi: one addressee on the same line, several on lines of their own."""
    one = line("Kính gửi", "Kính gửi: {{ kinh_gui[0] }}")
    many = line("Kính gửi nhiều nơi", "Kính gửi:") + loop("Nơi kính gửi", "noi", "kinh_gui", "- {{ noi }}")
    return when("kinh_gui|length == 1", one) + when("kinh_gui|length > 1", many)


def signature(*, with_receivers: bool = True) -> str:
    """Nơi nhận on the left, level with the signer's capacity on the right."""
    receivers = line("Nơi nhận", "Nơi nhận:") + loop("Danh sách nơi nhận", "noi", "noi_nhan", "- {{ noi }}")
    receivers = receivers if with_receivers else command("")
    signer = loop("Quyền hạn, chức vụ", "dong", "nguoi_ky.quyen_han", "{{ dong }}")
    signer += line("Họ tên người ký", "{{ nguoi_ky.ho_ten }}")
    return table(SIGNATURE_COLUMNS, row([receivers, signer], SIGNATURE_COLUMNS), gap_above=True)


def new_section() -> str:
    """Ends the letter's pages; what follows counts its own (PL I, I.7)."""
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{_section()}</w:pPr></w:p>'


def package(*body: str) -> bytes:
    """The .docx of a template with this body; the same body gives the same bytes."""
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("header", "header1.xml")
        ),
        "word/document.xml": _document("".join(body)),
        "word/header1.xml": _header(),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as result:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            result.writestr(member, content)
    return stream.getvalue()


def run(text: str) -> str:
    """Words; nothing for none."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(style: str, runs: str) -> str:
    """A paragraph of these runs in a named style, or in none."""
    properties = f'<w:pPr><w:pStyle w:val="{IDS[style]}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def control(tag: str, name: str, number: int) -> str:
    """A tagged content control that prints the value of its tag; `number` is its own within the file."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{run('{{ ' + tag + ' }}')}</w:sdtContent></w:sdt>"
    )


def row(cells: Sequence[str], widths: Sequence[int], *, repeats: bool = False, spans: Sequence[int] = ()) -> str:
    """A row that stays on one page; `repeats` on every page, `spans` are the grid columns each cell covers."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if repeats else "")
    shape = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>{}</w:tc>'
    merged = [f'<w:gridSpan w:val="{span}"/>' if span > 1 else "" for span in spans or [1] * len(cells)]
    inside = "".join(shape.format(*parts) for parts in zip(widths, merged, cells, strict=True))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(widths: Sequence[int], rows: str, *, style: str = "", gap_above: bool = False) -> str:
    """A table of fixed columns; `gap_above` keeps it with the paragraph before it."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    # Flush with the margins: "Nơi nhận" stands at the left one (PL I, II.9d).
    no_margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    margins = "" if style else f"<w:tblCellMar>{no_margins}</w:tblCellMar>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    gap = '<w:p><w:pPr><w:keepNext/><w:spacing w:line="240" w:lineRule="exact"/></w:pPr></w:p>' if gap_above else ""
    width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"{gap}<w:tbl><w:tblPr>{named}{width}{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _document(body: str) -> str:
    # Word wants a paragraph after a table at the end; a tiny one cannot make a page of its own.
    tail = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    restarts = "<w:sectPr>" in body
    return f"{_XML}<w:document {_W} {_R}><w:body>{body}{tail}{_section(restarts=restarts)}</w:body></w:document>"


def _section(*, restarts: bool = False) -> str:
    margins = " ".join(f'w:{side}="{PAGE[side]}"' for side in ("top", "right", "bottom", "left", "header"))
    size = f'<w:pgSz w:w="{PAGE["width"]}" w:h="{PAGE["height"]}"/>'
    first = '<w:pgNumType w:start="1"/>' if restarts else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>{size}'
        f'<w:pgMar {margins} w:footer="510" w:gutter="0"/>{first}<w:titlePg/></w:sectPr>'
    )


def _header() -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    return f"{_XML}<w:hdr {_W}>{paragraph('Số trang', number)}</w:hdr>"


def _settings() -> str:
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f'{_XML}<w:settings {_W}><w:defaultTabStop w:val="720"/><w:compat>{mode}</w:compat></w:settings>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "header1": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>' for part, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
