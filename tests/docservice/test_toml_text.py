"""What is written as TOML is read again as the same values."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intranet.docservice.catalogue import FILES
from intranet.docservice.toml_text import toml_text
from tests.support.letters import DOCTEMPLATES

NAMES = st.text("abc_đ .", min_size=1, max_size=6)
PLAIN = st.one_of(
    st.text(max_size=20), st.integers(-(2**60), 2**60), st.booleans(), st.lists(st.text(max_size=5), max_size=3)
)
TABLES = st.recursive(
    st.dictionaries(NAMES, PLAIN, max_size=4),
    lambda inner: st.dictionaries(NAMES, st.one_of(PLAIN, inner, st.lists(inner, min_size=1, max_size=3)), max_size=4),
    max_leaves=6,
)


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_any_table_comes_back(table: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(table)) == table


@pytest.mark.parametrize("name", FILES[1:])
def test_the_files_of_every_template_come_back(name: str) -> None:
    for path in DOCTEMPLATES.glob(f"*/{name}"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert tomllib.loads(toml_text(table)) == table, path


def test_it_reads_like_typed() -> None:
    text = toml_text({"title": "Kế hoạch", "order": 1, "fields": [{"key": "so", "required": True}], "bo": None})
    assert text == 'title = "Kế hoạch"\norder = 1\n\n[[fields]]\nkey = "so"\nrequired = true\n'
