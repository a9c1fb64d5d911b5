"""What the office learns from letters: one more way of writing the name of a unit."""

from intranet.accounts import queries
from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.core import history
from intranet.core.errors import Invalid
from intranet.docservice.vietnamese import fold


def learn_spelling(unit: Department | DepartmentGroup, actor: Person, words: str) -> None:
    """Note that letters also write the unit's name so; what is known already changes nothing.

    Raises Invalid when the words already mean another unit.
    """
    words = " ".join(words.split())
    known = _names(unit)
    if not words or fold(words) in known:
        return
    others: list[Department | DepartmentGroup] = [*queries.open_departments(), *queries.groups()]
    for other in others:
        if other is not unit and fold(words) in _names(other):
            raise Invalid(f"«{words}» đã là tên gọi của {other.name}.", field="words")
    unit.spellings = "\n".join(filter(None, [*(unit.spellings or "").splitlines(), words]))
    history.record(unit, actor, "learn_spelling", f"ghi thêm cách viết «{words}»")


def _names(unit: Department | DepartmentGroup) -> set[str]:
    short = [unit.short_name] if isinstance(unit, Department) else []
    return {fold(name) for name in (unit.name, *short, *(unit.spellings or "").splitlines()) if name}
