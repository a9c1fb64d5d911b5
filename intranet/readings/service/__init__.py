"""Doing: one public function for each thing people do with a letter that is read."""

from intranet.readings.service.amending import changed_from, left_out
from intranet.readings.service.confirming import confirm, units_given
from intranet.readings.service.departments import move_proposals
from intranet.readings.service.proposals import (
    ProposalFacts,
    accept_task,
    add_task,
    drop_task,
    edit_task,
    join_task,
    restore_task,
    spare_task,
    split_task,
)
from intranet.readings.service.reading import begin, drop, read_again
from intranet.readings.service.units import add_unit, name_unit

__all__ = [
    "ProposalFacts",
    "accept_task",
    "add_task",
    "add_unit",
    "begin",
    "changed_from",
    "confirm",
    "drop",
    "drop_task",
    "edit_task",
    "join_task",
    "left_out",
    "move_proposals",
    "name_unit",
    "read_again",
    "restore_task",
    "spare_task",
    "split_task",
    "units_given",
]
