"""Recording what was published, and using it as evidence of the task it serves."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from sqlalchemy import func, select

from intranet.accounts.rules import departments_of
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.docservice.guard import PICTURES
from intranet.docservice.searching import search_text
from intranet.emulation.models import Channel, Exemplar, Publication
from intranet.emulation.queries.publicity import channels, get_channel
from intranet.emulation.rules import TOPIC_LABELS, USUAL_CHANNELS, Topic
from intranet.plans import service as plans
from intranet.plans.models import Task
from intranet.plans.service import TakenFile, take

ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)
NO_PROOF = "Hãy dán đường dẫn bài đã đăng, hoặc gửi ảnh chụp."


@dataclass(frozen=True)
class PublicationFacts:
    """What was published: where, when, which content of the plan, and about whom (`about`: ids of exemplars)."""

    channel_id: int
    topic: str
    title: str
    published_on: date
    url: str = ""
    about: tuple[int, ...] = ()
    about_words: str = ""


def add_publication(
    actor: Any, department_id: int, facts: PublicationFacts, file: BinaryIO | None = None, name: str = ""
) -> Publication:
    """Record what one of the actor's departments published.

    Raises Invalid for a day to come, an address that is none, no address and no picture, or a piece that is recorded
    already (the same address).
    """
    if department_id not in departments_of(actor):
        raise NotPermitted("Bạn chỉ ghi tin, bài của đơn vị mình.")
    publication = Publication(department_id=department_id, by_id=actor.id)
    _write(publication, facts, _picture(file, name))
    session.add(publication)
    history.record(publication, actor, "add_publication", f"ghi tin, bài trên {publication.channel.name}")
    return publication


def edit_publication(
    publication: Publication, actor: Any, facts: PublicationFacts, file: BinaryIO | None = None, name: str = ""
) -> None:
    """Correct what is recorded; what stood there stays in the history. Raises Invalid like add_publication."""
    permissions.require(actor, "publication.edit", publication)
    stood = _facts(publication)
    _write(publication, facts, _picture(file, name))
    session.flush()
    changed = {key: was for key, was in stood.items() if was != _facts(publication)[key]}
    if changed:
        history.record(publication, actor, "edit_publication", "sửa tin, bài", stood=changed)


def serve(publication: Publication, task: Task, actor: Any) -> None:
    """Make a publication evidence of the task it serves, by the same way as any other evidence.

    Raises Refused when it proves a task already, and whatever the task itself refuses (not accepted, reported).
    """
    lock(publication)
    if publication.evidence_id is not None:
        raise Refused("Tin, bài này đã là minh chứng của một nhiệm vụ.")
    permissions.require(actor, "publication.serve", publication)
    note = f"{publication.channel.name}, {publication.published_on:%d/%m/%Y}: {publication.title}"
    if publication.url:
        evidence = plans.add_link(task, publication.url, actor, note)
    else:
        picture = TakenFile(publication.picture_sha256 or "", publication.picture_name, "")
        evidence = plans.add_file(task, picture, actor, note)
    publication.task_id, publication.evidence_id = task.id, evidence.id
    history.record(publication, actor, "serve", f"dùng làm minh chứng: {task.told_as}")


def withdraw(publication: Publication, note: str, actor: Any) -> None:
    """Take back what was recorded by mistake: it no longer counts, nor does its evidence.

    Raises Invalid without a reason, Refused when the task it proves has been reported.
    """
    lock(publication)
    permissions.require(actor, "publication.withdraw", publication)
    if not note.strip():
        raise Invalid("Hãy ghi rõ lý do.", field="note")
    if publication.evidence is not None and publication.evidence.withdrawn_at is None:
        plans.withdraw(publication.evidence, actor)
    publication.withdrawn_at, publication.withdrawn_why = now(), note.strip()[:500]
    history.record(publication, actor, "withdraw", "rút tin, bài", note=note.strip())


def save_channel(channel: Channel | None, actor: Any, name: str, position: int, closed_on: date | None) -> Channel:
    """Add, rename, order or close a channel; raises Invalid when the name is taken."""
    others = {other.name.casefold(): other for other in channels(with_closed=True)}
    if others.get(name.casefold(), channel) is not channel:
        raise Invalid("Đã có kênh mang tên này.", field="name")
    act, words = ("edit_channel", "sửa") if channel else ("add_channel", "thêm")
    channel = channel or Channel()
    channel.name, channel.position, channel.closed_on = name, position, closed_on
    session.add(channel)
    history.record(channel, actor, act, f"{words} kênh «{name}»")
    return channel


def add_usual_channels(actor: Any) -> None:
    """Add the channels of the plan that the list does not have yet."""
    there = {channel.name for channel in channels(with_closed=True)}
    last = session.scalar(select(func.max(Channel.position))) or 0
    for position, name in enumerate((name for name in USUAL_CHANNELS if name not in there), last + 1):
        save_channel(None, actor, name, position, None)


def _picture(file: BinaryIO | None, name: str) -> TakenFile | None:
    return take(file, name, PICTURES, field="picture") if file is not None and name else None


def _write(publication: Publication, facts: PublicationFacts, picture: TakenFile | None) -> None:
    channel = get_channel(facts.channel_id)
    if facts.topic not in set(Topic):
        raise Invalid("Hãy chọn nội dung.", field="topic")
    if facts.published_on > today():
        raise Invalid("Ngày đăng chưa tới.", field="published_on")
    url = facts.url.strip()
    url = url if not url or re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) else f"https://{url}"
    if url and not ADDRESS.fullmatch(url):
        raise Invalid("Đường dẫn không đúng. Hãy chép cả địa chỉ, bắt đầu bằng https://", field="url")
    if not url and picture is None and publication.picture_sha256 is None:
        raise Invalid(NO_PROOF, field="url")
    _refuse_twin(publication, url)
    about = _exemplars(facts.about)
    publication.channel, publication.topic, publication.title = channel, facts.topic, facts.title
    publication.published_on, publication.url, publication.about_words = facts.published_on, url, facts.about_words
    publication.about = about
    if picture is not None:
        publication.picture_sha256, publication.picture_name = picture.sha256, picture.name[:200]
    names = [exemplar.name for exemplar in about]
    publication.search_text = search_text(
        facts.title, channel.name, TOPIC_LABELS[Topic(facts.topic)], facts.about_words, *names
    )


def _refuse_twin(publication: Publication, url: str) -> None:
    if not url:
        return
    with session.no_autoflush:
        query = select(Publication).where(Publication.url == url, Publication.withdrawn_at.is_(None))
        twin = next((one for one in session.scalars(query) if one is not publication), None)
    if twin is not None:
        raise Invalid(f"Đường dẫn này đã ghi: «{twin.title}», {twin.channel.name}.", field="url")


def _exemplars(ids: Collection[int]) -> list[Exemplar]:
    return list(session.scalars(select(Exemplar).where(Exemplar.id.in_(ids)))) if ids else []


def _facts(publication: Publication) -> dict[str, Any]:
    """What an edit may change, as history keeps it."""
    plain = ("channel_id", "topic", "title", "url", "about_words", "picture_sha256")
    return {
        **{name: getattr(publication, name) for name in plain},
        "published_on": publication.published_on.isoformat(),
        "about": sorted(exemplar.id for exemplar in publication.about),
    }
