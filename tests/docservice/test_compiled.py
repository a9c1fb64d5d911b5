"""The compiled engine prints what docxtpl prints, part for part; what it cannot foresee it leaves to docxtpl."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docxtpl import InlineImage, Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deploy.letters.frame import package
from intranet.docservice.by_docxtpl import render_by_docxtpl
from intranet.docservice.compiled import compile_template
from intranet.docservice.context import build_context
from intranet.docservice.errors import DocError
from intranet.docservice.facts import check_facts
from intranet.docservice.package import read_part, replace_part
from intranet.docservice.render import render_context, render_docx
from intranet.docservice.word import docx_text
from intranet.docservice.word_package import CORE_PART
from tests.support.letters import own_catalogue, own_template, small_template
from tests.support.office_files import W_NS, members_of, picture, zipped

DOCUMENT = "word/document.xml"


def canonical(docx: bytes) -> dict[str, bytes]:
    """Every part but the properties: XML in its canonical form, anything else as it is."""
    return {name: _canonical(content) for name, content in members_of(docx).items() if name != CORE_PART}


def _canonical(content: bytes) -> bytes:
    if not content.startswith(b"<"):
        return content
    return etree.tostring(etree.fromstring(content), method="c14n", exclusive=True)


def both(docx: bytes, context: dict[str, Any]) -> tuple[bytes, bytes]:
    """The letter as the engine prints it, and as docxtpl does."""
    ready = compile_template(docx)
    return ready.render(context, title="Thư"), render_by_docxtpl(docx, ready.environment, context, {})


@pytest.mark.parametrize("template_id", [template.id for template in own_catalogue()])
def test_every_template_prints_its_example_as_docxtpl_does(template_id: str) -> None:
    template = own_template(template_id)
    context = build_context(template, check_facts(template, template.example).facts)
    own, docxtpl = both(template.docx, context)
    assert canonical(own) == canonical(docxtpl)
    assert all(part.is_sound and not part.is_fixed_by_docxtpl for part in compile_template(template.docx).printed)


def paragraph(inside: str) -> str:
    return f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{inside}</w:t></w:r></w:p>"


def table(*rows: str, columns: int) -> str:
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


WIDTH = "<w:tcW w:w='900' w:type='dxa'/>"


def row(*cells: str, properties: str = WIDTH) -> str:
    shape = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    return "<w:tr>" + "".join(shape.format(properties, paragraph(cell)) for cell in cells) + "</w:tr>"


DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="{}"/></wp:inline></w:drawing></w:r></w:p>'
)
BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
SPLIT = "<w:p><w:r><w:t>{{</w:t></w:r><w:proofErr w:type='x'/><w:r><w:t> chu</w:t></w:r><w:r><w:t> }}</w:t></w:r></w:p>"


def loop(name: str, *inside: str) -> str:
    """Paragraphs printed for each x of a list."""
    return paragraph(f"{{%p for x in {name} %}}") + "".join(inside) + paragraph("{%p endfor %}")


def rows(*cells: str, properties: str = WIDTH) -> str:
    """A row printed for each x of the list `ds`."""
    rest = [""] * (len(cells) - 1)
    return row("{%tr for x in ds %}", *rest) + row(*cells, properties=properties) + row("{%tr endfor %}", *rest)


def cell_with(*inside: str) -> str:
    return f"<w:tr><w:tc><w:tcPr/>{''.join(inside)}</w:tc></w:tr>"


CHOICE = [paragraph(text) for text in ("{%p if co %}", "có", "{%p else %}", "không", "{%p endif %}")]
TWO_WIDE = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('{{ chu }}')}</w:tc></w:tr>"
COLUMNS = ("{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")

# What a template may hold: its body, whether its XML is sound whatever the facts, whether docxtpl mends each letter.
KINDS = {
    "words": (paragraph("{{ chu }} {{ dai }}"), True, False),
    "a tag split by Word": (SPLIT, True, False),
    "a loop of paragraphs": (loop("ds", paragraph("{{ x }}")), True, False),
    "a condition": ("".join(CHOICE), True, False),
    "a loop of words": (paragraph("{% for x in ds %}{{ x }}, {% endfor %}"), True, False),
    "runs": (paragraph("a {%r if co %} b {{r giau }} c {%r endif %} d"), True, False),
    "signs of Jinja as words": (paragraph("{_{ chu }_} {_% if %_} {{ chu }}"), True, False),
    "curly quotes": (paragraph("{% if chu == ‘x’ %}x{% else %}{{ “y” }}{% endif %}"), True, False),
    "less than": (paragraph("{% if ds|length &lt; 9 %}ít{% endif %}"), True, False),
    "a loop of rows": (table(row("TT", "Tên"), rows("{{ x }}", "{{ chu }}"), columns=2), True, False),
    "a table of nothing but a loop": (table(rows("{{ x }}", "b"), columns=2), True, True),
    "a loop of columns": (table(row("a", *COLUMNS), columns=2), True, True),
    "fewer cells than columns": (table(row("{{ chu }}", "b"), columns=3), True, True),
    "spans": (table(row("a", "b"), TWO_WIDE, columns=2), True, False),
    "a span by the facts": (table(row("{% colspan ds|length %}{{ chu }}"), row("a", "b", "c"), columns=3), True, True),
    "cell colour": (table(row("{% cellbg mau %}{{ chu }}", properties="<w:shd w:fill='0'/>"), columns=1), True, False),
    "cells merged downwards": (table(row("a"), rows("{% vm %}{{ x }}"), columns=1), True, False),
    "cells merged across": (table(row(COLUMNS[0], "{% hm %}{{ x }}", COLUMNS[2]), columns=3), True, True),
    "a table in a cell": (
        table(cell_with(table(row("a"), columns=1), CHOICE[1], paragraph("{{ chu }}")), columns=1),
        True,
        False,
    ),
    "a wide table in a cell": (
        table(cell_with(table(row("a", "{{ chu }}"), columns=2), CHOICE[1]), columns=1),
        True,
        True,
    ),
    "drawings in a loop": (loop("ds", DRAWING.format("{{ x }}")), True, True),
    "a text box": (BOX.format(paragraph("{{ dai }}") + paragraph("{{ chu }} {{ dai }}")), True, False),
    "a listing": (paragraph("{{ ke }} {{ dai }}") + paragraph("không có gì"), True, False),
    "a loop from cell to cell": (table(row("{% for x in ds %}", "{{ x }}{% endfor %}"), columns=2), False, True),
}
VALUES: dict[str, Any] = {
    "chu": "A & B < C {{ x }} {_{ “y”",
    "dai": "dòng một\ndòng hai\n",
    "ds": ["một", "hai & ba", "bốn"],
    "co": True,
    "mau": "FF0000",
    "ke": Listing("một\nhai\aba\fbốn\tnăm & <sáu>"),
    "giau": RichText("đậm & <nghiêng>", bold=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_command_prints_as_docxtpl_does(kind: str) -> None:
    body, is_sound, is_fixed = KINDS[kind]
    docx = package(body)
    (part,) = compile_template(docx).printed
    assert (part.is_sound, part.is_fixed_by_docxtpl) == (is_sound, is_fixed)
    own, docxtpl = both(docx, VALUES)
    assert canonical(own) == canonical(docxtpl)


def test_headers_and_footnotes_print_and_what_prints_nothing_is_packed_once() -> None:
    docx = with_footnote(package(paragraph("{{ chu }}")), "{{ dai }}")
    docx = replace_part(docx, HEADER, (read_part(docx, HEADER) or b"").replace(b" PAGE ", b" PAGE {{ chu }}"))
    ready = compile_template(docx)
    assert {part.name for part in ready.printed} == {DOCUMENT, HEADER, FOOTNOTES}
    own, docxtpl = both(docx, VALUES)
    assert canonical(own) == canonical(docxtpl)
    plain = compile_template(package(paragraph("{{ chu }}")))
    assert {part.name for part in plain.printed} == {DOCUMENT} and HEADER in plain.packed


HEADER, FOOTNOTES = "word/header1.xml", "word/footnotes.xml"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def with_footnote(docx: bytes, text: str) -> bytes:
    members = members_of(docx)
    note = f'<w:footnotes xmlns:w="{W_NS}"><w:footnote w:id="1">{paragraph(text)}</w:footnote></w:footnotes>'
    declared = f'<Override PartName="/{FOOTNOTES}" ContentType="{KIND}"/></Types>'.encode()
    related = f'<Relationship Id="rId9" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'.encode()
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", declared)
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", related)
    return zipped({**members, FOOTNOTES: note})


def printed(body: str, **values: Any) -> bytes:
    template = replace(small_template(), docx=package(body))
    return render_context(template, values, title="Mẫu thử")


CROSSED = paragraph("{%p if co %}") + table(cell_with(paragraph("a"), paragraph("{%p endif %}")), columns=1)


def test_commands_that_cross_cells_are_refused_instead_of_a_broken_letter() -> None:
    assert docx_text(printed(CROSSED, co=True)) == "a\n"
    with pytest.raises(DocError) as refused:
        printed(CROSSED, co=False)
    assert refused.value.code == "template_unbalanced" and "Mẫu thử" in refused.value.sentence


def test_a_file_that_is_no_template_is_refused() -> None:
    for docx in (b"", b"PK", package("")[:3000], zipped({"a": "b"})):
        with pytest.raises(DocError) as refused:
            render_context(replace(small_template(), docx=docx), {}, title="")
        assert refused.value.code == "unreadable_template"
    with pytest.raises(DocError) as refused:
        printed("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" + paragraph("{{ chu }}"), chu="")
    assert refused.value.code == "unreadable_template"


def test_what_xml_cannot_hold_does_not_reach_the_file() -> None:
    letter = printed(paragraph("{{ chu }}"), chu="\x00a\x0bb\x1f\ud800c\ufffe\uffffd\U0001f4cc")
    assert docx_text(letter).strip() == "abcd\U0001f4cc"


def test_a_new_line_goes_where_docxtpl_puts_it_in_long_letters_too() -> None:
    body = "".join(paragraph(f"{{{{ {name} }}}} chữ") for name in ("chu", "dai", "ke") * 20)
    own, docxtpl = both(package(body), VALUES)
    assert canonical(own) == canonical(docxtpl)


# Without "_": docxtpl changes a "{_%" inside a Listing.
@given(st.lists(st.text(st.sampled_from('a&<>"{}%\n\t\a\f é'), max_size=12), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_values_print_as_docxtpl_prints_them(values: list[str]) -> None:
    own, docxtpl = both(FREE, {"ds": [Listing(value) for value in values], "chu": "".join(values)})
    assert canonical(own) == canonical(docxtpl)


LINE = paragraph("[{{ x }}|{{ chu }}]")
FREE = package(paragraph("{%p for x in ds %}") + LINE + paragraph("{%p endfor %}") + paragraph("{{ chu }}"))


def test_a_picture_and_a_link_are_made_by_docxtpl() -> None:
    template = replace(small_template(), docx=package(paragraph("{{ anh }}{{r lien_ket }}{{ chu }}")))
    letter = render_context(
        template,
        {"chu": "{_{ & }_}"},
        title="Thư có ảnh",
        makers={
            "anh": lambda letter: InlineImage(letter, io.BytesIO(picture("PNG"))),
            "lien_ket": lambda letter: RichText("cổng", url_id=letter.build_url_id("https://hop-tac-xa.vn")),
        },
    )
    document = Document(io.BytesIO(letter))
    assert len(document.inline_shapes) == 1 and document.core_properties.title == "Thư có ảnh"
    assert [link.address for p in document.paragraphs for link in p.hyperlinks] == ["https://hop-tac-xa.vn"]
    assert docx_text(letter).strip() == "cổng{_{ & }_}"
    assert "creator" not in members_of(letter)[CORE_PART].decode()


def test_threads_share_a_template() -> None:
    template = own_template("to_trinh")
    facts = [template.example | {"trich_yeu": f"việc số {number} " * 20} for number in range(24)]
    alone = [render_docx(template, each) for each in facts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda each: render_docx(template, each), facts)) == alone


def test_the_package_is_one_that_every_reader_opens() -> None:
    template = own_template("ke_hoach")
    with zipfile.ZipFile(io.BytesIO(render_docx(template, template.example))) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[0] == "[Content_Types].xml" and opened.namelist()[1:] == sorted(opened.namelist()[1:])
        assert {member.date_time for member in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
