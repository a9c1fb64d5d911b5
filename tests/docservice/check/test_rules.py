"""For each rule a letter that breaks just it, found with the right code and place; campaigns of many broken letters."""

import random
from collections.abc import Callable

import pytest
from docx.document import Document as Docx

from intranet.docservice.check.report import Finding
from intranet.docservice.check.rules import RULES
from intranet.docservice.check.run import check
from tests.docservice.check.foreign import MANNERS, as_bytes, write
from tests.docservice.check.good import GOOD, good_letter, opened
from tests.docservice.check.letter_words import OFFICIAL, Words
from tests.docservice.check.mutation_table import MUTATIONS, Mutation

SHARE_TO_FIND, SHARE_FALSE = 0.96, 0.01


@pytest.mark.parametrize("name", GOOD)
def test_a_good_letter_is_clean(name: str) -> None:
    report = check(good_letter(name))
    assert (report.verdict, report.findings, report.reason) == ("dat", (), "")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: f"{m.code}-{m.base}")
def test_a_letter_that_breaks_one_rule_is_told_so_and_nothing_else(mutation: Mutation) -> None:
    document = opened(mutation.base)
    mutation.change(document)
    report = check(as_bytes(document))
    told = [one for one in report.findings if one.code == mutation.code and one.place.component == mutation.place]
    assert told, report.findings
    assert {one.code for one in report.findings} - mutation.implied == {mutation.code}, report.findings
    assert told[0].article == RULES[mutation.code].article and told[0].found and told[0].expected
    assert report.verdict == ("khong_dat" if any(one.weight == "must" for one in report.findings) else "dat")
    assert not told[0].mendable or RULES[mutation.code].mended, "it is mended and its rule does not say so"


def base_letters() -> dict[str, Callable[[], Docx]]:
    letters: dict[str, Callable[[], Docx]] = {name: lambda name=name: opened(name) for name in GOOD}  # type: ignore[misc]
    for key, manner in MANNERS.items():
        for words in (Words(), OFFICIAL):
            if manner.head in {"table", "controls", "nested"}:
                letters[f"{key}, {words.number}"] = lambda w=words, m=manner: write(w, m)  # type: ignore[misc]
    return letters


def campaign(seed: int, size: int) -> tuple[float, float, list[str]]:
    """Break `size` good letters in one or two ways; the share found, the share of findings that are false, both named."""
    chance, letters = random.Random(seed), base_letters()
    wanted, found, told, wrong = 0, 0, 0, list[str]()
    done = 0
    while done < size:
        name = chance.choice(sorted(letters))
        document, chosen = letters[name](), list[Mutation]()
        for mutation in chance.sample(MUTATIONS, chance.choice((1, 1, 2))):
            try:
                mutation.change(document)
                chosen.append(mutation)
            except (StopIteration, AssertionError, IndexError):
                continue  # this letter has no such component
        components = [one.place for one in chosen]
        if not chosen or len(set(components)) < len(components):
            continue  # two changes of one component hide each other
        done += 1
        findings: tuple[Finding, ...] = check(as_bytes(document)).findings
        codes = {one.code for one in findings}
        allowed = {code for one in chosen for code in {one.code, *one.implied}}
        wanted, found = wanted + len(chosen), found + sum(one.code in codes for one in chosen)
        told += len(findings)
        wrong += [f"missed {one.code} in {name}" for one in chosen if one.code not in codes]
        wrong += [f"false {one.code} in {name} beside {allowed}" for one in findings if one.code not in allowed]
    false = sum(one.startswith("false") for one in wrong)
    return found / wanted, false / max(1, told), wrong


def test_a_small_campaign() -> None:
    share_found, share_false, wrong = campaign(seed=5, size=25)
    assert share_found >= SHARE_TO_FIND and share_false <= SHARE_FALSE, wrong


@pytest.mark.campaign
def test_three_hundred_broken_letters(capsys: pytest.CaptureFixture[str]) -> None:
    share_found, share_false, wrong = campaign(seed=30, size=300)
    with capsys.disabled():
        print(f"\n300 broken letters: {share_found:.1%} found, {share_false:.1%} of the findings false")
    assert share_found >= SHARE_TO_FIND and share_false <= SHARE_FALSE, wrong
