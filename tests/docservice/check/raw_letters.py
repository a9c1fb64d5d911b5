"""Good letters written part by part after the manner of Google Docs and of people's Word, for rules they were not made for."""

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.docservice.check.drawn import LINES, NAMESPACES

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
STORY = (
    "Thực hiện chương trình công tác năm, cơ quan đề nghị các đơn vị trực thuộc rà soát nhiệm vụ được giao, cử cán bộ đầu mối "
    "và gửi danh sách về Văn phòng trước ngày 15 tháng 4 năm 2026 để tổng hợp."
)
MORE = (
    "Các đơn vị chủ động bố trí thời gian, kinh phí, phương tiện; phối hợp chặt chẽ trong quá trình thực hiện và kịp thời báo cáo "
    "những khó khăn, vướng mắc để được hướng dẫn, giải quyết theo thẩm quyền."
)

Write = Callable[..., str]


def run(text: str, size: float = 14, *, b: bool = False, i: bool = False, google: bool = False, u: bool = False) -> str:
    """A run as Word splits it, or as Google Docs states everything."""
    if google:
        looks = (
            '<w:rFonts w:ascii="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman"/>'
            + ('<w:b w:val="1"/>' if b else "") + ('<w:i w:val="1"/>' if i else "")
            + f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' + ('<w:u w:val="single"/>' if u else "")
            + '<w:rtl w:val="0"/>'
        )  # fmt: skip
    else:
        looks = ("<w:b/>" if b else "") + ("<w:i/>" if i else "") + f'<w:sz w:val="{round(size * 2)}"/>'
        looks += f'<w:szCs w:val="{round(size * 2)}"/>' + ('<w:u w:val="single"/>' if u else "")
    inner = "".join(
        "<w:tab/>" if part == "\t" else "<w:br/>" if part == "\n" else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _parts(text)
    )
    return f'<w:r w:rsidR="00A1"><w:rPr>{looks}</w:rPr>{inner}</w:r>'


def _parts(text: str) -> list[str]:
    parts, word = [], ""
    for letter in text:
        if letter in "\t\n":
            parts += [word, letter] if word else [letter]
            word = ""
        else:
            word += letter
    return [*parts, word] if word else parts


def paragraph(inner: str, setting: str = "") -> str:
    return f'<w:p w:rsidR="00B2" w:rsidRDefault="00C3"><w:pPr>{setting}</w:pPr>{inner}</w:p>'


CENTRE = '<w:spacing w:after="0" w:before="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
LEFT = '<w:spacing w:after="0" w:before="0" w:line="240" w:lineRule="auto"/>'
BODY = '<w:spacing w:after="0" w:before="120" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="566.9291338582677"/><w:jc w:val="both"/>'
BORDER = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:after="0" w:before="0"/><w:ind w:left="{0}" w:right="{0}"/>'


def table(rows: list[list[str]], widths: tuple[int, ...], google: bool = False) -> str:
    unit = ".0" if google else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    layout = '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/>' if google else '<w:tblLook w:val="04A0"/>'
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}{unit}" w:type="dxa"/>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def styles(google: bool, theme: bool = False) -> str:
    if google:
        default = '<w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="vi"/></w:rPr>'
        gaps = '<w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr>'
        normal = ""
    else:
        default = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/></w:rPr>'
        gaps = '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        normal = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault>{default}</w:rPrDefault><w:pPrDefault>{gaps}</w:pPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{normal}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr></w:style>'
        "</w:styles>"
    )


def page_number(kind: str, google: bool) -> str:
    looks = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    field = "".join(
        f"<w:r>{looks}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve">PAGE   \\* MERGEFORMAT</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    if kind == "gallery":
        inner = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/></w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(field, CENTRE)}</w:sdtContent></w:sdt>'
    elif kind == "frame":
        inner = paragraph(
            field, '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
        ) + paragraph("")
    elif kind == "tab":
        inner = paragraph(
            f"<w:r><w:tab/></w:r>{field}",
            '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>',
        )
    else:
        inner = paragraph(field, CENTRE)
    return f"<w:hdr {W}>{inner}</w:hdr>"


def package(body: str, google: bool = False, number: str = "plain", numbering: str = "") -> bytes:
    """The body as a whole .docx."""
    title = '<w:titlePg w:val="1"/>' if google else "<w:titlePg/>"
    sect = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11907" w:h="16840"/>'
        f'<w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="1134" w:header="567" w:footer="567" w:gutter="0"/>{title}</w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{TYPE}styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{TYPE}header+xml"/><Override PartName="/word/numbering.xml" ContentType="{TYPE}numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}header" Target="header1.xml"/><Relationship Id="rId3" Type="{OFFICE}numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}{sect}</w:body></w:document>",
        "word/styles.xml": styles(google),
        "word/header1.xml": page_number(number, google),
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return stream.getvalue()


def _head(google: bool, rules: str, number: str, date: str, under_number: str = "") -> str:
    def r(text: str, size: float, **looks: bool) -> str:
        return run(text, size, google=google, **looks)

    left, right = 3600, 5700
    parent, agency = paragraph(r("UBND THÀNH PHỐ HẢI PHÒNG", 13), CENTRE), r("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", 13, b=True)
    # The rule is a third to a half of the name's first line, which breaks before "TRƯỜNG".
    rule_left, rule_right = paragraph(r("_________", 13), CENTRE), paragraph(r("_" * 26, 13), CENTRE)
    if rules == "border":
        rule_left, rule_right = paragraph("", BORDER.format(1400)), paragraph("", BORDER.format(1000))
    if rules == "part underlined":
        agency = r("SỞ NÔNG ", 13, b=True) + r("NGHIỆP VÀ", 13, b=True, u=True) + r(" MÔI TRƯỜNG", 13, b=True)
        rule_left = ""
        right_words = paragraph(r(MOTTO, 14, b=True, u=True), CENTRE)
        rule_right = ""
    else:
        right_words = paragraph(r(MOTTO, 14, b=True), CENTRE)
    if rules == "drawn":
        agency += LINES["drawing"](70, 50)
        right_words = paragraph(r(MOTTO, 14, b=True) + LINES["drawing"](171, 50), CENTRE)
        rule_left = rule_right = ""
    first = [
        parent + paragraph(agency, CENTRE) + rule_left,
        paragraph(r(NATION, 13, b=True), CENTRE) + right_words + rule_right,
    ]
    second = [paragraph(r(number, 13), CENTRE) + under_number, paragraph(r(date, 14, i=True), CENTRE)]
    return table([first, second], (left, right), google)


def _ending(google: bool, receivers: list[str], authority: list[str], name: str, broken_lines: bool = False) -> str:
    def r(text: str, size: float, **looks: bool) -> str:
        return run(text, size, google=google, **looks)

    if broken_lines:
        left = paragraph(r("Nơi nhận:", 12, b=True, i=True) + r("\n" + "\n".join(receivers), 11), LEFT)
    else:
        left = paragraph(r("Nơi nhận:", 12, b=True, i=True), LEFT) + "".join(
            paragraph(r(one, 11), LEFT) for one in receivers
        )
    right = "".join(paragraph(r(one, 14, b=True), CENTRE) for one in authority) + paragraph("", CENTRE) * 4
    right += paragraph(r(name, 14, b=True), CENTRE)
    return paragraph("", LEFT) + table([[left, right]], (4600, 4700), google)


def google_plan() -> bytes:
    """A kế hoạch as Google Docs exports it: everything stated, parts of twips, Arial below."""

    def r(text: str, size: float = 14, **looks: bool) -> str:
        return run(text, size, google=True, **looks)

    body = _head(True, "underscores", "Số: 21/KH-SNNMT", "Hải Phòng, ngày 09 tháng 3 năm 2026")
    body += paragraph("", LEFT) + paragraph(r("KẾ HOẠCH", b=True), CENTRE)
    body += paragraph(r("Rà soát, sắp xếp các đơn vị sự nghiệp năm 2026", b=True), CENTRE) + paragraph(
        r("______________", 13), CENTRE
    )
    body += paragraph(r("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", i=True), BODY)
    body += paragraph(r("Theo đề nghị của Trưởng phòng Tổ chức cán bộ.", i=True), BODY)
    for text, bold in (("I. MỤC ĐÍCH, YÊU CẦU", True), ("1. Mục đích", True), (STORY, False), ("2. Yêu cầu", True), (MORE, False), ("II. NỘI DUNG", True), ("a) Rà soát chức năng, nhiệm vụ của từng đơn vị;", False), ("b) Xây dựng phương án sắp xếp và trình cấp có thẩm quyền phê duyệt trong quý II năm 2026.", False), ("Trên đây là Kế hoạch của Sở; các đơn vị căn cứ thực hiện./.", False)):  # fmt: skip
        body += paragraph(r(text, b=bold), BODY)
    return package(
        body
        + _ending(
            True,
            ["- Giám đốc, các Phó Giám đốc;", "- Các đơn vị trực thuộc;", "- Lưu: VT, TCCB."],
            ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
            "Trương Thị Hà",
        ),
        True,
        "plain",
    )


def google_letter() -> bytes:
    """A công văn with two addressees and rules made of borders."""

    def r(text: str, size: float = 14, **looks: bool) -> str:
        return run(text, size, google=True, **looks)

    subject = paragraph(
        r("V/v cung cấp số liệu về hợp tác xã nông nghiệp", 13), CENTRE.replace('w:before="0"', 'w:before="120"')
    )
    body = _head(True, "border", "Số: 128/SNNMT-VP", "Hải Phòng, ngày 12 tháng 5 năm 2026", subject)
    away = '<w:spacing w:after="0" w:before="{}" w:line="240" w:lineRule="auto"/><w:ind w:left="{}" w:firstLine="0"/>'
    body += paragraph(r("Kính gửi:"), away.format(240, 1700))
    body += paragraph(r("- Ủy ban nhân dân các xã, phường;"), away.format(0, 2834.6456692913))
    body += paragraph(r("- Liên minh Hợp tác xã thành phố."), away.format(0, 2834.6456692913))
    body += (
        paragraph(r(STORY), BODY)
        + paragraph(r(MORE), BODY)
        + paragraph(r("Rất mong nhận được sự phối hợp của Quý cơ quan./."), BODY)
    )
    return package(
        body + _ending(True, ["- Như trên;", "- Lưu: VT, VP."], ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], "Vũ Thị Trưởng"),
        True,
        "tab",
    )


def word_styles() -> bytes:
    """A báo cáo in styles with a heading in caps by formatting, receivers broken by lines, number from Word's gallery."""
    body = _head(False, "drawn", "Số: 300/BC-SNNMT", "Hải Phòng, ngày 20 tháng 6 năm 2026")
    body += paragraph(run("BÁO CÁO", b=True), '<w:spacing w:before="240"/><w:jc w:val="center"/>')
    body += paragraph(
        run("Kết quả công tác sáu tháng đầu năm,\nnhiệm vụ trọng tâm sáu tháng cuối năm 2026", b=True),
        '<w:jc w:val="center"/>',
    )
    body += paragraph("", BORDER.format(3600))
    for heading, texts in (("I. Kết quả thực hiện", (STORY, MORE)), ("II. Nhiệm vụ trọng tâm", (MORE, STORY)), ("III. Kiến nghị", (STORY + " Kính đề nghị xem xét./.",))):  # fmt: skip
        body += paragraph(f"<w:r><w:t>{heading}</w:t></w:r>", '<w:pStyle w:val="Heading1"/>')
        for text in texts:
            half = len(text) // 2
            body += paragraph(f'<w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">{text[:half]}</w:t></w:r><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/><w:r w:rsidRPr="00D4"><w:t xml:space="preserve">{text[half:]}</w:t></w:r>', '<w:pStyle w:val="BodyText"/>')  # fmt: skip
    return package(
        body
        + _ending(
            False,
            ["- UBND thành phố (để báo cáo);", "- Các phòng, đơn vị;", "- Lưu: VT, KHTC."],
            ["GIÁM ĐỐC"],
            "Lê Thị Mai",
            True,
        ),
        number="gallery",
    )


def word_underlined() -> bytes:
    """A thông báo whose rules are underlined words, with a table in its body and a number in a frame."""
    body = _head(False, "part underlined", "Số: 05/TB-SNNMT", "Hải Phòng, ngày 01 tháng 02 năm 2026")
    body += paragraph(run("THÔNG BÁO", b=True), '<w:spacing w:before="240"/><w:jc w:val="center"/>')
    body += paragraph(
        run("Lịch tiếp công dân ", b=True) + run("tháng 02 năm", b=True, u=True) + run(" 2026", b=True),
        '<w:jc w:val="center"/>',
    )
    setting = '<w:spacing w:before="120" w:after="60" w:line="360" w:lineRule="exact"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'
    body += paragraph(run(STORY), setting) + paragraph(run("Lịch cụ thể như sau:"), setting)
    cells = [[paragraph(run("Ngày", 13, b=True), CENTRE), paragraph(run("Người tiếp", 13, b=True), CENTRE)], [paragraph(run("05/02", 13), CENTRE), paragraph(run("Phó Giám đốc Sở", 13), LEFT)]]  # fmt: skip
    body += table(cells, (3000, 6000)) + paragraph(run(MORE + "/."), setting)
    return package(body + _ending(False, ["- Các đơn vị trực thuộc;", "- Lưu: VT, TTr."], ["TUQ. GIÁM ĐỐC", "CHÁNH THANH TRA"], "Phó Đức Chính"), number="frame")  # fmt: skip


def word_lists() -> bytes:
    """A quyết định whose khoản and điểm Word counts itself, its two names of lines broken inside one paragraph."""
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:suff w:val="space"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = _head(False, "border", "Số: 44/QĐ-SNNMT", "Hải Phòng, ngày 02 tháng 01 năm 2026")
    body += paragraph(run("QUYẾT ĐỊNH", b=True), '<w:spacing w:before="240"/><w:jc w:val="center"/>')
    body += paragraph(
        run("Về việc thành lập Tổ rà soát thủ tục hành chính", b=True), '<w:jc w:val="center"/>'
    ) + paragraph("", BORDER.format(3500))
    body += paragraph(
        run("GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", b=True), '<w:spacing w:before="120"/><w:jc w:val="center"/>'
    )
    setting = '<w:spacing w:before="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    for text in (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Xét đề nghị của Chánh Văn phòng Sở.",
    ):
        body += paragraph(run(text, i=True), setting)
    body += paragraph(run("QUYẾT ĐỊNH:", b=True), '<w:spacing w:before="120"/><w:jc w:val="center"/>')
    counted = (
        '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="120"/><w:jc w:val="both"/>'
    )
    body += paragraph(
        run("Điều 1.", b=True)
        + run(
            " Thành lập Tổ rà soát thủ tục hành chính của Sở, gồm các ông, bà có tên trong danh sách kèm theo Quyết định này."
        ),
        setting,
    )
    body += paragraph(run("Điều 2.", b=True) + run(" Nhiệm vụ của Tổ:"), setting)
    body += paragraph(run(STORY), counted.format(0)) + paragraph(run(MORE), counted.format(0))
    body += paragraph(run("Báo cáo tháng gửi trước ngày 25;"), counted.format(1)) + paragraph(
        run("Báo cáo năm gửi trước ngày 15 tháng 12."), counted.format(1)
    )
    body += paragraph(
        run("Điều 3.", b=True)
        + run(
            " Chánh Văn phòng, Trưởng các phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
        ),
        setting,
    )
    ending = _ending(False, ["Như Điều 3;", "Lưu: VT, VP."], ["GIÁM ĐỐC"], "Hoàng Viện Trưởng")
    bullets = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    for text in ("Như Điều 3;", "Lưu: VT, VP."):
        ending = ending.replace(
            f"<w:pPr>{LEFT}</w:pPr>{run(text, 11)}", f"<w:pPr>{bullets}{LEFT}</w:pPr>{run(text, 11)}"
        )
    return package(body + ending, number="gallery", numbering=lists)


def word_table_addressees() -> bytes:
    """A tờ trình whose addressees stand in a table, its number and date still blank, the rule drawn by a fallback twin."""
    body = _head(False, "underscores", "Số:       /TTr-SNNMT", "Hải Phòng, ngày      tháng      năm 2026")
    body += paragraph(run("TỜ TRÌNH", b=True), '<w:spacing w:before="240"/><w:jc w:val="center"/>')
    twin = (
        f'<mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wps">{LINES["shapes"](130, 160)[len("<w:r ") :].split(">", 1)[1].removesuffix("</w:r>")}</mc:Choice>'
        f"<mc:Fallback>{LINES['vml'](130, 160)[len('<w:r ') :].split('>', 1)[1].removesuffix('</w:r>')}</mc:Fallback></mc:AlternateContent>"
    )
    body += paragraph(
        run("Về việc phê duyệt nhiệm vụ năm 2026 của đơn vị", b=True) + f"<w:r>{twin}</w:r>", '<w:jc w:val="center"/>'
    )
    body += table([[paragraph(run("Kính gửi:"), LEFT.replace("/>", "/>", 1) + '<w:jc w:val="right"/>'), paragraph(run("- Ủy ban nhân dân thành phố;"), LEFT) + paragraph(run("- Sở Tài chính."), LEFT)]], (3400, 5800))  # fmt: skip
    setting = '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'
    for text in (STORY, MORE, "Sở kính trình Ủy ban nhân dân thành phố xem xét, quyết định./."):
        body += paragraph(run(text), setting)
    return package(
        body + _ending(False, ["- Như trên;", "- Lưu: VT, KHTC."], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Quyền Văn Minh"),
        number="tab",
    )


RAW = {
    one.__name__: one
    for one in (google_plan, google_letter, word_styles, word_underlined, word_lists, word_table_addressees)
}
