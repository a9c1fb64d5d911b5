"""What is published about emulation: the plan's three contents, the usual channels, who writes and uses what."""

from enum import StrEnum
from typing import Any

from intranet.emulation.rules.people import answers_for, is_of_department, keeps_publicity, sets_up


class Topic(StrEnum):
    """The contents of Kế hoạch 43/KH-LMHTX, II.1."""

    POLICY = "policy"
    MOVEMENT = "movement"
    EXAMPLE = "example"


TOPIC_LABELS = {
    Topic.POLICY: "Chủ trương, chính sách về thi đua, khen thưởng",
    Topic.MOVEMENT: "Phong trào thi đua và kết quả",
    Topic.EXAMPLE: "Gương điển hình tiên tiến, người tốt việc tốt",
}
# Those of the plan (II.3, III.1); the office adds, renames and closes its own.
USUAL_CHANNELS = (
    "Trang Thông tin điện tử",
    "Trang Fanpage",
    "Bản tin kinh tế tập thể",
    "Báo Hải Phòng",
    "Đài PT và TH Hải Phòng",
)


def writes_publication(person: Any, publication: Any) -> bool:
    """Whoever recorded it, the heads of his department, and the department charged with publicity."""
    return publication.withdrawn_at is None and (answers_for(person, publication) or keeps_publicity(person))


def uses_publication(person: Any, publication: Any) -> bool:
    """Whose work it proves: the department it was recorded for, once, and the department charged with publicity."""
    is_free = publication.withdrawn_at is None and publication.evidence_id is None
    return is_free and (is_of_department(person, publication.department_id) or keeps_publicity(person))


def keeps_channels(person: Any, channel: Any) -> bool:
    """The admin and those charged with publicity keep the list of channels."""
    return sets_up(person) or keeps_publicity(person)
