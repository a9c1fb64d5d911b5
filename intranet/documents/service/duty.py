"""Whom the office charges with checking the format, besides clerks and the head of Văn phòng (Điều 12.2)."""

from collections.abc import Collection
from typing import Any

from intranet.accounts.queries import get_person
from intranet.core import history
from intranet.core.db import session
from intranet.documents.models import FormatDuty
from intranet.documents.queries import people_with_format_duty


def set_format_duty(person_ids: Collection[int], actor: Any) -> None:
    """Make exactly these people responsible; each change is a line in the person's history."""
    held = {duty.person_id: duty for duty in people_with_format_duty()}
    for person_id in sorted(set(held) - set(person_ids)):
        session.delete(held[person_id])
        history.record(get_person(person_id), actor, "drop_format_duty", "thôi giao kiểm tra thể thức")
    for person_id in sorted(set(person_ids) - set(held)):
        person = get_person(person_id)
        session.add(FormatDuty(person_id=person_id))
        history.record(person, actor, "give_format_duty", "giao kiểm tra thể thức")
