"""Plans to report on are made like those of tests/plans."""

from tests.plans.conftest import as_person, plans

__all__ = ["as_person", "plans"]
