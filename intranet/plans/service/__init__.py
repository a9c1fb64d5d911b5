"""Doing: one public function for each thing people do with plans and tasks."""

from intranet.plans.service.absence import tell_of_deadlines_while_away
from intranet.plans.service.checklist import add_items, assign_item, edit_item, move_item, remove_item, tick
from intranet.plans.service.departments import move_open_tasks
from intranet.plans.service.events import set_event
from intranet.plans.service.evidence import add_file, add_link, add_note, comment, report_period, withdraw
from intranet.plans.service.extensions import ask_extension, decline_extension, grant_extension, withdraw_extension
from intranet.plans.service.handing_out import add_tasks
from intranet.plans.service.moves import accept, assign, cancel, charge, confirm, reassign, redo, refuse, report, start
from intranet.plans.service.plans import PlanFacts, attach_letter, close, edit_plan, make_plan, reopen
from intranet.plans.service.series import make_occurrences
from intranet.plans.service.tasks import TaskFacts, edit_task
from intranet.plans.service.uploads import LETTER_KINDS, TakenFile, take

__all__ = [
    "LETTER_KINDS",
    "PlanFacts",
    "TakenFile",
    "TaskFacts",
    "accept",
    "add_file",
    "add_items",
    "add_link",
    "add_note",
    "add_tasks",
    "ask_extension",
    "assign",
    "assign_item",
    "attach_letter",
    "cancel",
    "charge",
    "close",
    "comment",
    "confirm",
    "decline_extension",
    "edit_item",
    "edit_plan",
    "edit_task",
    "grant_extension",
    "make_occurrences",
    "make_plan",
    "move_item",
    "move_open_tasks",
    "reassign",
    "redo",
    "refuse",
    "remove_item",
    "reopen",
    "report",
    "report_period",
    "set_event",
    "start",
    "take",
    "tell_of_deadlines_while_away",
    "tick",
    "withdraw",
    "withdraw_extension",
]
