"""What can be said of a PDF/A without a validator: its own claim, colours, fonts, drawings of fields, files inside."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

PRINTED, HIDDEN = 4, 1 | 2 | 32  # annotation flags: print; invisible, hidden, no view
FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"}
FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}


def faults(pdf: bytes, part: int) -> list[str]:
    """What keeps the file from being PDF/A-2b or -3b, as far as structure tells; empty is good."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    found = [*_claim(root, part), *_colours(root), *_fonts(reader), *_widgets(reader), *_files(root, part)]
    if not re.match(rb"%PDF-1\.[0-7]\s", pdf) or str(root.get("/Version", "/1.7")) > "/1.7":
        found.append("a version after PDF 1.7")
    if "/ID" not in reader.trailer:
        found.append("no ID in the trailer")
    if "/Encrypt" in reader.trailer:
        found.append("encrypted")
    actions = {str(one["/S"]) for one in _all(reader) if isinstance(one, DictionaryObject) and "/S" in one}
    found += sorted(actions & FORBIDDEN_ACTIONS)
    found += ["LZW"] * any("/LZWDecode" in str(one.get("/Filter")) for one in _streams(reader))
    if root.get("/AcroForm", {}).get("/NeedAppearances"):
        found.append("NeedAppearances")
    return found


def _claim(root: Any, part: int) -> Iterator[str]:
    metadata = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    said = sorted(re.findall(r"pdfaid:(?:part|conformance)(?:>|=[\"'])(\w)", metadata))
    if said != [str(part), "B"]:
        yield f"metadata says {said}"


def _colours(root: Any) -> Iterator[str]:
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    good = [one for one in intents if one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one]
    if len(good) != 1 or good[0]["/DestOutputProfile"].get_data()[36:40] != b"acsp":
        yield "no output intent with a colour profile"


def _fonts(reader: PdfReader) -> Iterator[str]:
    for font in (one for one in _all(reader) if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font"):
        described = font.get("/FontDescriptor")
        if font.get("/Subtype") in ("/Type0", "/Type3"):
            continue  # its descendant is judged; a Type3 is drawings
        if described is None or not FONT_FILES & set(described.get_object()):
            yield f"{font.get('/BaseFont')} is not embedded"
        if font.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield f"{font.get('/BaseFont')} has no CIDToGIDMap"


def _widgets(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        for annotation in (one.get_object() for one in page.get("/Annots", [])):
            left, bottom, right, top = (float(edge) for edge in annotation["/Rect"])
            flags = int(annotation.get("/F", 0))
            drawn = annotation.get("/AP", {}).get("/N")
            if annotation.get("/Subtype") == "/Link" or (left, bottom) == (right, top):
                continue
            if not flags & PRINTED or flags & HIDDEN:
                yield f"{annotation.get('/T')}: flags {flags}"
            if not isinstance(drawn.get_object() if drawn is not None else None, StreamObject):
                yield f"{annotation.get('/T')} is not drawn"


def _files(root: Any, part: int) -> Iterator[str]:
    names = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    specs = [one.get_object() for one in names[1::2]]
    if specs and part < 3:
        yield "a file inside"
    associated = [one.get_object() for one in root.get("/AF", [])]
    for spec in specs:
        stream = spec["/EF"]["/F"]
        if not {"/F", "/UF", "/AFRelationship"} <= set(spec) or spec not in associated:
            yield f"{spec.get('/UF')} is not associated"
        if "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield f"{spec.get('/UF')} without kind or date"


def _all(reader: PdfReader) -> Iterator[Any]:
    """Every object the newest revision still refers to."""
    seen: set[int] = set()
    waiting = [reader.trailer["/Root"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, DictionaryObject):
            waiting.extend(value for key, value in one.items() if key != "/Parent")
        elif isinstance(one, list):
            waiting.extend(one)
        else:
            continue
        yield one


def _streams(reader: PdfReader) -> Iterator[StreamObject]:
    return (one for one in _all(reader) if isinstance(one, StreamObject))
