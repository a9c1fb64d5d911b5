"""PDF/A-3b: the Word file that was checked travels inside the PDF that is signed; whoever gets one gets both."""

import re
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams, FileSpec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.metadata.xmp_xml import MetadataStream

from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.signing.blank_form import name

# PDF/A-3 is PDF/A-2 that may hold files (ISO 19005-3): its metadata says so, as an element or as an attribute.
PART = re.compile(rb"(<pdfaid:part>|pdfaid:part=[\"'])2(?=[<\"'])")


def with_word_inside(pdf: bytes, docx: bytes, file_name: str, made_at: datetime) -> bytes:
    """The PDF/A-2b as PDF/A-3b with the .docx it was made of (`/AFRelationship /Source`), as an incremental update.

    Before anybody signs. DocError pdf_bad_output for a PDF that does not call itself PDF/A-2.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    root = writer.root
    told, count = PART.subn(rb"\g<1>3", root["/Metadata"].data if "/Metadata" in root else b"")
    if count != 1:
        raise DocError("pdf_bad_output")
    root[name("/Metadata")] = writer.add_object(MetadataStream(stream_data=told))
    inside = EmbeddedFileObject.from_file_data(
        writer,
        docx,
        mime_type=KINDS["docx"].media_type,
        params=EmbeddedFileParams(embed_checksum=True, modification_date=made_at),
    )
    spec = FileSpec(file_spec_string=file_name, file_name=file_name, embedded_data=inside).as_pdf_object()
    spec[name("/AFRelationship")] = name("/Source")
    placed = writer.add_object(spec)
    root[name("/AF")] = generic.ArrayObject([placed])
    root[name("/Names")] = _named(root, file_name, placed)
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _named(root: generic.DictionaryObject, file_name: str, placed: generic.IndirectObject) -> generic.DictionaryObject:
    names = generic.DictionaryObject(root["/Names"]) if "/Names" in root else generic.DictionaryObject()
    tree = generic.ArrayObject([generic.TextStringObject(file_name), placed])
    names[name("/EmbeddedFiles")] = generic.DictionaryObject({name("/Names"): tree})
    return names
