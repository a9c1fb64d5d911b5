"""The tables of plans: what was decided, who does it, how far it is, and what proves it."""

from intranet.plans.models.plan import Plan
from intranet.plans.models.tally import TaskTally
from intranet.plans.models.task import Task, task_support
from intranet.plans.models.work import ChecklistItem, Comment, Evidence, Extension

__all__ = ["ChecklistItem", "Comment", "Evidence", "Extension", "Plan", "Task", "TaskTally", "task_support"]
