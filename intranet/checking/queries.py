"""Reading checked files and reports."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from intranet.checking.models import CheckBatch, CheckedFile, FormatProfile, FormatReport
from intranet.checking.rules import slip_pairs
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.files import path_of
from intranet.docservice.check.on_page import PageMarks, Spot, find_marks
from intranet.docservice.check.profile import ND30_2020, Choices, Profile, office_profile

RECENT = 20


def get_batch(batch_id: int) -> CheckBatch:
    """Files dropped together, with their reports; NotFound."""
    loads = selectinload(CheckBatch.files).options(joinedload(CheckedFile.report), joinedload(CheckedFile.mended))
    batch = session.get(CheckBatch, batch_id, options=[loads])
    if batch is None:
        raise NotFound("Không tìm thấy lần kiểm tra này.")
    return batch


def get_file(file_id: int) -> CheckedFile:
    """A file that was taken to be checked; NotFound, for a refused one too."""
    file = session.get(CheckedFile, file_id)
    if file is None or file.report is None:
        raise NotFound("Không tìm thấy tệp này.")
    return file


def recent_files(person: Any) -> Sequence[CheckedFile]:
    """The last files somebody dropped, the newest first; mended ones stand behind their originals."""
    query = (
        select(CheckedFile)
        .join(CheckedFile.batch)
        .where(CheckBatch.by_id == person.id, CheckedFile.mended_from_id.is_(None))
        .order_by(CheckedFile.id.desc())
        .limit(RECENT)
        .options(joinedload(CheckedFile.report), joinedload(CheckedFile.batch))
    )
    return session.scalars(query).all()


def profiles() -> Sequence[FormatProfile]:
    """The versions of the office's choices, the newest first."""
    return session.scalars(
        select(FormatProfile).order_by(FormatProfile.id.desc()).options(joinedload(FormatProfile.by))
    ).all()


def present_profile() -> tuple[int, Profile]:
    """The number of the choices that hold now (0: none were made), and the decree with them."""
    row = session.scalars(select(FormatProfile).order_by(FormatProfile.id.desc()).limit(1)).one_or_none()
    return (row.id, profile_of(row)) if row is not None else (0, ND30_2020)


def profile_numbered(n: int) -> Profile:
    """The decree with the choices of that number; the decree alone for 0."""
    return profile_of(session.get_one(FormatProfile, n)) if n else ND30_2020


def profile_of(row: FormatProfile) -> Profile:
    """A row as the checker takes it; DocError choice_outside."""
    return office_profile(
        Choices(
            sizes=row.sizes or {},
            margins=row.margins or {},
            indent=float(row.indent) if row.indent else None,
            departures=tuple(row.departures or ()),
            names=tuple(line.strip() for line in (row.names or "").splitlines() if line.strip()),
            slips=slip_pairs(row.slips or ""),
        )
    )


def find_report(docx_sha256: str, profile_n: int) -> FormatReport | None:
    """The report on a file under one version of the office's choices, if somebody asked for it."""
    query = select(FormatReport).where(FormatReport.docx_sha256 == docx_sha256, FormatReport.profile_n == profile_n)
    return session.scalars(query).one_or_none()


def marks_on_pages(report: FormatReport, pdf_sha256: str) -> list[PageMarks]:
    """The pages of the PDF made of the report's file, with what is marked on each; found once, then remembered."""
    findings = report.findings
    codes = tuple(finding["code"] for finding in findings)
    spots = tuple(tuple(Spot(*spot) for spot in finding["spots"]) for finding in findings)
    return _find_marks(pdf_sha256, codes, spots)


@lru_cache(maxsize=64)
def _find_marks(pdf_sha256: str, codes: tuple[str, ...], spots: tuple[tuple[Spot, ...], ...]) -> list[PageMarks]:
    return find_marks(path_of(pdf_sha256), codes, spots)
