"""The batches of the demonstration office: sheets filled from its facts and sent through the same services."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from intranet.batches import service
from intranet.batches.rules import State
from intranet.commands.demo_letters import authority_of
from intranet.commands.demo_plans import Cast
from intranet.lettertemplates.office_templates import get_template


def load_batches(batches: Sequence[dict[str, Any]], cast: Cast) -> None:
    """Begin each batch with its sheet, right or wrong, and have an approved one approved by its signer."""
    for facts in batches:
        drafter, template = cast.people[facts["drafter"]], get_template(facts["template"])
        worded = replace(template, example={**template.example, **facts["common"]})
        sheet = service.example_for(worded, drafter.department, facts["differing"], facts["row"])
        authority = authority_of(cast.people[facts["signer"]])
        batch = service.begin(
            template, drafter.department, authority, drafter, file=BytesIO(sheet), file_name=facts["file_name"]
        )
        if facts["state"] == State.APPROVED:
            service.approve(batch, batch.signer)
