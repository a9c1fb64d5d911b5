"""Reading the versions and changes of templates."""

from sqlalchemy import func, select

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.lettertemplates.models import TemplateDraft, TemplateVersion
from intranet.lettertemplates.rules import DraftState


def versions_in_force() -> list[TemplateVersion]:
    """The newest version of each template the office made its own.

    While nobody in the office changed a template, the one that came with the program holds, whatever was kept of it.
    """
    newest = select(func.max(TemplateVersion.id)).group_by(TemplateVersion.template_id)
    query = select(TemplateVersion).where(TemplateVersion.id.in_(newest), TemplateVersion.made_by_id.is_not(None))
    return list(session.scalars(query.order_by(TemplateVersion.id)))


def versions_of(template_id: str) -> list[TemplateVersion]:
    """All versions of a template that were kept, the newest first."""
    query = select(TemplateVersion).where(TemplateVersion.template_id == template_id)
    return list(session.scalars(query.order_by(TemplateVersion.n.desc())))


def get_version(version_id: int) -> TemplateVersion:
    """One version; raises NotFound."""
    version = session.get(TemplateVersion, version_id)
    if version is None:
        raise NotFound("Không có bản mẫu này.")
    return version


def version_of_revision(template_id: str, revision: str) -> TemplateVersion | None:
    """The newest version with a revision: what a letter that names it was printed with."""
    query = select(TemplateVersion).where(
        TemplateVersion.template_id == template_id, TemplateVersion.revision == revision
    )
    return session.scalar(query.order_by(TemplateVersion.n.desc()).limit(1))


def get_draft(draft_id: int) -> TemplateDraft:
    """One change of a template; raises NotFound."""
    draft = session.get(TemplateDraft, draft_id)
    if draft is None:
        raise NotFound("Không có bản sửa mẫu này.")
    return draft


def open_drafts() -> list[TemplateDraft]:
    """Changes that were neither saved nor given up, the newest first."""
    query = select(TemplateDraft).where(TemplateDraft.state == DraftState.OPEN)
    return list(session.scalars(query.order_by(TemplateDraft.id.desc())))


def ids_ever_used() -> set[str]:
    """Every id a version or a change bears."""
    return {*session.scalars(select(TemplateVersion.template_id)), *session.scalars(select(TemplateDraft.template_id))}
