"""From a letter's own words to tasks: who must do what, with whom, by when, and where it says so."""

from intranet.docservice.assignments.plan import PlanReading, as_facts, read_plan
from intranet.docservice.assignments.tasks import ReadTask
from intranet.docservice.assignments.units import UnitList

__all__ = ["PlanReading", "ReadTask", "UnitList", "as_facts", "read_plan"]
