"""`python -m tests.docservice.clinic.score`: how many faults of broken templates are found, placed and hinted right."""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.clinic.faults import Fault
from tests.docservice.clinic.cases import CASES, Case, Expected
from tests.docservice.clinic.foreign import compare
from tests.docservice.clinic.sheet import Sheet


@dataclass
class Score:
    """Counts over expected faults, and what went wrong in words; `needless` are faults told that are none."""

    templates: int = 0
    expected: int = 0
    found: int = 0
    placed: int = 0
    hinted: int = 0
    needless: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, case: Case) -> None:
        """Examine one broken template and count."""
        told = list(faults_of(case))
        self.templates += 1
        for expected in case.expected:
            fault = best(told, expected)
            self.expected += 1
            if fault is None:
                self.notes.append(f"{case.name}: không thấy {expected.code} ở {expected.place}")
                continue
            told.remove(fault)
            self.found += 1
            self.placed += str(fault.place) == expected.place
            self.hinted += expected.mend in fault.mend
            if str(fault.place) != expected.place or expected.mend not in fault.mend:
                self.notes.append(f"{case.name}: {fault} – {fault.mend} (mong đợi {expected.place}: {expected.mend})")
        self.needless += len(told)
        self.notes += [f"{case.name}: báo thừa {fault.code} – {fault}" for fault in told]


@cache
def faults_of(case: Case) -> tuple[Fault, ...]:
    """What the clinic says of a broken template."""
    sheet = Sheet(case.template)
    case.spoil(sheet)
    return examine_docx(sheet.docx(), sheet.template.fields, sheet.template.letter_type.controls).faults


def best(told: Iterable[Fault], expected: Expected) -> Fault | None:
    """The fault of the expected code, rather one at the expected place with the expected mend."""
    same = [fault for fault in told if fault.code == expected.code]
    return max(same, key=lambda f: (str(f.place) == expected.place) + (expected.mend in f.mend), default=None)


def score(cases: Iterable[Case] = CASES) -> Score:
    """The score over these cases."""
    result = Score()
    for case in cases:
        result.add(case)
    return result


def lines(result: Score) -> list[str]:
    """The figures as they are printed."""
    share = {"found": result.found, "rightly placed": result.placed, "hint right": result.hinted}
    return [
        f"{result.templates} broken templates, {result.expected} faults in them",
        *(f"{words:<15}{count}/{result.expected} ({count / result.expected:.1%})" for words, count in share.items()),
        f"{'needless':<15}{result.needless}",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="name what was missed")
    parser.add_argument("--foreign", action="store_true", help="also templates by other hands, fetched from PyPI")
    arguments = parser.parse_args()
    outcome = score()
    print("\n".join([*lines(outcome), *(outcome.notes if arguments.verbose else ())]))
    if arguments.foreign:
        other = compare()
        print(f"{other.templates} foreign templates, {other.with_tags} of them with tags")
        print(f"as docxtpl reads them {other.agreed}/{other.templates}")
        print(f"damage seen    {other.seen}/{other.damaged}")
        print("\n".join(other.notes))
