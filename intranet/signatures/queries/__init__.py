"""Reading certificates, pictures, keys and copies."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Issuer, Person
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.files import read
from intranet.documents.models import Document
from intranet.signatures.models import Certificate, ElectronicCopy, SealKey, SignaturePicture
from intranet.signatures.rules import unfit


def get_certificate(certificate_id: int) -> Certificate:
    """The certificate, or NotFound."""
    certificate = session.get(Certificate, certificate_id)
    if certificate is None:
        raise NotFound("Không tìm thấy chứng thư số này.")
    return certificate


def certificates() -> Sequence[Certificate]:
    """All of them, those in use first."""
    query = select(Certificate).options(joinedload(Certificate.person), joinedload(Certificate.issuer))
    return session.scalars(query.order_by(Certificate.ended_at.is_not(None), Certificate.id.desc())).unique().all()


def certificates_of(person: Person) -> Sequence[Certificate]:
    """Those ever bound to a person, the newest first."""
    query = select(Certificate).where(Certificate.person_id == person.id).order_by(Certificate.id.desc())
    return session.scalars(query).all()


def usable_certificates(person: Person, document: Document) -> list[Certificate]:
    """Those a person may sign a letter with now, the newest first."""
    return [found for found in certificates_of(person) if not unfit(found, document, now())]


def pictures() -> Sequence[SignaturePicture]:
    """The newest picture of each person and office."""
    newest = select(func.max(SignaturePicture.id)).group_by(SignaturePicture.person_id, SignaturePicture.issuer_id)
    query = select(SignaturePicture).where(SignaturePicture.id.in_(newest)).order_by(SignaturePicture.id)
    return session.scalars(query).all()


def copy_of(document: Document) -> ElectronicCopy | None:
    """The copy of the letter's present version, signed or not."""
    query = select(ElectronicCopy).where(
        ElectronicCopy.document_id == document.id, ElectronicCopy.n == document.current_n
    )
    return session.scalars(query).one_or_none()


def picture_of(owner: Person | Issuer) -> bytes | None:
    """The newest picture of somebody's signature, or of an office's seal."""
    column = SignaturePicture.person_id if isinstance(owner, Person) else SignaturePicture.issuer_id
    owner = owner if isinstance(owner, Person) else owner.sealed_by
    query = select(SignaturePicture.file_sha256).where(column == owner.id).order_by(SignaturePicture.id.desc())
    sha256 = session.scalar(query.limit(1))
    return read(sha256) if sha256 else None


def seal_key(issuer: Issuer) -> SealKey | None:
    """Where the office's key is, if it has one; a council seals with the key of its agency."""
    return session.get(SealKey, issuer.sealed_by.id)


def unverified_since(moment: datetime) -> Sequence[int]:
    """The sealed copies that were not verified since a moment."""
    earlier = or_(ElectronicCopy.verified_at.is_(None), ElectronicCopy.verified_at < moment)
    query = select(ElectronicCopy.id).where(ElectronicCopy.sealed_sha256.is_not(None), earlier)
    return session.scalars(query.order_by(ElectronicCopy.id)).all()


def broken_copies() -> Sequence[ElectronicCopy]:
    """Sealed files that no longer verify: an alarm."""
    query = select(ElectronicCopy).where(ElectronicCopy.broken != "").options(joinedload(ElectronicCopy.document))
    return session.scalars(query.order_by(ElectronicCopy.id)).all()


def is_bound(fingerprint: str, owner: Person | Issuer) -> bool:
    """Whether the owner has the same certificate in use already."""
    column = Certificate.person_id if isinstance(owner, Person) else Certificate.issuer_id
    twin = select(Certificate.id).where(
        Certificate.fingerprint == fingerprint, column == owner.id, Certificate.ended_at.is_(None)
    )
    return session.scalar(twin.limit(1)) is not None
