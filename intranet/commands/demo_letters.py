"""The letters of the demonstration office: under way in each stage, written and moved through the same services."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import Person, SigningAuthority
from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.core.db import session
from intranet.delivery.service import plan_deliveries
from intranet.documents import service
from intranet.documents.facts import Typed, is_asked
from intranet.documents.models import Document
from intranet.lettertemplates.office_templates import get_template
from intranet.registers import queries as register_queries
from intranet.registers import service as registers
from intranet.registers.rules import Entry, series_of

STAGES = ("draft", "checking", "presented", "signed")


def open_register(facts: dict[str, Any], cast: Cast) -> None:
    """Go on from the paper book: open it at its next number and put one letter made before into it."""
    clerk = cast.people["vanthu"]
    issuer = clerk.department.issuer
    day = today() - timedelta(days=facts["issued_days_ago"])
    series = series_of(register_queries.scheme_in(issuer.id, day.year), facts["type"])
    registers.open_book(issuer, series, day.year, facts["first_number"], clerk)
    columns = ("subject", "signer", "recipients", "archive_unit", "copies")
    entry = Entry(**{name: facts[name] for name in columns})
    number = registers.register_outside(issuer, facts["type"], day, actor=clerk, entry=entry)
    plan_deliveries(number, clerk)


def write_letter(facts: dict[str, Any], cast: Cast) -> None:
    """Write one letter with its template's example and bring it to its stage."""
    drafter, signer = cast.people[facts["drafter"]], cast.people[facts["signer"]]
    template = get_template(facts["template"])
    document = service.begin(template, drafter.department, drafter)
    words = {f.key: template.example[f.key] for f in template.fields if is_asked(f) and f.key in template.example}
    typed = Typed(words, authority_of(signer).id)
    assert document.draft is not None
    service.save_version(document, typed, document.draft.revision, drafter)
    _bring_forward(document, STAGES.index(facts["state"]), cast)


def authority_of(signer: Person) -> SigningAuthority:
    """The one authority to sign this person has here."""
    return session.scalars(select(SigningAuthority).where(SigningAuthority.person_id == signer.id)).one()


def _bring_forward(document: Document, stage: int, cast: Cast) -> None:
    drafter = document.drafter
    if stage >= STAGES.index("checking"):
        service.submit_for_check(document, drafter)
    if stage >= STAGES.index("presented"):
        service.check_content(document, cast.head_of(document.department))
        service.check_format(document, cast.people["vanthu"])
        service.present(document, drafter)
    if stage >= STAGES.index("signed"):
        service.sign(document, document.signer)
