"""One line of the expected matrix, and the groups of people its columns are made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

# Department one leads the tasks and drafts the letters; two supports; three has nothing to do with them.
STRANGER = frozenset({"stranger"})
OF_ONE = frozenset({"staff", "mate", "head", "deputy"})
HEADS_OF_ONE = frozenset({"head", "deputy"})
OF_TWO = frozenset({"helper", "helper_head"})
OF_THREE = frozenset({"other", "other_head", "admin"})
OF_OFFICE = frozenset({"office", "office_head", "clerk"})
LEADERS = frozenset({"leader", "leader2"})  # the first issued the plans and signs the letters; both sit in Văn phòng
MANAGERS = OF_OFFICE | LEADERS
CLERK = frozenset({"clerk"})
ADMIN = frozenset({"admin"})
STAFF_ALL = OF_ONE | OF_TWO | OF_THREE | MANAGERS  # everybody with an account
EVERYBODY = STAFF_ALL | STRANGER
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Upload:
    """A file of a kind, made when it is sent."""

    kind: str
    name: str


PHOTO = Upload("photo", "anh.jpg")
PDF = Upload("pdf", "ban-ky.pdf")
DOCX = Upload("docx", "van-ban.docx")
PEOPLE = Upload("people", "nguoi-dung.xlsx")
GUESTS = Upload("guests", "khach.xlsx")


@dataclass(frozen=True)
class Line:
    """An address with its things, and who gets in; `late` get in but come too late (409), `mistaken` send what
    cannot be (422), the others `otherwise`.

    In `things` and `form`, "@task.new" is the id of that thing of the office.
    """

    endpoint: str
    method: str
    who: frozenset[str]
    things: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    late: frozenset[str] = NOBODY
    mistaken: frozenset[str] = NOBODY
    otherwise: int | str = 403
    changes: bool = True

    @property
    def name(self) -> str:
        things = " ".join(f"{value}" for value in self.things.values())
        return f"{self.method} {self.endpoint} {things}".strip()


def get(endpoint: str, who: Collection[str], **things: Any) -> Line:
    """A page to read; `late` and `otherwise` are the line's own."""
    own = {name: things.pop(name) for name in ("late", "otherwise") if name in things}
    return Line(endpoint, "GET", frozenset(who), _named(things), changes=False, **own)


def post(endpoint: str, who: Collection[str], form: Mapping[str, Any] | None = None, **things: Any) -> Line:
    """A form to send; `late`, `otherwise` and `changes` are the line's own."""
    own = {name: things.pop(name) for name in ("late", "mistaken", "otherwise", "changes") if name in things}
    return Line(endpoint, "POST", frozenset(who), _named(things), form or {}, **own)


# Parts of an address that are words and no things.
AS_THEY_STAND = {"template_id", "code", "name"}


def _named(things: Mapping[str, Any]) -> dict[str, Any]:
    """task="new" is the address's task_id of the thing @task.new; numbers and templates stand as they are."""
    return {
        (name if isinstance(value, int) or name in AS_THEY_STAND else f"{name}_id"): (
            value if isinstance(value, int) or name in AS_THEY_STAND else f"@{name}.{value}"
        )
        for name, value in things.items()
    }
