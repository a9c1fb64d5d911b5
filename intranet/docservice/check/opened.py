"""A .docx opened for reading and mending: its parts as trees, found through their relationships."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from intranet.docservice.errors import DocError
from intranet.docservice.package import UNREADABLE, main_part, xml_parser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
NO_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Opened:
    """The parts of one .docx; trees are parsed when first asked for and stay the same objects."""

    def __init__(self, docx: bytes) -> None:
        self.docx = docx
        self.main = main_part(docx)
        try:
            with zipfile.ZipFile(io.BytesIO(docx)) as package:
                self._contents = {name: package.read(name) for name in package.namelist() if _is_xml(name)}
        except UNREADABLE:
            raise DocError("docx_broken") from None
        self._trees: dict[str, Any] = {}
        self._relations = self._read_relations(self.main)
        self.document = self.tree(self.main)
        if self.document is None or self.document.find(W + "body") is None:
            raise DocError("docx_broken")

    @property
    def body(self) -> Any:
        return self.document.find(W + "body")

    @property
    def parts(self) -> list[str]:
        """The names of the parts that hold XML."""
        return list(self._contents)

    def tree(self, part: str) -> Any:
        """The root of a part, or None when the package has no such part; DocError docx_broken."""
        if part not in self._trees:
            content = self._contents.get(part)
            try:
                self._trees[part] = None if content is None else etree.fromstring(content, xml_parser())
            except etree.XMLSyntaxError:
                raise DocError("docx_broken") from None
        return self._trees[part]

    def part_of(self, relation_id: str) -> str:
        return self._relations.get(relation_id, ("", ""))[1]

    def side(self, kind: str) -> Any:
        """The root of the part related as `kind` ("styles", "numbering", "theme", "settings"), or None."""
        names = (part for what, part in self._relations.values() if what == RELATIONS + kind)
        return next((self.tree(part) for part in names), None)

    def changed_parts(self) -> dict[str, bytes]:
        """The parsed parts whose trees were changed since, as bytes."""
        result = {}
        for part, tree in self._trees.items():
            is_new = not self._contents.get(part)
            if tree is not None and (is_new or etree.tostring(tree) != etree.tostring(self._parse(part))):
                result[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return result

    def add_part(self, kind: str, xml: str, content_type: str) -> str:
        """A new part beside the main one, related to it as `kind`; gives the relation's id."""
        folder, main = posixpath.split(self.main)
        # Of comments a letter has one part, by this name; headers are numbered.
        names = ["comments.xml"] if kind == "comments" else [f"{kind}{n}.xml" for n in range(1, 1000)]
        name = next(one for one in names if posixpath.join(folder, one) not in self._contents)
        part, rels = posixpath.join(folder, name), posixpath.join(folder, "_rels", main + ".rels")
        relation = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in self._relations)
        self._relations[relation] = (RELATIONS + kind, part)
        self._contents[part] = b""
        self._trees[part] = etree.fromstring(xml, xml_parser())
        if self.tree(rels) is None:
            self._contents[rels], self._trees[rels] = b"", etree.fromstring(NO_RELATIONS, xml_parser())
        etree.SubElement(self.tree(rels), PACKAGE + "Relationship", Id=relation, Type=RELATIONS + kind, Target=name)
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, TYPES + "Override", PartName="/" + part, ContentType=content_type)
        return relation

    def written(self) -> bytes:
        """The package with the changed parts exchanged and the new ones added; all other members keep their bytes."""
        changed, result = self.changed_parts(), io.BytesIO()
        if not changed:
            return self.docx
        with zipfile.ZipFile(io.BytesIO(self.docx)) as old, zipfile.ZipFile(result, "w") as new:
            for member in old.infolist():
                content = changed.pop(member.filename, None)
                new.writestr(member, old.read(member) if content is None else content)
            for part, content in sorted(changed.items()):
                added = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
                added.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(added, content)
        return result.getvalue()

    def _parse(self, part: str) -> Any:
        return etree.fromstring(self._contents[part], xml_parser())

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", name + ".rels"))
        return {
            relation.get("Id", ""): (relation.get("Type", ""), _resolve(folder, relation.get("Target", "")))
            for relation in (() if tree is None else tree)
        }


def _resolve(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))
