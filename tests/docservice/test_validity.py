"""Every template's letter is valid to the rules of Microsoft's Open XML SDK, and no number or reference is astray.

The schemas of ECMA-376 themselves are not to be had from a package registry. openxml-audit carries the SDK's element,
attribute and reference rules, which follow them.
"""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from intranet.docservice.render import render_docx
from tests.support.letters import own_catalogue, own_template
from tests.support.office_files import members_of, zipped

IDS = [template.id for template in own_catalogue()]
VALIDATOR = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=100)
# Asked for by openxml-audit, optional in ECMA-376 (Part 1, 11.3.5 and 14.2.7): a letter of one font needs neither.
OPTIONAL_PARTS = ("relationships/fontTable' is missing", "relationships/theme' is missing")
NUMBERED = {"bookmarkStart": "id", "docPr": "id"}
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def faults_of(docx: bytes, folder: Path) -> list[str]:
    """What the validator says, and numbers that come twice and references to nothing."""
    path = folder / "letter.docx"
    path.write_bytes(docx)
    told = [f"{error.part_uri}: {error.description}" for error in VALIDATOR.validate(str(path)).errors]
    return [text for text in told if not text.rstrip(".").endswith(OPTIONAL_PARTS)] + [*astray(docx)]


def astray(docx: bytes) -> list[str]:
    """Numbers of drawings, bookmarks and controls that come twice in the letter; relationships of and to nothing."""
    members = members_of(docx)
    trees = {name: etree.fromstring(content) for name, content in members.items() if name.endswith((".xml", ".rels"))}
    numbers: Counter[tuple[str, str]] = Counter()
    found = []
    for name, tree in trees.items():
        for element in tree.iter(etree.Element):
            kind = etree.QName(element).localname
            if kind in NUMBERED:
                numbers[kind, element.get("id") or element.get(W + "id")] += 1
            if kind == "sdtPr" and (number := element.find(W + "id")) is not None:
                numbers["control", number.get(W + "val")] += 1
        folder, _, file = name.rpartition("/")
        rels = trees.get(f"{folder}/_rels/{file}.rels")
        known = {each.get("Id"): each for each in rels} if rels is not None else {}
        used = {value for element in tree.iter() for key, value in element.attrib.items() if key.startswith(R)}
        found += [f"{name}: no relationship {missing}" for missing in used - known.keys()]
        inside = [each.get("Target") for each in known.values() if each.get("TargetMode") != "External"]
        targets = [target.lstrip("/") if target.startswith("/") else f"{folder}/{target}" for target in inside]
        found += [f"{name}: no part {target}" for target in targets if target.lstrip("/") not in members]
    return found + [f"{kind} {number} comes {count} times" for (kind, number), count in numbers.items() if count > 1]


@pytest.mark.parametrize("template_id", IDS)
def test_every_letter_is_valid(template_id: str, tmp_path: Path) -> None:
    template = own_template(template_id)
    letter = render_docx(template, template.example)
    assert faults_of(letter, tmp_path) == []
    assert Document(io.BytesIO(letter)).paragraphs


@pytest.mark.parametrize("template_id", IDS)
def test_every_letter_is_valid_without_what_is_optional(template_id: str, tmp_path: Path) -> None:
    template = own_template(template_id)
    needed = {field.key: template.example.get(field.key) for field in template.fields if field.required}
    assert faults_of(render_docx(template, needed), tmp_path) == []


# One change of a sound letter, and words of the fault it earns.
CHANGES = {
    "an unknown element": ("<w:body>", "<w:body><w:foo/>", "foo"),
    "properties after words": ("</w:r></w:p>", "</w:r><w:pPr/></w:p>", "pPr"),
    "a cell without a paragraph": ("</w:tc></w:tr>", "</w:tc><w:tc><w:tcPr/></w:tc></w:tr>", "sequence"),
    "a word that is no value": ('w:type="dxa"', 'w:type="dxx"', "dxx"),
    "a relationship to nothing": ('r:id="rId3"', 'r:id="rId99"', "rId99"),
    "a style nobody knows": ('<w:pStyle w:val="', '<w:pStyle w:val="zz', "zz"),
    "a control's number twice": ('<w:id w:val="1002"/>', '<w:id w:val="1001"/>', "control 1001 comes 2 times"),
    "a bookmark's number twice": (
        "</w:p>",
        '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>',
        "1",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_check_sees_what_is_wrong(name: str, tmp_path: Path) -> None:
    before, after, words = CHANGES[name]
    template = own_template("ke_hoach")
    members = members_of(render_docx(template, template.example))
    changed = re.sub(re.escape(before), lambda _: after, members["word/document.xml"].decode(), count=2)
    assert changed != members["word/document.xml"].decode()
    faults = faults_of(zipped({**members, "word/document.xml": changed}), tmp_path)
    assert any(words in fault for fault in faults)
