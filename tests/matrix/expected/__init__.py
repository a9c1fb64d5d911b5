"""The expected matrix, a file for each feature, written by hand and never read from the program's own tables."""

from tests.matrix.expected import (
    absences,
    accounts,
    agenda,
    api,
    batches,
    briefings,
    checking,
    delivery,
    documents,
    emulation,
    home,
    incoming,
    laws,
    lettertemplates,
    notices,
    plans,
    readings,
    registers,
    reports,
    shared,
    signatures,
    workdays,
)

PARTS = (
    shared, absences, accounts, workdays, notices, plans, readings, documents, registers, checking, laws, batches,
    delivery, incoming, lettertemplates, signatures, api, agenda, reports, briefings, emulation, home,
)  # fmt: skip
CASES = tuple(line for part in PARTS for line in part.CASES)
WITH_FOREIGN = (plans, readings, documents, checking, batches, incoming, lettertemplates, signatures)
FOREIGN = tuple(line for part in WITH_FOREIGN for line in part.FOREIGN)
