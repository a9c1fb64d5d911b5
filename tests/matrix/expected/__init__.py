"""The expected matrix, a file for each feature, written by hand and never read from the program's own tables."""

from tests.matrix.expected import accounts, checking, documents, plans, registers, shared, workdays

CASES = (
    *shared.CASES,
    *accounts.CASES,
    *plans.CASES,
    *documents.CASES,
    *registers.CASES,
    *workdays.CASES,
    *checking.CASES,
)
FOREIGN = (*plans.FOREIGN, *documents.FOREIGN, *checking.FOREIGN)
