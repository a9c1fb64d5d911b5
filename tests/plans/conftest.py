"""Builders of plans and tasks, every argument optional; each call is a change of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from intranet.accounts.models import Department, DepartmentGroup
from intranet.core.db import db, transaction
from intranet.plans import service
from intranet.plans.models import Plan, Task
from intranet.plans.rules import TaskProposal
from tests.support.visitor import Visitor

ISSUED = date(2025, 2, 25)


class Plans:
    """Makes plans and tasks for the usual people (`office.cast()`)."""

    def __init__(self, cast: SimpleNamespace) -> None:
        self.cast, self._count = cast, 0

    def plan(self, number: str = "", **facts: object) -> Plan:
        self._count += 1
        facts = {"symbol": "KH-LMHTX", "issued_on": ISSUED, "subject": "Tuyên truyền thi đua", **facts}
        with transaction():
            return service.make_plan(
                self.cast.clerk, number=number or str(100 + self._count), leader=facts.pop("leader", self.cast.leader),
                **facts,
            )  # fmt: skip

    def tasks(self, plan: Plan, *proposals: TaskProposal) -> list[Task]:
        with transaction():
            return service.add_tasks(plan, proposals, self.cast.clerk)

    def task(
        self,
        lead: Department | None = None,
        words: str = "Đăng tin, bài về thi đua",
        *,
        plan: Plan | None = None,
        supports: tuple[Department, ...] = (),
        group: DepartmentGroup | None = None,
        **facts: object,
    ) -> Task:
        proposal = TaskProposal(
            words=words,
            department_id=None if group else (lead or self.cast.one).id,
            group_id=group.id if group else None,
            support_ids=tuple(unit.id for unit in supports),
            **facts,
        )
        return self.tasks(plan or self.plan(), proposal)[0]

    def accepted(self, lead: Department | None = None, **facts: object) -> Task:
        """A task its department has accepted."""
        task = self.task(lead, **facts)
        head = {self.cast.one.id: self.cast.head, self.cast.two.id: self.cast.other_head}.get(
            task.lead_id, self.cast.office_head
        )
        with transaction():
            service.accept(task, head)
        return task


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements sent while inside."""
    sent: list[str] = []

    def note(connection, cursor, statement, *_) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def plans(office) -> Plans:
    """Builders of plans; ask for `app` or `both_engines` first."""
    return Plans(office.cast())


@pytest.fixture
def as_person(app):
    return lambda person: Visitor(app).sign_in(person)
