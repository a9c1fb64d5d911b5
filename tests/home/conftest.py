"""One office with letters, incoming letters and tasks of the same people."""

from types import SimpleNamespace

import pytest
from flask import Flask

from tests.documents.conftest import Letters, letters, quick_pdf
from tests.incoming.conftest import Incoming
from tests.plans.conftest import Plans
from tests.support.visitor import Visitor

__all__ = ["letters", "quick_pdf"]


@pytest.fixture
def work(letters: Letters) -> SimpleNamespace:
    """Builders of everything that can wait, for the usual people; ask for `app` or `both_engines` first."""
    cast = letters.cast
    return SimpleNamespace(cast=cast, letters=letters, incoming=Incoming(cast), plans=Plans(cast))


@pytest.fixture
def as_person(app: Flask):
    return lambda person: Visitor(app).sign_in(person)
