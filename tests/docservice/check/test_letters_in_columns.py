"""Letters whose columns are set by tabs or spaces: read as those in tables are, and broken in the same ways."""

import random
import re
from functools import cache

import pytest

from intranet.docservice.check.run import check
from tests.docservice.check.campaign import Broken, break_letter, shares
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.fresh_mutations import BREAKS, Break
from tests.docservice.check.in_columns import LETTERS
from tests.docservice.check.mutation_table import MUTATIONS

SHARE_TO_FIND, SHARE_FALSE = 0.98, 0.01
# Whether a column set by a gap is in the middle nobody can measure; the report says so.
NOT_MEASURED = re.compile(
    r"(quoc_hieu|tieu_ngu|so_ky_hieu|dia_danh_ngay|trich_yeu_cong_van|quyen_han|ho_ten|noi_nhan)\.can_le"
)
ONE_BREAK = [Break(m.code, frozenset({m.code}), lambda d, r, m=m: m.change(d), m.implied) for m in MUTATIONS]  # type: ignore[misc]
ALL = [one for one in (*BREAKS, *ONE_BREAK) if not any(NOT_MEASURED.fullmatch(code) for code in one.codes)]


@cache
def standing(name: str) -> frozenset[str]:
    """What is found in the letter before it is broken."""
    return frozenset(one.code for one in check(as_bytes(LETTERS[name]())).findings)


@pytest.mark.parametrize("name", LETTERS)
def test_a_good_letter_without_tables_is_clean(name: str) -> None:
    report = check(as_bytes(LETTERS[name]()))
    assert (report.verdict, report.findings) == ("can_nguoi_xem", ())
    assert "không đo được canh giữa" in report.reason


def broken(chance: random.Random) -> Broken | None:
    name = chance.choice([one for one in LETTERS if "in the words" not in one])
    return break_letter(name, LETTERS[name](), ALL, chance)


def test_a_small_campaign() -> None:
    found, false, wrong = shares(41, 15, broken, standing)
    assert found >= SHARE_TO_FIND - 0.02 and false <= SHARE_FALSE + 0.01, wrong


@pytest.mark.campaign
def test_three_hundred_broken_letters(capsys: pytest.CaptureFixture[str]) -> None:
    found, false, wrong = shares(42, 300, broken, standing)
    with capsys.disabled():
        print(f"\n300 broken letters set by tabs and spaces: {found:.1%} found, {false:.1%} of the findings false")
    assert found >= SHARE_TO_FIND and false <= SHARE_FALSE, wrong
