"""The expected matrix, a file for each feature, written by hand and never read from the program's own tables."""

from tests.matrix.expected import (
    accounts,
    batches,
    checking,
    delivery,
    documents,
    incoming,
    laws,
    notices,
    plans,
    readings,
    registers,
    shared,
    workdays,
)

PARTS = (
    shared, accounts, workdays, notices, plans, readings, documents, registers, checking, laws, batches, delivery,
    incoming,
)  # fmt: skip
CASES = tuple(line for part in PARTS for line in part.CASES)
FOREIGN = tuple(line for part in (plans, readings, documents, checking, batches, incoming) for line in part.FOREIGN)
