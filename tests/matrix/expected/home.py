"""The pages above all features: what waits, one decision after the other, the overview, search."""

from tests.matrix.expected import documents, incoming, plans
from tests.matrix.expected.line import MANAGERS, STAFF_ALL, get

FOLLOWS_THE_OFFICE = MANAGERS | {"head", "deputy", "helper_head", "other_head"}

CASES = (
    get("home.index", STAFF_ALL),
    get("home.overview", FOLLOWS_THE_OFFICE),
    get("home.search", STAFF_ALL),
    # Deciding one thing after the other: whoever may see the thing may look at its page, buttons are for his moves.
    get("home.next_decision", STAFF_ALL),
    get("home.decide_letter", documents.SEES, document="presented"),
    get("home.decide_letter", documents.SEES_DRAFT, document="draft"),
    get("home.decide_letter", documents.SEES_FOREIGN, document="foreign"),
    get("home.decide_arrival", MANAGERS, letter="presented"),
    get("home.decide_arrival", incoming.SEES, letter="handling"),
    get("home.decide_task", plans.SEES, task="reported"),
    get("home.decide_task", plans.SEES, task="asking"),
    get("home.decide_task", plans.SEES_FOREIGN, task="foreign"),
)
