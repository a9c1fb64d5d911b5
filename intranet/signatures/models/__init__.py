"""The tables of signatures: certificates of people and offices, their pictures, the office's key, and signed copies."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document
from intranet.signatures.rules import CopyState

ONE_OWNER = "(person_id IS NULL) <> (issuer_id IS NULL)"


class Certificate(Base):
    """A certificate bound to a person or to an office; the key stays with its holder (Điều 32.3 NĐ 30/2020)."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("authority_id IS NULL OR person_id IS NOT NULL", name="post_of_a_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("issuer.id"), index=True)
    # The post it was given for; without one it signs in every capacity of its holder.
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authority.id"))
    der: Mapped[str] = mapped_column(Text)  # base64
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    holder: Mapped[str] = mapped_column(String(300))
    given_by: Mapped[str] = mapped_column(String(300))
    serial: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    bound_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    bound_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    issuer: Mapped[Issuer | None] = relationship(foreign_keys=issuer_id)
    authority: Mapped[SigningAuthority | None] = relationship(lazy="joined")

    @property
    def owner(self) -> str:
        """Whose it is in the office."""
        return self.person.name if self.person else self.issuer.name if self.issuer else ""


class SignaturePicture(Base):
    """The picture of a signature (blue) or of a seal (red), a transparent PNG; the newest counts."""

    __tablename__ = "signature_picture"
    __table_args__ = (CheckConstraint(ONE_OWNER, name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("issuer.id"), index=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    person: Mapped[Person | None] = relationship(lazy="joined")
    issuer: Mapped[Issuer | None] = relationship(lazy="joined")

    @property
    def owner(self) -> str:
        """Whose signature or seal it shows."""
        return self.person.name if self.person else self.issuer.name if self.issuer else ""


class SealKey(Base):
    """Where an office's own key is: an encrypted key file, or a token; its passphrase is kept nowhere."""

    __tablename__ = "seal_key"
    __table_args__ = (CheckConstraint("(file_sha256 IS NULL) <> (token = '')", name="one_place"),)

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    module: Mapped[str] = mapped_column(String(300), default="")  # the PKCS#11 library of the token
    token: Mapped[str] = mapped_column(String(100), default="")
    key_label: Mapped[str] = mapped_column(String(100), default="")
    certificate: Mapped[Certificate] = relationship()


class ElectronicCopy(Base):
    """The PDF of one version on its way: blank, signed, numbered, sealed; each only follows, none is written over."""

    __tablename__ = "electronic_copy"
    __table_args__ = (
        UniqueConstraint("document_id", "n"),
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        CheckConstraint(one_of("state", CopyState), name="state"),
        CheckConstraint("state <> 'ready' OR blank_sha256 IS NOT NULL", name="blank"),
        CheckConstraint("numbered_sha256 IS NULL OR signed_sha256 IS NOT NULL", name="signed_first"),
        CheckConstraint("sealed_sha256 IS NULL OR numbered_sha256 IS NOT NULL", name="numbered_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int]
    n: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=CopyState.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")
    page_count: Mapped[int | None]
    blank_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    signed_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    numbered_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    sealed_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    # A signature that is being made elsewhere: what was asked for, and the file that waits for it.
    pending: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    pending_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    broken: Mapped[str] = mapped_column(Text, default="")  # why the sealed file no longer verifies
    document: Mapped[Document] = relationship(
        primaryjoin=lambda: foreign(ElectronicCopy.document_id) == Document.id, viewonly=True
    )

    @property
    def page_numbers(self) -> range:
        """1 … n, nothing before the copy is ready."""
        return range(1, (self.page_count or 0) + 1)


# By name, because letters and people stand below: they know of their signatures, their features do not.
Document.electronic = relationship(
    ElectronicCopy,
    primaryjoin=lambda: (
        (Document.id == foreign(ElectronicCopy.document_id))
        & (Document.current_n == ElectronicCopy.n)
        & ElectronicCopy.signed_sha256.is_not(None)
    ),
    uselist=False,
    viewonly=True,
    lazy="selectin",  # lists name the state of their letters, and this is part of it
)
Person.certificates = relationship(Certificate, foreign_keys=Certificate.person_id, viewonly=True)
