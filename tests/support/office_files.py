"""Builders of Word, Excel, PDF and picture files, sound and broken, for the tests of the document service."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.oxml.ns import qn
from PIL import Image

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_TYPES = "application/vnd.openxmlformats-officedocument."
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"

RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
RELATION = '<Relationship Id="r{}" Type="{}" Target="{}"{}/>'
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{}"/></Types>"""
DOCUMENT_TYPE = OFFICE_TYPES + "wordprocessingml.document.main+xml"


def relations(*entries: tuple[str, str, bool]) -> str:
    """A .rels part of (last word of the type, target, external)."""
    lines = [
        RELATION.format(number, RELATION_TYPES + kind, target, ' TargetMode="External"' if external else "")
        for number, (kind, target, external) in enumerate(entries, start=1)
    ]
    return RELATIONS.format("".join(lines))


def body_xml(inside: str = "<w:p><w:r><w:t>Nội dung</w:t></w:r></w:p>") -> str:
    """A word/document.xml with this inside its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W_NS}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{inside}<w:sectPr/></w:body></w:document>"
    )


def raw_docx(inside: str = "", *, parts: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """A .docx of bare parts; `parts` adds, exchanges or (None) leaves out members."""
    members: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES.format(DOCUMENT_TYPE),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": body_xml(inside) if inside else body_xml(),
    }
    return zipped({**members, **(parts or {})})


def zipped(members: Mapping[str, str | bytes | None]) -> bytes:
    """A zip file of these members, those that are None left out."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            if content is not None:
                package.writestr(name, content)
    return result.getvalue()


def members_of(package: bytes) -> dict[str, bytes]:
    """What a zip file holds."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def letter(*paragraphs: str, font: str = "Times New Roman") -> bytes:
    """A letter as Word would save it, in one font."""
    document = docx.Document()
    for style in ("Normal", "Heading 1"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for place in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{place}"), font)
    for text in paragraphs or ("Nội dung",):
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    """The bytes of a python-docx document."""
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def picture(
    file_format: str = "JPEG", size: tuple[int, int] = (60, 40), colour: str = "navy", **options: object
) -> bytes:
    """A picture of one colour."""
    result = io.BytesIO()
    Image.new("RGB", size, colour).save(result, file_format, **options)
    return result.getvalue()


def picture_pdf(pages: int = 1, size: tuple[int, int] = (827, 1169)) -> bytes:
    """A PDF of white A4 pages."""
    result = io.BytesIO()
    sheets = [Image.new("RGB", size, "white") for _ in range(pages)]
    sheets[0].save(result, "PDF", resolution=100, save_all=True, append_images=sheets[1:])
    return result.getvalue()
