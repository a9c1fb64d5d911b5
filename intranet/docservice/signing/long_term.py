"""What keeps signatures verifiable for years: certificates and lists kept in the file, and a stamp over all of it.

PAdES B-LT for each signature whose chain the office's own files prove, then a document time stamp. The signer's own
program knows no server of ours: the document's stamp is the proof that his signature stood there while his certificate
held. The seal forbids changes; what is added here counts as none (ISO 32000-2, 12.8.2.2.2).
"""

import asyncio
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from asn1crypto import crl
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.timestamps import DIGEST, TimestampServer
from intranet.docservice.signing.trust import Trust

STAMP_FIELD = "dau_thoi_gian"


def keep_for_long(pdf: bytes, server: TimestampServer, trust: Trust) -> bytes:
    """The sealed PDF with what verifies each signature later on and one document time stamp over everything.

    Only lists the office keeps are stored, of the authorities concerned; nothing but the time stamp is asked outside.
    A signature whose chain they do not prove is passed over. DocError stamp_no_answer, stamp_refused,
    sign_not_possible.
    """
    try:
        return apart(lambda: asyncio.run(_stamped(_with_proofs(pdf, trust), server)))
    except (SigningError, PdfError, ValueError) as error:
        raise DocError("sign_not_possible", detail=str(error)) from error


def _with_proofs(pdf: bytes, trust: Trust) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        paths = _paths(signature, trust)
        if paths:
            DocumentSecurityStore.supply_dss_in_writer(
                writer,
                signature.pkcs7_content.hex().encode("ascii"),
                paths=paths,
                crls=_lists_of(paths, trust.lists),
            )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _paths(signature: EmbeddedPdfSignature, trust: Trust) -> list[ValidationPath]:
    """The chains of the signer and of his time stamp, or none when the office's files do not prove them."""
    try:
        found: list[ValidationPath] = apart(lambda: asyncio.run(collect_validation_info(signature, trust.context())))
    except (PathError, ValidationError, ValueError):
        return []
    return found


def _lists_of(paths: Iterable[ValidationPath], lists: Iterable[crl.CertificateList]) -> list[crl.CertificateList]:
    authorities = {certificate.issuer.hashable for path in paths for certificate in path}
    return [found for found in lists if found.issuer.hashable in authorities]


async def _stamped(pdf: bytes, server: TimestampServer) -> bytes:
    stamper = PdfTimeStamper(server, field_name=STAMP_FIELD, readable_field_name="Dấu thời gian")
    out: Any = await stamper.async_timestamp_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), DIGEST)
    return bytes(out.getbuffer())
