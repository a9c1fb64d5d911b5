"""How well heads of scans are read: `python -m tests.docservice.incoming.score [-v] [MANNER …]` prints the shares."""

import sys
from collections import Counter
from collections.abc import Iterable

from intranet.docservice.incoming.one_pdf import one_pdf
from intranet.docservice.incoming.pages import seen_pages
from intranet.docservice.incoming.proposals import Proposal, proposals_of
from tests.docservice.incoming.made_letters import LETTERS, MadeLetter
from tests.docservice.incoming.scans import MANNERS, manner_of, scan_of

FIELDS = ("code", "written_on", "agency", "type_name", "subject")


def proposed(place: int) -> dict[str, Proposal]:
    """What is proposed for made letter number `place`, by the way a photograph sent to the office goes."""
    return proposals_of(next(seen_pages(one_pdf([("jpeg", scan_of(place))]))))


def wanted(letter: MadeLetter) -> dict[str, str]:
    """What stands in the head, as the register writes it."""
    agency = letter.agency.replace("\n", " ")
    values = (letter.code, f"{letter.day:%d/%m/%Y}", agency, letter.type_name, letter.subject)
    return dict(zip(FIELDS, values, strict=True))


def wrong_fields(place: int, found: dict[str, Proposal]) -> list[str]:
    """The fields whose proposal is missing or other than the letter's; capital letters aside, which a head has not."""
    return [
        name
        for name, value in wanted(LETTERS[place]).items()
        if name not in found or found[name].value.casefold() != value.casefold()
    ]


def score(places: Iterable[int], tell: bool = False) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many of each field are right by manner, and how many letters of each manner there were."""
    right: Counter[tuple[str, str]] = Counter()
    count: Counter[str] = Counter()
    for place in places:
        found, manner = proposed(place), manner_of(place)
        wrong = wrong_fields(place, found)
        count[manner] += 1
        right.update((manner, name) for name in FIELDS if name not in wrong)
        for name in wrong if tell else ():
            read = found[name].value if name in found else "–"
            print(f"{place:2} {manner:12} {name:10} {read!r} thay vì {wanted(LETTERS[place])[name]!r}")
    return right, count


def main(arguments: list[str]) -> None:
    """Print the table."""
    manners = [name for name in arguments if name in MANNERS] or list(MANNERS)
    places = [place for place in range(len(LETTERS)) if manner_of(place) in manners]
    right, count = score(places, "-v" in arguments)
    print(f"{'':14}" + "".join(f"{name:>12}" for name in FIELDS))
    for manner in manners:
        print(f"{manner:14}" + "".join(f"{right[manner, name]:>9}/{count[manner]:<2}" for name in FIELDS))
    whole = {name: sum(right[manner, name] for manner in manners) / len(places) for name in FIELDS}
    print(f"{'all':14}" + "".join(f"{whole[name]:>12.1%}" for name in FIELDS))


if __name__ == "__main__":
    main(sys.argv[1:])
