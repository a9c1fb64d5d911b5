"""What a plan hands out: a task as it was read, with its place and how sure the reading is."""

from dataclasses import dataclass

from intranet.docservice.assignments.deadlines import NONE, Deadline
from intranet.docservice.assignments.roles import DO


@dataclass(frozen=True)
class ReadTask:
    """The words of the plan as they stand; `unit` and `supports` as the office's list names them, else as written.

    `is_listed` when the unit is on the list; `confidence` from 0 to 1.
    """

    number: str
    unit: str
    words: str
    place: str
    role: str = DO
    supports: tuple[str, ...] = ()
    deadline: Deadline = NONE
    is_asked: bool = False
    confidence: float = 0.8
    is_listed: bool = False


@dataclass(frozen=True)
class Holder:
    """Under whom a line stands: the unit of the heading above it, and what that heading said for all its lines.

    `is_general` when the heading orders everybody ("yêu cầu các đơn vị … các nội dung sau:"): a line with a unit of its
    own is that unit's.
    """

    unit: str = ""
    is_asked: bool = False
    role: str = ""
    supports: tuple[str, ...] = ()
    deadline: Deadline = NONE
    is_inline: bool = False
    is_general: bool = False
    confidence: float = 0.9
