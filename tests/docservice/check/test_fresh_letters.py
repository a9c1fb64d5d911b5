"""Letters and breakages the rules were not written on: every template and other manners of writing, broken in other ways."""

import io
import random
from collections import Counter
from functools import cache

import pytest
from docx import Document

from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.check.run import WITHOUT_SAMPLE, check
from intranet.docservice.mend import mend
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text, words
from intranet.settings import PROJECT
from tests.docservice.check.campaign import Broken, break_letter, shares
from tests.docservice.check.fresh_mutations import BREAKS
from tests.docservice.check.raw_letters import RAW

SHARE_TO_FIND, SHARE_FALSE = 0.98, 0.01
NAME = "Trương Thị Thu Hà"


@cache
def letters() -> dict[str, bytes]:
    """Every template that has a sample, signed, and letters after the manner of Google Docs and of people's Word."""
    found = {name: write() for name, write in RAW.items()}
    for template in load_catalogue(PROJECT / "doctemplates"):
        if template.letter_type.id not in WITHOUT_SAMPLE:
            signer = {**template.example.get("nguoi_ky", {}), "ho_ten": NAME}
            found[template.id] = render_docx(template, {**template.example, "nguoi_ky": signer}, year=2026)
    return found


@pytest.mark.parametrize("name", RAW)
def test_a_good_letter_of_another_manner_is_clean(name: str) -> None:
    report = check(RAW[name]())
    assert (report.verdict, report.findings) == ("dat", ())


def broken(chance: random.Random) -> Broken | None:
    name = chance.choice(sorted(letters()))
    return break_letter(name, Document(io.BytesIO(letters()[name])), BREAKS, chance)


def standing(name: str) -> set[str]:
    return {finding.code for finding in check(letters()[name]).findings}


def test_a_small_campaign() -> None:
    found, false, wrong = shares(11, 50, broken, standing)
    assert found >= SHARE_TO_FIND - 0.02 and false <= SHARE_FALSE + 0.01, wrong


@pytest.mark.campaign
def test_four_hundred_broken_letters(capsys: pytest.CaptureFixture[str]) -> None:
    found, false, wrong = shares(12, 400, broken, standing)
    with capsys.disabled():
        print(f"\n400 letters broken in fresh ways: {found:.1%} found, {false:.1%} of the findings false")
    assert found >= SHARE_TO_FIND and false <= SHARE_FALSE, wrong


REWRITTEN = {"number without zero", "date without zero", "January without zero", "loose marks"}


def mended_rightly(seed: int, size: int) -> list[str]:
    """What the mender did wrong: a code still there, a new one, words changed, something left for a second time."""
    chance, wrong, done = random.Random(seed), list[str](), 0
    while done < size:
        if (one := broken(chance)) is None:
            continue
        (name, docx, chosen), done = one, done + 1
        mended = mend(docx)
        before, after = check(docx).findings, check(mended.docx).findings
        codes = {finding.code for finding in after}
        if codes & {finding.code for finding in mended.repaired} or codes - {finding.code for finding in before}:
            wrong.append(f"{name}: {[o.name for o in chosen]}: {codes}")
        if any(finding.mendable for finding in after) or mend(mended.docx).docx != mended.docx:
            wrong.append(f"{name}: {[o.name for o in chosen]}: a second mending changes it")
        same = Counter(words(docx_text(docx, headers=True))) == Counter(words(docx_text(mended.docx, headers=True)))
        if not same and not {o.name for o in chosen} & REWRITTEN:
            wrong.append(f"{name}: {[o.name for o in chosen]}: words changed")
    return wrong


def test_the_mender_on_some_of_them() -> None:
    assert mended_rightly(seed=21, size=20) == []


@pytest.mark.campaign
def test_the_mender_on_two_hundred_and_fifty_of_them() -> None:
    assert mended_rightly(seed=22, size=250) == []
