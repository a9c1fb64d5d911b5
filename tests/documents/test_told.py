"""Who is told when a letter goes from hand to hand."""

from flask import Flask

from intranet.accounts.models import Person
from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.documents import service
from intranet.documents.service import TOLD
from intranet.lettertemplates.office_templates import get_template
from tests.documents.conftest import Letters
from tests.support.news import forget_all, news


def by(actor: Person, words: str, *people: Person) -> dict[int, list[str]]:
    return {person.id: [f"{actor.name} {words}"] for person in people}


def test_a_letter_is_told_to_the_next_hand_and_to_whom_it_belongs(app: Flask, letters: Letters) -> None:
    cast, letter = letters.cast, letters.saved()
    drafter, signer = cast.staff, cast.leader
    checkers = (cast.head, cast.clerk, cast.office_head)
    of_unit = (drafter, signer, cast.head)
    steps = (
        (lambda: service.submit_for_check(letter, drafter), by(drafter, "trình kiểm tra", *checkers)),
        (lambda: service.send_back(letter, cast.head, "Sai số liệu"), by(cast.head, "trả lại: Sai số liệu", drafter)),
        (lambda: service.submit_for_check(letter, drafter), by(drafter, "trình kiểm tra", *checkers)),
        (lambda: service.check_content(letter, cast.head), by(cast.head, "đã kiểm tra nội dung", drafter)),
        (lambda: service.check_format(letter, cast.clerk), by(cast.clerk, "đã kiểm tra thể thức", drafter)),
        (lambda: service.present(letter, drafter), by(drafter, "trình ký", signer)),
        (
            lambda: service.sign(letter, signer),
            by(signer, "đã ký, chờ cấp số", cast.clerk) | by(signer, "đã ký", drafter),
        ),
        (lambda: service.number(letter, cast.clerk, today()), {}),
        (lambda: service.add_scan(letter, cast.clerk, [letters.scan()]), {}),
        (lambda: service.issue(letter, cast.clerk), by(cast.clerk, "phát hành", *of_unit)),
    )
    everybody = [value for value in vars(cast).values() if isinstance(value, Person)]
    for step, expected in steps:
        with transaction():
            step()
        told = {person.id: lines for person in everybody if (lines := news(person))}
        assert told == expected
        forget_all()


def test_a_letter_without_a_number_is_told_to_the_clerk_as_one_to_send(app: Flask, letters: Letters) -> None:
    with transaction():
        letter = service.begin(get_template("thu_cong"), letters.cast.one, letters.cast.staff)
    assert list(TOLD["sign"][0].who(letter)) == []
    assert list(TOLD["sign"][1].who(letter)) == [letters.cast.clerk]
