"""Two requests at the very same moment: one of them acts, the other reads why not, on both engines."""

import io
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.accounts.models import Person
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.history import history_of
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.emulation.models import Member
from intranet.emulation.rules import MemberKind
from intranet.plans import service
from intranet.plans.models import ChecklistItem, Comment, Plan, Task
from intranet.registers.models import RegisterNumber
from tests.documents.conftest import Letters, one_page_pdf
from tests.documents.conftest import quick_pdf as quick_pdf
from tests.plans.conftest import Plans
from tests.support.office import Office
from tests.support.visitor import Visitor

TODAY = f"{today():%d/%m/%Y}"


@pytest.fixture
def letters(both_engines: Flask, office: Office, quick_pdf: Any) -> Letters:
    """An office with letters; its people serve the tasks too."""
    return Letters(office)


@pytest.fixture
def cast(letters: Letters, office: Office) -> SimpleNamespace:
    """The usual people, and a deputy who may do what the head may."""
    people = letters.cast
    people.deputy = office.person(Role.DEPUTY_HEAD, department=people.one)
    people.clerk2 = office.person(Role.CLERK, department=people.van_phong)
    return people


@pytest.fixture
def plans(cast: SimpleNamespace) -> Plans:
    return Plans(cast)


Sent = tuple[Person, str, dict[str, Any]]


def at_once(app: Flask, *sent: Sent) -> Counter[int]:
    """Send the forms together, each from a browser of its own; how often each status came back."""
    barrier = Barrier(len(sent))
    visitors = [Visitor(app).sign_in(person) for person, _, _ in sent]
    session.rollback()

    def send(number: int) -> int:
        _, address, form = sent[number]
        barrier.wait()
        return int(visitors[number].client.post(address, data=form).status_code)

    with ThreadPoolExecutor(len(sent)) as threads:
        found = Counter(threads.map(send, range(len(sent))))
    session.expire_all()
    return found


def done(thing: Any, act: str) -> int:
    """How often history says that it was done."""
    return sum(1 for entry in history_of(thing) if entry.act == act)


TASK_MOVES: dict[str, tuple[Callable[[Plans], Task], str, str]] = {
    "accept": (lambda plans: plans.task(), "head", "deputy"),
    "report": (lambda plans: started(plans), "head", "deputy"),
    "confirm": (lambda plans: reported(plans), "leader", "clerk"),
    "cancel": (lambda plans: plans.task(), "clerk", "clerk2"),
}


def started(plans: Plans) -> Task:
    task = plans.accepted()
    with transaction():
        service.start(task, plans.cast.head)
    return task


def reported(plans: Plans) -> Task:
    task = started(plans)
    with transaction():
        service.report(task, plans.cast.head)
    return task


@pytest.mark.parametrize("move", TASK_MOVES)
def test_two_people_make_the_same_move_and_one_does(both_engines: Flask, plans: Plans, move: str) -> None:
    make, *who = TASK_MOVES[move]
    task = make(plans)
    address = f"/tasks/{task.id}/{move}"
    sent = [(getattr(plans.cast, name), address, {"note": "Thôi làm"}) for name in who]
    assert at_once(both_engines, *sent) == {303: 1, 409: 1}
    assert done(task, move) == 1


def test_confirming_and_sending_back_at_once_is_one_after_the_other(both_engines: Flask, plans: Plans) -> None:
    task = reported(plans)
    cast = plans.cast
    found = at_once(
        both_engines,
        (cast.leader, f"/tasks/{task.id}/confirm", {}),
        (cast.clerk, f"/tasks/{task.id}/redo", {"note": "Thiếu ảnh"}),
    )
    # A done task may be sent back, one that was sent back cannot be confirmed.
    assert (found, str(task.state)) in (({303: 2}, "redo"), ({303: 1, 409: 1}, "redo"))


def test_a_tick_by_two_is_one_tick(both_engines: Flask, plans: Plans) -> None:
    task = plans.accepted()
    with transaction():
        service.add_items(task, ["Viết bài"], plans.cast.head)
    item = session.scalars(select(ChecklistItem)).one()
    address = f"/tasks/{task.id}/items/{item.id}/tick"
    sent = [(person, address, {"done": "1"}) for person in (plans.cast.head, plans.cast.deputy, plans.cast.staff)]
    assert at_once(both_engines, *sent) == {303: 3}
    assert (done(task, "tick"), done(task, "start")) == (1, 1)


def test_a_form_sent_twice_at_once_is_done_once(both_engines: Flask, plans: Plans) -> None:
    task = plans.accepted()
    form = {"words": "Đã liên hệ", "_once": "mot-lan"}
    sent = [(plans.cast.head, f"/tasks/{task.id}/comments", form)] * 3
    assert at_once(both_engines, *sent) == {303: 3}
    assert session.scalar(select(func.count(Comment.id))) == 1


def test_a_plan_typed_twice_at_once_is_one_plan(both_engines: Flask, cast: SimpleNamespace) -> None:
    form = {
        "number": "43", "symbol": "KH-LMHTX", "issued_on": TODAY, "subject": "Thi đua", "leader": str(cast.leader.id),
    }  # fmt: skip
    found = at_once(both_engines, (cast.clerk, "/plans/new", form), (cast.clerk2, "/plans/new", form))
    assert found == {303: 1, 422: 1}
    assert session.scalar(select(func.count(Plan.id))) == 1


def test_a_double_click_on_number_takes_one_number(
    both_engines: Flask, letters: Letters, cast: SimpleNamespace
) -> None:
    letter = letters.in_state(State.SIGNED)
    address, form = f"/documents/{letter.id}/number", {"day": TODAY}
    found = at_once(
        both_engines, (cast.clerk, address, form), (cast.clerk, address, form), (cast.clerk2, address, form)
    )
    assert found == {303: 1, 409: 2}
    assert session.scalar(select(func.count(RegisterNumber.id))) == 1
    assert (letter.state, done(letter, "number")) == (State.NUMBERED, 1)


def test_a_letter_is_issued_once_and_hands_out_its_tasks_once(
    both_engines: Flask, letters: Letters, cast: SimpleNamespace
) -> None:
    letter = letters.in_state(State.SCANNED)
    form = {"viec-0-words": "Mở lớp", "viec-0-receiver": f"d:{cast.one.id}"}
    address = f"/documents/{letter.id}/issue"
    assert at_once(both_engines, (cast.clerk, address, form), (cast.clerk2, address, form)) == {303: 1, 409: 1}
    assert (session.scalar(select(func.count(Plan.id))), session.scalar(select(func.count(Task.id)))) == (1, 1)


def test_signing_and_sending_back_at_once_is_one_of_the_two(
    both_engines: Flask, letters: Letters, cast: SimpleNamespace
) -> None:
    letter = letters.in_state(State.PRESENTED)
    found = at_once(
        both_engines,
        (cast.leader, f"/documents/{letter.id}/sign", {}),
        (cast.office_head, f"/documents/{letter.id}/send_back", {"note": "Sửa căn cứ"}),
    )
    assert found in ({303: 1, 409: 1}, {303: 1, 403: 1})
    assert letter.state in (State.SIGNED, State.DRAFT)


def test_two_scans_at_once_are_both_kept_and_one_counts(
    both_engines: Flask, letters: Letters, cast: SimpleNamespace
) -> None:
    letter = letters.in_state(State.NUMBERED)
    address = f"/documents/{letter.id}/add_scan"
    sent = [(who, address, {"files": (io.BytesIO(one_page_pdf()), "ky.pdf")}) for who in (cast.clerk, cast.clerk2)]
    assert at_once(both_engines, *sent) == {303: 2}
    assert (letter.state, done(letter, "add_scan")) == (State.SCANNED, 2)


def test_two_begin_the_same_book_at_once(both_engines: Flask, cast: SimpleNamespace) -> None:
    form = {
        "issuer_id": str(cast.one.issuer_id), "type_code": "KH", "day": TODAY, "subject": "Thi đua", "signer": "CT",
    }  # fmt: skip
    sent = [(who, "/registers/add_outside", form) for who in (cast.clerk, cast.clerk2, cast.clerk)]
    assert at_once(both_engines, *sent) == {303: 3}
    assert sorted(session.scalars(select(RegisterNumber.number))) == [1, 2, 3]


def test_two_admins_cannot_take_the_last_admins_role_from_each_other(
    both_engines: Flask, cast: SimpleNamespace, office: Office
) -> None:
    second = office.person(Role.ADMIN, department=cast.two)
    sent = [
        (cast.admin, f"/admin/people/{second.id}/roles", {"roles": "staff"}),
        (second, f"/admin/people/{cast.admin.id}/roles", {"roles": "staff"}),
    ]
    found = at_once(both_engines, *sent)
    assert found[303] == 1
    admins = [person for person in session.scalars(select(Person)) if any(r.role == Role.ADMIN for r in person.roles)]
    assert len(admins) == 1


def test_the_two_drafts_of_one_letter_saved_at_once_lose_no_words(
    both_engines: Flask, letters: Letters, cast: SimpleNamespace
) -> None:
    letter: Document = letters.begun()
    assert letter.draft is not None
    forms = [{"trich_yeu": words, "revision": str(letter.draft.revision)} for words in ("Một", "Hai")]
    address = f"/documents/{letter.id}/draft"
    found = at_once(both_engines, (cast.staff, address, forms[0]), (cast.head, address, forms[1]))
    assert found == {200: 1, 409: 1}


def test_one_tax_code_typed_twice_is_one_member_and_a_sentence(both_engines: Flask, cast: SimpleNamespace) -> None:
    facts = {"kind": MemberKind.COOPERATIVE.value, "tax_code": "0201000011"}
    sent = [(person, "/members/new", facts | {"name": f"HTX {person.id}"}) for person in (cast.clerk, cast.clerk2)]
    assert at_once(both_engines, *sent) == {303: 1, 422: 1}
    assert session.scalar(select(func.count(Member.id))) == 1
