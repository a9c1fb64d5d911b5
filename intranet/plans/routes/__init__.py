"""The pages of plans: plans, tasks, checklists, evidence, boards and lists."""

from intranet.plans.routes import checklist, evidence, extensions, lists, moves, paste, plans, tasks
from intranet.plans.routes.blueprint import bp

__all__ = ["bp", "checklist", "evidence", "extensions", "lists", "moves", "paste", "plans", "tasks"]
