"""The overview as it stands on the page and in Excel: every number with the list behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of, sees_everything
from intranet.plans.queries import TONES, DepartmentCounts, kept_from
from intranet.plans.queries.tasks import plan_choices
from intranet.plans.rules import short_title
from intranet.web.excel import Column

WHOLE_OFFICE = "Toàn cơ quan"
SHORT_HEADS = {"soon": "7 ngày tới"}


@dataclass(frozen=True)
class Number:
    """One number of a row: what it counts, how it looks, where its list is ("" where it is not for the person)."""

    label: str
    head: str
    value: int
    tone: str
    url: str


@dataclass(frozen=True)
class Row:
    """One department, or the whole office."""

    name: str
    url: str
    numbers: list[Number]

    @property
    def late(self) -> Number:
        return self.numbers[0]

    @property
    def total(self) -> int:
        return sum(number.value for number in self.numbers)


def page_rows(
    counts: Iterable[DepartmentCounts], total: DepartmentCounts, plan_id: int | None, person: Person
) -> list[Row]:
    """The rows, the whole office last; refusals are a column only where there are any.

    A number leads to its list only where the person may read that list: a head's own departments.
    """
    columns = [column for column in TONES if column[0] != "refused" or total.refused]
    return [_row(count, columns, plan_id, _reads(person, count)) for count in (*counts, total)]


def _reads(person: Person, count: DepartmentCounts) -> bool:
    own = count.department is not None and count.department.id in departments_of(person)
    return own or sees_everything(person)


def _row(
    count: DepartmentCounts, columns: list[tuple[str, str, str, dict[str, str]]], plan_id: int | None, leads: bool
) -> Row:
    tasks = url_for("plans.tasks")  # once: a hundred and fifty numbers stand on the page
    where: dict[str, Any] = {"department": count.department.id if count.department else None, "plan": plan_id}
    numbers = [
        Number(
            words,
            SHORT_HEADS.get(name, words),
            getattr(count, name),
            tone,
            _address(tasks, where | narrowed) if leads else "",
        )
        for name, words, tone, narrowed in columns
    ]
    if count.department is None:
        return Row(WHOLE_OFFICE, _address(tasks, where) if leads else "", numbers)
    board = url_for("plans.board", department_id=count.department.id) if leads else ""
    return Row(count.department.name, board, numbers)


def _address(page: str, asked: dict[str, Any]) -> str:
    words = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{page}?{words}" if words else page


def excel_columns() -> list[Column]:
    return [Column("Đơn vị", 45), *(Column(words, 14) for _, words, _, _ in TONES), Column("Tổng", 10)]


def excel_row(count: DepartmentCounts) -> list[Any]:
    name = count.department.name if count.department else WHOLE_OFFICE
    return [name, *(getattr(count, column) for column, *_ in TONES), count.total]


def choices_of_plans(person: Person) -> list[tuple[Any, str]]:
    """The plans the overview can be narrowed to, for a select."""
    kept = kept_from(person)
    plans = (
        (plan.id, plan.mark if plan.id in kept else f"{plan.mark}: {short_title(plan.subject)}")
        for plan in plan_choices(person)
    )
    return [("", "Tất cả nhiệm vụ"), *plans]
