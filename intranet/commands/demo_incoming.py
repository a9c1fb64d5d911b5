"""The incoming letters of the demonstration office, each as far as its entry says, through the same services."""

import io
from datetime import date, timedelta
from typing import Any

from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.docservice.render import render_docx
from intranet.incoming import service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part, Urgency
from intranet.incoming.service import LetterFacts, Receiver
from intranet.lettertemplates.office_templates import get_template
from intranet.registers.rules import ARRIVALS
from intranet.registers.service import open_book

STAGES = ("received", "registered", "presented", "handling", "answered")


def load_incoming(facts: dict[str, Any], cast: Cast) -> None:
    """Open the book where the paper one stood, then let each letter come."""
    clerk = cast.people["vanthu"]
    open_book(clerk.department.issuer, ARRIVALS, today().year, facts["first_number"], clerk)
    for entry in facts["letter"]:
        _bring_forward(_received(entry, cast), entry, cast)


def _received(entry: dict[str, Any], cast: Cast) -> IncomingLetter:
    file = io.BytesIO(_word_file(entry))
    return service.receive(cast.people["vanthu"], [(file, f"{entry['number']}-{entry['symbol']}.docx")], _day(entry, 0))


def _word_file(entry: dict[str, Any]) -> bytes:
    """The letter as its agency wrote it, from the same template with other words."""
    template = get_template(entry["template"])
    office = {"ten": entry["lines"], "ky_hieu": entry["symbol"], "dia_danh": "Hải Phòng"}
    words = {
        "co_quan": office,
        "so": entry["number"],
        "ngay": _day(entry, entry["days_on_the_way"]).isoformat(),
        "trich_yeu": entry["subject"],
        "kinh_gui": ["Liên minh Hợp tác xã thành phố Hải Phòng"],
        "ky_hieu_don_vi": entry.get("unit", ""),
    }
    asked = {field.key for field in template.fields}
    return render_docx(template, {**template.example, **{key: words[key] for key in words if key in asked}})


def _day(entry: dict[str, Any], earlier: int) -> date:
    """So many days ago, in this year's book."""
    arrived = max(today() - timedelta(days=entry["days_ago"]), date(today().year, 1, 1))
    return arrived - timedelta(days=earlier)


def _bring_forward(letter: IncomingLetter, entry: dict[str, Any], cast: Cast) -> None:
    stage, clerk, leader = STAGES.index(entry["stage"]), cast.people["vanthu"], cast.people["phochutich"]
    if stage >= STAGES.index("registered"):
        facts = LetterFacts(
            arrived_on=letter.arrived_on,
            agency=entry["agency"],
            subject=entry["subject"],
            type_name=entry["type"],
            code=entry["code"],
            written_on=_day(entry, entry["days_on_the_way"]),
            urgency=Urgency(entry.get("urgency", "")),
        )
        service.register(letter, clerk.department.issuer, facts, clerk)
    if stage >= STAGES.index("presented"):
        service.present(letter, leader, clerk)
    if stage >= STAGES.index("handling"):
        due = today() + timedelta(days=entry["due_in"])
        receivers = [Receiver(cast.departments[entry["lead"]].id, Part.LEAD, max(due, letter.arrived_on))]
        receivers += [Receiver(cast.departments[key].id, Part.SUPPORT) for key in entry.get("supports", ())]
        service.direct(letter, leader, entry["direction"], receivers, leader, given_on=letter.arrived_on)
    if stage >= STAGES.index("answered"):
        service.link_answer(letter, clerk, outside=entry["answer"])
