"""The named styles all letter templates share, as Decree 30 (PL I, II and V) sizes them."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

BODY = "Nội dung"


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes in points, indents and gaps in twips (20 to the point, 567 to the centimetre).

    Zero is left to the style it is based on; a first line of -1 takes the inherited indent away. `box` is the
    colour of a box around the paragraph and of the words in it.
    """

    id: str
    name: str
    based_on: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    align: str = ""
    first_line: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 0
    exact_line: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    rule_above: bool = False
    box: str = ""


def _body_style(id: str, name: str, *, heading: bool = False, italic: bool = False) -> Style:
    return Style(id, name, BODY, bold=heading, keep_next=heading, italic=italic, after=60 if heading else 0)


PARAGRAPH_STYLES = (
    Style("NoiDung", BODY, align="both", first_line=720, before=120),
    # The head of page 1.
    Style("QuocHieu", "Quốc hiệu", size=13, bold=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", size=14, bold=True, align="center"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", size=13, align="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", size=13, bold=True, align="center"),
    Style("DuongKe", "Đường kẻ", size=4, before=60, exact_line=100, rule_above=True),
    Style("KeTieuNgu", "Kẻ dưới Tiêu ngữ", "Đường kẻ", left=1137, right=1137, before=60, exact_line=100),
    # A fixed rule of 2.5 cm, where no line of words gives the length.
    Style("KeNgan", "Kẻ ngắn", "Đường kẻ", left=3968, right=3968, before=60, exact_line=100),
    Style("SoKyHieu", "Số, ký hiệu", size=13, align="center", before=60),
    Style("DiaDanhNgay", "Địa danh, ngày", size=14, italic=True, align="center", before=60),
    Style("TrichYeuCongVan", "Trích yếu công văn", size=13, align="center", before=120),
    # Boxes under the number, 8 mm high: HỎA TỐC 30 mm, THƯỢNG KHẨN 40 mm, KHẨN 20 mm wide (PL I, III.2b and c).
    Style("HoaToc", "Hỏa tốc", size=14, bold=True, align="center", left=977, right=977, before=180, box="FF0000"),
    Style("ThuongKhan", "Thượng khẩn", "Hỏa tốc", align="center", left=693, right=693, before=180, box="FF0000"),
    Style("Khan", "Khẩn", "Hỏa tốc", align="center", left=1260, right=1260, before=180, box="FF0000"),
    Style("LuuHanh", "Phạm vi lưu hành", "Hỏa tốc", align="center", left=297, right=297, before=180, box="000000"),
    Style("TenLoai", "Tên loại", size=14, bold=True, align="center", before=280, keep_next=True),
    Style("TrichYeu", "Trích yếu", size=14, bold=True, align="center", left=425, right=425, keep_next=True),
    Style("KinhGui", "Kính gửi", align="center", before=280, after=120),
    Style("KinhGuiNhieu", "Kính gửi nhiều nơi", left=1701, before=280, keep_next=True),
    Style("NoiKinhGui", "Nơi kính gửi", left=2978, hanging=170, before=60),
    # Who decides, and "QUYẾT ĐỊNH:" (Mẫu 1.1 to 1.3).
    Style("ThamQuyen", "Thẩm quyền ban hành", bold=True, align="center", before=240, after=120, keep_next=True),
    # What is attached: a document of its own, or an appendix (Mẫu 1.3, 2.1).
    Style("PhuLuc", "Phụ lục", size=14, bold=True, align="center", keep_next=True),
    Style("TieuDePhuLuc", "Tiêu đề phụ lục", size=14, bold=True, align="center", keep_next=True),
    Style("KemTheo", "Kèm theo", size=14, italic=True, align="center", keep_next=True),
    # The body.
    _body_style("CanCu", "Căn cứ", italic=True),
    Style("Phan", "Phần", BODY, bold=True, align="center", first_line=-1, before=240, keep_next=True),
    Style("TieuDePhan", "Tiêu đề phần", BODY, bold=True, align="center", first_line=-1, before=60, keep_next=True),
    _body_style("MucI", "Mục I", heading=True),
    _body_style("Dieu", "Điều", heading=True),
    _body_style("Khoan1", "Khoản 1"),
    _body_style("Khoan1CoTieuDe", "Khoản 1 có tiêu đề", heading=True),
    _body_style("Khoan11", "Khoản 1.1"),
    _body_style("DiemA", "Điểm a"),
    _body_style("GachDauDong", "Gạch đầu dòng"),
    _body_style("DauCong", "Dấu cộng"),
    Style("LoiKet", "Lời kết", BODY, keep_next=True, keep_lines=True),
    # Tables in the body.
    Style("LoiDanBang", "Lời dẫn bảng", BODY, after=120, keep_next=True),
    Style("TieuDeBang", "Tiêu đề bảng", size=13, bold=True, align="center", before=40, after=40, keep_next=True),
    Style("ChuTrongBang", "Chữ trong bảng", size=13, before=40, after=40),
    Style("GiuaO", "Giữa ô", "Chữ trong bảng", align="center", before=40, after=40),
    Style("PhaiO", "Phải ô", "Chữ trong bảng", align="right", before=40, after=40),
    Style("SoCong", "Số cộng", "Tiêu đề bảng", align="right", before=40, after=40),
    # The end.
    Style("QuyenHan", "Quyền hạn, chức vụ", size=14, bold=True, align="center", keep_next=True),
    Style("HoTen", "Họ tên người ký", size=14, bold=True, align="center", before=1700),
    Style("XacNhan", "Xác nhận", size=13, italic=True, align="center", keep_next=True),
    Style("NoiNhan", "Nơi nhận", size=12, bold=True, italic=True, keep_next=True),
    Style("DanhSachNoiNhan", "Danh sách nơi nhận", size=11),
    Style("SoTrang", "Số trang", size=14, align="center"),
)
IDS = {style.name: style.id for style in PARAGRAPH_STYLES}

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>'
    '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="BangKe"><w:name w:val="Bảng kẻ"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
    '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def styles_xml() -> str:
    """The whole styles part."""
    return _HEAD + "".join(_style_xml(style) for style in PARAGRAPH_STYLES) + _TABLE + "</w:styles>"


def _style_xml(style: Style) -> str:
    based_on = IDS.get(style.based_on, "Normal")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{_paragraph_xml(style)}</w:pPr>'
        f"<w:rPr>{_run_xml(style)}</w:rPr></w:style>"
    )


def _paragraph_xml(style: Style) -> str:
    # The order of the elements is the schema's.
    parts = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' if style.rule_above else "",
        _box_xml(style.box) if style.box else "",
        _spacing_xml(style),
        _indent_xml(style),
        f'<w:jc w:val="{style.align}"/>' if style.align else "",
    ]
    return "".join(parts)


def _box_xml(colour: str) -> str:
    sides = (("top", 3), ("left", 0), ("bottom", 3), ("right", 0))
    borders = (f'<w:{side} w:val="single" w:sz="8" w:space="{space}" w:color="{colour}"/>' for side, space in sides)
    return f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _spacing_xml(style: Style) -> str:
    gaps = [f'w:{side}="{gap}"' for side, gap in (("before", style.before), ("after", style.after)) if gap]
    if style.exact_line:
        gaps.append(f'w:line="{style.exact_line}" w:lineRule="exact"')
    return f"<w:spacing {' '.join(gaps)}/>" if gaps else ""


def _indent_xml(style: Style) -> str:
    sizes = (("left", style.left), ("right", style.right), ("hanging", style.hanging))
    indents = [f'w:{side}="{size}"' for side, size in sizes if size]
    if style.first_line:
        indents.append(f'w:firstLine="{max(0, style.first_line)}"')
    return f"<w:ind {' '.join(indents)}/>" if indents else ""


def _run_xml(style: Style) -> str:
    half_points = round(style.size * 2)
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    colour = f'<w:color w:val="{style.box}"/>' if style.box else ""
    return ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "") + colour + size
